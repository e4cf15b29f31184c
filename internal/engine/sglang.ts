import { z } from 'zod'
import type { Clock } from '#internal/base/clock.ts'
import { SortieError } from '#internal/base/errors.ts'
import { pb } from '#internal/gen/v1.js'
import type { GenerationRequest, SamplingRequest } from '#internal/rollout/policy.ts'
import { EngineApi, type EngineGeneration, type EngineModel, answerBytesMax, engineFailed } from './api.ts'
import { readTemplate, withOneBos, type RenderedMessage, type TemplateEngine, type TemplatePiece } from './chat-template.ts'
import { tokenizeContent } from './content.ts'
import { AddedTokens } from './plain-text.ts'

// A reported token is about 60 bytes: its id, twice, and its logprob.
const tokenAnswerBytesMax = 512
// One call is a whole turn and its wait for a place in the batch: as long as a worker waits for it.
const turnWithinMs = 30 * 60_000
// Ids that are looked at in one question, and how many questions at most: no vocabulary has a million.
const vocabularyBlock = 8_192
const vocabularyBlocksMax = 128
// Logprobs of the same token from two calls differ in the last bits; at twice the temperature by whole units.
const sameLogprob = 0.1

const tokensSchema = z.object({ tokens: z.array(z.int().min(0)) })
const textSchema = z.object({ text: z.string() })
const textsSchema = z.object({ text: z.array(z.string()) })
const modelsSchema = z.object({ data: z.array(z.object({ id: z.string(), max_model_len: z.int().positive() })).min(1) })
const serverSchema = z.object({ max_running_requests: z.int().positive().nullish(), max_req_input_len: z.int().positive().nullish() })
/** Logprob, id, and the token's text or null. */
const logprobSchema = z.tuple([z.number(), z.int()]).rest(z.unknown())
const generateSchema = z.object({
  output_ids: z.array(z.int().min(0)),
  meta_info: z.object({
    finish_reason: z.object({ type: z.string(), matched: z.union([z.int(), z.string()]).nullish(), message: z.string().nullish() }),
    prompt_tokens: z.int(),
    cached_tokens: z.int().nullish(),
    output_token_logprobs: z.array(logprobSchema),
    output_top_logprobs: z.array(z.array(logprobSchema)).nullish(),
  }),
})

type Answer = z.infer<typeof generateSchema>

interface Vocabulary {
  /** Ids that no content may become. */
  readonly special: ReadonlySet<number>
  /** Their texts. */
  readonly added: AddedTokens
  /** Ids are smaller. */
  readonly size: number
  /** What the tokeniser puts before a text when it is asked for special tokens; null is nothing. */
  readonly bosId: number | null
}

/** Tokens that one sequence may hold, and the prompt of a request: it keeps some of the context for itself. */
interface Room {
  readonly contextTokens: number
  readonly promptTokens: number
}

/**
 * SGLang by its native API: exact ids and raw logprobs (docs/spec/tokens.md). It batches by itself, and ends what nobody waits for within seconds.
 * Methods reject with `engine.unreachable` and `engine.failed` (retryable), `engine.context-overflow`, and the signal's reason.
 */
export class Sglang implements TemplateEngine {
  readonly #api: EngineApi
  readonly #clock: Clock
  readonly #slots: number
  #vocabulary: Vocabulary | null = null
  #room: Room | null = null

  /** `slots`: sequences that it decodes at a time, where it does not say. */
  constructor(url: () => string, clock: Clock, options: { readonly slots: number }) {
    this.#api = new EngineApi(url, clock)
    this.#clock = clock
    this.#slots = options.slots
  }

  /** Whether the model is loaded and a token can be sampled. Never rejects but when aborted. */
  async healthy(withinMs: number, signal: AbortSignal): Promise<boolean> {
    return await this.#api.healthy(withinMs, signal)
  }

