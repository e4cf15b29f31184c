import { afterEach, beforeEach, expect, test } from 'vitest'
import { SortieError } from '#internal/base/errors.ts'
import { DeadLetters } from '#internal/stream/dead-letters.ts'
import { pb } from '#internal/gen/v1.js'
import { LedgerStore } from '#internal/stream/ledger.ts'
import { TaskQueue } from '#internal/stream/task-queue.ts'
import { TrajectoryStream } from '#internal/stream/trajectory-stream.ts'
import { attemptOf } from '../support/attempts.ts'
import { type TestFleet, never, rolloutTask, startFleet } from '../support/fleet.ts'
import { startKeeper } from '../support/learners.ts'
import { ScriptedPolicy } from '../support/scripted-policy.ts'
import { sortie } from '../support/sortie.ts'
import { environmentsOf, mathOnly, startWorker } from '../support/worker.ts'

let fleet: TestFleet
beforeEach(async () => {
  fleet = await startFleet()
})
afterEach(() => fleet[Symbol.asyncDispose]())

const task = (id: string) =>
  rolloutTask(id, {
    task: {
      taskId: `task-${id}`,
      environment: 'math',
      inputJson: Buffer.from('{"question":"1 + 1?"}'),
      verifierJson: Buffer.from('{"answer":"2"}'),
    },
  })
const submit = (...ids: string[]) =>
  new TaskQueue(fleet.connection, { fleet: 'test' }).submit(ids.map(task), new LedgerStore(fleet.connection, 'test'), never)
const cli = (...args: string[]) => sortie([...args, '--fleet', 'test', '--nats-url', fleet.server.url])
const waiting = async () => (await fleet.connection.jsm.streams.info('sortie_test_tasks')).state.messages
const policy = new ScriptedPolicy(() => ({ text: '#### 2' }))

async function dead(): Promise<string[]> {
  const found: string[] = []
  for await (const { task: kept } of new DeadLetters(fleet.connection, 'test').list(never)) found.push(kept?.rolloutId ?? '')
  return found.sort()
}

/** The environment of tasks whose id begins with `r-bad` breaks. */
const fragile = environmentsOf((given) => {
  if (given.taskId?.startsWith('task-r-bad') === true) throw new SortieError('environment.failed', 'the sandbox is gone')
  return mathOnly.create(given)
})

test(
  'D15: what could not be done is listed with its task, shown, tried again and dropped; the others end',
  { timeout: 120_000 },
  async () => {
    await submit('r-bad-1', 'r-good', 'r-bad-2')
    {
      await using _worker = startWorker(fleet.connection, policy, { context: { environments: fragile } })
      await expect.poll(waiting, { timeout: 10_000 }).toBe(0)
    }
    expect(await dead()).toEqual(['r-bad-1', 'r-bad-2'])
    const listed = JSON.parse((await cli('tasks', 'dead', 'list', '-o', 'json')).stdout) as object[]
    expect(listed).toMatchObject([
      { rollout_id: 'r-bad-1', status: 'failed_environment', why: 'the sandbox is gone', retry: true },
      { rollout_id: 'r-bad-2' },
    ])
    const shown = await cli('tasks', 'dead', 'show', 'r-bad-1')
    expect(shown.stdout).toMatch(/input +\{"question":"1 \+ 1\?"\}/)
    const retried = JSON.parse((await cli('tasks', 'dead', 'retry', 'r-bad-1', '-o', 'json')).stdout) as Record<string, string>
    expect(await waiting()).toBe(1)
    expect((await cli('tasks', 'dead', 'drop', 'r-bad-2')).code).toBe(0)
    expect(await dead()).toEqual([])
    {
      await using _worker = startWorker(fleet.connection, policy)
      await expect.poll(waiting, { timeout: 10_000 }).toBe(0)
    }
    expect((await new LedgerStore(fleet.connection, 'test').get(retried['r-bad-1'] ?? '', never))?.entry.taskId).toBe('task-r-bad-1')
    const none = await cli('tasks', 'dead', 'show', 'r-bad-2')
    expect([none.code, none.stderr]).toEqual([2, expect.stringContaining('dead list')])
  },
)

test(
  'D15: where the bucket of the dead is full their tasks go without a letter, and what comes later has room again',
  { timeout: 90_000 },
  async () => {
    const bucket = 'KV_sortie_test_dead'
    const { jsm } = fleet.connection
    const log = new TrajectoryStream(fleet.connection, { fleet: 'test', partitions: 4 })
    const statusOf = async (id: string) => (await log.last({ groupId: `group-${id}`, rolloutId: id }, never))?.chunk.ending?.status
    // For one letter, and not for two.
    await jsm.streams.update(bucket, { max_bytes: 400 })
    await submit('r-bad-1', 'r-bad-2', 'r-bad-3', 'r-good')
    await using _worker = startWorker(fleet.connection, policy, { context: { environments: fragile } })
    await expect.poll(waiting, { timeout: 40_000 }).toBe(0)
    expect(await dead()).toHaveLength(1)
    for (const id of ['r-bad-1', 'r-bad-2', 'r-bad-3']) expect(await statusOf(id)).toBe(pb.RolloutStatus.ROLLOUT_STATUS_FAILED_ENVIRONMENT)
    await jsm.streams.update(bucket, { max_bytes: 2 ** 20 })
    await submit('r-bad-4')
    await expect.poll(waiting, { timeout: 10_000 }).toBe(0)
    expect(await dead()).toContain('r-bad-4')
  },
)

