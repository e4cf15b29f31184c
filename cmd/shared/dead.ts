import { SortieError } from '#internal/base/errors.ts'
import type { DeadRollout } from '#internal/cli/dead-view.ts'
import { pb } from '#internal/gen/v1.js'
import { isDead, keeperWorker, statusName } from '#internal/rollout/status.ts'
import { DeadLetters } from '#internal/stream/dead-letters.ts'
import { LedgerStore } from '#internal/stream/ledger.ts'
import type { OpenBus } from './bus.ts'

/** The dead of a fleet: letters first; then what the keeper has ended and no worker has met the task of since. */
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
    const { rolloutId, taskId, environment, runId, status, endedAtUnixMs } = entry
    if (!endedByKeeper(entry) || found.has(rolloutId)) continue
    found.set(rolloutId, {
      rollout_id: rolloutId,
      task_id: taskId,
      environment,
      run_id: runId,
      status: statusName(status),
      why: whyKeeper(status),
      ended_at_ms: endedAtUnixMs,
      retry: false,
    })
  }
  return [...found.values()].sort((a, b) => a.ended_at_ms - b.ended_at_ms)
}

/** The letter of a dead rollout that is to be tried again. Throws `config.invalid` when there is none, or when its task is not with it. */
export async function letterToRetry({ connection, fleet }: OpenBus, rolloutId: string, signal: AbortSignal): Promise<pb.DeadLetter> {
  const found = await new LedgerStore(connection, fleet).get(rolloutId, signal)
  return new DeadLetters(connection, fleet).get(rolloutId, signal).catch((thrown: unknown) => {
    if (found === null || !endedByKeeper(found.entry)) throw thrown
    throw new SortieError(
      'config.invalid',
      `the task of rollout ${JSON.stringify(rolloutId)} is not with it: ${whyKeeper(found.entry.status)}`,
      {
        remedy: 'wait until a worker has met its task, or submit its file under another --run-id',
      },
    )
  })
}

/** Takes a rollout off the list: its letter, and the ledger's entry where the keeper ended it. Throws `config.invalid` when it is not listed, or not counted yet. */
export async function forgetDead({ connection, fleet }: OpenBus, rolloutId: string, signal: AbortSignal): Promise<void> {
  const ledger = new LedgerStore(connection, fleet)
  const letters = new DeadLetters(connection, fleet)
  const entry = (await ledger.get(rolloutId, signal))?.entry
  if (entry !== undefined && endedByKeeper(entry)) {
    const counted = (await ledger.readKeeper(signal))?.state.streamSequence ?? 0
    if (entry.endedSequence > counted) {
      throw new SortieError('config.invalid', `the end of rollout ${JSON.stringify(rolloutId)} is not counted yet`, {
        remedy: 'try again when `sortie status` says that the ledger is up to date',
      })
    }
    await ledger.forget(rolloutId, signal)
  } else await letters.get(rolloutId, signal)
  await letters.drop(rolloutId, signal)
}

function endedByKeeper({ status, worker }: pb.LedgerEntry): boolean {
  return worker === keeperWorker && isDead(status, worker)
}

function whyKeeper(status: pb.RolloutStatus): string {
  return status === pb.RolloutStatus.ROLLOUT_STATUS_TIMED_OUT
    ? 'its deadline passed and nobody had ended it'
    : 'its task was no longer in the queue and nobody had ended it'
}
