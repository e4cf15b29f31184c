import { processFailure } from './last-words.ts'
import type { LocalProcess, ProcessEnd, ProcessSpec } from './process.ts'

/**
 * A process that dies is started again this often in a row; one that lived for `healthyMs` starts the count anew.
 * Five: a machine that cannot keep a worker up for a minute, five times, will not do so the sixth.
 */
export const restartPolicy = { firstMs: 200, maxMs: 5_000, attemptsMax: 5 } as const
const healthyMs = 60_000

/** Exit code by which a process says that starting it again cannot help: its configuration is wrong. */
const exitConfiguration = 2

/** Counts by name how often in a row processes ended by themselves, and says when another start cannot help. */
export class Restarts {
  readonly #failures = new Map<string, number>()

  /** How often in a row it has ended by now. Throws its own last error, or `process.failed` with its last words, when it is beyond help. */
  count({ name, logPath }: ProcessSpec, { lastWords }: LocalProcess, { end, livedMs }: { end: ProcessEnd; livedMs: number }): number {
    const failures = livedMs >= healthyMs ? 1 : (this.#failures.get(name) ?? 0) + 1
    this.#failures.set(name, failures)
    if (end.code !== exitConfiguration && failures < restartPolicy.attemptsMax) return failures
    const how = end.signal === null ? `exit code ${String(end.code)}` : end.signal
    throw processFailure({ name, logPath, lastWords }, `ended with ${how}, ${String(failures)} times in a row`)
  }
}
