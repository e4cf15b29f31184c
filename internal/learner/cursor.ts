/**
 * Where a learner stands, as a value that a trainer stores inside its checkpoint.
 *
 *   C1  the floor of a partition never passes a chunk of a rollout that is not committed
 *   C2  reading again from a cursor meets every rollout that was not committed, whole, and none that was
 */
import type { pb } from '#internal/gen/v1.js'

interface Span {
  readonly first: number
  last: number
  ended: boolean
}

interface Place {
  readonly partition: number
  readonly sequence: number
  readonly rolloutId: string
}

interface Partition {
  floor: number
  readonly committed: Set<string>
  /** Rollouts with chunks above the floor. */
  readonly spans: Map<string, Span>
}

/** Follows what was read and committed; `value()` is the cursor. */
export class CursorTracker {
  readonly #partitions = new Map<number, Partition>()
  /** Highest sequence that was read, of any partition: they share one stream, which is read in order. */
  #read = 0

  constructor(partitions: readonly number[], cursor: pb.LearnerCursor.$Properties = {}) {
    for (const partition of partitions) {
      const saved = cursor.partitions?.find((each) => (each.partition ?? 0) === partition)
      this.#partitions.set(partition, {
        floor: saved?.floorSequence ?? 0,
        committed: new Set(saved?.committedRolloutIds),
        spans: new Map(),
      })
    }
  }

  /** Where to read from: behind the lowest floor. */
  get startSequence(): number {
    return Math.min(...[...this.#partitions.values()].map(({ floor }) => floor)) + 1
  }

  /** Notes a chunk; false when it lies behind the floor and is not to be looked at. */
  observe({ partition: index, sequence, rolloutId }: Place): boolean {
    const partition = this.#partitions.get(index)
    if (partition === undefined || sequence <= partition.floor) return false
    this.#read = Math.max(this.#read, sequence)
    const span = partition.spans.get(rolloutId)
    if (span === undefined) partition.spans.set(rolloutId, { first: sequence, last: sequence, ended: false })
    // What comes behind its ending is none of it, and must not keep its id.
    else if (!span.ended) span.last = sequence
    return true
  }

  /** Whether a rollout that is read again was committed before: it is assembled, so that its end is known, but not handed over. */
  isCommitted({ partition, rolloutId }: Omit<Place, 'sequence'>): boolean {
    return this.#partitions.get(partition)?.committed.has(rolloutId) ?? false
  }

  /** The rollout has ended: admitted or quarantined, its chunks are all known. */
  ended({ partition, rolloutId }: Omit<Place, 'sequence'>): void {
    const span = this.#partitions.get(partition)?.spans.get(rolloutId)
    if (span !== undefined) span.ended = true
  }

  /** The rollout's ending was not taken: it is read again. */
  reopen({ partition, rolloutId }: Omit<Place, 'sequence'>): void {
    const span = this.#partitions.get(partition)?.spans.get(rolloutId)
    if (span !== undefined) span.ended = false
  }

  /** The message is no part of a rollout that is waited for: if nothing else is known of the rollout, it holds no floor. */
  pass({ partition, sequence, rolloutId }: Place): void {
    const spans = this.#partitions.get(partition)?.spans
    if (spans?.get(rolloutId)?.first === sequence) spans.delete(rolloutId)
  }

  /** Commits rollouts that ended, and moves the floors as far as C1 allows; ids that are not known, or have not ended, change nothing. */
  commit(rolloutIds: Iterable<string>): void {
    const chosen = [...rolloutIds]
    for (const partition of this.#partitions.values()) {
      for (const id of chosen) if (partition.spans.get(id)?.ended === true) partition.committed.add(id)
      this.#raiseFloor(partition)
    }
  }

  /** What holds a partition's floor: the first rollout that is not committed; null when none does. */
  holder(partition: number): string | null {
    const { spans, committed } = this.#partitions.get(partition) ?? { spans: new Map<string, Span>(), committed: new Set<string>() }
    const open = [...spans].filter(([id, { ended }]) => !ended || !committed.has(id)).sort(([, a], [, b]) => a.first - b.first)
    return open[0]?.[0] ?? null
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

  /** What is committed but not read to its end again still holds the floor: later chunks of it must find its id. */
  #raiseFloor(partition: Partition): void {
    const { spans, committed } = partition
    let waiting = Infinity
    for (const [id, { first, ended }] of spans) if (!ended || !committed.has(id)) waiting = Math.min(waiting, first)
    partition.floor = Math.max(partition.floor, Math.min(waiting - 1, this.#read))
    for (const [id, { last }] of spans) {
      if (!committed.has(id) || last > partition.floor) continue
      spans.delete(id)
      committed.delete(id)
    }
  }
}
