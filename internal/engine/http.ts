import { once } from 'node:events'
import { type ClientRequest, type IncomingMessage, request as requestHttp } from 'node:http'
import { request as requestHttps } from 'node:https'
import { withDeadline } from '#internal/base/abort.ts'
import type { Clock } from '#internal/base/clock.ts'
import { SortieError, errorText } from '#internal/base/errors.ts'

export interface HttpCall {
  readonly url: string
  /** Absent: a GET. */
  readonly body?: Uint8Array | string
  readonly headers?: Readonly<Record<string, string>>
  /** A longer answer is refused: nothing that a server says may fill our memory. */
  readonly bytesMax: number
  readonly withinMs: number
}

export interface HttpAnswer {
  readonly status: number
  readonly body: Buffer
}

/**
 * One bounded HTTP call; any status is an answer. Rejects with `engine.unreachable` (retryable) when none came in time or the
 * connection broke, `engine.failed` when it was too long, and the signal's reason when aborted.
 * Not `fetch`: that gives up by itself after five minutes without a header, and a long turn may take more.
 */
export async function callHttp(call: HttpCall, clock: Clock, signal: AbortSignal): Promise<HttpAnswer> {
  signal.throwIfAborted()
  using deadline = withDeadline(signal, call.withinMs, { clock, what: call.url })
  try {
    const response = await respond(call, deadline.signal)
    return { status: response.statusCode ?? 0, body: await readBody(response, call) }
  } catch (thrown) {
    signal.throwIfAborted()
    if (thrown instanceof SortieError) throw thrown
    const why = deadline.signal.aborted ? `it took longer than ${String(call.withinMs)} ms` : reasonText(thrown)
    throw new SortieError('engine.unreachable', `no answer from ${call.url}: ${why}`, { retryable: true, cause: thrown })
  }
}

async function respond(call: HttpCall, signal: AbortSignal): Promise<IncomingMessage> {
  for (let attempt = 1; ; attempt++) {
    const request = start(call, signal)
    try {
      const [response] = (await once(request, 'response')) as [IncomingMessage]
      return response
    } catch (thrown) {
      // The server closed a kept connection just as we took it up: that says nothing about the server, so once more, on a new one.
      const stale = request.reusedSocket && (thrown as NodeJS.ErrnoException).code === 'ECONNRESET'
      if (!stale || attempt > 1 || signal.aborted) throw thrown
    }
  }
}

function start(call: HttpCall, signal: AbortSignal): ClientRequest {
  const open = call.url.startsWith('https:') ? requestHttps : requestHttp
  const request = open(call.url, { method: call.body === undefined ? 'GET' : 'POST', headers: call.headers ?? {}, signal })
  request.end(call.body)
  return request
}

async function readBody(response: IncomingMessage, call: HttpCall): Promise<Buffer> {
  const parts: Buffer[] = []
  let bytes = 0
  for await (const part of response as AsyncIterable<Buffer>) {
    bytes += part.length
    if (bytes > call.bytesMax) {
      throw new SortieError('engine.failed', `the answer of ${call.url} is longer than ${String(call.bytesMax)} bytes`, { retryable: true })
    }
    parts.push(part)
  }
  return Buffer.concat(parts)
}

/** Node hides the words of a refused connection to several addresses in the code alone. */
function reasonText(thrown: unknown): string {
  const text = errorText(thrown)
  return text === '' ? String((thrown as NodeJS.ErrnoException).code) : text
}
