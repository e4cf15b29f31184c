import type { pb } from '#internal/gen/v1.js'
import { ChunkBuilder } from '#internal/rollout/chunk.ts'
import { partitionOf } from '#internal/rollout/identity.ts'
import type { StreamConnection } from '#internal/stream/connection.ts'

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
 * Publishes in this order, whatever it is: chunks of several rollouts may alternate. Straight to the subject: for what gets past a
 * fence, and what no fence guards. The fleet is `test`.
 */
export async function publishChunks(connection: StreamConnection, partitions: number, messages: readonly Message[]): Promise<void> {
  for (const [member, bytes] of messages) {
    const partition = String(partitionOf(member.groupId, partitions))
    await connection.js.publish(`sortie.test.chunk.${partition}.${member.rolloutId}.${member.worker ?? 'w-1'}`, bytes)
  }
}
