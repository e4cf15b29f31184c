import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createWriteStream, type WriteStream } from 'node:fs'
import { access, constants } from 'node:fs/promises'
import type { Readable } from 'node:stream'
import type { Clock } from '#internal/base/clock.ts'
import { SortieError } from '#internal/base/errors.ts'

export interface ProcessSpec {
  /** What people call it: `worker w-1`. */
  readonly name: string
  readonly command: string
  readonly arguments: readonly string[]
  /** The whole environment of the process: nothing is inherited that is not named. */
  readonly environment: Readonly<Record<string, string>>
  /** Standard output and error are appended here. */
  readonly logPath: string
}

export interface ProcessEnd {
  readonly code: number | null
  readonly signal: NodeJS.Signals | null
}

// Enough for an error message of an engine or a server; the whole is in the log.
const lastWordsBytesMax = 4_096

/** util-linux's setpriv ties a child's life to ours, also when we are killed with -9. */
const setpriv = '/usr/bin/setpriv'

/** One child process: its log, its last words, and its end. */
export class LocalProcess {
  readonly name: string
  readonly ended: Promise<ProcessEnd>
  readonly #child: ChildProcess
  readonly #log: WriteStream
  #lastWords = ''
  #hasEnded = false

  private constructor(spec: ProcessSpec, child: ChildProcess) {
    this.name = spec.name
    this.#child = child
    this.#log = createWriteStream(spec.logPath, { flags: 'a' })
    // A full disk must not take the fleet down: the last words are still kept in memory.
    this.#log.on('error', () => undefined)
    for (const output of [child.stdout, child.stderr]) if (output !== null) this.#keep(output)
    this.ended = once(child, 'close').then(([code, signal]) => {
      this.#hasEnded = true
      this.#log.end()
      return { code: code as number | null, signal: signal as NodeJS.Signals | null }
    })
  }

  /** Throws `process.failed` when the command cannot be started. */
  static async start(spec: ProcessSpec): Promise<LocalProcess> {
    const bound = await access(setpriv, constants.X_OK).then(
      () => true,
      () => false,
    )
    const command = bound ? setpriv : spec.command
    const before = bound ? ['--pdeathsig', 'KILL', '--', spec.command] : []
    // A group of its own: Ctrl-C in a terminal reaches the whole foreground group, and draining is ours to order.
    const child = spawn(command, [...before, ...spec.arguments], {
      env: spec.environment,
      stdio: ['ignore', 'pipe', 'pipe'],
      detached: true,
    })
    const failure = once(child, 'error').then(([thrown]) => thrown as Error)
    const process = new LocalProcess(spec, child)
    if (child.pid === undefined) {
      const thrown = await failure
      throw new SortieError('process.failed', `${spec.name} could not be started: ${thrown.message}`, { cause: thrown })
    }
    failure.catch(() => undefined)
    return process
  }

  get pid(): number {
    return this.#child.pid ?? 0
  }

  get running(): boolean {
    return !this.#hasEnded
  }

  /** The end of what it wrote, for error messages. */
  get lastWords(): string {
    return this.#lastWords.trim()
  }

  signal(signal: NodeJS.Signals): void {
    if (!this.#hasEnded) this.#child.kill(signal)
  }

  /** SIGTERM, then SIGKILL after `graceMs`; resolves when the process is gone. Safe to repeat. */
  async stop(graceMs: number, clock: Clock): Promise<ProcessEnd> {
    this.signal('SIGTERM')
    using _timer = clock.after(graceMs, () => {
      this.signal('SIGKILL')
    })
    return await this.ended
  }

  #keep(output: Readable): void {
    output.setEncoding('utf8')
    output.on('data', (text: string) => {
      this.#log.write(text)
      this.#lastWords = (this.#lastWords + text).slice(-lastWordsBytesMax)
    })
  }
}
