import { connect, credsAuthenticator, type JetStreamClient, type JetStreamManager, type NatsConnection, NatsError } from 'nats'
import { abortable } from '#internal/base/abort.ts'
import { type BackoffPolicy, backoffDelayMs } from '#internal/base/backoff.ts'
import type { Clock } from '#internal/base/clock.ts'
import { SortieError, errorText } from '#internal/base/errors.ts'
import type { Rng } from '#internal/base/rng.ts'
import { withoutSecrets } from '#internal/base/url.ts'
import type { Logger } from '#internal/telemetry/logger.ts'

export interface ConnectOptions {
  readonly url: string
  readonly token?: string
  /** Content of a creds file, in place of a token. */
  readonly credentials?: string
  /** PEM of the authority that the server is checked by, where it is not one that the system knows. */
  readonly tlsAuthority?: string
  /** The URL is the near end of a tunnel: its certificate is of `serverName`, and what servers say of their addresses is of no use here. */
  readonly tunnelled?: { readonly serverName: string }
  /** What the server lists this connection as; also its private inbox prefix. */
  readonly name: string
  readonly clock: Clock
  readonly rng: Rng
  readonly logger: Logger
  /** How long to keep trying at first; afterwards the connection is restored for as long as it takes. Milliseconds. */
  readonly unreachableAfterMs?: number
}

/** A connection to the bus with JetStream, kept up until it is disposed of. */
export interface StreamConnection extends AsyncDisposable {
  readonly nats: NatsConnection
  readonly js: JetStreamClient
  readonly jsm: JetStreamManager
  /** Replies come here and nowhere else: permissions can say "only your own". */
  readonly inboxPrefix: string
  /** Without what may be secret in it: for people. */
  readonly url: string
  readonly clock: Clock
  readonly rng: Rng
  readonly logger: Logger
  /** Called whenever the connection was restored: the server has forgotten what was asked of it before. */
  readonly onRestored: Set<() => void>
  /** For how long the server has been away, in milliseconds; null while it is there. */
  awayMs(): number | null
}

/** One request to the server. Longer than a disk's worst moment, short enough that a lost one is noticed before a lease ends. */
export const requestTimeoutMs = 5_000
// A dead server without a closed socket is noticed after two missed pings.
const pingIntervalMs = 5_000
const unreachableAfterMsDefault = 10_000
const firstTries: Omit<BackoffPolicy, 'attemptsMax'> = { firstMs: 100, maxMs: 1_000 }

/**
 * Connects, trying for `unreachableAfterMs`. Throws `stream.unreachable` saying what was tried, for how long, and what to do;
 * at once when the server refuses the credentials or has no JetStream.
 */
export async function connectStream(options: ConnectOptions, signal: AbortSignal): Promise<StreamConnection> {
  const { clock, rng, logger } = options
  const limitMs = options.unreachableAfterMs ?? unreachableAfterMsDefault
  const url = withoutSecrets(options.url)
  const startedNs = clock.monotonicNs()
  for (let attempt = 1; ; attempt++) {
    try {
      const nats = await connectOnce(options, signal)
      logger.info('connected to the bus', { url })
      const status = watchStatus(nats, { clock, logger: logger.with({ url }) })
      return await withJetStream(nats, { url, inboxPrefix: inboxPrefixOf(options.name), clock, rng, logger, ...status }, signal)
    } catch (thrown) {
      signal.throwIfAborted()
      if (thrown instanceof SortieError) throw thrown
      const waitedMs = (clock.monotonicNs() - startedNs) / 1e6
      if (waitedMs >= limitMs) throw unreachable(url, { attempt, waitedMs, thrown })
      await clock.sleep(backoffDelayMs({ ...firstTries, attemptsMax: attempt + 1 }, attempt, rng), signal)
    }
  }
}

async function connectOnce(options: ConnectOptions, signal: AbortSignal): Promise<NatsConnection> {
  const url = withoutSecrets(options.url)
  const connecting = connect({
    // A list would be taken for one server: the last.
    servers: options.url.split(',').map((each) => each.trim()),
    name: options.name,
    inboxPrefix: inboxPrefixOf(options.name),
    // The default gives up for good after ten tries.
    maxReconnectAttempts: -1,
    reconnectTimeWait: 500,
    pingInterval: pingIntervalMs,
    maxPingOut: 2,
    // A stack trace for each request costs more than the request; our own errors say what was being done.
    noAsyncTraces: true,
    timeout: requestTimeoutMs,
    ...(options.token === undefined || options.token === '' ? {} : { token: options.token }),
    ...(options.credentials === undefined ? {} : { authenticator: credsAuthenticator(new TextEncoder().encode(options.credentials)) }),
    ...tlsOf(options),
    ...(options.tunnelled === undefined ? {} : { ignoreClusterUpdates: true }),
  })
  try {
    return await abortable(connecting, signal)
  } catch (thrown) {
    // A connection that comes up after we stopped waiting is nobody's.
    connecting.then((late) => late.close()).catch(() => undefined)
    if (thrown instanceof NatsError && /AUTHORIZATION|AUTHENTICATION/.test(thrown.code)) {
      throw new SortieError('stream.unreachable', `the nats-server at ${url} refused the credentials: ${thrown.message}`, {
        remedy: 'give the token that the server was started with, or credentials that its account has minted (`sortie auth mint`)',
        cause: thrown,
      })
    }
    throw thrown
  }
}

