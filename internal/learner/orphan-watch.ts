import type { Clock } from '#internal/base/clock.ts'
import { SortieError } from '#internal/base/errors.ts'
import { pb } from '#internal/gen/v1.js'
import { type QueueExtent, type Suspicion, nextSuspicion } from '#internal/rollout/orphans.ts'
import { type Logger, errorFields } from '#internal/telemetry/logger.ts'
import type { Ending } from './reaper.ts'

/** What the orphan watch needs: the ledger's keeper and the task queue. */
export interface OrphanPorts {
  readonly keeper: {
    openEntries(): readonly pb.LedgerEntry.$Properties[] | null
    end(entry: pb.LedgerEntry.$Properties, ending: Ending, signal: AbortSignal): Promise<void>
  }
  readonly queue: { extent(environment: string, signal: AbortSignal): Promise<QueueExtent> }
}

export interface OrphanWatchOptions {
  readonly environments: readonly string[]
  readonly clock: Clock
  readonly logger: Logger
  readonly lookEveryMs?: number
  /** How long a submitter that died between entry and task has to come back. Milliseconds. */
  readonly graceMs?: number
}

const defaults = { lookEveryMs: 10_000, graceMs: 10 * 60_000 }
const taskLost: Ending = {
  status: pb.RolloutStatus.ROLLOUT_STATUS_FAILED_ENVIRONMENT,
  stopCondition: 'task_lost',
  error: { code: 'environment.failed', message: 'its task is no longer in the queue, and nobody has ended it' },
}

/** Ends rollouts whose task is gone from the queue: no worker will ever be given them, and they may have no deadline. */
export class OrphanWatch {
  readonly #ports: OrphanPorts
  readonly #options: OrphanWatchOptions & typeof defaults
  /** By environment; each holds at most what is in flight. */
  readonly #suspicions = new Map<string, Suspicion | null>()

  constructor(ports: OrphanPorts, options: OrphanWatchOptions) {
    this.#ports = ports
    this.#options = { ...defaults, ...options }
  }

  /** Looks now and then until the signal aborts. */
  async run(signal: AbortSignal): Promise<void> {
    const { clock, logger, lookEveryMs } = this.#options
    while (!signal.aborted) {
      try {
        await clock.sleep(lookEveryMs, signal)
        await this.look(signal)
      } catch (thrown) {
        if (signal.aborted) return
        if (!(thrown instanceof SortieError)) throw thrown
        logger.warn('the queue could not be searched for lost tasks', errorFields(thrown))
      }
    }
  }

  /** One look at every environment; ends the orphans that it finds. */
  async look(signal: AbortSignal): Promise<void> {
    const { keeper, queue } = this.#ports
    const { clock, environments, graceMs } = this.#options
    for (const environment of environments) {
      const entries = keeper.openEntries()?.filter((entry) => entry.environment === environment)
      if (entries === undefined) return this.#suspicions.clear()
      const byId = new Map(entries.map((entry) => [entry.rolloutId ?? '', entry]))
      const before = this.#suspicions.get(environment) ?? null
      if (before === null && byId.size === 0) continue
      // Open first, queue after: a task that goes in between has its ending stored, and `end` sees that.
      const look = { nowMs: clock.monotonicNs() / 1e6, open: new Set(byId.keys()), queue: await queue.extent(environment, signal) }
      const { suspicion, orphans } = nextSuspicion(before, look, graceMs)
      this.#suspicions.set(environment, suspicion)
      for (const rolloutId of orphans) await keeper.end(byId.get(rolloutId) ?? {}, taskLost, signal)
    }
  }
}
