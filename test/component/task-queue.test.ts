import { afterAll, beforeAll, expect, test } from 'vitest'
import type { ClaimedTask, TaskSource } from '#internal/worker/ports.ts'
import { systemClock } from '#internal/base/clock.ts'
import { LedgerStore } from '#internal/stream/ledger.ts'
import { createFleetStreams, taskBytesMax } from '#internal/stream/streams.ts'
import { TaskQueue, workingEveryMs } from '#internal/stream/task-queue.ts'
import { type TestFleet, connectTo, never, rolloutTask, startFleet } from '../support/fleet.ts'

let host: TestFleet
beforeAll(async () => {
  host = await startFleet()
})
afterAll(() => host[Symbol.asyncDispose]())

async function newFleet(fleet: string, options: { readonly taskBytesMax?: number } = {}) {
  const { connection } = host
  await createFleetStreams(connection, { fleet, environments: ['math', 'python'], ...options }, never)
  const ledger = new LedgerStore(connection, fleet)
  const queue = new TaskQueue(connection, { fleet, pollMs: 300, submitPolicy: { firstMs: 5, maxMs: 10, attemptsMax: 3 } })
  // The worker's own port: what the stream layer gives is what it takes.
  const source: TaskSource = queue.source(['math', 'python'])
  return { ledger, queue, source, stream: `sortie_${fleet}_tasks`, consumer: 'task_math' }
}

/** Makes the ack wait short, so that a redelivery need not be waited for. */
const shortenAckWait = (stream: string, consumer: string, ms: number) =>
  host.connection.jsm.consumers.update(stream, consumer, { ack_wait: ms * 1e6 })

async function claimed(source: TaskSource): Promise<ClaimedTask> {
  const task = await source.claim(never)
  if (task === null) throw new Error('no task came')
  return task
}

const inQueue = async (stream: string) => (await host.connection.jsm.streams.info(stream)).state.messages

test('D1: a rollout is submitted once, however often it is sent', async () => {
  const { queue, ledger, stream } = await newFleet('dedup')
  const tasks = ['a', 'b', 'c'].map((id) => rolloutTask(id))
  expect(await queue.submit(tasks, ledger, never)).toEqual({ submitted: 3, duplicates: 0 })
  expect(await queue.submit([...tasks, rolloutTask('d')], ledger, never)).toEqual({ submitted: 1, duplicates: 3 })
  expect(await inQueue(stream)).toBe(4)
  expect((await ledger.get('d', never))?.entry).toMatchObject({ rolloutId: 'd', groupId: 'group-d', taskId: 'task-d', environment: 'math' })
})

test('D1: a submitter that died between the entry and the task comes back for the task', async () => {
  const { queue, ledger, stream } = await newFleet('half')
  await ledger.create({ rolloutId: 'a', state: 1 }, never)
  expect(await queue.submit([rolloutTask('a')], ledger, never)).toEqual({ submitted: 1, duplicates: 0 })
  expect(await inQueue(stream)).toBe(1)
})

test('D2: a task is gone once it is acked, and the ack may be repeated', async () => {
  const { queue, ledger, source, stream } = await newFleet('ack')
  await queue.submit([rolloutTask('a')], ledger, never)
  const task = await claimed(source)
  expect(task.task).toMatchObject({ rolloutId: 'a', seed: 7 })
  await task.ack(never)
  await task.ack(never)
  task.handBack(1)
  expect(await inQueue(stream)).toBe(0)
  expect(await source.claim(never)).toBeNull()
})

test('D2: a task that is handed back is another’s after its delay', async () => {
  const { queue, ledger, source } = await newFleet('back')
  await queue.submit([rolloutTask('a')], ledger, never)
  const startedNs = systemClock.monotonicNs()
  ;(await claimed(source)).handBack(250)
  let again = await source.claim(never)
  again ??= await claimed(source)
  expect((systemClock.monotonicNs() - startedNs) / 1e6).toBeGreaterThan(240)
  expect(again.task.rolloutId).toBe('a')
  await again.ack(never)
})

test('D2: a task of a worker that fell silent is another’s, and the late ack still counts', async () => {
  const { queue, ledger, source, stream, consumer } = await newFleet('silent')
  await shortenAckWait(stream, consumer, 400)
  await queue.submit([rolloutTask('a')], ledger, never)
  const first = await claimed(source)
  let second = await source.claim(never)
  second ??= await claimed(source)
  expect(second.task.rolloutId).toBe('a')
  await first.ack(never)
  await second.ack(never)
  expect(await inQueue(stream)).toBe(0)
})

test('D2: a task of a worker whose connection died is another’s', async () => {
  const { queue, ledger, source, stream, consumer } = await newFleet('crash')
  await shortenAckWait(stream, consumer, 400)
  await queue.submit([rolloutTask('a')], ledger, never)
  const doomed = await connectTo(host.server, 'w-1')
  await claimed(new TaskQueue(doomed, { fleet: 'crash', pollMs: 300 }).source(['math']))
  await doomed.nats.close()
  let again = await source.claim(never)
  again ??= await claimed(source)
  expect(again.task.rolloutId).toBe('a')
  await again.ack(never)
})

