import { backoffDelayMs, type BackoffPolicy } from '#internal/base/backoff.ts'
import type { Clock } from '#internal/base/clock.ts'
import { SortieError } from '#internal/base/errors.ts'
import type { Rng } from '#internal/base/rng.ts'
import type { Logger } from '#internal/telemetry/logger.ts'
import { processFailure } from './last-words.ts'
import { LocalProcess, type ProcessSpec } from './process.ts'

/**
 * A process that dies is started again this often in a row; one that lived for `healthyMs` starts the count anew.
 * Five: a machine that cannot keep a worker up for a minute, five times, will not do so the sixth.
 */
const restartPolicy: BackoffPolicy = { firstMs: 200, maxMs: 5_000, attemptsMax: 5 }
const healthyMs = 60_000

/** Exit code by which a process says that starting it again cannot help: its configuration is wrong. */
const exitConfiguration = 2

/** Keeps processes running until it is stopped: the kubelet of one machine. */
export class Supervisor {
  readonly #context: { readonly clock: Clock; readonly rng: Rng; readonly logger: Logger }
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
    for (let failures = 0; ;) {
      const process = this.#running.get(spec.name)
      if (process === undefined) return
      const startedNs = clock.monotonicNs()
      const end = await process.ended
      if (signal.aborted || this.#running.get(spec.name) !== process) return
      failures = (clock.monotonicNs() - startedNs) / 1e6 >= healthyMs ? 1 : failures + 1
      logger.warn('process ended', { part: spec.name, exitCode: end.code ?? -1, processSignal: end.signal ?? '', count: failures })
      if (end.code === exitConfiguration || failures >= restartPolicy.attemptsMax) {
        const how = end.signal === null ? `exit code ${String(end.code)}` : end.signal
        const { name, logPath } = spec
        throw processFailure({ name, logPath, lastWords: process.lastWords }, `ended with ${how}, ${String(failures)} times in a row`)
      }
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

  /** For the second Ctrl-C: no grace, no waiting. */
  kill(): void {
    for (const process of this.#running.values()) process.signal('SIGKILL')
    this.#running.clear()
  }
}
