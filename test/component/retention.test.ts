import { afterEach, beforeEach, expect, test } from 'vitest'
import { systemClock } from '#internal/base/clock.ts'
import type { pb } from '#internal/gen/v1.js'
import { checkNotPurged } from '#internal/learner/marks.ts'
import { Retention, type RetentionOptions, type RetentionPorts } from '#internal/learner/retention.ts'
import { partitionOf } from '#internal/rollout/identity.ts'
import { MarksStore } from '#internal/stream/marks-store.ts'
import { TrajectoryStream } from '#internal/stream/trajectory-stream.ts'
import { silentLogger } from '#internal/telemetry/logger.ts'
import { type Member, attemptOf, publishChunks, under } from '../support/attempts.ts'
import { type TestFleet, never, startFleet } from '../support/fleet.ts'

// What may go from the stream, and what must stay in it, on a real server.

const partitions = 2
const dayMs = 24 * 3_600_000
const hourMs = 3_600_000

let fleet: TestFleet
let stream: TrajectoryStream
let marks: MarksStore
/** How far the retention's clock is ahead of the server's. */
let aheadMs = 0

beforeEach(async () => {
  fleet = await startFleet({ partitions, trajectoryBytesMax: 256 * 1024 })
  stream = new TrajectoryStream(fleet.connection, { fleet: 'test', partitions })
  marks = new MarksStore(fleet.connection, 'test')
  aheadMs = 0
})
afterEach(() => fleet[Symbol.asyncDispose]())

function retention(options: Partial<RetentionOptions> = {}, ports: Partial<RetentionPorts> = {}): Retention {
  const clock = { ...systemClock, nowMs: () => systemClock.nowMs() + aheadMs }
  const counted = () => ({ holding: true, position: Number.MAX_SAFE_INTEGER })
  const common = { partitions, clock, logger: silentLogger, replayWindowMs: 0, tombstoneMs: dayMs }
  return new Retention({ chunks: stream, marks, counted, ...ports }, { ...common, ...options })
}

const member = (rolloutId: string, rest: Partial<Member> = {}): Member => ({ rolloutId, groupId: rolloutId, ...rest })
const publish = (members: readonly Member[]) =>
  publishChunks(
    fleet.connection,
    partitions,
    members.flatMap((each) => under(each, attemptOf(each))),
  )

/** Commits everything up to a sequence; absent: all there is. */
async function commit(upTo?: number): Promise<void> {
  const floorSequence = upTo ?? (await stream.extent(never)).lastSequence
  const cursor: pb.LearnerCursor.$Properties = {
    partitions: Array.from({ length: partitions }, (_, partition) => ({ partition, floorSequence })),
  }
  await marks.commit({ cursor, share: { index: 0, of: 1 }, committedAtUnixMs: systemClock.nowMs() }, never)
}

async function left(): Promise<string[]> {
  const { lastSequence } = await stream.extent(never)
  const found: string[] = []
  for await (const { rolloutId } of stream.places({ startSequence: 1, untilSequence: lastSequence }, never)) found.push(rolloutId)
  return found
}

test('R1: what is committed keeps its last record alone, and what is not stays whole', async () => {
  await publish([member('a'), member('b')])
  await commit()
  await publish([member('c')])
  expect(await retention().pass(never)).toBe(2)
  expect(await left()).toEqual(['a', 'b', 'c', 'c', 'c', 'c', 'c'])
  expect(await retention().pass(never)).toBe(0)
})

test('R1: nothing goes behind what the ledger has counted', async () => {
  await publish([member('a')])
  await commit()
  expect(await retention({}, { counted: () => ({ holding: true, position: 0 }) }).pass(never)).toBe(0)
  expect(await left()).toHaveLength(5)
})

test('R1: a message without the fence, before its opening, has no running rollout purged; what is behind it stays whole', async () => {
  const { js } = fleet.connection
  const partition = partitionOf('running', partitions)
  await js.publish(`sortie.test.chunk.${String(partition)}.running.w-9`, Uint8Array.of(1))
  const running = member('running')
  await publish([member('done')])
  const { lastSequence } = await stream.extent(never)
  await publishChunks(fleet.connection, partitions, under(running, attemptOf(running).slice(0, 3)))
  // As a learner does that has read all of it: what is no record holds no floor, the opening does.
  await commit(lastSequence)
  await retention().pass(never)
  expect(await left()).toEqual(['running', 'done', 'running', 'running', 'running'])
  const rest = attemptOf(running).slice(3)
  await publishChunks(fleet.connection, partitions, under(running, rest))
  const { lastSequence: end } = await stream.extent(never)
  const keeping = retention()
  // The floor stands in the middle of a rollout that is committed: what is ahead of it goes when the floor has passed it.
  await commit(end - 1)
  await keeping.pass(never)
  expect(await left()).toEqual(['done', 'running', 'running'])
  await commit(end)
  await keeping.pass(never)
  expect(await left()).toEqual(['done', 'running'])
  expect((await stream.last({ groupId: 'running', rolloutId: 'running' }, never))?.chunk.ending?.status).toBe(1)
})