test('D2: a task is kept for as long as it is worked on', async () => {
  const { queue, ledger, stream, consumer } = await newFleet('working')
  await shortenAckWait(stream, consumer, 600)
  await queue.submit([rolloutTask('a')], ledger, never)
  // Time runs faster for this worker, so that its signs of life come every 100 ms.
  const clock = { ...systemClock, sleep: (ms: number, signal: AbortSignal) => systemClock.sleep(ms === workingEveryMs ? 100 : ms, signal) }
  const source = new TaskQueue({ ...host.connection, clock }, { fleet: 'working', pollMs: 300 }).source(['math'])
  const task = await claimed(source)
  for (let poll = 0; poll < 4; poll++) expect(await source.claim(never)).toBeNull()
  task.abandon()
  let again = await source.claim(never)
  for (let poll = 0; again === null && poll < 4; poll++) again = await source.claim(never)
  expect(again?.task.rolloutId).toBe('a')
  await again?.ack(never)
})

test('D2: one worker serves several environments, and takes nothing that it does not keep', async () => {
  const { queue, ledger, source, stream } = await newFleet('several')
  const python = (id: string) => rolloutTask(id, { task: { taskId: id, environment: 'python' } })
  await queue.submit([rolloutTask('m-1'), rolloutTask('m-2'), python('p-1'), python('p-2')], ledger, never)
  const ids: string[] = []
  while (ids.length < 4) {
    const task = await source.claim(never)
    if (task === null) continue
    ids.push(task.task.rolloutId ?? '')
    await task.ack(never)
  }
  expect(ids.sort()).toEqual(['m-1', 'm-2', 'p-1', 'p-2'])
  expect(await inQueue(stream)).toBe(0)
})

test('D2: a claim that is cancelled leaves no task on its way', async () => {
  const { queue, ledger, source } = await newFleet('cancel')
  const stop = new AbortController()
  const claims = Array.from({ length: 4 }, () => source.claim(stop.signal))
  const submitting = queue.submit([rolloutTask('a')], ledger, never)
  stop.abort(new Error('draining'))
  const settled = await Promise.allSettled(claims)
  await submitting
  for (const result of settled) if (result.status === 'fulfilled') result.value?.handBack(1)
  // Far sooner than the ack wait of 30 s.
  const startedNs = systemClock.monotonicNs()
  let task = await source.claim(never)
  while (task === null) task = await source.claim(never)
  expect((systemClock.monotonicNs() - startedNs) / 1e9).toBeLessThan(5)
  await task.ack(never)
})

test('D5: a full queue refuses by name, and what was refused is in neither queue nor ledger', async () => {
  const { queue, ledger, source, stream } = await newFleet('full', { taskBytesMax: 20_000 })
  const large = (id: string) => rolloutTask(id, { task: { taskId: id, environment: 'math', inputJson: Buffer.alloc(3_000, 0x20) } })
  const tasks = Array.from({ length: 12 }, (_, index) => large(`t-${String(index)}`))
  await expect(queue.submit(tasks, ledger, never)).rejects.toMatchObject({
    code: 'stream.full',
    message: expect.stringMatching(/\d rollouts were submitted before/) as string,
  })
  const ids = async () => {
    const found: string[] = []
    for await (const { entry } of ledger.scan(never)) found.push(entry.rolloutId)
    return found
  }
  const stored = await inQueue(stream)
  expect(stored).toBeGreaterThan(2)
  await expect.poll(async () => (await ids()).length).toBe(stored)
  for (let left = stored; left > 0; left--) await (await claimed(source)).ack(never)
  // The same call again goes on where the refusal was.
  const rest = await queue.submit(tasks.slice(0, stored + 3), ledger, never)
  expect(rest.submitted + rest.duplicates).toBe(stored + 3)
})

test('a task for an environment that the fleet has not, or that is too large, is refused', async () => {
  const { queue, ledger, stream } = await newFleet('refuse')
  const chess = rolloutTask('a', { task: { taskId: 'a', environment: 'chess' } })
  await expect(queue.submit([chess], ledger, never)).rejects.toMatchObject({ code: 'environment.unknown' })
  const large = rolloutTask('b', { task: { taskId: 'b', environment: 'math', inputJson: Buffer.alloc(taskBytesMax) } })
  await expect(queue.submit([large], ledger, never)).rejects.toMatchObject({ code: 'task.invalid' })
  const dotted = rolloutTask('c.d')
  await expect(queue.submit([dotted], ledger, never)).rejects.toMatchObject({ code: 'subject.invalid' })
  expect(await inQueue(stream)).toBe(0)
  expect(await ledger.get('a', never)).toBeNull()
})

test('a message that is no task is dropped, and the next one comes', async () => {
  const { queue, ledger, source, stream } = await newFleet('garbage')
  await host.connection.js.publish('sortie.garbage.task.math', Uint8Array.of(0x12, 0xff))
  expect(await source.claim(never)).toBeNull()
  await queue.submit([rolloutTask('a')], ledger, never)
  await (await claimed(source)).ack(never)
  expect(await inQueue(stream)).toBe(0)
})
