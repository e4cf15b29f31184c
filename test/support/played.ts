import { decodeChunk } from '#internal/rollout/codec.ts'
import { statusName } from '#internal/rollout/status.ts'
import type { pb } from '#internal/gen/v1.js'
import type { StreamConnection } from '#internal/stream/connection.ts'
import { openFleetStreams } from '#internal/stream/streams.ts'
import { TrajectoryStream } from '#internal/stream/trajectory-stream.ts'
import { never } from './fleet.ts'

/** An attempt, by its records: from its opening until it ended, was handed back, or another took its place; for ever where nothing of it is there. Unix milliseconds. */
export interface PlayedSpan {
  readonly rolloutId: string
  readonly worker: string
  readonly fromMs: number
  toMs: number
}

export interface PlayedEnding {
  readonly runId: string
  readonly rolloutId: string
  readonly status: string
  /** Played to its end: completed, or truncated. */
  readonly isPlayed: boolean
  readonly record: pb.EndingRecord.$Properties
  /** Which attempt wrote it, how many before it ended without a word, and why each of the others gave the rollout back. */
  readonly attempt: number
  readonly silentAttempts: number
  readonly handBacks: readonly string[]
}

/** When which worker played which rollout, and how each ended: what a fleet's stream says, and nobody else. */
export async function readPlayed(
  connection: StreamConnection,
  fleet: string,
): Promise<{ readonly spans: readonly PlayedSpan[]; readonly endings: readonly PlayedEnding[] }> {
  const { partitions } = await openFleetStreams(connection, fleet, never)
  const stream = new TrajectoryStream(connection, { fleet, partitions })
  const { lastSequence } = await stream.extent(never)
  const spans = new Map<string, PlayedSpan>()
  const latest = new Map<string, PlayedSpan>()
  const endings: PlayedEnding[] = []
  const handBacks = new Map<string, string[]>()
  if (lastSequence === 0) return { spans: [], endings }
  for await (const { bytes, worker, rolloutId, storedAtMs } of stream.read({ startSequence: 1, untilSequence: lastSequence }, never)) {
    const { runId, attempt, silentAttempts, opening, ending, handBack } = decodeChunk(bytes)
    const key = `${rolloutId} ${String(attempt)}`
    if (opening != null) {
      const before = latest.get(rolloutId)
      if (before !== undefined) before.toMs = Math.min(before.toMs, storedAtMs)
      const begun = { rolloutId, worker, fromMs: storedAtMs, toMs: Infinity }
      spans.set(key, begun)
      latest.set(rolloutId, begun)
    }
    const span = spans.get(key)
    if (span !== undefined && (ending != null || handBack != null)) span.toMs = Math.min(span.toMs, storedAtMs)
    if (handBack != null) handBacks.set(rolloutId, [...(handBacks.get(rolloutId) ?? []), handBack.reason ?? ''])
    if (ending == null) continue
    const status = statusName(ending.status)
    const isPlayed = status === 'completed' || status === 'truncated'
    const before = handBacks.get(rolloutId) ?? []
    endings.push({ runId, rolloutId, status, isPlayed, record: ending, attempt, silentAttempts, handBacks: before })
  }
  return { spans: [...spans.values()], endings }
}
