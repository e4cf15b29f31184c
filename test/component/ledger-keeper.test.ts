import { afterAll, beforeAll, expect, test } from 'vitest'
import { systemClock } from '#internal/base/clock.ts'
import { pb } from '#internal/gen/v1.js'
import { LedgerKeeper, type LedgerKeeperOptions } from '#internal/learner/ledger-keeper.ts'
import { OrphanWatch } from '#internal/learner/orphan-watch.ts'
import { ControlBus } from '#internal/stream/control.ts'
import { LedgerStore } from '#internal/stream/ledger.ts'
import { createFleetStreams } from '#internal/stream/streams.ts'
import { subjectsOf } from '#internal/stream/subjects.ts'
import { TaskQueue } from '#internal/stream/task-queue.ts'
import { TrajectoryStream } from '#internal/stream/trajectory-stream.ts'
import { silentLogger } from '#internal/telemetry/logger.ts'
import { type TestFleet, chunkBytes, never, rolloutTask, startFleet } from '../support/fleet.ts'
import { startKeeper } from '../support/learners.ts'

const {
  ROLLOUT_STATUS_COMPLETED: completed,
  ROLLOUT_STATUS_TIMED_OUT: timedOut,
  ROLLOUT_STATUS_CANCELLED: cancelled,
  ROLLOUT_STATUS_FAILED_ENVIRONMENT: failedEnvironment,
} = pb.RolloutStatus

let host: TestFleet
beforeAll(async () => {
  host = await startFleet()
})
afterAll(() => host[Symbol.asyncDispose]())

/** A fleet of its own on the shared server, with what a test needs to play submitter, worker and keeper. */
async function newFleet(fleet: string) {
  const { connection } = host
  await createFleetStreams(connection, { fleet, environments: ['math'], partitions: 4 }, never)
  const ledger = new LedgerStore(connection, fleet)
  const records = new TrajectoryStream(connection, { fleet, partitions: 4 })
  const queue = new TaskQueue(connection, { fleet, pollMs: 1_000 })
  const submit = (ids: readonly string[], deadlineUnixMs = 0) =>
    queue.submit(ids.map((id) => rolloutTask(id, { deadlineUnixMs })), ledger, never) // prettier-ignore
  const write = async (rolloutId: string, attempt: number, record: pb.TrajectoryChunk.$Properties) => {
    const address = { groupId: `group-${rolloutId}`, rolloutId, worker: `w-${String(attempt)}` }
    const last = await records.last(address, never)
    return records.append(
      address,
      chunkBytes({ rolloutId, groupId: address.groupId, attempt, worker: address.worker, ...record }),
      last?.sequence ?? 0,
      never,
    )
  }
  const start = (name: string, options: Partial<LedgerKeeperOptions & { ledger: LedgerStore }> = {}) =>
    startKeeper(connection, name, { fleet, ledger, leaseMs: 600, reapEveryMs: 50, graceMs: 0, ...options })
  return { ledger, records, queue, submit, write, start, open: (id: string, attempt = 1) => write(id, attempt, { opening: {} }) }
}

const countsOf = (keeper: LedgerKeeper) => {
  const { ended, ...rest } = keeper.counts()
  return { ...rest, ended: Object.fromEntries(ended) }
}
const clean = { duplicates: 0, strangers: 0, undecodable: 0 }

test('D9: submitted is what ended and what is in flight', async () => {
  const { submit, open, write, start, ledger } = await newFleet('accounts')
  await using kept = start('k')
  await submit(['a', 'b', 'c'])
  await expect.poll(() => countsOf(kept.keeper)).toEqual({ submitted: 3, queued: 3, running: 0, ended: {}, ...clean })
  await open('a')
  await open('b')
  await write('a', 1, { turns: {} })
  await expect.poll(() => countsOf(kept.keeper)).toMatchObject({ submitted: 3, queued: 1, running: 2 })
  const end = await write('a', 1, { ending: { status: completed } })
  await expect.poll(() => countsOf(kept.keeper)).toEqual({ submitted: 3, queued: 1, running: 1, ended: { [completed]: 1 }, ...clean })
  await expect
    .poll(() => ledger.get('a', never))
    .toMatchObject({
      entry: { state: pb.LedgerState.LEDGER_STATE_ENDED, status: completed, attempt: 1, worker: 'w-1', endedSequence: end },
    })
  await expect.poll(() => kept.keeper.position).toBe(end)
})

