/**
 * The ledger's rules: how the records of a rollout move its entry, and how endings are counted.
 *
 * Invariants (docs/spec/delivery.md):
 *   D9   submitted = ended + in flight: an entry that is open is in flight, and every ending that is counted closes exactly one
 *   D10  reading records again, from any earlier sequence, changes no entry that is ahead of them, and is counted by sequence alone;
 *        an ending that was counted and is lost is taken back, and what comes at its sequence is counted once
 */
import { invariant } from '#internal/base/errors.ts'
import { pb } from '#internal/gen/v1.js'

/** A record of a rollout as the ledger sees it: turns and fragments are nothing to it. */
export interface LedgerRecord {
  /** Stream sequence. */
  readonly sequence: number
  /** By the stream's clock, Unix milliseconds. */
  readonly storedAtMs: number
  readonly rolloutId: string
  readonly attempt: number
  readonly worker: string
  readonly kind: 'opening' | 'ending'
  /** Of an ending. */
  readonly status: pb.RolloutStatus
}

/**
 * What a record did. `counted`: the rollout ended, by this record. `duplicate`: it had ended before. `stranger`: nobody submitted it.
 * `late`: an older attempt's record, which the fence should have refused, or one that is read again.
 */
export type LedgerEffect = 'opened' | 'counted' | 'duplicate' | 'stranger' | 'late'

export interface LedgerStep {
  readonly entry: pb.LedgerEntry.$Properties | null
  readonly effect: LedgerEffect
}

/** The record in a chunk, or null when it is no opening and no ending. */
export function ledgerRecordOf(stored: Pick<LedgerRecord, 'sequence' | 'storedAtMs'>, chunk: pb.TrajectoryChunk): LedgerRecord | null {
  const common = {
    sequence: stored.sequence,
    storedAtMs: stored.storedAtMs,
    rolloutId: chunk.rolloutId,
    attempt: chunk.attempt,
    worker: chunk.worker,
  }
  if (chunk.opening != null) return { ...common, kind: 'opening', status: pb.RolloutStatus.ROLLOUT_STATUS_UNSPECIFIED }
  if (chunk.ending == null) return null
  return { ...common, kind: 'ending', status: chunk.ending.status ?? pb.RolloutStatus.ROLLOUT_STATUS_UNSPECIFIED }
}

/** Total transition function: every entry, or none, and every record have an answer. Never changes the entry it is given. */
export function nextEntry(entry: pb.LedgerEntry.$Properties | null, record: LedgerRecord): LedgerStep {
  if (entry === null) return { entry, effect: 'stranger' }
  switch (entry.state) {
    case pb.LedgerState.LEDGER_STATE_ENDED:
      return { entry, effect: effectAfterEnd(entry.endedSequence ?? 0, record) }
    case pb.LedgerState.LEDGER_STATE_RUNNING:
      // The same attempt's opening is read again; an older attempt's anything is behind the entry.
      if (record.attempt < (entry.attempt ?? 0)) return { entry, effect: 'late' }
      if (record.kind === 'opening' && record.attempt === entry.attempt) return { entry, effect: 'late' }
      return moved(entry, record)
    default:
      return moved(entry, record)
  }
}

function effectAfterEnd(endedSequence: number, record: LedgerRecord): LedgerEffect {
  // The very record that ended it, read again behind a count that does not hold it yet.
  if (record.sequence === endedSequence) return 'counted'
  return record.kind === 'ending' && record.sequence > endedSequence ? 'duplicate' : 'late'
}

function moved(entry: pb.LedgerEntry.$Properties, record: LedgerRecord): LedgerStep {
  const by = { attempt: record.attempt, worker: record.worker }
  if (record.kind === 'opening') return { entry: { ...entry, ...by, state: pb.LedgerState.LEDGER_STATE_RUNNING }, effect: 'opened' }
  const ended = {
    state: pb.LedgerState.LEDGER_STATE_ENDED,
    status: record.status,
    endedSequence: record.sequence,
    endedAtUnixMs: record.storedAtMs,
  }
  return { entry: { ...entry, ...by, ...ended }, effect: 'counted' }
}

/** What is left of a stream that has lost its end. */
export interface LostEnd {
  /** The last sequence that is left. */
  readonly cut: number
  /** When a record at or before the cut was stored, Unix milliseconds; 0: there is none. What ended before that ended in another stream. */
  readonly sinceMs: number
}

