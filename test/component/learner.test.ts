import { afterAll, beforeAll, expect, test } from 'vitest'
import type { pb } from '#internal/gen/v1.js'
import { Learner, type LearnerOptions } from '#internal/learner/learner.ts'
import type { AssembledTrajectory, Quarantined } from '#internal/rollout/assembly.ts'
import { partitionOf } from '#internal/rollout/identity.ts'
import { TrajectoryStream } from '#internal/stream/trajectory-stream.ts'
import { silentLogger } from '#internal/telemetry/logger.ts'
import { type Member, type Message, attemptOf, lastSequenceOf, publishChunks, publishFenced, under } from '../support/attempts.ts'
import { type TestFleet, never, startFleet } from '../support/fleet.ts'

const partitions = 4

let fleet: TestFleet
let stream: TrajectoryStream

beforeAll(async () => {
  fleet = await startFleet({ partitions })
  stream = new TrajectoryStream(fleet.connection, { fleet: 'test', partitions })
})
afterAll(() => fleet[Symbol.asyncDispose]())

const publish = (messages: readonly Message[]) => publishChunks(fleet.connection, partitions, messages)

interface Reading {
  readonly learner: Learner
  readonly admitted: AssembledTrajectory[]
  readonly quarantined: Quarantined[]
}

/** Reads all that is in the stream now. */
async function readAll(options: Partial<LearnerOptions> = {}): Promise<Reading> {
  const admitted: AssembledTrajectory[] = []
  const quarantined: Quarantined[] = []
  const { lastSequence } = await stream.extent(never)
  const untilNow: ConstructorParameters<typeof Learner>[0] = {
    read: (from, signal) => stream.read({ ...from, untilSequence: lastSequence }, signal),
  }
  const sink = {
    admit: (trajectory: AssembledTrajectory) => Promise.resolve(void admitted.push(trajectory)),
    quarantine: (refused: Quarantined) => Promise.resolve(void quarantined.push(refused)),
  }
  const learner = new Learner(untilNow, sink, { partitions, logger: silentLogger, ...options })
  await learner.run(never)
  return { learner, admitted, quarantined }
}

/** Reads what was published since, as a learner whose checkpoint holds everything before. */
async function cursorHere(): Promise<pb.LearnerCursor.$Properties> {
  const { lastSequence } = await stream.extent(never)
  return { partitions: Array.from({ length: partitions }, (_, partition) => ({ partition, floorSequence: lastSequence })) }
}

const idsOf = ({ admitted }: Reading) => admitted.map(({ head }) => head.rolloutId)

test('S1, S6: rollouts whose chunks alternate are handed over whole, in the order in which they ended', async () => {
  const cursor = await cursorHere()
  const a = { rolloutId: 'order-a', groupId: 'order', groupSize: 2 }
  const b = { rolloutId: 'order-b', groupId: 'order', groupSize: 2 }
  const chunksOfA = under(a, attemptOf(a, 4))
  const chunksOfB = under(b, attemptOf(b, 1))
  await publish(chunksOfA.flatMap((chunk, index) => [chunk, ...chunksOfB.slice(index, index + 1)]))
  const reading = await readAll({ cursor })
  expect(idsOf(reading)).toEqual(['order-b', 'order-a'])
  expect(reading.admitted[1]?.turns.map(({ segments }) => segments?.[0]?.text)).toEqual(['turn 0', 'turn 1', 'turn 2', 'turn 3'])
  expect(reading.admitted[1]?.chunks.map((chunk) => Buffer.from(chunk))).toEqual(chunksOfA.map(([, chunk]) => Buffer.from(chunk)))
  expect(reading.learner.counts).toMatchObject({ admitted: 2, quarantined: 0, turns: 5, sampledTokens: 10 })
})

