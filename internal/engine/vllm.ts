import { z } from 'zod'
import type { Clock } from '#internal/base/clock.ts'
import { SortieError } from '#internal/base/errors.ts'
import { pb } from '#internal/gen/v1.js'
import type { GenerationRequest, SamplingRequest } from '#internal/rollout/policy.ts'
import { EngineApi, type EngineGeneration, type EngineModel, answerBytesMax, engineFailed } from './api.ts'
import { readTemplate, withOneBos, type RenderedMessage, type TemplateEngine } from './chat-template.ts'
import { tokenizeContent } from './content.ts'
import { AddedTokens } from './plain-text.ts'

// A reported token is about 120 bytes: its id, logprob and rank, twice.
const tokenAnswerBytesMax = 1_024
// One call is a whole turn and its wait for a place in the batch: as long as a worker waits for it.
const turnWithinMs = 30 * 60_000
const generatePath = '/inference/v1/generate'
const flags = '--enable-scale-out --enable-tokenizer-info-endpoint'

const modelsSchema = z.object({ data: z.array(z.object({ id: z.string(), max_model_len: z.int().positive() })).min(1) })
const tokenizerSchema = z.object({
  eos_token: z.string(),
  bos_token: z.string().nullish(),
  added_tokens_decoder: z.record(z.string(), z.string()).default({}),
})
const tokensSchema = z.object({ tokens: z.array(z.int().min(0)) })
const promptSchema = z.object({ prompt: z.string() })
/** Versions before 0.32 give the id as `token_id:7` alone. */
const logprobSchema = z
  .object({ token_id: z.int().nullish(), token: z.string().nullish(), logprob: z.number() })
  .transform(({ token_id: id, token, logprob }) => ({ id: id ?? Number(/^token_id:(\d+)$/.exec(token ?? '')?.[1] ?? NaN), logprob }))
const generateSchema = z.object({
  usage: z.object({
    prompt_tokens: z.int(),
    prompt_tokens_details: z.object({ cached_tokens: z.int().nullish() }).nullish(),
  }),
  choices: z
    .array(
      z.object({
        finish_reason: z.string(),
        token_ids: z.array(z.int().min(0)),
        logprobs: z.object({ content: z.array(logprobSchema) }),
      }),
    )
    .length(1),
})

type Choice = z.infer<typeof generateSchema>['choices'][number]

interface Tokenizer {
  /** Ids of the tokens that the tokeniser finds before it looks at words: special ones, and others that were added. No content may become one. */
  readonly special: ReadonlySet<number>
  /** Their texts. */
  readonly added: AddedTokens
  readonly stopTokenIds: readonly number[]
  readonly bos: { readonly id: number | null; readonly wanted: boolean }
}

/**
 * vLLM by its token-in, token-out API: exact ids and raw logprobs (docs/spec/tokens.md). It batches by itself, and ends what nobody waits for.
 * Methods reject with `engine.unreachable` and `engine.failed` (retryable), `engine.context-overflow`, and the signal's reason.
 */
export class Vllm implements TemplateEngine {
  readonly #api: EngineApi
  readonly #clock: Clock
  readonly #slots: number
  #tokenizer: Tokenizer | null = null
  #contextTokens: number | null = null

  /** `slots`: the `--max-num-seqs` that it was started with, which it does not say. */
  constructor(url: () => string, clock: Clock, options: { readonly slots: number }) {
    this.#api = new EngineApi(url, clock)
    this.#clock = clock
    this.#slots = options.slots
  }

  /** Whether the model is loaded and requests are answered. Never rejects but when aborted. */
  async healthy(withinMs: number, signal: AbortSignal): Promise<boolean> {
    return await this.#api.healthy(withinMs, signal)
  }

  /** The model, with the pieces of its chat template. Throws `model.invalid` when it cannot be talked to in turns, `config.invalid` without the flags. */
  async describe(signal: AbortSignal): Promise<EngineModel> {
    await this.#checkFlags(signal)
    const model = await this.#model(signal)
    const { stopTokenIds } = await this.#tokenizing(signal)
    return {
      // A path is of the machine, not of the model.
      name: model.id.startsWith('/') ? (model.id.split('/').at(-1) ?? model.id) : model.id,
      contextTokens: model.max_model_len,
      slots: this.#slots,
      stopTokenIds,
      pieces: await readTemplate(this, signal),
    }
  }

  /** Content to tokens. The engine parses special tokens wherever they stand, so it gets the content in pieces that hold none. */
  async tokenize(text: string, signal: AbortSignal): Promise<Uint32Array> {
    const { special, added } = await this.#tokenizing(signal)
    const tokeniser = {
      special,
      added,
      tokens: (piece: string) => this.#tokens(piece, false, signal),
      text: (ids: readonly number[]) => this.#text(ids, signal),
    }
    return await tokenizeContent(tokeniser, text, signal)
  }

  async tokenizeTemplate(text: string, start: boolean, signal: AbortSignal): Promise<Uint32Array> {
    const ids = await this.#tokens(text, false, signal)
    if (!start) return ids
    const { bos } = await this.#tokenizing(signal)
    return withOneBos(ids, bos.id, bos.wanted)
  }

  async render(messages: readonly RenderedMessage[], signal: AbortSignal): Promise<string | null> {
    const answer = await this.#api.call('/tokenize', { messages, add_generation_prompt: true }, signal)
    // The template's own refusal (`raise_exception`).
    if (answer.status === 400) return null
    return await this.#text(this.#api.read('/tokenize', answer, tokensSchema).tokens, signal)
  }

