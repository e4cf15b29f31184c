import { mkdtemp, rm } from 'node:fs/promises'
import { setTimeout as sleep } from 'node:timers/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { systemClock } from '#internal/base/clock.ts'
import { SortieError } from '#internal/base/errors.ts'
import { pb } from '#internal/gen/v1.js'
import { LedgerStore } from '#internal/stream/ledger.ts'
import { MarksStore } from '#internal/stream/marks-store.ts'
import { streamKey } from '#internal/stream/streams.ts'
import { TrajectoryStream } from '#internal/stream/trajectory-stream.ts'
import { attemptOf, publishChunks, under } from '../support/attempts.ts'
import { type TestFleet, never, startFleet } from '../support/fleet.ts'
import { type RunningKeeper, startKeeper, startLearner } from '../support/learners.ts'
import { sortie } from '../support/sortie.ts'

// A server that comes back without the end of the stream, as from a backup or over a loss of power, and what is stored there then.

const partitions = 2
const trajectories = 'sortie_test_trajectories'
let fleet: TestFleet
let stream: TrajectoryStream
let marks: MarksStore
beforeEach(async () => {
  fleet = await startFleet({ partitions })
  stream = new TrajectoryStream(fleet.connection, { fleet: 'test', partitions })
  marks = new MarksStore(fleet.connection, 'test')
})
afterEach(() => fleet[Symbol.asyncDispose]())

const publish = (...ids: string[]) =>
  publishChunks(
    fleet.connection,
    partitions,
    ids.flatMap((rolloutId) => under({ rolloutId, groupId: rolloutId }, attemptOf({ rolloutId, groupId: rolloutId }))),
  )

/** The same stream by name and configuration, in one step: it ends at a sequence that it had passed. */
async function loseEnd(lastSequence: number): Promise<void> {
  const { jsm } = fleet.connection
  const { config } = await jsm.streams.info(trajectories)
  await jsm.streams.delete(trajectories)
  await jsm.streams.add({ ...config, first_seq: lastSequence + 1 })
  expect((await jsm.streams.info(trajectories)).state.last_seq).toBe(lastSequence)
}

const keeperOf = (name: string) => startKeeper(fleet.connection, name, { leaseMs: 600, partitions })

const submit = async (...ids: string[]) => {
  const ledger = new LedgerStore(fleet.connection, 'test')
  const state = pb.LedgerState.LEDGER_STATE_QUEUED
  for (const rolloutId of ids)
    await ledger.create({ rolloutId, groupId: rolloutId, groupSize: 1, runId: 'run', environment: 'math', state }, never)
}

const openLearner = () => startLearner(fleet.connection, { partitions, quarantine: { quarantine: () => Promise.resolve() } })

const idsOf = (batch: pb.Batch.$Properties | null) =>
  (batch?.groups ?? []).flatMap(({ rollouts }) => (rollouts ?? []).map(({ rolloutId }) => rolloutId))

test(
  'R7: a stream that lost its end is named anew by its owner; who reads is told, old checkpoints are refused though it has grown over them, and nothing that came is left out',
  { timeout: 30_000 },
  async () => {
    const { stream: name } = await stream.extent(never)
    await publish('a', 'b', 'c')
    const policy = { rollouts: 3 }
    await using learner = await openLearner()
    await using reading = await learner.open({ policy }, never)
    const batch = await reading.next(never)
    await reading.commit(batch.cursor ?? {}, never)
    {
      await using kept = keeperOf('k-1')
      await expect.poll(() => kept.keeper.position, { timeout: 5_000 }).toBe(15)
      await loseEnd(8)
      // Whoever reads on finds that it cannot.
      await expect(reading.next(never)).rejects.toMatchObject({
        code: 'cursor.invalid',
        remedy: expect.stringContaining('open without a cursor') as string,
      })
      await expect.poll(async () => (await stream.extent(never)).stream, { timeout: 10_000 }).toBe(`${name}.8`)
      await publish('d', 'e', 'f')
      await expect.poll(() => kept.keeper.position, { timeout: 10_000 }).toBe(23)
    }
    // Longer than it ever was.
    expect((await stream.extent(never)).lastSequence).toBe(23)
    await expect(learner.open({ cursor: batch.cursor ?? {}, policy }, never)).rejects.toThrow(
      `the fleet's is ${name}.8: it has lost its end since`,
    )
    await using again = await learner.open({ policy }, never)
    expect(again.from.partitions?.map(({ floorSequence }) => floorSequence)).toEqual([8, 8])
    expect(again.from).toMatchObject({ deliveredRollouts: 3, stream: `${name}.8` })
    expect(idsOf(await again.next(never))).toEqual(['d', 'e', 'f'])
  },
)