test('D9: what should not be is counted apart, and the keeper goes on', async () => {
  const { submit, open, write, start, records } = await newFleet('odd')
  await using kept = start('k')
  await submit(['a', 'b'])
  await open('a')
  await write('a', 1, { ending: { status: completed } })
  await write('a', 2, { ending: { status: timedOut } })
  await write('nobody', 1, { ending: { status: completed } })
  await records.append({ groupId: 'g', rolloutId: 'cut', worker: 'w' }, Uint8Array.of(0x8a, 0x01, 0xff), 0, never)
  await open('b')
  // Without the fence of its rollout it ends nothing: the learner refuses it too.
  const unfenced = pb.TrajectoryChunk.encode({ rolloutId: 'b', attempt: 1, chunkSeq: 1, ending: { status: completed } }).finish()
  await host.connection.js.publish('sortie.odd.chunk.0.b.w-1', unfenced)
  // Nor does what another rollout's subject says of it.
  const elsewhere = { groupId: 'group-b', rolloutId: 'other', worker: 'w' }
  await records.append(
    elsewhere,
    pb.TrajectoryChunk.encode({ rolloutId: 'b', groupId: 'group-b', attempt: 1, ending: {} }).finish(),
    0,
    never,
  )
  const expected = { submitted: 2, queued: 0, running: 1, ended: { [completed]: 1 }, duplicates: 1, strangers: 1, undecodable: 3 }
  await expect.poll(() => countsOf(kept.keeper)).toEqual(expected)
})

test('D10: a keeper that starts again counts nothing twice and misses nothing', async () => {
  const { submit, open, write, start } = await newFleet('again')
  const ids = ['a', 'b', 'c', 'd']
  await submit(ids)
  {
    await using first = start('k-1')
    await open('a')
    await write('a', 1, { ending: { status: completed } })
    await open('b')
    await expect.poll(() => countsOf(first.keeper)).toMatchObject({ running: 1, ended: { [completed]: 1 } })
  }
  await write('b', 1, { ending: { status: completed } })
  await open('c')
  await using second = start('k-2')
  await expect.poll(() => countsOf(second.keeper)).toEqual({ submitted: 4, queued: 1, running: 1, ended: { [completed]: 2 }, ...clean })
})

test('D10: a keeper that is stopped before its entries are written leaves no count of them behind', async () => {
  const { submit, open, write, start, ledger } = await newFleet('stopped')
  await submit(['a', 'b'])
  const stuck = new LedgerStore(host.connection, 'stopped')
  const writing = Promise.withResolvers<undefined>()
  stuck.update = (_entry, _revision, signal) => {
    writing.resolve(undefined)
    return new Promise((_resolve, reject) => {
      signal.addEventListener('abort', () => {
        reject(signal.reason as Error)
      })
    })
  }
  {
    await using first = start('k-1', { ledger: stuck })
    await open('a')
    await write('a', 1, { ending: { status: completed } })
    await writing.promise
    expect(first.keeper.position).toBe(0)
  }
  expect((await ledger.readKeeper(never))?.state).toMatchObject({ holder: '', streamSequence: 0, ended: [] })
  await using second = start('k-2')
  await expect.poll(() => countsOf(second.keeper)).toEqual({ submitted: 2, queued: 1, running: 0, ended: { [completed]: 1 }, ...clean })
})

test('D10: a keeper that died between entries and count: its successor counts what it had not', async () => {
  const { submit, open, write, start, ledger } = await newFleet('died')
  await submit(['a', 'b'])
  await open('a')
  const end = await write('a', 1, { ending: { status: completed } })
  // What the first keeper did before it died: the entry is closed, the count is not saved.
  const stored = await ledger.get('a', never)
  const closed = { ...stored?.entry, state: pb.LedgerState.LEDGER_STATE_ENDED, attempt: 1, status: completed, endedSequence: end }
  await ledger.update(closed, stored?.revision ?? 0, never)
  await ledger.writeKeeper({ holder: 'dead', epoch: 1, leaseMs: 100, streamSequence: 0 }, 0, never)
  await using kept = start('k', { leaseMs: 100 })
  await expect.poll(() => countsOf(kept.keeper)).toEqual({ submitted: 2, queued: 1, running: 0, ended: { [completed]: 1 }, ...clean })
})

