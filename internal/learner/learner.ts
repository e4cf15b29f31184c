import type { pb } from '#internal/gen/v1.js'
import { Assembly, type AssemblyEffect } from '#internal/rollout/assembly.ts'
import type { Logger } from '#internal/telemetry/logger.ts'
import { CursorTracker } from './cursor.ts'
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
  readonly quarantined: number
  /** Endings of rollouts that had ended. */
  readonly duplicates: number
  readonly groupsCompleted: number
  readonly turns: number
  readonly sampledTokens: number
}

/** Reads trajectories by its own cursor, without acks, and hands each over once. */
export class Learner {
  readonly #reader: ChunkReader
  readonly #sink: TrajectorySink
  readonly #options: LearnerOptions
  readonly #cursor: CursorTracker
  readonly #assembly = new Assembly()
  /** Members of a group that have ended. Groups that are complete are dropped. */
  readonly #groups = new Map<string, Set<string>>()
  readonly #counts = { admitted: 0, quarantined: 0, duplicates: 0, groupsCompleted: 0, turns: 0, sampledTokens: 0 }

  constructor(reader: ChunkReader, sink: TrajectorySink, options: LearnerOptions) {
    this.#reader = reader
    this.#sink = sink
    this.#options = options
    this.#cursor = new CursorTracker(options.cursor)
  }

  get counts(): LearnerCounts {
    return this.#counts
  }

  /** Takes chunks in until the signal aborts. Rejects with `stream.*`, or with what the sink rejects with. */
  async run(signal: AbortSignal): Promise<void> {
    const { partitions, share = { index: 0, of: 1 } } = this.#options
    const mine = Array.from({ length: partitions }, (_, partition) => partition).filter((partition) => partition % share.of === share.index)
    const startSequence = this.#cursor.startSequence(mine)
    try {
      for await (const chunk of this.#reader.read({ partitions: mine, startSequence }, signal)) await this.#take(chunk)
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

  async #take(chunk: StoredChunk): Promise<void> {
    if (!this.#cursor.observe(chunk)) return
    const effect = this.#assembly.take(chunk.rolloutId, chunk.bytes)
    await this.#apply(effect, chunk)
  }

  async #apply(effect: AssemblyEffect, chunk: StoredChunk): Promise<void> {
    switch (effect.kind) {
      case 'admitted': {
        const { trajectory } = effect
        await this.#sink.admit(trajectory)
        this.#cursor.ended(chunk.partition, chunk.rolloutId)
        this.#counts.admitted++
        this.#counts.turns += trajectory.turns.length
        this.#counts.sampledTokens += trajectory.ending.totals?.sampledTokens ?? 0
        this.#countMember(trajectory.head)
        return
      }
      case 'quarantined': {
        const { rolloutId, attempt, reason } = effect.quarantined
        this.#options.logger.error('trajectory quarantined', { rolloutId, attempt, reason, sequence: chunk.sequence })
        await this.#sink.quarantine(effect.quarantined)
        this.#cursor.ended(chunk.partition, chunk.rolloutId)
        this.#counts.quarantined++
        return
      }
      case 'duplicate':
        this.#options.logger.error('rollout ended twice', { rolloutId: effect.rolloutId, sequence: chunk.sequence })
        this.#counts.duplicates++
        return
      case 'kept':
        return
    }
  }

  #countMember(head: pb.TrajectoryChunk): void {
    const members = this.#groups.get(head.groupId) ?? new Set<string>()
    members.add(head.rolloutId)
    this.#groups.set(head.groupId, members)
    if (members.size < head.groupSize) return
    this.#groups.delete(head.groupId)
    this.#counts.groupsCompleted++
  }
}
