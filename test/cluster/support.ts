import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { promisify } from 'node:util'
import { repository } from '../support/llama.ts'

const bin = join(repository, '.tools/kube/bin')
const environment = {
  PATH: `${bin}:${process.env['PATH'] ?? ''}`,
  HOME: process.env['HOME'] ?? '',
  KUBECONFIG: process.env['KUBECONFIG'] ?? '',
}

/** The cluster is ours, made for this: its nodes may be killed. */
export const isOwn = process.env['SORTIE_E2E_OWN'] === 'yes'

async function run(command: string, flags: readonly string[]): Promise<string> {
  const { stdout } = await promisify(execFile)(command, flags, { env: environment, maxBuffer: 2 ** 26 })
  return stdout
}

export const kubectl = (...flags: string[]): Promise<string> => run(join(bin, 'kubectl'), flags)
export const helm = (...flags: string[]): Promise<string> => run(join(bin, 'helm'), flags)
/** What only a cluster of ours can do: kill a node, or run something in one. */
export const cluster = (...flags: string[]): Promise<string> => run(join(repository, 'test/cluster/cluster.sh'), flags)

export async function until(what: string, seconds: number, so: () => Promise<boolean>): Promise<number> {
  const startedMs = Date.now()
  while (!(await so().catch(() => false))) {
    if (Date.now() - startedMs > seconds * 1_000) throw new Error(`${what} did not come within ${String(seconds)} s`)
    await sleep(500)
  }
  return (Date.now() - startedMs) / 1_000
}

/** A port of this machine that leads to a service, made again whenever it breaks. */
export class Forward implements AsyncDisposable {
  readonly #flags: readonly string[]
  #child: ChildProcess | null = null
  #isOver = false
  #running: Promise<void>

  constructor(namespace: string, what: string, ports: string) {
    this.#flags = ['port-forward', '-n', namespace, what, ports]
    this.#running = this.#keep()
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#isOver = true
    this.#child?.kill()
    await this.#running
  }

  async #keep(): Promise<void> {
    while (!this.#isOver) {
      this.#child = spawn(join(bin, 'kubectl'), this.#flags, { env: environment, stdio: 'ignore' })
      await once(this.#child, 'exit')
      if (!this.#isOver) await sleep(500)
    }
  }
}