test('D10: a stream that is made anew is counted from its start, by the keeper that has it and by the next; one that lost its end from there', async () => {
  const { submit, open, write, start, ledger, records } = await newFleet('anew')
  const { jsm } = host.connection
  const stream = subjectsOf('anew').trajectoryStream
  const makeAnew = async () => {
    await jsm.streams.delete(stream)
    await createFleetStreams(host.connection, { fleet: 'anew', environments: ['math'], partitions: 4 }, never)
  }
  const position = async () => (await ledger.readKeeper(never))?.state.streamSequence
  const end = async (rolloutId: string) => {
    await open(rolloutId)
    await write(rolloutId, 1, { ending: { status: completed } })
  }
  await submit(['a', 'b', 'c', 'd'])
  {
    await using kept = start('k-1')
    await open('a')
    for (let count = 0; count < 1_000; count++) await write('a', 1, { turns: {} })
    await write('a', 1, { ending: { status: completed } })
    await expect.poll(position, { timeout: 10_000 }).toBe(1_002)
    // Under the keeper's hands: nothing comes any more, by which it looks.
    await makeAnew()
    await end('b')
    await expect.poll(() => countsOf(kept.keeper), { timeout: 10_000 }).toMatchObject({ queued: 2, running: 0, ended: { [completed]: 2 } })
    await expect.poll(position).toBe(2)
    expect((await ledger.readKeeper(never))?.state.stream).toBe((await records.extent(never)).stream)
  }
  const saved = await ledger.readKeeper(never)
  await ledger.writeKeeper({ ...saved?.state, streamSequence: 1_000 }, saved?.revision ?? 0, never)
  await makeAnew()
  await end('c')
  {
    await using kept = start('k-2')
    await expect.poll(() => countsOf(kept.keeper)).toMatchObject({ queued: 1, running: 0, ended: { [completed]: 3 }, ...clean })
  }
  // The same stream, of which the server has less than was counted.
  const before = await ledger.readKeeper(never)
  await ledger.writeKeeper({ ...before?.state, streamSequence: 1_000 }, before?.revision ?? 0, never)
  await using kept = start('k-3')
  await expect.poll(() => kept.keeper.holding).toBe(true)
  expect(kept.keeper.position).toBe(2)
  await end('d')
  await expect.poll(() => countsOf(kept.keeper)).toEqual({ submitted: 4, queued: 0, running: 0, ended: { [completed]: 4 }, ...clean })
})

test('D11: one keeper at a time; the next takes over when the lease is released or has run out', async () => {
  const { submit, open, write, start, ledger } = await newFleet('lease')
  await submit(['a'])
  const first = start('k-1')
  await expect.poll(() => first.keeper.holding).toBe(true)
  await using second = start('k-2')
  await open('a')
  await expect.poll(() => countsOf(first.keeper)).toMatchObject({ running: 1 })
  expect(second.keeper.holding).toBe(false)
  await first[Symbol.asyncDispose]()
  await expect.poll(() => second.keeper.holding).toBe(true)
  // Somebody else's write takes the lease away; whoever lost it neither counts nor saves.
  const taken = await ledger.readKeeper(never)
  await ledger.writeKeeper({ ...taken?.state, holder: 'thief', epoch: 99 }, taken?.revision ?? 0, never)
  await expect.poll(() => second.keeper.holding).toBe(false)
  await write('a', 1, { ending: { status: completed } })
  // The thief says nothing more, so its lease runs out.
  await expect.poll(() => countsOf(second.keeper), { timeout: 10_000 }).toMatchObject({ running: 0, ended: { [completed]: 1 } })
  expect((await ledger.readKeeper(never))?.state).toMatchObject({ holder: 'k-2', epoch: 100 })
})

