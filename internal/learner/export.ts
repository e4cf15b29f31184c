import { pb } from '#internal/gen/v1.js'
import { Assembly } from '#internal/rollout/assembly.ts'
import type { AssembledTrajectory } from '#internal/rollout/assembly.ts'
import { SortieError } from '#internal/base/errors.ts'
import { logprobs, tokenIds } from '#internal/rollout/tokens.ts'
import type { IndexEntry } from './index-entry.ts'

/** Assembles chunks that were read from a folder again, with every check; throws `trajectory.incomplete` with the reason. */
export function reassemble(rolloutId: string, chunks: readonly Uint8Array[]): AssembledTrajectory {
  const assembly = new Assembly()
  for (const chunk of chunks) {
    const effect = assembly.take(rolloutId, chunk)
    if (effect.kind === 'admitted') return effect.trajectory
    if (effect.kind === 'quarantined') throw new SortieError('trajectory.incomplete', effect.quarantined.reason)
  }
  throw new SortieError('trajectory.incomplete', 'the record has no ending')
}

/** One line of `sortie trajectories export --format jsonl` (docs/reference/export.md): the index entry, and each turn's segments with tokens as arrays. */
export function exportLine(entry: IndexEntry, trajectory: AssembledTrajectory): object {
  const { offset: _offset, bytes: _bytes, ...facts } = entry
  return {
    ...facts,
    seed: trajectory.head.opening?.seed ?? 0,
    turns: trajectory.turns.map((turn) => ({
      trace_id: turn.traceId ?? '',
      parent_trace_id: turn.parentTraceId ?? '',
      agent: turn.agent ?? '',
      trainable: turn.trainable ?? false,
      sampling: {
        temperature: turn.sampling?.temperature ?? 1,
        top_p: turn.sampling?.topP ?? 1,
        top_k: turn.sampling?.topK ?? 0,
        seed: turn.sampling?.seed ?? 0,
      },
      logprobs_mode: (pb.LogprobsMode[turn.sampling?.logprobsMode ?? 0] ?? '').replace('LOGPROBS_MODE_', '').toLowerCase(),
      step_reward: turn.stepReward ?? null,
      segments: (turn.segments ?? []).map(exportSegment),
      tool_calls: (turn.toolCalls ?? []).map((call) => ({
        name: call.name ?? '',
        arguments: call.argumentsJson ?? '',
        output: call.output ?? '',
      })),
    })),
  }
}

function exportSegment(segment: pb.Segment.$Properties): object {
  const ids = [...tokenIds(segment.tokenIds)]
  const mask = segment.lossMask ?? new Uint8Array()
  return {
    role: (pb.Role[segment.role ?? 0] ?? '').replace('ROLE_', '').toLowerCase(),
    text: segment.text ?? '',
    token_ids: ids,
    // Null: missing. Never a 0, which would claim a probability of 1.
    logprobs: (segment.logprobs?.byteLength ?? 0) === 0 ? null : [...logprobs(segment.logprobs)],
    loss_mask: ids.map((_, index) => mask[index] ?? 0),
    weight_versions: (segment.versionSpans ?? []).map((span) => [span.weightVersion ?? 0, span.tokenCount ?? 0]),
  }
}
