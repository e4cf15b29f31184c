import { SortieError } from '#internal/base/errors.ts'
import type { pb } from '#internal/gen/v1.js'
import { type AssembledTrajectory, Assembly, type AssemblyEffect, type Quarantined } from '#internal/rollout/assembly.ts'
import type { Logger } from '#internal/telemetry/logger.ts'
import { CursorTracker } from './cursor.ts'
import { reachedIn } from './marks.ts'
import type { ChunkReader, StoredChunk, TrajectorySink } from './ports.ts'

export interface LearnerOptions {
  /** Partitions of the fleet; learner i of n reads those that are i modulo n. */
  readonly partitions: number
  readonly share?: { readonly index: number; readonly of: number }
  /** Where a checkpoint left off. */
  readonly cursor?: pb.LearnerCursor.$Properties
  readonly logger: Logger
}

/** What a learner has taken in, counted from what it read. */
export interface LearnerCounts {
  readonly admitted: number
  /** Rollouts that ended, but not as a whole trajectory. */
  readonly quarantined: number
  /** Messages that are no chunk of their rollout. */
  readonly refusedMessages: number
  /** Endings of rollouts that had ended. */
  readonly duplicates: number
  /** Chunks of attempts whose place another took, or whose rollout had ended. */
  readonly superseded: number
  readonly turns: number
  readonly sampledTokens: number
  /** Highest stream sequence that was read. */
  readonly readSequence: number
}

/** Reads trajectories by its own cursor, without acks, and hands each over once. */
export class Learner {
  readonly #reader: ChunkReader
  readonly #sink: TrajectorySink
  readonly #options: LearnerOptions
  readonly #cursor: CursorTracker
  readonly #assembly = new Assembly()
  readonly #mine: readonly number[]
  readonly #counts = {
    admitted: 0,
    quarantined: 0,
    refusedMessages: 0,
    duplicates: 0,
    superseded: 0,
    turns: 0,
    sampledTokens: 0,
    readSequence: 0,
  }

  /** Throws `config.invalid` when its share holds no partition. */
  constructor(reader: ChunkReader, sink: TrajectorySink, options: LearnerOptions) {
    this.#reader = reader
    this.#sink = sink
    this.#options = options
    this.#mine = shareOf(options)
    this.#cursor = new CursorTracker(this.#mine, options.cursor)
  }

  get counts(): LearnerCounts {
    return this.#counts
  }

  /** Takes chunks in until the signal aborts. Rejects with `stream.*`, or with what the sink rejects with. */
  async run(signal: AbortSignal): Promise<void> {
    const { startSequence } = this.#cursor
    const { cursor } = this.#options
    // The highest floor: what was committed of any partition has been in the stream.
    const stream = cursor?.stream ?? ''
    const since = { stream, sequence: reachedIn([cursor ?? {}], stream) }
    const from = { partitions: this.#mine, startSequence, since }
    try {
      for await (const chunk of this.#reader.read(from, signal)) await this.#take(chunk)
    } catch (thrown) {
      if (!signal.aborted) throw thrown
    }
  }

  /** Marks rollouts as used for good; store `cursor()` in the same checkpoint. */
  commit(rolloutIds: Iterable<string>): void {
    this.#cursor.commit(rolloutIds)
  }

  cursor(): pb.LearnerCursor.$Properties {
    return this.#cursor.value()
  }

  /** The rollout that holds a partition's floor; null when none does. */
  holder(partition: number): string | null {
    return this.#cursor.holder(partition)
  }

  async #take(chunk: StoredChunk): Promise<void> {
    this.#counts.readSequence = chunk.sequence
    if (!this.#cursor.observe(chunk)) return
    const committed = this.#cursor.isCommitted(chunk)
    // A committed rollout may begin behind the floor: its tail is read to its end, and follows what was not met.
    const follows = committed && chunk.follows !== null ? 0 : chunk.follows
    const effect = this.#assembly.take({ ...chunk, follows }, chunk.bytes)
    await this.#apply(effect, { chunk, committed })
  }

  async #apply(effect: AssemblyEffect, { chunk, committed }: { readonly chunk: StoredChunk; readonly committed: boolean }): Promise<void> {
    switch (effect.kind) {
      case 'admitted':
        await this.#handOver(chunk, committed ? null : () => this.#admit(effect.trajectory, chunk))
        return
      case 'quarantined':
        if (effect.quarantined.ended) await this.#handOver(chunk, committed ? null : () => this.#quarantine(effect.quarantined, chunk))
        else {
          if (!committed) await this.#quarantine(effect.quarantined, chunk)
          this.#cursor.pass(chunk)
        }
        return
      case 'duplicate':
        this.#options.logger.error('rollout ended twice', { rolloutId: effect.rolloutId, sequence: chunk.sequence })
        this.#counts.duplicates++
        this.#cursor.pass(chunk)
        return
      case 'superseded':
        this.#counts.superseded++
        this.#cursor.pass(chunk)
        return
      case 'kept':
        return
    }
  }

  /** The cursor knows of an ending before the sink does, which may have it committed at once; what the sink did not take has not ended. */
  async #handOver(chunk: StoredChunk, toSink: (() => Promise<void>) | null): Promise<void> {
    this.#cursor.ended(chunk)
    try {
      await toSink?.()
    } catch (thrown) {
      this.#cursor.reopen(chunk)
      throw thrown
    }
  }

  async #admit(trajectory: AssembledTrajectory, { partition }: StoredChunk): Promise<void> {
    await this.#sink.admit(trajectory, partition)
    this.#counts.admitted++
    this.#counts.turns += trajectory.turns.length
    this.#counts.sampledTokens += trajectory.ending.totals?.sampledTokens ?? 0
  }

  async #quarantine(quarantined: Quarantined, { sequence, partition }: StoredChunk): Promise<void> {
    const { rolloutId, attempt, reason, ended } = quarantined
    this.#options.logger.error('trajectory quarantined', { rolloutId, attempt, reason, sequence })
    await this.#sink.quarantine(quarantined, partition)
    if (ended) this.#counts.quarantined++
    else this.#counts.refusedMessages++
  }
}

function shareOf({ partitions, share = { index: 0, of: 1 } }: LearnerOptions): number[] {
  const mine = Array.from({ length: partitions }, (_, partition) => partition).filter((partition) => partition % share.of === share.index)
  if (mine.length > 0) return mine
  const message = `learner ${String(share.index)} of ${String(share.of)} has no share of ${String(partitions)} partitions`
  throw new SortieError('config.invalid', message, { remedy: 'learners count from 0, and are no more than the partitions' })
}
