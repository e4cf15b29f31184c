import { expect, test } from 'vitest'
import type { Clock } from '#internal/base/clock.ts'
import { SortieError } from '#internal/base/errors.ts'
import { marks, shortHash } from '#internal/fleet/names.ts'
import type { FleetStatus } from '#internal/fleet/status.ts'
import { silentLogger } from '#internal/telemetry/logger.ts'
import { type FleetRecord, FleetSeat, manifestOf, placedFleet } from './fleet-seat.ts'
import type { ObservedPod } from './ports.ts'

const never = new AbortController().signal
const settings = { workerImage: 'worker', agentImage: 'agent', natsUrl: 'tls://nats:4222', natsPlaintext: false, nodeLostSeconds: 60 }
const minuteMs = 60_000

/** A seat over pods that obey at once, on a clock that the test moves; what it did. */
function seatOf(
  running: readonly (Pick<ObservedPod, 'role' | 'index'> & { readonly templateHash?: string })[] = [],
  view: { current: boolean; heard: boolean; problem?: string; refused?: Error } = { current: true, heard: false },
) {
  let nowMs = 0
  const done: string[] = []
  const statuses: FleetStatus[] = []
  const pods = new Map<string, ObservedPod>(
    running.map(({ role, index, templateHash = 'old' }) => {
      const name = `f-${role}-${String(index)}`
      const pod = { name, uid: name, resourceVersion: '1', role, index, templateHash, phase: 'running', deleting: false } as const
      return [name, { ...pod, createdAtMs: 0, nodeLost: false, drainAsked: null, failure: null }]
    }),
  )
  const clock: Clock = {
    nowMs: () => nowMs,
    monotonicNs: () => nowMs * 1e6,
    sleep: () => Promise.reject(new Error('nothing here sleeps')),
    after: () => ({ [Symbol.dispose]: () => undefined }),
  }
  const seat = new FleetSeat<FleetRecord>(
    {
      api: {
        setFinalizer: async (_, isWanted) => void done.push(`finalizer ${String(isWanted)}`),
        writeStatus: async (_, status) => void statuses.push(status),
        applyObjects: async () => {
          if (view.refused !== undefined) throw view.refused
          done.push('objects')
        },
        event: async (_, { action, note }) => void done.push(...(action === 'Scaling' ? [note.split(':')[0] ?? ''] : [])),
      },
      ensureSecret: async () => void done.push('secret'),
      pods: {
        isCurrent: () => view.current,
        busyMs: () => 0,
        list: async () => [...pods.values()],
        create: async ({ role }) => void done.push(`create ${role}`),
        markDrain: async (pod, epoch) => {
          done.push(`drain ${pod.name}`)
          pods.set(pod.name, { ...pod, drainAsked: { epoch, atMs: nowMs } })
        },
        delete: async ({ name }) => {
          done.push(`delete ${name}`)
          pods.delete(name)
        },
      },
      bus: {
        signals: {
          heartbeats: (role) => (view.heard ? [...pods.values()].filter((pod) => pod.role === role).map(beatOf) : null),
          backlog: async () => null,
          askToDrain: async (name) => void done.push(`ask ${name}`),
          drainedEpoch: () => null,
        },
        problem: () => view.problem ?? null,
      },
    },
    { settings, clock, logger: silentLogger },
  )
  const look = async (record: FleetRecord, afterMs = 0, told = false) => {
    nowMs += afterMs
    done.length = 0
    try {
      await seat.reconcile(record, never)
    } catch (thrown) {
      if (thrown !== view.refused) throw thrown
      done.push('refused')
    }
    return told ? [...done] : done.filter((each) => !/^ask|from/.test(each))
  }
  return { look, statuses }
}

const beatOf = ({ name }: ObservedPod) => ({ name, incarnation: '', ready: true, capacity: 1, busy: 0, waiting: 0, weightVersion: 0 })

const metadata = { name: 'f', namespace: 'n', uid: 'u', finalizers: [marks.finalizer] }
const valid = { model: { name: 'm' }, environment: { name: 'math', drain: { gracePeriodSeconds: 300 } } }
const invalid = { ...valid, environment: { ...valid.environment, minReplicas: 5, maxReplicas: 3 } }
const deleted = { ...metadata, deletionTimestamp: '2026-01-01T00:00:00Z' }

test('a fleet that is invalid is left as it is, and once it is corrected it is kept again', async () => {
  const { look, statuses } = seatOf([{ role: 'worker', index: 0 }])
  expect(await look({ metadata, spec: invalid })).toEqual([])
  expect(statuses.at(-1)?.conditions).toMatchObject([{ type: 'Ready', status: 'False', reason: 'Invalid' }])
  expect(await look({ metadata, spec: valid })).toEqual(['finalizer true', 'secret', 'objects', 'create worker', 'create replica'])
})

test.for([
  ['that was always invalid', []],
  ['that became invalid', [valid]],
] as const)('a fleet %s can be deleted: it drains, by its own grace, and is released', async ([, before]) => {
  const { look } = seatOf([
    { role: 'worker', index: 0 },
    { role: 'replica', index: 0 },
  ])
  for (const spec of before) await look({ metadata, spec })
  const record = { metadata: deleted, spec: invalid }
  expect(await look(record)).toEqual(['drain f-worker-0'])
  expect(await look(record, 4 * minuteMs)).toEqual([])
  expect(await look(record, minuteMs)).toEqual(['delete f-worker-0'])
  expect(await look(record)).toEqual(['drain f-replica-0'])
  expect(await look(record)).toEqual(['delete f-replica-0'])
  expect(await look(record)).toEqual(['finalizer false'])
})

