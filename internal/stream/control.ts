import { type MsgHdrs, headers } from 'nats'
import { invariant } from '#internal/base/errors.ts'
import { pb } from '#internal/gen/v1.js'
import { errorFields } from '#internal/telemetry/logger.ts'
import { walk } from './ask.ts'
import { type StreamConnection, call } from './connection.ts'
import { follow } from './follow.ts'
import { type FleetSubjects, subjectsOf } from './subjects.ts'

export interface StoredOrder {
  readonly sequence: number
  readonly cancel: pb.Cancel.$Properties
}

/**
 * Names the stream of orders as the one that the message is for. Every other stream refuses to store a message with it, so what carries it
 * was published under its subject by whoever may do so: who may only read a stream can have the server send what is stored there to any
 * subject, these among them.
 */
const forOrders = 'Nats-Expected-Stream'

/**
 * Control of running work. Plain publishing: what nobody hears is lost, and whoever needs an answer asks again with the same epoch.
 * A cancel alone is stored, for a keeper that is away: nobody would ask again.
 */
export class ControlBus {
  readonly #connection: StreamConnection
  readonly #subjects: FleetSubjects

  constructor(connection: StreamConnection, fleet: string) {
    this.#connection = connection
    this.#subjects = subjectsOf(fleet)
  }

  /** Resolves when the server has the message. Throws `subject.invalid`, `stream.unreachable`, for a cancel also `stream.mismatch`. */
  async publish(control: pb.Control.$Properties, signal: AbortSignal): Promise<void> {
    const { nats, js } = this.#connection
    const [subject, bytes] = [this.#subjectFor(control), pb.Control.encode(control).finish()]
    const options = { headers: headers() }
    options.headers.set(forOrders, this.#subjects.orderStream)
    if (control.cancel != null) {
      await call('publish cancel', () => js.publish(subject, bytes, options), signal)
      return
    }
    nats.publish(subject, bytes, options)
    await call('publish control', () => nats.flush(), signal)
  }

  /**
   * What one worker is to obey: cancel and pause for all, drain for itself. Resolves once the server knows the subscription. Orders against
   * old weights come also where they were given before, or while the bus was away; of the others, that is the keeper's to see to (D17).
   */
  async forWorker(worker: string, signal: AbortSignal): Promise<AsyncIterable<pb.Control>> {
    const { cancel, pause, drain } = this.#subjects
    const { said, add } = await this.#subscribe([cancel, pause, drain(worker)], signal)
    const { onRestored } = this.#connection
    const kept = { next: 1, reading: Promise.resolve() }
    const catchUp = () => {
      kept.reading = kept.reading.then(() => this.#catchUp(kept, add, signal))
    }
    catchUp()
    onRestored.add(catchUp)
    signal.addEventListener('abort', () => onRestored.delete(catchUp), { once: true })
    return said
  }

  /** Cancel orders from a sequence on, in order, those that were given while nobody listened too. What cannot be read is passed over. */
  async *orders(startSequence: number, signal: AbortSignal): AsyncGenerator<StoredOrder> {
    const { orderStream: stream, cancel: filter } = this.#subjects
    const deliveries = follow(this.#connection, { stream, filters: [filter], start: startSequence }, signal)
    for await (const { message, streamSequence: sequence } of deliveries) {
      const control = this.#read(message)
      if (control?.cancel != null) yield { sequence, cancel: control.cancel }
    }
  }

  /** One after another, since a worker may only ask. What fails is made up for when the connection is back. */
  async #catchUp(kept: { next: number }, add: (control: pb.Control) => void, signal: AbortSignal): Promise<void> {
    const { orderStream: stream, cancel: filter } = this.#subjects
    try {
      for await (const found of walk(this.#connection, { stream, filter, startSequence: kept.next }, signal)) {
        kept.next = found.seq + 1
        const control = this.#read({ subject: found.subject, data: found.data, headers: found.header })
        if (control?.cancel?.olderThanWeightVersion != null) add(control)
      }
    } catch (thrown) {
      if (!signal.aborted) this.#connection.logger.warn('orders that were given before cannot be read', errorFields(thrown))
    }
  }

  /** Everything that is said in the fleet: for owners and people. */
  async all(signal: AbortSignal): Promise<AsyncIterable<pb.Control>> {
    return (await this.#subscribe([this.#subjects.allControl], signal)).said
  }

  async #subscribe(
    subjects: readonly string[],
    signal: AbortSignal,
  ): Promise<{ readonly said: AsyncIterable<pb.Control>; readonly add: (control: pb.Control) => void }> {
    const { nats, logger } = this.#connection
    const arrived: pb.Control[] = []
    let wake: () => void = () => undefined
    const add = (control: pb.Control) => {
      arrived.push(control)
      // Far more than anybody says in the time of a turn; a reader that does not read must not grow.
      if (arrived.length > backlogMax) arrived.shift()
      wake()
    }
    const subscriptions = subjects.map((subject) =>
      nats.subscribe(subject, {
        callback: (error, message) => {
          if (error !== null) {
            logger.warn('control cannot be heard', { subject, ...errorFields(error) })
            return
          }
          const control = this.#read(message)
          if (control !== null) add(control)
        },
      }),
    )
    const end = () => {
      for (const subscription of subscriptions) subscription.unsubscribe()
      wake()
    }
    signal.addEventListener('abort', end, { once: true })
    await call('subscribe to control', () => nats.flush(), signal)
    const said = (async function* () {
      try {
        while (!signal.aborted) {
          const next = arrived.shift()
          if (next !== undefined) yield next
          else await new Promise<void>((resolve) => (wake = resolve))
        }
      } finally {
        signal.removeEventListener('abort', end)
        end()
      }
    })()
    return { said, add }
  }

  /** Null for what cannot be read, and for what its sender did not say itself. */
  #read({ subject, data, headers }: ControlMessage): pb.Control | null {
    const { logger } = this.#connection
    if (!isOwnWord(headers, this.#subjects.orderStream)) {
      logger.warn('control message that nobody who may control has said', { subject })
      return null
    }
    try {
      return pb.Control.decode(data)
    } catch (thrown) {
      logger.warn('control message cannot be read', { subject, ...errorFields(thrown) })
      return null
    }
  }

  #subjectFor(control: pb.Control.$Properties): string {
    if (control.cancel != null) return this.#subjects.cancel
    if (control.pause != null) return this.#subjects.pause
    if (control.drain != null) return this.#subjects.drain(control.drain.worker ?? '')
    invariant(control.drained != null, 'a control message has an action')
    return this.#subjects.drained(control.drained.worker ?? '')
  }
}

const backlogMax = 10_000

interface ControlMessage {
  readonly subject: string
  readonly data: Uint8Array
  readonly headers?: MsgHdrs | undefined
}

/** That header and nothing beside it: the server and the client may read a malformed block of headers differently. */
function isOwnWord(headers: MsgHdrs | undefined, orderStream: string): boolean {
  if (headers === undefined || headers.status !== '0') return false
  return headers.keys().length === 1 && headers.values(forOrders).join() === orderStream
}
