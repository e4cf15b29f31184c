import { type StreamState, headers } from 'nats'
import { type BackoffPolicy, backoffDelayMs, retry } from '#internal/base/backoff.ts'
import { SortieError } from '#internal/base/errors.ts'
import { errorFields } from '#internal/telemetry/logger.ts'
import { askFor, walk } from './ask.ts'
import { type StreamConnection, call } from './connection.ts'
import { follow } from './follow.ts'

/** A value of a bucket. Revisions are the bucket's stream sequences: they grow over all keys. */
export interface KvValue {
  readonly key: string
  readonly value: Uint8Array
  readonly revision: number
}

/** A change of a bucket; `value` is null when the key was removed. */
export interface KvChange {
  readonly key: string
  readonly value: Uint8Array | null
  readonly revision: number
}

/** Reads that are on their way at a time. */
const getsMax = 32
// About ten seconds of a full bucket, or half a minute of a server that does not answer.
const putPolicy: BackoffPolicy = { firstMs: 50, maxMs: 2_000, attemptsMax: 8 }
/** Between two questions of `poll` where nothing has to be sooner. One that finds nothing is one request: a worker asks as often for its stream's room. */
export const pollEveryMs = 1_000
// As reading by a consumer does: about five minutes of failing.
const pollPolicy: BackoffPolicy = { firstMs: 100, maxMs: 5_000, attemptsMax: 60 }
const operationHeader = 'KV-Operation'

/** One key-value bucket, spoken to as NATS's key-value convention says, so that `nats kv` reads it too. */
export class KvBucket {
  readonly #connection: StreamConnection
  readonly #bucket: string

  constructor(connection: StreamConnection, bucket: string) {
    this.#connection = connection
    this.#bucket = bucket
  }

  /** The newest value; null when there is none. Throws `stream.unreachable`. */
  async get(key: string, signal: AbortSignal): Promise<KvValue | null> {
    const found = await this.#last(key, signal)
    return found === null || found.removed ? null : { key, value: found.value, revision: found.revision }
  }

