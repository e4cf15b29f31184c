import { type Msg, type Subscription, createInbox } from 'nats'
import { withDeadline } from '#internal/base/abort.ts'
import type { StreamConnection } from './connection.ts'

/** One request for messages of a pull consumer. */
export interface PullRequest {
  readonly stream: string
  readonly consumer: string
  /** Messages at most. */
  readonly batch: number
  /** Bytes at most that may be on their way; absent: no limit but `batch`. */
  readonly bytesMax?: number
  /** How long the server keeps the request open; 0: it answers at once with what there is. Milliseconds. */
  readonly expiresMs: number
}

/** A delivered message with what its reply subject says of it. */
export interface Delivery {
  readonly message: Msg
  readonly streamSequence: number
  /** Consecutive from 1 in a consumer: a hole is a lost delivery. */
  readonly consumerSequence: number
  readonly deliveries: number
  readonly storedAtMs: number
  /** Messages that wait behind this one. */
  readonly pending: number
}

// The server ends a request by itself; this much later we believe that it is gone.
const graceMs = 2_000

/**
 * One pull, made by hand: what `consume()` of nats.js does for ordered consumers asks for more as soon as messages arrive,
 * whether or not anybody has taken them, so a slow reader's memory would grow without bound.
 * Ends with `signal`, when the connection was restored, or when the server is silent beyond the request's own end.
 */
export class Pull implements Disposable {
  // Bounded by the request: the server sends no more than was asked for.
  readonly #arrived: Msg[] = []
  readonly #subscription: Subscription
  readonly #limit: ReturnType<typeof withDeadline>
  readonly #onRestored: Set<() => void>
  #left: number
  #wake: () => void = () => undefined
  #status: number | null = null

  constructor(connection: StreamConnection, request: PullRequest, signal: AbortSignal) {
    const { nats, clock } = connection
    this.#left = request.batch
    const inbox = createInbox(connection.inboxPrefix)
    this.#subscription = nats.subscribe(inbox, {
      callback: (error, message) => {
        // An error here is a refusal of the subscription itself.
        if (error !== null) this.#end(403)
        else this.#arrived.push(message)
        this.#wake()
      },
    })
    this.#limit = withDeadline(signal, request.expiresMs + graceMs, { clock, what: 'a pull' })
    this.#limit.signal.addEventListener('abort', this.#onLimit, { once: true })
    this.#onRestored = connection.onRestored.add(this.#onLimit)
    if (this.#limit.signal.aborted) this.#onLimit()
    const body = {
      batch: request.batch,
      ...(request.bytesMax === undefined ? {} : { max_bytes: request.bytesMax }),
      ...(request.expiresMs === 0 ? { no_wait: true } : { expires: request.expiresMs * 1e6 }),
    }
    nats.publish(`$JS.API.CONSUMER.MSG.NEXT.${request.stream}.${request.consumer}`, JSON.stringify(body), { reply: inbox })
  }

  /** Why the request ended: a status of the server (404 none, 408 expired, 409, 503), or 0; null while it has not. */
  get status(): number | null {
    return this.#status
  }

  /** The next delivery; null when the request has ended. One caller at a time. */
  async next(): Promise<Delivery | null> {
    while (this.#status === null) {
      const message = this.#arrived.shift()
      if (message === undefined) {
        await new Promise<void>((resolve) => {
          this.#wake = resolve
        })
        continue
      }
      const status = statusOf(message)
      if (status === 100) continue
      if (status !== null) {
        this.#end(status)
        return null
      }
      if (--this.#left === 0) this.#end(0)
      return deliveryOf(message)
    }
    return null
  }

  /** Ends the request; what the server had sent before it knew is handed to `onLate`, or it would wait for its ack to time out. */
  async close(onLate: (message: Msg) => void): Promise<void> {
    // Draining unsubscribes, then waits until all that was sent before that has arrived.
    if (!this.#subscription.isClosed()) await this.#subscription.drain().catch(() => undefined)
    for (const message of this.#arrived.splice(0)) if (statusOf(message) === null) onLate(message)
    this.#end(0)
  }

  [Symbol.dispose](): void {
    this.#end(0)
    this.#subscription.unsubscribe()
  }

  readonly #onLimit = () => {
    this.#end(0)
  }

  #end(status: number): void {
    this.#status ??= status
    this.#limit.signal.removeEventListener('abort', this.#onLimit)
    this.#limit[Symbol.dispose]()
    this.#onRestored.delete(this.#onLimit)
    this.#wake()
  }
}

function statusOf(message: Msg): number | null {
  // Messages of the stream carry their ack subject as reply; what the server says itself carries a status instead.
  const code = message.headers?.code ?? 0
  return code === 0 ? null : code
}

function deliveryOf(message: Msg): Delivery {
  // $JS.ACK.<stream>.<consumer>.<deliveries>.<stream sequence>.<consumer sequence>.<time>.<pending>, from 2.14 on maybe with
  // <domain>.<account hash> in front and a random token behind.
  const tokens = (message.reply ?? '').split('.')
  const at = tokens.length === 9 ? 4 : 6
  const number = (offset: number) => Number(tokens[at + offset])
  return {
    message,
    deliveries: number(0),
    streamSequence: number(1),
    consumerSequence: number(2),
    storedAtMs: Math.floor(number(3) / 1e6),
    pending: number(4),
  }
}
