import { expect, test, vi } from 'vitest'
import { abortable } from '#internal/base/abort.ts'
import type { Clock } from '#internal/base/clock.ts'
import { type FleetSpec, fleetSpecSchema } from '#internal/fleet/resource.ts'
import { KubeError } from '#internal/kube/api-errors.ts'
import { silentLogger } from '#internal/telemetry/logger.ts'
import { FleetReconciler } from './fleet-reconciler.ts'
import type { FleetDesire, Heartbeat, ObservedPod, Pods, Signals } from './ports.ts'

// The shell over pods and signals that a test sets: what it makes of them for the pure decisions.

const never = new AbortController().signal

class World implements Pods, Signals {
  nowMs = 1_000_000
  pods: ObservedPod[] = []
  beats: Record<'worker' | 'replica', readonly Heartbeat[] | null> = { worker: [], replica: [] }
  waiting: number | null = 0
  readonly clock: Clock = {
    nowMs: () => this.nowMs,
    monotonicNs: () => this.nowMs * 1e6,
    sleep: () => Promise.reject(new Error('nobody sleeps here')),
    after: (_, action) => {
      this.timers.push(action)
      return { [Symbol.dispose]: () => undefined }
    },
  }
  readonly timers: (() => void)[] = []

  isCurrent = () => true
  /** How long the API server wanted to be left alone when it was asked for the pods. */
  busy = 0
  busyMs = () => this.busy
  /** Whether each look was to mend what it found. */
  readonly mends: boolean[] = []
  list = (options: { readonly mends: boolean }) => {
    this.mends.push(options.mends)
    return Promise.resolve(this.pods)
  }
  readonly created: number[] = []
  readonly left: string[] = []
  /** Every order to drain: whom, and within how long. */
  readonly asked: (readonly [string, number])[] = []
  /** What a call to the bus or to the API server comes to. */
  answer: (signal: AbortSignal) => Promise<void> = () => Promise.resolve()
  create = async ({ role, index }: { role: 'worker' | 'replica'; index: number }, signal: AbortSignal) => {
    if (role !== 'worker') return
    this.created.push(index)
    await this.answer(signal)
  }
  markDrain = (pod: ObservedPod): Promise<void> => Promise.resolve(void this.left.push(`drain ${pod.name}`))
  delete = (pod: ObservedPod): Promise<void> => Promise.resolve(void this.left.push(`delete ${pod.name}`))
  heartbeats = (role: 'worker' | 'replica') => this.beats[role]
  backlog = () => Promise.resolve(this.waiting)
  askToDrain = async (name: string, _: number, graceMs: number, signal: AbortSignal) => {
    this.asked.push([name, graceMs])
    await this.answer(signal)
  }
  drainedEpoch = () => null
}

function desireOf(spec: object): FleetDesire {
  const parsed: FleetSpec = fleetSpecSchema.parse({ model: { name: 'm' }, environment: { name: 'math' }, ...spec })
  return { generation: 1, spec: parsed, templateHashes: { worker: 'a', replica: 'a' }, deleting: false, isFurnished: true }
}

const beatOf = (name: string, change: Partial<Heartbeat> = {}): Heartbeat => ({
  name,
  incarnation: '',
  ready: true,
  capacity: 4,
  busy: 0,
  waiting: 0,
  weightVersion: 0,
  ...change,
})

test('replicas that went to none come back with the first task, and stay while workers play', async () => {
  const world = new World()
  const reconciler = new FleetReconciler({ pods: world, signals: world }, { clock: world.clock, logger: silentLogger })
  const desire = desireOf({ inference: { minReplicas: 0, maxReplicas: 3 } })
  const wanted = async () => (await reconciler.reconcile(desire, never)).status.inference?.desired
  expect(await wanted()).toBe(0)
  world.waiting = 1
  expect(await wanted()).toBe(1)
  Object.assign(world, { waiting: 0, beats: { worker: [beatOf('worker-0', { busy: 1 })], replica: [] }, nowMs: world.nowMs + 3_600_000 })
  expect(await wanted()).toBe(1)
})

