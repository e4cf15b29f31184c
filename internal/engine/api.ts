import { z } from 'zod'
import type { Clock } from '#internal/base/clock.ts'
import { SortieError } from '#internal/base/errors.ts'
import type { Generation } from '#internal/rollout/policy.ts'
import type { TemplatePiece } from './chat-template.ts'
import { callHttp, type HttpAnswer } from './http.ts'

/** What an engine gives; the replica adds who it is and the weight version. */
export type EngineGeneration = Omit<Generation, 'replica' | 'model' | 'versionSpans'>

/** What an engine says about its model. */
export interface EngineModel {
  readonly name: string
  readonly contextTokens: number
  /** Sequences that it decodes at a time. */
  readonly slots: number
  readonly stopTokenIds: readonly number[]
  readonly pieces: readonly TemplatePiece[]
}

export interface CallLimits {
  readonly bytesMax: number
  readonly withinMs: number
}

// A question about text or the model needs no decoding: an engine that is silent for so long hangs.
const questionWithinMs = 30_000
// What an engine says of its model carries the chat template, the largest known of which is about 100 KiB.
export const answerBytesMax = 4 * 1024 * 1024

const questionLimits: CallLimits = { bytesMax: answerBytesMax, withinMs: questionWithinMs }
// As OpenAI's API has it, and every engine after it.
const errorSchema = z.object({ error: z.object({ message: z.string(), type: z.string().default('') }) })

/** An engine's HTTP API in JSON. Methods reject with `engine.unreachable` and `engine.failed` (retryable), and the signal's reason. */
export class EngineApi {
  readonly #url: () => string
  readonly #clock: Clock

  /** `url` is asked at every call: an engine that was started again may have another port. */
  constructor(url: () => string, clock: Clock) {
    this.#url = () => url().replace(/\/+$/, '')
    this.#clock = clock
  }

  /** Whether requests are answered. Never rejects but when aborted. */
  async healthy(withinMs: number, signal: AbortSignal): Promise<boolean> {
    const call = { url: `${this.#url()}/health`, bytesMax: answerBytesMax, withinMs }
    const answer = await callHttp(call, this.#clock, signal).catch(() => null)
    signal.throwIfAborted()
    return answer?.status === 200
  }

  /** One question; `body` null is a GET. */
  async ask<T>(path: string, body: object | null, schema: z.ZodType<T>, signal: AbortSignal): Promise<T> {
    return this.read(path, await this.call(path, body, signal), schema)
  }

  /** Any status is an answer. */
  async call(path: string, body: object | null, signal: AbortSignal, limits = questionLimits): Promise<HttpAnswer> {
    const headers = { 'content-type': 'application/json' }
    const call = { url: this.#url() + path, ...limits, ...(body === null ? {} : { body: JSON.stringify(body), headers }) }
    return await callHttp(call, this.#clock, signal)
  }

  /** What an answer says, or the error that it is; `engine.context-overflow` where the engine names it. */
  read<T>(path: string, answer: HttpAnswer, schema: z.ZodType<T>): T {
    const value = parseJson(answer.body)
    const refusal = errorSchema.safeParse(value)
    if (answer.status !== 200 || refusal.success) throw refused(path, answer, refusal.data?.error ?? null)
    const parsed = schema.safeParse(value)
    if (!parsed.success) throw engineFailed(`${path} of ${this.#url()} answered what cannot be read: ${z.prettifyError(parsed.error)}`)
    return parsed.data
  }
}

export function engineFailed(message: string, retryable = true): SortieError {
  return new SortieError('engine.failed', message, { retryable })
}

function refused(path: string, answer: HttpAnswer, error: { readonly message: string; readonly type: string } | null): SortieError {
  const said = (error?.message ?? answer.body.toString('utf8')).slice(0, 500)
  if (error?.type === 'exceed_context_size_error') return new SortieError('engine.context-overflow', said)
  const retryable = answer.status >= 500 || answer.status === 200
  return engineFailed(`${path} answered ${String(answer.status)}: ${said}`, retryable)
}

function parseJson(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString('utf8'))
  } catch {
    return null
  }
}
