import { type ChildProcess, spawn } from 'node:child_process'
import { generateKeyPairSync, randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { mkdtemp, open, readFile, rm, writeFile } from 'node:fs/promises'
import { Agent, get } from 'node:https'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { freePort } from '#internal/base/free-port.ts'

const bin = process.env['SORTIE_KUBE_BIN'] ?? fileURLToPath(new URL('../../.tools/kube/bin', import.meta.url))

/** Why tests against a real API server cannot run here; null: they can. */
export const kubeMissing = existsSync(join(bin, 'kube-apiserver')) ? null : `no kube-apiserver in ${bin}: run make setup-kube (needs Go)`
// Every file that is left out for it says so.
if (kubeMissing !== null) process.stderr.write(`tests against a Kubernetes API server are skipped: ${kubeMissing}\n`)

export interface KubeOptions {
  /** Runs controller-manager and scheduler as well. */
  readonly controllers?: boolean
  /** Nodes that kwok plays; their pods run at once. */
  readonly nodes?: number
}

export interface ApiCall {
  readonly verb: string
  readonly apiGroup: string
  /** With its subresource: `rolloutfleets/status`. */
  readonly resource: string
  readonly namespace: string
  readonly name: string
  readonly code: number
  readonly at: string
  /** Whether the caller had no right to it: a quota, too, is said with a 403. */
  readonly isForbidden: boolean
}

interface AuditLine {
  readonly annotations?: Readonly<Record<string, string>>
  readonly verb: string
  readonly requestReceivedTimestamp: string
  readonly objectRef?: {
    readonly apiGroup?: string
    readonly resource?: string
    readonly subresource?: string
    readonly namespace?: string
    readonly name?: string
  }
  readonly responseStatus?: { readonly code?: number }
}

// On a machine of two cores that does other things as well.
const readyWithinMs = 60_000

/** Of a process: user and system time, in ticks of which Linux has a hundred a second. */
export async function cpuSecondsOf(pid: number): Promise<number> {
  const stat = await readFile(`/proc/${String(pid)}/stat`, 'utf8').catch(() => '')
  const [user = 0, system = 0] = stat.slice(stat.lastIndexOf(')') + 2).split(' ').slice(11, 13).map(Number) // prettier-ignore
  return (user + system) / 100
}

type Part = 'etcd' | 'kube-apiserver' | 'kube-controller-manager' | 'kube-scheduler' | 'kwok'

/**
 * A real control plane on loopback, RBAC on, with a store of its own; disposing of it stops every part and removes the store.
 * Users are known by static tokens: `kubeconfig('name')` makes one without any rights, for a Role to be bound to.
 */
export class KubeApiServer implements AsyncDisposable {
  readonly folder: string
  readonly #ports: { readonly api: number; readonly etcd: number; readonly peer: number }
  readonly #tokens: Readonly<Record<string, string>>
  readonly #parts = new Map<Part, ChildProcess>()
  /** When the API server listened and was not ready: it refuses everybody whose roles it has not read yet. Unix milliseconds. */
  readonly #startups: { readonly fromMs: number; readonly toMs: number }[] = []

  private constructor(folder: string, ports: KubeApiServer['ports'], tokens: Readonly<Record<string, string>>) {
    this.folder = folder
    this.#ports = ports
    this.#tokens = tokens
  }

  /** Starts it and waits until `/readyz` says so, which takes about four seconds. */
  static async start(options: KubeOptions = {}): Promise<KubeApiServer> {
    if (kubeMissing !== null) throw new Error(kubeMissing)
    const folder = await mkdtemp(join(tmpdir(), 'sortie-kube-'))
    const ports = { api: await freePort(), etcd: await freePort(), peer: await freePort() }
    const tokens = Object.fromEntries(['admin', 'controller', 'stranger'].map((user) => [user, randomBytes(16).toString('hex')]))
    const server = new KubeApiServer(folder, ports, tokens)
    try {
      await server.#prepare()
      await server.#startEtcd()
      await server.restart()
      await writeFile(join(folder, 'admin.kubeconfig'), server.kubeconfig('admin'))
      if (options.controllers === true) await server.#startControllers()
      if (options.nodes !== undefined) await server.#startNodes(options.nodes)
    } catch (thrown) {
      await server[Symbol.asyncDispose]()
      throw thrown
    }
    return server
  }

  get ports() {
    return this.#ports
  }

  get url(): string {
    return `https://127.0.0.1:${String(this.#ports.api)}`
  }

  /** PEM of what the server's certificate is checked by. */
  get caPath(): string {
    return join(this.folder, 'pki', 'apiserver.crt')
  }

  get adminKubeconfigPath(): string {
    return join(this.folder, 'admin.kubeconfig')
  }

  /** A kubeconfig of one of the users `admin`, `controller` and `stranger`; `url` when a proxy stands before the server. */
  kubeconfig(user: string, url = this.url): string {
    // The client refuses plain HTTP unless it is told that nobody is to be checked.
    const trust = url.startsWith('http:') ? { 'insecure-skip-tls-verify': true } : { 'certificate-authority': this.caPath }
    return JSON.stringify({
      apiVersion: 'v1',
      kind: 'Config',
      clusters: [{ name: 'test', cluster: { server: url, ...trust } }],
      users: [{ name: user, user: { token: this.#tokens[user] } }],
      contexts: [{ name: 'test', context: { cluster: 'test', user, namespace: 'default' } }],
      'current-context': 'test',
    })
  }

  /** Runs kubectl as the administrator; what it printed. Throws with its error output when it fails. */
  async kubectl(arguments_: readonly string[], input = ''): Promise<string> {
    const child = spawn(join(bin, 'kubectl'), ['--kubeconfig', this.adminKubeconfigPath, ...arguments_], { stdio: 'pipe' })
    let [out, error] = ['', '']
    child.stdout.setEncoding('utf8').on('data', (text: string) => (out += text))
    child.stderr.setEncoding('utf8').on('data', (text: string) => (error += text))
    child.stdin.end(input)
    const [code] = (await once(child, 'close')) as [number | null]
    if (code !== 0) throw new Error(`kubectl ${arguments_.join(' ')}: ${error}`)
    return out
  }

  /** As a machine that loses power; what etcd has stays. */
  async kill(part: Part = 'kube-apiserver'): Promise<void> {
    const child = this.#parts.get(part)
    if (child === undefined || child.exitCode !== null || child.signalCode !== null) return
    child.kill('SIGKILL')
    await once(child, 'exit')
  }

  /** Stands still, with every connection open. */
  pause(part: Part = 'kube-apiserver'): void {
    this.#parts.get(part)?.kill('SIGSTOP')
  }

  resume(part: Part = 'kube-apiserver'): void {
    this.#parts.get(part)?.kill('SIGCONT')
  }

  /** The API server comes back on the same port with the same store. */
  async restart(): Promise<void> {
    await this.kill()
    const { api, etcd } = this.#ports
    const fromMs = Date.now()
    await writeFile(join(this.folder, 'audit.json'), JSON.stringify(auditPolicy))
    await this.#run('kube-apiserver', [
      ...['--audit-policy-file', join(this.folder, 'audit.json'), '--audit-log-path', join(this.folder, 'audit.log')],
      ...['--etcd-servers', `http://127.0.0.1:${String(etcd)}`],
      ...['--bind-address', '127.0.0.1', '--advertise-address', '127.0.0.1', '--secure-port', String(api)],
      // The server makes its own certificate there; nobody but these tests is to believe it.
      ...['--cert-dir', join(this.folder, 'pki'), '--endpoint-reconciler-type', 'none'],
      ...['--token-auth-file', join(this.folder, 'tokens.csv'), '--anonymous-auth=false', '--authorization-mode', 'Node,RBAC'],
      ...['--service-account-issuer', 'https://kubernetes.default.svc', '--service-account-key-file', join(this.folder, 'sa.pub')],
      ...['--service-account-signing-key-file', join(this.folder, 'sa.key'), '--service-cluster-ip-range', '10.96.0.0/16'],
      // Without controllers nobody makes the account that this plugin waits for.
      ...['--disable-admission-plugins', 'ServiceAccount', '--enable-admission-plugins', 'NodeRestriction,ResourceQuota,PodSecurity'],
      ...['--profiling=false', '--event-ttl', '30m', '--max-requests-inflight', '800', '--max-mutating-requests-inflight', '400'],
    ])
    await this.#ready()
    this.#startups.push({ fromMs, toMs: Date.now() })
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const child of this.#parts.values()) child.kill('SIGCONT')
    // etcd last: the others would only complain.
    for (const part of ['kwok', 'kube-scheduler', 'kube-controller-manager', 'kube-apiserver', 'etcd'] as const) await this.kill(part)
    await rm(this.folder, { recursive: true, force: true })
  }

  async #prepare(): Promise<void> {
    const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
    await writeFile(join(this.folder, 'sa.key'), privateKey.export({ type: 'pkcs8', format: 'pem' }))
    await writeFile(join(this.folder, 'sa.pub'), publicKey.export({ type: 'spki', format: 'pem' }))
    const lines = Object.entries(this.#tokens).map(
      ([user, token]) => `${token},${user},${user}${user === 'admin' ? ',system:masters' : ''}\n`,
    )
    await writeFile(join(this.folder, 'tokens.csv'), lines.join(''))
  }

  async #startEtcd(): Promise<void> {
    const [client, peer] = [`http://127.0.0.1:${String(this.#ports.etcd)}`, `http://127.0.0.1:${String(this.#ports.peer)}`]
    await this.#run('etcd', [
      // A test's data is worth no flush to disk.
      ...['--name', 'e', '--data-dir', join(this.folder, 'etcd'), '--unsafe-no-fsync', '--log-level', 'warn'],
      ...['--listen-client-urls', client, '--advertise-client-urls', client],
      ...['--listen-peer-urls', peer, '--initial-advertise-peer-urls', peer, '--initial-cluster', `e=${peer}`],
    ])
  }

  /** They end at once when the server's own roles are not there yet: only after it is ready. */
  async #startControllers(): Promise<void> {
    const kubeconfig = [
      '--kubeconfig',
      this.adminKubeconfigPath,
      '--leader-elect=false',
      '--bind-address',
      '127.0.0.1',
      '--secure-port',
      '0',
    ]
    const fast = ['--kube-api-qps', '500', '--kube-api-burst', '500']
    await this.#run('kube-controller-manager', [
      ...[...kubeconfig, ...fast, '--service-account-private-key-file', join(this.folder, 'sa.key')],
      ...['--flex-volume-plugin-dir', join(this.folder, 'flex'), '--node-monitor-period', '1s', '--node-monitor-grace-period', '8s'],
    ])
    await this.#run('kube-scheduler', [...kubeconfig.slice(0, 5), '--secure-port', '0', ...fast])
    await this.#poll('the default service account', () => this.kubectl(['get', 'serviceaccount', 'default']))
  }

  async #startNodes(count: number): Promise<void> {
    const nodes = Array.from({ length: count }, (_, index) => {
      const name = `fake-${String(index)}`
      // Room for the five thousand pods of the largest bench, by what each requests.
      const room = { cpu: '4096', memory: '8Ti', pods: '5000' }
      const metadata = { name, annotations: { 'kwok.x-k8s.io/node': 'fake' }, labels: { 'kubernetes.io/hostname': name } }
      return { apiVersion: 'v1', kind: 'Node', metadata, status: { allocatable: room, capacity: room } }
    })
    await this.kubectl(['create', '-f', '-'], JSON.stringify({ apiVersion: 'v1', kind: 'List', items: nodes }))
    const stages = fileURLToPath(new URL('kube-stages.yaml', import.meta.url))
    await this.#run('kwok', [
      ...['--kubeconfig', this.adminKubeconfigPath, '--config', stages, '--cidr', '10.250.0.0/16'],
      ...['--manage-nodes-with-annotation-selector', 'kwok.x-k8s.io/node=fake', '--node-lease-duration-seconds', '10'],
      ...['--server-address', `127.0.0.1:${String(await freePort())}`],
    ])
    await this.kubectl(['wait', 'node', '--all', '--for=condition=Ready', '--timeout=60s'])
  }

  async #run(part: Part, arguments_: readonly string[]): Promise<void> {
    const log = await open(join(this.folder, `${part}.log`), 'a')
    const child = spawn(join(bin, part), arguments_, { stdio: ['ignore', log.fd, log.fd], cwd: this.folder })
    await once(child, 'spawn')
    await log.close()
    this.#parts.set(part, child)
  }

  async #ready(): Promise<void> {
    await this.#poll('/readyz', async () => {
      const child = this.#parts.get('kube-apiserver')
      if (child !== undefined && child.exitCode !== null) throw new Ended(await this.log('kube-apiserver'))
      const ca = await readFile(this.caPath)
      const agent = new Agent({ ca })
      const request = get(`${this.url}/readyz`, { agent, headers: { authorization: `Bearer ${this.#tokens['admin'] ?? ''}` } })
      const [{ statusCode }] = (await once(request, 'response')) as [{ statusCode: number }]
      agent.destroy()
      if (statusCode !== 200) throw new Error(`/readyz answers ${String(statusCode)}`)
    })
  }

  /** Every call that the user `controller` has made, in order. */
  async calls(): Promise<readonly ApiCall[]> {
    const text = await readFile(join(this.folder, 'audit.log'), 'utf8').catch(() => '')
    const lines = text.split('\n').filter((line) => line !== '') // prettier-ignore
    return lines.map((line) => {
      const { verb, objectRef = {}, responseStatus = {}, annotations = {}, requestReceivedTimestamp: at } = JSON.parse(line) as AuditLine
      const { apiGroup = '', resource = '', subresource, namespace = '', name = '' } = objectRef
      const what = subresource === undefined ? resource : `${resource}/${subresource}`
      const isStarting = this.#startups.some(({ fromMs, toMs }) => fromMs <= Date.parse(at) && Date.parse(at) <= toMs)
      const isForbidden = annotations['authorization.k8s.io/decision'] === 'forbid' && !isStarting
      return { verb, apiGroup, resource: what, namespace, name, code: responseStatus.code ?? 0, isForbidden, at }
    })
  }

  /** Processor time that each part has taken so far. Seconds. */
  async cpuSeconds(): Promise<Record<string, number>> {
    const parts = [...this.#parts].map(async ([part, { pid = 0 }]): Promise<[string, number]> => [part, await cpuSecondsOf(pid)])
    return Object.fromEntries(await Promise.all(parts))
  }

  /** The last words of a part. */
  async log(part: Part): Promise<string> {
    const text = await readFile(join(this.folder, `${part}.log`), 'utf8').catch(() => '')
    return text.slice(-4_096)
  }

  async #poll(what: string, action: () => Promise<unknown>): Promise<void> {
    for (const untilMs = Date.now() + readyWithinMs; ;) {
      try {
        await action()
        return
      } catch (thrown) {
        if (thrown instanceof Ended || Date.now() > untilMs) throw new Error(`${what} never came: ${String(thrown)}`, { cause: thrown })
        await sleep(50)
      }
    }
  }
}

/** Who called what: the server's own word, independent of what is tested. */
const auditPolicy = {
  apiVersion: 'audit.k8s.io/v1',
  kind: 'Policy',
  omitStages: ['RequestReceived'],
  rules: [{ level: 'Metadata', users: ['controller'] }, { level: 'None' }],
}

class Ended extends Error {}
