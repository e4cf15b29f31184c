import { invariant } from '#internal/base/errors.ts'
import { pb } from '#internal/gen/v1.js'
import { errorFields } from '#internal/telemetry/logger.ts'
import { type StreamConnection, call } from './connection.ts'
import { follow } from './follow.ts'
import { type FleetSubjects, subjectsOf } from './subjects.ts'

export interface StoredOrder {
  readonly sequence: number
  readonly cancel: pb.Cancel.$Properties
}

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
    if (control.cancel != null) {
      await call('publish cancel', () => js.publish(subject, bytes), signal)
      return
    }
    nats.publish(subject, bytes)
    await call('publish control', () => nats.flush(), signal)
  }

  /** What one worker is to obey: cancel and pause for all, drain for itself. Resolves once the server knows the subscription. */
  async forWorker(worker: string, signal: AbortSignal): Promise<AsyncIterable<pb.Control>> {
    return this.#subscribe([this.#subjects.cancel, this.#subjects.pause, this.#subjects.drain(worker)], signal)
  }

  /** Cancel orders from a sequence on, in order, those that were given while nobody listened too. What cannot be read is passed over. */
  async *orders(startSequence: number, signal: AbortSignal): AsyncGenerator<StoredOrder> {
    const { orderStream: stream, cancel: filter } = this.#subjects
    const deliveries = follow(this.#connection, { stream, filters: [filter], start: startSequence }, signal)
    for await (const { message, streamSequence: sequence } of deliveries) {
      try {
        const { cancel } = pb.Control.decode(message.data)
        if (cancel != null) yield { sequence, cancel }
      } catch (thrown) {
        this.#connection.logger.warn('cancel order cannot be read', { sequence, ...errorFields(thrown) })
      }
    }
  }

  /** Everything that is said in the fleet: for owners and people. */
  async all(signal: AbortSignal): Promise<AsyncIterable<pb.Control>> {
    return this.#subscribe([this.#subjects.allControl], signal)
  }

  async #subscribe(subjects: readonly string[], signal: AbortSignal): Promise<AsyncIterable<pb.Control>> {
    const { nats, logger } = this.#connection
    const arrived: pb.Control[] = []
    let wake: () => void = () => undefined
    const subscriptions = subjects.map((subject) =>
      nats.subscribe(subject, {
        callback: (error, message) => {
          try {
            if (error !== null) throw error
            arrived.push(pb.Control.decode(message.data))
            // Far more than anybody says in the time of a turn; a reader that does not read must not grow.
            if (arrived.length > backlogMax) arrived.shift()
            wake()
          } catch (thrown) {
            logger.warn('control message cannot be read', { subject, ...errorFields(thrown) })
          }
        },
      }),
    )
    const end = () => {
      for (const subscription of subscriptions) subscription.unsubscribe()
      wake()
    }
    signal.addEventListener('abort', end, { once: true })
    await call('subscribe to control', () => nats.flush(), signal)
    return (async function* () {
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