test('R7: a reading whose consumer outlives the renaming commits nothing under the old name, and is over', async () => {
  const { stream: name } = await stream.extent(never)
  await publish('a', 'b')
  await using learner = await openLearner()
  await using reading = await learner.open({ policy: { rollouts: 1 } }, never)
  const batches = [await reading.next(never), await reading.next(never)]
  await reading.commit(batches[0]?.cursor ?? {}, never)
  const { config } = await fleet.connection.jsm.streams.info(trajectories)
  await fleet.connection.jsm.streams.update(trajectories, { metadata: { ...config.metadata, [streamKey]: `${name}.8` } })
  const told = { code: 'cursor.invalid', remedy: expect.stringContaining('open without a cursor') as string }
  await expect(reading.commit(batches[1]?.cursor ?? {}, never)).rejects.toMatchObject(told)
  await expect(reading.next(never)).rejects.toMatchObject(told)
  expect((await marks.committed(never)).map(({ cursor }) => cursor?.batches)).toEqual([1])
})

test('R7: what is read on is the stream of the cursor, up to the highest of its floors', async () => {
  const { stream: name } = await stream.extent(never)
  await publish('a', 'b')
  const first = async (since: { readonly stream: string; readonly sequence: number }) => {
    for await (const { sequence } of stream.read({ startSequence: 3, since }, never)) return sequence
    return null
  }
  expect(await first({ stream: name, sequence: 10 })).toBe(3)
  expect(await first({ stream: '', sequence: 0 })).toBe(3)
  await expect(first({ stream: name, sequence: 11 })).rejects.toThrow(`the stream ${name} had reached 11, it ends at 10`)
  await expect(first({ stream: 'before', sequence: 2 })).rejects.toThrow(`the stream before had reached 2, it is ${name} now`)
})

test(
  'R7: fetching begins where the stream has what no trainer has committed, whatever a mark of another one says',
  { timeout: 120_000 },
  async () => {
    await publish('a', 'b')
    const floor = (floorSequence: number) => [0, 1].map((partition) => ({ partition, floorSequence }))
    const mark = { share: { index: 0, of: 1 }, committedAtUnixMs: systemClock.nowMs() }
    const out = await mkdtemp(join(tmpdir(), 'sortie-fetch-'))
    const fetched = async (name: string) => {
      const flags = ['--fleet', 'test', '--nats-url', fleet.server.url, '--out', join(out, name), '-o', 'json']
      const { stdout, code, stderr } = await sortie(['trajectories', 'fetch', ...flags])
      expect([code, stderr]).toEqual([0, expect.any(String)])
      return [...stdout.matchAll(/"rollout_id":"(\w+)"/g)].map(([, id]) => id)
    }
    await marks.commit({ ...mark, cursor: { partitions: floor(900), stream: 'another' } }, never)
    expect(await fetched('foreign')).toEqual(['a', 'b'])
    await marks.commit({ ...mark, cursor: { partitions: floor(0) } }, never)
    await marks.saveRetention({ partitions: [0, 1].map((partition) => ({ partition, purgedSequence: 5 })) }, 0, never)
    expect(await fetched('purged')).toEqual(['b'])
    await rm(out, { recursive: true })
  },
)

/** As of a stream with replicas, of which one that is no longer the leader answers so many times, and ends at 4. */
function replicated({ stale }: { stale: number }) {
  const { jsm } = fleet.connection
  const info = async (of: string) => {
    const found = await jsm.streams.info(of)
    if (of !== trajectories) return found
    const state = stale-- > 0 ? { ...found.state, last_seq: 4 } : found.state
    return { ...found, state, config: { ...found.config, num_replicas: 3 } }
  }
  return withStreams({ info })
}

