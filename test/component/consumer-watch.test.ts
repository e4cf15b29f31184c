import { afterEach, beforeEach, expect, test } from 'vitest'
import { ConsumerWatch } from '#internal/stream/consumer-watch.ts'
import { LedgerStore } from '#internal/stream/ledger.ts'
import { TaskQueue } from '#internal/stream/task-queue.ts'
import { type TestFleet, never, rolloutTask, startFleet } from '../support/fleet.ts'

let fleet: TestFleet
beforeEach(async () => {
  fleet = await startFleet()
})
afterEach(() => fleet[Symbol.asyncDispose]())

test(
  'D18: a task whose deliveries are used up is delivered again, by a consumer that is made anew as it was declared',
  { timeout: 30_000 },
  async () => {
    const { jsm } = fleet.connection
    // One delivery and a second of patience, in place of twenty and thirty seconds.
    await jsm.consumers.update('sortie_test_tasks', 'task_math', { max_deliver: 1, ack_wait: 1_000_000_000, max_ack_pending: 7 })
    const queue = new TaskQueue(fleet.connection, { fleet: 'test', pollMs: 1_000 })
    await queue.submit([rolloutTask('r-1')], new LedgerStore(fleet.connection, 'test'), never)
    const first = await queue.source(['math']).claim(never)
    first?.abandon()
    await expect.poll(async () => (await jsm.consumers.info('sortie_test_tasks', 'task_math')).num_ack_pending, { timeout: 10_000 }).toBe(0)
    expect(await queue.source(['math']).claim(never)).toBeNull()
    expect((await jsm.streams.info('sortie_test_tasks')).state.messages).toBe(1)

    const watch = new ConsumerWatch(fleet.connection, { fleet: 'test', environments: ['math'], stuckAfterMs: 0 })
    expect(await watch.look('math', never)).toBeNull()
    expect(await watch.look('math', never)).toBe('exhausted')
    const again = await queue.source(['math']).claim(never)
    expect(again?.task.rolloutId).toBe('r-1')
    // The gate's limit stays: whoever set it does not know that the consumer is another.
    expect((await jsm.consumers.info('sortie_test_tasks', 'task_math')).config).toMatchObject({ max_deliver: 20, max_ack_pending: 7 })
    await again?.ack(never)
    expect(await watch.look('math', never)).toBeNull()
  },
)

test(
  'D18: a task whose deliveries are used up is delivered again beside others that are on their way, after a longer patience and seldom',
  { timeout: 30_000 },
  async () => {
    const { jsm } = fleet.connection
    await jsm.consumers.update('sortie_test_tasks', 'task_math', { max_deliver: 1, ack_wait: 1_000_000_000 })
    const queue = new TaskQueue(fleet.connection, { fleet: 'test', pollMs: 1_000 })
    const submit = (id: string) => queue.submit([rolloutTask(id)], new LedgerStore(fleet.connection, 'test'), never)
    const claim = () => queue.source(['math']).claim(never)
    const onTheirWay = async () => (await jsm.consumers.info('sortie_test_tasks', 'task_math')).num_ack_pending
    const useUp = async (id: string) => {
      await submit(id)
      const claimed = await claim()
      claimed?.abandon()
      await expect.poll(onTheirWay, { timeout: 10_000 }).toBe(0)
    }
    await useUp('r-1')
    await submit('r-busy')
    // Longer than any look of this test.
    await jsm.consumers.update('sortie_test_tasks', 'task_math', { ack_wait: 60_000_000_000 })
    const busy = await claim()
    expect(await onTheirWay()).toBe(1)
    const common = { fleet: 'test', environments: ['math'], stuckAfterMs: 0 }
    const patient = new ConsumerWatch(fleet.connection, common)
    expect([await patient.look('math', never), await patient.look('math', never)]).toEqual([null, null])
    const watch = new ConsumerWatch(fleet.connection, { ...common, busyAfterMs: 0 })
    expect([await watch.look('math', never), await watch.look('math', never)]).toEqual([null, 'exhausted'])
    const again = [await claim(), await claim()]
    // What was on its way comes again too: that is its price.
    expect(again.map((each) => each?.task.rolloutId)).toEqual(['r-1', 'r-busy'])
    await busy?.ack(never)
    await again[1]?.ack(never)
    // Used up once more: this watch waits for an hour, one that knows of nothing does not.
    await jsm.consumers.update('sortie_test_tasks', 'task_math', { max_deliver: 1, ack_wait: 1_000_000_000 })
    again[0]?.abandon()
    await expect.poll(onTheirWay, { timeout: 10_000 }).toBe(0)
    await jsm.consumers.update('sortie_test_tasks', 'task_math', { ack_wait: 60_000_000_000 })
    await submit('r-more')
    await claim()
    expect([await watch.look('math', never), await watch.look('math', never)]).toEqual([null, null])
    const other = new ConsumerWatch(fleet.connection, { ...common, busyAfterMs: 0 })
    expect([await other.look('math', never), await other.look('math', never)]).toEqual([null, 'exhausted'])
  },
)

test(
  'D18: a consumer that gives nothing out, though workers ask and tasks wait, is made anew, and the worker has its task',
  { timeout: 30_000 },
  async () => {
    const { jsm, nats, clock } = fleet.connection
    const queue = new TaskQueue(fleet.connection, { fleet: 'test', pollMs: 1_000 })
    await queue.submit([rolloutTask('r-1')], new LedgerStore(fleet.connection, 'test'), never)
    // One that holds its tasks back until there are a hundred: the server's own, and as still as one whose leader has lost its askers.
    const { config } = await jsm.consumers.info('sortie_test_tasks', 'task_math')
    await jsm.consumers.delete('sortie_test_tasks', 'task_math')
    await jsm.consumers.add('sortie_test_tasks', { ...config, ...{ priority_policy: 'overflow', priority_groups: ['all'] } })
    const ask = { batch: 1, expires: 20e9, group: 'all', min_pending: 100 }
    const asking = nats.subscribe('_INBOX_owner.asks', { max: 1 })
    nats.publish('$JS.API.CONSUMER.MSG.NEXT.sortie_test_tasks.task_math', JSON.stringify(ask), { reply: '_INBOX_owner.asks' })
    await expect.poll(async () => (await jsm.consumers.info('sortie_test_tasks', 'task_math')).num_waiting).toBe(1)

    const watch = new ConsumerWatch(fleet.connection, { fleet: 'test', environments: ['math'], stuckAfterMs: 500 })
    expect(await watch.look('math', never)).toBeNull()
    expect(await watch.look('math', never)).toBeNull()
    await clock.sleep(600, never)
    expect(await watch.look('math', never)).toBe('stalled')
    asking.unsubscribe()
    const claimed = await queue.source(['math']).claim(never)
    expect(claimed?.task.rolloutId).toBe('r-1')
    await claimed?.ack(never)
    expect(await watch.look('math', never)).toBeNull()
  },
)
