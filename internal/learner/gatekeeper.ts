import type { Clock } from '#internal/base/clock.ts'
import { SortieError } from '#internal/base/errors.ts'
import type { pb } from '#internal/gen/v1.js'
import { type Logger, errorFields } from '#internal/telemetry/logger.ts'
import { runningLimit, sharesOf } from '#internal/weights/admission.ts'
import { heldMarks, markedPartitions } from './marks.ts'

/** What the gatekeeper needs of the outside world; the stream layer satisfies it. */
export interface GatekeeperPorts {
  readonly gate: {
    look(environment: string, signal: AbortSignal): Promise<{ readonly running: number; readonly waiting: number }>
    set(environment: string, limit: number, signal: AbortSignal): Promise<void>
  }
  readonly marks: { committed(signal: AbortSignal): Promise<readonly pb.CommittedMark.$Properties[]> }
  readonly weights: { current(signal: AbortSignal): Promise<pb.WeightManifest.$Properties | null> }
  /** What has ended, whatever it ended as; null while nobody here keeps the ledger. */
  readonly ended: () => number | null
}

export interface GatekeeperOptions {
  readonly environments: readonly string[]
  readonly clock: Clock
  readonly logger: Logger
  /** What a gate lets through that holds nothing back. */
  readonly open: number
  readonly everyMs?: number
}

const everyMsDefault = 1_000

/** Keeps what runs within what learners will accept. A learner that states no bound on staleness leaves the gate open. */
export class Gatekeeper {
  readonly #ports: GatekeeperPorts
  readonly #options: GatekeeperOptions

  constructor(ports: GatekeeperPorts, options: GatekeeperOptions) {
    this.#ports = ports
    this.#options = options
  }

  async run(signal: AbortSignal): Promise<void> {
    const { clock, logger, everyMs } = this.#options
    while (!signal.aborted) {
      try {
        await clock.sleep(everyMs ?? everyMsDefault, signal)
        await this.look(signal)
      } catch (thrown) {
        if (signal.aborted) return
        if (!(thrown instanceof SortieError)) throw thrown
        logger.warn('the gate could not be moved, trying again', errorFields(thrown))
      }
    }
  }

  /** Moves the gates to where they belong; resolves with the fleet's limit, null: none. */
  async look(signal: AbortSignal): Promise<number | null> {
    const { gate, ended } = this.#ports
    const { environments, open } = this.#options
    const limit = limitOf(
      await this.#ports.marks.committed(signal),
      (await this.#ports.weights.current(signal))?.weightVersion ?? 0,
      ended(),
    )
    if (limit === null) {
      for (const environment of environments) await gate.set(environment, open, signal)
      return null
    }
    const looks = await Promise.all(environments.map((environment) => gate.look(environment, signal)))
    const shares = sharesOf(limit, looks.map(({ running, waiting }) => running + waiting)) // prettier-ignore
    // One that asks for nothing keeps the door open for its first task, where there is room at all.
    for (const [index, environment] of environments.entries())
      await gate.set(environment, Math.max(shares[index] ?? 0, Math.min(1, limit)), signal)
    return limit
  }
}

/** The limit that the marks state which hold; null when one of them states none, or when nobody knows what has ended. */
export function limitOf(marks: readonly pb.CommittedMark.$Properties[], weightVersion: number, ended: number | null): number | null {
  const held = heldMarks(marks, markedPartitions(marks))
  const bounds = held.map(({ mark }) => mark.policy?.maxStalenessSteps)
  if (ended === null || held.length === 0 || bounds.some((bound) => bound == null)) return null
  const batchSize = held.reduce((sum, { mark, part }) => sum + part * (mark.policy?.rollouts ?? 0), 0)
  const dropped = held.reduce((sum, { mark, part }) => sum + part * (mark.cursor?.droppedRollouts ?? 0), 0)
  return runningLimit({
    weightVersion,
    accepted: ended - Math.round(dropped),
    batchSize: Math.round(batchSize),
    maxStalenessSteps: Math.min(...bounds.map((bound) => bound ?? 0)),
  })
}