const podOf = (index: number, change: Partial<ObservedPod> = {}): ObservedPod => ({
  ...{ name: `worker-${String(index)}`, uid: `uid-${String(index)}`, resourceVersion: '1', role: 'worker', index, templateHash: 'a' },
  ...{ phase: 'running', createdAtMs: 0, deleting: false, nodeLost: false, drainAsked: null, failure: null },
  ...change,
})

test('the places of pods on a dead node are filled once they were silent for the limit, and never while they are heard or nobody is', async () => {
  const world = new World()
  const options = { clock: world.clock, logger: silentLogger, nodeLostMs: 60_000 }
  const reconciler = new FleetReconciler({ pods: world, signals: world }, options)
  const desire = desireOf({ environment: { name: 'math', replicas: 10 } })
  const indexes = Array.from({ length: 10 }, (_, index) => index)
  const beats = (alive: readonly number[]) => ({ worker: alive.map((index) => beatOf(`worker-${String(index)}`)), replica: [] })
  const look = async (laterMs: number) => {
    world.nowMs += laterMs
    await reconciler.reconcile(desire, never)
    return world.created.splice(0)
  }
  world.pods = indexes.map((index) => podOf(index, { deleting: index >= 5 }))
  world.beats = beats(indexes)
  // They leave as they should: all that the surge allows.
  expect(await look(0)).toEqual([10])
  world.beats = beats([0, 1, 2, 3, 4])
  expect(await look(5_000)).toEqual([10])
  // The bus is away: nobody knows, and what was counted is not enough.
  world.beats = { worker: null, replica: null }
  expect(await look(70_000)).toEqual([10])
  world.beats = beats([0, 1, 2, 3, 4])
  expect(await look(5_000)).toEqual([10])
  expect(await look(59_999)).toEqual([10])
  expect(await look(1)).toEqual([10, 11, 12, 13, 14])
})

test.for([
  ['auto', {}, ['True', 'AtMinimum', 'False', 'workers follow the work']],
  ['manual', {}, ['False', 'NotPinned', 'False', 'workers stay at minReplicas, 2: spec.scaling.mode is manual']],
  ['manual', { replicas: 50 }, ['False', 'PinnedByReplicas', 'True', 'workers stay at 50: remove spec.environment.replicas to hand back']],
] as const)('in %s mode with %o the conditions say what the number follows', async ([mode, pin, expected]) => {
  const world = new World()
  const reconciler = new FleetReconciler({ pods: world, signals: world }, { clock: world.clock, logger: silentLogger })
  world.beats = { worker: [beatOf('worker-0', { busy: 1 })], replica: [] }
  world.pods = [podOf(0), podOf(1)]
  const desire = desireOf({ environment: { name: 'math', minReplicas: 2, maxReplicas: 3, ...pin }, scaling: { mode } })
  const { status } = await reconciler.reconcile(desire, never)
  const [scaling, pinned] = ['ScalingActive', 'Pinned'].map((wanted) => status.conditions?.find(({ type }) => type === wanted))
  expect([scaling?.status, scaling?.reason, pinned?.status, pinned?.message]).toEqual(expected)
})

const reconcilerOf = (world: World) => new FleetReconciler({ pods: world, signals: world }, { clock: world.clock, logger: silentLogger })
const draining = (index: number, change: Partial<ObservedPod> = {}) =>
  podOf(index, { drainAsked: { epoch: 7, atMs: 1_000_000 }, ...change })
const toNone = (gracePeriodSeconds: number) => desireOf({ environment: { name: 'math', replicas: 0, drain: { gracePeriodSeconds } } })

