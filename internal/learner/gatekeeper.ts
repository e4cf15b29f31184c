import type { Clock } from '#internal/base/clock.ts'
import { SortieError } from '#internal/base/errors.ts'
import type { pb } from '#internal/gen/v1.js'
import { type Logger, errorFields } from '#internal/telemetry/logger.ts'
import { runningLimit, sharesOf } from '#internal/weights/admission.ts'
import { committedFloor, heldMarks, markedPartitions } from './marks.ts'

/** What the gatekeeper needs of the outside world; the stream layer satisfies it. */
export interface GatekeeperPorts {
  readonly gate: {
    look(environment: string, signal: AbortSignal): Promise<GateLook>
    /** 0 closes it, also for what is delivered again. */
    set(environment: string, limit: number, signal: AbortSignal): Promise<void>
    /** Closed but for what is delivered again, while something runs. */
    letAgain(environment: string, signal: AbortSignal): Promise<void>
    /** Another may have moved the gates since they were set here. */
    forget(): void
  }
  /** The newest last. */
  readonly marks: { committed(signal: AbortSignal): Promise<readonly pb.CommittedMark.$Properties[]> }
  readonly weights: { current(signal: AbortSignal): Promise<pb.WeightManifest.$Properties | null> }
  /** Null while nobody here keeps the ledger. */
  readonly counted: () => Counted | null
}

export interface GateLook {
  readonly running: number
  readonly waiting: number
  /** Grows with every delivery: what ran between two looks is seen by it. */
  readonly delivered: number
}

/** What the ledger has counted. */
export interface Counted {
  /** Rollouts that have ended, whatever they ended as. */
  readonly ended: number
  /** Up to this sequence of the stream. */
  readonly position: number
}

export interface GatekeeperOptions {
  /** Of the fleet. */
  readonly partitions: number
  readonly environments: readonly string[]
  readonly clock: Clock
  readonly logger: Logger
  /** What a gate lets through that holds nothing back. */
  readonly open: number
  readonly everyMs?: number
  /** How long nothing may run or be committed before a closed gate lets one through. Milliseconds. */
  readonly starvedAfterMs?: number
  /** How long a closed gate delivers nothing before it lets what is delivered again through, where something runs. Milliseconds. */
  readonly againAfterMs?: number
}

const everyMsDefault = 1_000
// Longer than most steps of a trainer.
const starvedAfterMsDefault = 300_000
// An ack wait: a lost worker's task takes as long anyway.
const againAfterMsDefault = 30_000

/** Keeps what runs within what learners will accept. A learner that states no bound on staleness leaves the gate open. */
export class Gatekeeper {
  readonly #ports: GatekeeperPorts
  readonly #options: GatekeeperOptions
  /** Since when nothing has run and nobody has committed. */
  #still = { progress: '', sinceNs: 0 }
  /** Whose turn it is where one may run. */
  #turn = 0
  /** Since when a closed gate has delivered nothing, by environment. */
  readonly #closed = new Map<string, { readonly delivered: number; readonly sinceNs: number }>()

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

