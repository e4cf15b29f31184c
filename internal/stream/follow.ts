import { AckPolicy, DeliverPolicy } from 'nats'
import { type BackoffPolicy, backoffDelayMs } from '#internal/base/backoff.ts'
import { SortieError } from '#internal/base/errors.ts'
import { errorFields } from '#internal/telemetry/logger.ts'
import { type StreamConnection, call } from './connection.ts'
import { type Delivery, Pull } from './pull.ts'

export interface FollowOptions {
  readonly stream: string
  readonly filters: readonly string[]
  /** Read from here on; `last-per-subject` reads the newest message of each subject, then goes on. */
  readonly start: number | 'last-per-subject'
  /** Return after this sequence, or when there is nothing more up to now; absent: go on until the signal aborts. */
  readonly untilSequence?: number
  /** Subjects, sequences and times alone, without the messages' content. */
  readonly headersOnly?: boolean
  /** Looks before a consumer is made that goes on at a sequence; what it throws as `cursor.invalid` ends the reading. */
  readonly verify?: (next: number) => Promise<void>
}

/**
 * A subscription may have this many bytes on their way. More once filled the server's 64 MiB buffer for the connection;
 * it cut the client off, and delivery fell sixtyfold.
 */
export const outstandingBytesMax = 16 * 1024 * 1024
// Large enough that a round trip a pull does not matter, small enough that nothing is counted in more than a few megabytes of objects.
const batchMax = 500
const expiresMs = 5_000
// The server forgets a consumer that nobody has pulled from for this long: a reader that died, or one slower than that.
const inactiveMs = 60_000
// About five minutes of failing: beyond that, starting again with a fresh connection is the better answer.
const retryPolicy: BackoffPolicy = { firstMs: 100, maxMs: 5_000, attemptsMax: 60 }

/**
 * Reads a stream in order, each message once, without acks: a hole in the consumer's numbers means a lost delivery, and then the
 * consumer is made anew behind the last message that was read. Asks for more only when the reader has taken what there was.
 * Throws the signal's reason when it aborts, `cursor.invalid` as `verify` does, `stream.unreachable` when the server stays away beyond a bounded number of tries.
 */
export async function* follow(connection: StreamConnection, options: FollowOptions, signal: AbortSignal): AsyncGenerator<Delivery> {
  const cursor = { next: options.start }
  for (let failures = 0; ;) {
    const before = cursor.next
    try {
      if (yield* followConsumer(connection, { ...options, cursor }, signal)) return
    } catch (thrown) {
      signal.throwIfAborted()
      if (thrown instanceof SortieError && thrown.code === 'cursor.invalid') throw thrown
      failures = cursor.next === before ? failures + 1 : 1
      if (failures >= retryPolicy.attemptsMax) throw thrown
      connection.logger.warn('reading the stream failed, trying again', { stream: options.stream, ...errorFields(thrown) })
      await connection.clock.sleep(backoffDelayMs(retryPolicy, failures, connection.rng), signal)
    }
  }
}

interface Cursor {
  next: number | 'last-per-subject'
}

/** Reads by one consumer; true when the end was reached, false when the consumer is to be made anew. */
async function* followConsumer(
  connection: StreamConnection,
  options: FollowOptions & { readonly cursor: Cursor },
  signal: AbortSignal,
): AsyncGenerator<Delivery, boolean> {
  const { stream, cursor, untilSequence } = options
  if (cursor.next !== 'last-per-subject') await options.verify?.(cursor.next)
  const consumer = await createConsumer(connection, options, signal)
  let delivered = 0
  try {
    for (;;) {
      using pull = new Pull(
        connection,
        { stream, consumer, batch: batchMax, bytesMax: outstandingBytesMax, expiresMs: untilSequence === undefined ? expiresMs : 0 },
        signal,
      )
      let received = 0
      for (let delivery = await pull.next(); delivery !== null; delivery = await pull.next()) {
        if (delivery.consumerSequence !== delivered + 1) return false
        if (untilSequence !== undefined && delivery.streamSequence > untilSequence) return true
        delivered++
        received++
        cursor.next = delivery.streamSequence + 1
        yield delivery
        signal.throwIfAborted()
        if (untilSequence !== undefined && delivery.pending === 0) return true
      }
      signal.throwIfAborted()
      if (received > 0) continue
      if (pull.status === 404) return true
      // Nothing came: either there is nothing, or the consumer or what it sent is gone.
      const info = await call(`read consumer of ${stream}`, () => connection.jsm.consumers.info(stream, consumer), signal)
      if (info.delivered.consumer_seq !== delivered) return false
    }
  } finally {
    connection.jsm.consumers.delete(stream, consumer).catch(() => undefined)
  }
}

async function createConsumer(
  connection: StreamConnection,
  options: FollowOptions & { readonly cursor: Cursor },
  signal: AbortSignal,
): Promise<string> {
  const { next } = options.cursor
  const where =
    next === 'last-per-subject'
      ? { deliver_policy: DeliverPolicy.LastPerSubject }
      : { deliver_policy: DeliverPolicy.StartSequence, opt_start_seq: Math.max(1, next) }
  const info = await call(
    `read stream ${options.stream}`,
    () =>
      connection.jsm.consumers.add(options.stream, {
        ...where,
        ...(options.filters.length === 1 ? { filter_subject: options.filters[0] as string } : { filter_subjects: [...options.filters] }),
        ack_policy: AckPolicy.None,
        inactive_threshold: inactiveMs * 1e6,
        mem_storage: true,
        ...(options.headersOnly === true ? { headers_only: true } : {}),
        num_replicas: 1,
      }),
    signal,
  )
  return info.name
}
