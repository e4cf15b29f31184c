import { headers } from 'nats'
import type { pb } from '#internal/gen/v1.js'
import { ChunkBuilder } from '#internal/rollout/chunk.ts'
import { partitionOf } from '#internal/rollout/identity.ts'
import type { StreamConnection } from '#internal/stream/connection.ts'
import { type ChunkSubject, subjectsOf } from '#internal/stream/subjects.ts'

/** Whose attempt it is. */
export interface Member {
  readonly rolloutId: string
  readonly groupId: string
  readonly groupSize?: number
  readonly groupIndex?: number
  readonly attempt?: number
  readonly worker?: string
  readonly silentAttempts?: number
}

/** One attempt's chunks, as a worker encodes them: a turn in each between the opening and the ending. */
export function attemptOf(
  { groupSize = 1, attempt = 1, worker = 'w-1', ...ids }: Member,
  turns: number | readonly pb.Turn.$Properties[] = 3,
  ending: pb.EndingRecord.$Properties = { status: 1, totals: { sampledTokens: 5 } },
): Uint8Array[] {
  const identity = { schemaVersion: 1, runId: 'run', fleet: 'test', taskId: 't', environment: 'math', groupSize, attempt, worker, ...ids }
  const builder = new ChunkBuilder(identity, { bytesMax: 64 * 1024, turnsMax: 1, ageMsMax: 2_000 })
  const all =
    typeof turns === 'number'
      ? Array.from({ length: turns }, (_, turnIndex) => ({ turnIndex, segments: [{ text: `turn ${String(turnIndex)}` }] }))
      : turns
  return [builder.opening({ leaseMs: 30_000 }), ...all.flatMap((turn) => builder.add(turn, 0)), ...builder.end(ending)]
}

export type Message = readonly [Member, Uint8Array]

export const under = (member: Member, chunks: readonly Uint8Array[]): Message[] => chunks.map((chunk) => [member, chunk] as const)

/**
 * Publishes in this order, whatever it is: chunks of several rollouts may alternate. As whoever looks what the last record is, and writes
 * behind it come what may: also behind an ending. The fleet is `test`.
 */
export async function publishChunks(connection: StreamConnection, partitions: number, messages: readonly Message[]): Promise<void> {
  const last = new Map<string, number>()
  for (const [{ groupId, rolloutId, worker = 'w-1' }, bytes] of messages) {
    const partition = partitionOf(groupId, partitions)
    const follows = last.get(rolloutId) ?? (await lastSequenceOf(connection, partition, rolloutId))
    last.set(rolloutId, await publishFenced(connection, { partition, rolloutId, worker }, bytes, follows))
  }
}

/** Stores a chunk behind the record that it is to follow, and resolves with its sequence. */
export async function publishFenced(
  { js }: StreamConnection,
  { partition, rolloutId, worker }: ChunkSubject,
  bytes: Uint8Array,
  follows: number,
): Promise<number> {
  const { chunk, rolloutChunks } = subjectsOf('test')
  const fence = headers()
  fence.set('Nats-Expected-Last-Subject-Sequence-Subject', rolloutChunks(partition, rolloutId))
  const expect = { lastSubjectSequence: follows }
  return (await js.publish(chunk(partition, rolloutId, worker), bytes, { headers: fence, expect })).seq
}

/** Of the rollout's last record; 0 when there is none. */
export async function lastSequenceOf({ jsm }: StreamConnection, partition: number, rolloutId: string): Promise<number> {
  const query = { last_by_subj: subjectsOf('test').rolloutChunks(partition, rolloutId) }
  return jsm.streams.getMessage('sortie_test_trajectories', query).then(({ seq }) => seq, () => 0) // prettier-ignore
}
