import { withDeadline } from '#internal/base/abort.ts'
import type { Clock } from '#internal/base/clock.ts'
import { SortieError, invariant } from '#internal/base/errors.ts'
import { pb } from '#internal/gen/v1.js'
import {
  type LedgerCounts,
  type LedgerTotals,
  type LostEnd,
  countStep,
  countsOf,
  isOverdue,
  ledgerRecordOf,
  nextEntry,
  noTotals,
  totalsFromState,
  totalsToState,
} from '#internal/rollout/ledger.ts'
import { notItsRecord } from '#internal/rollout/record.ts'
import { reachOf } from '#internal/rollout/stream-name.ts'
import { type Logger, errorFields } from '#internal/telemetry/logger.ts'
import type { KeptPlace, Ledger, OrderStream, RecordStream, StoredEntry, StoredRecord } from './keeper-ports.ts'
import { reopenLost, withoutLost } from './lost-endings.ts'
import { type Ending, endRollout } from './reaper.ts'

export interface LedgerKeeperOptions {
  readonly fleet: string
  /** Of this keeper alone: two with one name would share the lease. */
  readonly name: string
  readonly clock: Clock
  readonly logger: Logger
  /** How long a keeper may be silent before another takes its place. Milliseconds. */
  readonly leaseMs?: number
  /** How often overdue rollouts are looked for. Milliseconds. */
  readonly reapEveryMs?: number
  /** How much later than its deadline a rollout is ended: the clocks of submitter and keeper differ. Milliseconds. */
  readonly graceMs?: number
  /** How long an entry that ended is kept, so that a late resubmission is known. Milliseconds. */
  readonly endedRetentionMs?: number
  /** How long after a cancel the keeper ends what its worker has not: the worker may have died, and the next one not heard of it. Milliseconds. */
  readonly cancelGraceMs?: number
}

const defaults = { leaseMs: 15_000, reapEveryMs: 1_000, graceMs: 5_000, endedRetentionMs: 24 * 3_600_000, cancelGraceMs: 20_000 }
// Records that are written and counted together: enough that a busy stream costs one save for many, few enough to be quick.
const batchMax = 256
const gatherMs = 50
const cancelled: Ending = {
  status: pb.RolloutStatus.ROLLOUT_STATUS_CANCELLED,
  stopCondition: 'cancelled',
  error: { code: 'aborted', message: 'it was cancelled, and no worker had it' },
}
const overdue: Ending = {
  status: pb.RolloutStatus.ROLLOUT_STATUS_TIMED_OUT,
  stopCondition: 'deadline',
  error: { code: 'deadline.passed', message: 'the rollout had not ended by its deadline' },
}
// After something failed in a way that passes.
const againAfterMs = 1_000
const forgetEveryMs = 3_600_000
// How often it is looked whether the ledger is short of room, and by which of its fill it is, and no more.
const roomEveryMs = 60_000
const shortOfRoom = 0.7
const roomEnough = 0.6
/** Entries that are forgotten between two questions how much room there is. */
const forgottenAtATime = 500

/** Totals and position are one: what is counted is what lies up to the position, and they are only ever saved together. */
interface Counted {
  readonly totals: LedgerTotals
  readonly position: number
  /** When the record there was stored, Unix milliseconds, by which it is known from another at the same place; 0: not known. */
  readonly storedAtMs: number
}

interface Term {
  readonly epoch: number
  /** What the positions are of. */
  readonly stream: string
  revision: number
  saved: Counted
  /** Until the entries are open again whose endings it has lost. */
  lost: LostEnd | null
}

/**
 * Follows the trajectory stream and keeps the ledger: moves entries by opening and ending records, counts the endings, ends what is
 * overdue. One keeper a fleet, by a lease; it resumes from what the last one saved and counts nothing twice.
 */
