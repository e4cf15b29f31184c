import { mkdir, rm, writeFile } from 'node:fs/promises'
import { connect } from 'node:net'
import { once } from 'node:events'
import { join } from 'node:path'
import type { Clock } from '#internal/base/clock.ts'
import { SortieError } from '#internal/base/errors.ts'
import { freePort } from '#internal/base/free-port.ts'
import { LocalProcess } from './process.ts'

export interface LocalNats extends AsyncDisposable {
  readonly url: string
  readonly process: LocalProcess
}

export interface LocalNatsSpec {
  readonly command: string
  /** Made for it, and removed when it is stopped; a run that is killed leaves it behind, with all that was acknowledged. */
  readonly folder: string
  readonly logPath: string
  readonly token: string
}

const readyWithinMs = 15_000
const stopGraceMs = 5_000

/** A nats-server with JetStream for one run, on loopback alone; its store goes with it. Throws `process.failed` quoting its last words. */
export async function startNats(spec: LocalNatsSpec, clock: Clock, signal: AbortSignal): Promise<LocalNats> {
  // Readable by its owner alone: the configuration has the token.
  const { folder } = spec
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const port = await freePort()
  const configuration = join(folder, 'nats.conf')
  const lines = [
    `listen: 127.0.0.1:${String(port)}`,
    `authorization { token: ${JSON.stringify(spec.token)} }`,
    `jetstream { store_dir: ${JSON.stringify(join(folder, 'store'))} }`,
  ]
  await writeFile(configuration, lines.join('\n') + '\n', { mode: 0o600 })
  const process = await LocalProcess.start({
    name: 'nats-server',
    command: spec.command,
    arguments: ['--config', configuration],
    environment: {},
    logPath: spec.logPath,
  })
  const deadline = clock.monotonicNs() + readyWithinMs * 1_000_000
  while (!(await accepts(port))) {
    if (!process.running || clock.monotonicNs() > deadline) {
      await process.stop(0, clock)
      await rm(folder, { recursive: true, force: true })
      throw new SortieError('process.failed', `nats-server (${spec.command}) did not come up:\n${process.lastWords}`, {
        remedy: `see ${spec.logPath}; \`sortie doctor\` tries every part`,
      })
    }
    await clock.sleep(50, signal)
  }
  return {
    url: `nats://127.0.0.1:${String(port)}`,
    process,
    [Symbol.asyncDispose]: async () => {
      await process.stop(stopGraceMs, clock)
      await rm(folder, { recursive: true, force: true })
    },
  }
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
