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
