import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { systemClock } from '#internal/base/clock.ts'
import { systemRng } from '#internal/base/rng.ts'
import { FleetReconciler } from '#internal/controller/fleet-reconciler.ts'
import type { FleetDesire, ReconcileResult } from '#internal/controller/ports.ts'
import { type FleetSpec, fleetSpecSchema } from '#internal/fleet/resource.ts'
import { decodeChunk } from '#internal/rollout/codec.ts'
import { statusName } from '#internal/rollout/status.ts'
import { LocalPods } from '#internal/local/pods.ts'
import { FleetSignals } from '#internal/stream/fleet-signals.ts'
import { LedgerStore } from '#internal/stream/ledger.ts'
import { TaskQueue } from '#internal/stream/task-queue.ts'
import { TrajectoryStream } from '#internal/stream/trajectory-stream.ts'
import { silentLogger } from '#internal/telemetry/logger.ts'
import { type TestFleet, never, rolloutTask, startFleet } from '../support/fleet.ts'
import { repository } from '../support/llama.ts'
import { type ScriptedLlamaServer, startScriptedLlamaServer } from '../support/scripted-llama-server.ts'

// The reconciler over a real bus, with real worker and replica processes for pods. The engine is SCRIPTED, and slow on purpose.

const presenceTtlMs = 900
const turnMs = 400

let fleet: TestFleet
let engine: ScriptedLlamaServer
let pods: LocalPods
let signals: FleetSignals
let folder = ''
let life: AbortController

beforeEach(async () => {
  life = new AbortController()
  folder = await mkdtemp(join(tmpdir(), 'sortie-pods-'))
  fleet = await startFleet({ presenceTtlMs })
  engine = await startScriptedLlamaServer({ answer: () => '#### 2', answerMs: turnMs })
  pods = new LocalPods({ clock: systemClock, rng: systemRng, processOf, graceMsOf: () => 2_000 })
  signals = new FleetSignals(fleet.connection, { fleet: 'test', environments: ['math'], presenceTtlMs })
  signals.run(life.signal).catch(() => undefined)
})
afterEach(async () => {
  life.abort()
  await pods[Symbol.asyncDispose]()
  await engine[Symbol.asyncDispose]()
  await fleet[Symbol.asyncDispose]()
  await rm(folder, { recursive: true })
})

function processOf(role: 'worker' | 'replica', name: string) {
  const environment = {
    PATH: process.env['PATH'] ?? '',
    SORTIE_FLEET: 'test',
    SORTIE_NATS_URL: fleet.server.url,
    SORTIE_FLEET_TOKEN: 'secret',
    SORTIE_NAME: name,
    SORTIE_PRESENCE_TTL: `${String(presenceTtlMs)}ms`,
    ...(role === 'worker' ? { SORTIE_ENVIRONMENTS: 'math', SORTIE_SLOTS: '2' } : { SORTIE_ENGINE_URL: engine.url }),
  }
  const main = join(repository, `cmd/${role}/main.ts`)
  return { name, command: process.execPath, arguments: [main], environment, logPath: join(folder, `${name}.log`) }
}

function desireOf(spec: object, rest: Partial<FleetDesire> = {}): FleetDesire {
  const environment = { name: 'math', slotsPerWorker: 2, minReplicas: 1, maxReplicas: 3, ...(spec as { environment?: object }).environment }
  const parsed: FleetSpec = fleetSpecSchema.parse({
    model: { name: 'scripted' },
    scaling: { windows: { scaleInSeconds: 0 }, idleSeconds: 0 },
    ...spec,
    environment,
  })
  return { generation: 1, spec: parsed, templateHashes: { worker: 'a', replica: 'a' }, deleting: false, isFurnished: true, ...rest }
}

/** Looks again and again until it is so; every action that was done on the way. */
async function until(desire: FleetDesire, so: (result: ReconcileResult) => boolean): Promise<{ result: ReconcileResult; done: string[] }> {
  const reconciler = new FleetReconciler({ pods, signals }, { clock: systemClock, logger: silentLogger })
  const done: string[] = []
  let result: ReconcileResult | null = null
  await expect
    .poll(
      async () => {
        result = await reconciler.reconcile(desire, never)
        done.push(...result.done.map(({ what, pod, why }) => `${what} ${pod} ${why}`))
        return so(result)
      },
      { timeout: 60_000, interval: 100 },
    )
    .toBe(true)
  if (result === null) throw new Error('nobody looked')
  return { result, done }
}

const isReady = ({ status }: ReconcileResult) => status.conditions?.find(({ type }) => type === 'Ready')?.status === 'True'
const readyWorkers = (count: number) => (result: ReconcileResult) => isReady(result) && result.status.environment?.ready === count

async function submit(count: number): Promise<string[]> {
  const ids = Array.from({ length: count }, (_, index) => `r-${String(index)}`)
  const task = { environment: 'math', inputJson: Buffer.from('{"question":"1 + 1?"}'), verifierJson: Buffer.from('{"answer":"2"}') }
  const tasks = ids.map((id) => rolloutTask(id, { task: { ...task, taskId: id } }))
  await new TaskQueue(fleet.connection, { fleet: 'test' }).submit(tasks, new LedgerStore(fleet.connection, 'test'), never)
  return ids
}

