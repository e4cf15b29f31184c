import { SortieError } from '#internal/base/errors.ts'
import { pb } from '#internal/gen/v1.js'
import { Assembly, type AssembledTrajectory } from '#internal/rollout/assembly.ts'
import { logprobs, tokenIds } from '#internal/rollout/tokens.ts'
import type { IndexEntry } from './index-entry.ts'

// A folder keeps what was admitted: fences and partitions were looked at then.
const inFolder = { partition: 0, partitions: 1, follows: 0 } as const

/** Assembles the chunks that a folder kept of a rollout, with every check again; throws `trajectory.incomplete` with the reason. */
export function reassemble(rolloutId: string, chunks: readonly Uint8Array[]): AssembledTrajectory {
  const assembly = new Assembly()
  for (const chunk of chunks) {
    const effect = assembly.take({ rolloutId, ...inFolder }, chunk)
    if (effect.kind === 'admitted') return effect.trajectory
    if (effect.kind === 'quarantined') throw new SortieError('trajectory.incomplete', `${rolloutId}: ${effect.quarantined.reason}`)
  }
  throw new SortieError('trajectory.incomplete', `${rolloutId}: the record has no ending`)
}

/** One line of `sortie trajectories export --format jsonl`; docs/reference/export.md says what each field means. */
export function exportLine(entry: IndexEntry, { head, turns, ending }: AssembledTrajectory): object {
  const { offset: _offset, bytes: _bytes, turns: _turns, ...facts } = entry
  return {
    ...facts,
    schema_version: head.schemaVersion,
    run_id: head.runId,
    fleet: head.fleet,
    environment_version: head.environmentVersion,
    task_sha256: hex(head.taskSha256),
    seed: head.opening?.seed ?? 0,
    started_at_ms: head.startedAtUnixMs,
    ended_at_ms: ending.endedAtUnixMs ?? 0,
    sandbox_enforcement: ending.sandboxEnforcement ?? '',
    rewards: (ending.rewards ?? []).map((reward) => ({
      name: reward.name ?? '',
      // Null: not determined. Never a 0.
      value: reward.value ?? null,
      weight: reward.weight ?? 0,
      verifier: reward.verifier ?? '',
      verifier_version: reward.verifierVersion ?? '',
      evidence: reward.evidence ?? '',
    })),
    integrity_findings: (ending.integrityFindings ?? []).map(({ kind, evidence }) => ({ kind: kind ?? '', evidence: evidence ?? '' })),
    turns: turns.map(exportTurn),
  }
}

function exportTurn(turn: pb.Turn.$Properties): object {
  const { sampling, effort, usage, timings, error } = turn
  return {
    turn_index: turn.turnIndex ?? 0,
    trace_id: turn.traceId ?? '',
    parent_trace_id: turn.parentTraceId ?? '',
    branch_token_count: turn.branchTokenCount ?? 0,
    agent: turn.agent ?? '',
    trainable: turn.trainable ?? false,
    model: turn.model ?? '',
    replica: turn.replica ?? '',
    finish_reason: nameOf(pb.FinishReason, turn.finishReason, 'FINISH_REASON_'),
    sampling: {
      temperature: sampling?.temperature ?? 0,
      top_p: sampling?.topP ?? 0,
      top_k: sampling?.topK ?? 0,
      seed: sampling?.seed ?? 0,
      max_tokens: sampling?.maxTokens ?? 0,
      logprobs_mode: nameOf(pb.LogprobsMode, sampling?.logprobsMode, 'LOGPROBS_MODE_'),
    },
    effort:
      effort == null
        ? null
        : {
            requested: effort.requested ?? 0,
            budget_tokens: effort.budgetTokens ?? 0,
            thinking_tokens: effort.thinkingTokens ?? 0,
            forced_stop: effort.forcedStop ?? false,
          },
    usage: { prompt: usage?.promptTokens ?? 0, cached: usage?.cachedTokens ?? 0, sampled: usage?.sampledTokens ?? 0 },
    seconds: {
      queue: (timings?.queueNs ?? 0) / 1e9,
      first_token: (timings?.timeToFirstTokenNs ?? 0) / 1e9,
      decode: (timings?.decodeNs ?? 0) / 1e9,
      environment: (timings?.environmentNs ?? 0) / 1e9,
    },
    step_reward: turn.stepReward ?? null,
    error: error == null ? null : `${error.code ?? ''}: ${error.message ?? ''}`,
    segments: (turn.segments ?? []).map(exportSegment),
    tool_calls: (turn.toolCalls ?? []).map(exportToolCall),
  }
}

function exportSegment(segment: pb.Segment.$Properties): object {
  const ids = [...tokenIds(segment.tokenIds)]
  const mask = segment.lossMask ?? new Uint8Array()
  return {
    role: nameOf(pb.Role, segment.role, 'ROLE_'),
    text: segment.text ?? '',
    token_ids: ids,
    // Null: missing. Never a 0, which would claim a probability of 1.
    logprobs: (segment.logprobs?.byteLength ?? 0) === 0 ? null : [...logprobs(segment.logprobs)],
    loss_mask: ids.map((_, index) => mask[index] ?? 0),
    weight_versions: (segment.versionSpans ?? []).map((span) => [span.weightVersion ?? 0, span.tokenCount ?? 0]),
  }
}

function exportToolCall(call: pb.ToolCall.$Properties): object {
  return {
    name: call.name ?? '',
    arguments: call.argumentsJson ?? '',
    status: nameOf(pb.ToolStatus, call.status, 'TOOL_STATUS_'),
    started_at_ms: call.startedAtUnixMs ?? 0,
    ended_at_ms: call.endedAtUnixMs ?? 0,
    output: call.output ?? '',
    output_truncated: call.outputTruncated ?? false,
    output_bytes: call.outputBytes ?? 0,
    output_sha256: hex(call.outputSha256),
  }
}

function nameOf(names: object, value: number | null | undefined, prefix: string): string {
  const name = (names as Readonly<Record<number, string | undefined>>)[value ?? 0]
  return name === undefined ? `unknown_${String(value)}` : name.slice(prefix.length).toLowerCase()
}

function hex(bytes: Uint8Array | null | undefined): string {
  return Buffer.from(bytes ?? []).toString('hex')
}
