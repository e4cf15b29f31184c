import type { Clock } from '#internal/base/clock.ts'
import { SortieError } from '#internal/base/errors.ts'
import type { pb } from '#internal/gen/v1.js'
import { type Logger, errorFields } from '#internal/telemetry/logger.ts'
import { type StreamEnd, committedAhead, committedFloor, isPurgedBeyond, marksOfStream, purgedOfStream } from './marks.ts'

/** Where a chunk lies. */
export interface ChunkPlace {
  readonly sequence: number
  readonly partition: number
  readonly rolloutId: string
  /** What the writer expected to be the rollout's last; null: it was stored without the fence, and is no record. */
  readonly follows: number | null
  /** By the stream's clock, Unix milliseconds. */
  readonly storedAtMs: number
}

/** What retention needs of the outside world; the stream layer satisfies it. */
export interface RetentionPorts {
  readonly chunks: {
    extent(signal: AbortSignal): Promise<StreamExtent>
    /** How full the stream is, from 0 to 1. */
    fill(signal: AbortSignal): Promise<number>
    places(range: { readonly startSequence: number; readonly untilSequence: number }, signal: AbortSignal): AsyncIterable<ChunkPlace>
    /** Removes all records of a rollout before this one. */
    purgeRollout(place: Pick<ChunkPlace, 'partition' | 'rolloutId' | 'sequence'>, signal: AbortSignal): Promise<void>
    purgePartition(partition: number, upToSequence: number, signal: AbortSignal): Promise<void>
  }
  readonly marks: {
    /** The newest last. */
    committed(signal: AbortSignal): Promise<readonly pb.CommittedMark.$Properties[]>
    retention(signal: AbortSignal): Promise<{ readonly mark: pb.RetentionMark.$Properties; readonly revision: number } | null>
    /** Throws `stream.conflict` when another owner wrote since `revision`. */
    saveRetention(mark: pb.RetentionMark.$Properties, revision: number, signal: AbortSignal): Promise<number>
  }
  /** Everything up to this sequence is counted in the ledger: nothing behind it may go. */
  readonly counted: () => { readonly holding: boolean; readonly position: number }
}

export interface RetentionOptions {
  readonly partitions: number
  readonly clock: Clock
  readonly logger: Logger
  /** How far back a trainer may restore a checkpoint, at least while the stream has room. Milliseconds. */
  readonly replayWindowMs?: number
  /** How long the last record of a purged rollout stays: longer than any lease, so that a late attempt meets it. Milliseconds. */
  readonly tombstoneMs?: number
  /** The same while the stream has little room. Milliseconds. */
  readonly pressedTombstoneMs?: number
  readonly everyMs?: number
}

const defaults = { replayWindowMs: 3_600_000, tombstoneMs: 24 * 3_600_000, pressedTombstoneMs: 3_600_000, everyMs: 10_000 }
// Replay data goes before workers stop claiming, at 0.8.
const pressureRatio = 0.7
// Purges of one pass: a second or two of a busy server; the next pass goes on.
const rolloutsMax = 5_000
// Tombstones end in steps of this share of their time, of a day a quarter of an hour: that many entries a partition.
const tombstoneSteps = 96
// The mark is one message: half of what a server takes by default. An entry is its id and some bytes.
const aheadBytesMax = 512 * 1024
const aheadBytes = 24

/**
 * Purges what is committed and older than the replay window: every rollout keeps its last record as a tombstone, since an empty subject
 * would open the fence to a late attempt; the tombstones go when no lease can be that old. Runs with the fleet's owner.
 */
export class Retention {
  readonly #ports: RetentionPorts
  readonly #options: RetentionOptions & typeof defaults
  /**
   * The mark behind which nothing was left to purge, by its revision (0: none), and up to where nothing else was, by partition. While another
   * mark is the newest a pass looks at everything again: whoever wrote that, another owner or this one, may have failed between it and the last
   * of its purges.
   */
  #done: { readonly revision: number; readonly stream: string; readonly searched: readonly number[] } | null = null

  constructor(ports: RetentionPorts, options: RetentionOptions) {
    this.#ports = ports
    this.#options = { ...defaults, ...options }
  }

