/**
 * What learners have committed and retention has purged: the marks bucket's meaning. Pure; docs/spec/delivery.md, "Retention".
 * Marks are given in the order in which they were written, the newest last.
 */
import { SortieError } from '#internal/base/errors.ts'
import type { pb } from '#internal/gen/v1.js'
import { reachOf } from '#internal/rollout/stream-name.ts'

type Cursor = pb.LearnerCursor.$Properties
type Mark = pb.CommittedMark.$Properties

/** Partitions of learner `index` of `of`. */
export function isShared({ index, of }: pb.LearnerShare.$Properties, partition: number): boolean {
  return partition % Math.max(1, of ?? 1) === (index ?? 0)
}

export function isSameShare(a: pb.LearnerShare.$Properties, b: pb.LearnerShare.$Properties): boolean {
  return (a.index ?? 0) === (b.index ?? 0) && Math.max(1, a.of ?? 1) === Math.max(1, b.of ?? 1)
}

/** The mark that holds for a partition: the last of whoever committed there; null when nobody has. By the bus's order, not by learners' clocks. */
function newestIn(marks: readonly Mark[], partition: number): Mark | null {
  return marks.findLast((mark) => coveredBy(mark).includes(partition)) ?? null
}

/** Partitions that a mark speaks of. */
function coveredBy({ cursor, share }: Mark): number[] {
  return (cursor?.partitions ?? []).map(({ partition }) => partition ?? 0).filter((partition) => isShared(share ?? {}, partition))
}

/** The last committed place in a partition, over all shares that had it; null when nobody has committed there. */
function committedIn(marks: readonly Mark[], partition: number): pb.PartitionCursor.$Properties | null {
  const places = newestIn(marks, partition)?.cursor?.partitions
  return places?.find((each) => (each.partition ?? 0) === partition) ?? null
}

interface HeldMark {
  readonly mark: Mark
  /** Of its partitions, those that it still holds, in (0, 1]. What a mark says of its whole share counts by this part. */
  readonly part: number
}

/** The marks that hold for any of these partitions: another number of learners leaves marks behind that hold for none. */
export function heldMarks(marks: readonly Mark[], partitions: readonly number[]): HeldMark[] {
  const held = new Map<Mark, number>()
  for (const partition of partitions) {
    const mark = newestIn(marks, partition)
    if (mark !== null) held.set(mark, (held.get(mark) ?? 0) + 1)
  }
  return [...held].map(([mark, count]) => ({ mark, part: count / coveredBy(mark).length }))
}

/** Every partition of which a mark speaks. */
export function markedPartitions(marks: readonly Mark[]): number[] {
  return [...new Set(marks.flatMap(coveredBy))]
}

/** Where a learner without a checkpoint begins: at the committed mark of each of its partitions, or at their start. */
export function committedCursor(marks: readonly Mark[], partitions: readonly number[]): Cursor {
  const own = marks.filter(({ cursor }) => cursor?.partitions?.some(({ partition }) => partitions.includes(partition ?? 0)))
  const most = (read: (cursor: Cursor) => number | null | undefined) => Math.max(0, ...own.map(({ cursor }) => read(cursor ?? {}) ?? 0))
  const held = heldMarks(marks, partitions)
  const inParts = (read: (cursor: Cursor) => number | null | undefined) =>
    Math.round(held.reduce((sum, { mark, part }) => sum + part * (read(mark.cursor ?? {}) ?? 0), 0))
  return {
    partitions: partitions.map((partition) => committedIn(marks, partition) ?? { partition }),
    batches: most(({ batches }) => batches),
    // In parts: they are added up over all learners, also when there come to be more of them, or fewer.
    deliveredRollouts: inParts(({ deliveredRollouts }) => deliveredRollouts),
    droppedRollouts: inParts(({ droppedRollouts }) => droppedRollouts),
  }
}

/** Everything up to this sequence is committed by whoever has the partition; 0 when nobody has committed there. */
export function committedFloor(marks: readonly Mark[], partition: number): number {
  return committedIn(marks, partition)?.floorSequence ?? 0
}