test('a grace that is lowered in the middle of a drain counts from its beginning, and the worker is told, also while it is deleted', async () => {
  const world = new World()
  const reconciler = reconcilerOf(world)
  const look = async (graceSeconds: number) => {
    await reconciler.reconcile(toNone(graceSeconds), never)
    return [world.left.splice(0), world.asked.splice(0)]
  }
  world.pods = [draining(0)]
  world.nowMs += 600_000
  expect(await look(7_200)).toEqual([[], [['worker-0', 7_200_000]]])
  expect(await look(60)).toEqual([['delete worker-0'], [['worker-0', 60_000]]])
  world.pods = [draining(0, { deleting: true })]
  expect(await look(60)).toEqual([[], [['worker-0', 60_000]]])
})

test('a pod that is asked to drain is marked first, and one that could not be marked is not asked', async () => {
  const world = new World()
  const reconciler = reconcilerOf(world)
  world.pods = [podOf(0), podOf(1)]
  world.beats.worker = [beatOf('worker-0'), beatOf('worker-1')]
  world.markDrain = ({ name }) =>
    name === 'worker-1' ? Promise.reject(new Error('conflict')) : Promise.resolve(void world.left.push(name))
  const { done } = await reconciler.reconcile(toNone(600), never)
  expect([world.left, world.asked]).toEqual([['worker-0'], [['worker-0', 600_000]]])
  expect(done.filter(({ what }) => what === 'draining')).toEqual([{ what: 'draining', pod: 'worker-0', why: 'scale-in' }])
})

test('what is half made is completed, but not of a fleet that is paused or is to go', async () => {
  const world = new World()
  const reconciler = reconcilerOf(world)
  for (const change of [{}, { deleting: true }]) await reconciler.reconcile({ ...desireOf({}), ...change }, never)
  for (const deleting of [false, true]) await reconciler.reconcile({ ...desireOf({ paused: true }), deleting }, never)
  expect(world.mends).toEqual([true, false, false, false])
})

test('a lost pod that a finalizer keeps is forced away once in the time after which it was lost, not at each look', async () => {
  const world = new World()
  const options = { clock: world.clock, logger: silentLogger, nodeLostMs: 60_000 }
  const reconciler = new FleetReconciler({ pods: world, signals: world }, options)
  world.pods = [podOf(0, { deleting: true, nodeLost: true })]
  const look = async (laterMs: number) => {
    world.nowMs += laterMs
    await reconciler.reconcile(toNone(600), never)
    return world.left.splice(0)
  }
  expect(await look(0)).toEqual(['delete worker-0'])
  expect([await look(250), await look(5_000), await look(54_749)]).toEqual([[], [], []])
  expect(await look(1)).toEqual(['delete worker-0'])
  // Another of the same name is another.
  world.pods = [podOf(0, { deleting: true, nodeLost: true, uid: 'another' })]
  expect(await look(0)).toEqual(['delete worker-0'])
})

test('while nobody is heard it is not known who is ready, and of those that do not run none is', async () => {
  const world = new World()
  const reconciler = reconcilerOf(world)
  const look = async () => {
    const { status } = await reconciler.reconcile(
      desireOf({ environment: { name: 'math', replicas: 1 }, inference: { replicas: 0 } }),
      never,
    )
    const ready = status.conditions?.find(({ type }) => type === 'Ready')
    return [ready?.status, ready?.reason, ready?.message, status.environment?.ready]
  }
  world.pods = [podOf(0)]
  world.beats = { worker: null, replica: null }
  expect(await look()).toEqual(['Unknown', 'Starting', '? of 1 workers ready, 0 of 0 replicas ready', undefined])
  world.pods = [podOf(0, { phase: 'pending' })]
  expect(await look()).toEqual(['False', 'Starting', '0 of 1 workers ready, 0 of 0 replicas ready', 0])
  world.pods = [podOf(0)]
  world.beats = { worker: [beatOf('worker-0')], replica: [] }
  expect(await look()).toEqual(['True', 'AllReady', '1 of 1 workers ready, 0 of 0 replicas ready', 1])
})