  /** What `put` is to expect of a key as it is now, also of one that was removed; 0: it was never there. */
  async revision(key: string, signal: AbortSignal): Promise<number> {
    return (await this.#last(key, signal))?.revision ?? 0
  }

  /** Writes a key that is not there; resolves with its revision, or null when it is. Throws `stream.full`, `stream.unreachable`. */
  async create(key: string, value: Uint8Array, signal: AbortSignal): Promise<number | null> {
    // A second try, at a marker that a removal left.
    for (let revision = 0, tries = 1; ; tries++) {
      try {
        return await this.put(key, value, revision, signal)
      } catch (thrown) {
        if (!(thrown instanceof SortieError) || thrown.code !== 'stream.conflict') throw thrown
        const found = await this.#last(key, signal)
        if (found?.removed !== true || tries === 2) return null
        revision = found.revision
      }
    }
  }

  /**
   * Writes, expecting the key's last revision to be `revision` (0: the key is not there; null: whatever it is); resolves with the new one.
   * Throws `stream.conflict` when somebody else wrote in between, `stream.full` and `stream.unreachable` after a bounded number of tries.
   */
  async put(key: string, value: Uint8Array, revision: number | null, signal: AbortSignal): Promise<number> {
    const { clock, rng } = this.#connection
    return retry(() => this.#putOnce(key, value, revision, signal), { policy: putPolicy, clock, rng }, signal)
  }

  async #putOnce(key: string, value: Uint8Array, revision: number | null, signal: AbortSignal): Promise<number> {
    const expect = revision === null ? {} : { expect: { lastSubjectSequence: revision } }
    const what = `write ${key} of ${this.#bucket}`
    try {
      return (await call(what, () => this.#connection.js.publish(this.#subject(key), value, expect), signal)).seq
    } catch (thrown) {
      if (!(thrown instanceof SortieError) || thrown.code !== 'stream.conflict') throw thrown
      // A retry of a write that was stored, but whose acknowledgement was lost, is refused too: then the value is ours.
      const found = await this.get(key, signal)
      if (found !== null && Buffer.compare(found.value, value) === 0) return found.revision
      throw thrown
    }
  }

  /** Removes a key, leaving a marker that readers see. */
  async remove(key: string, signal: AbortSignal): Promise<void> {
    const marker = headers()
    marker.set(operationHeader, 'PURGE')
    marker.set('Nats-Rollup', 'sub')
    const what = `remove ${key} of ${this.#bucket}`
    await call(what, () => this.#connection.js.publish(this.#subject(key), new Uint8Array(), { headers: marker }), signal)
  }

  /** Removes every trace of a key; readers are not told. */
  async forget(key: string, signal: AbortSignal): Promise<void> {
    const filter = this.#subject(key)
    await call(`forget ${key} of ${this.#bucket}`, () => this.#connection.jsm.streams.purge(this.#stream, { filter }), signal)
  }

  /** All keys' newest values, then every change, until the signal aborts. Silent about keys whose time to live ended. */
  async *follow(signal: AbortSignal): AsyncGenerator<KvChange> {
    yield* this.#deliveries({}, signal)
  }

  /** As `follow`, every so often and by asking alone: of the keys that match, such as `replica.>`. Removed keys are told too. */
  async *poll(keys: string, everyMs: number, signal: AbortSignal): AsyncGenerator<KvChange> {
    const { clock, rng, logger } = this.#connection
    for (let next = 1, failures = 0; ;) {
      const before = next
      try {
        for await (const change of this.#asked(keys, next, signal)) {
          next = change.revision + 1
          yield change
        }
        failures = 0
        await clock.sleep(everyMs, signal)
      } catch (thrown) {
        signal.throwIfAborted()
        failures = next === before ? failures + 1 : 1
        if (failures >= pollPolicy.attemptsMax) throw thrown
        logger.warn('reading a bucket failed, trying again', { stream: this.#stream, ...errorFields(thrown) })
        await clock.sleep(backoffDelayMs(pollPolicy, failures, rng), signal)
      }
    }
  }

  /** As `scan`, by asking alone: for a bucket of few keys that are seldom written. A key may come twice, its newest value last. */
  async *list(signal: AbortSignal): AsyncGenerator<KvValue> {
    for await (const { key, value, revision } of this.#asked('>', 1, signal)) if (value !== null) yield { key, value, revision }
  }

  /** Every key once, with a value that it has while this reads. */
  async *scan(signal: AbortSignal): AsyncGenerator<KvValue> {
    const { last_seq: untilSequence } = await this.#state('', signal)
    const seen = new Set<string>()
    for await (const { key, value, revision } of this.#deliveries({ untilSequence }, signal)) {
      seen.add(key)
      if (value !== null) yield { key, value, revision }
    }
    if ((await this.#state('', signal)).last_seq === untilSequence) return
    // A key that was written before its turn came has its message behind the end, and nothing before it.
    const { subjects = {} } = await this.#state(this.#subject('>'), signal)
    const keys = Object.keys(subjects).map((subject) => subject.slice(this.#subject('').length))
    const missed = keys.filter((key) => !seen.has(key))
    while (missed.length > 0) {
      const found = await Promise.all(missed.splice(0, getsMax).map((key) => this.get(key, signal)))
      yield* found.filter((each) => each !== null)
    }
  }

  /** Of the stream; with a filter, `subjects` has those that there are. */
  async #state(filter: string, signal: AbortSignal): Promise<StreamState> {
    const asked = filter === '' ? {} : { subjects_filter: filter }
    return (await call(`read ${this.#bucket}`, () => this.#connection.jsm.streams.info(this.#stream, asked), signal)).state
  }

  async #last(key: string, signal: AbortSignal): Promise<(KvValue & { readonly removed: boolean }) | null> {
    const found = await askFor(this.#connection, this.#stream, { last_by_subj: this.#subject(key) }, signal)
    return found === null ? null : { key, value: found.data, revision: found.seq, removed: found.header.has(operationHeader) }
  }

  async *#asked(keys: string, startSequence: number, signal: AbortSignal): AsyncGenerator<KvChange> {
    const what = { stream: this.#stream, filter: this.#subject(keys), startSequence }
    for await (const { subject, data, header, seq } of walk(this.#connection, what, signal)) {
      yield { key: subject.slice(this.#subject('').length), value: header.has(operationHeader) ? null : data, revision: seq }
    }
  }

  async *#deliveries(until: { readonly untilSequence?: number }, signal: AbortSignal): AsyncGenerator<KvChange> {
    const prefix = this.#subject('')
    const options = { stream: this.#stream, filters: [`${prefix}>`], start: 'last-per-subject' as const, ...until }
    for await (const { message, streamSequence } of follow(this.#connection, options, signal)) {
      const removed = message.headers?.has(operationHeader) === true
      const value = removed ? null : message.data
      yield { key: message.subject.slice(prefix.length), value, revision: streamSequence }
    }
  }

  get #stream(): string {
    return `KV_${this.#bucket}`
  }

  #subject(key: string): string {
    return `$KV.${this.#bucket}.${key}`
  }
}
