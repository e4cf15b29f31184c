import type { DeadRollout } from '#internal/cli/dead-view.ts'
import { pb } from '#internal/gen/v1.js'
import { statusName } from '#internal/rollout/status.ts'
import { DeadLetters } from '#internal/stream/dead-letters.ts'
import { LedgerStore } from '#internal/stream/ledger.ts'
import type { OpenBus } from './bus.ts'

/** The dead of a fleet: letters first; then what the ledger knows of rollouts that nobody had the task of any more. */
export async function readDead({ connection, fleet }: OpenBus, signal: AbortSignal): Promise<DeadRollout[]> {
  const found = new Map<string, DeadRollout>()
  for await (const { task, status, stopCondition, error, endedAtUnixMs } of new DeadLetters(connection, fleet).list(signal)) {
    const rollout_id = task?.rolloutId ?? ''
    const names = { task_id: task?.task?.taskId ?? '', environment: task?.task?.environment ?? '', run_id: task?.runId ?? '' }
    found.set(rollout_id, {
      rollout_id,
      ...names,
      status: statusName(status),
      why: error?.message ?? stopCondition,
      ended_at_ms: endedAtUnixMs,
      retry: true,
    })
  }
  for await (const { entry } of new LedgerStore(connection, fleet).scan(signal)) {
    if (entry.status !== pb.RolloutStatus.ROLLOUT_STATUS_TIMED_OUT || entry.worker !== 'keeper') continue
    const { rolloutId, taskId, environment, runId, endedAtUnixMs } = entry
    const why = 'its deadline passed and nobody had ended it'
    found.set(rolloutId, {
      rollout_id: rolloutId,
      task_id: taskId,
      environment,
      run_id: runId,
      status: 'timed_out',
      why,
      ended_at_ms: endedAtUnixMs,
      retry: false,
    })
  }
  return [...found.values()].sort((a, b) => a.ended_at_ms - b.ended_at_ms)
}