test('workers that wait for the first task while no replica is wanted are well, and those that nobody hears are not', async () => {
  const world = new World()
  const reconciler = reconcilerOf(world)
  const look = async (inference: object = {}) => {
    const desire = desireOf({ environment: { name: 'math', minReplicas: 1 }, inference: { minReplicas: 0, ...inference } })
    const { status } = await reconciler.reconcile(desire, never)
    const answers = ['Ready', 'Progressing'].map((wanted) => status.conditions?.find(({ type }) => type === wanted))
    return answers.map((answer) => `${answer?.status ?? ''} ${answer?.reason ?? ''}`)
  }
  world.pods = [podOf(0)]
  world.beats.worker = [beatOf('worker-0', { ready: false })]
  expect(await look()).toEqual(['True Idle', 'False AllReady'])
  expect(await look({ replicas: 0 })).toEqual(['False Starting', 'True Starting'])
  world.waiting = 1
  expect(await look()).toEqual(['False Starting', 'True Starting'])
  Object.assign(world, { waiting: 0, beats: { worker: [], replica: [] } })
  expect(await reconcilerOf(world).reconcile(desireOf({ environment: { name: 'math', minReplicas: 1 }, inference: { minReplicas: 0 } }), never)).toMatchObject({ status: { conditions: [{ status: 'False', reason: 'Starting' }, {}, {}, {}, {}] } }) // prettier-ignore
})

test('a bus that is away or does not answer holds no look up, however many drain', async () => {
  const world = new World()
  const reconciler = reconcilerOf(world)
  world.pods = Array.from({ length: 40 }, (_, index) => draining(index))
  world.beats = { worker: null, replica: null }
  await reconciler.reconcile(toNone(600), never)
  expect(world.asked).toEqual([])
  world.beats = { worker: [], replica: [] }
  world.answer = (signal) => abortable(new Promise(() => undefined), signal)
  const look = reconciler.reconcile(toNone(600), never)
  await vi.waitFor(() => expect(world.asked.length).toBe(16))
  for (const timer of world.timers) timer()
  await look
  expect(world.asked.length).toBe(16)
})

const pinnedTo = (replicas: number) => desireOf({ environment: { name: 'math', replicas, maxSurge: 0, maxUnavailable: 1 } })

/** Lets the worker end, and says after how many seconds there is another. */
async function waitAfter(world: World, reconciler: FleetReconciler, ended: Partial<ObservedPod>): Promise<number> {
  const from = world.nowMs
  world.pods = [podOf(0, { uid: `uid-${String(from)}`, ...ended })]
  await reconciler.reconcile(pinnedTo(1), never)
  world.pods = []
  world.created.length = 0
  for (;;) {
    await reconciler.reconcile(pinnedTo(1), never)
    if (world.created.length > 0) return (world.nowMs - from) / 1_000
    world.nowMs += 1_000
  }
}

test('a place that crashes stays empty for 10 s, then twice as long each time, 5 minutes at most; after ten it is forgotten', async () => {
  const world = new World()
  const reconciler = reconcilerOf(world)
  const waits: number[] = []
  for (let crash = 0; crash < 7; crash++) waits.push(await waitAfter(world, reconciler, { phase: 'failed' }))
  expect(waits).toEqual([10, 20, 40, 80, 160, 300, 300])
  const livesFor = async (ms: number) => {
    world.nowMs += ms
    world.pods = [podOf(0)]
    await reconciler.reconcile(pinnedTo(1), never)
    return waitAfter(world, reconciler, { phase: 'failed' })
  }
  // The last crash was 300 s before.
  expect(await livesFor(300_000)).toBe(300)
  expect(await livesFor(300_001)).toBe(10)
})

