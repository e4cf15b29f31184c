/**
 * Chunks on the wire: encoding, decoding, and every rule that one chunk can break by itself (docs/spec/tokens.md).
 * What spans chunks (order, digests, fragments) is assembly's.
 */
import { createHash } from 'node:crypto'
import { SortieError, errorText } from '#internal/base/errors.ts'
import { pb } from '#internal/gen/v1.js'
import { checkToken } from './identity.ts'
import { statusName } from './status.ts'

/** NATS's default payload limit is 1 MiB, headers included; a chunk stays well below. Bytes. */
export const chunkBytesMax = 512 * 1024

/** Encodes a chunk; throws `chunk.too-large` before anything is sent. */
export function encodeChunk(chunk: pb.TrajectoryChunk.$Properties): Uint8Array {
  // A view of what was written, not a copy of it: it is sent and let go.
  const bytes = pb.TrajectoryChunk.encode(chunk).finish(true)
  if (bytes.byteLength > chunkBytesMax) {
    throw new SortieError(
      'chunk.too-large',
      `chunk ${String(chunk.chunkSeq)} of ${chunk.rolloutId ?? ''} has ${String(bytes.byteLength)} bytes, ${String(chunkBytesMax)} at most`,
    )
  }
  return bytes
}

/** Decodes a chunk; throws `chunk.too-large` or `chunk.undecodable`, whatever the bytes are. */
export function decodeChunk(bytes: Uint8Array): pb.TrajectoryChunk {
  if (bytes.byteLength > chunkBytesMax) {
    throw new SortieError('chunk.too-large', `a chunk of ${String(bytes.byteLength)} bytes, ${String(chunkBytesMax)} at most`)
  }
  return decodeWith(bytes, 'chunk', (given) => pb.TrajectoryChunk.decode(given))
}

/** Decodes a turn that was joined from fragments; throws `chunk.undecodable`. */
export function decodeTurn(bytes: Uint8Array): pb.Turn {
  return decodeWith(bytes, 'turn', (given) => pb.Turn.decode(given))
}

function decodeWith<T>(bytes: Uint8Array, what: string, decode: (bytes: Uint8Array) => T): T {
  try {
    return decode(bytes)
  } catch (thrown) {
    const words = errorText(thrown)
    // protobufjs says where only in its words, and not for every kind of damage.
    const at = /(?:out of range: |at offset )(\d+)/.exec(words)?.[1]
    const where = at === undefined ? '' : ` at byte ${at}`
    throw new SortieError('chunk.undecodable', `a ${what} of ${String(bytes.byteLength)} bytes cannot be decoded${where}: ${words}`, {
      cause: thrown,
    })
  }
}

/** The digest by which the next chunk names this one. */
export function sha256(bytes: Uint8Array): Uint8Array {
  return createHash('sha256').update(bytes).digest()
}

/** What is wrong with a chunk, each with field, value and limit; nothing when it is well. */
export function checkChunk(chunk: pb.TrajectoryChunk, latestWeightVersion = Number.MAX_SAFE_INTEGER): string[] {
  const problems = checkIdentity(chunk)
  if (chunk.turns != null) for (const turn of chunk.turns.turns ?? []) problems.push(...checkTurn(turn, latestWeightVersion))
  if (chunk.fragment != null) problems.push(...checkFragment(chunk.fragment))
  if (chunk.ending != null) problems.push(...checkEnding(chunk.ending))
  return problems
}

function checkIdentity(chunk: pb.TrajectoryChunk): string[] {
  const problems: string[] = []
  for (const [field, value] of [
    ['run_id', chunk.runId],
    ['group_id', chunk.groupId],
    ['rollout_id', chunk.rolloutId],
    ['task_id', chunk.taskId],
    ['worker', chunk.worker],
    ['environment', chunk.environment],
  ] as const) {
    try {
      checkToken(field, value)
    } catch (thrown) {
      problems.push(errorText(thrown))
    }
  }
  if (chunk.attempt < 1) problems.push(`attempt is ${String(chunk.attempt)}, 1 at least`)
  if (chunk.groupSize < 1) problems.push(`group_size is ${String(chunk.groupSize)}, 1 at least`)
  else if (chunk.groupIndex >= chunk.groupSize)
    problems.push(`group_index ${String(chunk.groupIndex)} is not below group_size ${String(chunk.groupSize)}`)
  const kinds = [chunk.opening, chunk.turns, chunk.fragment, chunk.ending, chunk.handBack].filter((record) => record != null)
  if (kinds.length !== 1) problems.push('the chunk has no record that this reader knows')
  if ((chunk.chunkSeq === 0) !== (chunk.opening != null))
    problems.push(`chunk_seq ${String(chunk.chunkSeq)} and the opening record do not go together`)
  return problems
}

