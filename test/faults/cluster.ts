/**
 * The processes of a story, each as it runs in earnest: workers, a replica over a SCRIPTED engine, an owner, a trainer with or without the
 * gateway before it, a nats-server.
 */
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createWriteStream, mkdtempSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { freePort } from '#internal/base/free-port.ts'
import { keeperWorker } from '#internal/rollout/status.ts'
import { createFleetStreams } from '#internal/stream/streams.ts'
import { connectTo, never } from '../support/fleet.ts'
import { repository } from '../support/llama.ts'
import { NatsServer } from '../support/nats-server.ts'
import { descendantsOf } from '../support/processes.ts'
import { type ScriptedLlamaServer, startScriptedLlamaServer } from '../support/scripted-llama-server.ts'
import type { WireRecord } from './logs.ts'
import { RecordingProxy } from './proxy.ts'
import { type Story, stalenessStepsMax } from './schedule.ts'

/** So much silence, and a task is another's: so that a story of seconds sees what takes minutes otherwise. */
const ackWaitMs = 3_000
export const slotsPerWorker = 4
const gatewayToken = 'faults'

/** One wrong answer, then the right one: several turns a rollout. A program is right at once: its tests take long enough. */
function answerTo(prompt: string): string {
  if (prompt.includes('add(a, b)')) return '```python\ndef add(a, b):\n    return a + b\n```'
  return prompt.includes('assistant\n#### 3') ? '#### 2' : '#### 3'
}

export class Cluster implements AsyncDisposable {
  readonly server: NatsServer
  readonly wire: WireRecord[] = []
  readonly #story: Story
  readonly #folder: string
  /** Where the code lies that is run: the repository, or a copy of it that was changed. */
  readonly #tree: string
  readonly #engine: ScriptedLlamaServer
  /** Of each worker, and of the learner. */
  readonly #proxies: RecordingProxy[] = []
  #ownersProxy: RecordingProxy | null = null
  readonly #processes = new Map<string, ChildProcess>()
  readonly #gatewayPort: number
  engineTrouble: 'error' | 'hang' | null = null

  private constructor(
    parts: { server: NatsServer; story: Story; folder: string; tree: string; gatewayPort: number },
    engine: (cluster: () => Cluster) => ScriptedLlamaServer,
  ) {
    this.server = parts.server
    this.#story = parts.story
    this.#folder = parts.folder
    this.#tree = parts.tree
    this.#gatewayPort = parts.gatewayPort
    this.#engine = engine(() => this)
  }

  static async start(story: Story, folder: string, tree: string): Promise<Cluster> {
    const server = await NatsServer.start()
    let cluster: Cluster | null = null
    const trouble = () => cluster?.engineTrouble ?? null
    const engine = await startScriptedLlamaServer({ answer: answerTo, answerMs: story.turnMs, trouble })
    cluster = new Cluster({ server, story, folder, tree, gatewayPort: await freePort() }, () => engine)
    {
      await using owner = await connectTo(server, 'setup')
      const options = { fleet: 'test', environments: ['math', 'python'], partitions: 4, presenceTtlMs: 3_000 }
      await createFleetStreams(owner, { ...options, trajectoryBytesMax: story.streamBytes }, never)
      for (const environment of options.environments)
        await owner.jsm.consumers.update('sortie_test_tasks', `task_${environment}`, { ack_wait: ackWaitMs * 1e6 })
    }
    for (let index = 0; index < story.workers; index++) {
      cluster.#proxies.push(await RecordingProxy.start(`worker-${String(index)}`, server.port, (record) => cluster.wire.push(record)))
    }
    // Behind the workers' the learner's, whose side of the story is in its own log.
    cluster.#proxies.push(await RecordingProxy.start('learner', server.port, () => undefined))
    cluster.#ownersProxy = await RecordingProxy.start(keeperWorker, server.port, (record) => cluster.wire.push(record))
    cluster.start('replica')
    cluster.start('owner')
    if (story.gateway) {
      writeFileSync(join(folder, 'gateway-token'), gatewayToken, { mode: 0o600 })
      cluster.start('gateway')
    }
    cluster.start('trainer')
    for (let index = 0; index < story.workers; index++) cluster.start(`worker-${String(index)}`)
    return cluster
  }

  proxy(index: number): RecordingProxy {
    const proxy = this.#proxies[index]
    if (proxy === undefined) throw new Error(`no connection ${String(index)}`)
    return proxy
  }

