import { type StreamConnection, call } from './connection.ts'
import { type FleetSubjects, subjectsOf } from './subjects.ts'

/** What one environment's workers have, and what waits for them. */
export interface GateLook {
  readonly running: number
  readonly waiting: number
  /** Grows with every delivery. */
  readonly delivered: number
}

// As long as a consumer can be paused for: it is resumed by us, and by its owner's successor.
const pausedForMs = 365 * 24 * 3_600_000
/** What a gate that holds nothing back lets through: more than any fleet runs. */
export const openGate = 1_000_000

/**
 * How many tasks of an environment may be with workers at a time, over the whole fleet: the consumer's `max_ack_pending`, moved live. The
 * server takes 0 for its default of 1,000, so a closed gate is a paused consumer, which holds what is to be delivered again too.
 */
export class TaskGate {
  readonly #connection: StreamConnection
  readonly #subjects: FleetSubjects
  /** As it was set last: nothing is sent that changes nothing. */
  readonly #set = new Map<string, number | 'again'>()

  constructor(connection: StreamConnection, fleet: string) {
    this.#connection = connection
    this.#subjects = subjectsOf(fleet)
  }

  async look(environment: string, signal: AbortSignal): Promise<GateLook> {
    const { taskStream, taskConsumer } = this.#subjects
    const name = taskConsumer(environment)
    const info = await call(`read consumer ${name}`, () => this.#connection.jsm.consumers.info(taskStream, name), signal)
    return { running: info.num_ack_pending, waiting: info.num_pending, delivered: info.delivered.consumer_seq }
  }

  /** Another may have moved the gates since they were set here: the next limit is sent, whatever it is. */
  forget(): void {
    this.#set.clear()
  }

  /** Lets so many run; 0 closes it. Resolves when the server has it. */
  async set(environment: string, limit: number, signal: AbortSignal): Promise<void> {
    const before = this.#set.get(environment)
    if (before === limit) return
    const name = this.#subjects.taskConsumer(environment)
    if (limit > 0) await this.#limit(name, limit, signal)
    // Also at first: an owner before this one may have left it closed.
    if (limit === 0 || before === undefined || before === 0) await this.#pause(name, limit === 0, signal)
    this.#set.set(environment, limit)
  }

  /**
   * Closed but for what is delivered again, while any task is with a worker: that counts as such until it is acked, and the server looks at
   * `max_ack_pending` before new tasks alone. When the last of them is acked one new task passes, so this is for moments.
   */
  async letAgain(environment: string, signal: AbortSignal): Promise<void> {
    if (this.#set.get(environment) === 'again') return
    const name = this.#subjects.taskConsumer(environment)
    await this.#limit(name, 1, signal)
    await this.#pause(name, false, signal)
    this.#set.set(environment, 'again')
  }

  async #limit(name: string, limit: number, signal: AbortSignal): Promise<void> {
    const { taskStream } = this.#subjects
    await call(`open ${name}`, () => this.#connection.jsm.consumers.update(taskStream, name, { max_ack_pending: limit }), signal)
  }

  /** nats.js 2.29 has no call for it. */
  async #pause(name: string, paused: boolean, signal: AbortSignal): Promise<void> {
    const { nats, clock } = this.#connection
    const until = paused ? new Date(clock.nowMs() + pausedForMs).toISOString() : new Date(0).toISOString()
    const request = () =>
      nats.request(`$JS.API.CONSUMER.PAUSE.${this.#subjects.taskStream}.${name}`, JSON.stringify({ pause_until: until }), {
        timeout: 5_000,
      })
    await call(`${paused ? 'pause' : 'resume'} ${name}`, request, signal)
  }
}
