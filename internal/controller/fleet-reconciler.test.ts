import { expect, test } from 'vitest'
import type { Clock } from '#internal/base/clock.ts'
import { type FleetSpec, fleetSpecSchema } from '#internal/fleet/resource.ts'
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
    after: () => ({ [Symbol.dispose]: () => undefined }),
  }

  isCurrent = () => true
  list = () => Promise.resolve(this.pods)
  readonly created: number[] = []
  create = ({ role, index }: { role: 'worker' | 'replica'; index: number }) => {
    if (role === 'worker') this.created.push(index)
    return Promise.resolve()
  }
  markDrain = () => Promise.resolve()
  delete = () => Promise.resolve()
  heartbeats = (role: 'worker' | 'replica') => this.beats[role]
  backlog = () => Promise.resolve(this.waiting)
  askToDrain = () => Promise.resolve()
  drainedEpoch = () => null
}

function desireOf(spec: object): FleetDesire {
  const parsed: FleetSpec = fleetSpecSchema.parse({ model: { name: 'm' }, environment: { name: 'math' }, ...spec })
  return { generation: 1, spec: parsed, templateHashes: { worker: 'a', replica: 'a' }, deleting: false }
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
