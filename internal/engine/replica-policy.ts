import { backoffDelayMs, type BackoffPolicy } from '#internal/base/backoff.ts'
import type { Clock } from '#internal/base/clock.ts'
import { SortieError, errorCodes, errorText, type ErrorCode } from '#internal/base/errors.ts'
import type { Rng } from '#internal/base/rng.ts'
import { pb } from '#internal/gen/v1.js'
import type { Generation, Policy, PolicyModel, TurnRequest } from '#internal/rollout/policy.ts'
import { logprobs, tokenBytes, tokenIds } from '#internal/rollout/tokens.ts'
import { pieceTemplate, type TemplateRole } from './chat-template.ts'
import { chooseReplica } from './choose-replica.ts'
import { callHttp, type HttpAnswer } from './http.ts'

export interface ReplicaAddress {
  readonly name: string
  readonly url: string
  /** Of its weights; absent: not known. */
  readonly weightVersion?: number
}

export interface ReplicaPolicyOptions {
  /** The replicas that are ready now, as presence knows them. */
  readonly replicas: () => readonly ReplicaAddress[]
  /** The fleet's. */
  readonly token: string
  readonly clock: Clock
  readonly rng: Rng
  /** How long to wait for a replica to be ready before a call is given up. Milliseconds. */
  readonly noneReadyMs?: number
}

interface Known {
  load: number
  failures: number
  coolUntilNs: number
  lastError: string
}

interface Call {
  readonly path: string
  readonly body: Uint8Array | null
  readonly affinity: string
  readonly withinMs: number
  readonly onAsked?: TurnRequest['onAsked'] | undefined
}

// As long as an engine takes to be started again, with a model in the page cache.
const noneReadyMsDefault = 60_000
const pollMs = 100
/** A failing replica is left alone for so long, growing with each failure in a row; one success forgets them. */
const coolDown: BackoffPolicy = { firstMs: 500, maxMs: 15_000, attemptsMax: 0 }
// A call that kills every replica that it meets must not go round for ever: three fleets of two, or most of one of eight.
const attemptsMax = 6
const generateWithinMs = 30 * 60_000
const askWithinMs = 30_000
// Ids and logprobs are 8 bytes a token, text about 5: a million tokens fit.
const answerBytesMax = 16 * 1024 * 1024

const rolesOfWire = new Map<pb.Role | null | undefined, TemplateRole>([
  [pb.Role.ROLE_SYSTEM, 'system'],
  [pb.Role.ROLE_USER, 'user'],
  [pb.Role.ROLE_ASSISTANT, 'assistant'],
  [pb.Role.ROLE_TOOL, 'tool'],
])

/**
 * The policy, over a fleet's replicas: a trace keeps to the one that has its prefix cached, away from those that fail;
 * a call that failed is repeated elsewhere with exactly the same tokens.
 */
export class ReplicaPolicy implements Policy {
  readonly #options: ReplicaPolicyOptions
  readonly #known = new Map<string, Known>()
  #model: PolicyModel | null = null

  constructor(options: ReplicaPolicyOptions) {
    this.#options = options
  }

  /** Asked of a replica once: a fleet serves one model. */
  async model(signal: AbortSignal): Promise<PolicyModel> {
    // The answer is kept, not the question: a question that several wait for would end with the first of them that is aborted.
    return (this.#model ??= await this.#askModel(signal))
  }

  async tokenize(text: string, signal: AbortSignal): Promise<Uint32Array> {
    const body = pb.TokenizeRequest.encode({ text }).finish()
    const answer = await this.#call({ path: '/v1/tokenize', body, affinity: text, withinMs: askWithinMs }, signal)
    return tokenIds(pb.TokenizeResponse.decode(answer).tokenIds)
  }

  async generate(request: TurnRequest, signal: AbortSignal): Promise<Generation> {
    const body = pb.GenerateRequest.encode({
      tokenIds: tokenBytes(request.tokenIds),
      sampling: { ...request.sampling },
      stopTokenIds: [...request.stopTokenIds],
      traceId: request.traceId,
    }).finish()
    const { traceId: affinity, onAsked } = request
    const answer = await this.#call({ path: '/v1/generate', body, affinity, withinMs: generateWithinMs, onAsked }, signal)
    return readGeneration(pb.GenerateResponse.decode(answer))
  }

  async #askModel(signal: AbortSignal): Promise<PolicyModel> {
    const answer = await this.#call({ path: '/v1/model', body: null, affinity: '', withinMs: askWithinMs }, signal)
    const info = pb.ModelInfo.decode(answer)
    const pieces = info.templatePieces.flatMap((piece) => {
      const next = rolesOfWire.get(piece.next)
      return next === undefined ? [] : [{ previous: rolesOfWire.get(piece.previous) ?? null, next, tokenIds: tokenIds(piece.tokenIds) }]
    })
    return {
      name: info.name,
      contextTokens: info.contextTokens,
      stopTokenIds: info.stopTokenIds,
      template: pieceTemplate(pieces),
    }
  }

