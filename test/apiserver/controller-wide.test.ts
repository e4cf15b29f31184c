import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { busFleetOf } from '#internal/fleet/names.ts'
import type { FleetObject } from '#internal/kube/fleet-api.ts'
import { kinds } from '#internal/kube/objects.ts'
import { partitionsDefault } from '#internal/rollout/identity.ts'
import { decodeChunk } from '#internal/rollout/codec.ts'
import { statusName } from '#internal/rollout/status.ts'
import { LedgerStore } from '#internal/stream/ledger.ts'
import { PresenceBoard } from '#internal/stream/presence.ts'
import { TaskQueue } from '#internal/stream/task-queue.ts'
import { TrajectoryStream } from '#internal/stream/trajectory-stream.ts'
import { pb } from '#internal/gen/v1.js'
import { ApiProxy } from '../support/api-proxy.ts'
import { TestCluster, fleetOf } from '../support/controller.ts'
import { connectTo, never, rolloutTask } from '../support/fleet.ts'
import { kubeMissing } from '../support/kube-apiserver.ts'

// One controller for the whole cluster, behind a proxy; what has become too old, a node that is lost, and a worker without a sandbox.

const soon = { timeout: 90_000, interval: 100 }
const spaces = ['red', 'blue'] as const

describe.skipIf(kubeMissing !== null)('a controller of the whole cluster', () => {
  let cluster: TestCluster
  let proxy: ApiProxy

  beforeAll(async () => {
    cluster = await TestCluster.start({ turnMs: 1_500 })
    proxy = await ApiProxy.start(cluster.server)
    await cluster.server.kubectl(['create', 'clusterrolebinding', 'c', '--clusterrole=sortie-controller', '--user=controller'])
    for (const space of spaces) await cluster.server.kubectl(['create', 'namespace', space])
    await cluster.startController('wide', { namespace: '', url: proxy.url, nodeLost: '2s' })
    const drain = { gracePeriodSeconds: 5 }
    for (const space of spaces)
      await cluster.admin.create(kinds.rolloutFleet, space, fleetOf('f', { environment: { minReplicas: 2, drain } }), never)
    for (const space of spaces) await isSoon(space, 'f', 'Ready', { status: 'True', reason: 'AllReady' })
  }, 180_000)
  afterAll(async () => {
    await proxy[Symbol.asyncDispose]()
    await cluster[Symbol.asyncDispose]()
  })

  const fleet = (space: string, name: string) => cluster.admin.get<FleetObject>(kinds.rolloutFleet, space, name, never)
  const isSoon = (space: string, name: string, type: string, answer: object) =>
    vi.waitFor(async () => {
      const conditions = (await fleet(space, name)).status?.conditions
      const said = `${JSON.stringify(conditions)}\n${(await cluster.logOf('wide')).slice(-2_000)}`
      expect(conditions?.find((each) => each.type === type), said).toMatchObject(answer) // prettier-ignore
    }, soon)
  const uidOf = async (space: string, pod: string) =>
    (await cluster.admin.get(kinds.pod, space, pod, never).catch(() => null))?.metadata.uid
  const events = (space: string) =>
    cluster.server.kubectl(['get', 'events.events.k8s.io', '-n', space, '-o', 'jsonpath={range .items[*]}{.reason} {.note}{"\\n"}{end}'])

  test('follows the fleets of every namespace, and says why their numbers change', { timeout: 120_000 }, async () => {
    await cluster.server.kubectl(['scale', 'rfl/f', '-n', 'blue', '--replicas=3'])
    await vi.waitFor(async () => expect((await fleet('blue', 'f')).status?.environment?.ready).toBe(3), soon)
    expect((await fleet('red', 'f')).status?.environment?.replicas).toBe(2)
    expect(await events('blue')).toMatch(/PinnedByReplicas workers from 2 to 3: \d+ slots in use, \d+ tasks waiting/)
    await cluster.admin.delete(kinds.rolloutFleet, 'blue', { name: 'f' }, never)
    await vi.waitFor(async () => expect(await fleet('blue', 'f').catch(() => 'gone')).toBe('gone'), soon)
  })

  test('whose watches are too old, it lists again, and nobody is taken away meanwhile', { timeout: 120_000 }, async () => {
    const before = await Promise.all(['f-worker-0', 'f-worker-1'].map((pod) => uidOf('red', pod)))
    let refused = 0
    let listed = 0
    proxy.before = ({ isWatch, method, path }) => {
      if (!isWatch && method === 'GET' && /\/(pods|rolloutfleets)$/.test(path)) listed++
      if (!isWatch || refused >= 6) return 'pass'
      refused++
      return { status: 410 }
    }
    proxy.sever()
    await vi.waitFor(() => expect(refused).toBe(6), soon)
    await cluster.admin.merge(kinds.rolloutFleet, 'red', { name: 'f', body: { spec: { environment: { minReplicas: 3 } } } }, never)
    await vi.waitFor(async () => expect((await fleet('red', 'f')).status?.environment?.ready).toBe(3), soon)
    expect(listed).toBeGreaterThan(0)
    expect(await Promise.all(['f-worker-0', 'f-worker-1'].map((pod) => uidOf('red', pod)))).toEqual(before)
    proxy.before = () => 'pass'
  })

  test(
    'a node that hangs: its worker is replaced, by force in the end, and what it writes later counts for nothing',
    { timeout: 240_000 },
    async () => {
      const name = busFleetOf('red', 'f')
      await using connection = await connectTo(cluster.nats, 'reader', { token: 'for-tests' })
      const task = { environment: 'math', inputJson: Buffer.from('{"question":"1 + 1?"}'), verifierJson: Buffer.from('{"answer":"2"}') }
      const tasks = Array.from({ length: 24 }, (_, index) =>
        rolloutTask(`r${String(index)}`, { task: { ...task, taskId: `t${String(index)}` } }),
      )
      const board = new PresenceBoard(connection, { fleet: name, ttlMs: 900 })
      const life = new AbortController()
      const reading = board.run(life.signal)
      await new TaskQueue(connection, { fleet: name }).submit(tasks, new LedgerStore(connection, name), never)
      const busy = () => board.current(pb.PresenceKind.PRESENCE_KIND_WORKER).find(({ busy }) => busy > 0)?.name
      await vi.waitFor(() => expect(busy()).toBeDefined(), { timeout: 30_000, interval: 20 })
      const victim = busy() ?? ''
      life.abort()
      await reading
      const uid = await uidOf('red', victim)
      cluster.kubelet.hang(`red/${victim}`)
      // As the cluster's own controller does when the node has been unreachable for the pod's toleration.
      await cluster.admin.delete(kinds.pod, 'red', { name: victim }, never)
      await vi.waitFor(async () => expect(await uidOf('red', victim)).not.toBe(uid), soon)
      await vi.waitFor(async () => expect(await events('red')).toContain(`Deleted 1 node-lost: ${victim}`), soon)
      const stream = new TrajectoryStream(connection, { fleet: name, partitions: partitionsDefault })
      const endings = async () => {
        const { lastSequence } = await stream.extent(never)
        const found: string[] = []
        for await (const { bytes } of stream.read({ startSequence: 1, untilSequence: lastSequence }, never)) {
          const { ending, rolloutId } = decodeChunk(bytes)
          if (ending != null) found.push(`${rolloutId} ${statusName(ending.status)}`)
        }
        return found.sort()
      }
      const all = tasks.map(({ rolloutId }) => `${rolloutId ?? ''} completed`).sort()
      await vi.waitFor(async () => expect(await endings()).toEqual(all), soon)
      await cluster.kubelet.wake(5_000)
      expect(await endings()).toEqual(all)
    },
  )

  test('a worker that cannot make a sandbox refuses to start, and the status names the settings', { timeout: 120_000 }, async () => {
    // Where the kernel refuses namespaces, bubblewrap is there and fails at each sandbox.
    const bwrap = join(cluster.folder, 'bwrap')
    await writeFile(bwrap, '#!/bin/sh\n[ "$1" = --version ] && echo "bubblewrap 0.11.0" && exit\necho "No permissions" >&2; exit 1\n', {
      mode: 0o755,
    })
    const worker = { name: 'worker', env: [{ name: 'SORTIE_BWRAP', value: bwrap }] }
    const template = { metadata: { annotations: { 'test.sortie.dev/play': 'process' } }, spec: { containers: [worker] } }
    const environment = { name: 'python', template }
    await cluster.admin.create(kinds.rolloutFleet, 'red', fleetOf('boxed', { environment }), never)
    await vi.waitFor(async () => {
      const degraded = (await fleet('red', 'boxed')).status?.conditions?.find(({ type }) => type === 'Degraded')
      expect(degraded).toMatchObject({ status: 'True', reason: 'CrashLoop' })
      expect(degraded?.message).toMatch(/worker: sandbox\.unavailable: .*hostUsers: false, procMount: Unmasked/)
    }, soon)
  })
})
