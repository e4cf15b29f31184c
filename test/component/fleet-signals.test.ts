import { afterEach, beforeEach, expect, test } from 'vitest'
import { systemClock } from '#internal/base/clock.ts'
import { FleetReconciler } from '#internal/controller/fleet-reconciler.ts'
import { fleetSpecSchema } from '#internal/fleet/resource.ts'
import { pb } from '#internal/gen/v1.js'
import { FleetSignals } from '#internal/stream/fleet-signals.ts'
import { LedgerStore } from '#internal/stream/ledger.ts'
import { announcePresence } from '#internal/stream/presence.ts'
import { subjectsOf } from '#internal/stream/subjects.ts'
import { TaskQueue } from '#internal/stream/task-queue.ts'
import { silentLogger } from '#internal/telemetry/logger.ts'
import { type TestFleet, never, rolloutTask, startFleet } from '../support/fleet.ts'

// What waits, as a real nats-server counts it.

const presenceTtlMs = 900

let fleet: TestFleet
let signals: FleetSignals
let life: AbortController

beforeEach(async () => {
  life = new AbortController()
  fleet = await startFleet({ presenceTtlMs })
  signals = new FleetSignals(fleet.connection, { fleet: 'test', environments: ['math'], presenceTtlMs })
  signals.run(life.signal).catch(() => undefined)
  await expect.poll(() => signals.heartbeats('worker')).toEqual([])
})
afterEach(async () => {
  life.abort()
  await fleet[Symbol.asyncDispose]()
})

async function claimed() {
  const queue = new TaskQueue(fleet.connection, { fleet: 'test' })
  await queue.submit([rolloutTask('r')], new LedgerStore(fleet.connection, 'test'), never)
  const claim = await queue.source(['math']).claim(never)
  if (claim === null) throw new Error('nothing came')
  return claim
}

test('a task that was handed back waits, and brings a fleet that is at zero a worker and a replica', async () => {
  expect(await signals.backlog(never)).toBe(0)
  const claim = await claimed()
  claim.handBack(60_000)
  const { num_pending, num_ack_pending } = await fleet.connection.jsm.consumers.info(subjectsOf('test').taskStream, 'task_math')
  expect([num_pending, num_ack_pending]).toEqual([0, 1])
  expect(await signals.backlog(never)).toBe(1)
  const created: string[] = []
  const pods = {
    isCurrent: () => true,
    busyMs: () => 0,
    list: () => Promise.resolve([]),
    create: async ({ role }: { readonly role: string }) => void created.push(role),
    markDrain: () => Promise.resolve(),
    delete: () => Promise.resolve(),
  }
  const spec = fleetSpecSchema.parse({ model: { name: 'm' }, environment: { name: 'math' }, inference: { minReplicas: 0 } })
  const reconciler = new FleetReconciler({ pods, signals }, { clock: systemClock, logger: silentLogger })
  await reconciler.reconcile(
    { generation: 1, spec, templateHashes: { worker: 'a', replica: 'a' }, deleting: false, isFurnished: true },
    never,
  )
  expect(created.sort()).toEqual(['replica', 'worker'])
})

test('a task that a worker plays does not wait, and waits when nothing more is heard of that worker', { timeout: 30_000 }, async () => {
  const worker = new AbortController()
  const beat = { kind: pb.PresenceKind.PRESENCE_KIND_WORKER, name: 'w', state: pb.PresenceState.PRESENCE_STATE_READY, slots: 2, busy: 1 }
  const announcing = announcePresence(fleet.connection, { fleet: 'test', ttlMs: presenceTtlMs }, () => beat, worker.signal)
  await expect.poll(() => signals.heartbeats('worker')?.map(({ busy }) => busy), { timeout: 10_000 }).toEqual([1])
  const claim = await claimed()
  expect(await signals.backlog(never)).toBe(0)
  worker.abort()
  await announcing
  await expect.poll(() => signals.backlog(never), { timeout: 10_000 }).toBe(1)
  await claim.ack(never)
  expect(await signals.backlog(never)).toBe(0)
})

test('after the bus was away nobody is missed before two beats have passed', async () => {
  expect(signals.heartbeats('worker')).toEqual([])
  const startedNs = systemClock.monotonicNs()
  for (const restored of fleet.connection.onRestored) restored()
  expect(signals.heartbeats('worker')).toBeNull()
  await expect.poll(() => signals.heartbeats('worker'), { interval: 10 }).toEqual([])
  expect((systemClock.monotonicNs() - startedNs) / 1e6).toBeGreaterThan((2 * presenceTtlMs) / 3)
})

test('while the bus is away the backlog is not waited for', { timeout: 30_000 }, async () => {
  await fleet.server.kill()
  await expect.poll(() => signals.heartbeats('worker'), { timeout: 10_000 }).toBeNull()
  const startedNs = systemClock.monotonicNs()
  expect(await signals.backlog(never)).toBeNull()
  expect((systemClock.monotonicNs() - startedNs) / 1e6).toBeLessThan(1_000)
})
