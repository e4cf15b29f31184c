import { once } from 'node:events'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { systemClock as clock } from '#internal/base/clock.ts'
import { busFleetOf } from '#internal/fleet/names.ts'
import { type KubeObject, type ObjectMeta, kinds } from '#internal/kube/objects.ts'
import type { PodObject } from '#internal/kube/pod-view.ts'
import type { StreamConnection } from '#internal/stream/connection.ts'
import { type Authority, createAuthority, mintCredentials } from '#internal/stream/credentials.ts'
import { deleteFleetStreams } from '#internal/stream/streams.ts'
import { ApiProxy } from '../support/api-proxy.ts'
import { TestCluster, fleetOf } from '../support/controller.ts'
import { playDrains } from '../support/drains.ts'
import { connectTo, never } from '../support/fleet.ts'
import { kubeMissing } from '../support/kube-apiserver.ts'
import { NatsServer } from '../support/nats-server.ts'

// Invariant 16: killed after any of its calls and started again, the controller ends with the same objects. Each story has a namespace, a
// proxy that counts its calls and kills the process, and pods that kwok PLAYS as soon as their secret is there; a listener PLAYS their part in a drain.

const soon = { timeout: 90_000, interval: 200 }
/** Stories at a time: they wait for most of theirs. */
const sideBySide = 6
/**
 * Last numbers that may never be reached. In three steps eight pods come or go (three come; two go and one comes; two go); each is told by a
 * status of its own, or all of a step by one: five fewer at most. Everything else is called in each story.
 */
const unreachedMax = 5

interface Story {
  readonly calls: number
  readonly killed: boolean
  readonly final: readonly string[]
}

