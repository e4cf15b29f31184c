import { type ChildProcess, spawn } from 'node:child_process'
import { createWriteStream, existsSync } from 'node:fs'
import { once } from 'node:events'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { freePort } from '#internal/base/free-port.ts'
import { repository } from './llama.ts'

/** The small model as safetensors, which `make setup-vllm` writes. */
export const safetensorsModel = join(repository, '.tools/vllm/model')
export const engineContextTokens = 1_024
export const engineSlots = 8
// On two busy cores; a minute on idle ones.
const startWithinMs = 300_000

/** Why tests of an engine that `make setup-NAME` installs cannot run here; null when they can. Says it once. */
export function engineMissing(name: string): string | null {
  if (existsSync(join(repository, '.tools', name, 'installed'))) return null
  const missing = `it is not installed: make setup-${name}`
  process.stderr.write(`tests against ${name} are skipped: ${missing}\n`)
  return missing
}

export interface PythonEngineSpec<T> {
  readonly name: string
  readonly flags: readonly string[]
  readonly environment: Readonly<Record<string, string>>
  readonly connect: (url: string) => T
}

/** A real engine on the CPU, in Python, from `.tools/NAME`. Its own words go to `.tools/NAME/server.log`. */
export async function startPythonEngine<T extends { healthy(withinMs: number, signal: AbortSignal): Promise<boolean> }>(
  spec: PythonEngineSpec<T>,
) {
  const folder = join(repository, '.tools', spec.name)
  const port = await freePort()
  const url = `http://127.0.0.1:${String(port)}`
  const child = spawn(join(folder, 'bin/python'), [...spec.flags, '--host', '127.0.0.1', '--port', String(port)], {
    env: { PATH: '/usr/bin:/bin', HOME: folder, HF_HUB_OFFLINE: '1', OMP_NUM_THREADS: '2', ...spec.environment },
    stdio: ['ignore', 'pipe', 'pipe'],
    // Its scheduler is a process of its own, which is to go with it.
    detached: true,
  })
  const log = createWriteStream(join(folder, 'server.log'))
  child.stdout.pipe(log, { end: false })
  child.stderr.pipe(log, { end: false })
  const engine = spec.connect(url)
  const untilMs = Date.now() + startWithinMs
  while (!(await engine.healthy(5_000, new AbortController().signal))) {
    if (child.exitCode !== null || Date.now() > untilMs) {
      stop(child)
      throw new Error(`${spec.name} does not start: see .tools/${spec.name}/server.log`)
    }
    await sleep(500)
  }
  return {
    url,
    engine,
    [Symbol.asyncDispose]: async () => {
      stop(child)
      if (child.exitCode === null && child.signalCode === null) await once(child, 'exit')
    },
  }
}

function stop({ pid }: ChildProcess): void {
  try {
    if (pid !== undefined) process.kill(-pid, 'SIGKILL')
  } catch {
    // It has ended.
  }
}
