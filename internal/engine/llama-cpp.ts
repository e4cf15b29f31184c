import { createHash } from 'node:crypto'
import { z } from 'zod'
import type { Clock } from '#internal/base/clock.ts'
import { SortieError } from '#internal/base/errors.ts'
import { pb } from '#internal/gen/v1.js'
import type { GenerationRequest, SamplingRequest } from '#internal/rollout/policy.ts'
import { concatTokens } from '#internal/rollout/tokens.ts'
import { placeReports } from './align.ts'
import { EngineApi, type EngineGeneration, type EngineModel, answerBytesMax, engineFailed } from './api.ts'
import { readTemplate, withOneBos, type RenderedMessage, type TemplateEngine } from './chat-template.ts'
import { SlotPool, type Slot } from './slot-pool.ts'

// Reading a prompt of 100,000 tokens takes minutes on a slow machine; the slice behind it takes seconds.
const generationWithinMs = 10 * 60_000
// A reported token is about 300 bytes: its id, text, bytes and logprob, twice.
const tokenAnswerBytesMax = 8 * 1024
// A turn is asked for in slices. An engine may go on with a slice that nobody waits for any more, and past a stop token that it does not
// know: about so much of its time is wasted at most. Streaming would end sooner, but leaves out ids (docs/spec/tokens.md).
const sliceMs = 500
// The first slice, before the engine's speed is known, and the bounds of the others.
const sliceTokens = { first: 32, min: 16, max: 1_024 } as const
// Alternatives looked through for a missing logprob. What was sampled is nearly always among the first; the whole vocabulary comes second.
const alternatives = [1_024, 1_000_000] as const
const answerFields = ['tokens', 'completion_probabilities', 'stop_type', 'timings', 'tokens_evaluated', 'tokens_predicted']

const reportSchema = z.object({ id: z.int().min(0), logprob: z.number() })
const completionSchema = z.object({
  tokens: z.array(z.int().min(0)),
  completion_probabilities: z.array(reportSchema.extend({ top_logprobs: z.array(reportSchema).default([]) })).default([]),
  stop_type: z.enum(['eos', 'limit', 'word', 'none']),
  tokens_evaluated: z.int(),
  tokens_predicted: z.int(),
  timings: z.object({ cache_n: z.int().default(0), prompt_ms: z.number(), predicted_ms: z.number() }),
})
const propsSchema = z.object({
  default_generation_settings: z.object({ n_ctx: z.int().positive() }),
  total_slots: z.int().positive(),
  model_path: z.string(),
  bos_token: z.string().default(''),
  eos_token: z.string().default(''),
})
const tokensSchema = z.object({ tokens: z.array(z.int().min(0)) })

type Completion = z.infer<typeof completionSchema>
interface CompletionOptions {
  readonly maxTokens: number
  readonly seed: number
  readonly slot: Slot
}
interface SampledPart {
  readonly tokenIds: Uint32Array
  readonly logprobs: Float32Array
  readonly completion: Completion
}

/**
 * llama-server's own HTTP API: exact token ids in, exact ids and raw logprobs out (docs/spec/tokens.md).
 * Methods reject with `engine.unreachable` and `engine.failed` (retryable), `engine.context-overflow`, and the signal's reason.
 */
export class LlamaCpp implements TemplateEngine {
  readonly #api: EngineApi
  readonly #clock: Clock
  readonly #shared: boolean
  #pool: SlotPool | null = null
  #modelStops: readonly number[] | null = null
  #bos: { readonly id: number | null; readonly wanted: boolean } | null = null

  /**
   * `url` is asked at every call: an engine that was started again may have another port. The model behind it is always the same.
   * `shared`: others use the engine too, so that it must choose the slots itself.
   */
  constructor(url: () => string, clock: Clock, options: { readonly shared: boolean } = { shared: true }) {
    this.#api = new EngineApi(url, clock)
    this.#clock = clock
    this.#shared = options.shared
  }

  /** Whether the model is loaded and requests are answered. Never rejects but when aborted. */
  async healthy(withinMs: number, signal: AbortSignal): Promise<boolean> {
    return await this.#api.healthy(withinMs, signal)
  }

