/** What makes a message in the stream a record of its rollout: the writer's words agree with the server's. */
import type { pb } from '#internal/gen/v1.js'
import { partitionOf } from './identity.ts'

/** Where a message is stored, and behind what, by the server. */
export interface RecordPlace {
  readonly rolloutId: string
  readonly partition: number
  /** Of the fleet. */
  readonly partitions: number
  /** Sequence of the rollout's message before this one, by its fence; 0 for none, null where it was stored without a fence. */
  readonly follows: number | null
}

/** Why a chunk is no record of the rollout that it is stored under; null when it is one. */
export function notItsRecord(
  { rolloutId, groupId }: Pick<pb.TrajectoryChunk, 'rolloutId' | 'groupId'>,
  place: Omit<RecordPlace, 'follows'>,
): string | null {
  if (rolloutId !== place.rolloutId) return `the chunk says rollout_id ${JSON.stringify(rolloutId.slice(0, 80))}`
  const partition = partitionOf(groupId, place.partitions)
  if (partition === place.partition) return null
  return `the chunk's group belongs to partition ${String(partition)}, it is stored in ${String(place.partition)}`
}