  /** Starts a process that does not run. */
  start(name: string): void {
    const { command, args, environment } = this.#commandOf(name)
    const skew = this.#skewOf(name)
    const child = spawn(command ?? process.execPath, [...(skew === 0 ? [] : ['--import', './test/faults/skew.ts']), ...args], {
      cwd: this.#tree,
      env: {
        PATH: process.env['PATH'] ?? '',
        SORTIE_FLEET: 'test',
        SORTIE_FLEET_TOKEN: 'secret',
        SORTIE_PRESENCE_TTL: '3s',
        TEST_CLOCK_SKEW_MS: String(skew),
        ...environment,
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    const log = createWriteStream(join(this.#folder, `${name}.log`), { flags: 'a' })
    child.stdout.pipe(log)
    child.stderr.pipe(log)
    this.#processes.set(name, child)
    child.on('exit', () => {
      if (name.startsWith('worker')) this.wire.push({ kind: 'died', atMs: Date.now(), worker: name })
    })
  }

  /** SIGKILL to every sandbox of a worker, as soon as it has one; false when it had none for the whole time. */
  async killSandboxes(worker: string, withinMs: number): Promise<boolean> {
    for (const untilMs = Date.now() + withinMs; Date.now() < untilMs; await sleep(10)) {
      const pid = this.#processes.get(worker)?.pid
      const sandboxes = pid === undefined ? [] : descendantsOf(pid, 'bwrap')
      if (sandboxes.filter(killed).length > 0) return true
    }
    return false
  }

  /** SIGKILL: nothing is flushed, nobody is told. */
  async kill(name: string): Promise<void> {
    const child = this.#processes.get(name)
    if (child === undefined || child.exitCode !== null || child.signalCode !== null) return
    const gone = once(child, 'exit')
    child.kill('SIGKILL')
    await gone
  }

  signal(name: string, signal: 'SIGSTOP' | 'SIGCONT'): void {
    this.#processes.get(name)?.kill(signal)
  }

  /** Starts whatever has died: what a cluster's kubelets do. */
  revive(): void {
    for (const [name, child] of this.#processes) if (child.exitCode !== null || child.signalCode !== null) this.start(name)
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const name of this.#processes.keys()) await this.kill(name)
    for (const proxy of [...this.#proxies, this.#ownersProxy]) await proxy?.[Symbol.asyncDispose]()
    await this.#engine[Symbol.asyncDispose]()
    await this.server[Symbol.asyncDispose]()
  }

  /** How far ahead the clock of a process is. The learner is whoever reads the bus for the trainer. Milliseconds. */
  #skewOf(name: string): number {
    const { skewMs, skewed, gateway } = this.#story
    return name === (skewed === 'learner' ? (gateway ? 'gateway' : 'trainer') : skewed) ? skewMs : 0
  }

  #commandOf(name: string): { readonly command?: string; readonly args: string[]; readonly environment: Record<string, string> } {
    const { workers, purging, gateway, weightsEveryMs } = this.#story
    if (name === 'owner') {
      return { args: ['test/faults/owner.ts', this.#ownersProxy?.url ?? '', purging ? 'purging' : 'keeping'], environment: {} }
    }
    if (name === 'gateway') {
      // What a gateway refuses goes to a folder of its own: each start has another.
      const out = join(mkdtempSync(join(this.#folder, 'gateway-')), 'out')
      const flags = ['--port', String(this.#gatewayPort), '--token-file', join(this.#folder, 'gateway-token'), '--out', out]
      return { args: ['cmd/sortie/main.ts', 'learner', 'serve', ...flags], environment: { SORTIE_NATS_URL: this.proxy(workers).url } }
    }
    if (name === 'trainer' && gateway) {
      const url = `http://127.0.0.1:${String(this.#gatewayPort)}`
      return {
        command: join(repository, '.tools/venv/bin/python'),
        args: [
          join(this.#tree, 'test/faults/trainer.py'),
          ...[this.#folder, url, gatewayToken, String(weightsEveryMs / 1_000), String(stalenessStepsMax)],
        ],
        environment: { PYTHONPATH: join(repository, 'clients/python/src'), PYTHONUNBUFFERED: '1' },
      }
    }
    if (name === 'trainer') {
      return { args: ['test/faults/trainer.ts', this.proxy(workers).url, this.#folder, String(weightsEveryMs)], environment: {} }
    }
    if (name === 'replica' && weightsEveryMs > 0) {
      return { args: ['test/faults/replica.ts', this.server.url, this.#engine.url], environment: {} }
    }
    if (name === 'replica') {
      return {
        args: ['cmd/replica/main.ts'],
        environment: { SORTIE_NAME: 'replica', SORTIE_NATS_URL: this.server.url, SORTIE_ENGINE_URL: this.#engine.url },
      }
    }
    return {
      args: ['cmd/worker/main.ts'],
      environment: {
        SORTIE_NAME: name,
        SORTIE_NATS_URL: this.proxy(Number(name.split('-')[1])).url,
        SORTIE_ENVIRONMENTS: 'math,python',
        SORTIE_SLOTS: String(slotsPerWorker),
        SORTIE_LEASE: '4s',
        SORTIE_GRACE: '1s',
        // A request that an engine swallowed holds its slot for so long.
        SORTIE_WALL: '30s',
        // Faults come thicker here than in years: what dies again and again by our hand is not poison.
        SORTIE_SILENT_ATTEMPTS: '50',
      },
    }
  }
}

/** False when it had ended by itself between the look and the kill. */
function killed(pid: number): boolean {
  try {
    return process.kill(pid, 'SIGKILL')
  } catch (thrown) {
    if ((thrown as NodeJS.ErrnoException).code === 'ESRCH') return false
    throw thrown
  }
}
