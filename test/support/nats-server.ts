import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

export interface NatsServerOptions {
  readonly token?: string
  readonly jetstream?: boolean
  /** Flush every write to disk before its acknowledgement, as production does; the server's default is every two minutes. */
  readonly syncAlways?: boolean
  /** Lines of configuration, beside address and store: accounts, TLS, a cluster. */
  readonly configuration?: string
}

const command = process.env['SORTIE_NATS_SERVER'] ?? fileURLToPath(new URL('../../.tools/bin/nats-server', import.meta.url))

/** A real nats-server on loopback with a store of its own; disposing of it stops the server and removes the store. */
export class NatsServer implements AsyncDisposable {
  readonly #folder: string
  readonly #options: NatsServerOptions
  #child: ChildProcess
  #port: number

  private constructor(folder: string, options: NatsServerOptions, started: { child: ChildProcess; port: number }) {
    this.#folder = folder
    this.#options = options
    this.#child = started.child
    this.#port = started.port
  }

  /** Starts a server on a free port and waits until it is ready. */
  static async start(options: NatsServerOptions = {}): Promise<NatsServer> {
    const folder = await mkdtemp(join(tmpdir(), 'sortie-nats-'))
    return new NatsServer(folder, options, await launch(folder, options, -1))
  }

  get url(): string {
    return `nats://127.0.0.1:${String(this.#port)}`
  }

  get port(): number {
    return this.#port
  }

  /** As a machine that loses power: nothing is flushed, the store stays. */
  async kill(): Promise<void> {
    if (this.#child.exitCode !== null || this.#child.signalCode !== null) return
    this.#child.kill('SIGKILL')
    await once(this.#child, 'exit')
  }

  /** Comes back on the same port with the same store. */
  async restart(): Promise<void> {
    await this.kill()
    const started = await launch(this.#folder, this.#options, this.#port)
    this.#child = started.child
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.kill()
    await rm(this.#folder, { recursive: true, force: true })
  }
}

async function launch(folder: string, options: NatsServerOptions, port: number): Promise<{ child: ChildProcess; port: number }> {
  const flags = ['-a', '127.0.0.1', '-p', String(port)]
  if (options.configuration !== undefined) {
    const configuration = join(folder, 'nats.conf')
    await writeFile(configuration, `jetstream { store_dir: ${JSON.stringify(folder)} }\n${options.configuration}\n`)
    flags.push('-c', configuration)
  } else if (options.syncAlways === true) {
    const configuration = join(folder, 'nats.conf')
    await writeFile(configuration, `jetstream { store_dir: ${JSON.stringify(folder)}, sync_interval: always }\n`)
    flags.push('-c', configuration)
  } else if (options.jetstream !== false) flags.push('-js', '-sd', folder)
  if (options.token !== undefined) flags.push('--auth', options.token)
  const child = spawn(command, flags, { stdio: ['ignore', 'ignore', 'pipe'] })
  const ready = Promise.withResolvers<number>()
  let log = ''
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    log = (log + text).slice(-16_384)
    const listening = /client connections on 127\.0\.0\.1:(\d+)/.exec(log)
    if (listening !== null && log.includes('Server is ready')) ready.resolve(Number(listening[1]))
  })
  child.on('error', ready.reject)
  child.on('exit', () => {
    ready.reject(new Error(`nats-server ended before it was ready:\n${log}`))
  })
  return { child, port: await ready.promise }
}