/** Every ending in the stream, and hand-backs. */
async function outcomes(): Promise<string[]> {
  const records = new TrajectoryStream(fleet.connection, { fleet: 'test', partitions: 4 })
  const { lastSequence } = await records.extent(never)
  const found: string[] = []
  for await (const { bytes } of records.read({ startSequence: 1, untilSequence: lastSequence }, never)) {
    const chunk = decodeChunk(bytes)
    if (chunk.ending != null) found.push(statusName(chunk.ending.status))
    if (chunk.handBack != null) found.push('handed back')
  }
  return found
}

test(
  'a fleet comes up, follows its backlog, and goes down again without taking work from a busy worker',
  { timeout: 180_000 },
  async () => {
    const up = await until(desireOf({}), readyWorkers(1))
    expect(up.done.sort()).toEqual(['created replica-0 wanted', 'created worker-0 wanted'])
    await submit(24)
    const more = await until(desireOf({}), readyWorkers(3))
    expect(more.done).toContain('created worker-2 wanted')
    expect(more.result.status.conditions?.find(({ type }) => type === 'ScalingActive')?.reason).toMatch(/FollowingDemand|AtMaximum/)
    // In the middle of its work the fleet is told to be one.
    const fewer = await until(
      desireOf({ environment: { replicas: 1 } }),
      (result) => readyWorkers(1)(result) && result.status.environment?.replicas === 1,
    )
    expect(fewer.result.status.conditions?.find(({ type }) => type === 'Pinned')).toMatchObject({
      status: 'True',
      reason: 'PinnedByReplicas',
    })
    expect(fewer.done.filter((each) => each.startsWith('deleted')).every((each) => /finished|drained/.test(each))).toBe(true)
    await expect.poll(async () => (await outcomes()).length, { timeout: 30_000 }).toBe(24)
    expect(new Set(await outcomes())).toEqual(new Set(['completed']))
  },
)

test('a new template replaces every pod, and what runs ends first', { timeout: 180_000 }, async () => {
  await until(desireOf({ environment: { replicas: 2 } }), readyWorkers(2))
  await submit(8)
  const { done } = await until(
    desireOf({ environment: { replicas: 2 } }, { generation: 2, templateHashes: { worker: 'b', replica: 'a' } }),
    (result) => readyWorkers(2)(result) && result.status.environment?.updated === 2 && result.status.environment.replicas === 2,
  )
  expect(done.filter((each) => each.startsWith('draining')).map((each) => each.split(' ')[2])).toEqual(['rollout', 'rollout'])
  await expect.poll(async () => (await outcomes()).length, { timeout: 30_000 }).toBe(8)
  expect(new Set(await outcomes())).toEqual(new Set(['completed']))
})

test('a worker killed with -9 is made again, and a fleet that is deleted drains and leaves nothing', { timeout: 180_000 }, async () => {
  await until(desireOf({}), readyWorkers(1))
  const before = (await pods.list()).find(({ role }) => role === 'worker')?.uid
  await pods.delete({ name: 'worker-0', uid: before ?? '' }, { force: true })
  await expect.poll(async () => (await pods.list()).some(({ uid }) => uid === before)).toBe(false)
  await until(desireOf({}), readyWorkers(1))
  expect((await pods.list()).map(({ role }) => role).sort()).toEqual(['replica', 'worker'])
  const { done } = await until(desireOf({}, { deleting: true }), ({ gone }) => gone)
  expect(done.some((each) => each.startsWith('draining worker-0'))).toBe(true)
  // What a worker finishes needs its replicas.
  const at = (what: string) => done.findIndex((each) => each.startsWith(what))
  expect(at('deleted worker-0')).toBeLessThan(at('draining replica-0'))
  expect(await pods.list()).toEqual([])
})

test('while the bus is away nothing is asked to leave, and a paused fleet is left as it is', { timeout: 180_000 }, async () => {
  await until(desireOf({ environment: { minReplicas: 2 } }), readyWorkers(2))
  await fleet.server.kill()
  await expect.poll(() => signals.heartbeats('worker'), { timeout: 10_000 }).toBeNull()
  const reconciler = new FleetReconciler(
    { pods, signals: { ...blind, askToDrain: () => Promise.reject(new Error('asked')) } },
    { clock: systemClock, logger: silentLogger },
  )
  expect((await reconciler.reconcile(desireOf({ environment: { replicas: 0 } }), never)).done).toEqual([])
  await fleet.server.restart()
  const paused = await reconciler.reconcile(desireOf({ environment: { replicas: 3 }, paused: true }), never)
  expect(paused.done).toEqual([])
  expect(paused.status.conditions?.[0]).toMatchObject({ type: 'Ready', reason: 'Paused' })
})

const blind = { heartbeats: () => null, backlog: () => Promise.resolve(null), drainedEpoch: () => null }
