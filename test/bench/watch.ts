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
import { type Benchmark, type Spread, inWords, median, pairedRatio, spread } from './benchmark.ts'

interface Digest {
  readonly eventsPerCpuSecond: number
  readonly heapMiB: number
}

const heapSamples = 20
/** One event in five is of a pod that goes or comes: 10,000 pods of 100,000 events, ten times all that there are at a time. */
const replaceEvery = 10
// Of the heap of the whole process, 38 MiB: 80 bytes for each of the 2,500 pods replaced between the samples that are compared.
const growthMax = 0.005

setFlagsFromString('--expose-gc')
const collect = runInNewContext('gc') as () => void

const kubeconfig = (port: string) =>
  JSON.stringify({
    ...{ apiVersion: 'v1', kind: 'Config', 'current-context': 'c' },
    clusters: [{ name: 'c', cluster: { server: `http://127.0.0.1:${port}`, 'insecure-skip-tls-verify': true } }],
    users: [{ name: 'u', user: { token: 't' } }],
    contexts: [{ name: 'c', context: { cluster: 'c', user: 'u' } }],
  })

type Consume = (config: string, onChange: () => void) => () => Promise<void>

interface Size {
  readonly pods: number
  readonly events: number
  readonly recording: string
}

/** A replay that waits for its reader. */
class Replay implements Disposable {
  readonly #child: ChildProcess
  readonly #config: string
  readonly #size: Size

  private constructor(child: ChildProcess, config: string, size: Size) {
    this.#child = child
    this.#config = config
    this.#size = size
  }

  static async start(size: Size, replaceEvery: number): Promise<Replay> {
    const path = join(import.meta.dirname, 'replay.ts')
    const numbers = [size.pods, size.events, replaceEvery].map(String)
    const child = spawn(process.execPath, [path, size.recording, ...numbers], { stdio: ['ignore', 'pipe', 'inherit'] })
    const [line] = (await once(child.stdout, 'data')) as [Buffer]
    return new Replay(child, kubeconfig(line.toString().trim()), size)
  }

  /** Resolves when `consume` has seen all that was listed and every event, with how it is stopped; `onEvent` is told how many events it has. */
  async read(consume: Consume, onEvent: (events: number) => void): Promise<() => Promise<void>> {
    const all = Promise.withResolvers<undefined>()
    const { pods, events } = this.#size
    let seen = 0
    const stop = consume(this.#config, () => {
      seen++
      if (seen > pods) onEvent(seen - pods)
      if (seen === pods + events) all.resolve(undefined)
    })
    await all.promise
    return stop
  }

  [Symbol.dispose](): void {
    this.#child.kill('SIGKILL')
  }
}

function heapMiB(): number {
  collect()
  return process.memoryUsage().heapUsed / 2 ** 20
}

async function digest(size: Size, consume: Consume): Promise<Digest> {
  using replay = await Replay.start(size, 0)
  const heapBefore = heapMiB()
  const before = process.cpuUsage()
  const stop = await replay.read(consume, () => undefined)
  const { user, system } = process.cpuUsage(before)
  const held = heapMiB() - heapBefore
  await stop()
  return { eventsPerCpuSecond: size.events / ((user + system) / 1e6), heapMiB: held }
}

/** The heap after a collection, at evenly spaced events of a watch in which pods come and go. MiB. */
async function heapsOverChurn(size: Size, consume: Consume): Promise<readonly number[]> {
  using replay = await Replay.start(size, replaceEvery)
  const heaps: number[] = []
  const every = Math.floor(size.events / heapSamples)
  const stop = await replay.read(consume, (events) => {
    if (events % every === 0) heaps.push(heapMiB())
  })
  await stop()
  return heaps
}

/** By how much the later samples of the last half are above its earlier ones, of what these are. */
function lateGrowth(heaps: readonly number[]): number {
  const half = heaps.slice(Math.floor(heaps.length / 2))
  const [early, late] = [half.slice(0, Math.floor(half.length / 2)), half.slice(Math.floor(half.length / 2))].map(median)
  return (late ?? Number.NaN) / (early ?? Number.NaN) - 1
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
  for (const event of ['add', 'update', 'delete'] as const) made.on(event, onChange)
  made.on('error', () => undefined)
  void made.start()
  return () => made.stop()
}

const inPercent = (share: number) => `${(share * 100).toFixed(1)} %`

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
    const churn = { ours: await heapsOverChurn(size, ours), theirs: await heapsOverChurn(size, informer) }
    const growth = { ours: lateGrowth(churn.ours), theirs: lateGrowth(churn.theirs) }
    const of = (who: 'ours' | 'theirs', what: keyof Digest): Spread => spread(runs.map((each) => each[who][what]))
    const ratio = pairedRatio(runs.map((each) => each.ours.eventsPerCpuSecond), runs.map((each) => each.theirs.eventsPerCpuSecond)) // prettier-ignore
    return {
      head: ['way', 'events per CPU-second', 'heap held, MiB', 'late growth over churn'],
      rows: (['ours', 'theirs'] as const).map((who) => [
        who === 'ours' ? 'reflector' : "client-node's informer",
        inWords(of(who, 'eventsPerCpuSecond')),
        inWords(of(who, 'heapMiB'), 1),
        inPercent(growth[who]),
      ]),
      note: `REPLAYED watch, recorded from a real API server, of ${String(size.events)} changes of ${String(size.pods)} pods, list included; median (least – most) of ${String(runs.length)} alternating repetitions; churn: as many events, of which ${String((2 * 100) / replaceEvery)} % are pods that go and others that come in their place, the heap of the process at ${String(heapSamples)} points of it, after a collection`,
      aims: [
        { aim: "≥ 3× client-node's informer", measured: `${ratio.median.toFixed(2)}×`, reached: ratio.median >= 3 },
        {
          aim: `heap over churn: ≤ ${inPercent(growthMax)} late growth`,
          measured: inPercent(growth.ours),
          reached: growth.ours <= growthMax,
        },
      ],
      values: {
        ...count,
        events_per_cpu_second: { reflector: of('ours', 'eventsPerCpuSecond'), informer: of('theirs', 'eventsPerCpuSecond') },
        heap_mib: { reflector: of('ours', 'heapMiB'), informer: of('theirs', 'heapMiB') },
        ratio,
        churn_heaps_mib: { reflector: churn.ours, informer: churn.theirs },
        churn_late_growth: { reflector: growth.ours, informer: growth.theirs },
      },
    }
  },
}
