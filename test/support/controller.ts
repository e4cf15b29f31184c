import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, open, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { stringify } from 'yaml'
import { systemClock as clock } from '#internal/base/clock.ts'
import { rolloutFleetCrd } from '#internal/fleet/crd.ts'
import { KubeClient } from '#internal/kube/client.ts'
import type { FleetObject } from '#internal/kube/fleet-api.ts'
import { kinds } from '#internal/kube/objects.ts'
import { installed } from './install.ts'
import { KubeApiServer } from './kube-apiserver.ts'
import { ProcessKubelet } from './kubelet.ts'
import { repository } from './llama.ts'
import { NatsServer } from './nats-server.ts'
import { type ScriptedLlamaServer, startScriptedLlamaServer } from './scripted-llama-server.ts'
import { never } from './fleet.ts'

/** Of the namespace `training`, where the tests' fleets are. */
export const namespace = 'training'
const presenceTtlMs = 900

/**
 * All that a controller works with: a real API server where it has its own Role and no more, a real nats-server, nodes PLAYED by kwok, and a
 * real process for each pod. The engine is SCRIPTED.
 */
export class TestCluster implements AsyncDisposable {
  readonly server: KubeApiServer
  readonly admin: KubeClient
  readonly nats: NatsServer
  readonly engine: ScriptedLlamaServer
  readonly kubelet: ProcessKubelet
  readonly folder: string
  readonly #controllers = new Set<ChildProcess>()

  private constructor(parts: Pick<TestCluster, 'server' | 'admin' | 'nats' | 'engine' | 'kubelet' | 'folder'>) {
    this.server = parts.server
    this.admin = parts.admin
    this.nats = parts.nats
    this.engine = parts.engine
    this.kubelet = parts.kubelet
    this.folder = parts.folder
  }

  static async start(options: { readonly turnMs?: number } = {}): Promise<TestCluster> {
    const folder = await mkdtemp(join(tmpdir(), 'sortie-cluster-'))
    const server = await KubeApiServer.start({ controllers: true, nodes: 2 })
    const admin = KubeClient.load(server.kubeconfig('admin'), { clock, fieldManager: 'test' })
    await server.kubectl(['apply', '--server-side', '-f', '-'], stringify(rolloutFleetCrd()))
    await server.kubectl(['wait', '--for=condition=Established', 'crd/rolloutfleets.sortie.dev', '--timeout=30s'])
    await server.kubectl(['create', 'namespace', 'sortie-system'])
    const roles = await installed(['ClusterRole', 'Role'])
    await server.kubectl(['apply', '-f', '-'], JSON.stringify({ apiVersion: 'v1', kind: 'List', items: roles }))
    await server.kubectl(['create', 'rolebinding', 'c', '-n', 'sortie-system', '--role=sortie-controller-lease', '--user=controller'])
    const nats = await NatsServer.start({ token: 'for-tests' })
    const engine = await startScriptedLlamaServer({ answer: () => '#### 2', answerMs: options.turnMs ?? 400 })
    const environment = {
      ...{ SORTIE_HOST: '127.0.0.1', SORTIE_PORT: '0', SORTIE_ADVERTISE_URL: '', SORTIE_ENGINE_URL: engine.url },
      ...{ SORTIE_HEALTH_HOST: '127.0.0.1', SORTIE_HEALTH_PORT: '0', SORTIE_PRESENCE_TTL: `${String(presenceTtlMs)}ms` },
    }
    const kubelet = new ProcessKubelet(admin, { folder, environment })
    const cluster = new TestCluster({ server, admin, nats, engine, kubelet, folder })
    await cluster.createNamespace(namespace)
    return cluster
  }

  /** One that the controller may look after. */
  async createNamespace(name: string): Promise<void> {
    await this.server.kubectl(['create', 'namespace', name])
    await this.server.kubectl(['create', 'rolebinding', 'c', '-n', name, '--clusterrole=sortie-controller', '--user=controller'])
  }

