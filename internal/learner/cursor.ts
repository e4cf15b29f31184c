/**
 * Where a learner stands, as a value that a trainer stores inside its checkpoint.
 *
 *   C1  the floor of a partition never passes a chunk of a rollout that is not committed
 *   C2  reading again from a cursor meets every rollout that was not committed, whole, and none that was
 */
import type { pb } from '#internal/gen/v1.js'

interface Span {
  readonly rolloutId: string
  readonly first: number
  last: number
  ended: boolean
}

interface Partition {
  floor: number
  readonly committed: Set<string>
  /** Rollouts with chunks above the floor, by id, in order of their first chunk. */
  readonly spans: Map<string, Span>
}

/** Follows what was read and committed; `value()` is the cursor. */
export class CursorTracker {
  readonly #partitions = new Map<number, Partition>()

  constructor(cursor: pb.LearnerCursor.$Properties = {}) {
    for (const { partition, floorSequence, committedRolloutIds } of cursor.partitions ?? []) {
      this.#partitions.set(partition ?? 0, { floor: floorSequence ?? 0, committed: new Set(committedRolloutIds), spans: new Map() })
    }
  }

  /** Where to read from: behind the lowest floor. Partitions never read start at 1. */
  startSequence(partitions: readonly number[]): number {
    return Math.min(...partitions.map((partition) => this.#partitions.get(partition)?.floor ?? 0)) + 1
  }

  /** Notes a chunk; false when it is committed already and not to be looked at. */
  observe(chunk: { readonly partition: number; readonly sequence: number; readonly rolloutId: string }): boolean {
    const partition = this.#partition(chunk.partition)
    if (chunk.sequence <= partition.floor) return false
    const span = partition.spans.get(chunk.rolloutId)
    if (span === undefined)
      partition.spans.set(chunk.rolloutId, { rolloutId: chunk.rolloutId, first: chunk.sequence, last: chunk.sequence, ended: false })
    else span.last = chunk.sequence
    return !partition.committed.has(chunk.rolloutId)
  }

  /** The rollout has ended: admitted or quarantined, its chunks are all known. */
  ended(partition: number, rolloutId: string): void {
    const span = this.#partition(partition).spans.get(rolloutId)
    if (span !== undefined) span.ended = true
  }

  /** Commits rollouts that ended, and moves the floor as far as C1 allows. */
  commit(rolloutIds: Iterable<string>): void {
    const chosen = new Set(rolloutIds)
    for (const partition of this.#partitions.values()) {
      for (const { rolloutId, ended } of partition.spans.values()) if (ended && chosen.has(rolloutId)) partition.committed.add(rolloutId)
      raiseFloor(partition)
    }
  }

  value(): pb.LearnerCursor.$Properties {
    const partitions = [...this.#partitions].sort(([a], [b]) => a - b)
    return {
      partitions: partitions.map(([partition, { floor, committed }]) => ({
        partition,
        floorSequence: floor,
        committedRolloutIds: [...committed].sort(),
      })),
    }
  }

  #partition(index: number): Partition {
    const known = this.#partitions.get(index)
    if (known !== undefined) return known
    const fresh = { floor: 0, committed: new Set<string>(), spans: new Map<string, Span>() }
    this.#partitions.set(index, fresh)
    return fresh
  }
}

function raiseFloor(partition: Partition): void {
  const { spans, committed } = partition
  const waiting = [...spans.values()].filter(({ rolloutId }) => !committed.has(rolloutId))
  const barrier = Math.min(...waiting.map(({ first }) => first), Infinity)
  for (const [rolloutId, { last }] of spans) {
    if (!committed.has(rolloutId) || last >= barrier) continue
    partition.floor = Math.max(partition.floor, last)
    spans.delete(rolloutId)
    committed.delete(rolloutId)
  }
}
