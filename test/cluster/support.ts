import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { promisify } from 'node:util'
import { repository } from '../support/llama.ts'

const bin = join(repository, '.tools/kube/bin')
/** As a person's: kubectl finds its plugin on the PATH. */
export const environment = {
  PATH: `${bin}:${join(repository, '.tools/bin')}:${process.env['PATH'] ?? ''}`,
  HOME: process.env['HOME'] ?? '',
  KUBECONFIG: process.env['KUBECONFIG'] ?? '',
  NO_COLOR: '1',
}

/** The cluster is ours, made for this: its nodes may be killed. */
export const isOwn = process.env['SORTIE_E2E_OWN'] === 'yes'

async function run(command: string, flags: readonly string[]): Promise<string> {
  const { stdout } = await promisify(execFile)(command, flags, { env: environment, cwd: repository, maxBuffer: 2 ** 26 })
  return stdout
}

export const kubectl = (...flags: string[]): Promise<string> => run(join(bin, 'kubectl'), flags)
export const helm = (...flags: string[]): Promise<string> => run(join(bin, 'helm'), flags)
/** What only a cluster of ours can do: kill a node, or run something in one. */
export const cluster = (...flags: string[]): Promise<string> => run(join(repository, 'test/cluster/cluster.sh'), flags)
/** A line of a document, as a person would type it in the repository's folder. */
export const shell = (line: string): Promise<string> => run('bash', ['-euo', 'pipefail', '-c', line])

/**
 * Throws when the cluster has anything of Sortie, or the namespace that the story makes: what is played here removes all of it at its end.
 * For `beforeAll`, after whose failure nothing of a file is played.
 */
export async function refuseWhatIsUsed(): Promise<void> {
  const there = (await kubectl('get', 'crd,namespaces,clusterroles', '-o', 'name')).split('\n')
  const found = there.filter((name) => /\/(rolloutfleets\.sortie\.dev|sortie-system|training|sortie-controller)$/.test(name))
  if (found.length === 0) return
  throw new Error(
    `this cluster has ${found.join(', ')} already, and what is played here would remove them at its end, every fleet included. Nothing was` +
      ' touched. Only where an earlier `make e2e` left them that failed: kubectl delete rfl -A --all;' +
      ' helm uninstall sortie -n sortie-system --ignore-not-found; kubectl delete -f deploy/install.yaml --ignore-not-found; kubectl delete namespace training sortie-system --ignore-not-found;' +
      ' kubectl delete crd rolloutfleets.sortie.dev --ignore-not-found',
  )
}

/** Kinds of what Sortie, its fleets and these stories make: of the whole cluster, and in a namespace. */
const kindsMade = {
  cluster: 'namespaces,customresourcedefinitions,clusterroles,clusterrolebindings',
  namespace:
    'pods,services,deployments,replicasets,statefulsets,jobs,configmaps,secrets,serviceaccounts,roles,rolebindings,networkpolicies,' +
    'poddisruptionbudgets,persistentvolumeclaims,leases',
} as const

/** What is there of those kinds in a namespace (`-n NAME`; no flag: the current one), but for what every namespace has by itself. */
export async function inNamespace(...flags: readonly string[]): Promise<string[]> {
  return (await namesOf(kindsMade.namespace, flags)).filter(
    (name) => !/ (ServiceAccount\/default|ConfigMap\/kube-root-ca\.crt)$/.test(name),
  )
}

/** The same of the whole cluster, and in each of the namespaces: to be compared with a later look. */
export async function everything(...spaces: readonly (readonly string[])[]): Promise<string[]> {
  const lists = await Promise.all([namesOf(kindsMade.cluster, []), ...spaces.map((flags) => inNamespace(...flags))])
  return lists.flat()
}

/** What a look finds and one `before` did not, sorted, once that is no more than `stays`; whatever it is after two minutes. */
export async function madeSince(
  before: readonly string[],
  look: () => Promise<string[]>,
  stays: readonly string[] = [],
): Promise<string[]> {
  const made = async () => (await look()).filter((name) => !before.includes(name)).sort()
  // What stays against all expectation is no lateness: the comparison says which it is.
  await until('the end of what was made', 120, async () => (await made()).length <= stays.length).catch(() => undefined)
  return made()
}