  /** Starts a controller as its own user, of one namespace alone; `url` when a proxy stands before the server. */
  async startController(
    name: string,
    options: {
      readonly url?: string
      readonly namespace?: string
      readonly lease?: string
      /** Where its code is. */
      readonly tree?: string
      /** By how much its clock of the day is off. Milliseconds. */
      readonly skewMs?: number
      readonly nodeLost?: string
      readonly watchSilence?: string
      /** How long its lease is. */
      readonly leaseFor?: string
    } = {},
  ): Promise<ChildProcess> {
    const kubeconfig = join(this.folder, `${name}.kubeconfig`)
    await writeFile(kubeconfig, this.server.kubeconfig('controller', options.url))
    const log = await open(join(this.folder, `${name}.log`), 'a')
    const flags = [
      ...['--kubeconfig', kubeconfig, '--namespace', options.namespace ?? namespace, '--name', name, '--nats-url', this.nats.url],
      ...[
        '--lease',
        options.leaseFor ?? '3s',
        '--lease-retry',
        '300ms',
        '--look-every',
        '300ms',
        '--presence-ttl',
        `${String(presenceTtlMs)}ms`,
      ],
      ...['--health-host', '127.0.0.1', '--health-port', '0', '--lease-name', options.lease ?? 'sortie-controller'],
    ]
    if (options.nodeLost !== undefined) flags.push('--node-lost', options.nodeLost)
    if (options.watchSilence !== undefined) flags.push('--watch-silence', options.watchSilence)
    const { tree = repository, skewMs = 0 } = options
    const environment = { PATH: process.env['PATH'] ?? '', SORTIE_NATS_TOKEN: 'for-tests', TEST_CLOCK_SKEW_MS: String(skewMs) }
    const skew = ['--import', join(repository, 'test/faults/skew.ts')]
    const child = spawn(process.execPath, [...skew, join(tree, 'cmd/controller/main.ts'), ...flags], {
      stdio: ['ignore', log.fd, log.fd],
      env: environment,
    })
    await once(child, 'spawn')
    await log.close()
    this.#controllers.add(child)
    return child
  }

  async logOf(name: string): Promise<string> {
    return readFile(join(this.folder, `${name}.log`), 'utf8').catch(() => '')
  }

  /** Every sample of a controller's /metrics, by its name and labels as they are written there. */
  async metricsOf(name: string): Promise<ReadonlyMap<string, number>> {
    const url = (await this.logOf(name)).match(/"url":"(http:[^"]+)"[^\n]*"controller started"/)?.[1] ?? ''
    const text = await (await fetch(`${url}/metrics`)).text()
    const lines = text.split('\n').filter((line) => line !== '' && !line.startsWith('#'))
    return new Map(lines.map((line) => [line.slice(0, line.lastIndexOf(' ')), Number(line.slice(line.lastIndexOf(' ') + 1))]))
  }

  async fleet(name: string): Promise<FleetObject> {
    return this.admin.get<FleetObject>(kinds.rolloutFleet, namespace, name, never)
  }

  /** Names of the objects of a kind in the namespace. */
  async names(what: string): Promise<string[]> {
    const text = await this.server.kubectl(['get', what, '-n', namespace, '-l', 'app.kubernetes.io/managed-by=sortie', '-o', 'name'])
    return text.split('\n').filter((line) => line !== '').map((line) => line.split('/')[1] ?? '').sort() // prettier-ignore
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const child of this.#controllers) {
      if (child.exitCode !== null || child.signalCode !== null) continue
      child.kill('SIGKILL')
      await once(child, 'exit')
    }
    const forbidden = (await this.server.calls()).filter(({ isForbidden }) => isForbidden)
    await this.kubelet[Symbol.asyncDispose]()
    await this.engine[Symbol.asyncDispose]()
    await this.nats[Symbol.asyncDispose]()
    await this.admin[Symbol.asyncDispose]()
    await this.server[Symbol.asyncDispose]()
    await rm(this.folder, { recursive: true, force: true })
    // Whatever a story was about, its controller must have had the rights that it asked for.
    if (forbidden.length > 0)
      throw new Error(`the controller called what its Role does not let it: ${JSON.stringify(forbidden.slice(0, 3))}`)
  }
}

/** A fleet whose pods kwok leaves to the tests' kubelet, quick to scale. */
export function fleetOf(name: string, spec: { readonly environment?: object; readonly inference?: object } & Record<string, unknown> = {}) {
  const template = { metadata: { annotations: { 'test.sortie.dev/play': 'process' } } }
  const environment = {
    name: 'math',
    slotsPerWorker: 2,
    minReplicas: 1,
    maxReplicas: 3,
    leaseSeconds: 5,
    drain: { gracePeriodSeconds: 30 },
  }
  return {
    metadata: { name },
    spec: {
      model: { name: 'scripted' },
      scaling: { windows: { scaleInSeconds: 1 }, idleSeconds: 1 },
      ...spec,
      environment: { template, ...environment, ...spec.environment },
      inference: { template, drain: { gracePeriodSeconds: 2 }, ...spec.inference },
    },
  }
}
