import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { systemClock as clock } from '#internal/base/clock.ts'
import { KubeClient } from '#internal/kube/client.ts'
import { kinds, watchedPod } from '#internal/kube/objects.ts'
import { type PodObject, failureOf, keepOfPod } from '#internal/kube/pod-view.ts'
import { never } from '../support/fleet.ts'
import { KubeApiServer, kubeMissing } from '../support/kube-apiserver.ts'

// What a real API server says of pods in protobuf is what it says in JSON, as far as anything here looks at it.

const ended = { exitCode: 0, reason: 'Completed', startedAt: null, finishedAt: null }
const statuses: Readonly<Record<string, object>> = {
  plain: { phase: 'Running', containerStatuses: [status({ running: { startedAt: '2026-01-01T00:00:00Z' } })] },
  pulling: { phase: 'Pending', containerStatuses: [status({ waiting: { reason: 'ImagePullBackOff', message: 'no such image' } })] },
  crashed: {
    phase: 'Failed',
    reason: 'Evicted',
    message: 'The node was low on resource: ephemeral-storage.',
    containerStatuses: [status({ terminated: { ...ended, exitCode: 137, reason: 'OOMKilled', message: 'last wörds ✓' } })],
  },
  again: {
    phase: 'Running',
    containerStatuses: [{ ...status({ waiting: { reason: 'CrashLoopBackOff' } }), lastState: { terminated: { ...ended, exitCode: 1 } } }],
    initContainerStatuses: [status({ terminated: ended })],
  },
  nowhere: {
    phase: 'Pending',
    conditions: [
      { type: 'PodScheduled', status: 'False', reason: 'Unschedulable', message: '0/2 nodes are available' },
      { type: 'DisruptionTarget', status: 'True', reason: 'PreemptionByScheduler', message: 'for a pod of priority 7' },
    ],
  },
}

/** Of a pod, what `pod-view.ts` declares: times of conditions and containers are not among it. */
function seen(pod: PodObject): unknown {
  const others = ['startedAt', 'finishedAt', 'lastProbeTime', 'lastTransitionTime']
  return JSON.parse(JSON.stringify(keepOfPod(pod), (key, value: unknown) => (others.includes(key) ? undefined : value)))
}

function status(state: object) {
  return { name: 'worker', image: 'i', imageID: '', ready: false, restartCount: 0, state }
}

describe.skipIf(kubeMissing !== null)('pods as protobuf', () => {
  let server: KubeApiServer
  let client: KubeClient

  beforeAll(async () => {
    server = await KubeApiServer.start()
    client = KubeClient.load(server.kubeconfig('admin'), { clock, fieldManager: 'test' })
    await server.kubectl(['create', 'serviceaccount', 'default'])
    for (const [name, said] of Object.entries(statuses)) {
      const labels = { 'sortie.dev/fleet': 'f', 'sortie.dev/role': 'worker', 'sortie.dev/index': '1', empty: '' }
      const owner = { apiVersion: 'v1', kind: 'ConfigMap', name: 'o', uid: 'u', controller: true }
      const metadata = { name, labels, annotations: { 'sortie.dev/drain': '7' }, ownerReferences: [owner], finalizers: ['test/keep'] }
      const body = { metadata, spec: { containers: [{ name: 'worker', image: 'i' }], ...(name === 'plain' ? { nodeName: 'n' } : {}) } }
      await client.create(kinds.pod, 'default', body, never)
      await server.kubectl(['patch', 'pod', name, '--subresource=status', '--type=merge', '-p', JSON.stringify({ status: said })])
    }
    await client.delete(kinds.pod, 'default', { name: 'again', graceSeconds: 5 }, never)
  }, 120_000)
  afterAll(async () => {
    await client[Symbol.asyncDispose]()
    await server[Symbol.asyncDispose]()
  })

  test('a list is the same, pages included', async () => {
    const json = await client.list<PodObject>(kinds.pod, { namespace: 'default', limit: 500, from: null }, never)
    expect(json.items).toHaveLength(Object.keys(statuses).length)
    const found: PodObject[] = []
    let from: string | null = null
    do {
      const page: Awaited<ReturnType<typeof client.list<PodObject>>> = await client.list<PodObject>(
        watchedPod,
        { namespace: 'default', limit: 2, from },
        never,
      )
      found.push(...page.items)
      from = page.more
      expect(page.resourceVersion).toMatch(/^\d+$/)
    } while (from !== null)
    expect(found.map(seen)).toEqual(json.items.map(seen))
    expect(found.map(failureOf)).toEqual(json.items.map(failureOf))
    // It was read as protobuf: what nobody looks at is not there.
    expect(json.items[0]?.spec).toHaveProperty('containers')
    expect(found[0]?.spec ?? {}).not.toHaveProperty('containers')
    expect((await client.list(watchedPod, { namespace: 'kube-system', limit: 2, from: null }, never)).items).toEqual([])
  })

  test('a watch is the same, bookmarks and deletions included', async () => {
    const { resourceVersion } = await client.list<PodObject>(kinds.pod, { namespace: 'default', limit: 500, from: null }, never)
    await server.kubectl(['label', 'pod', 'plain', 'sortie.dev/template=next'])
    await server.kubectl(['patch', 'pod', 'again', '--type=merge', '-p', '{"metadata":{"finalizers":null}}'])
    await client.delete(kinds.pod, 'default', { name: 'again', graceSeconds: 0 }, never).catch(() => undefined)
    const events = async (kind: typeof watchedPod) => {
      const all: { readonly type: string; readonly object: unknown }[] = []
      const from = { namespace: 'default', resourceVersion, timeoutSeconds: 3 }
      for await (const { type, object } of client.watch<PodObject>(kind, from, never)) {
        if (type === 'BOOKMARK') expect(object.metadata.resourceVersion).toMatch(/^\d+$/)
        else all.push({ type, object: seen(object) })
      }
      return all
    }
    const [json, wire] = await Promise.all([events(kinds.pod), events(watchedPod)])
    expect(json.map(({ type }) => type)).toContain('DELETED')
    expect(wire).toEqual(json)
  })

  test('what is refused is told in the same words', async () => {
    await using stranger = KubeClient.load(server.kubeconfig('stranger'), { clock, fieldManager: 'test' })
    const words = async (kind: typeof watchedPod) => {
      const list = stranger.list(kind, { namespace: 'default', limit: 1, from: null }, never)
      return list.then(() => null, (thrown: unknown) => thrown) // prettier-ignore
    }
    const [json, wire] = [await words(kinds.pod), await words(watchedPod)]
    expect(json).toMatchObject({ code: 'kube.forbidden', message: expect.stringContaining('User "stranger" cannot list') as string })
    expect(wire).toEqual(json)
    // What it remembers of changes begins anew.
    await server.restart()
    const tooOld = async (kind: typeof watchedPod) => {
      for await (const event of client.watch(kind, { namespace: 'default', resourceVersion: '1', timeoutSeconds: 3 }, never)) return event
      return null
    }
    await expect(tooOld(kinds.pod)).rejects.toMatchObject({ code: 'kube.gone' })
    await expect(tooOld(watchedPod)).rejects.toMatchObject({ code: 'kube.gone' })
  })
})