function checkFragment(fragment: pb.TurnFragment.$Properties): string[] {
  const { fragmentIndex = 0, fragmentCount = 0 } = fragment
  if ((fragmentIndex ?? 0) < (fragmentCount ?? 0)) return []
  return [
    `turn ${String(fragment.turnIndex ?? 0)}: fragment_index ${String(fragmentIndex)} is not below fragment_count ${String(fragmentCount)}`,
  ]
}

const { ROLLOUT_STATUS_FAILED_ENVIRONMENT, ROLLOUT_STATUS_FAILED_INFERENCE, ROLLOUT_STATUS_CANCELLED } = pb.RolloutStatus
const { ROLLOUT_STATUS_POISONED, ROLLOUT_STATUS_REFUSED_STALE, ROLLOUT_STATUS_TIMED_OUT } = pb.RolloutStatus
/** Endings that nobody verified (E4, E6): whatever a reward said of them, it would say of the wrong thing. */
const unrewarded: readonly unknown[] = [
  ROLLOUT_STATUS_FAILED_ENVIRONMENT,
  ROLLOUT_STATUS_FAILED_INFERENCE,
  ROLLOUT_STATUS_CANCELLED,
  ROLLOUT_STATUS_TIMED_OUT,
  ROLLOUT_STATUS_POISONED,
  ROLLOUT_STATUS_REFUSED_STALE,
]

function checkEnding(ending: pb.EndingRecord.$Properties): string[] {
  const problems: string[] = []
  if ((ending.status ?? 0) === 0) problems.push('the ending record has no status')
  const rewarded = ending.rewards?.find(({ value }) => value != null)
  if (rewarded !== undefined && unrewarded.includes(ending.status))
    problems.push(
      `the rollout ended as ${statusName(ending.status)}, yet reward ${rewarded.name ?? ''} is ${String(rewarded.value)}: it must be absent`,
    )
  for (const reward of ending.rewards ?? []) {
    if (reward.value != null && !Number.isFinite(reward.value))
      problems.push(`reward ${reward.name ?? ''} is ${String(reward.value)}: it must be finite, or absent`)
    if (!Number.isFinite(reward.weight ?? 0))
      problems.push(`weight of reward ${reward.name ?? ''} is ${String(reward.weight)}: it must be finite`)
  }
  return problems
}

/** What is wrong with a turn. `latestWeightVersion`: the newest that the reader knows of. */
export function checkTurn(turn: pb.Turn.$Properties, latestWeightVersion = Number.MAX_SAFE_INTEGER): string[] {
  const where = `turn ${String(turn.turnIndex ?? 0)}`
  const problems: string[] = []
  if (turn.stepReward != null && !Number.isFinite(turn.stepReward))
    problems.push(`${where}: step_reward is ${String(turn.stepReward)}: it must be finite, or absent`)
  const { sampling } = turn
  if (turn.trainable === true && isShaped(sampling) && (sampling?.logprobsMode ?? 0) === 0)
    problems.push(`${where}: sampled ${samplingText(sampling)} without a logprobs_mode: it must say whether logprobs are raw or processed`)
  if (!isPossible(sampling)) problems.push(`${where}: sampled ${samplingText(sampling)}, which no sampler does`)
  if (turn.trainable === true && turn.effort?.forcedStop === true && !hasTokensLeftOut(turn.segments ?? []))
    problems.push(
      `${where}: effort has forced_stop, yet every token from the first sampled one on counts in the loss: those that were forced must not`,
    )
  for (const [index, segment] of (turn.segments ?? []).entries()) {
    problems.push(
      ...checkSegment(segment, { trainable: turn.trainable ?? false, latestWeightVersion }).map(
        (problem) => `${where}, segment ${String(index)}: ${problem}`,
      ),
    )
  }
  return problems
}