  /** The model, with the pieces of its chat template. Throws `model.invalid` when it cannot be talked to in turns. */
  async describe(signal: AbortSignal): Promise<EngineModel> {
    const props = await this.#props(signal)
    return {
      name: props.model_path.split('/').at(-1) ?? props.model_path,
      contextTokens: props.default_generation_settings.n_ctx,
      slots: props.total_slots,
      stopTokenIds: await this.#stops(signal),
      pieces: await readTemplate(this, signal),
    }
  }

  /** Content to tokens: `<|im_end|>` in it stays text. */
  async tokenize(text: string, signal: AbortSignal): Promise<Uint32Array> {
    return await this.#tokens(text, { add_special: false, parse_special: false }, signal)
  }

  async tokenizeTemplate(text: string, start: boolean, signal: AbortSignal): Promise<Uint32Array> {
    const ids = await this.#tokens(text, { add_special: false, parse_special: true }, signal)
    if (!start) return ids
    const bos = await this.#startToken(signal)
    return withOneBos(ids, bos.id, bos.wanted)
  }

  async render(messages: readonly RenderedMessage[], signal: AbortSignal): Promise<string | null> {
    const answer = await this.#api.call('/apply-template', { messages }, signal)
    // The template's own refusal (`raise_exception`) comes back as 400 or 500, by version; while loading it is 503.
    if (answer.status === 400 || answer.status === 500) return null
    return this.#api.read('/apply-template', answer, z.object({ prompt: z.string() })).prompt
  }

  async generate(request: GenerationRequest, signal: AbortSignal): Promise<EngineGeneration> {
    const startedNs = this.#clock.monotonicNs()
    const { total_slots } = this.#pool === null ? await this.#props(signal) : { total_slots: 0 }
    // Only now: others may have waited for the same answer.
    const pool = (this.#pool ??= new SlotPool(total_slots))
    const slot = await pool.take(request.tokenIds, signal)
    try {
      const { parts, end } = await this.#slices(request, slot, signal)
      const tokenIds = concatTokens(parts.map((part) => part.tokenIds))
      return {
        tokenIds,
        logprobs: Float32Array.from(parts.flatMap((part) => [...part.logprobs])),
        logprobsMode: pb.LogprobsMode.LOGPROBS_MODE_RAW,
        finishReason: end,
        text: await this.#text(end === 'stop' ? tokenIds.subarray(0, -1) : tokenIds, signal),
        promptTokens: request.tokenIds.length,
        cachedTokens: parts[0]?.completion.timings.cache_n ?? 0,
        ...timings(parts, this.#clock.monotonicNs() - startedNs),
      }
    } finally {
      pool.release(slot)
    }
  }

  async #slices(request: GenerationRequest, slot: Slot, signal: AbortSignal) {
    const modelStops = await this.#stops(signal)
    const otherStops = request.stopTokenIds.filter((id) => !modelStops.includes(id))
    const { sampling } = request
    const parts: SampledPart[] = []
    // Bounded by maxTokens: a slice that brings fewer tokens than were asked for ends the turn.
    for (let sampled = 0; ;) {
      const prompt = concatTokens([request.tokenIds, ...parts.map((part) => part.tokenIds)])
      const maxTokens = Math.min(nextSlice(parts.at(-1)), sampling.maxTokens - sampled)
      const options = { maxTokens, seed: sliceSeed(sampling.seed, parts.length), slot }
      const completion = await this.#complete(prompt, sampling, options, signal)
      const { tokenIds, stopped } = cutBehindStop(completion, otherStops)
      const logprobs = await this.#logprobs(prompt, { completion, count: tokenIds.length, slot }, signal)
      parts.push({ tokenIds, logprobs, completion })
      sampled += tokenIds.length
      if (stopped) return { parts, end: 'stop' as const }
      if (tokenIds.length < maxTokens || sampled >= sampling.maxTokens) return { parts, end: 'length' as const }
    }
  }

  async #complete(prompt: Uint32Array, sampling: SamplingRequest, options: CompletionOptions, signal: AbortSignal): Promise<Completion> {
    const body = {
      prompt: [...prompt],
      n_predict: options.maxTokens,
      seed: options.seed,
      ...this.#pinned(options.slot),
      ...samplers(sampling),
      return_tokens: true,
      n_probs: 1,
      cache_prompt: true,
      response_fields: answerFields,
    }
    const completion = await this.#completion(body, answerBytesMax + options.maxTokens * tokenAnswerBytesMax, signal)
    const { length } = completion.tokens
    if (completion.tokens_evaluated !== prompt.length) {
      throw engineFailed(`the engine read ${String(completion.tokens_evaluated)} prompt tokens of ${String(prompt.length)}`)
    }
    if (length !== completion.tokens_predicted || length > options.maxTokens || length === 0) {
      const counts = `${String(length)} token ids for ${String(completion.tokens_predicted)} sampled tokens of at most ${String(options.maxTokens)}`
      throw engineFailed(`the engine returned ${counts}`)
    }
    options.slot.held = concatTokens([prompt, Uint32Array.from(completion.tokens)])
    return completion
  }

