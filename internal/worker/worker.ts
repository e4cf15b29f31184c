import { withDeadline } from '#internal/base/abort.ts'
import { pb } from '#internal/gen/v1.js'
import { type Logger, errorFields } from '#internal/telemetry/logger.ts'
import { type AttemptContext, runAttempt } from './attempt.ts'
import { Cancellations } from './cancellations.ts'
import type { ControlSource, Replicas, TaskSource } from './ports.ts'

export interface WorkerOptions {
  readonly slots: number
  /** At this fill of the trajectory stream only one slot still claims, and half-way from it to full none: the rest is for endings. In [0, 1]. */
  readonly highWater: number
  /** How long running rollouts may go on once a drain has begun. Milliseconds. */
  readonly graceMs: number
}

export interface WorkerPorts {
  readonly tasks: TaskSource
  readonly control: ControlSource
  readonly replicas: Replicas
}

// While the stream is too full, the fleet is paused or no replica is ready: often enough that slots are not idle for long after.
const gateEveryMs = 500
// A claim that failed: the bus is away, and the connection restores itself.
const claimAgainMs = 1_000
// Claims below the high-water mark stop a little above where they resume, or they would flutter at it.
const resumeBelow = 0.95
// Everything is recorded by then: the exit of a worker must not wait for a bus that is away.
const drainedWithinMs = 2_000

/** Runs up to `slots` rollouts at a time until it is drained. */
export class Worker {
  readonly #options: WorkerOptions
  readonly #ports: WorkerPorts
  readonly #context: AttemptContext
  readonly #logger: Logger
  readonly #cancellations = new Cancellations()
  /** Aborts when nothing more is to be claimed. */
  readonly #draining = new AbortController()
  /** Aborts when running attempts are to be handed back. */
  readonly #stopping = new AbortController()
  /** When the drain began, and when it ends. Monotonic milliseconds; null: there is none. */
  #drain: { readonly sinceMs: number; readonly endMs: number } | null = null
  #busy = 0
  #paused = false
  #full = false
  /** Of the last drain that was ordered over the bus, until it is answered. */
  #drainEpoch: number | null = null

  constructor(options: WorkerOptions, ports: WorkerPorts, context: AttemptContext) {
    this.#options = options
    this.#ports = ports
    this.#context = context
    this.#logger = context.logger
  }

  get busy(): number {
    return this.#busy
  }

  get draining(): boolean {
    return this.#draining.signal.aborted
  }

  /** Resolves when every slot is free for good, after a drain. Rejects on a broken invariant. */
  async run(): Promise<void> {
    const control = new AbortController()
    const listening = this.#listen(control.signal)
    try {
      await Promise.all(Array.from({ length: this.#options.slots }, (_, index) => this.#slot(index)))
      await this.#sayDrained()
    } finally {
      control.abort()
      // Nothing is left to hand back: the grace must not keep the process waiting.
      this.#stopping.abort()
      await listening
    }
  }

  /**
   * Stops claiming; running rollouts may end within the grace, then they are handed back. Safe to repeat: graces count from the first time,
   * so that repeating prolongs nothing, and a shorter one brings the end forward, to now where it has passed.
   */
  drain(graceMs = this.#options.graceMs): void {
    const { clock } = this.#context
    const nowMs = clock.monotonicNs() / 1e6
    const { sinceMs, endMs } = this.#drain ?? { sinceMs: nowMs, endMs: Infinity }
    if (sinceMs + graceMs >= endMs) return
    this.#drain = { sinceMs, endMs: sinceMs + graceMs }
    this.#logger.info('draining', { busy: this.#busy, graceMs })
    this.#draining.abort()
    const leftMs = sinceMs + graceMs - nowMs
    if (leftMs <= 0) {
      this.#stopping.abort()
      return
    }
    clock.sleep(leftMs, this.#stopping.signal).then(
      () => {
        this.#stopping.abort()
      },
      () => undefined,
    )
  }

  /** Hands everything back at once. */
  stop(): void {
    this.drain(0)
    this.#stopping.abort()
  }

  async #slot(index: number): Promise<void> {
    const draining = this.#draining.signal
    while (!draining.aborted) {
      const claim = await this.#claim(index, draining)
      if (claim === null) continue
      this.#setBusy(1)
      const running = this.#cancellations.enter(claim.task)
      try {
        await runAttempt(claim, this.#context, {
          stop: this.#stopping.signal,
          cancel: running.signal,
          onAsked: (weightVersion) => {
            running.asked(weightVersion)
          },
          onSampled: (weightVersion) => {
            running.sampled(weightVersion)
          },
        })
      } finally {
        running[Symbol.dispose]()
        this.#setBusy(-1)
      }
    }
  }

  async #claim(index: number, signal: AbortSignal) {
    try {
      if (!this.#ports.replicas.anyReady() || (await this.#closed(index, signal))) {
        await this.#context.clock.sleep(gateEveryMs, signal)
        return null
      }
      return await this.#ports.tasks.claim(signal)
    } catch (thrown) {
      if (signal.aborted) return null
      this.#logger.warn('claiming failed, trying again', errorFields(thrown))
      await this.#context.clock.sleep(claimAgainMs, signal).catch(() => undefined)
      return null
    }
  }