export class LedgerKeeper {
  readonly #ledger: Ledger
  readonly #records: RecordStream
  readonly #options: LedgerKeeperOptions & typeof defaults
  /** Entries in flight, and those that ended until the ledger's own echo has passed: the bound is the ledger's. */
  readonly #mirror = new Map<string, StoredEntry>()
  /** Entries of the mirror that the ledger does not have yet. */
  readonly #unwritten = new Set<string>()
  readonly #orders: OrderStream
  /** What was cancelled and has not ended since, by which order, and when it was read, by the monotonic clock: entries in flight, no more. */
  readonly #cancelled = new Map<string, { readonly order: number; readonly sinceNs: number }>()
  /** Obeyed once, and once more at the next look: their rollouts may be on their way into the mirror. */
  #fresh: { readonly sequence: number; readonly cancel: pb.Cancel.$Properties }[] = []
  #ordersRead = 0
  #followed = 0
  #totals: LedgerTotals = noTotals
  #position = 0
  #holding = false

  constructor(
    ports: { readonly ledger: Ledger; readonly records: RecordStream; readonly orders: OrderStream },
    options: LedgerKeeperOptions,
  ) {
    this.#ledger = ports.ledger
    this.#records = ports.records
    this.#orders = ports.orders
    this.#options = { ...defaults, ...options }
  }

  /** True while this keeper has the lease and the ledger in view: only then are its counts current. */
  get holding(): boolean {
    return this.#holding
  }

  /** Everything up to this stream sequence is counted and saved. */
  get position(): number {
    return this.#position
  }

