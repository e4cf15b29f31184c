import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Registry } from 'prom-client'
import { withDeadline } from '#internal/base/abort.ts'
import type { Clock } from '#internal/base/clock.ts'
import { type ErrorCode, SortieError, invariant } from '#internal/base/errors.ts'
import { checkBearer, readBody } from '#internal/base/http.ts'
import { pb } from '#internal/gen/v1.js'
import { answerHealth, closeServer } from '#internal/telemetry/health.ts'
import { type Logger, errorFields } from '#internal/telemetry/logger.ts'
import type { LearnerReading, LearnerService } from './gateway-ports.ts'

export interface GatewayOptions {
  readonly host: string
  /** 0 takes a free one. */
  readonly port: number
  /** Every call but /metrics, /healthz and /readyz must present it. */
  readonly token: string
  readonly registry: Registry
  readonly clock: Clock
  readonly logger: Logger
  /** Told of each batch that is given out, for people. */
  readonly onBatch?: (batch: pb.Batch.$Properties) => void
}

export interface Gateway extends AsyncDisposable {
  readonly port: number
}

// A cursor with a hundred thousand rollouts above its floors is about 3 MiB.
const requestBytesMax = 8 * 1024 * 1024
const waitMsDefault = 20_000
const waitMsMax = 60_000
// One trainer, and the people who look on.
const connectionsMax = 64

const statusOf: Partial<Record<ErrorCode, number>> = {
  'access.denied': 401,
  'config.invalid': 400,
  'cursor.invalid': 400,
  'chunk.too-large': 413,
  'chunk.undecodable': 400,
  'subject.invalid': 400,
  'weights.conflict': 409,
  'session.taken': 409,
  'stream.unreachable': 503,
  'learner.buffer-full': 507,
}

/** The one reading that is open, and the last batch of it: its answer may get lost. */
interface Session {
  readonly reading: LearnerReading
  readonly closed: AbortController
  last: { readonly number: number; readonly bytes: Uint8Array } | null
  /** Calls for batches wait for each other. */
  tail: Promise<unknown>
}

/** Serves a learner over HTTP to a trainer in any language: protobuf in and out, `GatewayError` where it refuses. */
export async function serveGateway(service: LearnerService, options: GatewayOptions): Promise<Gateway> {
  invariant(options.token !== '', 'a gateway without a token would answer anybody')
  const calls = new GatewayCalls(service, options)
  const readiness = () => ({ ready: true, reason: 'ready' })
  const server = createServer((request, response) => {
    if (answerHealth(request, response, { registry: options.registry, readiness })) return
    const gone = new AbortController()
    response.on('close', () => {
      if (!response.writableFinished) gone.abort(new SortieError('aborted', 'the trainer hung up'))
    })
    calls.answer(request, response, gone.signal).catch((thrown: unknown) => {
      if (!gone.signal.aborted) refuse(response, SortieError.from(thrown, 'invariant.broken'), options.logger)
    })
  })
  server.maxConnections = connectionsMax
  server.listen(options.port, options.host)
  await once(server, 'listening')
  return {
    port: (server.address() as AddressInfo).port,
    [Symbol.asyncDispose]: async () => {
      await closeServer(server)
      await calls[Symbol.asyncDispose]()
    },
  }
}

class GatewayCalls implements AsyncDisposable {
  readonly #service: LearnerService
  readonly #options: GatewayOptions
  #session: Session | null = null
  /** The last commit or open. */
  #marking: Promise<void> = Promise.resolve()

  constructor(service: LearnerService, options: GatewayOptions) {
    this.#service = service
    this.#options = options
  }