/** Rollouts that are committed ahead of that floor, behind one that is not. */
export function committedAhead(marks: readonly Mark[], partition: number): ReadonlySet<string> {
  return new Set(committedIn(marks, partition)?.committedRolloutIds)
}

/** Marks of this stream, or of no stream that is known. Those of another life of it say nothing of what is in it now. */
export function marksOfStream<M extends Mark>(marks: readonly M[], stream: string): M[] {
  return marks.filter(({ cursor }) => isOfStream(cursor ?? {}, stream))
}

function isOfStream({ stream: of }: { readonly stream?: string | null | undefined }, stream: string): boolean {
  return reachOf(of, stream) === Infinity
}

/** The highest floor in this stream: so far it has certainly reached. */
export function reachedIn(cursors: readonly Cursor[], stream: string): number {
  const places = cursors.filter((cursor) => isOfStream(cursor, stream)).flatMap(({ partitions }) => partitions ?? [])
  return Math.max(0, ...places.map(({ floorSequence }) => floorSequence ?? 0))
}

/** Whether a retention mark speaks of another life of the stream, or of what lay behind its end: it is saved anew before the stream grows over that. */
export function isPurgedBeyond(mark: pb.RetentionMark.$Properties, { stream, lastSequence }: StreamEnd): boolean {
  if (!isOfStream(mark, stream)) return true
  return (mark.partitions ?? []).some(({ purgedSequence, tombstones, ahead }) =>
    [purgedSequence, ...(tombstones ?? []).map(({ upToSequence }) => upToSequence), ...(ahead ?? []).map((each) => each.lastSequence)].some(
      (sequence) => (sequence ?? 0) > lastSequence,
    ),
  )
}

/** What has been purged of this stream, as far as it reaches: of another life of it, or behind its lost end, it says nothing. */
export function purgedOfStream(
  mark: pb.RetentionMark.$Properties | undefined,
  { stream, lastSequence }: StreamEnd,
): pb.RetentionMark.$Properties {
  const reach = reachOf(mark?.stream, stream)
  if (mark === undefined || reach === null) return {}
  const end = Math.min(reach, lastSequence)
  const within = (sequence: number | null | undefined) => Math.min(sequence ?? 0, end)
  const partitions = (mark.partitions ?? []).map(({ partition, purgedSequence, tombstones, ahead }) => ({
    partition: partition ?? 0,
    purgedSequence: within(purgedSequence),
    tombstones: (tombstones ?? []).map((each) => ({ ...each, upToSequence: within(each.upToSequence) })),
    ahead: (ahead ?? []).filter((each) => (each.lastSequence ?? 0) <= end),
  }))
  return { partitions }
}

export interface StreamEnd {
  readonly stream: string
  readonly lastSequence: number
}

const remedyOfLoss = 'the server has lost the end of the stream (docs/production.md): open without a cursor to go on from there'

/** Throws `cursor.invalid` for a checkpoint of another stream, or of this one before it lost its end. */
export function checkName(cursor: Cursor, { stream }: Pick<StreamEnd, 'stream'>): void {
  if (isOfStream(cursor, stream)) return
  const isAnew = reachOf(cursor.stream, stream) === null
  const message = `the checkpoint is of the stream ${cursor.stream ?? ''}, the fleet's is ${stream}: it ${isAnew ? 'was made anew' : 'has lost its end'} since`
  throw new SortieError('cursor.invalid', message, {
    remedy: isAnew ? 'open without a cursor to begin with what is in it; what the old one held, submit again' : remedyOfLoss,
  })
}

/** Throws `cursor.invalid` for a checkpoint that lacks a place, or that stands in another stream, or behind the end of this one. */
export function checkOfStream(cursor: Cursor, { stream, lastSequence }: StreamEnd, partitions: readonly number[]): void {
  checkName(cursor, { stream })
  const remedyOfShare = 'give the checkpoint of a learner of the same share; after a change of their number open without one'
  const foreign = cursor.partitions?.find(({ partition }) => !partitions.includes(partition ?? 0))
  if (foreign !== undefined) {
    const message = `the checkpoint has a place in partition ${String(foreign.partition ?? 0)}, which is not of this learner's share`
    throw new SortieError('cursor.invalid', message, { remedy: remedyOfShare })
  }
  for (const partition of partitions) {
    const place = cursor.partitions?.find((each) => (each.partition ?? 0) === partition)
    if (place === undefined) {
      throw new SortieError('cursor.invalid', `the checkpoint has no place in partition ${String(partition)}`, {
        remedy: remedyOfShare,
      })
    }
    const floor = place.floorSequence ?? 0
    if (floor <= lastSequence) continue
    const message = `the checkpoint stands at sequence ${String(floor)} of partition ${String(partition)}, the stream ends at ${String(lastSequence)}`
    throw new SortieError('cursor.invalid', message, { remedy: remedyOfLoss })
  }
}