  /** Purges now and then until the signal aborts. */
  async run(signal: AbortSignal): Promise<void> {
    const { clock, everyMs, logger } = this.#options
    while (!signal.aborted) {
      try {
        await clock.sleep(everyMs, signal)
        if (this.#ports.counted().holding) await this.pass(signal)
      } catch (thrown) {
        if (signal.aborted) return
        if (!(thrown instanceof SortieError)) throw thrown
        logger.warn('could not purge, trying again', errorFields(thrown))
      }
    }
  }

  /** One pass; resolves with how many rollouts were purged. */
  async pass(signal: AbortSignal): Promise<number> {
    const { chunks, marks, counted } = this.#ports
    const { committed, extent } = await this.#committed(signal)
    const saved = await marks.retention(signal)
    const purged = purgedOf(purgedOfStream(saved?.mark, extent), this.#options.partitions)
    const floors = purged.map((_, partition) => Math.min(committedFloor(committed, partition), counted().position))
    const pressed = (await chunks.fill(signal)) >= pressureRatio
    let revision = saved?.revision ?? 0
    const done = this.#done?.revision === revision && this.#done.stream === extent.stream ? this.#done : null
    const look = { floors, purged, pressed, extent, fresh: done === null, searched: done?.searched ?? [] }
    const found = await this.#find(look, signal)
    const ahead = pressed || look.fresh ? await this.#findAhead({ ...look, committed }, signal) : []
    const next = purged.map((each, partition) =>
      this.#advance(each, {
        reached: found.reached[partition] ?? 0,
        floor: floors[partition] ?? 0,
        ahead: ahead.filter((place) => place.partition === partition),
        pressed,
      }),
    )
    const rollouts = new Map([...found.rollouts, ...ahead.map((place) => [place.rolloutId, place] as const)])
    const isBeyond = saved !== null && isPurgedBeyond(saved.mark, extent)
    // The mark first: a checkpoint that needs what is about to go is refused, not given half of it.
    if (isBeyond || rollouts.size > 0 || next.some(({ changed }) => changed)) {
      revision = await marks.saveRetention({ partitions: next.map(({ mark }) => mark), stream: extent.stream }, revision, signal)
      // A learner that went on from an older checkpoint meanwhile moved its mark back before it looked at ours: it reads what was to go.
      if (isBehind((await this.#committed(signal)).committed, { floors, ahead })) {
        revision = await marks.saveRetention({ ...purgedOfStream(saved?.mark, extent), stream: extent.stream }, revision, signal)
        if (done !== null) this.#done = { ...done, revision }
        return 0
      }
    }
    for (const place of rollouts.values()) await chunks.purgeRollout(place, signal)
    for (const [partition, { ended }] of next.entries()) if (ended > 0) await chunks.purgePartition(partition, ended, signal)
    if (done !== null || !found.isCut) this.#done = { revision, stream: extent.stream, searched: found.searched }
    if (rollouts.size > 0) this.#options.logger.info('purged committed rollouts', { count: rollouts.size })
    return rollouts.size
  }

  /**
   * Marks of this stream, and how far it reaches: of one that was made anew, or that lost its end, nothing that was committed can be known.
   * The marks first: none of them lies behind an end that is read later.
   */
  async #committed(signal: AbortSignal): Promise<{ readonly committed: readonly Mark[]; readonly extent: StreamExtent }> {
    const all = await this.#ports.marks.committed(signal)
    const extent = await this.#ports.chunks.extent(signal)
    const marks = marksOfStream(all, extent.stream)
    const isLost = ({ cursor }: Mark) =>
      cursor?.partitions?.some(({ floorSequence }) => (floorSequence ?? 0) > extent.lastSequence) === true
    if (marks.some(isLost)) {
      this.#options.logger.warn('a mark lies behind the end of the stream, nothing is purged by it', { sequence: extent.lastSequence })
    }
    return { committed: marks.filter((mark) => !isLost(mark)), extent }
  }

  /**
   * Rollouts to purge, each up to its last place that is committed, and how far each partition is done with when they are. What lies behind a
   * floor need not be of a rollout that is committed: a message that is no record of it holds no floor, and the rollout may be running.
   */
  async #find({ floors, purged, pressed, extent, fresh, searched }: Look, signal: AbortSignal): Promise<Found> {
    const reached = purged.map(({ sequence }) => sequence)
    const rollouts = new Map<string, ChunkPlace>()
    const { firstSequence } = extent
    // A partition with nothing in it is done with up to where the last pass came, though it has purged nothing there.
    const lefts = reached.map((sequence, partition) => Math.max(sequence, searched[partition] ?? 0))
    const open = lefts.filter((left, partition) => left < (floors[partition] ?? 0))
    const untilSequence = Math.max(...floors)
    const startSequence = fresh ? firstSequence : Math.max(firstSequence, Math.min(...open) + 1)
    if (startSequence > untilSequence) return { rollouts, reached, searched: lefts, isCut: false }
    const newestMs = pressed ? Infinity : this.#options.clock.nowMs() - this.#options.replayWindowMs
    const seen = new Set<string>()
    let oldUntil = untilSequence
    for await (const place of this.#ports.chunks.places({ startSequence, untilSequence }, signal)) {
      if (rollouts.size >= rolloutsMax) return { rollouts, reached, searched: lefts, isCut: true }
      const { partition, rolloutId, sequence } = place
      const isNew = sequence > (purged[partition]?.sequence ?? 0)
      if (place.storedAtMs > newestMs) oldUntil = Math.min(oldUntil, sequence - 1)
      // What an earlier pass may have left lies behind the mark, though it be younger than the window is now.
      if (place.storedAtMs > newestMs && !fresh) break
      if (sequence > (floors[partition] ?? 0) || (isNew && place.storedAtMs > newestMs)) continue
      // Behind the mark a rollout has its tombstone alone, unless an earlier pass died before its purge.
      if (isNew || seen.has(rolloutId)) rollouts.set(rolloutId, place)
      seen.add(rolloutId)
      if (isNew) reached[partition] = sequence
    }
    const all = lefts.map((left, partition) => Math.max(left, Math.min(floors[partition] ?? 0, oldUntil)))
    return { rollouts, reached, searched: all, isCut: false }
  }