  async answer(request: IncomingMessage, response: ServerResponse, signal: AbortSignal): Promise<void> {
    checkBearer(request, this.#options.token, tokenWords)
    const url = new URL(request.url ?? '/', 'http://gateway')
    const body = () => readBody(request, requestBytesMax)
    switch (`${request.method ?? ''} ${url.pathname}`) {
      case 'POST /v1/open':
        return send(response, pb.OpenResponse.encode(await this.#open(decode(pb.OpenRequest, await body()), signal)).finish())
      case 'POST /v1/batch':
        return send(response, await this.#batch(decode(pb.NextBatchRequest, await body()), signal))
      case 'POST /v1/commit': {
        const { session, cursor } = decode(pb.CommitRequest, await body())
        await this.#inTurn(() => this.#opened(session).reading.commit(cursor ?? {}, signal))
        return send(response, pb.CommitResponse.encode({}).finish())
      }
      case 'POST /v1/weights': {
        const { session, manifest } = decode(pb.PublishWeightsRequest, await body())
        this.#opened(session)
        const weightVersion = await this.#service.publishWeights({ ...manifest, createdAtUnixMs: this.#options.clock.nowMs() }, signal)
        return send(response, pb.PublishWeightsResponse.encode({ weightVersion }).finish())
      }
      case 'POST /v1/cancel': {
        const { session, cancel } = decode(pb.CancelRequest, await body())
        this.#opened(session)
        await this.#service.cancel(cancel ?? {}, signal)
        return send(response, pb.CancelResponse.encode({}).finish())
      }
      case 'GET /v1/state':
        return this.#state(response, url.searchParams.get('format') === 'json', signal)
      default:
        throw new SortieError('config.invalid', `no such call: ${request.method ?? ''} ${url.pathname}`, {
          remedy: 'there are POST /v1/open, batch, commit, weights and cancel, and GET /v1/state',
        })
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#close()
  }

  /** Another trainer takes the place of the one before: its calls are refused from now on. */
  async #open(request: pb.OpenRequest, signal: AbortSignal): Promise<pb.OpenResponse.$Properties> {
    const reading = await this.#inTurn(async () => {
      const opened = await this.#service.open(request, signal)
      await this.#close()
      this.#session = { reading: opened, closed: new AbortController(), last: null, tail: Promise.resolve() }
      return opened
    })
    this.#options.logger.info('a trainer opened a reading', {
      count: reading.from.batches ?? 0,
      weightVersion: this.#service.weightVersion,
    })
    return { session: reading.id, fleet: this.#service.fleet, weightVersion: this.#service.weightVersion, cursor: reading.from }
  }

  /** Commits and opens one after the other: a commit of the trainer before must not move the mark past what the next one reads again. */
  async #inTurn<T>(act: () => Promise<T>): Promise<T> {
    const turn = this.#marking.then(act)
    this.#marking = turn.then(
      () => undefined,
      () => undefined,
    )
    return await turn
  }

  async #close(): Promise<void> {
    const session = this.#session
    this.#session = null
    if (session === null) return
    session.closed.abort(taken())
    await session.reading[Symbol.asyncDispose]()
  }

  #opened(id: string): Session {
    if (this.#session?.reading.id === id) return this.#session
    throw taken()
  }

  /** Null when there was none in time. The batch behind `after` is given again when it was given out before: its answer got lost. */
  async #batch(request: pb.NextBatchRequest, signal: AbortSignal): Promise<Uint8Array | null> {
    const session = this.#opened(request.session)
    const turn = session.tail.then(async () => {
      if (session.last !== null && request.after < session.last.number) return session.last.bytes
      const batch = await this.#next(session, request, signal)
      if (batch === null) return null
      session.last = { number: batch.number ?? 0, bytes: pb.Batch.encode(batch).finish() }
      this.#options.onBatch?.(batch)
      return session.last.bytes
    })
    session.tail = turn.catch(() => undefined)
    return await turn
  }

  async #next(session: Session, request: pb.NextBatchRequest, signal: AbortSignal): Promise<pb.Batch.$Properties | null> {
    const waitMs = Math.min(waitMsMax, request.waitMs || waitMsDefault)
    using wait = withDeadline(AbortSignal.any([signal, session.closed.signal]), waitMs, {
      clock: this.#options.clock,
      what: 'waiting for a batch',
    })
    try {
      return await session.reading.next(wait.signal)
    } catch (thrown) {
      signal.throwIfAborted()
      session.closed.signal.throwIfAborted()
      if (!wait.signal.aborted) throw thrown
      return request.flush ? session.reading.flush() : null
    }
  }

  async #state(response: ServerResponse, asJson: boolean, signal: AbortSignal): Promise<void> {
    const { fleet, weightVersion } = this.#service
    const state = this.#session === null ? { fleet, weightVersion } : await this.#session.reading.state(signal)
    if (!asJson) return send(response, pb.LearnerState.encode(state).finish())
    const shown = pb.LearnerState.toObject(pb.LearnerState.create(state), { longs: Number, enums: String, defaults: true })
    response.setHeader('content-type', 'application/json').end(`${JSON.stringify(shown)}\n`)
  }
}

const tokenWords = {
  message: "the gateway's token is missing or wrong",
  remedy: 'send `Authorization: Bearer TOKEN`; `sortie learner serve` says which file has it',
}

function taken(): SortieError {
  return new SortieError('session.taken', 'this reading is not open: another trainer has opened one since, or the gateway was restarted', {
    remedy: 'open again, with the cursor of your last checkpoint',
  })
}

function decode<T>(type: { decode(bytes: Uint8Array): T }, body: Uint8Array): T {
  try {
    return type.decode(body)
  } catch (thrown) {
    throw SortieError.from(thrown, 'chunk.undecodable')
  }
}

function send(response: ServerResponse, bytes: Uint8Array | null): void {
  if (bytes === null) response.writeHead(204).end()
  else response.setHeader('content-type', 'application/x-protobuf').setHeader('content-length', bytes.byteLength).end(bytes)
}

function refuse(response: ServerResponse, error: SortieError, logger: Logger): void {
  const status = statusOf[error.code] ?? 500
  if (status >= 500) logger.error('a call of the trainer failed', errorFields(error))
  if (response.headersSent) return
  const bytes = pb.GatewayError.encode({ code: error.code, message: error.message, remedy: error.remedy ?? '' }).finish()
  // What is left of a body that was too large is nobody's next request.
  if (status === 413) response.setHeader('connection', 'close')
  response.writeHead(status, { 'content-type': 'application/x-protobuf' }).end(bytes)
}