/** Whether an entry was ended by a record that is lost. */
export function isLostEnding(entry: pb.LedgerEntry.$Properties, { cut, sinceMs }: LostEnd): boolean {
  return entry.state === pb.LedgerState.LEDGER_STATE_ENDED && (entry.endedSequence ?? 0) > cut && (entry.endedAtUnixMs ?? 0) >= sinceMs
}

/**
 * The entry behind a lost end: as if it had not ended, where that was lost, and of no attempt yet, since those that are lost too come again under
 * their numbers. Null: it stays as it is.
 */
export function afterLoss(entry: pb.LedgerEntry.$Properties, lost: LostEnd): pb.LedgerEntry.$Properties | null {
  const { LEDGER_STATE_RUNNING: state } = pb.LedgerState
  if (isLostEnding(entry, lost))
    return { ...entry, state, attempt: 0, status: pb.RolloutStatus.ROLLOUT_STATUS_UNSPECIFIED, endedSequence: 0, endedAtUnixMs: 0 }
  return entry.state === state && (entry.attempt ?? 0) > 0 ? { ...entry, attempt: 0 } : null
}

/** What has been counted from the stream, up to a sequence. */
export interface LedgerTotals {
  readonly ended: ReadonlyMap<pb.RolloutStatus, number>
  readonly duplicates: number
  readonly strangers: number
  readonly undecodable: number
}

export const noTotals: LedgerTotals = { ended: new Map(), duplicates: 0, strangers: 0, undecodable: 0 }

/** The totals with one more record. */
export function countStep(totals: LedgerTotals, record: LedgerRecord, effect: LedgerEffect): LedgerTotals {
  switch (effect) {
    case 'counted': {
      const ended = new Map(totals.ended)
      ended.set(record.status, (ended.get(record.status) ?? 0) + 1)
      return { ...totals, ended }
    }
    case 'duplicate':
      return { ...totals, duplicates: totals.duplicates + 1 }
    case 'stranger':
      return { ...totals, strangers: totals.strangers + 1 }
    case 'opened':
    case 'late':
      return totals
  }
}

/** The totals without an ending that was counted. */
export function uncounted(totals: LedgerTotals, { status }: pb.LedgerEntry.$Properties): LedgerTotals {
  const of = status ?? pb.RolloutStatus.ROLLOUT_STATUS_UNSPECIFIED
  const count = (totals.ended.get(of) ?? 0) - 1
  // Of a count that was not kept, nothing can be taken.
  return { ...totals, ended: new Map([...totals.ended, [of, Math.max(0, count)]]) }
}

/** Rollouts of a fleet by where they are: `submitted` is the sum of the rest. */
export interface LedgerCounts {
  readonly submitted: number
  readonly queued: number
  readonly running: number
  readonly ended: ReadonlyMap<pb.RolloutStatus, number>
  readonly duplicates: number
  readonly strangers: number
  readonly undecodable: number
}

/** Joins the open entries and the totals. */
export function countsOf(open: Iterable<pb.LedgerEntry.$Properties>, totals: LedgerTotals): LedgerCounts {
  let queued = 0
  let running = 0
  for (const { state } of open) {
    invariant(state !== pb.LedgerState.LEDGER_STATE_ENDED, 'an entry that has ended is not open')
    if (state === pb.LedgerState.LEDGER_STATE_RUNNING) running++
    else queued++
  }
  const ended = [...totals.ended.values()].reduce((sum, count) => sum + count, 0)
  return { ...totals, submitted: queued + running + ended, queued, running }
}

/** The totals as they are kept, and back. */
export function totalsToState(totals: LedgerTotals): Pick<pb.KeeperState, 'ended' | 'duplicates' | 'strangers' | 'undecodable'> {
  const ended = [...totals.ended].map(([status, count]) => ({ status, count }))
  return { ended, duplicates: totals.duplicates, strangers: totals.strangers, undecodable: totals.undecodable }
}

export function totalsFromState(state: pb.KeeperState): LedgerTotals {
  const ended = new Map(
    state.ended.map(({ status, count }) => [status ?? pb.RolloutStatus.ROLLOUT_STATUS_UNSPECIFIED, count ?? 0] as const),
  )
  return { ended, duplicates: state.duplicates, strangers: state.strangers, undecodable: state.undecodable }
}

/** True when the reaper is to end the rollout: its deadline, plus `graceMs` for clocks that differ, has passed. */
export function isOverdue(entry: pb.LedgerEntry.$Properties, nowMs: number, graceMs: number): boolean {
  const deadline = entry.deadlineUnixMs ?? 0
  return entry.state !== pb.LedgerState.LEDGER_STATE_ENDED && deadline > 0 && nowMs > deadline + graceMs
}
