/** Events of a watch digested per CPU-second, and memory held: our reflector against the official client's own informer, on the same replay. */
import { CoreV1Api, KubeConfig, makeInformer } from '@kubernetes/client-node'
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { systemClock as clock } from '#internal/base/clock.ts'
import { systemRng as rng } from '#internal/base/rng.ts'
import { KubeClient } from '#internal/kube/client.ts'
import { watchedPod } from '#internal/kube/objects.ts'
import { type PodObject, keepOfPod } from '#internal/kube/pod-view.ts'
import { Reflector } from '#internal/kube/reflector.ts'
import { silentLogger } from '#internal/telemetry/logger.ts'
import { record } from './record.ts'
import { type Benchmark, type Spread, inWords, pairedRatio, spread } from './benchmark.ts'

interface Digest {
  readonly eventsPerCpuSecond: number
  readonly heapMiB: number
}

setFlagsFromString('--expose-gc')
const collect = runInNewContext('gc') as () => void

const kubeconfig = (port: string) =>
  JSON.stringify({
    ...{ apiVersion: 'v1', kind: 'Config', 'current-context': 'c' },
    clusters: [{ name: 'c', cluster: { server: `http://127.0.0.1:${port}`, 'insecure-skip-tls-verify': true } }],
    users: [{ name: 'u', user: { token: 't' } }],
    contexts: [{ name: 'c', context: { cluster: 'c', user: 'u' } }],
  })

/** Starts a replay, lets `consume` read it, and counts until all that was listed and every event has arrived. */
async function digest(
  size: { readonly pods: number; readonly events: number; readonly recording: string },
  consume: (config: string, onChange: () => void) => () => Promise<void>,
): Promise<Digest> {
  const child: ChildProcess = spawn(
    process.execPath,
    [join(import.meta.dirname, 'replay.ts'), size.recording, String(size.pods), String(size.events)],
    {
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  )
  const [line] = (await once(child.stdout ?? child, 'data')) as [Buffer]
  collect()
  const heapBefore = process.memoryUsage().heapUsed
  const all = Promise.withResolvers<void>()
  let seen = 0
  const before = process.cpuUsage()
  const stop = consume(kubeconfig(line.toString().trim()), () => {
    if (++seen === size.pods + size.events) all.resolve()
  })
  await all.promise
  const { user, system } = process.cpuUsage(before)
  collect()
  const heapMiB = (process.memoryUsage().heapUsed - heapBefore) / 2 ** 20
  await stop()
  child.kill('SIGKILL')
  return { eventsPerCpuSecond: size.events / ((user + system) / 1e6), heapMiB }
}

function ours(config: string, onChange: () => void): () => Promise<void> {
  const client = KubeClient.load(config, { clock, fieldManager: 'bench' })
  const options = { kind: watchedPod, namespace: null, keep: keepOfPod, onChange, clock, rng, logger: silentLogger }
  const reflector = new Reflector<PodObject>(client, options)
  const life = new AbortController()
  const running = reflector.run(life.signal)
  return async () => {
    life.abort()
    await running
    await client[Symbol.asyncDispose]()
  }
}

function informer(config: string, onChange: () => void): () => Promise<void> {
  const kube = new KubeConfig()
  kube.loadFromString(config)
  const api = kube.makeApiClient(CoreV1Api)
  const made = makeInformer(kube, '/api/v1/pods', () => api.listPodForAllNamespaces())
  for (const event of ['add', 'update'] as const) made.on(event, onChange)
  made.on('error', () => undefined)
  void made.start()
  return () => made.stop()
}

export const watch: Benchmark = {
  summary: "events of a watch per CPU-second: our reflector against the official client's informer (needs make setup-kube)",
  options: { pods: '1000', events: '100000', repetitions: '3' },
  run: async (option) => {
    const folder = await mkdtemp(join(tmpdir(), 'sortie-bench-'))
    await using _ = { [Symbol.asyncDispose]: () => rm(folder, { recursive: true, force: true }) }
    const recording = join(folder, 'recording.json')
    await writeFile(recording, JSON.stringify(await record()))
    const count = { pods: Number(option('pods')), events: Number(option('events')) }
    const size = { ...count, recording }
    const runs: { readonly ours: Digest; readonly theirs: Digest }[] = []
    for (let round = 0; round < Number(option('repetitions')); round++)
      runs.push({ ours: await digest(size, ours), theirs: await digest(size, informer) })
    const of = (who: 'ours' | 'theirs', what: keyof Digest): Spread => spread(runs.map((each) => each[who][what]))
    const ratio = pairedRatio(runs.map((each) => each.ours.eventsPerCpuSecond), runs.map((each) => each.theirs.eventsPerCpuSecond)) // prettier-ignore
    return {
      head: ['way', 'events per CPU-second', 'heap held, MiB'],
      rows: (['ours', 'theirs'] as const).map((who) => [
        who === 'ours' ? 'reflector' : "client-node's informer",
        inWords(of(who, 'eventsPerCpuSecond')),
        inWords(of(who, 'heapMiB'), 1),
      ]),
      note: `REPLAYED watch, recorded from a real API server, of ${String(size.events)} changes of ${String(size.pods)} pods, list included; median (least – most) of ${String(runs.length)} alternating repetitions`,
      aims: [{ aim: "≥ 3× client-node's informer", measured: `${ratio.median.toFixed(2)}×`, reached: ratio.median >= 3 }],
      values: {
        ...count,
        events_per_cpu_second: { reflector: of('ours', 'eventsPerCpuSecond'), informer: of('theirs', 'eventsPerCpuSecond') },
        heap_mib: { reflector: of('ours', 'heapMiB'), informer: of('theirs', 'heapMiB') },
        ratio,
      },
    }
  },
}
