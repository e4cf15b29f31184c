/** How fast a fleet of a thousand workers comes up, on a real API server with PLAYED nodes: the controller against a bare loop of creations. */
import type { ChildProcess } from 'node:child_process'
import { systemClock as clock } from '#internal/base/clock.ts'
import { busFleetOf } from '#internal/fleet/names.ts'
import { KubeClient } from '#internal/kube/client.ts'
import { type KubeObject, kinds } from '#internal/kube/objects.ts'
import { keepOfPod, type PodObject, phaseOf } from '#internal/kube/pod-view.ts'
import { Reflector } from '#internal/kube/reflector.ts'
import { systemRng as rng } from '#internal/base/rng.ts'
import { createAuthority, mintCredentials } from '#internal/stream/credentials.ts'
import { silentLogger } from '#internal/telemetry/logger.ts'
import { cpuSecondsOf } from '../support/kube-apiserver.ts'
import { TestCluster, fleetOf, namespace } from '../support/controller.ts'
import { playDrains } from '../support/drains.ts'
import { connectTo, never } from '../support/fleet.ts'
import { NatsServer } from '../support/nats-server.ts'
import { type Aim, type Benchmark, inWords, pairedRatio, spread } from './benchmark.ts'

/** As many creations on their way as the controller has. */
const parallel = 16
// At 50 pods a second, which is slow, for five thousand.
const comeWithinMs = 120_000

const warmUpPods = 1_000
/** So long without a call, a change is over. */
const quietSeconds = 2

interface Came {
  readonly createdPerSecond: number
  readonly allRunningSeconds: number
  /** Processor time of each process until all run, for each pod. Milliseconds. */
  readonly cpuMsPerPod: Readonly<Record<string, number>>
}

/** Watches pods come until there are `count`, then until all run. */
async function timed(
  cluster: TestCluster,
  count: number,
  { pid, begin }: { readonly pid: number; readonly begin: () => Promise<unknown> },
): Promise<Came> {
  const startedNs = clock.monotonicNs()
  const seconds = () => (clock.monotonicNs() - startedNs) / 1e9
  const life = new AbortController()
  const created = Promise.withResolvers<number>()
  const running = Promise.withResolvers<number>()
  const reflector = new Reflector<PodObject>(cluster.admin, {
    ...{ kind: kinds.pod, namespace, labels: 'bench!=none', keep: keepOfPod, clock, rng, logger: silentLogger },
    onChange: () => {
      if (reflector.store.size < count) return
      created.resolve(seconds())
      if ([...reflector.store.values()].every((pod) => phaseOf(pod) === 'running')) running.resolve(seconds())
    },
  })
  const reflecting = reflector.run(life.signal)
  const cpu = async () => ({ ...(await cluster.server.cpuSeconds()), 'who creates': await cpuSecondsOf(pid) })
  const before: Readonly<Record<string, number>> = await cpu()
  await begin()
  const tooLong = clock.sleep(comeWithinMs, life.signal).then(() => {
    throw new Error(`${String(reflector.store.size)} of ${String(count)} pods came in ${String(comeWithinMs)} ms, and not all of them run`)
  })
  const [createdSeconds, allRunningSeconds] = await Promise.race([Promise.all([created.promise, running.promise]), tooLong])
  tooLong.catch(() => undefined)
  const spent = Object.entries(await cpu()).map(([part, seconds]) => [part, ((seconds - (before[part] ?? 0)) * 1_000) / count])
  life.abort()
  await reflecting
  return { createdPerSecond: count / createdSeconds, allRunningSeconds, cpuMsPerPod: Object.fromEntries(spent) as Record<string, number> }
}

/** All that is there goes, by force: a bench is not the place to drain. */
async function clear(cluster: TestCluster): Promise<void> {
  for (;;) {
    const { items } = await cluster.admin.list(kinds.pod, { namespace, limit: 5_000, from: null }, never)
    if (items.length === 0) return
    const queue = [...items]
    const lane = async () => {
      for (let pod = queue.shift(); pod !== undefined; pod = queue.shift())
        await cluster.admin.delete(kinds.pod, namespace, { name: pod.metadata.name, graceSeconds: 0 }, never).catch(() => undefined)
    }
    await Promise.all(Array.from({ length: parallel }, lane))
  }
}

async function byController(cluster: TestCluster, controller: ChildProcess, count: number) {
  const before = (await callsSoFar(cluster)).length
  const fleet = fleetOf('bench', {
    environment: { template: {}, minReplicas: count, maxReplicas: count },
    inference: { template: {}, minReplicas: 0, maxReplicas: 1 },
  })
  const begin = () => cluster.admin.create(kinds.rolloutFleet, namespace, fleet, never)
  const came = await timed(cluster, count, { pid: controller.pid ?? 0, begin })
  const calls = (await callsSoFar(cluster)).length - before
  const made = await cluster.admin.get<KubeObject & { spec: Record<string, unknown> }>(kinds.pod, namespace, 'bench-worker-0', never)
  await remove(cluster)
  return { came, made, callsPerPod: calls / count }
}

