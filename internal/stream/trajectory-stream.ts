import { type MsgHdrs, type StoredMsg, type StreamConfig, type StreamInfo, type StreamState, headers } from 'nats'
import { type BackoffPolicy, retry } from '#internal/base/backoff.ts'
import { SortieError } from '#internal/base/errors.ts'
import { pb } from '#internal/gen/v1.js'
import { decodeChunk } from '#internal/rollout/codec.ts'
import { partitionOf } from '#internal/rollout/identity.ts'
import { lostAt } from '#internal/rollout/stream-name.ts'
import { type RecordPlace, notItsRecord } from '#internal/rollout/record.ts'
import { askFor, nextOf, walk } from './ask.ts'
import { type StreamConnection, call } from './connection.ts'
import { follow } from './follow.ts'
import { chunkBytesMax, streamKey } from './streams.ts'
import { type FleetSubjects, parseChunkSubject, subjectsOf } from './subjects.ts'

/** A chunk as it lies in the stream. `bytes` is a view of the receive buffer: copy what is kept for long. */
export interface StoredChunk extends RecordPlace {
  readonly sequence: number
  readonly worker: string
  readonly bytes: Uint8Array
  readonly storedAtMs: number
}

/** A place that somebody has come to: of the stream by its name, which had reached that sequence. */
export interface StreamPlace {
  readonly stream: string
  readonly sequence: number
  /** When the server stored the record there, Unix milliseconds; the owner alone may ask for it. Absent or 0: only an end before it is seen. */
  readonly storedAtMs?: number
}

type StreamEnd = Pick<StreamExtent, 'stream' | 'lastSequence'>

interface Settled extends Pick<StreamInfo, 'config' | 'state'> {
  readonly name: string
  /** The stream has the place's name, but not what was there. */
  readonly isLost: boolean
}

export interface ReadOptions {
  /** Absent: all. */
  readonly partitions?: readonly number[]
  /** Read from here on, included. */
  readonly startSequence: number
  /** Return behind this sequence; absent: go on until the signal aborts. */
  readonly untilSequence?: number
  /** The owner's: a stream that has lost its end is named anew as soon as it is seen. */
  readonly names?: boolean
  /** The place that is gone on from, before the start or behind it; with an empty name: not known. */
  readonly since?: StreamPlace
}

/** How much the stream holds. Sequences of an empty stream: first is last + 1. */
export interface StreamExtent {
  /** The name that the stream got when it was made; empty: none. */
  readonly stream: string
  readonly firstSequence: number
  /** When that was stored, Unix milliseconds; of an empty stream it says nothing. */
  readonly firstStoredAtMs: number
  readonly lastSequence: number
  readonly messages: number
  readonly bytes: number
}

export interface TrajectoryStreamOptions {
  readonly fleet: string
  readonly partitions: number
  /** Of one append. The default lets a full stream push back for about two minutes. */
  readonly appendPolicy?: BackoffPolicy
  /** How long one try of an append waits for its acknowledgement. Milliseconds. */
  readonly ackTimeoutMs?: number
}

interface Address {
  readonly groupId: string
  readonly rolloutId: string
  readonly worker: string
}

// A worker's slot waits here while the stream is full: long enough for readers to catch up, short enough to be told of.
const appendPolicyDefault: BackoffPolicy = { firstMs: 50, maxMs: 5_000, attemptsMax: 30 }
const ackTimeoutMsDefault = 5_000
const fillEveryMs = 1_000
// A leader that has lost its followers notices within ten seconds.
const settledAfterMs = 15_000
const settleEveryMs = 500
// A delivery says when it was stored in nanoseconds, more of them than a number holds exactly.
const roundedMs = 1
const fenceSubjectHeader = 'Nats-Expected-Last-Subject-Sequence-Subject'
const fenceSequenceHeader = 'Nats-Expected-Last-Subject-Sequence'

/** The stream of trajectory chunks: fenced appends per rollout, and reading in order. */
export class TrajectoryStream {
  readonly #connection: StreamConnection
  readonly #options: TrajectoryStreamOptions
  readonly #subjects: FleetSubjects
  #fill: { readonly readAtNs: number; readonly ratio: Promise<number> } | null = null