test('S3, S4, S9: a gap, a conflict and cut bytes are quarantined with their reason, and their group does not wait for them', async () => {
  const cursor = await cursorHere()
  const [whole, gap, conflict, cut] = ['whole', 'gap', 'conflict', 'cut'].map((rolloutId) => ({
    rolloutId,
    groupId: 'damaged',
    groupSize: 4,
  }))
  if (!whole || !gap || !conflict || !cut) throw new Error('four members')
  const chunks = attemptOf(gap)
  const others = attemptOf({ ...conflict, worker: 'w-2' })
  const [opening = new Uint8Array(), first = new Uint8Array(), ...rest] = attemptOf(cut)
  await publish([
    ...under(gap, [...chunks.slice(0, 1), ...chunks.slice(3)]),
    ...under(conflict, attemptOf(conflict).slice(0, 2)),
    ...under(conflict, others.slice(1, 2)),
    ...under(conflict, attemptOf(conflict).slice(2)),
    ...under(cut, [opening, first.slice(0, -5), ...rest]),
    ...under(whole, attemptOf(whole)),
  ])
  const reading = await readAll({ cursor })
  expect(idsOf(reading)).toEqual(['whole'])
  expect(reading.quarantined.map(({ rolloutId, ended, reason }) => [rolloutId, ended, reason])).toEqual([
    ['gap', true, 'incomplete: chunk 1, 2 missing before chunk 3'],
    ['conflict', true, 'conflict: chunk 1 came twice, with different content'],
    ['cut', false, expect.stringMatching(/^a chunk of \d+ bytes cannot be decoded/)],
    ['cut', true, expect.stringMatching(/^a chunk of \d+ bytes cannot be decoded/)],
  ])
  expect(reading.learner.counts).toMatchObject({ admitted: 1, quarantined: 3, refusedMessages: 1 })
})

test('S2, S5: a second attempt takes the place of a silent one; a second ending is counted, and handed over no more', async () => {
  const cursor = await cursorHere()
  const first = { rolloutId: 'again', groupId: 'again' }
  const second = { ...first, attempt: 2, worker: 'w-2' }
  const third = { ...first, attempt: 3, worker: 'w-3' }
  await publish([
    ...under(first, attemptOf(first).slice(0, 2)),
    ...under(second, attemptOf(second, 1)),
    ...under(third, attemptOf(third, 1)),
  ])
  const reading = await readAll({ cursor })
  expect(reading.admitted.map(({ head }) => [head.rolloutId, head.attempt])).toEqual([['again', 2]])
  expect(reading.learner.counts).toMatchObject({ admitted: 1, duplicates: 1, superseded: 2 })
})

test('S5, S10: what a cursor has left behind is not handed over again, whether it is stored past the fence or without one', async () => {
  const cursor = await cursorHere()
  const member = { rolloutId: 'twice', groupId: 'twice' }
  const messages = under(member, attemptOf(member, 1))
  await publish(messages)
  const { learner, ...first } = await readAll({ cursor })
  expect(first.admitted).toHaveLength(1)
  learner.commit(['twice'])
  const saved = learner.cursor()
  expect(saved.partitions?.flatMap(({ committedRolloutIds }) => committedRolloutIds)).toEqual([])

  await publish(messages)
  const repeated = await readAll({ cursor: saved })
  expect([repeated.admitted, repeated.quarantined]).toEqual([[], []])
  expect(repeated.learner.counts).toMatchObject({ duplicates: 1, superseded: 2 })

  // In another partition nothing of it is behind them.
  const elsewhere = await cursorHere()
  const other = (partitionOf('twice', partitions) + 1) % partitions
  for (const [index, [, bytes]] of messages.entries()) {
    const follows = index === 0 ? 0 : await lastSequenceOf(fleet.connection, other, 'twice')
    await publishFenced(fleet.connection, { partition: other, rolloutId: 'twice', worker: 'w-1' }, bytes, follows)
  }
  const moved = await readAll({ cursor: elsewhere })
  expect(moved.admitted).toEqual([])
  expect(moved.quarantined.map(({ ended, reason }) => [ended, reason.split(',')[0]])).toEqual(
    messages.map(() => [false, `the chunk's group belongs to partition ${String(partitionOf('twice', partitions))}`]),
  )

  const behind = await cursorHere()
  const subject = `sortie.test.chunk.${String(partitionOf('twice', partitions))}.twice.w-1`
  for (const [, bytes] of messages) await fleet.connection.js.publish(subject, bytes)
  // Nor does a subject that none of ours would use stop the reading.
  await fleet.connection.js.publish('sortie.test.chunk.0.a$b.w-1', new Uint8Array())
  const unfenced = await readAll({ cursor: behind })
  expect(unfenced.admitted).toEqual([])
  expect(unfenced.quarantined.map(({ ended, reason }) => [ended, reason])).toEqual(
    messages.map(() => [false, 'the chunk was stored without the fence of its rollout']),
  )
  // None holds the floor.
  const lastSequence = (await stream.extent(never)).lastSequence - 1
  unfenced.learner.commit([])
  expect(unfenced.learner.cursor().partitions?.map(({ floorSequence }) => floorSequence)).toEqual(Array(partitions).fill(lastSequence))
})

