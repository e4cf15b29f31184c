import type { ConsumerInfo } from 'nats'
import { SortieError } from '#internal/base/errors.ts'
import { errorFields } from '#internal/telemetry/logger.ts'
import { askFor, nextOf } from './ask.ts'
import { type StreamConnection, call } from './connection.ts'
import { declareTaskConsumer } from './streams.ts'
import { type FleetSubjects, subjectsOf } from './subjects.ts'

/** What a look at a task consumer sees. */
export interface ConsumerLook {
  readonly atMs: number
  /** Tasks in the queue, whoever has them. */
  readonly messages: number
  /** The sequence of the first of them; 0: there is none. */
  readonly oldest: number
  readonly pending: number
  readonly ackPending: number
  readonly ackPendingMax: number
  /** Workers that are asking right now. */
  readonly waiting: number
  /** The gate is closed: nothing is to be delivered. */
  readonly paused: boolean
  /** Grows with every delivery and every ack. */
  readonly progress: string
}

export type StuckReason = 'stalled' | 'exhausted'

/** When what is seen now began, in a look's own milliseconds. */
export interface Since {
  /** The progress is this, and has been since. */
  readonly progress: string
  readonly progressMs: number
  /**
   * In every look since there were tasks that are neither waiting nor on their way, and the oldest in the queue was the same: their deliveries are
   * used up. Null: there are none.
   */
  readonly exhaustedMs: number | null
  readonly oldest: number
}

export interface Patience {
  /** Two ack waits: whatever is on its way has arrived or timed out. Milliseconds. */
  readonly stuckAfterMs: number
  /** How long used up tasks are waited for where others are on their way. Milliseconds. */
  readonly busyAfterMs: number
}

/**
 * What a look adds to those before it. A task that was acked is on its way no more before each replica has taken it out of the queue: a busy
 * one always has some. What is used up becomes the oldest in the queue in time, and stays it.
 */
export function nextSince(before: Since | null, now: ConsumerLook): Since {
  const isExhausted = now.messages - now.pending - now.ackPending > 0
  const sinceMs = before?.oldest === now.oldest ? before.exhaustedMs : null
  return {
    progress: now.progress,
    progressMs: before?.progress === now.progress ? before.progressMs : now.atMs,
    exhaustedMs: isExhausted ? (sinceMs ?? now.atMs) : null,
    oldest: now.oldest,
  }
}

/**
 * Why a consumer is to be made anew; null when it is not stuck, or has not been for long enough. `stalled`: workers ask, tasks wait, and
 * nothing is delivered, as after a change of leader. `exhausted`: tasks are in the queue that it will never deliver again, their deliveries
 * used up by drains and evictions, whatever moves beside them. Nobody can ask the server which they are, so all are delivered again. Where
 * others are on their way that costs their attempts, which are fenced off and count as silent: hence the longer patience.
 */
export function stuckReason(since: Since, now: ConsumerLook, { stuckAfterMs, busyAfterMs }: Patience): StuckReason | null {
  if (now.paused) return null
  const isStill = now.atMs - since.progressMs >= stuckAfterMs
  if (isStill && now.pending > 0 && now.waiting > 0 && now.ackPending < now.ackPendingMax) return 'stalled'
  if (since.exhaustedMs === null) return null
  return now.atMs - since.exhaustedMs >= (now.ackPending === 0 ? stuckAfterMs : busyAfterMs) ? 'exhausted' : null
}

export interface ConsumerWatchOptions extends Partial<Patience> {
  readonly fleet: string
  readonly environments: readonly string[]
  readonly lookEveryMs?: number
}

const defaults = { lookEveryMs: 10_000, stuckAfterMs: 60_000, busyAfterMs: 10 * 60_000 }
// Three silent attempts are poison: no rollout may come to that by our doing, unless it runs for hours.
const busyAgainAfterMs = 3_600_000
// The server's own, where a consumer does not say.
const ackPendingMaxDefault = 1_000

/**
 * Looks after the task consumers: one that is stuck is made anew, as it was declared. Nothing is lost by that, since the queue keeps every
 * task until it is acked; a task that is delivered again meets the fence, and poison is judged by attempts, not by deliveries.
 */
