/** The policy as the worker sees it: exact tokens in, the engine's own tokens and logprobs out. */
import type { pb } from '#internal/gen/v1.js'
import type { Message } from './interaction.ts'

export interface SamplingRequest {
  /** 1 unless the task asks otherwise (docs/spec/tokens.md). */
  readonly temperature: number
  /** 1 is none. */
  readonly topP: number
  /** 0 is none. */
  readonly topK: number
  readonly seed: number
  readonly maxTokens: number
}

export interface GenerationRequest {
  /** The whole prompt: exactly the trace's tokens so far. */
  readonly tokenIds: Uint32Array
  readonly sampling: SamplingRequest
  readonly stopTokenIds: readonly number[]
  /** Keeps a trace on the replica that holds its prefix in cache. */
  readonly traceId: string
}

export interface VersionSpan {
  readonly weightVersion: number
  readonly tokenCount: number
}

export interface Generation {
  /** Sampled ids; the last is the stop token when `finishReason` is stop. */
  readonly tokenIds: Uint32Array
  /** One a token, the engine's own. */
  readonly logprobs: Float32Array
  readonly logprobsMode: pb.LogprobsMode
  /** In order; the counts add up to the tokens. */
  readonly versionSpans: readonly VersionSpan[]
  readonly finishReason: 'stop' | 'length'
  /** Without the stop token's own text. */
  readonly text: string
  readonly promptTokens: number
  readonly cachedTokens: number
  /** Nanoseconds: waiting for a slot, until the first token from then, and decoding. The first two are 0, and in the third, where the engine does not tell. */
  readonly queueNs: number
  readonly firstTokenNs: number
  readonly decodeNs: number
  readonly replica: string
  readonly model: string
}

/** What a turn asks of the policy. */
export interface TurnRequest extends GenerationRequest {
  /** Told of each replica that is asked which weights it has, by its last heartbeat: the turn may be at it for minutes. */
  readonly onAsked?: (weightVersion: number) => void
}

/** The chat template's own tokens, which stand before a message's content and after the previous message's. */
export interface ChatTemplate {
  /**
   * Tokens between the content of `previous` (null: the start of the trace) and the content of `next`
   * (`assistant`: the generation prompt). `ended`: the token that the policy ended its turn with, which stands there already; null when it
   * did not end it.
   * Null when the model's template has no such transition.
   */
  piece(previous: Message['role'] | 'assistant' | null, next: Message['role'] | 'assistant', ended: number | null): Uint32Array | null
}

export interface PolicyModel {
  readonly name: string
  /** Tokens of prompt and answer that one sequence may hold. */
  readonly contextTokens: number
  readonly stopTokenIds: readonly number[]
  readonly template: ChatTemplate
}

/** Rejects with `engine.*`: retryable ones were already retried elsewhere when they come out of here. */
export interface Policy {
  model(signal: AbortSignal): Promise<PolicyModel>
  /** Content to tokens; `<|im_end|>` in it stays text. */
  tokenize(text: string, signal: AbortSignal): Promise<Uint32Array>
  generate(request: TurnRequest, signal: AbortSignal): Promise<Generation>
}