  async generate(request: GenerationRequest, signal: AbortSignal): Promise<EngineGeneration> {
    const { tokenIds: prompt, sampling } = request
    const contextTokens = (this.#contextTokens ??= (await this.#model(signal)).max_model_len)
    if (prompt.length >= contextTokens) {
      const message = `the prompt has ${String(prompt.length)} tokens, the model holds ${String(contextTokens)}`
      throw new SortieError('engine.context-overflow', message)
    }
    const maxTokens = Math.min(sampling.maxTokens, contextTokens - prompt.length)
    const startedNs = this.#clock.monotonicNs()
    const body = {
      token_ids: [...prompt],
      sampling_params: { ...samplers(sampling), max_tokens: maxTokens, stop_token_ids: request.stopTokenIds },
    }
    const limits = { bytesMax: answerBytesMax + maxTokens * tokenAnswerBytesMax, withinMs: turnWithinMs }
    const answer = await this.#api.call(generatePath, body, signal, limits)
    const { usage, choices } = this.#api.read(generatePath, answer, generateSchema)
    if (usage.prompt_tokens !== prompt.length)
      throw engineFailed(`the engine read ${String(usage.prompt_tokens)} prompt tokens of ${String(prompt.length)}`)
    const sampled = sampledOf(choices[0] as Choice, maxTokens)
    const decodeNs = this.#clock.monotonicNs() - startedNs
    const { tokenIds, finishReason } = sampled
    return {
      ...sampled,
      logprobsMode: pb.LogprobsMode.LOGPROBS_MODE_RAW,
      text: await this.#text([...(finishReason === 'stop' ? tokenIds.subarray(0, -1) : tokenIds)], signal),
      promptTokens: prompt.length,
      cachedTokens: usage.prompt_tokens_details?.cached_tokens ?? 0,
      // It tells neither how long a request waited nor when its first token came: all of the wall time is here.
      queueNs: 0,
      firstTokenNs: 0,
      decodeNs,
    }
  }

  /** An empty question is refused as one where the API is open; where it is not, with 403 or 404. */
  async #checkFlags(signal: AbortSignal): Promise<void> {
    const answers = [await this.#api.call(generatePath, {}, signal), await this.#api.call('/tokenizer_info', null, signal)]
    if (answers.every(({ status }) => status !== 403 && status !== 404)) return
    throw new SortieError('config.invalid', `vLLM does not answer at ${generatePath} and /tokenizer_info`, {
      remedy: `start vLLM 0.26 or newer with ${flags}`,
    })
  }

  async #model(signal: AbortSignal) {
    const { data } = await this.#api.ask('/v1/models', null, modelsSchema, signal)
    return data[0] as (typeof data)[number]
  }

  async #tokenizing(signal: AbortSignal): Promise<Tokenizer> {
    if (this.#tokenizer !== null) return this.#tokenizer
    const info = await this.#api.ask('/tokenizer_info', null, tokenizerSchema, signal)
    const listed = Object.entries(info.added_tokens_decoder)
    const added = new AddedTokens(listed.map(([, text]) => text))
    const stops = await this.#tokens(info.eos_token, false, signal)
    if (stops.length !== 1)
      throw new SortieError('model.invalid', `the model names no end of a turn: its eos_token is ${JSON.stringify(info.eos_token)}`)
    const bosIds = info.bos_token == null ? new Uint32Array() : await this.#tokens(info.bos_token, false, signal)
    const id = bosIds.length === 1 ? (bosIds[0] ?? null) : null
    const [first] = await this.#tokens('a', true, signal)
    return (this.#tokenizer = {
      special: new Set(listed.filter(([, text]) => added.texts.has(text)).map(([id]) => Number(id))),
      added,
      stopTokenIds: [...stops],
      bos: { id, wanted: id !== null && first === id },
    })
  }

  async #tokens(prompt: string, addSpecial: boolean, signal: AbortSignal): Promise<Uint32Array> {
    const { tokens } = await this.#api.ask('/tokenize', { prompt, add_special_tokens: addSpecial }, tokensSchema, signal)
    return Uint32Array.from(tokens)
  }

  async #text(tokens: readonly number[], signal: AbortSignal): Promise<string> {
    if (tokens.length === 0) return ''
    return (await this.#api.ask('/detokenize', { tokens }, promptSchema, signal)).prompt
  }
}

/** Every sampler by name: what is left out comes from the model's own generation_config. */
function samplers({ temperature, topP, topK, seed }: SamplingRequest) {
  const none = { min_p: 0, repetition_penalty: 1, presence_penalty: 0, frequency_penalty: 0 }
  return { temperature, top_p: topP, top_k: topK, seed, ...none, logprobs: 0, detokenize: false }
}

function sampledOf({ token_ids: ids, logprobs, finish_reason: finish }: Choice, maxTokens: number) {
  const { content } = logprobs
  if (finish !== 'stop' && finish !== 'length') throw engineFailed(`the engine ended the turn as ${JSON.stringify(finish)}`)
  if (ids.length === 0 || ids.length > maxTokens)
    throw engineFailed(`the engine returned ${String(ids.length)} token ids of at most ${String(maxTokens)}`)
  if (content.length !== ids.length || content.some(({ id }, index) => id !== ids[index]))
    throw engineFailed(`the engine returned ${String(ids.length)} token ids and ${String(content.length)} logprobs, not of the same tokens`)
  return {
    tokenIds: Uint32Array.from(ids),
    logprobs: Float32Array.from(content, ({ logprob }) => logprob),
    finishReason: finish,
  } as const
}