test('a fleet that is gone is forgotten with its streams, when that is said', { timeout: 60_000 }, async () => {
  await using own = await startFleet()
  const forget = (...flags: string[]) =>
    sortie(['fleet', 'forget', '-o', 'json', ...flags], { environment: { SORTIE_FLEET: 'test', SORTIE_NATS_URL: own.server.url } })
  const shown = await forget()
  expect([shown.code, shown.stderr]).toEqual([2, expect.stringContaining('give --yes')])
  expect(JSON.parse(shown.stdout)).toMatchObject({
    fleet: 'test',
    deleted: false,
    streams: expect.arrayContaining([{ name: 'sortie_test_tasks', messages: 0, bytes: 0 }]) as object,
  })
  expect((await forget('--yes')).code).toBe(0)
  expect([...(await own.connection.jsm.streams.list().next())]).toEqual([])
})

test(
  'what ran out of time with nobody to end it is listed; its task comes with the worker that meets it, and then it can be tried again',
  { timeout: 60_000 },
  async () => {
    const ledger = new LedgerStore(fleet.connection, 'test')
    const late = { ...task('r-late'), deadlineUnixMs: 1 }
    await new TaskQueue(fleet.connection, { fleet: 'test' }).submit([late, { ...late, rolloutId: 'r-gone' }], ledger, never)
    await using kept = startKeeper(fleet.connection, 'k', { ledger, reapEveryMs: 50 })
    const { keeper } = kept
    const list = async () => JSON.parse((await cli('tasks', 'dead', 'list', '-o', 'json')).stdout) as object[]
    await expect.poll(() => keeper.counts().ended.get(pb.RolloutStatus.ROLLOUT_STATUS_TIMED_OUT), { timeout: 10_000 }).toBe(2)
    await expect.poll(() => keeper.position, { timeout: 10_000 }).toBe(4)
    const untried = ['r-gone', 'r-late'].map(
      (rollout_id) => expect.objectContaining({ rollout_id, status: 'timed_out', retry: false }) as object,
    )
    expect(await list()).toEqual(expect.arrayContaining(untried))
    const early = await cli('tasks', 'dead', 'retry', 'r-late')
    expect([early.code, early.stderr]).toEqual([2, expect.stringContaining('is not with it: its deadline passed')])
    expect((await cli('tasks', 'dead', 'drop', 'r-gone')).code).toBe(0)
    expect(await list()).toMatchObject([{ rollout_id: 'r-late', retry: false }])
    {
      await using _worker = startWorker(fleet.connection, policy)
      await expect.poll(waiting, { timeout: 10_000 }).toBe(0)
    }
    expect(await list()).toEqual(expect.arrayContaining([expect.objectContaining({ rollout_id: 'r-late', retry: true })]))
    expect((await cli('tasks', 'dead', 'retry', 'r-late')).stdout).toContain('r-late is tried again as')
    expect(await list()).not.toEqual(expect.arrayContaining([expect.objectContaining({ rollout_id: 'r-late' })]))
  },
)

test(
  'D16: a task whose attempts ended without a word is poison: it ends as that, is among the dead, and the others end',
  { timeout: 60_000 },
  async () => {
    await submit('r-poison', 'r-1', 'r-2', 'r-3')
    const log = new TrajectoryStream(fleet.connection, { fleet: 'test', partitions: 4 })
    const identity = { groupId: 'group-r-poison', groupSize: 1, rolloutId: 'r-poison' }
    // What two workers leave behind that died over it, one after the other.
    let sequence = 0
    for (const attempt of [1, 2]) {
      const [opening = new Uint8Array()] = attemptOf({ ...identity, attempt, worker: `w-${String(attempt)}`, silentAttempts: attempt - 1 })
      sequence = await log.append({ ...identity, worker: `w-${String(attempt)}` }, opening, sequence, never)
    }
    await using _worker = startWorker(fleet.connection, policy, { context: { worker: 'w-3', silentAttemptsMax: 2 } })
    await expect.poll(waiting, { timeout: 20_000 }).toBe(0)
    expect(await dead()).toEqual(['r-poison'])
    expect(JSON.parse((await cli('tasks', 'dead', 'list', '-o', 'json')).stdout)).toMatchObject([{ status: 'poisoned' }])
    for (const id of ['r-1', 'r-2', 'r-3']) {
      const last = await log.last({ groupId: `group-${id}`, rolloutId: id }, never)
      expect(last?.chunk.ending?.status).toBe(pb.RolloutStatus.ROLLOUT_STATUS_COMPLETED)
    }
  },
)