  /** Bounded twice: `attemptsMax` calls that failed, and `noneReadyMs` of waiting for somebody to call. */
  async #call(call: Call, signal: AbortSignal): Promise<Uint8Array> {
    const { clock } = this.#options
    const failedHere = new Map<string, SortieError>()
    let waitingSinceNs: number | null = null
    for (let attempts = 0; ;) {
      const replica = this.#choose(call.affinity, failedHere)
      if (replica === null) {
        waitingSinceNs ??= clock.monotonicNs()
        this.#checkWait(waitingSinceNs)
        await clock.sleep(pollMs, signal)
        continue
      }
      waitingSinceNs = null
      attempts += 1
      if (replica.weightVersion !== undefined) call.onAsked?.(replica.weightVersion)
      try {
        return await this.#callOne(replica, call, signal)
      } catch (thrown) {
        signal.throwIfAborted()
        const error = SortieError.from(thrown, 'engine.failed')
        if (!error.retryable || attempts >= attemptsMax) throw error
        failedHere.set(replica.name, error)
      }
    }
  }

  /** Not one that is cooling down; one that failed this very call only when nobody else is left. */
  #choose(affinity: string, failedHere: ReadonlyMap<string, SortieError>): ReplicaAddress | null {
    const now = this.#options.clock.monotonicNs()
    const ready = this.#options.replicas()
    this.#forget(ready)
    const candidates = ready
      .map((replica) => ({ ...replica, load: this.#of(replica.name).load }))
      .filter((replica) => this.#of(replica.name).coolUntilNs <= now)
    const untried = candidates.filter((replica) => !failedHere.has(replica.name))
    return chooseReplica(untried.length > 0 ? untried : candidates, affinity)
  }

  async #callOne(replica: ReplicaAddress, call: Call, signal: AbortSignal): Promise<Uint8Array> {
    const known = this.#of(replica.name)
    const headers = {
      authorization: `Bearer ${this.#options.token}`,
      ...(call.body === null ? {} : { 'content-type': 'application/x-protobuf' }),
    }
    const request = { url: replica.url + call.path, headers, bytesMax: answerBytesMax, withinMs: call.withinMs }
    known.load += 1
    try {
      const answer = await callHttp(call.body === null ? request : { ...request, body: call.body }, this.#options.clock, signal)
      if (answer.status !== 200) throw readError(replica, answer)
      known.failures = 0
      return answer.body
    } catch (thrown) {
      // An error that would be the same elsewhere says nothing about the replica.
      if (!signal.aborted && thrown instanceof SortieError && thrown.retryable) this.#cool(known, thrown)
      throw thrown
    } finally {
      known.load -= 1
    }
  }

  #cool(known: Known, error: SortieError): void {
    known.failures += 1
    known.lastError = errorText(error)
    const { clock, rng } = this.#options
    known.coolUntilNs = clock.monotonicNs() + backoffDelayMs(coolDown, known.failures, rng) * 1_000_000
  }

  #of(name: string): Known {
    let known = this.#known.get(name)
    if (known === undefined) {
      known = { load: 0, failures: 0, coolUntilNs: 0, lastError: '' }
      this.#known.set(name, known)
    }
    return known
  }

  /** Replicas come and go with pods: what is known of one that is gone, and is not being called, is not kept. */
  #forget(ready: readonly ReplicaAddress[]): void {
    for (const [name, { load }] of this.#known) {
      if (load === 0 && !ready.some((replica) => replica.name === name)) this.#known.delete(name)
    }
  }

  #checkWait(sinceNs: number): void {
    const limitMs = this.#options.noneReadyMs ?? noneReadyMsDefault
    if (this.#options.clock.monotonicNs() - sinceNs < limitMs * 1_000_000) return
    const tried = this.#options.replicas().map(({ name, url }) => `${name} at ${url}: ${this.#of(name).lastError || 'not tried'}`)
    const what = tried.length === 0 ? 'no replica has announced itself' : `tried ${tried.join('; ')}`
    throw new SortieError('engine.none-ready', `no inference replica was ready for ${String(limitMs / 1_000)} s: ${what}`, {
      retryable: true,
      remedy: "see the replicas' own logs and their /readyz; a replica announces itself once its engine has loaded the model",
    })
  }
}

/** Throws `engine.failed` naming the lengths when ids, logprobs and version spans are not of the same tokens. */
function readGeneration(answer: pb.GenerateResponse): Generation {
  const ids = tokenIds(answer.tokenIds)
  const own = logprobs(answer.logprobs)
  const versionSpans = answer.versionSpans.map((span) => ({ weightVersion: span.weightVersion ?? 0, tokenCount: span.tokenCount ?? 0 }))
  const spanned = versionSpans.reduce((sum, span) => sum + span.tokenCount, 0)
  if (ids.length !== own.length || ids.length !== spanned) {
    const lengths = `${String(ids.length)} token ids, ${String(own.length)} logprobs and ${String(spanned)} versions`
    throw new SortieError('engine.failed', `replica ${answer.replica} answered ${lengths}`)
  }
  return {
    tokenIds: ids,
    logprobs: own,
    logprobsMode: answer.logprobsMode,
    versionSpans,
    finishReason: answer.finishReason === pb.FinishReason.FINISH_REASON_STOP ? 'stop' : 'length',
    text: answer.text,
    promptTokens: answer.usage?.promptTokens ?? 0,
    cachedTokens: answer.usage?.cachedTokens ?? 0,
    queueNs: answer.timings?.queueNs ?? 0,
    firstTokenNs: answer.timings?.timeToFirstTokenNs ?? 0,
    decodeNs: answer.timings?.decodeNs ?? 0,
    replica: answer.replica,
    model: answer.model,
  }
}

function readError(replica: ReplicaAddress, answer: HttpAnswer): SortieError {
  const text = answer.body.toString('utf8').slice(0, 2_000)
  let said: { code?: unknown; message?: unknown; retryable?: unknown } = {}
  try {
    said = JSON.parse(text) as typeof said
  } catch {
    // Not one of ours: something between us and the replica answered.
  }
  const code: ErrorCode = errorCodes.find((each) => each === said.code) ?? 'engine.failed'
  const message = typeof said.message === 'string' ? said.message : `status ${String(answer.status)}: ${text}`
  const retryable = typeof said.retryable === 'boolean' ? said.retryable : answer.status >= 500
  return new SortieError(code, `replica ${replica.name} at ${replica.url}: ${message}`, { retryable })
}
