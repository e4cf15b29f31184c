import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { systemClock as clock } from '#internal/base/clock.ts'
import { busFleetOf } from '#internal/fleet/names.ts'
import { kinds, type KubeObject } from '#internal/kube/objects.ts'
import { ControlBus } from '#internal/stream/control.ts'
import { LedgerStore } from '#internal/stream/ledger.ts'
import { TaskQueue } from '#internal/stream/task-queue.ts'
import { TestCluster, fleetOf, namespace } from '../support/controller.ts'
import { connectTo, never, rolloutTask } from '../support/fleet.ts'
import { kubeMissing } from '../support/kube-apiserver.ts'

// What people do to a fleet, and what happens to its pods: each with its reason in the fleet's status.

const soon = { timeout: 60_000, interval: 100 }
// Kubernetes's own scheduler looks again up to a minute after an API server that was away for long has come back.
const whenScheduled = { timeout: 150_000, interval: 100 }

describe.skipIf(kubeMissing !== null)('a fleet in the hands of people', () => {
  let cluster: TestCluster

  beforeAll(async () => {
    cluster = await TestCluster.start()
    // Longer than the API server is away: whoever survives that has its view of before.
    await cluster.startController('first', { leaseFor: '60s' })
    await cluster.admin.create(kinds.rolloutFleet, namespace, fleetOf('f', { environment: { minReplicas: 2 } }), never)
    await isSoon('Ready', { status: 'True', reason: 'AllReady' })
  }, 180_000)
  afterAll(() => cluster[Symbol.asyncDispose]())

  const isSoon = (type: string, answer: object) =>
    vi.waitFor(async () => {
      const conditions = (await cluster.fleet('f')).status?.conditions
      expect(
        conditions?.find((each) => each.type === type),
        JSON.stringify(conditions),
      ).toMatchObject(answer)
    }, soon)
  const change = (body: object) => cluster.admin.merge(kinds.rolloutFleet, namespace, { name: 'f', body }, never)
  const workers = async () => (await cluster.names('pods')).filter((name) => name.includes('worker'))
  const uidOf = async (pod: string) => (await cluster.admin.get(kinds.pod, namespace, pod, never)).metadata.uid

  test('kubectl scale pins it and says so; without the pin it follows the work again', { timeout: 120_000 }, async () => {
    await cluster.server.kubectl(['scale', 'rfl/f', '-n', namespace, '--replicas=3'])
    await isSoon('Pinned', { status: 'True', reason: 'PinnedByReplicas' })
    await vi.waitFor(async () => expect(await workers()).toHaveLength(3), soon)
    await change({ spec: { environment: { replicas: null } } })
    await isSoon('Pinned', { status: 'False' })
    await vi.waitFor(async () => expect(await workers()).toHaveLength(2), soon)
    expect(await cluster.server.kubectl(['get', 'rfl', 'f', '-n', namespace, '-o', 'jsonpath={.status.environment.selector}'])).toBe(
      'sortie.dev/fleet=f,sortie.dev/role=worker',
    )
  })

  test('paused, it is looked at and left alone', { timeout: 60_000 }, async () => {
    await change({ spec: { paused: true, environment: { minReplicas: 3 } } })
    await isSoon('Ready', { reason: 'Paused' })
    const [stays, goes = ''] = await workers()
    await cluster.admin.delete(kinds.pod, namespace, { name: goes }, never)
    await vi.waitFor(async () => expect(await workers()).toEqual([stays]), soon)
    expect(await workers()).toEqual([stays])
    await change({ spec: { paused: false, environment: { minReplicas: 2 } } })
    await isSoon('Ready', { status: 'True', reason: 'AllReady' })
  })

  test('a new template rolls out one by one, and an old pod goes only when a new one is there', { timeout: 120_000 }, async () => {
    const before = await Promise.all((await workers()).map(uidOf))
    let least = Infinity
    const life = new AbortController()
    const watching = (async () => {
      while (!life.signal.aborted) {
        least = Math.min(least, (await cluster.fleet('f')).status?.environment?.ready ?? Infinity)
        await new Promise((resolve) => setTimeout(resolve, 50))
      }
    })()
    await change({ spec: { environment: { template: { metadata: { labels: { team: 'b' } } } } } })
    await isSoon('Progressing', { status: 'True' })
    await isSoon('Progressing', { status: 'False', reason: 'AllReady' })
    life.abort()
    await watching
    const after = await Promise.all((await workers()).map(uidOf))
    expect(after).toHaveLength(2)
    expect(after.filter((uid) => before.includes(uid))).toEqual([])
    expect(least).toBeGreaterThanOrEqual(1)
  })

  test('a pod that nobody owns any more is adopted; one of somebody else is not touched', { timeout: 60_000 }, async () => {
    const [name = ''] = await workers()
    const uid = await uidOf(name)
    await cluster.server.kubectl([
      'patch',
      'pod',
      name,
      '-n',
      namespace,
      '--type=json',
      '-p',
      '[{"op":"remove","path":"/metadata/ownerReferences"}]',
    ])
    await vi.waitFor(async () => {
      const { metadata } = await cluster.admin.get<KubeObject>(kinds.pod, namespace, name, never)
      expect(metadata.ownerReferences).toMatchObject([{ kind: 'RolloutFleet', name: 'f', controller: true }])
      expect(metadata.uid).toBe(uid)
    }, soon)
    const labels = {
      'app.kubernetes.io/managed-by': 'sortie',
      'sortie.dev/fleet': 'f',
      'sortie.dev/role': 'worker',
      'sortie.dev/index': '9',
    }
    const owner = { apiVersion: 'v1', kind: 'ConfigMap', name: 'nobody', uid: '8f0c1d9e-0000-4000-8000-000000000000', controller: true }
    const annotations = { 'test.sortie.dev/play': 'nobody' }
    const foreign = {
      metadata: { name: 'foreign', labels, annotations, ownerReferences: [owner] },
      spec: { containers: [{ name: 'c', image: 'none' }] },
    }
    await cluster.server.kubectl(['create', 'configmap', 'nobody', '-n', namespace])
    const { metadata } = await cluster.admin.get<KubeObject>(
      { apiVersion: 'v1', kind: 'ConfigMap', plural: 'configmaps' },
      namespace,
      'nobody',
      never,
    )
    const held = { ...foreign, metadata: { ...foreign.metadata, ownerReferences: [{ ...owner, uid: metadata.uid }] } }
    const made = await cluster.admin.create(kinds.pod, namespace, held, never)
    await change({ spec: { environment: { minReplicas: 1, maxReplicas: 2 } } })
    await vi.waitFor(async () => expect((await workers()).filter((name) => name.startsWith('f-'))).toHaveLength(1), soon)
    expect((await cluster.admin.get(kinds.pod, namespace, 'foreign', never)).metadata.uid).toBe(made.metadata.uid)
    await cluster.admin.delete(kinds.pod, namespace, { name: 'foreign', graceSeconds: 0 }, never)
  })

  test('a worker that crashes is replaced, and its last words are in the status', { timeout: 60_000 }, async () => {
    await change({ spec: { environment: { minReplicas: 1, maxReplicas: 1 } } })
    await isSoon('Ready', { status: 'True', reason: 'AllReady' })
    const [name = ''] = (await workers()).filter((each) => each.startsWith('f-'))
    const uid = await uidOf(name)
    cluster.kubelet.kill(name)
    await vi.waitFor(async () => {
      const events = await cluster.server.kubectl([
        'get',
        'events.events.k8s.io',
        '-n',
        namespace,
        '-o',
        'jsonpath={range .items[*]}{.reason} {.note}{"\\n"}{end}',
      ])
      expect(events).toMatch(/CrashLoop .*exit code 137/)
    }, soon)
    await isSoon('Ready', { status: 'True', reason: 'AllReady' })
    expect(await Promise.all((await workers()).map(uidOf))).not.toContain(uid)
  })

  test.for<[string, string, object, RegExp]>([
    ['no node fits', 'Unschedulable', { spec: { nodeSelector: { nowhere: 'here' } } }, /node\(s\)/],
    [
      'the API server refuses it',
      'AdmissionRefused',
      { spec: { containers: [{ name: 'worker', imagePullPolicy: 'Sometimes' }] } },
      /Unsupported value/,
    ],
  ])('%s: it is said in the status, with the reason %s', { timeout: 60_000 }, async ([, reason, template, words]) => {
    await change({ spec: { environment: { template } } })
    await isSoon('Degraded', { status: 'True', reason, message: expect.stringMatching(words) as string })
    await change({ spec: { environment: { template: { spec: null } } } })
    await isSoon('Degraded', { status: 'False' })
  })

  test('a quota that is full is said to be', { timeout: 60_000 }, async () => {
    await cluster.server.kubectl(['create', 'quota', 'few', '-n', namespace, '--hard=pods=2'])
    await vi.waitFor(
      async () =>
        expect(await cluster.server.kubectl(['get', 'quota', 'few', '-n', namespace, '-o', 'jsonpath={.status.used.pods}'])).toBe('2'),
      soon,
    )
    await change({ spec: { environment: { minReplicas: 2, maxReplicas: 2 } } })
    await isSoon('Degraded', { status: 'True', reason: 'QuotaExceeded', message: expect.stringContaining('exceeded quota') as string })
    await cluster.server.kubectl(['delete', 'quota', 'few', '-n', namespace])
  })

  test('an image that cannot be had is named', { timeout: 60_000 }, async () => {
    const state = { waiting: { reason: 'ImagePullBackOff', message: 'no such image' } }
    const containerStatuses = [{ name: 'agent', image: '', imageID: '', ready: false, restartCount: 0, state }]
    const status = JSON.stringify({ status: { phase: 'Pending', containerStatuses } })
    await cluster.server.kubectl(['patch', 'pod', 'f-replica-0', '-n', namespace, '--subresource=status', '-p', status])
    await isSoon('Degraded', {
      status: 'True',
      reason: 'ImagePullFailed',
      message: expect.stringContaining('agent: ImagePullBackOff: no such image') as string,
    })
  })

  /** Submits more than two workers can do, until it is disposed of. */
  function keepBusy(run: string): AsyncDisposable {
    const life = new AbortController()
    const fleet = busFleetOf(namespace, 'f')
    const task = { environment: 'math', inputJson: Buffer.from('{"question":"1 + 1?"}'), verifierJson: Buffer.from('{"answer":"2"}') }
    const submitting = (async () => {
      await using connection = await connectTo(cluster.nats, 'submitter', { token: 'for-tests' })
      for (let round = 0; !life.signal.aborted; round++) {
        const tasks = Array.from({ length: 6 }, (_, index) => {
          const id = `${run}-${String(round)}-${String(index)}`
          return rolloutTask(id, { task: { ...task, taskId: id } })
        })
        await new TaskQueue(connection, { fleet }).submit(tasks, new LedgerStore(connection, fleet), never)
        await clock.sleep(400, never)
      }
    })()
    return {
      [Symbol.asyncDispose]: async () => {
        life.abort()
        await submitting
      },
    }
  }

  /** Every worker that is asked to drain, and when. */
  async function listen(signal: AbortSignal) {
    const asked: { readonly worker: string; readonly atMs: number }[] = []
    const connection = await connectTo(cluster.nats, 'listener', { token: 'for-tests' })
    const control = await new ControlBus(connection, busFleetOf(namespace, 'f')).all(signal)
    const listening = async () => {
      for await (const { drain } of control) if (drain != null) asked.push({ worker: drain.worker ?? '', atMs: clock.nowMs() })
    }
    void listening()
      .catch(() => undefined)
      .finally(() => connection[Symbol.asyncDispose]())
    return asked
  }

  const refusedDrains = async () => (await cluster.logOf('first')).split('"reason":"drain"').length

  test.for<[string, (cluster: TestCluster) => Promise<number>]>([
    [
      'is killed and comes back',
      async ({ server }) => {
        const before = await refusedDrains()
        await server.kill()
        await vi.waitFor(async () => expect(await refusedDrains()).toBeGreaterThan(before), soon)
        const untilMs = clock.nowMs()
        await server.restart()
        return untilMs
      },
    ],
    [
      'stands still for a while',
      async ({ server }) => {
        server.pause()
        await clock.sleep(6_000, never)
        const untilMs = clock.nowMs()
        server.resume()
        return untilMs
      },
    ],
  ])(
    'when the API server %s, nobody is taken away though fewer are wanted, and the fleet follows again',
    { timeout: 300_000 },
    async ([what, disturb]) => {
      const life = new AbortController()
      using _ = { [Symbol.dispose]: () => life.abort() } // prettier-ignore
      const asked = await listen(life.signal)
      await change({ spec: { environment: { minReplicas: 2, maxReplicas: 3 } } })
      {
        await using _busy = keepBusy(what.split(' ')[1] ?? '')
        await vi.waitFor(async () => {
          const { status } = await cluster.fleet('f')
          expect(status?.environment?.ready, JSON.stringify(status)).toBe(3)
        }, whenScheduled)
      }
      const before = await Promise.all((await workers()).map(uidOf))
      expect(before).toHaveLength(3)
      // What was submitted is played while it is away: then two are enough.
      const fromMs = clock.nowMs()
      const untilMs = await disturb(cluster)
      const isMeanwhile = ({ atMs }: { readonly atMs: number }) => fromMs < atMs && atMs < untilMs
      expect(asked.filter(isMeanwhile)).toEqual([])
      expect(cluster.kubelet.log.filter(isMeanwhile)).toEqual([])
      await vi.waitFor(async () => expect(await workers()).toHaveLength(2), soon)
      expect(before).toEqual(expect.arrayContaining(await Promise.all((await workers()).map(uidOf))))
      expect(new Set(asked.map(({ worker }) => worker)).size).toBe(1)
      await change({ spec: { environment: { minReplicas: 3 } } })
      await vi.waitFor(async () => expect(await workers()).toHaveLength(3), soon)
      await change({ spec: { environment: { minReplicas: 1, maxReplicas: 1 } } })
      await vi.waitFor(async () => expect(await workers()).toHaveLength(1), soon)
    },
  )

  test('without the bus it says so, and takes nobody away', { timeout: 60_000 }, async () => {
    const before = await workers()
    await cluster.nats.kill()
    await isSoon('ScalingActive', { status: 'False', reason: 'SignalsMissing' })
    await change({ spec: { environment: { minReplicas: 0 } } })
    await new Promise((resolve) => setTimeout(resolve, 3_000))
    expect(await workers()).toEqual(before)
    await cluster.nats.restart()
  })
})