test('D12: an overdue rollout is ended once, without a reward, and its worker is fenced off', async () => {
  const { submit, open, start, records } = await newFleet('reaper')
  await submit(['running', 'queued'], Date.now() - 1_000)
  await submit(['in-time'], Date.now() + 600_000)
  const opened = await open('running')
  await using kept = start('k')
  await expect.poll(() => countsOf(kept.keeper)).toEqual({ submitted: 3, queued: 1, running: 0, ended: { [timedOut]: 2 }, ...clean })
  const address = { groupId: 'group-running', rolloutId: 'running', worker: 'w-1' }
  const last = await records.last(address, never)
  expect(last?.chunk).toMatchObject({
    attempt: 2,
    chunkSeq: 1,
    worker: 'keeper',
    taskId: 'task-running',
    ending: { status: timedOut, rewards: [] },
  })
  await expect(records.append(address, chunkBytes({ chunkSeq: 1, turns: {} }), opened, never)).rejects.toMatchObject({
    code: 'stream.fenced',
  })
})

test('D17: a cancel ends what is queued at once, and what no worker ends after a grace; the rest stays', async () => {
  const { submit, open, start } = await newFleet('cancel')
  const cancel = (order: pb.Cancel.$Properties) => new ControlBus(host.connection, 'cancel').publish({ cancel: order }, never)
  await submit(['queued', 'lone', 'other'])
  await open('lone')
  await open('other')
  {
    await using patient = start('k-1', { cancelGraceMs: 600_000 })
    await expect.poll(() => countsOf(patient.keeper)).toMatchObject({ queued: 1, running: 2 })
    for (const rolloutId of ['queued', 'lone']) await cancel({ rolloutId, runId: 'run' })
    await expect.poll(() => countsOf(patient.keeper)).toMatchObject({ queued: 0, running: 2, ended: { [cancelled]: 1 } })
  }
  // Nobody keeps the ledger now: orders wait.
  await cancel({ rolloutId: 'other', runId: 'another run' })
  await cancel({ runId: 'run', olderThanWeightVersion: 9 })
  await cancel({})
  host.connection.nats.publish(subjectsOf('cancel').cancel, Uint8Array.of(0x0a, 0xff))
  {
    // What the one before could not see to the end, the next one does.
    await using kept = start('k-2', { cancelGraceMs: 0 })
    await expect.poll(() => countsOf(kept.keeper)).toEqual({ submitted: 3, queued: 0, running: 1, ended: { [cancelled]: 2 }, ...clean })
  }
  await submit(['later'])
  await cancel({ rolloutId: 'other' })
  // An order that is done is not obeyed again: what comes later under the same name is new.
  await using last = start('k-3', { cancelGraceMs: 0 })
  await expect.poll(() => countsOf(last.keeper)).toEqual({ submitted: 4, queued: 1, running: 0, ended: { [cancelled]: 3 }, ...clean })
})

test('D17: an order that is done is not obeyed by the next keeper, one that is not is', async () => {
  const { submit, open, start, ledger } = await newFleet('orders')
  const cancel = (order: pb.Cancel.$Properties) => new ControlBus(host.connection, 'orders').publish({ cancel: order }, never)
  const done = async () => (await ledger.readKeeper(never))?.state.orderSequence
  await submit(['first', 'running'])
  await open('running')
  {
    await using kept = start('k-1', { cancelGraceMs: 600_000 })
    await cancel({ rolloutId: 'first' })
    await expect.poll(done, { timeout: 5_000 }).toBe(1)
    await cancel({ runId: 'run' })
    await expect.poll(() => countsOf(kept.keeper)).toMatchObject({ queued: 0, running: 1 })
  }
  expect(await done()).toBe(1)
  await using kept = start('k-2', { cancelGraceMs: 0 })
  await expect.poll(done, { timeout: 5_000 }).toBe(2)
  expect(countsOf(kept.keeper)).toMatchObject({ queued: 0, running: 0, ended: { [cancelled]: 2 } })
})