test('C2: a restart from a cursor reads exactly what was not committed', async () => {
  const cursor = await cursorHere()
  const members = Array.from({ length: 12 }, (_, index) => ({
    rolloutId: `restart-${String(index)}`,
    groupId: `restart-${String(index % 5)}`,
  }))
  const queues = members.map((member) => under(member, attemptOf(member, 2)))
  // Chunks of all rollouts alternate; the last two have not ended yet.
  const rounds = Array.from({ length: 4 }, (_, round) => queues.flatMap((queue) => queue.slice(round, round + 1)))
  const [ended, open] = [
    rounds.flat().filter(([member, chunk]) => !isLastOf(queues, member, chunk)),
    queues.slice(10).map((queue) => queue.at(-1)),
  ]
  await publish(ended)

  const { learner, ...first } = await readAll({ cursor })
  expect(first.admitted).toHaveLength(10)
  const committed = ['restart-0', 'restart-3', 'restart-4', 'restart-9', 'restart-11']
  learner.commit(committed)
  const saved = learner.cursor()

  await publish(open.flatMap((message) => (message === undefined ? [] : [message])))
  const again = await readAll({ cursor: saved })
  const expected = members.map(({ rolloutId }) => rolloutId).filter((id) => !committed.slice(0, 4).includes(id))
  expect(idsOf(again).sort()).toEqual(expected.sort())
  expect(again.learner.counts.quarantined).toBe(0)

  again.learner.commit(idsOf(again))
  const nothing = await readAll({ cursor: again.learner.cursor() })
  expect([nothing.admitted, nothing.quarantined]).toEqual([[], []])
  const { lastSequence } = await stream.extent(never)
  expect(again.learner.cursor().partitions?.map(({ floorSequence }) => floorSequence)).toEqual(Array(partitions).fill(lastSequence))
})

function isLastOf(queues: readonly (readonly (readonly [Member, Uint8Array])[])[], member: Member, chunk: Uint8Array): boolean {
  return queues.slice(10).some((queue) => queue[0]?.[0] === member && queue.at(-1)?.[1] === chunk)
}

test('learners that share the partitions hand over each rollout once between them', async () => {
  const cursor = await cursorHere()
  const members = Array.from({ length: 8 }, (_, index) => ({ rolloutId: `share-${String(index)}`, groupId: `share-${String(index)}` }))
  await publish(members.flatMap((member) => under(member, attemptOf(member, 1))))
  const readings = await Promise.all([0, 1].map((index) => readAll({ cursor, share: { index, of: 2 } })))
  expect(readings.flatMap(idsOf).sort()).toEqual(members.map(({ rolloutId }) => rolloutId))
  await expect(readAll({ share: { index: 4, of: 5 } })).rejects.toMatchObject({ code: 'config.invalid' })
})

test('a sink that fails stops the learner, and what it failed on is read again', async () => {
  const cursor = await cursorHere()
  const member = { rolloutId: 'sink', groupId: 'sink' }
  await publish(under(member, attemptOf(member)))
  const sink = { admit: () => Promise.reject(new Error('disk full')), quarantine: () => Promise.resolve() }
  const learner = new Learner(stream, sink, { partitions, logger: silentLogger, cursor })
  await expect(learner.run(never)).rejects.toThrow('disk full')
  learner.commit(['sink'])
  expect(idsOf(await readAll({ cursor: learner.cursor() }))).toEqual(['sink'])
})

test('it ends quietly when its signal aborts', async () => {
  const stop = new AbortController()
  const sink = { admit: () => Promise.resolve(stop.abort()), quarantine: () => Promise.resolve() }
  const member = { rolloutId: 'abort', groupId: 'abort' }
  const cursor = await cursorHere()
  await publish(under(member, attemptOf(member)))
  const learner = new Learner(stream, sink, { partitions, logger: silentLogger, cursor })
  await learner.run(stop.signal)
  expect(learner.counts.admitted).toBe(1)
})