async function namesOf(kinds: string, flags: readonly string[]): Promise<string[]> {
  const each = '{.metadata.namespace} {.kind}/{.metadata.name}'
  const listed = await kubectl('get', kinds, ...flags, '-o', `jsonpath={range .items[*]}${each}{"\\n"}{end}`)
  return listed.split('\n').filter((line) => line !== '').map((line) => line.trim()) // prettier-ignore
}

/** The blocks of commands in a section of docs/install.md, in order. */
export async function commandsOf(section: string): Promise<string[]> {
  const text = await readFile(join(repository, 'docs/install.md'), 'utf8')
  const own = text.split(`## ${section}\n`)[1]?.split('\n## ')[0] ?? ''
  return [...own.matchAll(/```sh\n([\s\S]*?)```/g)].map(([, block = '']) => block)
}

/** The images as `make images` names them. */
export async function imageOf(name: string): Promise<string> {
  const { version } = JSON.parse(await readFile(join(repository, 'package.json'), 'utf8')) as { version: string }
  return `ghcr.io/sortie/${name}:${version}`
}

/** The release on this chart and its values as they come, but for the flags given: without any, Helm would keep those of before. */
export async function upgrade(...more: string[]): Promise<string> {
  const flags = ['-n', 'sortie-system', '--reset-values', '--wait', '--timeout', '180s']
  return helm('upgrade', 'sortie', join(repository, 'deploy/helm/sortie'), ...flags, ...more)
}

/** Gives an image of the nodes another name, as a registry would have it. */
export async function nameImage(from: string, to: string): Promise<void> {
  for (const node of ['1', '2', '3']) {
    await cluster(
      'in-node',
      node,
      'ctr',
      '--address',
      '/run/containerd/containerd.sock',
      '-n',
      'k8s.io',
      'images',
      'tag',
      '--force',
      from,
      to,
    )
  }
}

/** Something to be reached at the address of a cloud's metadata, in every node, until it is disposed of. */
export async function serveMetadata(): Promise<AsyncDisposable> {
  const script = "require('node:http').createServer((_, answer) => answer.end()).listen(80, '169.254.169.254', () => console.log('there'))"
  const node = join(repository, '.tools/bin/node')
  // In the foreground: with a process group of its own it would outlive the one that is killed, and keep the port.
  const servers = ['1', '2', '3'].map((each) =>
    spawn(join(repository, 'test/cluster/cluster.sh'), ['in-node', each, 'timeout', '--foreground', '300', node, '-e', script], {
      env: environment,
      stdio: ['ignore', 'pipe', 'inherit'],
      detached: true,
    }),
  )
  await Promise.all(servers.map((server) => once(server.stdout, 'data')))
  return {
    [Symbol.asyncDispose]: async () => {
      const ended = servers.map((server) => once(server, 'exit'))
      for (const { pid = 0 } of servers) process.kill(-pid, 'SIGKILL')
      await Promise.all(ended)
    },
  }
}

/** Pods with a label that run and are not to go, with their addresses. */
export async function runningPods(namespace: string, label: string): Promise<{ readonly name: string; readonly ip: string }[]> {
  const each = '{.metadata.name} {.status.podIP} {.metadata.deletionTimestamp}'
  const running = `jsonpath={range .items[?(@.status.phase=="Running")]}${each}{"\\n"}{end}`
  const listed = await kubectl('get', 'pods', '-n', namespace, '-l', label, '-o', running)
  const pods = listed.split('\n').map((line) => line.split(' ')).map(([name = '', ip = '', leaving = '']) => ({ name, ip, leaving })) // prettier-ignore
  return pods.filter(({ ip, leaving }) => ip !== '' && leaving === '')
}