async function withJetStream(
  nats: NatsConnection,
  context: Omit<StreamConnection, 'nats' | 'js' | 'jsm' | typeof Symbol.asyncDispose>,
  signal: AbortSignal,
): Promise<StreamConnection> {
  try {
    const jsm = await abortable(nats.jetstreamManager({ timeout: requestTimeoutMs }), signal)
    return {
      ...context,
      nats,
      jsm,
      js: nats.jetstream({ timeout: requestTimeoutMs }),
      [Symbol.asyncDispose]: () => disconnect(nats, context.clock),
    }
  } catch (thrown) {
    await nats.close()
    signal.throwIfAborted()
    if (!(thrown instanceof NatsError) || thrown.code !== '503') throw thrown
    throw new SortieError('stream.unreachable', `the nats-server at ${context.url} has no JetStream`, {
      remedy: 'start it with -js, or with a jetstream block in its configuration',
      cause: thrown,
    })
  }
}

/** Sends what is buffered, then closes; a server that is gone gets no more than a second of it. */
async function disconnect(nats: NatsConnection, clock: Clock): Promise<void> {
  if (nats.isClosed()) return
  const timer = new AbortController()
  await Promise.race([nats.flush().catch(() => undefined), clock.sleep(1_000, timer.signal).catch(() => undefined)])
  timer.abort()
  await nats.close()
}

function watchStatus(
  nats: NatsConnection,
  { clock, logger }: { readonly clock: Clock; readonly logger: Logger },
): Pick<StreamConnection, 'onRestored' | 'awayMs'> {
  const onRestored = new Set<() => void>()
  let awaySinceNs: number | null = null
  const watch = async () => {
    for await (const status of nats.status()) {
      const type: string = status.type
      if (type === 'disconnect') {
        awaySinceNs = clock.monotonicNs()
        logger.warn('disconnected from the bus, reconnecting')
      } else if (type === 'reconnect') {
        awaySinceNs = null
        logger.info('reconnected to the bus')
        for (const restored of onRestored) restored()
      } else if (type === 'error') logger.warn('error of the bus', { reason: JSON.stringify(status.data) })
    }
  }
  void watch()
  return { onRestored, awayMs: () => (awaySinceNs === null ? null : (clock.monotonicNs() - awaySinceNs) / 1e6) }
}

function unreachable(url: string, tried: { attempt: number; waitedMs: number; thrown: unknown }): SortieError {
  const seconds = (tried.waitedMs / 1_000).toFixed(1)
  const message = `no nats-server answers at ${url}: tried ${String(tried.attempt)} times in ${seconds} s, last ${errorText(tried.thrown)}`
  return new SortieError('stream.unreachable', message, {
    remedy: 'see that it runs and that the address is right: nats-server -js',
    cause: tried.thrown,
  })
}

/** JetStream's numbers for what we act on. */
export const apiErrors = {
  wrongLastSequence: 10_071,
  storeFailed: 10_077,
  insufficientStorage: 10_047,
  insufficientResources: 10_023,
  streamNotFound: 10_059,
  consumerNotFound: 10_014,
  noMessageFound: 10_037,
} as const

/** The server's own error number; null when the server did not answer with one. */
export function apiErrorCode(thrown: unknown): number | null {
  return thrown instanceof NatsError ? (thrown.api_error?.err_code ?? null) : null
}

const fullCodes: readonly number[] = [apiErrors.storeFailed, apiErrors.insufficientStorage, apiErrors.insufficientResources]

/**
 * What a failed call to the bus means: `stream.full` and `stream.unreachable` are retryable, `stream.conflict` (something was written in
 * between) and `access.denied` are not. The signal's own reason passes through.
 */
export function streamError(thrown: unknown, what: string, signal: AbortSignal): Error {
  if (signal.aborted) return signal.reason as Error
  if (thrown instanceof SortieError) return thrown
  const code = apiErrorCode(thrown)
  const message = `${what}: ${errorText(thrown)}`
  if (code === apiErrors.wrongLastSequence) return new SortieError('stream.conflict', message, { cause: thrown })
  if (code !== null && fullCodes.includes(code)) {
    return new SortieError('stream.full', message, {
      retryable: true,
      cause: thrown,
      remedy: "wait for readers to catch up, or raise the stream's limit",
    })
  }
  if (thrown instanceof NatsError && thrown.code === 'PERMISSIONS_VIOLATION') {
    return new SortieError('access.denied', message, {
      cause: thrown,
      remedy: 'use credentials of a role, name and share that may: sortie auth mint',
    })
  }
  const closed = thrown instanceof NatsError && /CONNECTION_(CLOSED|DRAINING)/.test(thrown.code)
  return new SortieError('stream.unreachable', message, { retryable: !closed, cause: thrown, remedy: 'see that nats-server runs' })
}

/** Makes one call to the bus: no AbortSignal reaches nats.js, so this is where it is wrapped, and where errors get their meaning. */
export async function call<T>(what: string, action: () => Promise<T>, signal: AbortSignal): Promise<T> {
  signal.throwIfAborted()
  try {
    return await abortable(action(), signal)
  } catch (thrown) {
    throw streamError(thrown, what, signal)
  }
}

function inboxPrefixOf(name: string): string {
  return `_INBOX_${name.replaceAll(/[^A-Za-z0-9_-]/g, '_')}`
}

function tlsOf({ url, tlsAuthority, tunnelled }: ConnectOptions): object {
  const ca = tlsAuthority === undefined ? {} : { ca: tlsAuthority }
  // Node's own option, which nats.js passes on.
  const name = tunnelled === undefined || !url.startsWith('tls:') ? {} : { servername: tunnelled.serverName }
  const tls = { ...ca, ...name }
  return Object.keys(tls).length === 0 ? {} : { tls }
}