export class ConsumerWatch {
  readonly #connection: StreamConnection
  readonly #options: ConsumerWatchOptions & typeof defaults
  readonly #subjects: FleetSubjects
  readonly #since = new Map<string, Since>()
  /** When a consumer was made anew beside others that were on their way, by environment. */
  readonly #busyAtMs = new Map<string, number>()

  constructor(connection: StreamConnection, options: ConsumerWatchOptions) {
    this.#connection = connection
    this.#options = { ...defaults, ...options }
    this.#subjects = subjectsOf(options.fleet)
  }

  /** Looks now and then until the signal aborts. */
  async run(signal: AbortSignal): Promise<void> {
    const { clock, logger } = this.#connection
    while (!signal.aborted) {
      try {
        await clock.sleep(this.#options.lookEveryMs, signal)
        for (const environment of this.#options.environments) await this.look(environment, signal)
      } catch (thrown) {
        if (signal.aborted) return
        if (!(thrown instanceof SortieError)) throw thrown
        logger.warn('the task consumers could not be looked at', errorFields(thrown))
      }
    }
  }

  /** One look at one environment's consumer; resolves with why it was made anew, or null. */
  async look(environment: string, signal: AbortSignal): Promise<StuckReason | null> {
    const now = await this.#read(environment, signal)
    const before = this.#since.get(environment)
    const since = nextSince(before ?? null, now)
    this.#since.set(environment, since)
    // A first look has nothing to compare.
    const reason = before === undefined ? null : stuckReason(since, now, this.#options)
    if (reason === null) return null
    if (now.ackPending > 0) {
      const busyAtMs = this.#busyAtMs.get(environment) ?? -Infinity
      if (reason === 'exhausted' && now.atMs - busyAtMs < busyAgainAfterMs) return null
      this.#busyAtMs.set(environment, now.atMs)
    }
    const { jsm, logger } = this.#connection
    const { taskStream } = this.#subjects
    // As declared, but for the gate, which is moved live.
    const declared = { ...declareTaskConsumer(this.#subjects, environment), max_ack_pending: now.ackPendingMax }
    logger.warn('a task consumer is stuck, making it anew', { environment, reason, count: now.messages })
    await call(`delete consumer ${declared.durable_name}`, () => jsm.consumers.delete(taskStream, declared.durable_name), signal)
    await call(`create consumer ${declared.durable_name}`, () => jsm.consumers.add(taskStream, declared), signal)
    this.#since.delete(environment)
    return reason
  }

  async #read(environment: string, signal: AbortSignal): Promise<ConsumerLook> {
    const { jsm, clock } = this.#connection
    const { taskStream } = this.#subjects
    const subject = this.#subjects.task(environment)
    const name = this.#subjects.taskConsumer(environment)
    const count = async () => {
      const stream = await call(`read stream ${taskStream}`, () => jsm.streams.info(taskStream, { subjects_filter: subject }), signal)
      return stream.state.subjects?.[subject] ?? 0
    }
    // On either side of the consumer: neither what is submitted nor what is acked in between may look used up.
    const countBefore = await count()
    const info: ConsumerInfo = await call(`read consumer ${name}`, () => jsm.consumers.info(taskStream, name), signal)
    const first = await askFor(this.#connection, taskStream, nextOf(subject), signal)
    return {
      atMs: clock.monotonicNs() / 1e6,
      messages: Math.min(countBefore, await count()),
      oldest: first?.seq ?? 0,
      pending: info.num_pending,
      ackPending: info.num_ack_pending,
      ackPendingMax: info.config.max_ack_pending ?? ackPendingMaxDefault,
      waiting: info.num_waiting,
      // A field that nats.js 2.29 does not know yet.
      paused: (info as { readonly paused?: boolean }).paused === true,
      progress: `${String(info.delivered.consumer_seq)} ${String(info.ack_floor.consumer_seq)} ${String(info.num_ack_pending)} ${String(info.num_redelivered)}`,
    }
  }
}
