import { backoffDelayMs } from '#internal/base/backoff.ts'
import type { Clock } from '#internal/base/clock.ts'
import { SortieError } from '#internal/base/errors.ts'
import type { Rng } from '#internal/base/rng.ts'
import type { Logger } from '#internal/telemetry/logger.ts'
import { LocalProcess, type ProcessSpec } from './process.ts'
import { Restarts, restartPolicy } from './restarts.ts'

/** Keeps processes running until it is stopped: the kubelet of one machine. */
export class Supervisor {
  readonly #context: { readonly clock: Clock; readonly rng: Rng; readonly logger: Logger }
  readonly #restarts = new Restarts()
  readonly #running = new Map<string, LocalProcess>()
  readonly #loops: Promise<void>[] = []
  readonly #failed = Promise.withResolvers<never>()

  constructor(context: { readonly clock: Clock; readonly rng: Rng; readonly logger: Logger }) {
    this.#context = context
    this.#failed.promise.catch(() => undefined)
  }

  /** Rejects with `process.failed` as soon as a process is beyond help; never resolves. */
  get failure(): Promise<never> {
    return this.#failed.promise
  }

  get processes(): ReadonlyMap<string, LocalProcess> {
    return this.#running
  }

  /** Starts a process and keeps it running; resolves with the first one. Throws `process.failed` when it cannot be started at all. */
  async keep(spec: ProcessSpec, signal: AbortSignal): Promise<LocalProcess> {
    const process = await LocalProcess.start(spec)
    this.#running.set(spec.name, process)
    this.#loops.push(
      this.#watch(spec, signal).catch((thrown: unknown) => {
        this.#failed.reject(SortieError.from(thrown, 'process.failed'))
      }),
    )
    return process
  }

  async #watch(spec: ProcessSpec, signal: AbortSignal): Promise<void> {
    const { clock, rng, logger } = this.#context
    for (;;) {
      const process = this.#running.get(spec.name)
      if (process === undefined) return
      const startedNs = clock.monotonicNs()
      const end = await process.ended
      if (signal.aborted || this.#running.get(spec.name) !== process) return
      logger.warn('process ended', { part: spec.name, exitCode: end.code ?? -1, processSignal: end.signal ?? '' })
      const failures = this.#restarts.count(spec, process, { end, livedMs: (clock.monotonicNs() - startedNs) / 1e6 })
      await clock.sleep(backoffDelayMs(restartPolicy, failures, rng), signal).catch(() => undefined)
      if (this.#running.get(spec.name) !== process) return
      this.#running.set(spec.name, await LocalProcess.start(spec))
    }
  }

  /** SIGTERM to every process whose name starts with `prefix`, SIGKILL after the grace; they are not started again. */
  async stop(prefix: string, graceMs: number): Promise<void> {
    const chosen = [...this.#running].filter(([name]) => name.startsWith(prefix))
    for (const [name] of chosen) this.#running.delete(name)
    await Promise.all(chosen.map(([, process]) => process.stop(graceMs, this.#context.clock)))
  }

  /** Stops everything. */
  async stopAll(graceMs: number): Promise<void> {
    await this.stop('', graceMs)
    await Promise.all(this.#loops)
  }
}