test('R2: a purged rollout refuses a late attempt that still expects nothing, whichever worker wrote last', async () => {
  const first = member('a')
  const second = member('a', { attempt: 2, worker: 'w-2' })
  await publishChunks(fleet.connection, partitions, [...under(first, attemptOf(first).slice(0, 2)), ...under(second, attemptOf(second))])
  await commit()
  await retention().pass(never)
  expect(await left()).toEqual(['a'])
  const late = { groupId: 'a', rolloutId: 'a', worker: 'w-3' }
  await expect(stream.append(late, Uint8Array.of(1), 0, never)).rejects.toMatchObject({ code: 'stream.fenced' })
  expect((await stream.last(late, never))?.chunk.ending?.status).toBe(1)
})

test('R3: the replay window holds committed rollouts back, until the stream is short of room', async () => {
  await publish([member('a')])
  await commit()
  const windowed = retention({ replayWindowMs: 3_600_000 })
  expect(await windowed.pass(never)).toBe(0)
  const filler = Array.from({ length: 140 }, (_, index) => member(`filler-${String(index)}`))
  await publish(filler)
  await commit()
  // Another reader of the same stream: how full it is is asked at most once a second.
  const chunks = new TrajectoryStream(fleet.connection, { fleet: 'test', partitions })
  expect(await chunks.fill(never)).toBeGreaterThan(0.7)
  expect(await retention({ replayWindowMs: 3_600_000 }, { chunks }).pass(never)).toBe(141)
  expect(await left()).toHaveLength(141)
})

test('R4: tombstones end when no lease can be as old, those of later purges later', async () => {
  await publish([member('a')])
  await commit()
  await retention().pass(never)
  aheadMs = dayMs / 2
  await publish([member('b')])
  await commit()
  await retention().pass(never)
  expect(await left()).toEqual(['a', 'b'])
  aheadMs = dayMs * 1.1
  await retention().pass(never)
  expect(await left()).toEqual(['b'])
  aheadMs = dayMs * 1.6
  await retention().pass(never)
  expect(await left()).toEqual([])
})

test('R4: with little room tombstones end sooner, yet none that a lease can still meet', async () => {
  const full = { ...chunksOf(stream), fill: () => Promise.resolve(0.7) }
  await publish([member('a')])
  await commit()
  await retention().pass(never)
  aheadMs = hourMs / 2
  await publish([member('b')])
  await commit()
  await retention({}, { chunks: full }).pass(never)
  expect(await left()).toEqual(['a', 'b'])
  aheadMs = hourMs * 1.3
  await retention().pass(never)
  expect(await left()).toEqual(['a', 'b'])
  await retention({}, { chunks: full }).pass(never)
  expect(await left()).toEqual(['b'])
})

test('a pass reads nothing again that it has done with, also where a partition has nothing in it', async () => {
  const ids = Array.from({ length: 40 }, (_, index) => `r-${String(index)}`)
  const [a = '', b = '', c = '', d = ''] = ids.filter((id) => partitionOf(id, partitions) === 0)
  const other = ids.find((id) => partitionOf(id, partitions) === 1) ?? ''
  const starts: number[] = []
  let fails = false
  const chunks: RetentionPorts['chunks'] = {
    ...chunksOf(stream),
    places: (range, signal) => (starts.push(range.startSequence), stream.places(range, signal)),
    purgeRollout: (place, signal) => (fails ? Promise.reject(new Error('refused')) : stream.purgeRollout(place, signal)),
  }
  const keeping = retention({ replayWindowMs: hourMs }, { chunks })
  const pass = async () => [await keeping.pass(never), ...starts.splice(0)]
  const put = async (id: string) => {
    await publish([member(id)])
    await commit()
    return (await stream.extent(never)).lastSequence
  }
  const first = await put(a)
  // Within the window nothing is done with.
  expect(await pass()).toEqual([0, 1])
  expect(await pass()).toEqual([0, 1])
  aheadMs = hourMs * 2
  expect(await pass()).toEqual([1, 1])
  expect(await pass()).toEqual([0])
  const second = await put(b)
  expect(await pass()).toEqual([1, first + 1])
  const third = await put(other)
  expect(await pass()).toEqual([1, second + 1])
  await put(c)
  expect(await pass()).toEqual([1, third + 1])
  await put(d)
  // A purge that fails has it look at everything, from the first that is left.
  fails = true
  await expect(keeping.pass(never)).rejects.toThrow('refused')
  fails = false
  starts.splice(0)
  expect(await pass()).toEqual([1, first])
  expect(await left()).toEqual([a, b, other, c, d])
})