test('a pod that ends well though nobody asked it to has crashed; one that was asked, or is deleted, has not', async () => {
  const world = new World()
  const reconciler = reconcilerOf(world)
  world.pods = [podOf(0, { phase: 'succeeded', uid: 'first' })]
  const { status } = await reconciler.reconcile(pinnedTo(1), never)
  const degraded = status.conditions?.find(({ type }) => type === 'Degraded')
  expect([degraded?.status, degraded?.reason, degraded?.message]).toEqual([
    'True',
    'CrashLoop',
    'worker-0: ended with exit code 0, though nobody asked it to',
  ])
  world.nowMs += 10_000
  expect(await waitAfter(world, reconciler, { phase: 'succeeded' })).toBe(20)
  for (const phase of ['succeeded', 'failed'] as const)
    for (const change of [{ drainAsked: { epoch: 7, atMs: 0 } }, { deleting: true }]) {
      const other = new World()
      expect(await waitAfter(other, reconcilerOf(other), { phase, ...change })).toBe(0)
    }
})

test('a pod that was evicted has not crashed, however often', async () => {
  const world = new World()
  const reconciler = reconcilerOf(world)
  const evicted = { phase: 'failed', failure: { reason: 'Evicted', message: 'the node was low on memory' } } as const
  for (let time = 0; time < 3; time++) expect(await waitAfter(world, reconciler, evicted)).toBe(0)
})

test('pods are made sixteen at a time', async () => {
  const world = new World()
  const made = Promise.withResolvers<undefined>()
  const counts = { now: 0, most: 0 }
  world.answer = async () => {
    counts.most = Math.max(counts.most, ++counts.now)
    await made.promise
    counts.now--
  }
  const look = reconcilerOf(world).reconcile(pinnedTo(50), never)
  await vi.waitFor(() => expect(counts.now).toBeGreaterThanOrEqual(15))
  made.resolve(undefined)
  await look
  expect([counts.most, world.created.length]).toEqual([16, 50])
})

test('an API server that is busy is asked for nothing more until the time that it named', async () => {
  const world = new World()
  const reconciler = reconcilerOf(world)
  world.answer = () => Promise.reject(new KubeError('kube.busy', 'too many requests', { retryable: true, retryAfterMs: 7_000 }))
  const busy = await reconciler.reconcile(pinnedTo(50), never)
  expect(world.created.splice(0).length).toBeLessThanOrEqual(16)
  expect(busy.againInMs).toBe(7_000)
  world.answer = () => Promise.resolve()
  world.nowMs += 4_000
  expect(await reconciler.reconcile(pinnedTo(50), never)).toMatchObject({ done: [], againInMs: 3_000 })
  expect(world.created).toEqual([])
  world.nowMs += 3_000
  // What was done is looked at soon.
  expect((await reconciler.reconcile(pinnedTo(50), never)).againInMs).toBe(250)
  expect(world.created.length).toBe(50)
})

test('an API server that is busy already when pods are mended is asked for nothing, and not to mend either, until the time that it named', async () => {
  const world = new World()
  const reconciler = reconcilerOf(world)
  world.busy = 30_000
  expect(await reconciler.reconcile(pinnedTo(3), never)).toMatchObject({ done: [], againInMs: 30_000 })
  Object.assign(world, { busy: 0, nowMs: world.nowMs + 29_999 })
  expect(await reconciler.reconcile(pinnedTo(3), never)).toMatchObject({ done: [], againInMs: 1 })
  world.nowMs += 1
  await reconciler.reconcile(pinnedTo(3), never)
  expect([world.mends, world.created]).toEqual([
    [true, false, true],
    [0, 1, 2],
  ])
})

test('replicas follow the sequences that run and wait', async () => {
  const world = new World()
  const reconciler = reconcilerOf(world)
  const wanted = async (busy: number, waiting: number) => {
    world.beats.replica = [beatOf('replica-0', { busy, waiting })]
    return (await reconciler.reconcile(desireOf({ inference: { sequencesPerReplica: 8, maxReplicas: 5 } }), never)).status.inference
      ?.desired
  }
  expect(await wanted(8, 0)).toBe(1)
  expect(await wanted(8, 1)).toBe(2)
  expect(await wanted(8, 9)).toBe(3)
  expect(await wanted(8, 90)).toBe(5)
})