  /** The model, with the pieces of its chat template. Throws `model.invalid` when it cannot be talked to in turns, `config.invalid` when logprobs are not raw. */
  async describe(signal: AbortSignal): Promise<EngineModel> {
    await this.#checkLogprobs(signal)
    const model = await this.#model(signal)
    const server = await this.#api.ask('/server_info', null, serverSchema, signal)
    const pieces = await readTemplate(this, signal)
    return {
      // A path is of the machine, not of the model.
      name: model.id.startsWith('/') ? (model.id.split('/').at(-1) ?? model.id) : model.id,
      contextTokens: model.max_model_len,
      slots: server.max_running_requests ?? this.#slots,
      stopTokenIds: [turnEnd(pieces, (await this.#vocabularyOf(signal)).special)],
      pieces,
    }
  }

  /** Content to tokens. The engine parses special tokens wherever they stand, so it gets the content in pieces that hold none. */
  async tokenize(text: string, signal: AbortSignal): Promise<Uint32Array> {
    const tokeniser = {
      ...(await this.#vocabularyOf(signal)),
      tokens: (piece: string) => this.#tokens(piece, false, signal),
      text: (ids: readonly number[]) => this.#text(ids, signal),
    }
    return await tokenizeContent(tokeniser, text, signal)
  }

  async tokenizeTemplate(text: string, start: boolean, signal: AbortSignal): Promise<Uint32Array> {
    const ids = await this.#tokens(text, false, signal)
    if (!start) return ids
    const { bosId } = await this.#vocabularyOf(signal)
    return withOneBos(ids, bosId, bosId !== null)
  }

  async render(messages: readonly RenderedMessage[], signal: AbortSignal): Promise<string | null> {
    const answer = await this.#api.call('/v1/tokenize', { messages, add_generation_prompt: true }, signal)
    // The template's own refusal (`raise_exception`).
    if (answer.status === 400) return null
    return await this.#text(this.#api.read('/v1/tokenize', answer, tokensSchema).tokens, signal)
  }

  async generate(request: GenerationRequest, signal: AbortSignal): Promise<EngineGeneration> {
    const { tokenIds: prompt, sampling } = request
    const { contextTokens, promptTokens } = await this.#roomOf(signal)
    if (prompt.length > promptTokens) {
      const message = `the prompt has ${String(prompt.length)} tokens, the engine takes ${String(promptTokens)}`
      throw new SortieError('engine.context-overflow', message)
    }
    // Measured: an id beyond its vocabulary ends the engine.
    const { size } = await this.#vocabularyOf(signal)
    const beyond = [...prompt, ...request.stopTokenIds].find((id) => id >= size)
    if (beyond !== undefined) throw engineFailed(`the token id ${String(beyond)} is beyond the vocabulary of ${String(size)}`, false)
    const maxTokens = Math.min(sampling.maxTokens, contextTokens - prompt.length)
    const startedNs = this.#clock.monotonicNs()
    const sampling_params = { ...samplers(sampling), max_new_tokens: maxTokens, stop_token_ids: request.stopTokenIds }
    const answer = await this.#generate({ input_ids: [...prompt], sampling_params }, maxTokens, signal)
    const { prompt_tokens: read, cached_tokens: cached } = answer.meta_info
    if (read !== prompt.length) throw engineFailed(`the engine read ${String(read)} prompt tokens of ${String(prompt.length)}`)
    const sampled = sampledOf(answer, maxTokens)
    const decodeNs = this.#clock.monotonicNs() - startedNs
    const { tokenIds, finishReason } = sampled
    return {
      ...sampled,
      logprobsMode: pb.LogprobsMode.LOGPROBS_MODE_RAW,
      text: await this.#text([...(finishReason === 'stop' ? tokenIds.subarray(0, -1) : tokenIds)], signal),
      promptTokens: prompt.length,
      cachedTokens: cached ?? 0,
      // It tells neither how long a request waited nor when its first token came: all of the wall time is here.
      queueNs: 0,
      firstTokenNs: 0,
      decodeNs,
    }
  }

  async #generate(body: object, maxTokens: number, signal: AbortSignal): Promise<Answer> {
    const limits = { bytesMax: answerBytesMax + maxTokens * tokenAnswerBytesMax, withinMs: turnWithinMs }
    const answer = await this.#api.call('/generate', { ...body, return_logprob: true }, signal, limits)
    return this.#api.read('/generate', answer, generateSchema)
  }

  /** By default its logprobs are of the distribution at the request's temperature, and nothing in an answer tells: so it is tried. */
  async #checkLogprobs(signal: AbortSignal): Promise<void> {
    const prompt = [...(await this.#tokens('a', false, signal))]
    const best = async (temperature: number) => {
      const sampling_params = { ...samplers({ temperature, topP: 1, topK: 0, seed: 1 }), max_new_tokens: 1 }
      const { meta_info } = await this.#generate({ input_ids: prompt, sampling_params, top_logprobs_num: 1 }, 1, signal)
      return meta_info.output_top_logprobs?.[0]?.[0]?.[0] ?? Number.NaN
    }
    const [raw, hot] = [await best(0), await best(2)]
    if (Math.abs(raw - hot) < sameLogprob) return
    throw new SortieError(
      'config.invalid',
      `SGLang gives logprobs of the sampler, not of the model: ${raw.toFixed(2)} and at temperature 2 ${hot.toFixed(2)} for the likeliest token`,
      { remedy: 'start SGLang with SGLANG_RETURN_ORIGINAL_LOGPROB=1 in its environment' },
    )
  }

  async #model(signal: AbortSignal) {
    const { data } = await this.#api.ask('/v1/models', null, modelsSchema, signal)
    return data[0] as (typeof data)[number]
  }

  async #roomOf(signal: AbortSignal): Promise<Room> {
    if (this.#room !== null) return this.#room
    const contextTokens = (await this.#model(signal)).max_model_len
    const { max_req_input_len: input } = await this.#api.ask('/server_info', null, serverSchema, signal)
    // Its own comparison leaves out the last.
    return (this.#room = { contextTokens, promptTokens: input == null ? contextTokens - 1 : input - 1 })
  }

  /** It lists no special tokens: they are those of the whole vocabulary that it leaves out of a text when it is asked to. */
  async #vocabularyOf(signal: AbortSignal): Promise<Vocabulary> {
    if (this.#vocabulary !== null) return this.#vocabulary
    const found = new Map<number, string>()
    let size = 0
    for (let block = 0; block < vocabularyBlocksMax; block++) {
      const ids = Array.from({ length: vocabularyBlock }, (_, index) => block * vocabularyBlock + index)
      const [shown, hidden] = [await this.#texts(ids, false, signal), await this.#texts(ids, true, signal)]
      if (shown.every((text) => text === '')) break
      shown.forEach((text, index) => {
        const id = block * vocabularyBlock + index
        if (text !== '') size = id + 1
        if (text !== hidden[index]) found.set(id, text)
      })
    }
    const added = new AddedTokens(found.values())
    const special = new Set([...found].filter(([, text]) => added.texts.has(text)).map(([id]) => id))
    const [first] = await this.#tokens('a', true, signal)
    return (this.#vocabulary = { special, added, size, bosId: first !== undefined && special.has(first) ? first : null })
  }

  async #texts(ids: readonly number[], skip: boolean, signal: AbortSignal): Promise<readonly string[]> {
    const body = { tokens: ids.map((id) => [id]), skip_special_tokens: skip }
    const { text } = await this.#api.ask('/v1/detokenize', body, textsSchema, signal)
    if (text.length !== ids.length) throw engineFailed(`the engine wrote ${String(text.length)} texts of ${String(ids.length)} tokens`)
    return text
  }

  async #tokens(prompt: string, addSpecial: boolean, signal: AbortSignal): Promise<Uint32Array> {
    // It refuses an empty text.
    if (prompt === '') return new Uint32Array()
    const { tokens } = await this.#api.ask('/v1/tokenize', { prompt, add_special_tokens: addSpecial }, tokensSchema, signal)
    return Uint32Array.from(tokens)
  }

  async #text(tokens: readonly number[], signal: AbortSignal): Promise<string> {
    if (tokens.length === 0) return ''
    return (await this.#api.ask('/v1/detokenize', { tokens, skip_special_tokens: false }, textSchema, signal)).text
  }
}

/** The token that the template ends a policy's turn with: the first special one behind its content. */
function turnEnd(pieces: readonly TemplatePiece[], special: ReadonlySet<number>): number {
  const end = pieces.find(({ previous, next }) => previous === 'assistant' && next === 'user')?.tokenIds.find((id) => special.has(id))
  if (end !== undefined) return end
  throw new SortieError('model.invalid', "the model's chat template ends a turn with no special token", {
    remedy: 'use an instruction-tuned model whose template does, such as <|im_end|>',
  })
}

/** Every sampler by name: what is left out comes from the model's own generation_config. */
function samplers({ temperature, topP, topK, seed }: Omit<SamplingRequest, 'maxTokens'>) {
  const none = { min_p: 0, repetition_penalty: 1, presence_penalty: 0, frequency_penalty: 0, min_new_tokens: 0 }
  return { temperature, top_p: topP, top_k: topK === 0 ? -1 : topK, sampling_seed: seed, ...none }
}

function sampledOf({ output_ids: ids, meta_info: meta }: Answer, maxTokens: number) {
  const { finish_reason: finish, output_token_logprobs: logprobs } = meta
  const { type, matched } = finish
  if (type !== 'stop' && type !== 'length')
    throw engineFailed(`the engine ended the turn as ${JSON.stringify(type)}: ${finish.message ?? ''}`)
  if (ids.length === 0 || ids.length > maxTokens)
    throw engineFailed(`the engine returned ${String(ids.length)} token ids of at most ${String(maxTokens)}`)
  if (logprobs.length !== ids.length || logprobs.some(([, id], index) => id !== ids[index]))
    throw engineFailed(
      `the engine returned ${String(ids.length)} token ids and ${String(logprobs.length)} logprobs, not of the same tokens`,
    )
  if (type === 'stop' && matched !== ids.at(-1))
    throw engineFailed(`the engine stopped at ${JSON.stringify(matched)}, and the last token is ${String(ids.at(-1))}`)
  return {
    tokenIds: Uint32Array.from(ids),
    logprobs: Float32Array.from(logprobs, ([logprob]) => logprob),
    finishReason: type,
  } as const
}