test('R5: an owner that died between its mark and its purges is made up for', async () => {
  await publish([member('a'), member('b')])
  await commit()
  const dying = { ...chunksOf(stream), purgeRollout: () => Promise.reject(new Error('killed')) }
  await expect(retention({}, { chunks: dying }).pass(never)).rejects.toThrow('killed')
  expect(await left()).toHaveLength(10)
  expect(await retention().pass(never)).toBe(2)
  expect(await left()).toEqual(['a', 'b'])
})

test('R5: a purge that failed is made up for by the owner itself, and one of another owner in between by the one that comes back', async () => {
  // In both partitions, so that each is done with far behind what is left.
  const names = [0, 1, 2, 3, 4, 5].flatMap((round) =>
    [0, 1].map((partition) => {
      const candidates = Array.from({ length: 20 }, (_, index) => `r-${String(round)}-${String(index)}`)
      return candidates.find((id) => partitionOf(id, partitions) === partition) ?? ''
    }),
  )
  const publishSome = async (from: number, until: number) => {
    await publish(names.slice(from, until).map((id) => member(id)))
    await commit()
  }
  let purgesLeft = Infinity
  const failing: RetentionPorts['chunks'] = {
    ...chunksOf(stream),
    purgeRollout: (place, signal) => (purgesLeft-- > 0 ? stream.purgeRollout(place, signal) : Promise.reject(new Error('refused'))),
  }
  const owner = retention({}, { chunks: failing })
  await publishSome(0, 4)
  expect(await owner.pass(never)).toBe(4)
  await publishSome(4, 8)
  purgesLeft = 1
  await expect(owner.pass(never)).rejects.toThrow('refused')
  purgesLeft = Infinity
  expect(await owner.pass(never)).toBe(3)
  expect(await left()).toEqual(names.slice(0, 8))
  await publishSome(8, 12)
  const between = retention({}, { chunks: { ...chunksOf(stream), purgeRollout: () => Promise.reject(new Error('killed')) } })
  await expect(between.pass(never)).rejects.toThrow('killed')
  expect(await owner.pass(never)).toBe(4)
  expect(await left()).toEqual(names)
  expect(await owner.pass(never)).toBe(0)
})

test('R6: with little room, committed rollouts go from behind one that is still open, and a checkpoint without them is refused', async () => {
  const open = member('open')
  await publishChunks(fleet.connection, partitions, under(open, attemptOf(open).slice(0, 2)))
  const behind = Array.from({ length: 4 }, (_, index) => `behind-${String(index)}`)
  await publish(behind.map((id) => member(id)))
  const atFloor = (floorSequence: number, committedRolloutIds: string[]): pb.LearnerCursor.$Properties => ({
    partitions: Array.from({ length: partitions }, (_, partition) => ({ partition, floorSequence, committedRolloutIds })),
  })
  const mark = { share: { index: 0, of: 1 }, committedAtUnixMs: systemClock.nowMs() }
  await marks.commit({ ...mark, cursor: atFloor(0, behind.slice(0, 3)) }, never)
  expect(await retention().pass(never)).toBe(0)
  const full = { ...chunksOf(stream), fill: () => Promise.resolve(0.7) }
  const { lastSequence } = await stream.extent(never)
  expect(await retention({}, { chunks: full, counted: () => ({ holding: true, position: lastSequence - 10 }) }).pass(never)).toBe(2)
  // The third dies between mark and purge; the owner after it makes up for that, also when there is room by then.
  const dying = { ...full, purgeRollout: () => Promise.reject(new Error('killed')) }
  await expect(retention({}, { chunks: dying }).pass(never)).rejects.toThrow('killed')
  expect(await retention().pass(never)).toBe(1)
  const keeping = retention({}, { chunks: full })
  expect(await keeping.pass(never)).toBe(0)
  expect(await left()).toEqual(['open', 'open', 'behind-0', 'behind-1', 'behind-2', ...Array<string>(5).fill('behind-3')])
  const saved = (await marks.retention(never))?.mark ?? {}
  const readable = (cursor: pb.LearnerCursor.$Properties) => () => checkNotPurged(cursor, saved, [0, 1])
  expect(readable(atFloor(0, behind))).not.toThrow()
  expect(readable(atFloor(0, behind.slice(0, 2)))).toThrow('has not committed rollout behind-2')
  expect(readable(atFloor(lastSequence, []))).not.toThrow()
  // When the open one has been committed too, the floor alone says all of it.
  await marks.commit({ ...mark, cursor: atFloor(lastSequence, []), committedAtUnixMs: systemClock.nowMs() + 1 }, never)
  await keeping.pass(never)
  expect((await marks.retention(never))?.mark.partitions?.flatMap(({ ahead }) => ahead ?? [])).toEqual([])
  expect(await left()).toEqual(['open', ...behind])
})

