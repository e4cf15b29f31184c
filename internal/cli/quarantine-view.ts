import { errorText } from '#internal/base/errors.ts'
import { escapeControls } from '#internal/base/escape.ts'
import { pb } from '#internal/gen/v1.js'
import { pc } from './colours.ts'
import { columns, headedTable } from './table.ts'

/** A refusal as a list shows it. */
export interface ListedRefusal {
  readonly rollout_id: string
  readonly attempt: number
  readonly reason: string
  readonly chunks: number
}

/** A refusal with what was refused. */
export interface Refusal extends Omit<ListedRefusal, 'chunks'> {
  readonly chunks_base64: readonly string[]
}

/** Refusals as a table, a line each. */
export function renderQuarantine(refusals: readonly ListedRefusal[]): string {
  if (refusals.length === 0) return 'nothing is in quarantine\n'
  const table = headedTable(['rollout', 'attempt', 'chunks', 'reason'], { style: { compact: true } })
  for (const { rollout_id, attempt, chunks, reason } of refusals)
    table.push([rollout_id, String(attempt), String(chunks), escapeControls(reason)])
  return `${table.toString()}\n`
}

/** One refusal: its reason, then a line for each chunk that was kept. */
export function renderRefused({ rollout_id, attempt, reason, chunks_base64 }: Refusal): string {
  const table = columns(2)
  for (const [index, encoded] of chunks_base64.entries()) {
    const bytes = Buffer.from(encoded, 'base64')
    table.push([String(index), `${String(bytes.byteLength)} bytes`, contentOf(bytes)])
  }
  return `${pc.bold(rollout_id)} attempt ${String(attempt)}\n${pc.red(escapeControls(reason))}\n${table.toString().replaceAll(/ +$/gm, '')}\n`
}

function contentOf(bytes: Uint8Array): string {
  let chunk: pb.TrajectoryChunk
  try {
    chunk = pb.TrajectoryChunk.decode(bytes)
  } catch (thrown) {
    return `cannot be decoded: ${errorText(thrown)}`
  }
  const turns = chunk.turns?.turns ?? []
  const record = chunk.opening != null ? 'opening' : chunk.ending != null ? 'ending' : `${String(turns.length)} turns`
  return `chunk ${String(chunk.chunkSeq)} of ${escapeControls(chunk.worker) || 'nobody'}: ${record}`
}