test.for([
  { maxUnavailable: 1, maxSurge: 0 },
  { maxUnavailable: 0, maxSurge: 1 },
  { maxUnavailable: 2, maxSurge: 1 },
])('replicas roll by their own bounds, %o, while enough of them serve', async (bounds) => {
  const world = new World()
  const reconciler = reconcilerOf(world)
  const replica = (index: number, templateHash: string) => {
    const name = `replica-${String(index)}`
    return podOf(index, { role: 'replica', name, uid: `${name}-${templateHash}`, templateHash })
  }
  world.pods = [0, 1, 2].map((index) => replica(index, 'a'))
  world.create = ({ role, index }) => Promise.resolve(void (role === 'replica' && world.pods.push(replica(index, 'b'))))
  world.markDrain = (pod) => {
    world.pods = world.pods.map((each) => (each === pod ? { ...each, drainAsked: { epoch: 7, atMs: world.nowMs } } : each))
    return Promise.resolve()
  }
  world.delete = (pod) => Promise.resolve(void (world.pods = world.pods.filter((each) => each !== pod)))
  // The workers' bounds are others.
  const spec = { environment: { name: 'math', maxUnavailable: 3, maxSurge: 3 }, inference: { minReplicas: 3, maxReplicas: 3, ...bounds } }
  const desire = { ...desireOf(spec), templateHashes: { worker: 'a', replica: 'b' } }
  for (let look = 0; look < 12; look++) {
    const ready = world.pods.filter(({ drainAsked }) => drainAsked === null)
    world.beats.replica = ready.map(({ name }) => beatOf(name))
    await reconciler.reconcile(desire, never)
    const serving = ready.filter(({ uid }) => world.pods.some((pod) => pod.uid === uid && pod.drainAsked === null))
    expect(serving.length).toBeGreaterThanOrEqual(3 - bounds.maxUnavailable)
    expect(world.pods.length).toBeLessThanOrEqual(3 + bounds.maxSurge)
    world.nowMs += 1_000
  }
  expect(world.pods.map(({ templateHash }) => templateHash)).toEqual(['b', 'b', 'b'])
})

test('the last replica of a roll stays through a moment in which it is not ready or not heard, also right after a fail-over', async () => {
  const world = new World()
  const replica = (index: number, templateHash: string) =>
    podOf(index, { role: 'replica', name: `replica-${String(index)}`, uid: `r-${String(index)}`, templateHash })
  world.pods = [replica(0, 'a'), { ...replica(1, 'b'), createdAtMs: world.nowMs }]
  const desire = { ...desireOf({ inference: { replicas: 1 } }), templateHashes: { worker: 'a', replica: 'b' } }
  const look = async (reconciler: FleetReconciler, beats: readonly Heartbeat[]) => {
    world.beats.replica = beats
    world.nowMs += 5_000
    await reconciler.reconcile(desire, never)
    return world.left.filter((each) => each.includes('replica'))
  }
  const loading = beatOf('replica-1', { ready: false })
  const unready = beatOf('replica-0', { ready: false })
  const reconciler = reconcilerOf(world)
  expect(await look(reconciler, [beatOf('replica-0'), loading])).toEqual([])
  expect(await look(reconciler, [unready, loading])).toEqual([])
  expect(await look(reconciler, [loading])).toEqual([])
  const next = reconcilerOf(world)
  expect(await look(next, [unready, loading])).toEqual([])
  expect(await look(next, [unready, beatOf('replica-1')])).toEqual(['drain replica-0'])
})

