import { open } from 'node:fs/promises'
import { devNull } from 'node:os'
import { backoffDelayMs, type BackoffPolicy } from '#internal/base/backoff.ts'
import type { Clock } from '#internal/base/clock.ts'
import { SortieError, errorText, invariant } from '#internal/base/errors.ts'
import { freePort } from '#internal/base/free-port.ts'
import type { Rng } from '#internal/base/rng.ts'
import { LocalProcess, type ProcessEnd } from '#internal/local/process.ts'
import { errorFields, type Logger } from '#internal/telemetry/logger.ts'

export interface EngineSpec {
  /** llama-server, or whatever takes its flags. */
  readonly command: string
  readonly modelPath: string
  readonly threads: number
  /** Sequences decoded at a time. */
  readonly parallel: number
  /** Tokens of prompt and answer that one sequence may hold. */
  readonly contextTokens: number
  /** Added to its command line. */
  readonly arguments: readonly string[]
  /** The engine's own output is appended here; empty keeps its last words alone. */
  readonly logPath: string
  readonly environment: Readonly<Record<string, string>>
}

export interface EngineContext {
  readonly clock: Clock
  readonly rng: Rng
  readonly logger: Logger
  /** Whether the engine at this URL has loaded its model and answers. */
  readonly healthy: (url: string, withinMs: number, signal: AbortSignal) => Promise<boolean>
  /** Called before every start but the first. */
  readonly onRestart: () => void
}

/** Tries go on until the engine has been without success for `restartWithinMs`; one that lived for `healthyMs` was a success. */
const restartPolicy: BackoffPolicy = { firstMs: 250, maxMs: 10_000, attemptsMax: 0 }
const restartWithinMs = 2 * 60_000
const healthyMs = 30_000
// A large model takes minutes from a slow disk.
const loadWithinMs = 10 * 60_000
const loadPollMs = 100
// An engine that decodes still answers /health; one that misses this many in a row hangs, and is killed to be started again.
const livenessEveryMs = 5_000
const livenessWithinMs = 5_000
const livenessMissesMax = 3
// llama-server drops its work at once on SIGTERM.
const stopGraceMs = 5_000
const ggufMagic = 'GGUF'

/** An engine of our own on 127.0.0.1: started, watched, started again when it dies, and gone when we are, however we end. */
export class EngineProcess implements AsyncDisposable {
  readonly #spec: EngineSpec
  readonly #context: EngineContext
  readonly #stop = new AbortController()
  readonly #failed = Promise.withResolvers<never>()
  #process: LocalProcess | null = null
  #url = ''
  #healthy = false
  #loop: Promise<void> = Promise.resolve()

  private constructor(spec: EngineSpec, context: EngineContext) {
    this.#spec = spec
    this.#context = context
    this.#failed.promise.catch(() => undefined)
  }

