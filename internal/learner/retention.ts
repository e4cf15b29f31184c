import type { Clock } from '#internal/base/clock.ts'
import { SortieError } from '#internal/base/errors.ts'
import type { pb } from '#internal/gen/v1.js'
import { type Logger, errorFields } from '#internal/telemetry/logger.ts'
import { committedAhead, committedFloor } from './marks.ts'

/** Where a chunk lies. */
export interface ChunkPlace {
  readonly sequence: number
  readonly partition: number
  readonly rolloutId: string
  /** By the stream's clock, Unix milliseconds. */
  readonly storedAtMs: number
}

/** What retention needs of the outside world; the stream layer satisfies it. */
export interface RetentionPorts {
  readonly chunks: {
    extent(signal: AbortSignal): Promise<{ readonly firstSequence: number; readonly lastSequence: number }>
    /** How full the stream is, from 0 to 1. */
    fill(signal: AbortSignal): Promise<number>
    places(range: { readonly startSequence: number; readonly untilSequence: number }, signal: AbortSignal): AsyncIterable<ChunkPlace>
    /** Removes all records of a rollout but the last. */
    purgeRollout(place: Pick<ChunkPlace, 'partition' | 'rolloutId'>, signal: AbortSignal): Promise<void>
    purgePartition(partition: number, upToSequence: number, signal: AbortSignal): Promise<void>
  }
  readonly marks: {
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
// As many as a mark names: with ids of their greatest length an eighth of what a message may hold.
const aheadMax = 1_000

/**
 * Purges what is committed and older than the replay window: every rollout keeps its last record as a tombstone, since an empty subject
 * would open the fence to a late attempt; the tombstones go when no lease can be that old. Runs with the fleet's owner.
 */
export class Retention {
  readonly #ports: RetentionPorts
  readonly #options: RetentionOptions & typeof defaults
  /** The first pass looks at everything again: the one before may have died between its mark and its purges. */
  #fresh = true

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
    const committed = await marks.committed(signal)
    const saved = await marks.retention(signal)
    const purged = purgedOf(saved?.mark, this.#options.partitions)
    const floors = purged.map((_, partition) => Math.min(committedFloor(committed, partition), counted().position))
    const pressed = (await chunks.fill(signal)) >= pressureRatio
    const found = await this.#find(floors, purged, { pressed }, signal)
    const ahead = pressed ? await this.#findAhead({ committed, floors, purged }, signal) : []
    const next = purged.map((each, partition) =>
      this.#advance(each, {
        reached: found.reached[partition] ?? 0,
        ahead: ahead.filter((place) => place.partition === partition),
        pressed,
      }),
    )
    const rollouts = new Map([...found.rollouts, ...ahead.map((place) => [place.rolloutId, place] as const)])
    // The mark first: a checkpoint that needs what is about to go is refused, not given half of it.
    if (rollouts.size > 0 || next.some(({ changed }) => changed)) {
      await marks.saveRetention({ partitions: next.map(({ mark }) => mark) }, saved?.revision ?? 0, signal)
    }
    for (const place of rollouts.values()) await chunks.purgeRollout(place, signal)
    for (const [partition, { ended }] of next.entries()) if (ended > 0) await chunks.purgePartition(partition, ended, signal)
    this.#fresh = false
    if (rollouts.size > 0) this.#options.logger.info('purged committed rollouts', { count: rollouts.size })
    return rollouts.size
  }

