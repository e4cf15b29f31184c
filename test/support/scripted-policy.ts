import { pb } from '#internal/gen/v1.js'
import type { ChatTemplate, Generation, Policy, PolicyModel, TurnRequest } from '#internal/rollout/policy.ts'

/** Ids of the special tokens; bytes are 0 to 255. */
const special = { system: 256, user: 257, assistant: 258, tool: 259, end: 260 } as const

const template: ChatTemplate = {
  piece: (previous, next, ended) => Uint32Array.from([...(previous === null || ended === special.end ? [] : [special.end]), special[next]]),
}

export interface ScriptedAnswer {
  readonly text: string
  /** Hits the turn's token limit instead of stopping. */
  readonly cut?: boolean
}

type Answer = (request: TurnRequest, signal: AbortSignal) => ScriptedAnswer | Promise<ScriptedAnswer>

// For tests to look at; a benchmark must not pile them up.
const requestsKept = 100

/** SCRIPTED: not a model. Answers at once, by a function of the request, in byte-level tokens. */
export class ScriptedPolicy implements Policy {
  readonly #answer: Answer
  readonly #contextTokens: number
  readonly requests: TurnRequest[] = []

  constructor(answer: Answer, contextTokens = 1 << 20) {
    this.#answer = answer
    this.#contextTokens = contextTokens
  }

  model(): Promise<PolicyModel> {
    return Promise.resolve({ name: 'scripted (not a model)', contextTokens: this.#contextTokens, stopTokenIds: [special.end], template })
  }

  tokenize(text: string): Promise<Uint32Array> {
    return Promise.resolve(Uint32Array.from(Buffer.from(text)))
  }

  async generate(request: TurnRequest, signal: AbortSignal): Promise<Generation> {
    if (this.requests.length < requestsKept) this.requests.push(request)
    const { text, cut = false } = await this.#answer(request, signal)
    const bytes = Buffer.from(text)
    const whole = new Uint32Array(bytes.length + (cut ? 0 : 1)).fill(special.end)
    whole.set(bytes)
    const tokenIds = whole.slice(0, request.sampling.maxTokens)
    return {
      tokenIds,
      logprobs: new Float32Array(tokenIds.length).fill(-0.5),
      logprobsMode: pb.LogprobsMode.LOGPROBS_MODE_RAW,
      versionSpans: [{ weightVersion: 0, tokenCount: tokenIds.length }],
      finishReason: tokenIds.at(-1) === special.end ? 'stop' : 'length',
      text,
      promptTokens: request.tokenIds.length,
      cachedTokens: 0,
      queueNs: 1_000,
      firstTokenNs: 2_000,
      decodeNs: 3_000,
      replica: 'scripted',
      model: 'scripted (not a model)',
    }
  }
}
