import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { open, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { systemClock as clock } from '#internal/base/clock.ts'
import { systemRng as rng } from '#internal/base/rng.ts'
import type { KubeClient } from '#internal/kube/client.ts'
import { type KubeObject, kinds } from '#internal/kube/objects.ts'
import { Reflector } from '#internal/kube/reflector.ts'
import { silentLogger } from '#internal/telemetry/logger.ts'
import { repository } from './llama.ts'

interface Variable {
  readonly name: string
  readonly value?: string
  readonly valueFrom?: {
    readonly fieldRef?: { readonly fieldPath: string }
    readonly secretKeyRef?: { readonly name: string; readonly key: string; readonly optional?: boolean }
  }
}

interface Pod extends KubeObject {
  readonly spec: {
    readonly nodeName?: string
    readonly terminationGracePeriodSeconds?: number
    readonly containers: readonly { readonly name: string; readonly env?: readonly Variable[] }[]
    readonly volumes?: readonly { readonly name: string; readonly secret?: { readonly secretName: string } }[]
  }
}

interface Entry {
  readonly uid: string
  child: ChildProcess | null
  isEnding: boolean
}

export interface KubeletOptions {
  readonly folder: string
  /** Over what the pod's containers say; an empty value takes one away. */
  readonly environment: Readonly<Record<string, string>>
}

// As a kubelet keeps of a log. Bytes.
const lastWordsMax = 2_048

/**
 * A stand-in for a kubelet, of tests alone: nodes and their pods are PLAYED, but the worker and the agent of each pod are the real processes,
 * with the pod's own environment, secrets and grace. SIGTERM on deletion, SIGKILL when the grace has passed, then the pod goes.
 */
export class ProcessKubelet implements AsyncDisposable {
  readonly #client: KubeClient
  readonly #options: KubeletOptions
  readonly #entries = new Map<string, Entry>()
  readonly #hung: ChildProcess[] = []
  readonly #life = new AbortController()
  readonly #running: Promise<void>
  /** What became of each pod, in order. */
  readonly log: { readonly pod: string; readonly what: 'started' | 'asked to end' | 'killed' | 'ended'; readonly atMs: number }[] = []

  constructor(client: KubeClient, options: KubeletOptions) {
    this.#client = client
    this.#options = options
    const reflector = new Reflector<Pod>(client, {
      ...{ kind: kinds.pod, namespace: null, labels: 'app.kubernetes.io/managed-by=sortie', clock, rng, logger: silentLogger },
      keep: (pod) => pod,
      onChange: (key) => {
        this.#look(reflector.store.get(key)).catch((thrown: unknown) => {
          if (!this.#life.signal.aborted) process.stderr.write(`kubelet: ${key}: ${String(thrown)}\n`)
        })
      },
    })
    this.#running = reflector.run(this.#life.signal)
  }

  /** As a machine does that hangs: the pod's process stands still, and what the API server asks is not heard. */
  hang(key: string): void {
    const entry = this.#entries.get(key)
    if (entry?.child == null) throw new Error(`${key} does not run here`)
    entry.isEnding = true
    entry.child.kill('SIGSTOP')
    this.#hung.push(entry.child)
  }

  /** The machine comes back: processes go on where they stood, for as long as a kubelet takes to see that their pods are gone. */
  async wake(forMs: number): Promise<void> {
    for (const child of this.#hung) child.kill('SIGCONT')
    await sleep(forMs)
    for (const child of this.#hung.splice(0)) child.kill('SIGKILL')
  }

  /** As the kernel does when memory runs out. */
  kill(pod: string): void {
    for (const [key, { child }] of this.#entries) if (key.endsWith(`/${pod}`)) child?.kill('SIGKILL')
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#life.abort()
    await this.#running
    for (const child of this.#hung) child.kill('SIGKILL')
    const children = [...this.#entries.values()].flatMap(({ child }) => (child === null ? [] : [child]))
    await Promise.all(
      children.map(async (child) => {
        if (child.exitCode !== null || child.signalCode !== null) return
        child.kill('SIGKILL')
        await once(child, 'exit')
      }),
    )
  }

  async #look(pod: Pod | undefined): Promise<void> {
    if (pod?.spec.nodeName === undefined || this.#life.signal.aborted) return
    // The others are kwok's.
    if (pod.metadata.annotations?.['test.sortie.dev/play'] !== 'process') return
    const key = `${pod.metadata.namespace ?? ''}/${pod.metadata.name}`
    const known = this.#entries.get(key)
    if (known !== undefined && known.uid === pod.metadata.uid) {
      if (pod.metadata.deletionTimestamp !== undefined && !known.isEnding) await this.#end(pod, known)
      return
    }
    const entry: Entry = { uid: pod.metadata.uid ?? '', child: null, isEnding: false }
    this.#entries.set(key, entry)
    if (pod.metadata.deletionTimestamp !== undefined) await this.#end(pod, entry)
    else await this.#start(pod, entry)
  }

  async #start(pod: Pod, entry: Entry): Promise<void> {
    const { name } = pod.metadata
    const role = pod.metadata.labels?.['sortie.dev/role'] ?? ''
    const log = await open(join(this.#options.folder, `${name}.log`), 'a')
    const environment = await this.#environmentOf(pod)
    const child = spawn(process.execPath, [join(repository, `cmd/${role}/main.ts`)], {
      stdio: ['ignore', log.fd, log.fd],
      env: environment,
    })
    entry.child = child
    await once(child, 'spawn')
    await log.close()
    this.#say(name, 'started')
    child.on('exit', (code, signal) => {
      this.#say(name, 'ended')
      if (!entry.isEnding) this.#reportEnd(pod, code ?? 137, signal).catch(() => undefined)
    })
    await this.#report(pod, { phase: 'Running' })
  }

  /** With the end of its log, as `FallbackToLogsOnError` asks. */
  async #reportEnd(pod: Pod, exitCode: number, signal: string | null): Promise<void> {
    const log = await readFile(join(this.#options.folder, `${pod.metadata.name}.log`), 'utf8')
    const terminated = { exitCode, reason: signal === null ? 'Error' : 'Killed', message: log.slice(-lastWordsMax) }
    const containerStatuses = [{ name: 'worker', image: '', imageID: '', ready: false, restartCount: 0, state: { terminated } }]
    await this.#report(pod, { phase: exitCode === 0 ? 'Succeeded' : 'Failed', containerStatuses })
  }

  async #end(pod: Pod, entry: Entry): Promise<void> {
    entry.isEnding = true
    const { name } = pod.metadata
    const { child } = entry
    if (child !== null && child.exitCode === null && child.signalCode === null) {
      this.#say(name, 'asked to end')
      child.kill('SIGTERM')
      const graceMs = (pod.spec.terminationGracePeriodSeconds ?? 30) * 1_000
      const ended = once(child, 'exit')
      const inTime = await Promise.race([ended.then(() => true), sleep(graceMs, false, { ref: false })])
      if (!inTime) {
        this.#say(name, 'killed')
        child.kill('SIGKILL')
        await ended
      }
    }
    const target = { name, uid: entry.uid, graceSeconds: 0 }
    await this.#client.delete(kinds.pod, pod.metadata.namespace ?? '', target, this.#life.signal).catch(() => undefined)
  }

  async #report(pod: Pod, status: object): Promise<void> {
    const patch = { metadata: { uid: pod.metadata.uid, name: pod.metadata.name }, status }
    const body = patch as unknown as KubeObject
    await this.#client.apply(kinds.pod, pod.metadata.namespace ?? '', { body, subresource: 'status' }, this.#life.signal)
  }

  #say(pod: string, what: ProcessKubelet['log'][number]['what']): void {
    this.log.push({ pod, what, atMs: Date.now() })
  }

  /** The environment of the pod's main container, as a kubelet makes it; files of secrets are written beside the log. */
  async #environmentOf(pod: Pod): Promise<Record<string, string>> {
    const { metadata, spec } = pod
    const made: Record<string, string> = { PATH: process.env['PATH'] ?? '' }
    const fields: Record<string, string> = {
      'metadata.name': metadata.name,
      'metadata.uid': metadata.uid ?? '',
      'status.podIP': '127.0.0.1',
    }
    for (const { name, value, valueFrom } of spec.containers[0]?.env ?? []) {
      if (value !== undefined) made[name] = value
      else if (valueFrom?.fieldRef !== undefined) made[name] = fields[valueFrom.fieldRef.fieldPath] ?? ''
      else if (valueFrom?.secretKeyRef !== undefined) {
        const { name: secret, key } = valueFrom.secretKeyRef
        const value = await this.#secret(metadata.namespace ?? '', secret, key)
        if (value !== null) made[name] = value
      }
    }
    const credentials = spec.volumes?.find(({ name }) => name === 'credentials')?.secret?.secretName
    if (credentials !== undefined) {
      made['SORTIE_NATS_CREDS'] = join(this.#options.folder, `${metadata.name}.creds`)
      await writeFile(made['SORTIE_NATS_CREDS'], (await this.#secret(metadata.namespace ?? '', credentials, 'nats.creds')) ?? '')
    }
    const given = { ...made, ...this.#options.environment }
    return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== ''))
  }

  /** Waits for it, as a kubelet does. */
  async #secret(namespace: string, name: string, key: string): Promise<string | null> {
    for (;;) {
      const secret = await this.#client
        .get<KubeObject & { readonly data?: Record<string, string> }>(kinds.secret, namespace, name, this.#life.signal)
        .catch(() => null)
      if (secret !== null) return secret.data?.[key] === undefined ? null : Buffer.from(secret.data[key], 'base64').toString()
      await sleep(100, undefined, { signal: this.#life.signal })
    }
  }
}