/** What a learner should know of turns that are well, each once: sampled in a way of which the logprobs do not tell. */
export function sampledOtherwise(turns: readonly pb.Turn.$Properties[]): string[] {
  const raw = turns.filter(
    ({ sampling, trainable }) => trainable === true && isShaped(sampling) && sampling?.logprobsMode === pb.LogprobsMode.LOGPROBS_MODE_RAW,
  )
  return [...new Set(raw.map(({ sampling }) => `sampled ${samplingText(sampling)}, logprobs are raw: they are not the behaviour policy's`))]
}

/** Whether anything but temperature 1 chose the tokens. */
function isShaped(sampling: pb.Sampling.$Properties | null | undefined): boolean {
  if (sampling == null) return false
  const { temperature, topP, topK } = sampling
  return (temperature ?? 1) !== 1 || ((topP ?? 1) > 0 && (topP ?? 1) < 1) || (topK ?? 0) > 0
}

function isPossible(sampling: pb.Sampling.$Properties | null | undefined): boolean {
  const { temperature, topP } = sampling ?? {}
  return Number.isFinite(temperature ?? 1) && (temperature ?? 1) >= 0 && (topP ?? 1) >= 0 && (topP ?? 1) <= 1
}

/** Whether there is a token behind the first sampled one that does not count: there an end of thinking was forced, in a segment of its own or masked in one. */
function hasTokensLeftOut(segments: readonly pb.Segment.$Properties[]): boolean {
  const first = segments.findIndex(({ role }) => role === pb.Role.ROLE_ASSISTANT)
  if (first === -1) return false
  return segments.slice(first).some(({ tokenIds, lossMask }) => {
    const counted = (lossMask ?? new Uint8Array()).reduce((sum, value) => sum + value, 0)
    return counted < (tokenIds?.byteLength ?? 0) / 4
  })
}

function samplingText(sampling: pb.Sampling.$Properties | null | undefined): string {
  const { temperature, topP, topK } = sampling ?? {}
  return `at temperature ${String(temperature ?? 1)}, top_p ${String(topP ?? 1)}, top_k ${String(topK ?? 0)}`
}

function checkSegment(
  segment: pb.Segment.$Properties,
  context: { readonly trainable: boolean; readonly latestWeightVersion: number },
): string[] {
  const tokens = (segment.tokenIds?.byteLength ?? 0) / 4
  const logprobs = (segment.logprobs?.byteLength ?? 0) / 4
  const mask = segment.lossMask?.byteLength ?? 0
  const spans = segment.versionSpans ?? []
  const spanned = spans.reduce((sum, span) => sum + (span.tokenCount ?? 0), 0)
  const sampled = segment.role === pb.Role.ROLE_ASSISTANT
  const problems: string[] = []
  const lengths = `token_ids ${String(tokens)}, logprobs ${String(logprobs)}, loss_mask ${String(mask)}, version spans ${String(spanned)}`
  const agree = Number.isInteger(tokens) && [logprobs, mask, spanned].every((length) => length === tokens || (length === 0 && !sampled))
  if (!agree && !(sampled && !context.trainable && logprobs === 0)) problems.push(`lengths differ: ${lengths}`)
  // A missing logprob is missing: padding it with 0 would claim a probability of 1.
  if (sampled && context.trainable && logprobs === 0 && tokens > 0) problems.push('sampled tokens without logprobs cannot be trainable')
  const masked = segment.lossMask ?? new Uint8Array()
  const odd = masked.findIndex((value) => value > 1)
  if (odd !== -1) problems.push(`loss_mask is ${String(masked[odd])} at token ${String(odd)}: 0 or 1`)
  // There is no probability to learn from where the policy did not sample.
  else if (context.trainable && !sampled && masked.includes(1))
    problems.push(`loss_mask is 1 at token ${String(masked.indexOf(1))}, which was not sampled: it must be 0`)
  if (logprobs === tokens && hasUnlikelyLogprob(segment.logprobs)) problems.push('a logprob is NaN, infinite or above 0')
  const future = spans.find((span) => (span.weightVersion ?? 0) > context.latestWeightVersion)
  if (future !== undefined)
    problems.push(`weight version v${String(future.weightVersion)} > latest v${String(context.latestWeightVersion)}`)
  return problems
}

function hasUnlikelyLogprob(bytes: Uint8Array | null | undefined): boolean {
  if (bytes == null) return false
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  for (let at = 0; at + 4 <= bytes.byteLength; at += 4) {
    const value = view.getFloat32(at, true)
    // Rounding puts a certain token a hair above 0.
    if (!Number.isFinite(value) || value > 1e-3) return true
  }
  return false
}