  /** Where the fleet's rollouts are: submitted = queued + running + ended. */
  counts(): LedgerCounts {
    return countsOf(this.#open(), this.#totals)
  }

  /** Waits for the lease, then keeps the ledger until the signal aborts. Throws what does not pass, such as `stream.mismatch`. */
  async run(signal: AbortSignal): Promise<void> {
    const { clock, logger, name } = this.#options
    while (!signal.aborted) {
      try {
        const term = await this.#acquire(signal)
        logger.info('keeping the ledger', { part: name, sequence: this.#position })
        await this.#keep(term, signal)
      } catch (thrown) {
        if (signal.aborted) return
        const passes = thrown instanceof SortieError && (thrown.retryable || ['stream.conflict', 'cursor.invalid'].includes(thrown.code))
        if (!passes) throw thrown
        logger.warn('stopped keeping the ledger, trying again', errorFields(thrown))
        await clock.sleep(againAfterMs, signal).catch(() => undefined)
      }
    }
  }

  /** A lease has expired when its revision has not changed for as long as it lasts, by this process's own clock. */
  async #acquire(signal: AbortSignal): Promise<Term> {
    const { clock, name, leaseMs } = this.#options
    let seen = { revision: -1, sinceNs: 0 }
    for (;;) {
      const found = await this.#ledger.readKeeper(signal)
      const revision = found?.revision ?? 0
      const nowNs = clock.monotonicNs()
      if (revision !== seen.revision) seen = { revision, sinceNs: nowNs }
      const holder = found?.state.holder ?? ''
      const expired = nowNs - seen.sinceNs > Math.max(found?.state.leaseMs ?? 0, leaseMs) * 1e6
      if (holder === '' || holder === name || expired) {
        const { stream, lost, ...place } = await this.#goOnFrom(found?.state ?? {}, signal)
        const before = found === null ? noTotals : totalsFromState(found.state)
        const counted = found?.state.streamSequence ?? 0
        const totals = lost === null ? before : await withoutLost(before, { lost, counted }, this.#ledger, signal)
        const saved = { totals, ...place }
        const term = { revision, epoch: (found?.state.epoch ?? 0) + 1, stream, saved, lost }
        this.#cancelled.clear()
        this.#fresh = []
        this.#ordersRead = found?.state.orderSequence ?? 0
        await this.#save(term, name, saved, signal)
        this.#totals = totals
        return term
      }
      await clock.sleep(leaseMs / 5, signal)
    }
  }

  /**
   * Behind what the last keeper has counted, as far as that is in the stream: one that was made anew is counted from its start, and one that
   * lost its end from there. The position was saved before the end is read, so it lies behind it only where something was lost.
   */
  async #goOnFrom(state: pb.KeeperState.$Properties, signal: AbortSignal) {
    const { stream: of, streamSequence, streamStoredAtUnixMs, reopening } = state
    const counted = streamSequence ?? 0
    const storedAtMs = streamStoredAtUnixMs ?? 0
    const found = await this.#records.extent(signal)
    const isOfIt = reachOf(of, found.stream) === Infinity
    const place = { stream: found.stream, sequence: counted, storedAtMs }
    const { stream, lastSequence } = isOfIt ? await this.#records.loseEnd(place, signal) : found
    const reach = reachOf(of, stream)
    const position = reach === null ? 0 : Math.min(counted, reach, lastSequence)
    if (position < counted) this.#options.logger.warn('the stream is another, or has lost its end', { sequence: counted, count: position })
    // Only where both names are known is it certainly the stream in which they had ended.
    const isCut = reach !== null && of !== '' && stream !== '' && (position < counted || reopening === true)
    const sinceMs = found.firstSequence <= position ? found.firstStoredAtMs : 0
    return { stream, position, storedAtMs: position < counted ? 0 : storedAtMs, lost: isCut ? { cut: position, sinceMs } : null }
  }

  async #keep(term: Term, signal: AbortSignal): Promise<void> {
    const ending = new AbortController()
    const either = AbortSignal.any([signal, ending.signal])
    this.#mirror.clear()
    this.#unwritten.clear()
    this.#followed = 0
    try {
      if (term.lost !== null) {
        const count = await reopenLost(term.lost, this.#ledger, either)
        if (count > 0) this.#options.logger.warn('endings were lost with the end of the stream: their rollouts are open again', { count })
        term.lost = null
      }
      for await (const stored of this.#ledger.scan(either)) this.#observe(stored.entry.rolloutId ?? '', stored.entry, stored.revision)
      this.#holding = true
      const parts = [this.#followLedger, this.#obey, this.#reap, this.#forgetEnded].map((part) => part.call(this, either))
      parts.push(this.#readRecords(term, either))
      const guarded = parts.map((part) =>
        part.catch((thrown: unknown) => {
          ending.abort(thrown)
        }),
      )
      await Promise.all(guarded)
      throw either.reason as Error
    } finally {
      this.#holding = false
      ending.abort()
      if (signal.aborted) await this.#release(term)
    }
  }

  /** So that the next keeper need not wait for the lease to run out. What was counted since the last save, the next one counts. */
  async #release(term: Term): Promise<void> {
    using limit = withDeadline(new AbortController().signal, againAfterMs, { clock: this.#options.clock, what: 'releasing the lease' })
    await this.#save(term, '', term.saved, limit.signal).catch(() => undefined)
  }

  /** Saves what was counted, and holds the lease by it. Throws `stream.conflict` when the lease is another's. */
  async #save(term: Term, holder: string, counted: Counted, signal: AbortSignal): Promise<void> {
    const { leaseMs } = this.#options
    const { position: streamSequence, storedAtMs: streamStoredAtUnixMs } = counted
    const read = { streamSequence, streamStoredAtUnixMs, orderSequence: this.#ordersDone() }
    const held = { holder, epoch: term.epoch, stream: term.stream, leaseMs, reopening: term.lost !== null }
    const state = { ...held, ...read, ...totalsToState(counted.totals) }
    term.revision = await this.#ledger.writeKeeper(state, term.revision, signal)
    term.saved = counted
    this.#position = counted.position
  }

  async #followLedger(signal: AbortSignal): Promise<void> {
    for await (const { rolloutId, entry, revision } of this.#ledger.follow(signal)) this.#observe(rolloutId, entry, revision)
  }

  #observe(rolloutId: string, entry: pb.LedgerEntry.$Properties | null, revision: number): void {
    this.#followed = Math.max(this.#followed, revision)
    const known = this.#mirror.get(rolloutId)
    // What we have already read or written of this entry is as new, or newer.
    if (known !== undefined && known.revision >= revision) {
      if (hasEnded(known.entry) && known.revision === revision && !this.#unwritten.has(rolloutId)) this.#mirror.delete(rolloutId)
      return
    }
    if (entry === null || hasEnded(entry)) this.#mirror.delete(rolloutId)
    else this.#mirror.set(rolloutId, { entry, revision })
  }

  /**
   * In batches: entries first, then the count and the position in one write. A keeper that dies in between leaves entries that are
   * ahead of the count; its successor reads their records again and counts them.
   */
  async #readRecords(term: Term, signal: AbortSignal): Promise<void> {
    const from = { startSequence: this.#position + 1, names: true, since: placeOf(term) }
    const iterator = this.#records.read(from, signal)[Symbol.asyncIterator]()
    const source = { pending: iterator.next() }
    source.pending.catch(() => undefined)
    for (;;) {
      const batch = await this.#gather(iterator, source, signal)
      if (batch.length === 0) await this.#checkStream(term, signal)
      for (const stored of batch) await this.#apply(stored, signal)
      await Promise.all([...this.#unwritten].map((rolloutId) => this.#write(rolloutId, signal)))
      const { sequence: position, storedAtMs } = batch.at(-1) ?? placeOf(term)
      await this.#save(term, this.#options.name, { totals: this.#totals, position, storedAtMs }, signal)
    }
  }

  /** Nothing came: of a stream that was made anew, or lost its end, nothing ever would. Throws `stream.conflict`, and the next term begins there. */
  async #checkStream(term: Term, signal: AbortSignal): Promise<void> {
    const place = placeOf(term)
    const { stream, lastSequence } = await this.#records.loseEnd(place, signal)
    if (stream === place.stream && lastSequence >= place.sequence) return
    const message = `the stream ${stream} ends at ${String(lastSequence)}, counted was ${term.stream} up to ${String(this.#position)}`
    throw new SortieError('stream.conflict', message)
  }

  /** What arrives shortly after the first record; nothing, when none came for so long that the lease is to be renewed. */
  async #gather<T>(iterator: AsyncIterator<T>, source: { pending: Promise<IteratorResult<T>> }, signal: AbortSignal): Promise<T[]> {
    const { clock, leaseMs } = this.#options
    const batch: T[] = []
    const timers = new AbortController()
    const either = AbortSignal.any([signal, timers.signal])
    const passed = (ms: number) => clock.sleep(ms, either).then(() => null, () => null) // prettier-ignore
    try {
      let limit = passed(leaseMs / 3)
      while (batch.length < batchMax) {
        const next = await Promise.race([source.pending, limit])
        signal.throwIfAborted()
        if (next === null || next.done === true) break
        batch.push(next.value)
        source.pending = iterator.next()
        source.pending.catch(() => undefined)
        if (batch.length === 1) limit = passed(gatherMs)
      }
      return batch
    } finally {
      timers.abort()
    }
  }

  async #apply(stored: StoredRecord, signal: AbortSignal): Promise<void> {
    const { logger } = this.#options
    const chunk = decode(stored.bytes)
    if (chunk === null || stored.follows === null || notItsRecord(chunk, stored) !== null) {
      this.#totals = { ...this.#totals, undecodable: this.#totals.undecodable + 1 }
      logger.error(chunk === null ? 'record cannot be decoded' : 'message that is no record of its rollout', { sequence: stored.sequence })
      return
    }
    const record = ledgerRecordOf(stored, chunk)
    if (record === null) return
    const known = this.#mirror.get(record.rolloutId) ?? (await this.#ledger.get(record.rolloutId, signal))
    const step = nextEntry(known?.entry ?? null, record)
    if (known !== null && step.entry !== null && step.entry !== known.entry) {
      this.#mirror.set(record.rolloutId, { entry: step.entry, revision: known.revision })
      this.#unwritten.add(record.rolloutId)
    }
    this.#totals = countStep(this.#totals, record, step.effect)
    if (step.effect === 'duplicate' || step.effect === 'stranger') {
      const { rolloutId, sequence, attempt, worker } = record
      logger.error('record that should not be', { reason: step.effect, rolloutId, sequence, attempt, worker })
    }
  }

  async #write(rolloutId: string, signal: AbortSignal): Promise<void> {
    const known = this.#mirror.get(rolloutId)
    invariant(known !== undefined, 'an unwritten entry is in the mirror')
    const revision = await this.#ledger.update(known.entry, known.revision, signal)
    this.#unwritten.delete(rolloutId)
    if (hasEnded(known.entry) && this.#followed >= revision) this.#mirror.delete(rolloutId)
    else this.#mirror.set(rolloutId, { entry: known.entry, revision })
  }

  async #reap(signal: AbortSignal): Promise<void> {
    const { clock, reapEveryMs, graceMs, cancelGraceMs } = this.#options
    for (;;) {
      await clock.sleep(reapEveryMs, signal)
      const nowMs = clock.nowMs()
      for (const order of this.#fresh.splice(0)) await this.#cancel(order, signal)
      const cancelledBeforeNs = clock.monotonicNs() - cancelGraceMs * 1e6
      const open = new Map([...this.#open()].map((entry) => [entry.rolloutId ?? '', entry]))
      for (const entry of open.values()) if (isOverdue(entry, nowMs, graceMs)) await this.end(entry, overdue, signal)
      for (const [rolloutId, { sinceNs }] of this.#cancelled) {
        const entry = open.get(rolloutId)
        if (entry === undefined) this.#cancelled.delete(rolloutId)
        else if (sinceNs <= cancelledBeforeNs) await this.end(entry, cancelled, signal)
      }
    }
  }

  /** From the first order that is not done, so that one is obeyed that was given while there was no keeper, or by one that died over it. */
  async #obey(signal: AbortSignal): Promise<void> {
    for await (const order of this.#orders.orders(this.#ordersRead + 1, signal)) {
      await this.#cancel(order, signal)
      this.#fresh.push(order)
      this.#ordersRead = order.sequence
    }
  }

  /** Up to here all that orders name has ended. */
  #ordersDone(): number {
    const open = [...this.#cancelled.values(), ...this.#fresh.map(({ sequence }) => ({ order: sequence }))]
    return open.reduce((done, { order }) => Math.min(done, order - 1), this.#ordersRead)
  }

  /**
   * Ends what an order cancels and nobody has begun; what runs is its worker's to end, and is ended here when that has not happened in time.
   * An order that says `older than` is about sampled tokens, which workers know of; what has not begun has none.
   */
  async #cancel(
    { sequence, cancel }: { readonly sequence: number; readonly cancel: pb.Cancel.$Properties },
    signal: AbortSignal,
  ): Promise<void> {
    if (cancel.olderThanWeightVersion != null) return
    const named = ([['runId', cancel.runId], ['groupId', cancel.groupId], ['rolloutId', cancel.rolloutId]] as const).filter(([, given]) => given != null && given !== '') // prettier-ignore
    if (named.length === 0) return
    for (const entry of [...this.#open()].filter((each) => named.every(([field, given]) => each[field] === given))) {
      if (entry.state === pb.LedgerState.LEDGER_STATE_QUEUED) await this.end(entry, cancelled, signal)
      const rolloutId = entry.rolloutId ?? ''
      if (!this.#cancelled.has(rolloutId)) this.#cancelled.set(rolloutId, { order: sequence, sinceNs: this.#options.clock.monotonicNs() })
    }
  }

  /** Rollouts in flight; null while another keeper has them. */
  openEntries(): readonly pb.LedgerEntry.$Properties[] | null {
    return this.#holding ? [...this.#open()] : null
  }

  /** Ends a rollout that nobody else does. When somebody does after all, that stands. */
  async end(entry: pb.LedgerEntry.$Properties, ending: Ending, signal: AbortSignal): Promise<void> {
    const { logger, fleet, clock } = this.#options
    const rolloutId = entry.rolloutId ?? ''
    const reason = ending.stopCondition
    try {
      const { sequence, already } = await endRollout(entry, ending, { records: this.#records, fleet, clock }, signal)
      if (!already) logger.warn('ended a rollout by force', { rolloutId, reason, sequence, worker: entry.worker ?? '' })
      // Its ending was counted under an earlier entry: this one was submitted after that one had been forgotten.
      else if (sequence <= this.#position && this.#mirror.has(rolloutId)) {
        this.#mirror.delete(rolloutId)
        await this.#ledger.forget(rolloutId, signal)
      }
    } catch (thrown) {
      signal.throwIfAborted()
      // Fenced: somebody is alive after all. Whatever it was, the next look comes soon.
      logger.warn('could not end a rollout', { rolloutId, reason, ...errorFields(thrown) })
    }
  }

  /** At the start of a term, since terms may be short; then every hour, and sooner where the ledger is short of room. */
  async #forgetEnded(signal: AbortSignal): Promise<void> {
    const { clock, endedRetentionMs } = this.#options
    let lookedNs = -Infinity
    for (;;) {
      const isShort = (await this.#ledger.fill(signal)) >= shortOfRoom
      const isDue = clock.monotonicNs() - lookedNs >= Math.min(forgetEveryMs, endedRetentionMs) * 1e6
      if (isShort || isDue) {
        lookedNs = clock.monotonicNs()
        const count = await this.#forget(isShort, signal)
        if (isShort) this.#options.logger.warn('the ledger is short of room: what ended was forgotten before its time', { count })
      }
      await clock.sleep(Math.min(roomEveryMs, endedRetentionMs), signal)
    }
  }

  /** Forgets what ended longer ago than it is kept; where room is short, what ended first, until there is enough. Resolves with how many. */
  async #forget(isShort: boolean, signal: AbortSignal): Promise<number> {
    const beforeMs = this.#options.clock.nowMs() - this.#options.endedRetentionMs
    const { lastSequence } = await this.#records.extent(signal)
    let count = 0
    let isPressed = isShort
    for await (const { entry } of this.#ledger.scan(signal)) {
      const isOld = (entry.endedAtUnixMs ?? 0) < beforeMs
      const endedSequence = entry.endedSequence ?? 0
      // Only what is counted: a successor would take its record for a stranger's. What is old, and behind the end, ended in another stream.
      if (!hasEnded(entry) || (endedSequence > this.#position && !(isOld && endedSequence > lastSequence))) continue
      if (!isPressed && !isOld) continue
      await this.#ledger.forget(entry.rolloutId ?? '', signal)
      if (++count % forgottenAtATime === 0 && isPressed) isPressed = (await this.#ledger.fill(signal)) > roomEnough
    }
    return count
  }

  *#open(): Generator<pb.LedgerEntry.$Properties> {
    for (const { entry } of this.#mirror.values()) if (!hasEnded(entry)) yield entry
  }
}

function placeOf({ stream, saved }: Term): KeptPlace {
  return { stream, sequence: saved.position, storedAtMs: saved.storedAtMs }
}

function hasEnded(entry: pb.LedgerEntry.$Properties): boolean {
  return entry.state === pb.LedgerState.LEDGER_STATE_ENDED
}

function decode(bytes: Uint8Array): pb.TrajectoryChunk | null {
  try {
    return pb.TrajectoryChunk.decode(bytes)
  } catch {
    return null
  }
}