  /**
   * R6: rollouts that are committed and counted ahead of their floor, each by its first and last place: what holds the floor may be waiting for their
   * room. A fresh pass makes up for those that the mark names, too. One record alone is a tombstone, or has its others behind the floor.
   */
  async #findAhead(look: Look & { readonly committed: readonly Mark[] }, signal: AbortSignal) {
    const { committed, floors, purged, pressed, extent, fresh } = look
    const wanted = purged.map(({ ahead }, partition) => {
      const named = new Set(ahead.map(({ rolloutId }) => rolloutId))
      const all = committedAhead(committed, partition)
      if (pressed) return fresh ? all : all.difference(named)
      return all.intersection(named)
    })
    const starts = floors.filter((_, partition) => (wanted[partition]?.size ?? 0) > 0)
    if (starts.length === 0) return []
    const found = new Map<string, ChunkPlace & { readonly firstSequence: number | null; readonly records: number }>()
    const range = { startSequence: Math.min(...starts) + 1, untilSequence: extent.lastSequence }
    for await (const place of this.#ports.chunks.places(range, signal)) {
      const { partition, rolloutId, sequence } = place
      if (sequence <= (floors[partition] ?? 0) || wanted[partition]?.has(rolloutId) !== true) continue
      const { firstSequence = null, records = 0 } = found.get(rolloutId) ?? {}
      // What is no record holds no floor: a floor behind it says nothing of the rollout.
      found.set(rolloutId, { ...place, firstSequence: firstSequence ?? (place.follows === null ? null : sequence), records: records + 1 })
    }
    const named = new Map(purged.flatMap(({ ahead }) => ahead.map(({ rolloutId, lastSequence }) => [rolloutId, lastSequence] as const)))
    let room = aheadBytesMax - [...named.keys()].reduce((sum, id) => sum + id.length + aheadBytes, 0)
    const { position } = this.#ports.counted()
    return [...found.values()].flatMap(({ records, firstSequence, ...place }): AheadPlace[] => {
      if (firstSequence === null || records < 2 || place.sequence > position) return []
      if (!named.has(place.rolloutId)) room -= place.rolloutId.length + aheadBytes
      return room < 0 ? [] : [{ ...place, firstSequence }]
    })
  }

  #advance(
    { partition, sequence, tombstones, ahead }: Purged,
    pass: { readonly reached: number; readonly floor: number; readonly ahead: readonly AheadPlace[]; readonly pressed: boolean },
  ) {
    const { reached, floor, pressed } = pass
    const { clock, tombstoneMs, pressedTombstoneMs } = this.#options
    const lastsMs = pressed ? Math.min(tombstoneMs, pressedTombstoneMs) : tombstoneMs
    const nowMs = clock.nowMs()
    const stepMs = tombstoneMs / tombstoneSteps
    // An entry gathers what is purged within a step of its beginning, so it lasts a step longer. Whatever it says, nothing ahead of the floor goes.
    const kept = tombstones.filter(({ madeAtUnixMs, upToSequence }) => madeAtUnixMs + lastsMs + stepMs > nowMs || upToSequence > floor)
    const ended = tombstones[tombstones.length - kept.length - 1]?.upToSequence ?? 0
    const purgedSequence = Math.max(sequence, reached)
    if (purgedSequence > sequence) {
      const last = kept.at(-1)
      if (last === undefined || nowMs - last.madeAtUnixMs >= stepMs) kept.push({ upToSequence: purgedSequence, madeAtUnixMs: nowMs })
      else kept[kept.length - 1] = { ...last, upToSequence: purgedSequence }
    }
    const named = new Map(ahead.map((each) => [each.rolloutId, each] as const))
    for (const { rolloutId, firstSequence, sequence: lastSequence } of pass.ahead)
      named.set(rolloutId, { rolloutId, firstSequence, lastSequence })
    const still = [...named.values()].filter(({ lastSequence }) => lastSequence > purgedSequence)
    const mark = { partition, purgedSequence, tombstones: kept, ahead: still }
    return { mark, changed: purgedSequence !== sequence || ended > 0, ended }
  }
}