/** The owner's connection, with some of what it asks about streams answered otherwise. */
function withStreams(answers: Readonly<Record<string, unknown>>) {
  const { jsm } = fleet.connection
  const read = (target: object, key: string | symbol) => Reflect.get(target, key) as unknown
  const streams = new Proxy(jsm.streams, { get: (target, key) => answers[String(key)] ?? read(target, key) })
  return { ...fleet.connection, jsm: new Proxy(jsm, { get: (target, key) => (key === 'streams' ? streams : read(target, key)) }) }
}

test('R7: of a stream with replicas, what a server says that is no longer the leader is not believed at once', async () => {
  await publish('a', 'b')
  const { stream: name } = await stream.extent(never)
  const storedAtMs = (await fleet.connection.jsm.streams.getMessage(trajectories, { seq: 10 })).time.getTime()
  const owner = new TrajectoryStream(replicated({ stale: 3 }), { fleet: 'test', partitions })
  expect(await owner.loseEnd({ stream: name, sequence: 10, storedAtMs }, never)).toEqual({ stream: name, lastSequence: 10 })
})

test('R7: a reader whose consumer is gone goes on by what learners may ask: single records are not among it', async () => {
  await publish('a')
  const { jsm } = fleet.connection
  const getMessage = () => Promise.reject(new Error('a learner may not ask for a record'))
  const reader = new TrajectoryStream(withStreams({ getMessage }), { fleet: 'test', partitions })
  const chunks = reader.read({ startSequence: 1 }, never)
  for (let sequence = 1; sequence <= 5; sequence++) expect((await chunks.next()).value).toMatchObject({ sequence })
  for await (const { name } of jsm.consumers.list(trajectories)) await jsm.consumers.delete(trajectories, name)
  await publish('b')
  expect((await chunks.next()).value).toMatchObject({ sequence: 6 })
  await chunks.return(undefined)
})

test('R7: a checkpoint is not refused, nor a mark cut, by what a server says that is no longer the leader', async () => {
  await publish('a', 'b')
  const quarantine = { quarantine: () => Promise.resolve() }
  const opened = async (cursor?: pb.LearnerCursor.$Properties) => {
    await using learner = await startLearner(replicated({ stale: 3 }), { partitions, quarantine })
    await using reading = await learner.open({ ...(cursor === undefined ? {} : { cursor }), policy: { rollouts: 2 } }, never)
    return reading.from.partitions?.map(({ floorSequence }) => floorSequence)
  }
  const cursor = { partitions: [0, 1].map((partition) => ({ partition, floorSequence: 10 })) }
  expect(await opened(cursor)).toEqual([10, 10])
  expect(await opened()).toEqual([10, 10])
})

test('R7: a loss is named once, whoever sees it too and however late', async () => {
  const { stream: name } = await stream.extent(never)
  await publish('a', 'b')
  await loseEnd(4)
  const place = { stream: name, sequence: 10 }
  expect(await stream.loseEnd(place, never)).toEqual({ stream: `${name}.4`, lastSequence: 4 })
  await publish('c')
  expect(await stream.loseEnd(place, never)).toEqual({ stream: `${name}.4`, lastSequence: 9 })
  expect((await stream.extent(never)).stream).toBe(`${name}.4`)
})

test('R7: a stream that has grown over its lost end before anybody looked is named by where it was cut, and what came since is counted and delivered', async () => {
  const { stream: name } = await stream.extent(never)
  await submit('a', 'b', 'c', 'd', 'e', 'f')
  await publish('a', 'b', 'c')
  await using learner = await openLearner()
  {
    await using kept = keeperOf('k-1')
    await using reading = await learner.open({ policy: { rollouts: 3 } }, never)
    await reading.commit((await reading.next(never)).cursor ?? {}, never)
    await expect.poll(() => kept.keeper.position, { timeout: 5_000 }).toBe(15)
  }
  await loseEnd(8)
  await publish('d', 'e', 'f')
  await using kept = keeperOf('k-2')
  await expect.poll(() => kept.keeper.position, { timeout: 5_000 }).toBe(23)
  expect((await stream.extent(never)).stream).toBe(`${name}.8`)
  // The lost endings of b and c are to come again.
  expect(kept.keeper.counts()).toMatchObject({ submitted: 6, queued: 0, running: 2, duplicates: 0, strangers: 0, undecodable: 0 })
  await using again = await learner.open({ policy: { rollouts: 3 } }, never)
  expect(idsOf(await again.next(never))).toEqual(['d', 'e', 'f'])
})