  /**
   * A stream that is full of what waits for the last member of its group is emptied by that member alone: were nothing claimed at all, it
   * would stay full for ever. Tasks that a dead worker left come first in the queue, so one slot is enough.
   */
  async #closed(index: number, signal: AbortSignal): Promise<boolean> {
    const fill = await this.#context.log.fill(signal)
    const limit = this.#full ? this.#options.highWater * resumeBelow : this.#options.highWater
    if (fill >= limit !== this.#full) {
      this.#full = fill >= limit
      this.#logger.warn(this.#full ? 'stream is nearly full, claiming one at a time at most' : 'stream has room again, claiming', {
        fillRatio: fill,
      })
    }
    const mayTrickle = index === 0 && fill < (1 + this.#options.highWater) / 2
    return this.#paused || (this.#full && !mayTrickle)
  }

  #setBusy(change: number): void {
    this.#busy += change
    const { slots } = this.#context.metrics
    const idle = this.#options.slots - this.#busy
    slots.set({ state: 'busy' }, this.#busy)
    slots.set({ state: 'idle' }, this.draining ? 0 : idle)
    slots.set({ state: 'draining' }, this.draining ? this.#busy : 0)
  }

  async #listen(signal: AbortSignal): Promise<void> {
    try {
      for await (const order of await this.#ports.control.forWorker(this.#context.worker, signal)) this.#obey(order)
    } catch (thrown) {
      // A worker that cannot be told anything still does its work, and SIGTERM drains it.
      if (!signal.aborted) this.#logger.error('orders cannot be heard', errorFields(thrown))
    }
  }

  #obey(order: pb.Control): void {
    if (order.cancel != null) this.#cancellations.cancel(order.cancel)
    else if (order.pause != null) this.#paused = order.pause.paused ?? false
    else if (order.drain != null) {
      this.#drainEpoch = order.drain.epoch ?? 0
      const graceMs = order.drain.graceMs ?? 0
      this.drain(graceMs === 0 ? this.#options.graceMs : graceMs)
    }
  }

  /** Answers the drain: nothing runs here any more. Whoever ordered it asks again when the answer is lost. */
  async #sayDrained(): Promise<void> {
    if (this.#drainEpoch === null) return
    const { clock, worker } = this.#context
    using limit = withDeadline(new AbortController().signal, drainedWithinMs, { clock, what: 'saying drained' })
    await this.#ports.control.publish({ drained: { worker, epoch: this.#drainEpoch } }, limit.signal).catch((thrown: unknown) => {
      this.#logger.warn('drained, but could not say so', errorFields(thrown))
    })
  }
}