test('what a fleet has once, its secret too, comes back within ten minutes', async () => {
  const { look } = seatOf([{ role: 'replica', index: 0 }])
  const record = { metadata, spec: valid }
  const made = (done: readonly string[]) => done.filter((each) => each === 'secret' || each === 'objects')
  expect(made(await look(record))).toEqual(['secret', 'objects'])
  expect(made(await look(record, 9 * minuteMs))).toEqual([])
  expect(made(await look(record, minuteMs))).toEqual(['secret', 'objects'])
})

const three = [0, 1, 2].map((index) => ({ role: 'worker', index }) as const)
const pinnedTo = (replicas: number, rest: object = {}) => ({
  metadata,
  spec: { ...valid, ...rest, environment: { ...valid.environment, replicas } },
})
const drains = (done: readonly string[]) => done.filter((each) => each.startsWith('drain'))

test('P5: by a view that is not current nobody is taken away, and once it is, they are', async () => {
  const view = { current: false, heard: true }
  const { look } = seatOf(three, view)
  expect(drains(await look(pinnedTo(1)))).toEqual([])
  expect(drains(await look(pinnedTo(1), 10 * minuteMs))).toEqual([])
  view.current = true
  expect(drains(await look(pinnedTo(1)))).not.toEqual([])
})

test('paused, a fleet is looked at and nothing is done, decided or asked', async () => {
  const { look, statuses } = seatOf(three, { current: true, heard: true })
  const asked = await look(pinnedTo(2))
  expect(drains(asked)).not.toEqual([])
  expect(await look(pinnedTo(1, { paused: true }), 11 * minuteMs, true)).toEqual(['finalizer true'])
  expect(statuses.at(-1)?.conditions?.[0]).toMatchObject({ type: 'Ready', reason: 'Paused' })
  const again = await look(pinnedTo(1), 0, true)
  expect(again).toEqual(expect.arrayContaining(['secret', 'objects', 'workers from 2 to 1']))
})

test('where the objects of a fleet are refused its pods still leave; others are made only where the same objects were there before', async () => {
  const view: { current: boolean; heard: boolean; refused?: Error } = { current: true, heard: true }
  view.refused = new SortieError('kube.forbidden', 'a policy refuses network policies')
  const { look } = seatOf(three, view)
  const refused = await look(pinnedTo(0))
  expect([refused.at(-1), drains(refused).length]).toEqual(['refused', 3])
  expect((await look(pinnedTo(5))).filter((each) => each.startsWith('create'))).toEqual([])
  delete view.refused
  expect(await look(pinnedTo(5))).toEqual(expect.arrayContaining(['objects', 'create worker']))
  view.refused = new SortieError('kube.forbidden', 'a policy refuses network policies')
  expect(await look(pinnedTo(5), 11 * minuteMs)).toEqual(expect.arrayContaining(['create worker', 'refused']))
  // Nothing can be asked of one that is away.
  view.refused = new SortieError('kube.unreachable', 'away', { retryable: true })
  expect(await look(pinnedTo(0), 11 * minuteMs)).toEqual(['finalizer true', 'secret', 'refused'])
})

test('a start, a fail-over and a short break of the bus change no answer; one that stays away is said', async () => {
  const view: { current: boolean; heard: boolean; problem?: string } = { current: true, heard: true }
  const record = {
    metadata,
    spec: { ...valid, inference: { replicas: 1 }, environment: { ...valid.environment, minReplicas: 1, maxReplicas: 1 } },
  }
  const placed = placedFleet(record)
  if ('problems' in placed) throw new Error(placed.problems.join())
  const running = (['worker', 'replica'] as const).map((role) => {
    const manifest = manifestOf(placed.fleet, { role, index: 0, templateHash: '' }, settings)
    return { role, index: 0, templateHash: shortHash(JSON.stringify(manifest)) }
  })
  const { look, statuses } = seatOf(running, view)
  const answers = async (status: FleetStatus | undefined) => {
    await look({ ...record, ...(status === undefined ? {} : { status }) }, 6_000)
    return (statuses.at(-1)?.conditions ?? []).map(({ type, status: answer, reason }) => `${type} ${answer} ${reason}`)
  }
  const answered = await answers(undefined)
  const well = statuses.at(-1)
  expect(answered).toEqual(expect.arrayContaining(['Ready True AllReady']))
  view.heard = false
  expect(await answers(well)).toEqual(answered)
  expect(statuses.at(-1)?.environment).not.toHaveProperty('ready')
  view.problem = 'the bus is away'
  expect(await answers(well)).toEqual(
    expect.arrayContaining(['Ready False StreamUnreachable', expect.stringMatching(/^ScalingActive False SignalsMissing/)]),
  )
  // It is back, and nobody has been heard yet.
  const away = statuses.at(-1)
  delete view.problem
  expect(await answers(away)).toEqual(expect.arrayContaining(['Ready False StreamUnreachable']))
  // Of a fleet of which nothing was ever said.
  expect(await answers(undefined)).toEqual(expect.arrayContaining(['Ready Unknown Starting']))
})