  /**
   * Moves the gates to where they belong; resolves with the fleet's limit, null: no learner states one, or nobody here keeps the ledger. Then
   * they stay as they are: without the count a limit is not known, but it still holds, and whoever keeps the ledger next moves them.
   */
  async look(signal: AbortSignal): Promise<number | null> {
    const { gate } = this.#ports
    const { environments, open, partitions } = this.#options
    const counted = this.#ports.counted()
    if (counted === null) {
      gate.forget()
      this.#still = { progress: '', sinceNs: 0 }
      this.#closed.clear()
      return null
    }
    const marks = await this.#ports.marks.committed(signal)
    const weightVersion = (await this.#ports.weights.current(signal))?.weightVersion ?? 0
    const limit = limitOf(marks, { weightVersion, counted, partitions })
    if (limit === null) {
      for (const environment of environments) await gate.set(environment, open, signal)
      return null
    }
    const looks = await Promise.all(environments.map((environment) => gate.look(environment, signal)))
    const isStarved = this.#isStarved(marks, looks) && limit === 0
    const limits = isStarved ? this.#one(looks) : limitsOf(limit, looks)
    for (const [index, environment] of environments.entries()) {
      const look = looks[index]
      const isClosed = limits[index] === 0
      if (isClosed && look !== undefined && this.#isAgain(environment, look)) await gate.letAgain(environment, signal)
      else await gate.set(environment, limits[index] ?? 0, signal)
      if (!isClosed) this.#closed.delete(environment)
    }
    return isStarved ? 1 : limit
  }

  /**
   * A closed gate holds also what was handed back, or lost with its worker, and nobody can ask the server whether there is any: it counts as
   * running. So now and then it is let through until the next look; all the time, one task more would begin whenever the last one ends.
   */
  #isAgain(environment: string, { running, delivered }: GateLook): boolean {
    const nowNs = this.#options.clock.monotonicNs()
    const before = this.#closed.get(environment)
    const isStill = running > 0 && before?.delivered === delivered
    const isDue = isStill && nowNs - before.sinceNs >= (this.#options.againAfterMs ?? againAfterMsDefault) * 1e6
    if (isDue || !isStill) this.#closed.set(environment, { delivered, sinceNs: nowNs })
    return isDue
  }

  /**
   * What ended without use counts as waiting until the learner's next commit, for which it may lack one more: where nothing has run and nothing
   * was committed for long, one at a time may run.
   */
  #isStarved(marks: readonly pb.CommittedMark.$Properties[], looks: readonly GateLook[]): boolean {
    const nowNs = this.#options.clock.monotonicNs()
    const committed = marks.map(({ committedAtUnixMs }) => String(committedAtUnixMs ?? 0))
    const progress = [...committed, ...looks.map(({ delivered }) => `d${String(delivered)}`)].join()
    const isRunning = looks.some(({ running }) => running > 0)
    if (isRunning || progress !== this.#still.progress) this.#still = { progress, sinceNs: nowNs }
    return nowNs - this.#still.sinceNs >= (this.#options.starvedAfterMs ?? starvedAfterMsDefault) * 1e6
  }

  /** Of all environments one, of those that ask: the next at each look, since nobody may be there who serves this one, or it may not be the one that is missing. */
  #one(looks: readonly GateLook[]): number[] {
    const asking = looks.flatMap(({ waiting }, index) => (waiting > 0 ? [index] : []))
    const chosen = asking[this.#turn++ % Math.max(1, asking.length)]
    return looks.map((_, index) => (index === chosen ? 1 : 0))
  }
}

/** One that asks for nothing keeps the door open for its first task, where there is room at all. */
function limitsOf(limit: number, looks: readonly GateLook[]): number[] {
  const shares = sharesOf(limit, looks.map(({ running, waiting }) => running + waiting)) // prettier-ignore
  return shares.map((share) => Math.max(share, Math.min(1, limit)))
}

interface Fleet {
  readonly weightVersion: number
  readonly counted: Counted
  readonly partitions: number
}

/** The limit that the marks state which hold; null when one of them states none, or there is none. */
export function limitOf(marks: readonly pb.CommittedMark.$Properties[], fleet: Fleet): number | null {
  const { weightVersion, counted } = fleet
  // Marks outlive the streams: those of a fleet that had more partitions would hold the rest for ever.
  const partitions = markedPartitions(marks).filter((partition) => partition < fleet.partitions)
  const held = heldMarks(marks, partitions)
  const bounds = held.map(({ mark }) => mark.policy?.maxStalenessSteps)
  if (held.length === 0 || bounds.some((bound) => bound == null)) return null
  const maxStalenessSteps = Math.min(...bounds.map((bound) => bound ?? 0))
  const sumOf = (read: (mark: pb.CommittedMark.$Properties) => number) => held.reduce((sum, { mark, part }) => sum + part * read(mark), 0)
  const gone = sumOf(({ cursor, policy, weightVersion: committedAt }) => {
    const versions = versionsSince(weightVersion - (committedAt ?? 0), maxStalenessSteps)
    return (cursor?.droppedRollouts ?? 0) + (cursor?.deliveredRollouts ?? 0) + versions * (policy?.rollouts ?? 0)
  })
  // Each that waits has a record behind the floors: counts that went astray, such as over a lost bucket, close the gate on nobody for good.
  const behindFloors = counted.position - Math.min(...partitions.map((partition) => committedFloor(marks, partition)))
  return runningLimit({
    waiting: Math.min(counted.ended - Math.round(gone), behindFloors),
    batchSize: Math.round(sumOf(({ policy }) => policy?.rollouts ?? 0)),
    maxStalenessSteps,
  })
}

/**
 * Batches that a learner has taken since its mark, by the versions that came since: it may commit seldom. The first is that of the batch
 * which was committed, where it commits before it publishes; a bound of 0 has no room for the doubt, and would starve it.
 */
function versionsSince(versions: number, maxStalenessSteps: number): number {
  return Math.max(0, maxStalenessSteps > 0 ? versions - 1 : versions)
}