  /** One logprob a token: those that the engine left out, since the token ends inside a character, are asked for one by one. */
  async #logprobs(
    prompt: Uint32Array,
    sampled: { readonly completion: Completion; readonly count: number; readonly slot: Slot },
    signal: AbortSignal,
  ): Promise<Float32Array> {
    const { tokens, completion_probabilities: reports } = sampled.completion
    const placed = placeReports(
      tokens,
      reports.map((report) => report.id),
    )
    if (placed === null) {
      throw engineFailed(
        `the engine returned ${String(tokens.length)} token ids and ${String(reports.length)} logprobs, not of the same tokens`,
      )
    }
    const logprobs = new Float32Array(sampled.count)
    for (let at = 0; at < sampled.count; at++) {
      const report = reports[placed[at] ?? -1]
      if (report !== undefined) logprobs[at] = report.logprob
      else logprobs[at] = await this.#score(concatTokens([prompt, Uint32Array.from(tokens.slice(0, at + 1))]), sampled.slot, signal)
    }
    return logprobs
  }

  /** The logprob of the last token behind the others, by teacher forcing. */
  async #score(tokens: Uint32Array, slot: Slot, signal: AbortSignal): Promise<number> {
    const tokenId = tokens.at(-1) ?? -1
    const [forced] = await this.#stops(signal)
    for (const count of alternatives) {
      const body = {
        prompt: [...tokens.subarray(0, -1)],
        n_predict: 1,
        ...this.#pinned(slot),
        // Alternatives are reported only beside a token that ends a character, so one that does is forced; logprobs are raw and do not feel it.
        temperature: 0,
        samplers: ['temperature'],
        logit_bias: [[forced ?? 0, 1e4]],
        n_probs: count,
        return_tokens: true,
        cache_prompt: true,
        response_fields: answerFields,
      }
      const completion = await this.#completion(body, answerBytesMax + Math.min(count, 300_000) * 512, signal)
      const reports = completion.completion_probabilities[0]?.top_logprobs ?? []
      const found = reports.find((report) => report.id === tokenId)
      if (found !== undefined) return found.logprob
      if (reports.length < count) break
    }
    throw engineFailed(`the engine returned 1 token id, ${String(tokenId)}, and 0 logprobs for it`)
  }

  #pinned(slot: Slot): { readonly id_slot?: number } {
    return this.#shared ? {} : { id_slot: slot.id }
  }

  async #completion(body: object, bytesMax: number, signal: AbortSignal): Promise<Completion> {
    const answer = await this.#api.call('/completion', body, signal, { bytesMax, withinMs: generationWithinMs })
    return this.#api.read('/completion', answer, completionSchema)
  }

  async #text(tokenIds: Uint32Array, signal: AbortSignal): Promise<string> {
    if (tokenIds.length === 0) return ''
    return (await this.#api.ask('/detokenize', { tokens: [...tokenIds] }, z.object({ content: z.string() }), signal)).content
  }

  async #props(signal: AbortSignal): Promise<z.infer<typeof propsSchema>> {
    return await this.#api.ask('/props', null, propsSchema, signal)
  }

  /** The model's own end of a turn. The engine stops there by itself, as at any other end of generation that the model knows. */
  async #stops(signal: AbortSignal): Promise<readonly number[]> {
    if (this.#modelStops !== null) return this.#modelStops
    const props = await this.#props(signal)
    const ids = await this.#tokens(props.eos_token, { add_special: false, parse_special: true }, signal)
    if (ids.length !== 1)
      throw new SortieError('model.invalid', `the model names no end of a turn: its eos_token is ${JSON.stringify(props.eos_token)}`)
    return (this.#modelStops = [...ids])
  }

  async #startToken(signal: AbortSignal): Promise<{ readonly id: number | null; readonly wanted: boolean }> {
    if (this.#bos !== null) return this.#bos
    const { bos_token } = await this.#props(signal)
    const ids = await this.#tokens(bos_token, { add_special: false, parse_special: true }, signal)
    const id = ids.length === 1 ? (ids[0] ?? null) : null
    const [added] = await this.#tokens('a', { add_special: true, parse_special: false }, signal)
    return (this.#bos = { id, wanted: id !== null && added === id })
  }

  async #tokens(content: string, options: { add_special: boolean; parse_special: boolean }, signal: AbortSignal): Promise<Uint32Array> {
    return Uint32Array.from((await this.#api.ask('/tokenize', { content, ...options }, tokensSchema, signal)).tokens)
  }
}

/** Temperature alone unless more is asked; then in the order in which they act: temperature, top-k, top-p, as vLLM has it. */
function samplers(sampling: SamplingRequest) {
  const names = ['temperature', ...(sampling.topK > 0 ? ['top_k'] : []), ...(sampling.topP < 1 ? ['top_p'] : [])]
  return {
    temperature: sampling.temperature,
    samplers: names,
    ...(sampling.topK > 0 ? { top_k: sampling.topK } : {}),
    ...(sampling.topP < 1 ? { top_p: sampling.topP } : {}),
  }
}

/** Tokens that the engine decodes in `sliceMs`, as fast as it did last. */
function nextSlice(last: SampledPart | undefined): number {
  if (last === undefined) return sliceTokens.first
  const { tokens, timings } = last.completion
  const fitting = Math.round((sliceMs * tokens.length) / Math.max(timings.predicted_ms, 0.001))
  return Math.min(sliceTokens.max, Math.max(sliceTokens.min, fitting))
}

/** A slice's own seed: with the same one each slice would draw the same numbers, and with the next one those of a neighbour in the group. */
function sliceSeed(seed: number, slice: number): number {
  if (slice === 0) return seed
  const digest = createHash('sha256')
    .update(JSON.stringify([seed, slice]))
    .digest()
  return digest.readUInt32BE(0) % 0x7fff_ffff
}

/** The engine ends a slice behind the model's own stop tokens; `others` are looked for here. */
function cutBehindStop(completion: Completion, others: readonly number[]) {
  const at = completion.tokens.findIndex((id) => others.includes(id))
  if (at < 0) return { tokenIds: Uint32Array.from(completion.tokens), stopped: completion.stop_type === 'eos' }
  return { tokenIds: Uint32Array.from(completion.tokens.slice(0, at + 1)), stopped: true }
}

/** The engine tells how long it read and decoded; what is left of the wall time was spent in its queue. */
function timings(parts: readonly SampledPart[], wallNs: number) {
  const ns = (ms: number) => Math.round(ms * 1_000_000)
  const sum = (of: (completion: Completion) => number) => ns(parts.reduce((total, part) => total + of(part.completion), 0))
  const first = parts[0]?.completion.timings.prompt_ms ?? 0
  const decodeNs = sum(({ timings }) => timings.prompt_ms + timings.predicted_ms) - ns(first)
  return { queueNs: Math.max(0, wallNs - ns(first) - decodeNs), firstTokenNs: ns(first), decodeNs }
}
