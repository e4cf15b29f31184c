/**
 * The turn loop as a state machine: what to do next, and how a rollout ends.
 *
 * Rules (docs/spec/episode.md):
 *   E1  an episode ends exactly once, with one status of the closed set
 *   E2  the policy is called at most `limits.turns` times
 *   E3  no more than `limits.tokens` tokens are sampled, nor `limits.tokensPerTurn` in a turn, nor more than fit in the context
 *   E4  a failure of the infrastructure ends without any reward
 *   E5  an episode that was cut by a limit on turns, tokens or context is `truncated`, and is still verified
 *   E6  the wall limit and a cancellation end at once, without a reward
 */
import { pb } from '#internal/gen/v1.js'
import type { Verdict } from './interaction.ts'

export interface EpisodeLimits {
  readonly turns: number
  readonly tokensPerTurn: number
  /** Sampled tokens over the whole rollout. */
  readonly tokens: number
  readonly wallMs: number
}

export const stopConditions = [
  'done',
  'turn_limit',
  'token_limit',
  'turn_cut',
  'context_overflow',
  'wall_limit',
  'cancelled',
  'environment_failed',
  'inference_failed',
  'verifier_failed',
  'poisoned',
] as const
export type StopCondition = (typeof stopConditions)[number]

export interface EpisodeError {
  readonly code: string
  readonly message: string
}

export interface Outcome {
  readonly status: pb.RolloutStatus
  readonly stopCondition: StopCondition
  /** Null: there is no verdict, which is not a reward of 0. */
  readonly verdict: Verdict | null
  readonly error: EpisodeError | null
}

interface Progress {
  readonly turns: number
  readonly sampledTokens: number
  /** The last turn hit its token limit. */
  readonly cut: boolean
}

export type EpisodeState =
  | { readonly kind: 'resetting' }
  | { readonly kind: 'generating'; readonly progress: Progress }
  | { readonly kind: 'stepping'; readonly progress: Progress }
  | { readonly kind: 'verifying'; readonly stopCondition: StopCondition }
  | { readonly kind: 'ended'; readonly outcome: Outcome }

export type EpisodeEvent =
  /** The observation is part of the trace: its tokens, of how many that one sequence may hold. */
  | { readonly kind: 'prompted'; readonly promptTokens: number; readonly contextTokens: number }
  | { readonly kind: 'generated'; readonly sampledTokens: number; readonly cut: boolean }
  | { readonly kind: 'done' }
  | { readonly kind: 'verified'; readonly verdict: Verdict }
  | { readonly kind: 'failed'; readonly side: 'environment' | 'inference'; readonly error: EpisodeError }
  /** The engine says that the prompt does not fit, whatever we counted. */
  | { readonly kind: 'overflowed' }
  | { readonly kind: 'stopped'; readonly reason: 'wall_limit' | 'cancelled' }

export type EpisodeCommand =
  | { readonly kind: 'reset' }
  | { readonly kind: 'generate'; readonly maxTokens: number }
  | { readonly kind: 'step' }
  | { readonly kind: 'verify' }
  | { readonly kind: 'end'; readonly outcome: Outcome }

export interface EpisodeStep {
  readonly state: EpisodeState
  readonly command: EpisodeCommand
}

export const episodeStart: EpisodeStep = { state: { kind: 'resetting' }, command: { kind: 'reset' } }

/** Total transition function; null means that the event cannot happen in that state, which is a broken invariant. */
export function nextEpisode(state: EpisodeState, event: EpisodeEvent, limits: EpisodeLimits): EpisodeStep | null {
  if (state.kind === 'ended') return null
  switch (event.kind) {
    case 'stopped':
      return end(stoppedStatus[event.reason], event.reason)
    case 'failed':
      return failed(state, event)
    case 'prompted':
      if (state.kind === 'resetting') return prompt({ turns: 0, sampledTokens: 0, cut: false }, event, limits)
      return state.kind === 'stepping' ? prompt(state.progress, event, limits) : null
    case 'generated': {
      if (state.kind !== 'generating') return null
      const { turns, sampledTokens } = state.progress
      const progress = { turns: turns + 1, sampledTokens: sampledTokens + event.sampledTokens, cut: event.cut }
      return { state: { kind: 'stepping', progress }, command: { kind: 'step' } }
    }
    case 'overflowed':
      return state.kind === 'generating' ? verify('context_overflow') : null
    case 'done':
      return state.kind === 'stepping' ? verify(state.progress.cut ? 'turn_cut' : 'done') : null
    case 'verified':
      return state.kind === 'verifying' ? end(verifiedStatus(state.stopCondition), state.stopCondition, event.verdict) : null
  }
}

function prompt(
  progress: Progress,
  event: { readonly promptTokens: number; readonly contextTokens: number },
  limits: EpisodeLimits,
): EpisodeStep {
  if (progress.turns >= limits.turns) return verify('turn_limit')
  const left = limits.tokens - progress.sampledTokens
  if (left <= 0) return verify('token_limit')
  const room = event.contextTokens - event.promptTokens
  if (room <= 0) return verify('context_overflow')
  return { state: { kind: 'generating', progress }, command: { kind: 'generate', maxTokens: Math.min(limits.tokensPerTurn, left, room) } }
}

const stoppedStatus = {
  wall_limit: pb.RolloutStatus.ROLLOUT_STATUS_TIMED_OUT,
  cancelled: pb.RolloutStatus.ROLLOUT_STATUS_CANCELLED,
} as const

function failed(state: EpisodeState, event: { readonly side: 'environment' | 'inference'; readonly error: EpisodeError }): EpisodeStep {
  const inference = event.side === 'inference'
  const status = inference ? pb.RolloutStatus.ROLLOUT_STATUS_FAILED_INFERENCE : pb.RolloutStatus.ROLLOUT_STATUS_FAILED_ENVIRONMENT
  const verifier = state.kind === 'verifying' && !inference
  return end(status, verifier ? 'verifier_failed' : inference ? 'inference_failed' : 'environment_failed', null, event.error)
}

function verifiedStatus(stopCondition: StopCondition): pb.RolloutStatus {
  return stopCondition === 'done' ? pb.RolloutStatus.ROLLOUT_STATUS_COMPLETED : pb.RolloutStatus.ROLLOUT_STATUS_TRUNCATED
}

function verify(stopCondition: StopCondition): EpisodeStep {
  return { state: { kind: 'verifying', stopCondition }, command: { kind: 'verify' } }
}

function end(
  status: pb.RolloutStatus,
  stopCondition: StopCondition,
  verdict: Verdict | null = null,
  error: EpisodeError | null = null,
): EpisodeStep {
  const outcome = { status, stopCondition, verdict, error }
  return { state: { kind: 'ended', outcome }, command: { kind: 'end', outcome } }
}
