import type { Clock } from '#internal/base/clock.ts'
import { SortieError } from '#internal/base/errors.ts'
import { type Logger, errorFields } from '#internal/telemetry/logger.ts'
import type { ControllerMetrics } from '#internal/telemetry/controller-metrics.ts'
import type { FleetRecord, SeatResult } from './fleet-seat.ts'

/** One fleet in hand, with its connection to the bus. */
export interface Seat<T extends FleetRecord> extends AsyncDisposable {
  reconcile(object: T, signal: AbortSignal): Promise<SeatResult>
}

export interface ManagerPorts<T extends FleetRecord> {
  /** Every fleet that there is, by `namespace/name`. */
  readonly fleets: { get(key: string): T | undefined }
  readonly queue: {
    readonly depth: number
    take(signal: AbortSignal): Promise<string>
    done(key: string, outcome: 'well' | 'failed'): void
    addAfter(key: string, ms: number): void
  }
  open(object: T): Seat<T>
  /** Tells people that a look at the fleet threw. */
  failed(object: T, thrown: unknown, signal: AbortSignal): Promise<void>
  /** What a seat is bound to: with another, it is opened anew. */
  identityOf(object: T): string
}

export interface ManagerOptions {
  readonly clock: Clock
  readonly logger: Logger
  readonly metrics: ControllerMetrics
  readonly lanes?: number
}

// Fleets that are looked at side by side: one that waits for a slow answer must not hold the others.
const lanesDefault = 8

/** Takes keys and reconciles the fleets behind them, each by one at a time; fleets that have gone give up their seat. */
export class FleetManager<T extends FleetRecord> {
  readonly #ports: ManagerPorts<T>
  readonly #options: ManagerOptions
  readonly #seats = new Map<string, { readonly identity: string; readonly seat: Seat<T> }>()

  constructor(ports: ManagerPorts<T>, options: ManagerOptions) {
    this.#ports = ports
    this.#options = options
  }

  /** Runs until the signal aborts, then leaves every seat. Pods stay as they are. */
  async run(signal: AbortSignal): Promise<void> {
    try {
      await Promise.all(Array.from({ length: this.#options.lanes ?? lanesDefault }, () => this.#lane(signal)))
    } finally {
      await Promise.allSettled([...this.#seats.values()].map(({ seat }) => seat[Symbol.asyncDispose]()))
      this.#seats.clear()
    }
  }

  async #lane(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      const key = await this.#ports.queue.take(signal).catch(() => null)
      if (key === null) return
      this.#ports.queue.done(key, await this.#look(key, signal))
    }
  }

  async #look(key: string, signal: AbortSignal): Promise<'well' | 'failed'> {
    const { clock, metrics } = this.#options
    const startedNs = clock.monotonicNs()
    let outcome: 'success' | 'error' = 'success'
    try {
      const object = this.#ports.fleets.get(key)
      const seat = await this.#seatOf(key, object)
      if (object !== undefined && seat !== null) {
        const { againInMs, result } = await seat.reconcile(object, signal)
        this.#ports.queue.addAfter(key, againInMs)
        if (result !== null) metrics.fleetLooked(key, result.status, result.decisions)
      } else metrics.fleetGone(key)
      return 'well'
    } catch (thrown) {
      if (signal.aborted) return 'well'
      outcome = 'error'
      await this.#failed(key, thrown, signal)
      return 'failed'
    } finally {
      metrics.reconciled(outcome, (clock.monotonicNs() - startedNs) / 1e9)
    }
  }

  /** A bug that one fleet brings to light is that fleet's alone: the others have this process only, and its successor would meet it too. */
  async #failed(key: string, thrown: unknown, signal: AbortSignal): Promise<void> {
    const { logger } = this.#options
    const fields = { fleet: key, ...errorFields(thrown) }
    if (thrown instanceof SortieError && thrown.code !== 'invariant.broken') {
      logger.warn('a fleet could not be reconciled, trying again', fields)
    } else {
      const stack = thrown instanceof Error ? (thrown.stack ?? '') : ''
      logger.error('a fleet could not be reconciled for a bug of the controller, trying again', { ...fields, stack })
    }
    const object = this.#ports.fleets.get(key)
    if (object === undefined) return
    await this.#ports.failed(object, thrown, signal).catch((again: unknown) => {
      if (!signal.aborted) logger.warn('the status of a fleet was not written', { fleet: key, ...errorFields(again) })
    })
  }

  async #seatOf(key: string, object: T | undefined): Promise<Seat<T> | null> {
    const known = this.#seats.get(key)
    const identity = object === undefined ? null : this.#ports.identityOf(object)
    if (known !== undefined && known.identity === identity) return known.seat
    this.#seats.delete(key)
    await known?.seat[Symbol.asyncDispose]()
    if (object === undefined || identity === null) return null
    const seat = this.#ports.open(object)
    this.#seats.set(key, { identity, seat })
    return seat
  }
}
