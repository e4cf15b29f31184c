/** Groups to batches: what counts, what is left out and why, what is dropped. Pure; docs/learner.md says it for trainers. */
import { SortieError } from '#internal/base/errors.ts'
import { pb } from '#internal/gen/v1.js'
import type { AssembledTrajectory } from '#internal/rollout/assembly.ts'
import { sampledOtherwise } from '#internal/rollout/codec.ts'
import type { GroupMember, RolloutGroup } from '#internal/rollout/groups.ts'
import { trainingSequences } from '#internal/rollout/sequences.ts'
import { statusName } from '#internal/rollout/status.ts'
import { isStale, oldestWeightVersion } from '#internal/weights/staleness.ts'
import { meanReward } from './index-entry.ts'

export interface BatchPolicy {
  /** At least so many rollouts; nothing when `tokens` is set. */
  readonly rollouts: number
  /** At least so many sampled tokens; 0: by rollouts. */
  readonly tokens: number
  /** Null: any. */
  readonly maxStalenessSteps: number | null
  readonly partialGroups: 'wait' | 'mask' | 'drop'
  readonly groupDeadlineMs: number
  readonly usableMembersMin: number
}

const rolloutsDefault = 64
const groupDeadlineMsDefault = 600_000
const { PARTIAL_GROUPS_MASK, PARTIAL_GROUPS_DROP } = pb.PartialGroups

/** The policy with its defaults. Throws `config.invalid` for one that no batch could satisfy. */
export function batchPolicyOf(given: pb.BatchPolicy.$Properties | null | undefined): BatchPolicy {
  const { partialGroups, maxStalenessSteps } = given ?? {}
  const policy = {
    rollouts: given?.rollouts || rolloutsDefault,
    tokens: given?.tokens || 0,
    maxStalenessSteps: maxStalenessSteps ?? null,
    partialGroups: partialGroups === PARTIAL_GROUPS_MASK ? 'mask' : partialGroups === PARTIAL_GROUPS_DROP ? 'drop' : 'wait',
    groupDeadlineMs: given?.groupDeadlineMs || groupDeadlineMsDefault,
    usableMembersMin: given?.usableMembersMin || 1,
  } as const
  if (policy.usableMembersMin <= 1024) return policy
  throw new SortieError('config.invalid', `usable_members_min is ${String(policy.usableMembersMin)}, 1024 at most`, {
    remedy: 'a group never has more members than its group_size',
  })
}

/** The policy as it stands on every batch. */
export function policyMessage(policy: BatchPolicy): pb.BatchPolicy.$Properties {
  const { PARTIAL_GROUPS_WAIT } = pb.PartialGroups
  const { maxStalenessSteps, partialGroups, ...rest } = policy
  const partial = { wait: PARTIAL_GROUPS_WAIT, mask: PARTIAL_GROUPS_MASK, drop: PARTIAL_GROUPS_DROP }[partialGroups]
  return { ...rest, partialGroups: partial, ...(maxStalenessSteps === null ? {} : { maxStalenessSteps }) }
}

/** How a member ended. */
export type MemberEnd =
  | { readonly kind: 'whole'; readonly trajectory: AssembledTrajectory }
  | { readonly kind: 'quarantined'; readonly rolloutId: string; readonly reason: string }

export type Member = GroupMember<MemberEnd>
export type Group = RolloutGroup<MemberEnd>

/** A rollout that is delivered in no group, for the counts. Null: how long it took is not known. */
export interface Dropped {
  readonly rolloutId: string
  readonly reason: string
  readonly durationMs: number | null
}

export interface SweptGroup {
  readonly group: Group
  /** What is delivered of it; null: nothing. */
  readonly delivered: pb.BatchGroup.$Properties | null
  readonly dropped: readonly Dropped[]
  readonly sampledTokens: number
}

const usableStatuses: readonly unknown[] = [pb.RolloutStatus.ROLLOUT_STATUS_COMPLETED, pb.RolloutStatus.ROLLOUT_STATUS_TRUNCATED]

interface Usable {
  readonly member: Member
  readonly trajectory: AssembledTrajectory
  readonly stalenessSteps: number
}

/**
 * The consume sweep over one group, at a weight version: members that failed, are stale or were refused are left out of baseline and
 * loss alike; a group with too few of the others, or one that is partial where the policy says so, is dropped whole.
 */