describe.skipIf(kubeMissing !== null)('a controller that is killed', () => {
  let cluster: TestCluster
  let authority: Authority
  let bus: NatsServer
  const playing = new AbortController()

  beforeAll(async () => {
    cluster = await TestCluster.start()
    authority = await createAuthority('test')
    bus = await NatsServer.start({ configuration: authority.serverConfiguration })
    void playWhenComplete(playing.signal).catch(() => undefined)
  }, 120_000)
  afterAll(async () => {
    playing.abort()
    await cluster[Symbol.asyncDispose]()
    await bus[Symbol.asyncDispose]()
  })

  /** As the owner of the namespace's fleet. */
  async function connectAsOwner(namespace: string): Promise<StreamConnection> {
    const identity = { role: 'owner' as const, name: 'owner', fleet: busFleetOf(namespace, 'f'), environments: [] }
    return connectTo(bus, 'owner', { credentials: await mintCredentials(identity, authority, 0) })
  }

  /** A kubelet starts no pod whose secret it has not: kwok, which knows no secrets, is let at each when it has its own. */
  async function playWhenComplete(signal: AbortSignal): Promise<void> {
    const isComplete = async ({ uid, namespace = '', name }: ObjectMeta) => {
      const secret = await cluster.admin.get(kinds.secret, namespace, name, signal).catch(() => null)
      return secret?.metadata.ownerReferences?.some((owner) => owner.uid === uid) === true
    }
    for (; !signal.aborted; await clock.sleep(200, signal)) {
      const every = { namespace: null, limit: 1_000, from: null }
      const { items } = await cluster.admin.list(kinds.pod, every, signal).catch(() => ({ items: [] }))
      for (const { metadata } of items) {
        if (metadata.annotations?.['test.sortie.dev/play'] === undefined) continue
        if (metadata.deletionTimestamp === undefined && !(await isComplete(metadata))) continue
        const { name, namespace = '', uid } = metadata
        // That very pod: its name may be another's by now.
        const body = { metadata: { uid, annotations: { 'test.sortie.dev/play': null } } }
        await cluster.admin.merge(kinds.pod, namespace, { name, body }, signal).catch(() => undefined)
      }
    }
  }

  /**
   * What is there of the fleet, without what differs from one time to the next: the namespace, which the template's hash follows, and the
   * index of the worker that is left, which is that of whichever place was free first.
   */
  async function objects(namespace: string): Promise<readonly string[]> {
    const what = 'pods,secrets,serviceaccounts,networkpolicies,poddisruptionbudgets,rolloutfleets'
    const text = await cluster.server.kubectl(['get', what, '-n', namespace, '-o', 'json'])
    const { items } = JSON.parse(text) as { items: (KubeObject & { readonly spec?: { readonly containers?: unknown } })[] }
    return items
      .filter(({ metadata }) => !['default', 'kube-root-ca.crt', 'keys'].includes(metadata.name))
      .map(({ kind, metadata, spec }) => {
        const { name, labels, finalizers, ownerReferences } = metadata
        const owners = ownerReferences?.map((each) => `${each.kind} ${each.name}`)
        return JSON.stringify({ kind, name, labels, finalizers, owners, containers: spec?.containers })
      })
      .map((line) =>
        line
          .replaceAll(namespace, 'NAMESPACE')
          .replace(/"sortie.dev\/template":"\w+"/, '')
          .replaceAll(/f-worker-\d/g, 'f-worker-N'),
      )
      .map((line) => line.replace(/"sortie.dev\/index":"\d"/, ''))
      .sort()
  }

  /** A deleted fleet leaves its streams, and each reserves a gibibyte of the one server's disk. */
  async function removeStreams(namespace: string): Promise<void> {
    await using connection = await connectAsOwner(namespace)
    await deleteFleetStreams(connection, busFleetOf(namespace, 'f'), never)
  }

  /** Those that run are complete, with what was made for them. */
  const pods = async (namespace: string) => {
    const { items } = await cluster.admin.list<PodObject>(kinds.pod, { namespace, limit: 100, from: null }, never)
    return items
      .map(({ metadata, status }) => {
        const staying = status?.phase === 'Running' ? 'stays' : 'comes'
        return `${metadata.name} ${metadata.labels?.['team'] ?? '-'} ${metadata.deletionTimestamp === undefined ? staying : 'goes'}`
      })
      .sort()
  }

  /** Out to two workers, another template and in to one, away; killed after its call number `killAt`. */
  async function story(namespace: string, killAt: number | null): Promise<Story> {
    await cluster.createNamespace(namespace)
    await using proxy = await ApiProxy.start(cluster.server)
    const life = new AbortController()
    using _ = { [Symbol.dispose]: () => life.abort() } // prettier-ignore
    const { signingSeed, account } = authority
    const keys = { metadata: { name: 'keys' }, stringData: { 'signing-key': signingSeed, account } }
    await cluster.admin.create(kinds.secret, namespace, keys, never)
    await playDrains(await connectAsOwner(namespace), busFleetOf(namespace, 'f'), life.signal)
    const start = () => cluster.startController(namespace, { url: proxy.url, namespace, lease: namespace })
    let controller = await start()
    // One that ends is started again, as its Deployment would: after a kill, or when it lost its lease on a machine that is busy.
    const keep = () => {
      void once(controller, 'exit').then(async () => {
        if (life.signal.aborted) return
        controller = await start()
        if (life.signal.aborted) controller.kill('SIGKILL')
        else keep()
      })
    }
    keep()
    let [calls, killed] = [0, false]
    proxy.answered = ({ isMutation, path }) => {
      if (!isMutation || path.includes('/leases')) return
      calls++
      if (calls === killAt) killed = controller.kill('SIGKILL')
    }
    const annotations = { 'test.sortie.dev/play': 'when-complete' }
    const template = { metadata: { labels: { team: 'a' }, annotations } }
    const environment = { minReplicas: 2, maxReplicas: 2, maxUnavailable: 2, minAvailable: 1, template }
    const inference = { template: { metadata: { annotations } } }
    const stream = { url: bus.url, credentialsSecret: 'keys', allowPlaintext: true }
    await cluster.admin.create(kinds.rolloutFleet, namespace, fleetOf('f', { environment, inference, stream }), never)
    await vi.waitFor(
      async () =>
        expect(await pods(namespace), await cluster.logOf(namespace)).toEqual([
          'f-replica-0 - stays',
          'f-worker-0 a stays',
          'f-worker-1 a stays',
        ]),
      soon,
    )
    const body = { spec: { environment: { minReplicas: 1, maxReplicas: 1, template: { metadata: { labels: { team: 'b' } } } } } }
    await cluster.admin.merge(kinds.rolloutFleet, namespace, { name: 'f', body }, never)
    await vi.waitFor(
      async () =>
        expect(await pods(namespace), await cluster.logOf(namespace)).toEqual([
          'f-replica-0 - stays',
          expect.stringMatching(/f-worker-\d b stays/),
        ]),
      soon,
    )
    const final = await objects(namespace)
    await cluster.server.kubectl(['delete', 'rfl', 'f', '-n', namespace, '--timeout=60s'])
    await vi.waitFor(async () => expect(await objects(namespace)).toEqual([]), soon)
    life.abort()
    controller.kill('SIGKILL')
    await removeStreams(namespace)
    return { calls, killed, final }
  }

  test('after any call, it ends with the same objects as one that was not', { timeout: 900_000 }, async () => {
    const { calls, final } = await story('undisturbed', null)
    expect(final.length).toBeGreaterThan(5)
    const numbers = Array.from({ length: calls }, (_, index) => index + 1)
    const unreached: number[] = []
    const lane = async () => {
      for (let number = numbers.shift(); number !== undefined; number = numbers.shift()) {
        const disturbed = await story(`killed-${String(number)}`, number)
        if (!disturbed.killed) unreached.push(number)
        expect(disturbed.final, `killed after call ${String(number)}`).toEqual(final)
      }
    }
    await Promise.all(Array.from({ length: sideBySide }, lane))
    const list = unreached.sort((a, b) => a - b).join(', ')
    process.stderr.write(`killed after ${String(calls - unreached.length)} of ${String(calls)} calls; not reached: ${list || 'none'}\n`)
    // A story that was never killed ends well for nothing.
    expect(unreached.filter((number) => number <= calls - unreachedMax)).toEqual([])
  })

  /** When a controller says that it leads, by the clock of this machine. */
  async function ledAtMs(name: string): Promise<number> {
    const line = await vi.waitFor(async () => {
      const found = (await cluster.logOf(name)).split('\n').find((each) => each.includes('"leading"'))
      return found ?? expect.fail(`${name} does not lead`)
    }, soon)
    return Date.parse((JSON.parse(line) as { readonly time: string }).time)
  }

  test('the other one leads within the lease and two retries, and nothing is made twice', { timeout: 120_000 }, async () => {
    const namespace = 'two'
    await cluster.createNamespace(namespace)
    const start = (name: string) => cluster.startController(name, { namespace, lease: 'two' })
    const first = await start('one')
    await ledAtMs('one')
    await start('other')
    // It counts the lease from when it first looks.
    await vi.waitFor(async () => expect(await cluster.logOf('other')).toContain('"controller started"'), soon)
    await cluster.admin.create(
      kinds.rolloutFleet,
      namespace,
      fleetOf('f', { inference: { template: {} }, environment: { template: {} } }),
      never,
    )
    await vi.waitFor(async () => expect(await pods(namespace)).toHaveLength(2), soon)
    expect(await cluster.logOf('other')).not.toContain('"leading"')
    first.kill('SIGKILL')
    const killedAtMs = clock.nowMs()
    await cluster.admin.merge(kinds.rolloutFleet, namespace, { name: 'f', body: { spec: { environment: { minReplicas: 3 } } } }, never)
    // A retry until it sees the last renewal, 3 s of lease from then, a retry until it looks again; a second for a busy machine.
    expect(((await ledAtMs('other')) - killedAtMs) / 1_000).toBeLessThan(3 + 2 * 0.36 + 1)
    // Two lists and two pods: seconds on a busy machine.
    const all = ['f-replica-0 - stays', ...[0, 1, 2].map((index) => `f-worker-${String(index)} - stays`)]
    await vi.waitFor(async () => expect(await pods(namespace)).toEqual(all), { timeout: 10_000, interval: 50 })
    const creations = (await cluster.server.calls()).filter(
      ({ verb, resource, code, namespace: of }) => verb === 'create' && resource === 'pods' && code === 201 && of === namespace,
    )
    expect(creations.map(({ name }) => name).sort()).toEqual(['f-replica-0', 'f-worker-0', 'f-worker-1', 'f-worker-2'])
  })
})