/** Whether these marks cover no longer what was found to go by earlier ones. */
function isBehind(
  committed: readonly Mark[],
  found: { readonly floors: readonly number[]; readonly ahead: readonly AheadPlace[] },
): boolean {
  if (found.floors.some((floor, partition) => committedFloor(committed, partition) < floor)) return true
  return found.ahead.some(
    ({ partition, firstSequence, rolloutId }) =>
      firstSequence > committedFloor(committed, partition) && !committedAhead(committed, partition).has(rolloutId),
  )
}

type Mark = pb.CommittedMark.$Properties

interface StreamExtent extends StreamEnd {
  readonly firstSequence: number
}

/** What a pass looks at, each by partition. */
interface Look {
  readonly floors: readonly number[]
  readonly purged: readonly Purged[]
  readonly pressed: boolean
  readonly extent: StreamExtent
  /** Also at what lies behind the mark: purges may be missing there. */
  readonly fresh: boolean
  /** Up to where the last pass has left nothing that may go. */
  readonly searched: readonly number[]
}

interface Found {
  readonly rollouts: ReadonlyMap<string, ChunkPlace>
  readonly reached: readonly number[]
  /** Up to where nothing is left that may go once these have. */
  readonly searched: readonly number[]
  /** There are more. */
  readonly isCut: boolean
}

/** The last place of a rollout that goes ahead of its floor. */
interface AheadPlace extends ChunkPlace {
  /** Of its records ahead of the floor. */
  readonly firstSequence: number
}

interface Purged {
  readonly partition: number
  readonly sequence: number
  readonly tombstones: readonly { readonly upToSequence: number; readonly madeAtUnixMs: number }[]
  readonly ahead: readonly { readonly rolloutId: string; readonly firstSequence: number; readonly lastSequence: number }[]
}

function purgedOf(mark: pb.RetentionMark.$Properties, partitions: number): Purged[] {
  return Array.from({ length: partitions }, (_, partition) => {
    const found = mark.partitions?.find((each) => (each.partition ?? 0) === partition)
    const tombstones = (found?.tombstones ?? []).map(({ upToSequence, madeAtUnixMs }) => ({
      upToSequence: upToSequence ?? 0,
      madeAtUnixMs: madeAtUnixMs ?? 0,
    }))
    const ahead = (found?.ahead ?? []).map(({ rolloutId, firstSequence, lastSequence }) => ({
      rolloutId: rolloutId ?? '',
      firstSequence: firstSequence ?? 0,
      lastSequence: lastSequence ?? 0,
    }))
    return { partition, sequence: found?.purgedSequence ?? 0, tombstones, ahead }
  })
}