test('R6: a repetition behind an ending has no checkpoint refused that has passed the rollout', async () => {
  const open = member('open')
  const [opening, ...rest] = under(open, attemptOf(open))
  const behind = member('behind')
  const other = member('other')
  await publishChunks(fleet.connection, partitions, [...(opening === undefined ? [] : [opening]), ...under(behind, attemptOf(behind))])
  const { lastSequence: ending } = await stream.extent(never)
  await publishChunks(fleet.connection, partitions, [...under(other, attemptOf(other)), ...under(behind, attemptOf(behind).slice(-1))])
  const cursor = (floorSequence: number, committedRolloutIds: string[]): pb.LearnerCursor.$Properties => ({
    partitions: Array.from({ length: partitions }, (_, partition) => ({ partition, floorSequence, committedRolloutIds })),
  })
  await marks.commit({ share: { index: 0, of: 1 }, committedAtUnixMs: systemClock.nowMs(), cursor: cursor(0, ['behind']) }, never)
  const full = { ...chunksOf(stream), fill: () => Promise.resolve(0.7) }
  expect(await retention({}, { chunks: full }).pass(never)).toBe(1)
  await publishChunks(fleet.connection, partitions, rest)
  const saved = (await marks.retention(never))?.mark ?? {}
  const readable = (given: pb.LearnerCursor.$Properties) => () => checkNotPurged(given, saved, [0, 1])
  expect(readable(cursor(0, []))).toThrow('has not committed rollout behind')
  expect(readable(cursor(0, ['behind']))).not.toThrow()
  // A cursor that has passed the ending names the rollout no more (C1), wherever its repetition lies.
  expect(readable(cursor(ending, []))).not.toThrow()
})

test('R5: what a pressed pass left is made up for by one that is not, though it be within the window', async () => {
  const full = { ...chunksOf(stream), fill: () => Promise.resolve(0.7) }
  const windowed = { replayWindowMs: hourMs }
  await publish([member('a'), member('b')])
  await commit()
  const dying = { ...full, purgeRollout: () => Promise.reject(new Error('killed')) }
  await expect(retention(windowed, { chunks: dying }).pass(never)).rejects.toThrow('killed')
  await publish([member('c')])
  await commit()
  expect(await retention(windowed).pass(never)).toBe(2)
  expect(await left()).toEqual(['a', 'b', 'c', 'c', 'c', 'c', 'c'])
})

test('R3: a learner that goes on from an older checkpoint while a pass is on its way keeps what it reads', async () => {
  await publish([member('a')])
  await commit(0)
  const { lastSequence } = await stream.extent(never)
  await commit(lastSequence)
  // Between the look at the marks and the retention mark.
  const late = { ...chunksOf(stream), fill: async () => (await commit(0), 0) }
  expect(await retention({}, { chunks: late }).pass(never)).toBe(0)
  expect(await left()).toHaveLength(5)
  expect((await marks.retention(never))?.mark).toEqual(expect.objectContaining({ partitions: [] }))
})

test('a mark of another stream, or behind the end of this one, lets nothing go', async () => {
  await publish([member('a')])
  const { lastSequence } = await stream.extent(never)
  await commit(lastSequence + 1)
  expect(await retention().pass(never)).toBe(0)
  const cursor = { partitions: [0, 1].map((partition) => ({ partition, floorSequence: lastSequence })), stream: 'another' }
  await marks.commit({ cursor, share: { index: 0, of: 1 }, committedAtUnixMs: systemClock.nowMs() }, never)
  expect(await retention().pass(never)).toBe(0)
  await commit(lastSequence)
  expect(await retention().pass(never)).toBe(1)
})