/** Its pods go with it, at once. */
async function remove(cluster: TestCluster): Promise<void> {
  await cluster.server.kubectl(['patch', 'rfl', 'bench', '-n', namespace, '--type=merge', '-p', '{"metadata":{"finalizers":null}}'])
  await cluster.server.kubectl(['delete', 'rfl', 'bench', '-n', namespace])
}

/** Of the controller, by the server's own log; not those that it makes whatever happens. */
async function callsSoFar(cluster: TestCluster) {
  return (await cluster.server.calls()).filter(({ verb, resource }) => verb !== 'watch' && resource !== 'leases')
}

/** Calls for one pod that came or went, and which they were. */
interface Calls {
  readonly each: number
  readonly byKind: Readonly<Record<string, number>>
}

/** From `change` until there are so many workers and the controller has made no call for a while. */
async function callsOf(
  cluster: TestCluster,
  { change, workers, changed }: { readonly change: () => Promise<unknown>; readonly workers: number; readonly changed: number },
): Promise<Calls> {
  const before = (await callsSoFar(cluster)).length
  await change()
  const until = clock.monotonicNs() + comeWithinMs * 1e6
  for (let [seen, quiet] = [before, 0]; quiet < quietSeconds;) {
    await clock.sleep(1_000, never)
    const { items } = await cluster.admin.list<PodObject>(kinds.pod, { namespace, limit: 10_000, from: null }, never)
    const isThere = items.length === workers && items.every((pod) => phaseOf(pod) === 'running')
    if (clock.monotonicNs() > until) throw new Error(`${String(items.length)} pods in place of ${String(workers)}`)
    const now = (await callsSoFar(cluster)).length
    quiet = isThere && now === seen ? quiet + 1 : 0
    seen = now
  }
  const calls = (await callsSoFar(cluster)).slice(before)
  const kindsOfCalls = Map.groupBy(calls, ({ verb, resource }) => `${verb} ${resource}`)
  const byKind = [...kindsOfCalls].map(([kind, of]): [string, number] => [kind, of.length / changed])
  return { each: calls.length / changed, byKind: Object.fromEntries(byKind.sort(([, a], [, b]) => b - a)) }
}

/** A fleet whose workers have credentials of their own comes, and half of it goes again. */
async function callsWithCredentials(cluster: TestCluster, count: number): Promise<{ readonly out: Calls; readonly in: Calls }> {
  const authority = await createAuthority('bench')
  await using bus = await NatsServer.start({ configuration: authority.serverConfiguration })
  const life = new AbortController()
  const busFleet = busFleetOf(namespace, 'bench')
  const identity = { role: 'owner' as const, name: 'owner', fleet: busFleet, environments: [] }
  const asOwner = { credentials: await mintCredentials(identity, authority, 0) }
  await playDrains(await connectTo(bus, 'owner', asOwner), busFleet, life.signal)
  using _ = { [Symbol.dispose]: () => life.abort() } // prettier-ignore
  const { signingSeed, account } = authority
  const keys = { metadata: { name: 'keys' }, stringData: { 'signing-key': signingSeed, account } }
  await cluster.admin.create(kinds.secret, namespace, keys, never)
  const fleet = fleetOf('bench', {
    environment: { template: {}, minReplicas: count, maxReplicas: count },
    inference: { template: {}, minReplicas: 0, maxReplicas: 1 },
    stream: { url: bus.url, credentialsSecret: 'keys', allowPlaintext: true },
  })
  const create = () => cluster.admin.create(kinds.rolloutFleet, namespace, fleet, never)
  const out = await callsOf(cluster, { change: create, workers: count, changed: count })
  const left = Math.floor(count / 2)
  const body = { spec: { environment: { minReplicas: left, maxReplicas: left } } }
  const shrink = () => cluster.admin.merge(kinds.rolloutFleet, namespace, { name: 'bench', body }, never)
  const calls = { out, in: await callsOf(cluster, { change: shrink, workers: left, changed: count - left }) }
  await remove(cluster)
  await clear(cluster)
  return calls
}

