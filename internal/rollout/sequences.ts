/** Trajectories as trainers take them: one sequence of tokens a trace (docs/spec/tokens.md). */
import { SortieError } from '#internal/base/errors.ts'
import { pb } from '#internal/gen/v1.js'
import { concatTokens, logprobBytes, logprobs, tokenBytes, tokenIds } from './tokens.ts'

interface Trace {
  readonly traceId: string
  readonly parentTraceId: string
  readonly agent: string
  /** Tokens at the start that are the parent's. */
  readonly shared: Uint32Array
  readonly segments: { readonly segment: pb.Segment.$Properties; readonly trainable: boolean }[]
}

/** What stands in `weight_versions` where a token was not sampled. */
const notSampled = -1n

/**
 * One sequence a trace, in the order in which traces began. A shared prefix is part of both sequences, and counts in the loss of the
 * trace that sampled it alone. Throws `chunk.invalid` when a trace branches from one that is not there, or is shorter than the branch.
 */
export function trainingSequences(turns: readonly pb.Turn.$Properties[]): pb.TrainingSequence.$Properties[] {
  const traces = new Map<string, Trace>()
  for (const turn of turns) {
    const traceId = turn.traceId ?? ''
    let trace = traces.get(traceId)
    if (trace === undefined) traces.set(traceId, (trace = beginTrace(turn, traces)))
    for (const segment of turn.segments ?? []) trace.segments.push({ segment, trainable: turn.trainable ?? false })
  }
  return [...traces.values()].map(sequenceOf)
}

function beginTrace(turn: pb.Turn.$Properties, traces: ReadonlyMap<string, Trace>): Trace {
  const { traceId = '', parentTraceId = '', agent = '', branchTokenCount = 0 } = turn
  const begun = { traceId: traceId ?? '', parentTraceId: parentTraceId ?? '', agent: agent ?? '', segments: [] }
  const wanted = branchTokenCount ?? 0
  if (wanted === 0) return { ...begun, shared: new Uint32Array() }
  const parent = traces.get(begun.parentTraceId)
  const there = parent === undefined ? new Uint32Array() : tokensOf(parent)
  if (there.length >= wanted) return { ...begun, shared: there.slice(0, wanted) }
  const has = parent === undefined ? 'which is not there' : `which has ${String(there.length)}`
  throw new SortieError(
    'chunk.invalid',
    `trace ${begun.traceId} branches after ${String(wanted)} tokens of trace ${begun.parentTraceId}, ${has}`,
  )
}

function tokensOf({ shared, segments }: Trace): Uint32Array {
  return concatTokens([shared, ...segments.map(({ segment }) => tokenIds(segment.tokenIds))])
}

function sequenceOf(trace: Trace): pb.TrainingSequence.$Properties {
  const tokens = tokensOf(trace)
  const lossMask = new Uint8Array(tokens.length)
  const probabilities = new Float32Array(tokens.length).fill(Number.NaN)
  const versions = new BigInt64Array(tokens.length).fill(notSampled)
  let at = trace.shared.length
  for (const { segment, trainable } of trace.segments) {
    const length = (segment.tokenIds?.byteLength ?? 0) / 4
    if (segment.logprobs != null && segment.logprobs.byteLength > 0) probabilities.set(logprobs(segment.logprobs), at)
    if (trainable && segment.lossMask != null) lossMask.set(segment.lossMask, at)
    let spanAt = at
    for (const { weightVersion, tokenCount } of segment.versionSpans ?? []) {
      versions.fill(BigInt(weightVersion ?? 0), spanAt, (spanAt += tokenCount ?? 0))
    }
    at += length
  }
  return {
    traceId: trace.traceId,
    parentTraceId: trace.parentTraceId,
    agent: trace.agent,
    tokenIds: tokenBytes(tokens),
    lossMask,
    logprobs: logprobBytes(probabilities),
    weightVersions: new Uint8Array(versions.buffer),
    sharedTokens: trace.shared.length,
  }
}
