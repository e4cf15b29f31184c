import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Registry } from 'prom-client'
import { SortieError, invariant, type ErrorCode } from '#internal/base/errors.ts'
import { checkBearer, readBody } from '#internal/base/http.ts'
import { pb } from '#internal/gen/v1.js'
import type { Generation, GenerationRequest } from '#internal/rollout/policy.ts'
import { logprobBytes, tokenBytes, tokenIds } from '#internal/rollout/tokens.ts'
import { answerHealth, closeServer } from '#internal/telemetry/health.ts'
import { errorFields, type Logger } from '#internal/telemetry/logger.ts'
import type { Replica } from './replica.ts'

export interface ServerOptions {
  readonly host: string
  /** 0 takes a free one. */
  readonly port: number
  /** Every call but /metrics, /healthz and /readyz must present it. */
  readonly token: string
  readonly registry: Registry
  readonly logger: Logger
}

export interface ReplicaServer extends AsyncDisposable {
  readonly port: number
}

// A prompt of a million tokens is 4 MiB.
const requestBytesMax = 8 * 1024 * 1024
const tokensMax = 4_194_304

const statusOf: Partial<Record<ErrorCode, number>> = {
  'access.denied': 401,
  'config.invalid': 400,
  'chunk.invalid': 400,
  'chunk.too-large': 413,
  'chunk.undecodable': 400,
  'engine.context-overflow': 422,
  'engine.failed': 502,
  'engine.unreachable': 503,
  'engine.busy': 503,
}

/** Serves a replica over HTTP: protobuf in and out, errors as JSON `{code, message, retryable}`. */
export async function serveReplica(replica: Replica, options: ServerOptions): Promise<ReplicaServer> {
  invariant(options.token !== '', 'a replica without a fleet token would answer anybody')
  const { registry } = options
  const server = createServer((request, response) => {
    if (answerHealth(request, response, { registry, readiness: () => replica.readiness() })) return
    // The caller hung up before it was answered: the engine is not to go on for nobody.
    const gone = new AbortController()
    response.on('close', () => {
      if (!response.writableFinished) gone.abort(new SortieError('aborted', 'the caller hung up'))
    })
    answer(replica, request, response, { ...options, signal: gone.signal }).catch((thrown: unknown) => {
      if (!gone.signal.aborted) refuse(response, SortieError.from(thrown, 'invariant.broken'), options.logger)
    })
  })
  server.listen(options.port, options.host)
  await once(server, 'listening')
  return { port: (server.address() as AddressInfo).port, [Symbol.asyncDispose]: () => closeServer(server) }
}

async function answer(
  replica: Replica,
  request: IncomingMessage,
  response: ServerResponse,
  options: { readonly token: string; readonly signal: AbortSignal },
): Promise<void> {
  checkBearer(request, options.token, tokenWords)
  const route = `${request.method ?? ''} ${request.url?.split('?')[0] ?? ''}`
  if (route === 'POST /v1/generate') {
    const generation = await replica.generate(readRequest(await readBody(request, requestBytesMax)), options.signal)
    send(response, pb.GenerateResponse.encode(responseOf(generation)).finish())
  } else if (route === 'POST /v1/tokenize') {
    const { text } = decode(pb.TokenizeRequest, await readBody(request, requestBytesMax))
    const ids = await replica.tokenize(text, options.signal)
    send(response, pb.TokenizeResponse.encode({ tokenIds: tokenBytes(ids) }).finish())
  } else if (route === 'GET /v1/model') {
    send(response, pb.ModelInfo.encode(replica.model).finish())
  } else {
    throw new SortieError('config.invalid', `no such call: ${route}; there are POST /v1/generate, POST /v1/tokenize and GET /v1/model`)
  }
}

const tokenWords = {
  message: "the fleet's token is missing or wrong",
  remedy: 'give workers and replicas of a fleet the same SORTIE_FLEET_TOKEN',
}

function decode<T>(type: { decode(bytes: Uint8Array): T }, body: Buffer): T {
  try {
    return type.decode(body)
  } catch (thrown) {
    throw SortieError.from(thrown, 'chunk.undecodable')
  }
}

function readRequest(body: Buffer): GenerationRequest {
  const message = decode(pb.GenerateRequest, body)
  // Nothing is assumed of sampling that was left out: what is 0 on the wire is 0.
  const given = message.sampling
  const sampling = {
    temperature: given?.temperature ?? 0,
    topP: given?.topP ?? 0,
    topK: given?.topK ?? 0,
    seed: given?.seed ?? 0,
    maxTokens: given?.maxTokens ?? 0,
  }
  const ids = tokenIds(message.tokenIds)
  inRange('token_ids', ids.length, 1, tokensMax)
  inRange('sampling.max_tokens', sampling.maxTokens, 1, tokensMax)
  inRange('sampling.temperature', sampling.temperature, 0, 4)
  inRange('sampling.top_p', sampling.topP, Number.MIN_VALUE, 1)
  return {
    tokenIds: ids,
    sampling,
    stopTokenIds: message.stopTokenIds,
    traceId: message.traceId,
  }
}

function inRange(field: string, value: number, min: number, max: number): void {
  if (value >= min && value <= max) return
  throw new SortieError('config.invalid', `${field} is ${String(value)}, not from ${String(min)} to ${String(max)}`)
}

function responseOf(generation: Generation): pb.GenerateResponse.$Properties {
  const reasons = { stop: pb.FinishReason.FINISH_REASON_STOP, length: pb.FinishReason.FINISH_REASON_LENGTH }
  return {
    tokenIds: tokenBytes(generation.tokenIds),
    logprobs: logprobBytes(generation.logprobs),
    versionSpans: [...generation.versionSpans],
    finishReason: reasons[generation.finishReason],
    text: generation.text,
    usage: {
      promptTokens: generation.promptTokens,
      cachedTokens: generation.cachedTokens,
      sampledTokens: generation.tokenIds.length,
    },
    timings: { queueNs: generation.queueNs, timeToFirstTokenNs: generation.firstTokenNs, decodeNs: generation.decodeNs },
    replica: generation.replica,
    model: generation.model,
    logprobsMode: generation.logprobsMode,
  }
}

function send(response: ServerResponse, body: Uint8Array): void {
  response.writeHead(200, { 'content-type': 'application/x-protobuf', 'content-length': body.byteLength }).end(body)
}

function refuse(response: ServerResponse, error: SortieError, logger: Logger): void {
  const status = statusOf[error.code] ?? 500
  if (status >= 500) logger.warn('request failed', errorFields(error))
  const body = JSON.stringify({ code: error.code, message: error.message, retryable: error.retryable })
  // What is left of a refused body is not read: the connection ends with the answer.
  response.writeHead(status, { 'content-type': 'application/json', connection: 'close' }).end(body)
}
