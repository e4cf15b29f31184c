import { afterEach, beforeEach, expect, test } from 'vitest'
import { systemClock } from '#internal/base/clock.ts'
import { Gatekeeper } from '#internal/learner/gatekeeper.ts'
import { LedgerStore } from '#internal/stream/ledger.ts'
import { MarksStore } from '#internal/stream/marks-store.ts'
import { TaskGate, openGate } from '#internal/stream/task-gate.ts'
import { TaskQueue } from '#internal/stream/task-queue.ts'
import { WeightsStore } from '#internal/stream/weights-store.ts'
import { silentLogger } from '#internal/telemetry/logger.ts'
import { type TestFleet, never, rolloutTask, startFleet } from '../support/fleet.ts'

let fleet: TestFleet
beforeEach(async () => {
  fleet = await startFleet({ environments: ['math', 'python'] })
})
afterEach(() => fleet[Symbol.asyncDispose]())

const submit = (...ids: string[]) =>
  new TaskQueue(fleet.connection, { fleet: 'test' }).submit(
    ids.map((id) => rolloutTask(id)),
    new LedgerStore(fleet.connection, 'test'),
    never,
  )
const source = () => new TaskQueue(fleet.connection, { fleet: 'test', pollMs: 1_000 }).source(['math'])

test(
  'no more run at once than the gate lets through; closed, nothing is given out, and opened it goes on',
  { timeout: 60_000 },
  async () => {
    const gate = new TaskGate(fleet.connection, 'test')
    await submit('r-1', 'r-2', 'r-3', 'r-4')
    await gate.set('math', 2, never)
    const tasks = source()
    const [first, second] = [await tasks.claim(never), await tasks.claim(never)]
    expect(await tasks.claim(never)).toBeNull()
    await first?.ack(never)
    const third = await tasks.claim(never)
    expect(third).not.toBeNull()
    await gate.set('math', 0, never)
    await second?.ack(never)
    await third?.ack(never)
    expect(await tasks.claim(never)).toBeNull()
    expect(await gate.look('math', never)).toEqual({ running: 0, waiting: 1, delivered: 3 })
    // Another owner finds it closed, and opens it.
    await new TaskGate(fleet.connection, 'test').set('math', openGate, never)
    const last = await tasks.claim(never)
    expect(last?.task.rolloutId).toBe('r-4')
    await last?.ack(never)
  },
)

test(
  'a closed gate holds back what is delivered again too; for moments it lets that through, and nothing new',
  { timeout: 60_000 },
  async () => {
    const gate = new TaskGate(fleet.connection, 'test')
    await submit('r-1', 'r-2', 'r-3', 'r-4')
    const tasks = source()
    const [first, second] = [await tasks.claim(never), await tasks.claim(never)]
    await gate.set('math', 0, never)
    first?.handBack(1)
    second?.handBack(1)
    expect(await tasks.claim(never)).toBeNull()
    expect(await gate.look('math', never)).toEqual({ running: 2, waiting: 2, delivered: 2 })
    await gate.letAgain('math', never)
    const again = [await tasks.claim(never), await tasks.claim(never)]
    expect(again.map((claim) => claim?.task.rolloutId).sort()).toEqual(['r-1', 'r-2'])
    expect(await tasks.claim(never)).toBeNull()
    await again[0]?.ack(never)
    expect(await tasks.claim(never)).toBeNull()
    // The one that is left is all that holds new ones back, also while it waits to be delivered.
    again[1]?.handBack(500)
    const last = await tasks.claim(never)
    expect(last?.task.rolloutId).toBe(again[1]?.task.rolloutId)
    await gate.set('math', 0, never)
    await last?.ack(never)
    expect(await tasks.claim(never)).toBeNull()
    expect(await gate.look('math', never)).toEqual({ running: 0, waiting: 2, delivered: 5 })
    await gate.set('math', openGate, never)
    const next = await tasks.claim(never)
    expect(next?.task.rolloutId).toMatch(/r-[34]/)
    await next?.ack(never)
  },
)

test(
  'the gate follows what learners accept: what ended closes it, versions and commits open it, no bound leaves it open',
  { timeout: 60_000 },
  async () => {
    const { connection } = fleet
    const [marks, weights] = [new MarksStore(connection, 'test'), new WeightsStore(connection, 'test')]
    let ended = 0
    const ports = { gate: new TaskGate(connection, 'test'), marks, weights, counted: () => ({ ended, position: 1_000 }) }
    const options = { partitions: 4, environments: ['math', 'python'], clock: systemClock, logger: silentLogger, open: openGate }
    const keeper = new Gatekeeper(ports, options)
    const allowed = async () => (await connection.jsm.consumers.info('sortie_test_tasks', 'task_math')).config.max_ack_pending
    expect(await keeper.look(never)).toBeNull()
    expect(await allowed()).toBe(openGate)
    await submit('r-1', 'r-2', 'r-3', 'r-4', 'r-5', 'r-6')
    const commit = (deliveredRollouts: number) => {
      const cursor = { partitions: [0, 1, 2, 3].map((partition) => ({ partition })), deliveredRollouts, droppedRollouts: 1 }
      return marks.commit({ share: { index: 0, of: 1 }, policy: { rollouts: 2, maxStalenessSteps: 1 }, cursor }, never)
    }
    await commit(0)
    // (1 + 1) · 2, and one that was dropped is not among those that wait.
    ended = 1
    expect(await keeper.look(never)).toBe(4)
    expect(await allowed()).toBe(4)
    ended = 5
    expect(await keeper.look(never)).toBe(0)
    expect(await source().claim(never)).toBeNull()
    // One version may be that of the batch that was committed; two are one batch more at least.
    await weights.publish({}, never)
    expect(await keeper.look(never)).toBe(0)
    await weights.publish({}, never)
    expect(await keeper.look(never)).toBe(2)
    await commit(4)
    expect(await keeper.look(never)).toBe(4)
    const claim = await source().claim(never)
    expect(claim).not.toBeNull()
    await claim?.ack(never)
    // All that ended was of no use, and nobody commits: what starves gets one at a time.
    ended = 20
    const impatient = new Gatekeeper(ports, { ...options, starvedAfterMs: 200 })
    expect(await impatient.look(never)).toBe(0)
    await systemClock.sleep(250, never)
    expect(await impatient.look(never)).toBe(1)
    const one = await source().claim(never)
    expect(one).not.toBeNull()
    expect(await impatient.look(never)).toBe(0)
    await one?.ack(never)
  },
)