test('D19: a rollout whose task is gone from the queue is ended, also without a deadline; one whose task is there is not', async () => {
  const { submit, open, write, start, queue, records } = await newFleet('orphans')
  await submit(['lost', 'never-sent', 'ended'])
  await open('lost')
  await open('ended')
  await using kept = start('k')
  await expect.poll(() => countsOf(kept.keeper)).toMatchObject({ queued: 1, running: 2 })
  const watch = new OrphanWatch(
    { keeper: kept.keeper, queue },
    { environments: ['math'], clock: systemClock, logger: silentLogger, graceMs: 0 },
  )
  const look = async () => {
    await watch.look(never)
    await watch.look(never)
  }
  await look()
  expect(countsOf(kept.keeper)).toMatchObject({ queued: 1, running: 2 })
  await host.connection.jsm.streams.purge('sortie_orphans_tasks')
  await submit(['later'])
  await expect.poll(() => countsOf(kept.keeper)).toMatchObject({ queued: 2, running: 2 })
  await write('ended', 1, { ending: { status: completed } })
  await look()
  const expected = { submitted: 4, queued: 1, running: 0, ended: { [failedEnvironment]: 2, [completed]: 1 }, ...clean }
  await expect.poll(() => countsOf(kept.keeper)).toEqual(expected)
  await look()
  expect(countsOf(kept.keeper)).toEqual(expected)
  const last = await records.last({ groupId: 'group-lost', rolloutId: 'lost' }, never)
  expect(last?.chunk).toMatchObject({ attempt: 2, worker: 'keeper', ending: { stopCondition: 'task_lost', rewards: [] } })
})

test('an entry that ended is forgotten after its retention, and one that is open is not', async () => {
  const { submit, open, write, start, ledger } = await newFleet('forget')
  await submit(['a', 'b'])
  await open('a')
  await write('a', 1, { ending: { status: completed } })
  await using kept = start('k', { endedRetentionMs: 100 })
  await expect.poll(() => ledger.get('a', never)).toBeNull()
  expect(countsOf(kept.keeper)).toEqual({ submitted: 2, queued: 1, running: 0, ended: { [completed]: 1 }, ...clean })
})

test('an entry that ended in a stream that was made anew since is forgotten after its retention too, though no sequence reaches its own', async () => {
  const { submit, open, write, start, ledger } = await newFleet('forget-anew')
  await submit(['a', 'b'])
  await open('a')
  const end = await write('a', 1, { ending: { status: completed } })
  {
    await using kept = start('k-1')
    await expect.poll(() => kept.keeper.position).toBe(end)
  }
  await host.connection.jsm.streams.delete(subjectsOf('forget-anew').trajectoryStream)
  await createFleetStreams(host.connection, { fleet: 'forget-anew', environments: ['math'], partitions: 4 }, never)
  await open('b')
  await using kept = start('k-2', { endedRetentionMs: 100 })
  await expect.poll(() => ledger.get('a', never), { timeout: 5_000 }).toBeNull()
  await expect.poll(() => countsOf(kept.keeper)).toEqual({ submitted: 2, queued: 0, running: 1, ended: { [completed]: 1 }, ...clean })
})

test(
  'D5: a ledger that is short of room forgets what ended first, at once, however short ago; what is open stays, and there is room again',
  { timeout: 60_000 },
  async () => {
    const { submit, write, open, start, ledger } = await newFleet('short')
    const bucket = `KV_${subjectsOf('short').ledgerBucket}`
    const { jsm } = host.connection
    const ids = Array.from({ length: 1_200 }, (_, index) => `r-${String(index)}`)
    await submit(['open', ...ids])
    await open('open')
    {
      await using kept = start('k-1')
      for (const id of ids) await write(id, 1, { ending: { status: completed } })
      await expect.poll(() => countsOf(kept.keeper), { timeout: 10_000 }).toMatchObject({ running: 1, ended: { [completed]: ids.length } })
      await expect.poll(() => ledger.readKeeper(never), { timeout: 5_000 }).toMatchObject({ state: { ended: [{ count: ids.length }] } })
    }
    const { state } = await jsm.streams.info(bucket)
    expect(state.messages).toBe(ids.length + 1)
    await jsm.streams.update(bucket, { max_bytes: state.bytes })
    await expect(submit(['refused'])).rejects.toMatchObject({ code: 'stream.full' })
    await using _kept = start('k-2')
    // A question every 500: after the first there is enough.
    await expect.poll(async () => (await jsm.streams.info(bucket)).state.messages, { timeout: 10_000 }).toBe(701)
    expect(await ledger.get('r-0', never)).toBeNull()
    expect(await ledger.get('r-1199', never)).not.toBeNull()
    expect(await ledger.get('open', never)).not.toBeNull()
    await submit(['later'])
  },
)