/** Whether a TCP connection can be made from inside a pod to each of the addresses (`host:port`, by name). */
export async function reachable(
  { namespace, pod, container }: { readonly namespace: string; readonly pod: string; readonly container: string },
  targets: Readonly<Record<string, string>>,
): Promise<Record<string, boolean>> {
  const script = `
    const { connect } = require('node:net')
    const open = (address) => new Promise((resolve) => {
      const [, host, port] = /^(.*):(\\d+)$/.exec(address)
      const socket = connect({ host, port: Number(port), timeout: 2000 }, () => { socket.destroy(); resolve(true) })
      for (const end of ['error', 'timeout']) socket.on(end, () => { socket.destroy(); resolve(false) })
    })
    Promise.all(Object.entries(JSON.parse(process.argv[1])).map(async ([name, address]) => [name, await open(address)]))
      .then((found) => console.log(JSON.stringify(Object.fromEntries(found))))`
  return JSON.parse(
    await kubectl('exec', '-n', namespace, pod, '-c', container, '--', 'node', '-e', script, JSON.stringify(targets)),
  ) as Record<string, boolean>
}

export interface Tried {
  readonly inside: Readonly<Record<string, string>>
  readonly outside: Readonly<Record<string, string>>
}

/** What containment.ts finds in a worker: from a sandbox, and from its container. */
export async function tryToEscape(namespace: string, worker: string, targets: Readonly<Record<string, string>>): Promise<Tried> {
  const script = await readFile(join(repository, 'test/cluster/containment.ts'), 'utf8')
  const node = 'cd /app && exec node --input-type=module-typescript -e "$0" "$1"'
  const flags = ['exec', '-n', namespace, worker, '-c', 'worker', '--', 'sh', '-c', node, script, JSON.stringify(targets)]
  return JSON.parse(await kubectl(...flags)) as Tried
}

/** Of a file of tasks. */
export const linesOf = async (path: string): Promise<string[]> => (await readFile(path, 'utf8')).split('\n').filter((line) => line !== '')

export const secondsSince = (ms: number): number => (Date.now() - ms) / 1_000

export async function until(what: string, seconds: number, so: () => Promise<boolean>): Promise<number> {
  const startedMs = Date.now()
  let last: unknown = null
  const holds = () =>
    so().catch((thrown: unknown) => {
      last = thrown
      return false
    })
  while (!(await holds())) {
    if (Date.now() - startedMs > seconds * 1_000) throw new Error(`${what} did not come within ${String(seconds)} s`, { cause: last })
    await sleep(500)
  }
  return secondsSince(startedMs)
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

export async function bundledToken(): Promise<string> {
  const encoded = await kubectl('get', 'secret', 'sortie-nats', '-n', 'sortie-system', '-o', 'jsonpath={.data.token}')
  return Buffer.from(encoded, 'base64').toString()
}

/** How long each part took, for people and for whoever draws it. */
export async function report(timings: Readonly<Record<string, number>>): Promise<void> {
  const path = join(repository, '.tools/e2e.json')
  const before = JSON.parse(await readFile(path, 'utf8').catch(() => '{}')) as object
  await writeFile(path, `${JSON.stringify({ ...before, ...timings }, null, 2)}\n`)
  process.stderr.write(`timings in seconds: ${JSON.stringify(timings)}\n`)
}

export const userKubeconfig = join(repository, '.tools/cluster-user.kubeconfig')

/** As somebody with the rights of examples/access, and no more. */
export const plugin = (line: string): Promise<string> => shell(`kubectl sortie ${line} --kubeconfig ${userKubeconfig}`)

/** A kubeconfig of a new account that has the rights of examples/access in `training`. */
export async function makeUser(name: string): Promise<void> {
  const fleet = ['-n', 'training']
  const bus = ['-n', 'sortie-system']
  await kubectl('apply', ...fleet, '-f', 'examples/access/fleet-user.yaml')
  await kubectl('apply', ...bus, '-f', 'examples/access/bus-user.yaml')
  await kubectl('create', 'serviceaccount', name, ...fleet)
  await kubectl('create', 'rolebinding', name, ...fleet, '--role=sortie-fleet-user', `--serviceaccount=training:${name}`)
  await kubectl('create', 'rolebinding', name, ...bus, '--role=sortie-bus-user', `--serviceaccount=training:${name}`)
  const token = (await kubectl('create', 'token', name, ...fleet, '--duration=1h')).trim()
  await shell(`install -m 600 <(kubectl config view --raw --flatten --minify) ${userKubeconfig}`)
  await kubectl('config', 'set-credentials', name, `--token=${token}`, '--kubeconfig', userKubeconfig)
  await kubectl('config', 'set-context', '--current', `--user=${name}`, '--kubeconfig', userKubeconfig)
}