/**
 * Where a learner without a checkpoint begins: at the committed place, no further than the stream reaches, and no less far than what was
 * purged: what was committed behind the end is lost, and what comes there is new; what was purged was committed, whatever a mark says that was
 * moved back since. Its counts go on over every life of the stream, as the ledger's do.
 */
export function committedWithin(
  marks: readonly Mark[],
  end: StreamEnd,
  purged: pb.RetentionMark.$Properties,
  partitions: readonly number[],
): Cursor {
  const places = committedCursor(marksWithin(marks, end.stream), partitions).partitions ?? []
  return { ...committedCursor(marks, partitions), partitions: places.map((place) => placeWithin(place, end, purged)) }
}

/** Marks of this stream, each as far as it still holds. */
function marksWithin(marks: readonly Mark[], stream: string): Mark[] {
  return marks.flatMap((mark) => {
    const reach = reachOf(mark.cursor?.stream, stream)
    if (reach === null || reach === Infinity) return reach === null ? [] : [mark]
    const partitions = (mark.cursor?.partitions ?? []).map((each) => ({ ...each, floorSequence: Math.min(each.floorSequence ?? 0, reach) }))
    return [{ ...mark, cursor: { ...mark.cursor, partitions } }]
  })
}

function placeWithin(
  place: pb.PartitionCursor.$Properties,
  { lastSequence }: StreamEnd,
  purged: pb.RetentionMark.$Properties,
): pb.PartitionCursor.$Properties {
  const gone = purged.partitions?.find(({ partition }) => (partition ?? 0) === (place.partition ?? 0))
  const floorSequence = Math.max(Math.min(place.floorSequence ?? 0, lastSequence), gone?.purgedSequence ?? 0)
  const ahead = (gone?.ahead ?? []).filter((each) => (each.lastSequence ?? 0) > floorSequence).map(({ rolloutId }) => rolloutId ?? '')
  return { ...place, floorSequence, committedRolloutIds: [...new Set([...(place.committedRolloutIds ?? []), ...ahead])] }
}

/** Throws `cursor.invalid` when what the cursor would read again has been purged. */
export function checkNotPurged(cursor: Cursor, retention: pb.RetentionMark.$Properties, partitions: readonly number[]): void {
  const remedy = 'take a checkpoint within the replay window, or open without a cursor to go on from the committed mark'
  for (const partition of partitions) {
    const place = cursor.partitions?.find((each) => (each.partition ?? 0) === partition)
    const floor = place?.floorSequence ?? 0
    const purged = retention.partitions?.find((each) => (each.partition ?? 0) === partition)
    const purgedSequence = purged?.purgedSequence ?? 0
    if (floor < purgedSequence) {
      const message = `the checkpoint stands at sequence ${String(floor)} of partition ${String(partition)}, up to ${String(purgedSequence)} was purged`
      throw new SortieError('cursor.invalid', message, { remedy })
    }
    const committed = new Set(place?.committedRolloutIds)
    // By its first record: a floor behind that has passed the rollout, and need not name it, though a repetition lies further on (C1).
    const gone = purged?.ahead?.find(
      ({ rolloutId, firstSequence, lastSequence }) => (firstSequence || lastSequence || 0) > floor && !committed.has(rolloutId ?? ''),
    )
    if (gone === undefined) continue
    const message = `the checkpoint has not committed rollout ${gone.rolloutId ?? ''} of partition ${String(partition)}, which was purged since`
    throw new SortieError('cursor.invalid', message, { remedy })
  }
}
