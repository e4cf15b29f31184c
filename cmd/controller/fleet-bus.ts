import { systemClock as clock } from '#internal/base/clock.ts'
import { SortieError, errorText } from '#internal/base/errors.ts'
import { systemRng as rng } from '#internal/base/rng.ts'
import type { Signals } from '#internal/controller/ports.ts'
import type { Role } from '#internal/fleet/plan.ts'
import { type StreamConnection, connectStream } from '#internal/stream/connection.ts'
import { mintCredentials } from '#internal/stream/credentials.ts'
import { FleetSignals } from '#internal/stream/fleet-signals.ts'
import { createFleetStreams, openFleetStreams } from '#internal/stream/streams.ts'
import { type Logger, errorFields } from '#internal/telemetry/logger.ts'
import { createOwner } from '../shared/owner.ts'
import { type Signer, readSigner } from '../shared/signer.ts'
import { type AccessOptions, ownerAccess, remembered } from './bus-access.ts'

export interface FleetBusOptions extends AccessOptions {
  readonly presenceTtlMs: number
  readonly logger: Logger
}

const againMs = { first: 1_000, max: 30_000 }
const reaperGraceMs = 5_000
/** A bus that was tried or has been away for less may be well. */
const doubtMs = 10_000

/** A fleet's bus in the controller's hand: its streams, its ledger's keeper, and what workers say; away, it says why, and comes back. */
export class FleetBus implements AsyncDisposable {
  readonly #options: FleetBusOptions
  readonly #life = new AbortController()
  readonly #running: Promise<void>
  readonly #startedNs = clock.monotonicNs()
  #heard: FleetSignals | null = null
  #connection: Pick<StreamConnection, 'awayMs' | 'url'> | null = null
  #problem: string | null = null
  readonly #signer: ((signal: AbortSignal) => Promise<Signer>) | null

  constructor(options: FleetBusOptions) {
    const { readSecret, fleet } = (this.#options = options)
    const { credentialsSecret: secret } = fleet.spec.stream
    this.#signer = secret === undefined ? null : remembered((signal) => readSigner(readSecret, secret, signal))
    this.#running = this.#run(this.#life.signal)
  }

  /** Null while it is well, and for the first seconds of a try or a break. */
  problem(): string | null {
    if (this.#problem !== null) return this.#problem
    const away = this.#connection === null ? (clock.monotonicNs() - this.#startedNs) / 1e6 : (this.#connection.awayMs() ?? 0)
    if (away < doubtMs) return null
    return this.#connection === null ? 'the bus is not reached yet' : `the bus at ${this.#connection.url} is away, reconnecting`
  }

  /** Without the bus nobody knows anything, which never makes fewer pods. */
  readonly signals: Signals = {
    heartbeats: (role) => this.#heard?.heartbeats(role) ?? null,
    backlog: (signal) => this.#heard?.backlog(signal) ?? Promise.resolve(null),
    askToDrain: async (name, epoch, graceMs, signal) => this.#heard?.askToDrain(name, epoch, graceMs, signal),
    drainedEpoch: (name) => this.#heard?.drainedEpoch(name) ?? null,
  }

  /** Credentials of one pod, for its role and name alone; null: the fleet has no signing key. Throws `config.invalid`. */
  async credentialsOf(role: Role, pod: string, signal: AbortSignal): Promise<string | null> {
    const { busFleet, spec } = this.#options.fleet
    if (this.#signer === null) return null
    const identity = { role, name: pod, fleet: busFleet, environments: [spec.environment.name] }
    return mintCredentials(identity, await this.#signer(signal), 0)
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#life.abort(new SortieError('aborted', 'the controller leaves the fleet'))
    await this.#running
  }

  async #run(signal: AbortSignal): Promise<void> {
    for (let waitMs = againMs.first; !signal.aborted; waitMs = Math.min(againMs.max, waitMs * 2)) {
      try {
        await this.#serve(signal)
      } catch (thrown) {
        if (signal.aborted) return
        this.#problem = errorText(thrown)
        const { fleet, logger } = this.#options
        logger.warn('the bus of a fleet is away, trying again', { fleet: fleet.busFleet, ...errorFields(thrown) })
        if (this.#heard !== null) waitMs = againMs.first
      } finally {
        this.#heard = null
        this.#connection = null
      }
      await clock.sleep(waitMs, signal).catch(() => undefined)
    }
  }

  /** Until the signal aborts, or a part of it fails. */
  async #serve(signal: AbortSignal): Promise<void> {
    const { fleet, name, logger, presenceTtlMs } = this.#options
    const { busFleet, spec } = fleet
    const environments = [spec.environment.name]
    await using connection = await connectStream({ ...(await ownerAccess(this.#options, signal)), name, clock, rng, logger }, signal)
    const { replicas, trajectoryGiB, replayWindowSeconds } = spec.stream
    const streams = { fleet: busFleet, environments, replicas, trajectoryBytesMax: trajectoryGiB * 2 ** 30, presenceTtlMs }
    await createFleetStreams(connection, streams, signal)
    const { partitions } = await openFleetStreams(connection, busFleet, signal)
    const owner = createOwner(connection, {
      ...{ fleet: busFleet, partitions, environments, name, reaperGraceMs, logger },
      replayWindowMs: replayWindowSeconds * 1_000,
    })
    const heard = new FleetSignals(connection, { fleet: busFleet, environments, presenceTtlMs })
    const parts = new AbortController()
    const until = AbortSignal.any([signal, parts.signal])
    const running = [...owner.run(until), heard.run(until)]
    this.#heard = heard
    this.#connection = connection
    this.#problem = null
    try {
      await Promise.all(running)
    } finally {
      parts.abort(signal.reason ?? new SortieError('aborted', 'another part has failed'))
      await Promise.allSettled(running)
    }
  }
}