async function byLoop(cluster: TestCluster, template: KubeObject & { readonly spec: object }, count: number): Promise<Came> {
  // As the same user: the server gives administrators more of its time.
  await using client = KubeClient.load(cluster.server.kubeconfig('controller'), { clock, fieldManager: 'bench' })
  const { metadata, spec } = template
  // As many, but none that the controller watches by.
  const labels = Object.fromEntries(Object.entries(metadata.labels ?? {}).map(([key, value]) => [key.replace(/^.*\//, 'bench/'), value]))
  let next = 0
  const lane = async () => {
    for (let index = next++; index < count; index = next++) {
      const body = { metadata: { name: `loop-${String(index)}`, labels }, spec }
      await client.create(kinds.pod, namespace, body, never)
    }
  }
  return timed(cluster, count, { pid: process.pid, begin: () => Promise.all(Array.from({ length: parallel }, lane)) })
}

const inKinds = ({ byKind }: Calls) => Object.entries(byKind).map(([kind, each]) => `${kind} ${each.toFixed(2)}`).join(', ') // prettier-ignore
const callsAim = (what: string, { each }: Calls): Aim => ({
  aim: `≤ 2 API calls for each ${what}`,
  measured: each.toFixed(2),
  reached: each <= 2,
})

export const fleet: Benchmark = {
  summary: 'a fleet of a thousand pods on a real API server with played nodes, against a bare loop of creations (needs make setup-kube)',
  options: { pods: '1000', repetitions: '3' },
  run: async (option) => {
    const [count, repetitions] = [Number(option('pods')), Number(option('repetitions'))]
    await using cluster = await TestCluster.start()
    // The loop's pods are those that the controller made, spec for spec.
    const ours: Came[] = []
    const theirs: Came[] = []
    const calls: number[] = []
    const controller = await cluster.startController('c', { leaseFor: '15s' })
    while (!(await cluster.logOf('c')).includes('"leading"')) await clock.sleep(100, never)
    // Not counted: a controller and a loop that have done it before, as they mostly have.
    for (let round = -1; round < repetitions; round++) {
      const pods = round < 0 ? Math.min(count, warmUpPods) : count
      const { came, made, callsPerPod } = await byController(cluster, controller, pods)
      const { nodeName: _, ...spec } = made.spec
      await clear(cluster)
      const loop = await byLoop(cluster, { ...made, spec }, pods)
      await clear(cluster)
      if (round < 0) continue
      theirs.push(loop)
      ours.push(came)
      calls.push(callsPerPod)
    }
    const credentialed = await callsWithCredentials(cluster, count)
    const rate = (all: readonly Came[]) => all.map(({ createdPerSecond }) => createdPerSecond)
    const ready = (all: readonly Came[]) => all.map(({ allRunningSeconds }) => allRunningSeconds)
    const [created, running] = [pairedRatio(rate(ours), rate(theirs)), pairedRatio(ready(theirs), ready(ours))]
    const percent = (ratio: number) => `${(ratio * 100).toFixed(0)} %`
    const cpu = (all: readonly Came[]) => {
      const parts = Object.keys(all[0]?.cpuMsPerPod ?? {})
      return Object.fromEntries(parts.map((part) => [part, spread(all.map(({ cpuMsPerPod }) => cpuMsPerPod[part] ?? 0)).median]))
    }
    const inMs = (all: readonly Came[]) => Object.entries(cpu(all)).map(([part, ms]) => `${part} ${ms.toFixed(1)}`).join(', ') // prettier-ignore
    const perPod = spread(calls)
    return {
      head: ['way', 'pods created a second', 'seconds to all running'],
      rows: [
        ['the controller', inWords(spread(rate(ours)), 1), inWords(spread(ready(ours)), 1)],
        ['a bare loop', inWords(spread(rate(theirs)), 1), inWords(spread(ready(theirs)), 1)],
      ],
      note: `${String(count)} pods, ${String(parallel)} creations at a time, nodes PLAYED by kwok; from the moment the fleet is applied, behind a first round that is not counted; ${String(repetitions)} alternating repetitions; processor time a pod, ms: ${inMs(ours)}; of the bare loop: ${inMs(theirs)}; API calls for each worker with credentials: ${inKinds(credentialed.out)}; for each of the half that is then scaled in, drained by a PLAYED worker: ${inKinds(credentialed.in)}`,
      aims: [
        { aim: '≥ 90 % of the pods that a bare loop creates a second', measured: percent(created.median), reached: created.median >= 0.9 },
        { aim: '≥ 90 % of its speed until all run', measured: percent(running.median), reached: running.median >= 0.9 },
        { aim: '≤ 2 API calls for each pod', measured: perPod.median.toFixed(2), reached: perPod.median <= 2 },
        callsAim('worker with credentials, which is a pod and a secret', credentialed.out),
        callsAim('worker that is scaled in', credentialed.in),
      ],
      values: {
        pods: count,
        parallel,
        created_per_second: { controller: spread(rate(ours)), loop: spread(rate(theirs)) },
        all_running_seconds: { controller: spread(ready(ours)), loop: spread(ready(theirs)) },
        ratio: created,
        running_ratio: running,
        calls_per_pod: perPod,
        calls_per_worker_with_credentials: credentialed.out,
        calls_per_worker_scaled_in: credentialed.in,
        cpu_ms_per_pod: { controller: cpu(ours), loop: cpu(theirs) },
      },
    }
  },
}