  /** Rollouts to purge, and how far each partition is done with when they are. */
  async #find(
    floors: readonly number[],
    purged: readonly Purged[],
    { pressed }: { readonly pressed: boolean },
    signal: AbortSignal,
  ): Promise<{ readonly rollouts: ReadonlyMap<string, ChunkPlace>; readonly reached: readonly number[] }> {
    const { chunks } = this.#ports
    const reached = purged.map(({ sequence }) => sequence)
    const rollouts = new Map<string, ChunkPlace>()
    const untilSequence = Math.max(...floors)
    const { firstSequence } = await chunks.extent(signal)
    const startSequence = this.#fresh ? firstSequence : Math.max(firstSequence, Math.min(...reached) + 1)
    if (startSequence > untilSequence) return { rollouts, reached }
    const newestMs = pressed ? Infinity : this.#options.clock.nowMs() - this.#options.replayWindowMs
    const seen = new Set<string>()
    for await (const place of chunks.places({ startSequence, untilSequence }, signal)) {
      if (place.storedAtMs > newestMs || rollouts.size >= rolloutsMax) break
      const { partition, rolloutId, sequence } = place
      if (sequence > (floors[partition] ?? 0)) continue
      const isNew = sequence > (purged[partition]?.sequence ?? 0)
      // Behind the mark a rollout has its tombstone alone, unless an earlier pass died before its purge.
      if (isNew || seen.has(rolloutId)) rollouts.set(rolloutId, place)
      seen.add(rolloutId)
      if (isNew) reached[partition] = sequence
    }
    return { rollouts, reached }
  }

  /** R6: rollouts that are committed and counted ahead of their floor, each by its last place: what holds the floor may be waiting for their room. */
  async #findAhead(
    state: {
      readonly committed: readonly pb.CommittedMark.$Properties[]
      readonly floors: readonly number[]
      readonly purged: readonly Purged[]
    },
    signal: AbortSignal,
  ): Promise<ChunkPlace[]> {
    const { committed, floors, purged } = state
    const wanted = purged.map(({ ahead }, partition) => {
      const done = this.#fresh ? [] : ahead.map(({ rolloutId }) => rolloutId)
      return committedAhead(committed, partition).difference(new Set(done))
    })
    const starts = floors.filter((_, partition) => (wanted[partition]?.size ?? 0) > 0)
    const untilSequence = Math.min(this.#ports.counted().position, (await this.#ports.chunks.extent(signal)).lastSequence)
    if (starts.length === 0 || Math.min(...starts) >= untilSequence) return []
    const found = new Map<string, ChunkPlace>()
    const room = aheadMax - purged.reduce((sum, { ahead }) => sum + ahead.length, 0)
    for await (const place of this.#ports.chunks.places({ startSequence: Math.min(...starts) + 1, untilSequence }, signal)) {
      const { partition, rolloutId, sequence } = place
      if (sequence <= (floors[partition] ?? 0) || wanted[partition]?.has(rolloutId) !== true) continue
      if (found.has(rolloutId) || found.size < room) found.set(rolloutId, place)
    }
    return [...found.values()]
  }

  #advance(
    { partition, sequence, tombstones, ahead }: Purged,
    pass: { readonly reached: number; readonly ahead: readonly ChunkPlace[]; readonly pressed: boolean },
  ) {
    const { reached, pressed } = pass
    const { clock, tombstoneMs, pressedTombstoneMs } = this.#options
    const lastsMs = pressed ? Math.min(tombstoneMs, pressedTombstoneMs) : tombstoneMs
    const nowMs = clock.nowMs()
    const stepMs = tombstoneMs / tombstoneSteps
    // An entry gathers what is purged within a step of its beginning, so it lasts a step longer.
    const kept = tombstones.filter(({ madeAtUnixMs }) => madeAtUnixMs + lastsMs + stepMs > nowMs)
    const ended = tombstones[tombstones.length - kept.length - 1]?.upToSequence ?? 0
    const purgedSequence = Math.max(sequence, reached)
    if (purgedSequence > sequence) {
      const last = kept.at(-1)
      if (last === undefined || nowMs - last.madeAtUnixMs >= stepMs) kept.push({ upToSequence: purgedSequence, madeAtUnixMs: nowMs })
      else kept[kept.length - 1] = { ...last, upToSequence: purgedSequence }
    }
    const newAhead = pass.ahead.map((place) => ({ rolloutId: place.rolloutId, lastSequence: place.sequence }))
    const known = new Set(newAhead.map(({ rolloutId }) => rolloutId))
    const stillAhead = [...ahead.filter(({ rolloutId }) => !known.has(rolloutId)), ...newAhead].filter(
      ({ lastSequence }) => lastSequence > purgedSequence,
    )
    const mark = { partition, purgedSequence, tombstones: kept, ahead: stillAhead }
    return { mark, changed: purgedSequence !== sequence || ended > 0, ended }
  }
}

interface Purged {
  readonly partition: number
  readonly sequence: number
  readonly tombstones: readonly { readonly upToSequence: number; readonly madeAtUnixMs: number }[]
  readonly ahead: readonly { readonly rolloutId: string; readonly lastSequence: number }[]
}

function purgedOf(mark: pb.RetentionMark.$Properties | undefined, partitions: number): Purged[] {
  return Array.from({ length: partitions }, (_, partition) => {
    const found = mark?.partitions?.find((each) => (each.partition ?? 0) === partition)
    const tombstones = (found?.tombstones ?? []).map(({ upToSequence, madeAtUnixMs }) => ({
      upToSequence: upToSequence ?? 0,
      madeAtUnixMs: madeAtUnixMs ?? 0,
    }))
    const ahead = (found?.ahead ?? []).map(({ rolloutId, lastSequence }) => ({
      rolloutId: rolloutId ?? '',
      lastSequence: lastSequence ?? 0,
    }))
    return { partition, sequence: found?.purgedSequence ?? 0, tombstones, ahead }
  })
}