  /** Resolves when the engine answers. Throws `model.invalid` or `process.failed`, quoting its last words. */
  static async start(spec: EngineSpec, context: EngineContext, signal: AbortSignal): Promise<EngineProcess> {
    await checkModelFile(spec.modelPath)
    const engine = new EngineProcess(spec, context)
    try {
      await engine.#start(signal)
    } catch (thrown) {
      await engine[Symbol.asyncDispose]()
      throw thrown
    }
    engine.#loop = engine.#keep().catch((thrown: unknown) => {
      if (!engine.#stop.signal.aborted) engine.#failed.reject(SortieError.from(thrown, 'process.failed'))
    })
    return engine
  }

  /** Where it answers now: another port after a restart. */
  get url(): string {
    return this.#url
  }

  get healthy(): boolean {
    return this.#healthy
  }

  get pid(): number {
    return this.#process?.pid ?? 0
  }

  /** Rejects with `process.failed` when the engine is beyond help; never resolves. */
  get failure(): Promise<never> {
    return this.#failed.promise
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#healthy = false
    this.#stop.abort()
    await this.#loop
    await this.#process?.stop(stopGraceMs, this.#context.clock)
  }

  async #start(signal: AbortSignal): Promise<void> {
    const { clock } = this.#context
    const port = await freePort()
    const url = `http://127.0.0.1:${String(port)}`
    const process = await LocalProcess.start({
      name: 'engine',
      command: this.#spec.command,
      arguments: flags(this.#spec, port),
      environment: this.#spec.environment,
      logPath: this.#spec.logPath === '' ? devNull : this.#spec.logPath,
    })
    this.#process = process
    const deadlineNs = clock.monotonicNs() + loadWithinMs * 1_000_000
    while (!(await this.#context.healthy(url, livenessWithinMs, signal))) {
      if (!process.running) throw this.#died(await process.ended)
      if (clock.monotonicNs() > deadlineNs) {
        await process.stop(stopGraceMs, clock)
        throw this.#error(`did not load its model within ${String(loadWithinMs / 60_000)} minutes`)
      }
      await clock.sleep(loadPollMs, signal)
    }
    this.#url = url
    this.#healthy = true
  }

  async #keep(): Promise<void> {
    const { clock, rng, logger, onRestart } = this.#context
    const { signal } = this.#stop
    let failures = 0
    let failingSinceNs = 0
    while (!signal.aborted) {
      const startedNs = clock.monotonicNs()
      const why = await this.#watch(signal).catch((thrown: unknown) => SortieError.from(thrown, 'process.failed'))
      this.#healthy = false
      if (signal.aborted) return
      const now = clock.monotonicNs()
      if (failures === 0 || now - startedNs >= healthyMs * 1_000_000) {
        failures = 0
        failingSinceNs = now
      }
      failures += 1
      if (now - failingSinceNs > restartWithinMs * 1_000_000) throw why
      const delayMs = backoffDelayMs(restartPolicy, failures, rng)
      logger.warn('engine died, starting it again', { ...errorFields(why), count: failures, delayMs })
      await clock.sleep(delayMs, signal)
      onRestart()
    }
  }

  /** Lives with one engine until it dies, starting it first when there is none; resolves with how it died. */
  async #watch(signal: AbortSignal): Promise<SortieError> {
    if (this.#process?.running !== true) await this.#start(signal)
    const process = this.#process
    invariant(process !== null, 'an engine that was started is not there')
    const { clock, healthy } = this.#context
    for (let misses = 0; process.running;) {
      const timer = new AbortController()
      const wait = clock.sleep(livenessEveryMs, AbortSignal.any([signal, timer.signal])).catch(() => undefined)
      await Promise.race([process.ended, wait])
      timer.abort()
      signal.throwIfAborted()
      if (!process.running) break
      misses = (await healthy(this.#url, livenessWithinMs, signal)) ? 0 : misses + 1
      if (misses >= livenessMissesMax) process.signal('SIGKILL')
    }
    return this.#died(await process.ended)
  }

  #died(end: ProcessEnd): SortieError {
    const how = end.signal === null ? `exit code ${String(end.code)}` : end.signal
    return this.#error(`ended with ${how}`)
  }

  #error(what: string): SortieError {
    const words = this.#process?.lastWords ?? ''
    const message = `engine ${this.#spec.command} ${what}. Its last words:\n${words}`
    const loading = /failed to load model|error loading model/i.test(words)
    if (!loading) return new SortieError('process.failed', message, { remedy: 'see its last words; `sortie doctor` tries every part' })
    return new SortieError('model.invalid', `the engine cannot load ${this.#spec.modelPath}: ${message}`, {
      remedy: 'give a GGUF file of a model that this engine knows, whole and readable',
    })
  }
}

/** Throws `model.invalid` when the file is not there or is no GGUF file: clearer than any engine says it. */
export async function checkModelFile(path: string): Promise<void> {
  const remedy = 'give the path of a GGUF file; `make setup` brings a small one into .tools/models/'
  let magic: string
  try {
    await using file = await open(path)
    const { buffer, bytesRead } = await file.read(Buffer.alloc(ggufMagic.length), 0, ggufMagic.length, 0)
    magic = buffer.toString('latin1', 0, bytesRead)
  } catch (thrown) {
    throw new SortieError('model.invalid', `the model file ${path} cannot be read: ${errorText(thrown)}`, { remedy, cause: thrown })
  }
  if (magic === ggufMagic) return
  throw new SortieError(
    'model.invalid',
    `${path} is not a model: it begins with ${JSON.stringify(magic)}, a GGUF file with "${ggufMagic}"`,
    { remedy },
  )
}

/** Only flags that every llama-server has, and those that were given: of two the last counts. */
function flags(spec: EngineSpec, port: number): readonly string[] {
  const given = {
    '--model': spec.modelPath,
    '--host': '127.0.0.1',
    '--port': port,
    '--threads': spec.threads,
    '--parallel': spec.parallel,
    // llama-server shares this among its sequences.
    '--ctx-size': spec.contextTokens * spec.parallel,
  }
  return [...Object.entries(given).flatMap(([flag, value]) => [flag, String(value)]), '--metrics', '--slots', ...spec.arguments]
}
