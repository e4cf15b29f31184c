import { mkdir, rm, writeFile } from 'node:fs/promises'
import { connect } from 'node:net'
import { once } from 'node:events'
import { join } from 'node:path'
import type { Clock } from '#internal/base/clock.ts'
import { SortieError } from '#internal/base/errors.ts'
import { freePort } from '#internal/base/free-port.ts'
import type { Rng } from '#internal/base/rng.ts'
import type { Logger } from '#internal/telemetry/logger.ts'
import { Supervisor } from './supervisor.ts'

export interface LocalNats extends AsyncDisposable {
  readonly url: string
  /** Rejects with `process.failed`, quoting its last words, when the server dies again and again; never resolves. */
  readonly failure: Promise<never>
}

export interface LocalNatsSpec {
  readonly command: string
  /** Made for it, and removed when it is stopped; a run that is killed leaves it behind, with all that was acknowledged. */
  readonly folder: string
  readonly logPath: string
  readonly token: string
  /** 0 or absent: a free one. */
  readonly port?: number
}

const readyWithinMs = 15_000
const stopGraceMs = 5_000

/**
 * A nats-server with JetStream for one run, on loopback alone; its store goes with it. One that dies comes back on the same port and
 * store, and clients find it again. Throws `process.failed` quoting its last words when it does not come up at first.
 */
export async function startNats(
  spec: LocalNatsSpec,
  context: { readonly clock: Clock; readonly rng: Rng; readonly logger: Logger },
  signal: AbortSignal,
): Promise<LocalNats> {
  const { clock } = context
  // Readable by its owner alone: the configuration has the token.
  const { folder } = spec
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const port = spec.port || (await freePort())
  const configuration = join(folder, 'nats.conf')
  const lines = [
    `listen: 127.0.0.1:${String(port)}`,
    `authorization { token: ${JSON.stringify(spec.token)} }`,
    `jetstream { store_dir: ${JSON.stringify(join(folder, 'store'))} }`,
  ]
  await writeFile(configuration, lines.join('\n') + '\n', { mode: 0o600 })
  const supervisor = new Supervisor(context)
  const stop = async () => {
    await supervisor.stopAll(stopGraceMs)
    await rm(folder, { recursive: true, force: true })
  }
  const process = await supervisor.keep(
    { name: 'nats-server', command: spec.command, arguments: ['--config', configuration], environment: {}, logPath: spec.logPath },
    signal,
  )
  const deadline = clock.monotonicNs() + readyWithinMs * 1_000_000
  try {
    while (!(await accepts(port))) {
      if (!process.running || clock.monotonicNs() > deadline) {
        throw new SortieError('process.failed', `nats-server (${spec.command}) did not come up:\n${process.lastWords}`, {
          remedy: `see ${spec.logPath}; \`sortie doctor\` tries every part`,
        })
      }
      await clock.sleep(50, signal)
    }
  } catch (thrown) {
    await stop()
    throw thrown
  }
  return { url: `nats://127.0.0.1:${String(port)}`, failure: supervisor.failure, [Symbol.asyncDispose]: stop }
}

async function accepts(port: number): Promise<boolean> {
  const socket = connect(port, '127.0.0.1')
  try {
    await once(socket, 'connect')
    return true
  } catch {
    return false
  } finally {
    socket.destroy()
  }
}
