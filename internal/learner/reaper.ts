import { createHash } from 'node:crypto'
import type { Clock } from '#internal/base/clock.ts'
import { SortieError } from '#internal/base/errors.ts'
import { pb } from '#internal/gen/v1.js'
import { keeperWorker } from '#internal/rollout/status.ts'
import type { Ledger, RecordStream } from './keeper-ports.ts'

export interface Ending {
  readonly status: pb.RolloutStatus
  readonly stopCondition: string
  readonly error: pb.RecordedError.$Properties
}

/**
 * Ends a rollout that has no one left to end it: an attempt of its own, which opens (so the last one is fenced off) and ends, without a
 * reward. Resolves with the ending's sequence, or with that of the ending that was there already. Throws `stream.fenced` when a worker wrote in between.
 */
export async function endRollout(
  entry: pb.LedgerEntry.$Properties,
  ending: Ending,
  context: { readonly records: RecordStream; readonly fleet: string; readonly clock: Clock },
  signal: AbortSignal,
): Promise<{ readonly sequence: number; readonly already: boolean }> {
  const { records, clock } = context
  const address = { groupId: entry.groupId ?? '', rolloutId: entry.rolloutId ?? '', worker: keeperWorker }
  const last = await records.last(address, signal)
  if (last?.chunk.ending != null) return { sequence: last.sequence, already: true }
  const common: pb.TrajectoryChunk.$Properties = {
    schemaVersion: 1,
    fleet: context.fleet,
    runId: entry.runId ?? '',
    taskId: entry.taskId ?? '',
    taskSha256: entry.taskSha256 ?? new Uint8Array(),
    groupId: address.groupId,
    groupSize: entry.groupSize ?? 0,
    groupIndex: entry.groupIndex ?? 0,
    rolloutId: address.rolloutId,
    attempt: (last?.chunk.attempt ?? 0) + 1,
    worker: keeperWorker,
    environment: entry.environment ?? '',
    startedAtUnixMs: clock.nowMs(),
  }
  const opening = pb.TrajectoryChunk.encode({ ...common, chunkSeq: 0, opening: { deadlineUnixMs: entry.deadlineUnixMs ?? 0 } }).finish()
  const opened = await records.append(address, opening, last?.sequence ?? 0, signal)
  const end = pb.TrajectoryChunk.encode({
    ...common,
    chunkSeq: 1,
    previousSha256: createHash('sha256').update(opening).digest(),
    ending: { ...ending, totals: { chunks: 2 }, endedAtUnixMs: clock.nowMs() },
  }).finish()
  return { sequence: await records.append(address, end, opened, signal), already: false }
}

// A worker, or the keeper that was told of the same cancel, writes in between and fences one try off; for two seconds in a row that would
// be a worker that was not stopped.
const passesMax = 20
const passEveryMs = 100

/** Ends every rollout that the ledger holds open. Throws `stream.fenced` when somebody keeps writing to one. */
export async function endOpenRollouts(
  ledger: Pick<Ledger, 'scan'>,
  ending: Ending,
  context: { readonly records: RecordStream; readonly fleet: string; readonly clock: Clock },
  signal: AbortSignal,
): Promise<void> {
  for (let pass = 1; ; pass++) {
    try {
      for await (const { entry } of ledger.scan(signal)) {
        if (entry.state !== pb.LedgerState.LEDGER_STATE_ENDED) await endRollout(entry, ending, context, signal)
      }
      return
    } catch (thrown) {
      if (!(thrown instanceof SortieError && thrown.code === 'stream.fenced') || pass === passesMax) throw thrown
      await context.clock.sleep(passEveryMs, signal)
    }
  }
}
