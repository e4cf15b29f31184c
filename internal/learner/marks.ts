/** What learners have committed and retention has purged: the marks bucket's meaning. Pure; docs/spec/delivery.md, "Retention". */
import { SortieError } from '#internal/base/errors.ts'
import type { pb } from '#internal/gen/v1.js'

type Cursor = pb.LearnerCursor.$Properties
type Mark = pb.CommittedMark.$Properties

/** Partitions of learner `index` of `of`. */
export function isShared({ index, of }: pb.LearnerShare.$Properties, partition: number): boolean {
  return partition % Math.max(1, of ?? 1) === (index ?? 0)
}

/** The last committed place in a partition, over all shares that had it; null when nobody has committed there. */
function committedIn(marks: readonly Mark[], partition: number): pb.PartitionCursor.$Properties | null {
  let newest: { readonly atMs: number; readonly cursor: pb.PartitionCursor.$Properties } | null = null
  for (const { cursor, share, committedAtUnixMs } of marks) {
    const found = cursor?.partitions?.find((each) => (each.partition ?? 0) === partition)
    const atMs = committedAtUnixMs ?? 0
    if (found === undefined || !isShared(share ?? {}, partition) || (newest !== null && newest.atMs >= atMs)) continue
    newest = { atMs, cursor: found }
  }
  return newest?.cursor ?? null
}

/** Where a learner without a checkpoint begins: at the committed mark of each of its partitions, or at their start. */
export function committedCursor(marks: readonly Mark[], partitions: readonly number[]): Cursor {
  const own = marks.filter(({ cursor }) => cursor?.partitions?.some(({ partition }) => partitions.includes(partition ?? 0)))
  const most = (read: (cursor: Cursor) => number | null | undefined) => Math.max(0, ...own.map(({ cursor }) => read(cursor ?? {}) ?? 0))
  return {
    partitions: partitions.map((partition) => committedIn(marks, partition) ?? { partition }),
    batches: most(({ batches }) => batches),
    deliveredRollouts: most(({ deliveredRollouts }) => deliveredRollouts),
    droppedRollouts: most(({ droppedRollouts }) => droppedRollouts),
  }
}

/** Everything up to this sequence is committed by whoever has the partition; 0 when nobody has committed there. */
export function committedFloor(marks: readonly Mark[], partition: number): number {
  return committedIn(marks, partition)?.floorSequence ?? 0
}

/** Throws `cursor.invalid` when what the cursor would read again has been purged. */
export function checkNotPurged(cursor: Cursor, retention: pb.RetentionMark.$Properties, partitions: readonly number[]): void {
  for (const partition of partitions) {
    const floor = cursor.partitions?.find((each) => (each.partition ?? 0) === partition)?.floorSequence ?? 0
    const purged = retention.partitions?.find((each) => (each.partition ?? 0) === partition)?.purgedSequence ?? 0
    if (floor >= purged) continue
    const message = `the checkpoint stands at sequence ${String(floor)} of partition ${String(partition)}, up to ${String(purged)} was purged`
    throw new SortieError('cursor.invalid', message, {
      remedy: 'take a checkpoint within the replay window, or open without a cursor to go on from the committed mark',
    })
  }
}