  constructor(connection: StreamConnection, options: TrajectoryStreamOptions) {
    this.#connection = connection
    this.#options = options
    this.#subjects = subjectsOf(options.fleet)
  }

  /**
   * The last record of any worker on this rollout; null when nothing was stored under it. Where what lies last cannot be read, or was stored
   * without the fence, `sequence` is still its own, since the fence counts it, and `chunk` is the last one before it that is a record (an
   * empty one if there is none). Throws `stream.unreachable`.
   */
  async last(address: Omit<Address, 'worker'>, signal: AbortSignal) {
    const found = await this.#lastMessage(address, signal)
    if (found === null) return null
    const chunk = this.#recordIn(found, address) ?? (await this.#lastRecord(address, found.seq, signal))
    return { sequence: found.seq, chunk: chunk ?? pb.TrajectoryChunk.create({}) }
  }

  /**
   * Appends, expecting `expectedSequence` to be the rollout's last (0: none), and resolves with the stored sequence.
   * Throws `stream.fenced` when another attempt wrote in between, `stream.full` and `stream.unreachable` after a bounded number of
   * tries, `chunk.too-large` before anything was sent.
   */
  async append(address: Address, chunk: Uint8Array, expectedSequence: number, signal: AbortSignal): Promise<number> {
    if (chunk.byteLength > chunkBytesMax) {
      const message = `chunk of rollout ${address.rolloutId} has ${String(chunk.byteLength)} bytes, ${String(chunkBytesMax)} at most`
      throw new SortieError('chunk.too-large', message, { remedy: 'send the turn in fragments' })
    }
    const policy = this.#options.appendPolicy ?? appendPolicyDefault
    const { clock, rng } = this.#connection
    return retry(() => this.#appendOnce(address, chunk, expectedSequence, signal), { policy, clock, rng }, signal)
  }

  /** How full the stream is, in [0, 1]: of bytes or messages, whichever is fuller. Read at most every second. */
  async fill(signal: AbortSignal): Promise<number> {
    const nowNs = this.#connection.clock.monotonicNs()
    if (this.#fill === null || nowNs - this.#fill.readAtNs > fillEveryMs * 1e6) {
      const ratio = this.#readFill(signal)
      this.#fill = { readAtNs: nowNs, ratio }
      // A failed reading, or one whose caller gave up, must not be everybody's answer for a second.
      ratio.catch(() => {
        if (this.#fill?.ratio === ratio) this.#fill = null
      })
    }
    return this.#fill.ratio
  }

  /** First and last sequence and the counts of the stream as it is now. */
  async extent(signal: AbortSignal): Promise<StreamExtent> {
    return extentIn(await this.#info(signal))
  }

  /** The same, of a stream that had come to a place: replicas that say less are asked for so long that it is true. */
  async settledExtent(place: StreamPlace, signal: AbortSignal): Promise<StreamExtent> {
    return extentIn(await this.#settled(place, signal))
  }

  /**
   * Reads chunks in the order of the stream, each once, bounded by bytes: nothing more is asked for until the caller has taken what
   * there is. Throws the signal's reason when it aborts, `stream.unreachable` when the server stays away, and `cursor.invalid` when it comes back with
   * another stream, or with one that has lost the end of what was read: what comes there would be left out.
   */
  async *read(options: ReadOptions, signal: AbortSignal): AsyncGenerator<StoredChunk> {
    const filters = options.partitions?.map(this.#subjects.partitionChunks) ?? [this.#subjects.allChunks]
    const { partitions } = this.#options
    const start = options.startSequence
    const until = options.untilSequence === undefined ? {} : { untilSequence: options.untilSequence }
    const stream = this.#subjects.trajectoryStream
    let place: StreamPlace = options.since ?? { stream: '', sequence: start - 1 }
    const verify = async () => {
      if (place.stream === '') place = { ...place, stream: (await this.extent(signal)).stream }
      await this.#verify(place, options.names ?? false, signal)
    }
    const deliveries = follow(this.#connection, { stream, filters, start, verify, ...until }, signal)
    for await (const { message, streamSequence, storedAtMs } of deliveries) {
      // To ask for a record by itself is the owner's right alone: to others what lies at their place says nothing.
      if (streamSequence >= place.sequence)
        place = { ...place, sequence: streamSequence, storedAtMs: options.names === true ? storedAtMs : 0 }
      const parts = parseChunkSubject(message.subject)
      // Only subjects of chunks are in the stream, but anybody with the right may publish a shorter one, or one with other characters.
      if (parts === null) {
        this.#connection.logger.error('message under the subject of no chunk', { subject: message.subject, sequence: streamSequence })
        continue
      }
      const follows = fenceOf(message.headers, this.#subjects.rolloutChunks(parts.partition, parts.rolloutId))
      yield { ...parts, partitions, follows, sequence: streamSequence, bytes: message.data, storedAtMs }
    }
  }

  /**
   * How far the stream reaches that had come to a place. Where it ends before that, or has another record there, it has lost its end, and is named
   * anew by where it was cut: places that were kept before are then known to hold up to there alone, also when it has grown over that.
   */
  async loseEnd(place: StreamPlace, signal: AbortSignal): Promise<StreamEnd> {
    const found = await this.#settled(place, signal)
    return found.isLost ? this.#nameAnew(place, found, signal) : { stream: found.name, lastSequence: found.state.last_seq }
  }

  async #nameAnew(place: StreamPlace, { name, config, state }: Settled, signal: AbortSignal): Promise<StreamEnd> {
    const lastSequence = await this.#cutOf(place, state, signal)
    // One that was made before streams had names has none to append to.
    if (name === '') return { stream: name, lastSequence }
    const stream = lostAt(name, lastSequence)
    const { trajectoryStream } = this.#subjects
    const metadata = { ...config.metadata, [streamKey]: stream }
    await call(`name stream ${trajectoryStream}`, () => this.#connection.jsm.streams.update(trajectoryStream, { metadata }), signal)
    this.#connection.logger.error('the stream has lost its end', { stream, sequence: lastSequence })
    return { stream, lastSequence }
  }

  /** Of replicas, one that is no longer the leader and has not noticed may answer: it is asked for longer than that takes. */
  async #settled(place: StreamPlace, signal: AbortSignal): Promise<Settled> {
    const { clock } = this.#connection
    const settledNs = clock.monotonicNs() + settledAfterMs * 1e6
    for (;;) {
      const { config, state } = await this.#info(signal)
      const name = nameIn(config)
      // Under another name it is another stream, or this loss is named already.
      const isLost = name === place.stream && (state.last_seq < place.sequence || (await this.#isReplaced(place, signal)))
      if (!isLost || config.num_replicas <= 1 || clock.monotonicNs() >= settledNs) return { name, config, state, isLost }
      await clock.sleep(settleEveryMs, signal)
    }
  }

  /** Whether another record lies at a place than did: the stream has grown over its lost end. One that is gone may have been purged. */
  async #isReplaced({ sequence, storedAtMs = 0 }: StreamPlace, signal: AbortSignal): Promise<boolean> {
    if (storedAtMs === 0) return false
    const found = await askFor(this.#connection, this.#subjects.trajectoryStream, { seq: sequence }, signal)
    return found !== null && Math.abs(found.time.getTime() - storedAtMs) > roundedMs
  }

  /** Up to where what was stored before a place is left: the times of a stream only grow, so a few dozen questions find it. */
  async #cutOf({ sequence, storedAtMs = 0 }: StreamPlace, state: StreamState, signal: AbortSignal): Promise<number> {
    const end = Math.min(state.last_seq, sequence - 1)
    if (storedAtMs === 0) return end
    let cut = end
    for (let from = state.first_seq, to = end + 1; from < to;) {
      const middle = Math.floor((from + to) / 2)
      const query = nextOf(this.#subjects.allChunks, middle)
      const found = await askFor(this.#connection, this.#subjects.trajectoryStream, query, signal)
      if (found !== null && found.seq <= end && found.time.getTime() <= storedAtMs + roundedMs) from = found.seq + 1
      else {
        to = middle
        cut = Math.min(cut, (found?.seq ?? Infinity) - 1)
      }
    }
    return cut
  }

  /** Whether reading may go on: at first, and whenever the server has forgotten where it was. */
  async #verify(place: StreamPlace, names: boolean, signal: AbortSignal): Promise<void> {
    const found = await this.#settled(place, signal)
    if (!found.isLost && found.name === place.stream) return
    const { stream, lastSequence } = found.isLost && names ? await this.#nameAnew(place, found, signal) : { stream: found.name, lastSequence: found.state.last_seq } // prettier-ignore
    const ends = lastSequence < place.sequence ? `ends at ${String(lastSequence)}` : 'has another record there'
    const message = `the stream ${place.stream} had reached ${String(place.sequence)}, it ${stream === place.stream ? ends : `is ${stream} now`}`
    throw new SortieError('cursor.invalid', message, {
      remedy:
        'the server has lost the end of the stream, or the whole of it (docs/production.md): open without a cursor to go on from there',
    })
  }

  /** Where chunks lie, without reading them: as `read`, up to and with `untilSequence`. */
  async *places(
    range: { readonly startSequence: number; readonly untilSequence: number },
    signal: AbortSignal,
  ): AsyncGenerator<Omit<StoredChunk, 'bytes' | 'partitions'>> {
    const { startSequence: start, untilSequence } = range
    const options = {
      stream: this.#subjects.trajectoryStream,
      filters: [this.#subjects.allChunks],
      start,
      untilSequence,
      headersOnly: true,
    }
    for await (const { message, streamSequence, storedAtMs } of follow(this.#connection, options, signal)) {
      const parts = parseChunkSubject(message.subject)
      if (parts === null) continue
      const follows = fenceOf(message.headers, this.#subjects.rolloutChunks(parts.partition, parts.rolloutId))
      yield { ...parts, follows, sequence: streamSequence, storedAtMs }
    }
  }

  /**
   * Removes a rollout's records before this one, of whatever worker: while that stays, a late attempt is refused (docs/spec/delivery.md, R2), and what came
   * after it is whole.
   */
  async purgeRollout(
    { partition, rolloutId, sequence }: Pick<StoredChunk, 'partition' | 'rolloutId' | 'sequence'>,
    signal: AbortSignal,
  ): Promise<void> {
    await this.#purge({ filter: this.#subjects.rolloutChunks(partition, rolloutId), seq: sequence }, signal)
  }

  /** Removes every record of a partition up to and with a sequence. The fence of a rollout is open where nothing of it is left. */
  async purgePartition(partition: number, upToSequence: number, signal: AbortSignal): Promise<void> {
    await this.#purge({ filter: this.#subjects.partitionChunks(partition), seq: upToSequence + 1 }, signal)
  }

  async #purge(options: { readonly filter: string; readonly seq: number }, signal: AbortSignal): Promise<void> {
    const { trajectoryStream } = this.#subjects
    await call(`purge ${options.filter}`, () => this.#connection.jsm.streams.purge(trajectoryStream, options), signal)
  }

  async #appendOnce(address: Address, chunk: Uint8Array, expectedSequence: number, signal: AbortSignal): Promise<number> {
    const { js } = this.#connection
    const partition = this.#partition(address.groupId)
    const fence = headers()
    fence.set(fenceSubjectHeader, this.#subjects.rolloutChunks(partition, address.rolloutId))
    const subject = this.#subjects.chunk(partition, address.rolloutId, address.worker)
    const expect = { lastSubjectSequence: expectedSequence }
    const timeout = this.#options.ackTimeoutMs ?? ackTimeoutMsDefault
    try {
      const ack = await call(`append to ${subject}`, () => js.publish(subject, chunk, { headers: fence, expect, timeout }), signal)
      return ack.seq
    } catch (thrown) {
      if (!(thrown instanceof SortieError) || thrown.code !== 'stream.conflict') throw thrown
      return this.#ownOrFenced({ ...address, subject }, chunk, signal)
    }
  }

  /** A retry of a publish that was stored, but whose acknowledgement was lost, is refused like a late writer: the last record tells them apart. */
  async #ownOrFenced(address: Address & { readonly subject: string }, chunk: Uint8Array, signal: AbortSignal): Promise<number> {
    const found = await this.#lastMessage(address, signal)
    if (found?.subject === address.subject && sameBytes(found.data, chunk)) return found.seq
    const by = found === null ? 'nobody: its records are gone' : `${found.subject} at ${String(found.seq)}`
    throw new SortieError('stream.fenced', `rollout ${address.rolloutId} was written by another attempt: ${by}`)
  }

  // Asked of the leader, not by direct get: a replica that lags would show an older record, and own writes would look like fencing.
  async #lastMessage(address: Omit<Address, 'worker'>, signal: AbortSignal) {
    return askFor(this.#connection, this.#subjects.trajectoryStream, { last_by_subj: this.#rollout(address) }, signal)
  }

  /** Looks through all that the rollout has up to a sequence: for what should not be there, and then seldom more than some dozens. */
  async #lastRecord(address: Omit<Address, 'worker'>, upTo: number, signal: AbortSignal): Promise<pb.TrajectoryChunk | null> {
    const what = { stream: this.#subjects.trajectoryStream, filter: this.#rollout(address), startSequence: 1 }
    let last: pb.TrajectoryChunk | null = null
    for await (const found of walk(this.#connection, what, signal)) {
      last = this.#recordIn(found, address) ?? last
      if (found.seq >= upTo) break
    }
    return last
  }

  /** The chunk, where the message is a record of the rollout. */
  #recordIn({ data, header }: StoredMsg, address: Omit<Address, 'worker'>): pb.TrajectoryChunk | null {
    if (fenceOf(header, this.#rollout(address)) === null) return null
    const { partitions } = this.#options
    try {
      const chunk = decodeChunk(data)
      const place = { rolloutId: address.rolloutId, partition: this.#partition(address.groupId), partitions }
      return notItsRecord(chunk, place) === null ? chunk : null
    } catch {
      return null
    }
  }

  async #readFill(signal: AbortSignal): Promise<number> {
    const { state, config } = await this.#info(signal)
    const ratio = (used: number, limit: number) => (limit > 0 ? used / limit : 0)
    return Math.max(ratio(state.bytes, config.max_bytes), ratio(state.messages, config.max_msgs))
  }

  #info(signal: AbortSignal) {
    const { trajectoryStream } = this.#subjects
    return call(`read stream ${trajectoryStream}`, () => this.#connection.jsm.streams.info(trajectoryStream), signal)
  }

  #rollout({ groupId, rolloutId }: Omit<Address, 'worker'>): string {
    return this.#subjects.rolloutChunks(this.#partition(groupId), rolloutId)
  }

  #partition(groupId: string): number {
    return partitionOf(groupId, this.#options.partitions)
  }
}

/** The stream's own name; empty: it was made before there were any. */
function nameIn({ metadata }: Pick<StreamConfig, 'metadata'>): string {
  return metadata?.[streamKey] ?? ''
}

function extentIn({ config, state }: Pick<StreamInfo, 'config' | 'state'>): StreamExtent {
  return {
    stream: nameIn(config),
    firstSequence: state.first_seq,
    firstStoredAtMs: Date.parse(state.first_ts),
    lastSequence: state.last_seq,
    messages: state.messages,
    bytes: state.bytes,
  }
}

/** The server kept to it when it stored the message; one that names other subjects than the rollout's fences nothing. */
function fenceOf(stored: MsgHdrs | undefined, rolloutSubjects: string): number | null {
  if (stored?.get(fenceSubjectHeader) !== rolloutSubjects) return null
  const sequence = Number(stored.get(fenceSequenceHeader) || NaN)
  return Number.isSafeInteger(sequence) && sequence >= 0 ? sequence : null
}

function sameBytes(a: Uint8Array, b: Uint8Array): boolean {
  return Buffer.compare(a, b) === 0
}