test('R7: where a stream was cut is known by when its records were stored, whatever has been purged of it', async () => {
  const { stream: name } = await stream.extent(never)
  await publish('a', 'b')
  await sleep(20)
  await publish('c', 'd', 'e')
  const storedAtMs: number[] = []
  for await (const each of stream.read({ startSequence: 1, untilSequence: 25 }, never)) storedAtMs.push(each.storedAtMs)
  const at = (sequence: number, of = sequence) => ({ stream: name, sequence, storedAtMs: storedAtMs[of - 1] ?? 0 })
  const kept = { stream: name, lastSequence: 25 }
  expect(await stream.loseEnd(at(20), never)).toEqual(kept)
  for (const seq of [1, 9, 10, 11, 20]) await fleet.connection.jsm.streams.deleteMessage(trajectories, seq)
  // A record that is gone was purged: its place says nothing.
  expect(await stream.loseEnd(at(20, 10), never)).toEqual(kept)
  // Up to before the first of those that came later.
  expect(await stream.loseEnd(at(19, 10), never)).toEqual({ stream: `${name}.11`, lastSequence: 11 })
})

test('D10: an ending that is lost after it was counted is taken back, and counted once when its rollout ends again, also at the very sequence', async () => {
  const counts = ({ keeper }: RunningKeeper) => {
    const { ended, submitted, queued, running, duplicates, strangers } = keeper.counts()
    return [submitted, queued, running, ended.get(1), duplicates + strangers]
  }
  await submit('a', 'b', 'c')
  await publish('a', 'b', 'c')
  {
    await using kept = keeperOf('k-1')
    await expect.poll(() => counts(kept), { timeout: 5_000 }).toEqual([3, 0, 0, 3, 0])
    await expect.poll(() => kept.keeper.position).toBe(15)
  }
  await loseEnd(8)
  // One that saves the count, and dies before the entries are open again.
  const stuck = new LedgerStore(fleet.connection, 'test')
  stuck.update = () => Promise.reject(new SortieError('stream.unreachable', 'the test says so', { retryable: true }))
  const state = async () => (await stuck.readKeeper(never))?.state
  {
    await using _kept = startKeeper(fleet.connection, 'k-2', { leaseMs: 600, partitions, ledger: stuck })
    await expect.poll(state).toMatchObject({ reopening: true, ended: [{ status: 1, count: 1 }] })
  }
  await using kept = keeperOf('k-3')
  await expect.poll(() => counts(kept), { timeout: 5_000 }).toEqual([3, 0, 2, 1, 0])
  const b = { rolloutId: 'b', groupId: 'b' }
  await publishChunks(fleet.connection, partitions, under(b, attemptOf(b).slice(3)))
  await publish('c')
  await expect.poll(() => counts(kept), { timeout: 5_000 }).toEqual([3, 0, 0, 3, 0])
  await expect.poll(state).toMatchObject({ reopening: false, streamSequence: 15 })
  expect((await stuck.get('b', never))?.entry).toMatchObject({ endedSequence: 10, attempt: 1 })
})

test('R7: an owner that starts over a stream which has lost its end names it anew, one whose keeper had not counted so far does not', async () => {
  const { stream: name } = await stream.extent(never)
  await publish('a', 'b')
  {
    await using kept = keeperOf('k-1')
    await expect.poll(() => kept.keeper.position, { timeout: 5_000 }).toBe(10)
  }
  {
    await using kept = keeperOf('k-2')
    await expect.poll(() => kept.keeper.holding).toBe(true)
    expect((await stream.extent(never)).stream).toBe(name)
  }
  await loseEnd(4)
  await using kept = keeperOf('k-3')
  await expect.poll(() => kept.keeper.holding).toBe(true)
  expect([(await stream.extent(never)).stream, kept.keeper.position]).toEqual([`${name}.4`, 4])
  const state = (await new LedgerStore(fleet.connection, 'test').readKeeper(never))?.state
  expect(state).toMatchObject({ stream: `${name}.4`, streamSequence: 4 })
})
