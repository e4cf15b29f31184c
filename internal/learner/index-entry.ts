/** One line of a run's index: what lists, summaries and dashboards need, without opening a trajectory. */
import type { AssembledTrajectory } from '#internal/rollout/assembly.ts'
import { statusName } from '#internal/rollout/status.ts'

export interface IndexEntry {
  readonly rollout_id: string
  readonly task_id: string
  readonly group_id: string
  readonly group_index: number
  readonly group_size: number
  readonly environment: string
  readonly status: string
  readonly stop_condition: string
  readonly rewards: readonly { readonly name: string; readonly value: number | null; readonly weight: number }[]
  /** Weighted mean of the rewards that were determined; null when none was. */
  readonly reward: number | null
  readonly turns: number
  readonly tokens: { readonly prompt: number; readonly sampled: number }
  readonly seconds: {
    readonly queue: number
    readonly first_token: number
    readonly decode: number
    readonly environment: number
    readonly wall: number
  }
  readonly attempt: number
  readonly worker: string
  readonly error: string | null
  /** Where its record begins in trajectories.pb, and how long it is, its length prefix included. Bytes. */
  readonly offset: number
  readonly bytes: number
}

export function indexEntryOf(trajectory: AssembledTrajectory, place: { readonly offset: number; readonly bytes: number }): IndexEntry {
  const { head, ending, turns } = trajectory
  const timings = ending.totals?.timings ?? {}
  const rewards = (ending.rewards ?? []).map(({ name, value, weight }) => ({ name: name ?? '', value: value ?? null, weight: weight ?? 0 }))
  return {
    rollout_id: head.rolloutId,
    task_id: head.taskId,
    group_id: head.groupId,
    group_index: head.groupIndex,
    group_size: head.groupSize,
    environment: head.environment,
    status: statusName(ending.status),
    stop_condition: ending.stopCondition ?? '',
    rewards,
    reward: meanReward(rewards),
    turns: turns.length,
    tokens: { prompt: ending.totals?.promptTokens ?? 0, sampled: ending.totals?.sampledTokens ?? 0 },
    seconds: {
      queue: (timings.queueNs ?? 0) / 1e9,
      first_token: (timings.timeToFirstTokenNs ?? 0) / 1e9,
      decode: (timings.decodeNs ?? 0) / 1e9,
      environment: (timings.environmentNs ?? 0) / 1e9,
      wall: (ending.totals?.wallMs ?? 0) / 1e3,
    },
    attempt: head.attempt,
    worker: head.worker,
    error: ending.error == null ? null : `${ending.error.code ?? ''}: ${ending.error.message ?? ''}`,
    ...place,
  }
}

/** Σ weight · value / Σ weight over the rewards that have a value; null when there are none: absent is not 0. */
export function meanReward(rewards: readonly { readonly value: number | null; readonly weight: number }[]): number | null {
  const determined = rewards.flatMap(({ value, weight }) => (value === null ? [] : [{ value, weight }]))
  const whole = determined.reduce((sum, { weight }) => sum + weight, 0)
  return whole <= 0 ? null : determined.reduce((sum, { value, weight }) => sum + value * weight, 0) / whole
}

export interface Totals {
  readonly by_status: Record<string, number>
  readonly turns: number
  readonly tokens: { readonly prompt: number; readonly sampled: number }
  readonly rewards: Record<string, { readonly mean: number | null; readonly count: number }>
  readonly seconds_by_phase: { readonly queue: number; readonly first_token: number; readonly decode: number; readonly environment: number }
  readonly groups: { readonly completed: number }
}

/** Sums over a run. Rewards that were not determined count in no mean. */
export function totalsOf(entries: readonly IndexEntry[]): Totals {
  const by_status: Record<string, number> = {}
  const members = new Map<string, number>()
  let groupsCompleted = 0
  for (const { status, group_id, group_size } of entries) {
    by_status[status] = (by_status[status] ?? 0) + 1
    const ended = (members.get(group_id) ?? 0) + 1
    members.set(group_id, ended)
    if (ended === group_size) groupsCompleted++
  }
  const sum = (read: (entry: IndexEntry) => number) => entries.reduce((total, entry) => total + read(entry), 0)
  const environments = [...new Set(entries.map((entry) => entry.environment))].sort()
  return {
    by_status,
    turns: sum((entry) => entry.turns),
    tokens: { prompt: sum((entry) => entry.tokens.prompt), sampled: sum((entry) => entry.tokens.sampled) },
    rewards: Object.fromEntries(environments.map((environment) => [environment, rewardsOf(entries, environment)])),
    seconds_by_phase: {
      queue: sum((entry) => entry.seconds.queue),
      first_token: sum((entry) => entry.seconds.first_token),
      decode: sum((entry) => entry.seconds.decode),
      environment: sum((entry) => entry.seconds.environment),
    },
    groups: { completed: groupsCompleted },
  }
}

function rewardsOf(entries: readonly IndexEntry[], environment: string): { mean: number | null; count: number } {
  const values = entries.flatMap((entry) => (entry.environment === environment && entry.reward !== null ? [entry.reward] : []))
  return { mean: values.length === 0 ? null : values.reduce((total, value) => total + value, 0) / values.length, count: values.length }
}