test('while a fleet is deleted, a replica that goes with its node is not replaced, however often it is looked at', async () => {
  const world = new World()
  const options = { clock: world.clock, logger: silentLogger, nodeLostMs: 5_000 }
  const reconciler = new FleetReconciler({ pods: world, signals: world }, options)
  const replica = (index: number, change: Partial<ObservedPod> = {}) =>
    podOf(index, { ...change, name: `replica-${String(index)}`, uid: `r-${String(index)}`, role: 'replica' })
  world.pods = [podOf(0), replica(0), replica(1, { deleting: true })]
  Object.assign(world.beats, { worker: [beatOf('worker-0', { busy: 1 })], replica: [beatOf('replica-0')] })
  for (let look = 0; look < 3; look++) {
    const { done } = await reconciler.reconcile({ ...desireOf({}), deleting: true }, never)
    expect(done.filter(({ what }) => what === 'created')).toEqual([])
    world.nowMs += 10_000
  }
})

test('of a fleet that is deleted, a replica that has ended is not replaced, also where it cannot be taken away', async () => {
  const world = new World()
  const reconciler = reconcilerOf(world)
  const replica = (index: number, change: Partial<ObservedPod> = {}) =>
    podOf(index, { ...change, name: `replica-${String(index)}`, uid: `r-${String(index)}`, role: 'replica' })
  world.pods = [
    podOf(0, { drainAsked: { epoch: 7, atMs: 0 } }),
    replica(0),
    replica(1, { phase: 'failed' }),
    replica(2, { phase: 'succeeded' }),
  ]
  world.delete = () => Promise.reject(new Error('refused'))
  Object.assign(world.beats, { worker: [beatOf('worker-0', { busy: 1 })], replica: [beatOf('replica-0')] })
  for (let look = 0; look < 3; look++) {
    const { done, status } = await reconciler.reconcile({ ...desireOf({}), deleting: true }, never)
    expect([done, status.inference?.desired]).toEqual([[], 1])
    world.nowMs += 600_000
  }
})

test.for([
  ['has ended', { phase: 'failed' }, true],
  ['is lost with its node', { deleting: true, nodeLost: true }, true],
  ['still plays', { deleting: true }, false],
] as const)('a worker that %s and is kept by a finalizer keeps the replicas of a deleted fleet or not', async ([, change, mayGo]) => {
  const world = new World()
  world.pods = [podOf(0, change), podOf(0, { role: 'replica', name: 'replica-0', uid: 'r-0' })]
  world.beats.replica = [beatOf('replica-0')]
  await reconcilerOf(world).reconcile({ ...desireOf({}), deleting: true }, never)
  expect(world.left.includes('drain replica-0')).toBe(mayGo)
})

test('after a pause the windows begin anew, and so does idleness, however long it was', async () => {
  const world = new World()
  const reconciler = reconcilerOf(world)
  world.pods = Array.from({ length: 5 }, (_, index) => podOf(index))
  const look = async (paused: boolean, busy: number, laterSeconds: number) => {
    world.nowMs += laterSeconds * 1_000
    world.beats.worker = world.pods.map(({ name }) => beatOf(name, { busy }))
    const environment = { name: 'math', minReplicas: 0, maxReplicas: 9, slotsPerWorker: 4 }
    const scaling = { windows: { scaleOutSeconds: 30, scaleInSeconds: 300 }, idleSeconds: 600 }
    return (await reconciler.reconcile(desireOf({ environment, scaling, paused }), never)).status.environment?.desired
  }
  expect(await look(false, 0, 0)).toBe(5)
  for (let second = 0; second < 1_000; second += 5) await look(true, 0, 5)
  expect([await look(false, 0, 5), await look(false, 0, 290), await look(false, 0, 15)]).toEqual([5, 5, 1])
  for (let second = 0; second < 1_000; second += 5) await look(true, 4, 5)
  expect([await look(false, 8, 5), await look(false, 8, 20), await look(false, 8, 10)]).toEqual([1, 1, 9])
})