export function sweepGroup(group: Group, policy: BatchPolicy, weightVersion: number): SweptGroup {
  const usable: Usable[] = []
  const leftOut: pb.LeftOutMember.$Properties[] = []
  const dropped: Dropped[] = []
  for (const member of group.members) {
    const judged = judge(member, policy, weightVersion)
    if ('trajectory' in judged) usable.push(judged)
    else {
      leftOut.push({ rolloutId: member.rolloutId, groupIndex: member.groupIndex, ...judged.leftOut })
      dropped.push({ rolloutId: member.rolloutId, reason: judged.why, durationMs: durationOf(member) })
    }
  }
  const refusal = refusalOf(group, policy, usable.length)
  if (refusal !== null) {
    for (const { member } of usable) dropped.push({ rolloutId: member.rolloutId, reason: refusal, durationMs: durationOf(member) })
    return { group, delivered: null, dropped, sampledTokens: 0 }
  }
  const sampledTokens = usable.reduce((sum, { trajectory }) => sum + (trajectory.ending.totals?.sampledTokens ?? 0), 0)
  return { group, delivered: groupMessage(group, usable, leftOut), dropped, sampledTokens }
}

function judge(
  member: Member,
  policy: BatchPolicy,
  weightVersion: number,
): Usable | { readonly leftOut: pb.LeftOutMember.$Properties; readonly why: string } {
  const { LEFT_OUT_REASON_FAILED, LEFT_OUT_REASON_STALE, LEFT_OUT_REASON_QUARANTINED } = pb.LeftOutReason
  const { value } = member
  if (value.kind === 'quarantined') {
    return { leftOut: { reason: LEFT_OUT_REASON_QUARANTINED, detail: value.reason }, why: 'quarantined' }
  }
  const { trajectory } = value
  const { status, error } = trajectory.ending
  if (!usableStatuses.includes(status)) {
    const detail = error == null ? (trajectory.ending.stopCondition ?? '') : `${error.code ?? ''}: ${error.message ?? ''}`
    return { leftOut: { reason: LEFT_OUT_REASON_FAILED, status: status ?? 0, detail }, why: statusName(status) }
  }
  const oldest = oldestWeightVersion(trajectory.turns)
  if (isStale(oldest, weightVersion, policy.maxStalenessSteps)) {
    const detail = `sampled from v${String(oldest)} on, the learner is at v${String(weightVersion)}`
    return { leftOut: { reason: LEFT_OUT_REASON_STALE, detail }, why: 'stale' }
  }
  return { member, trajectory, stalenessSteps: oldest === null ? 0 : Math.max(0, weightVersion - oldest) }
}

function refusalOf(group: Group, policy: BatchPolicy, usable: number): string | null {
  if (group.partial && policy.partialGroups === 'drop') return 'group_partial'
  const wanted = Math.max(1, Math.min(policy.usableMembersMin, group.head.groupSize))
  return usable < wanted ? 'group_too_small' : null
}

function groupMessage(
  { head, members, partial }: Group,
  usable: readonly Usable[],
  leftOut: readonly pb.LeftOutMember.$Properties[],
): pb.BatchGroup.$Properties {
  const { groupId, groupSize, runId, taskId, environment } = head
  const there = new Set(members.map(({ groupIndex }) => groupIndex))
  const missing = Array.from({ length: groupSize }, (_, groupIndex) => groupIndex)
    .filter((index) => !there.has(index))
    .map((groupIndex) => ({ groupIndex, reason: pb.LeftOutReason.LEFT_OUT_REASON_MISSING }))
  const rollouts = usable.map(rolloutMessage)
  return { groupId, groupSize, runId, taskId, environment, partial, rollouts, leftOut: [...leftOut, ...missing] }
}

function rolloutMessage({ member, trajectory, stalenessSteps }: Usable): pb.BatchRollout.$Properties {
  const { head, turns, ending } = trajectory
  const rewards = (ending.rewards ?? []).map(({ value, weight }) => ({ value: value ?? null, weight: weight ?? 0 }))
  const reward = meanReward(rewards)
  return {
    rolloutId: member.rolloutId,
    groupIndex: member.groupIndex,
    attempt: head.attempt,
    status: ending.status ?? 0,
    ...(reward === null ? {} : { reward }),
    stalenessSteps,
    sequences: trainingSequences(turns),
    turns: [...turns],
    ending,
    worker: head.worker,
    environmentVersion: head.environmentVersion,
    warnings: sampledOtherwise(turns),
  }
}

function durationOf({ value }: Member): number | null {
  return value.kind === 'whole' ? (value.trajectory.ending.totals?.wallMs ?? 0) : null
}