test('R7: what was purged of another stream, or behind the end of this one, lets nothing of this one go', async () => {
  await publish([member('a')])
  const { lastSequence, stream: name } = await stream.extent(never)
  const long = [0, 1].map((partition) => ({
    ...{ partition, purgedSequence: 900_000, tombstones: [{ upToSequence: 900_000, madeAtUnixMs: 1 }] },
    ahead: [{ rolloutId: 'a', lastSequence: 900_000 }],
  }))
  await marks.saveRetention({ partitions: long, stream: 'another' }, 0, never)
  expect(await retention().pass(never)).toBe(0)
  expect(await left()).toHaveLength(5)
  await commit(lastSequence)
  expect(await retention().pass(never)).toBe(1)
  expect((await marks.retention(never))?.mark).toMatchObject({ stream: name })
  const saved = (await marks.retention(never))?.mark.partitions ?? []
  expect(Math.max(...saved.map(({ purgedSequence }) => purgedSequence ?? 0))).toBe(lastSequence)
  await publish([member('b')])
  expect(await retention().pass(never)).toBe(0)
  expect(await left()).toEqual(['a', 'b', 'b', 'b', 'b', 'b'])
})

test('R7: what was purged behind the end of a stream that lost it says nothing once the stream has grown again', async () => {
  const { jsm } = fleet.connection
  const short = Array.from({ length: 4 }, (_, index) => member(`short-${String(index)}`))
  await publish(short)
  await commit()
  const { lastSequence: end, stream: name } = await stream.extent(never)
  const purged = [0, 1].map((partition) => ({
    partition,
    purgedSequence: end + 30,
    tombstones: [{ upToSequence: end + 30, madeAtUnixMs: 1 }],
    ahead: [{ rolloutId: 'lost', firstSequence: end + 20, lastSequence: end + 25 }],
  }))
  await marks.saveRetention({ partitions: purged, stream: name }, 0, never)
  const keeping = retention()
  await keeping.pass(never)
  const saved = async (): Promise<pb.RetentionMark.$Properties> => (await marks.retention(never))?.mark ?? {}
  expect((await saved()).partitions?.map(({ purgedSequence, ahead }) => [purgedSequence, ahead])).toEqual([
    [end, []],
    [end, []],
  ])
  // It grows over what the mark had said; the learner has committed a part of that.
  await publish(Array.from({ length: 8 }, (_, index) => member(`grown-${String(index)}`)))
  await commit(end + 10)
  await retention().pass(never)
  expect((await left()).filter((id) => id.startsWith('grown'))).toHaveLength(2 + 6 * 5)
  expect((await jsm.streams.info('sortie_test_trajectories')).state.last_seq).toBeGreaterThan(end + 30)
  const cursor = { partitions: [0, 1].map((partition) => ({ partition, floorSequence: end + 10 })) }
  const mark = await saved()
  expect(() => {
    checkNotPurged(cursor, mark, [0, 1])
  }).not.toThrow()
  // Nor do tombstones end ahead of the floor, whatever a mark says of them.
  const revision = (await marks.retention(never))?.revision ?? 0
  const ahead = (mark.partitions ?? []).map((each) => ({ ...each, tombstones: [{ upToSequence: end + 40, madeAtUnixMs: 1 }] }))
  await marks.saveRetention({ ...mark, partitions: ahead }, revision, never)
  await retention().pass(never)
  expect((await left()).filter((id) => id.startsWith('grown'))).toHaveLength(2 + 6 * 5)
})

test('storage stays bounded under load, however long it goes on', async () => {
  const keeping = retention({ tombstoneMs: 1_000 })
  const sizes: number[] = []
  for (let round = 0; round < 40; round++) {
    await publish(Array.from({ length: 5 }, (_, index) => member(`load-${String(round)}-${String(index)}`)))
    await commit()
    aheadMs += 500
    await keeping.pass(never)
    sizes.push((await stream.extent(never)).bytes)
  }
  expect(Math.max(...sizes.slice(20))).toBeLessThanOrEqual(Math.max(...sizes.slice(0, 20)))
})

function chunksOf(from: TrajectoryStream): RetentionPorts['chunks'] {
  return {
    extent: (signal) => from.extent(signal),
    fill: (signal) => from.fill(signal),
    places: (range, signal) => from.places(range, signal),
    purgeRollout: (place, signal) => from.purgeRollout(place, signal),
    purgePartition: (partition, upTo, signal) => from.purgePartition(partition, upTo, signal),
  }
}
