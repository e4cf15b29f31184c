import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Clock, systemClock } from '#internal/base/clock.ts'
import { SortieError } from '#internal/base/errors.ts'
import { pb } from '#internal/gen/v1.js'
import type { LearnerReading } from '#internal/learner/gateway-ports.ts'
import { FleetLearner } from '#internal/learner/learner-service.ts'
import { type MarkPort, ShareMark } from '#internal/learner/share-mark.ts'
import type { Quarantined } from '#internal/rollout/assembly.ts'
import { partitionOf } from '#internal/rollout/identity.ts'
import { logprobBytes, tokenBytes } from '#internal/rollout/tokens.ts'
import { MarksStore } from '#internal/stream/marks-store.ts'
import { TrajectoryStream } from '#internal/stream/trajectory-stream.ts'
import { WeightsStore } from '#internal/stream/weights-store.ts'
import { type Member, attemptOf, publishChunks, under } from '../support/attempts.ts'
import { type TestFleet, never, startFleet } from '../support/fleet.ts'
import { startLearner } from '../support/learners.ts'

// What a trainer gets: batches of whole groups over a real bus, and nothing twice after a restart.

const partitions = 4
const { ROLLOUT_STATUS_COMPLETED, ROLLOUT_STATUS_FAILED_INFERENCE } = pb.RolloutStatus
const { PARTIAL_GROUPS_MASK, PARTIAL_GROUPS_DROP } = pb.PartialGroups

let fleet: TestFleet
beforeAll(async () => {
  fleet = await startFleet({ partitions })
})
afterAll(() => fleet[Symbol.asyncDispose]())

interface Trainer extends AsyncDisposable {
  readonly learner: FleetLearner
  readonly reading: LearnerReading
  readonly quarantined: Quarantined[]
}

/** A trainer that goes on from `cursor`; absent: from here on, so that tests do not see each other's rollouts. */
async function trainer(
  request: pb.OpenRequest.$Properties = {},
  options: { readonly clock?: Clock; readonly bufferBytesMax?: number } = {},
): Promise<Trainer> {
  const quarantined: Quarantined[] = []
  const quarantine = { quarantine: (refused: Quarantined) => Promise.resolve(void quarantined.push(refused)) }
  const learner = await startLearner(fleet.connection, { partitions, quarantine, ...options })
  const reading = await learner.open({ cursor: await here(), ...request }, never)
  return {
    learner,
    reading,
    quarantined,
    [Symbol.asyncDispose]: async () => {
      await reading[Symbol.asyncDispose]()
      await learner[Symbol.asyncDispose]()
    },
  }
}

async function here(): Promise<pb.LearnerCursor.$Properties> {
  const { lastSequence } = await new TrajectoryStream(fleet.connection, { fleet: 'test', partitions }).extent(never)
  return { partitions: Array.from({ length: partitions }, (_, partition) => ({ partition, floorSequence: lastSequence })) }
}

const group = (groupId: string, groupSize: number): Member[] =>
  Array.from({ length: groupSize }, (_, groupIndex) => ({ rolloutId: `${groupId}-${String(groupIndex)}`, groupId, groupSize, groupIndex }))

interface Story {
  readonly version?: number
  readonly status?: pb.RolloutStatus
  readonly reward?: number | null
}

/** One turn of two sampled tokens, and its ending. */
function rollout(member: Member, { version = 0, status = ROLLOUT_STATUS_COMPLETED, reward = 1 }: Story = {}) {
  const sampled: pb.Segment.$Properties = {
    role: pb.Role.ROLE_ASSISTANT,
    tokenIds: tokenBytes(Uint32Array.of(7, 8)),
    logprobs: logprobBytes(Float32Array.of(-1, -2)),
    lossMask: Uint8Array.of(1, 1),
    versionSpans: [{ weightVersion: version, tokenCount: 2 }],
  }
  const given: pb.Segment.$Properties = { role: pb.Role.ROLE_USER, tokenIds: tokenBytes(Uint32Array.of(5)) }
  const turn = { traceId: 't', trainable: true, turnIndex: 0, segments: [given, sampled] }
  const rewards = [{ name: 'answer', weight: 1, ...(reward === null ? {} : { value: reward }) }]
  return under(member, attemptOf(member, [turn], { status, rewards, totals: { sampledTokens: 2, wallMs: 2_000 } }))
}

const publish = (messages: Parameters<typeof publishChunks>[2]) => publishChunks(fleet.connection, partitions, messages)
const publishAll = (members: readonly Member[], story?: Story) => publish(members.flatMap((member) => rollout(member, story)))

const idsOf = (batch: pb.Batch.$Properties | null) =>
  (batch?.groups ?? []).flatMap(({ rollouts }) => (rollouts ?? []).map(({ rolloutId }) => rolloutId))

test('batches are whole groups, at least as many rollouts as asked; a group that is not whole waits', async () => {
  await using it = await trainer({ policy: { rollouts: 3 } })
  const [first, second, open] = [group('whole-a', 2), group('whole-b', 2), group('whole-c', 2)]
  await publishAll([...first, ...open.slice(0, 1), ...second])
  const batch = await it.reading.next(never)
  expect(idsOf(batch).sort()).toEqual([...first, ...second].map(({ rolloutId }) => rolloutId))
  expect(batch).toMatchObject({ number: 1, short: false, weightVersion: 0, dropped: [] })
  expect(batch.groups?.map(({ partial, leftOut }) => [partial, leftOut])).toEqual([
    [false, []],
    [false, []],
  ])
  const [sequence] = batch.groups?.[0]?.rollouts?.[0]?.sequences ?? []
  expect([...(sequence?.lossMask ?? [])]).toEqual([0, 1, 1])
  expect(it.reading.flush()).toBeNull()
})

test('a batch by tokens has at least as many as asked', async () => {
  await using it = await trainer({ policy: { tokens: 5 } })
  await publishAll(['tokens-a', 'tokens-b', 'tokens-c'].flatMap((id) => group(id, 1)))
  expect(idsOf(await it.reading.next(never))).toHaveLength(3)
})

test('a restart from the cursor of any batch gives exactly the batches behind it', async () => {
  const from = await here()
  const groups = Array.from({ length: 9 }, (_, index) => group(`again-${String(index)}`, 2))
  // Members of neighbouring groups alternate, so that floors stand between members.
  const order = groups.flatMap((members, index) => [members[0], groups[index - 1]?.[1]]).filter((member) => member !== undefined)
  const chunks = [...order, groups.at(-1)?.[1] ?? order[0]].flatMap((member) => (member === undefined ? [] : rollout(member)))
  await publish(chunks)
  const request = { cursor: from, policy: { rollouts: 6 } }
  const batches: pb.Batch.$Properties[] = []
  await using it = await trainer(request)
  for (let count = 0; count < 3; count++) batches.push(await it.reading.next(never))
  expect(batches.flatMap(idsOf).sort()).toEqual(
    groups
      .flat()
      .map(({ rolloutId }) => rolloutId)
      .sort(),
  )
  for (const [index, { cursor }] of batches.entries()) {
    // As a checkpoint keeps it: bytes.
    const saved = pb.LearnerCursor.decode(pb.LearnerCursor.encode(cursor ?? {}).finish())
    await using again = await trainer({ ...request, cursor: saved })
    for (const expected of batches.slice(index + 1)) expect(idsOf(await again.reading.next(never))).toEqual(idsOf(expected))
    expect(again.reading.flush()).toBeNull()
  }
})

test('members that failed are left out with their status; what has no reward has none; a group of failures is dropped and counted', async () => {
  await using it = await trainer({ policy: { rollouts: 2 } })
  const [mixed, failed] = [group('fail-a', 3), group('fail-b', 2)]
  const [good, unrewarded, broken] = mixed
  if (good === undefined || unrewarded === undefined || broken === undefined) throw new Error('three members')
  await publishAll(failed, { status: ROLLOUT_STATUS_FAILED_INFERENCE, reward: null })
  await publish([
    ...rollout(good),
    ...rollout(unrewarded, { reward: null }),
    ...rollout(broken, { status: ROLLOUT_STATUS_FAILED_INFERENCE, reward: null }),
  ])
  const batch = await it.reading.next(never)
  expect(batch.groups?.map(({ groupId }) => groupId)).toEqual(['fail-a'])
  expect(batch.groups?.[0]?.rollouts?.map(({ reward }) => reward)).toEqual([1, undefined])
  expect(batch.groups?.[0]?.leftOut).toMatchObject([{ rolloutId: 'fail-a-2', status: ROLLOUT_STATUS_FAILED_INFERENCE }])
  expect(batch.dropped).toEqual([{ reason: 'failed_inference', durationBucket: '10s', count: 3 }])
  // What was dropped is behind the cursor: nothing of it comes again.
  await using again = await trainer({ cursor: batch.cursor ?? {} })
  await publishAll(group('fail-c', 1))
  await expect.poll(() => idsOf(again.reading.flush())).toEqual(['fail-c-0'])
})

test('W1: what is staler than the policy accepts is dropped and counted, and a version that nobody published is quarantined', async () => {
  await using it = await trainer({ policy: { rollouts: 2, maxStalenessSteps: 1 } })
  await it.learner.publishWeights({ weightVersion: 3 }, never)
  await publishAll(group('stale', 1), { version: 1 })
  await publishAll(group('fresh', 1), { version: 2 })
  await publishAll(group('future', 1), { version: 4 })
  await publishAll(group('current', 1), { version: 3 })
  const batch = await it.reading.next(never)
  expect(idsOf(batch)).toEqual(['fresh-0', 'current-0'])
  expect(batch.groups?.map(({ rollouts }) => rollouts?.[0]?.stalenessSteps)).toEqual([1, 0])
  expect(batch.dropped).toContainEqual({ reason: 'stale', durationBucket: '10s', count: 1 })
  expect(it.quarantined.map(({ reason }) => reason)).toEqual(['invalid: weight version v4 > latest v3'])
})

test('a version that another learner has just published is asked for before anything is refused', async () => {
  await using it = await trainer({ policy: { rollouts: 1 } })
  const version = await new WeightsStore(fleet.connection, 'test').publish({}, never)
  await publishAll(group('just', 1), { version })
  expect(idsOf(await it.reading.next(never))).toEqual(['just-0'])
  expect(it.quarantined).toEqual([])
})

test('W5: a trainer that restores an older checkpoint judges by the newest version: what was fresh then is stale now', async () => {
  const weights = new WeightsStore(fleet.connection, 'test')
  const version = await weights.publish({}, never)
  const cursor = await here()
  await publishAll(group('aging', 1), { version })
  const request = { cursor, policy: { rollouts: 1, maxStalenessSteps: 1 } }
  await using before = await trainer(request)
  expect(idsOf(await before.reading.next(never))).toEqual(['aging-0'])
  await weights.publish({}, never)
  await weights.publish({}, never)
  await using after = await trainer(request)
  await expect.poll(async () => (await after.reading.state(never)).rolloutsWaiting).toBe(1)
  expect(after.reading.flush()).toBeNull()
  expect((await after.reading.state(never)).dropped).toMatchObject([{ reason: 'stale', count: 1 }])
})

test('a partial group is masked or dropped at its deadline, as the policy says, and its late member is not waited for, also after a restart', async () => {
  for (const [name, partialGroups] of [
    ['mask', PARTIAL_GROUPS_MASK],
    ['drop', PARTIAL_GROUPS_DROP],
  ] as const) {
    const policy = { rollouts: 1, partialGroups, groupDeadlineMs: 1 }
    await using it = await trainer({ policy })
    const members = group(`partial-${name}`, 2)
    await publishAll(members.slice(0, 1))
    if (name === 'drop') await publishAll(group('partial-other', 1))
    const batch = await it.reading.next(never)
    if (name === 'mask') {
      expect(batch.groups).toMatchObject([
        { partial: true, leftOut: [{ groupIndex: 1, reason: pb.LeftOutReason.LEFT_OUT_REASON_MISSING }] },
      ])
    } else {
      expect(idsOf(batch)).toEqual(['partial-other-0'])
      const dropped = async () => {
        it.reading.flush()
        return (await it.reading.state(never)).dropped
      }
      await expect.poll(dropped).toMatchObject([{ reason: 'group_partial', count: 1 }])
    }
    const cursor = (await it.reading.state(never)).cursor ?? {}
    expect(cursor.partitions?.flatMap(({ closedGroups }) => closedGroups ?? [])).toEqual([{ groupId: `partial-${name}`, missing: 1 }])
    await using again = await trainer({ cursor, policy })
    await publishAll(members.slice(1))
    await expect.poll(async () => (await again.reading.state(never)).dropped).toMatchObject([{ reason: 'late', count: 1 }])
    expect(again.reading.flush()).toBeNull()
  }
})

test('a trainer that stops holds the stream back, not memory; what it then takes is all there', async () => {
  const [first] = rollout(group('pressure-0', 1)[0] as Member)
  const bytes = (first?.[1].byteLength ?? 0) * 3 * 4
  await using it = await trainer({ policy: { rollouts: 16 } }, { bufferBytesMax: bytes })
  const members = Array.from({ length: 32 }, (_, index) => group(`pressure-${String(index)}`, 1)).flat()
  await publishAll(members)
  await expect.poll(async () => (await it.reading.state(never)).rolloutsWaiting).toBeGreaterThan(1)
  const held = await it.reading.state(never)
  expect(held.bytesWaiting).toBeLessThanOrEqual(bytes)
  expect(held.lagMessages).toBeGreaterThan(0)
  const taken: unknown[] = []
  while (taken.length < members.length) {
    const batch = await it.reading.next(never)
    expect(batch.short).toBe(true)
    taken.push(...idsOf(batch))
    if (taken.length > 24) break
  }
  await expect.poll(() => taken.push(...idsOf(it.reading.flush()))).toBe(members.length)
  expect(taken).toEqual(members.map(({ rolloutId }) => rolloutId))
})

test('a buffer full of groups that cannot become whole is an error that says what to change', async () => {
  await using it = await trainer({ policy: { rollouts: 1 } }, { bufferBytesMax: 1_000 })
  await publishAll(Array.from({ length: 8 }, (_, index) => group(`stuck-${String(index)}`, 2)[0] as Member))
  await expect(it.reading.next(never)).rejects.toMatchObject({ code: 'learner.buffer-full' })
})

test('the committed mark is where a trainer without a checkpoint goes on', async () => {
  await using it = await trainer({ policy: { rollouts: 1 } })
  await publishAll(['mark-a', 'mark-b'].flatMap((id) => group(id, 1)))
  const first = await it.reading.next(never)
  await it.reading.commit(first.cursor ?? {}, never)
  await using learner = it.learner
  await using again = await learner.open({ policy: { rollouts: 1 } }, never)
  expect(idsOf(await again.next(never))).toEqual(['mark-b-0'])
  const foreign = { ...first.cursor, batches: 99 }
  await expect(again.commit(foreign, never)).rejects.toMatchObject({ code: 'cursor.invalid' })
})

test('a checkpoint older than what has been purged is refused, with both sequences', async () => {
  const marks = new MarksStore(fleet.connection, 'test')
  const saved = await marks.retention(never)
  const revision = await marks.saveRetention({ partitions: [{ partition: 2, purgedSequence: 12 }] }, saved?.revision ?? 0, never)
  const places = [0, 1, 2, 3].map((partition) => ({ partition, floorSequence: 11 }))
  const refused = trainer({ cursor: { partitions: places } })
  await expect(refused).rejects.toThrow('stands at sequence 11 of partition 2, up to 12 was purged')
  await marks.saveRetention({}, revision, never)
})

test('a checkpoint of another stream, from behind the end of this one, or without all its places is refused', async () => {
  const cursor = await here()
  const behind = cursor.partitions?.map((place) => ({ ...place, floorSequence: 1_000_000 })) ?? []
  const named = (await new TrajectoryStream(fleet.connection, { fleet: 'test', partitions }).extent(never)).stream
  expect(named).toMatch(/^\w{16,}$/)
  await expect(trainer({ cursor: { ...cursor, stream: 'another' } })).rejects.toThrow(`of the stream another, the fleet's is ${named}`)
  await expect(trainer({ cursor: { ...cursor, partitions: behind } })).rejects.toThrow(
    'stands at sequence 1000000 of partition 0, the stream ends at',
  )
  await expect(trainer({ cursor: { partitions: cursor.partitions?.slice(0, 3) ?? [] } })).rejects.toThrow('no place in partition 3')
  await expect(trainer({ cursor: {} })).rejects.toMatchObject({ code: 'cursor.invalid' })
  await expect(trainer({ cursor, share: { index: 0, of: 2 } })).rejects.toThrow(
    "a place in partition 1, which is not of this learner's share",
  )
  await using it = await trainer({ cursor: { ...cursor, stream: named }, policy: { rollouts: 1 } })
  await expect(it.reading.commit({ batches: 0 }, never)).rejects.toThrow('the cursor has no place in partition 0')
  await publishAll(group('of-stream', 1))
  expect((await it.reading.next(never)).cursor?.stream).toBe(named)
})

test('without a checkpoint, a mark of a stream that is gone or that lies behind the end of this one holds nothing back', async () => {
  const marks = new MarksStore(fleet.connection, 'test')
  const [mark] = await marks.committed(never)
  const { lastSequence } = await new TrajectoryStream(fleet.connection, { fleet: 'test', partitions }).extent(never)
  const ahead = [0, 1, 2, 3].map((partition) => ({ partition, floorSequence: lastSequence + 1_000 }))
  await using it = await trainer()
  await marks.commit({ ...mark, cursor: { partitions: ahead }, committedAtUnixMs: systemClock.nowMs() + 1_000 }, never)
  await publishAll(group('after-loss', 1))
  {
    await using again = await it.learner.open({ policy: { rollouts: 1 } }, never)
    const end = (await new TrajectoryStream(fleet.connection, { fleet: 'test', partitions }).extent(never)).lastSequence
    expect(end).toBeGreaterThan(lastSequence)
    expect(again.from.partitions?.map(({ floorSequence }) => floorSequence)).toEqual(Array(4).fill(end))
  }
  await marks.commit({ ...mark, cursor: { partitions: ahead, stream: 'gone' }, committedAtUnixMs: systemClock.nowMs() + 2_000 }, never)
  await using anew = await it.learner.open({ policy: { rollouts: 1_000 } }, never)
  expect(anew.from.partitions).toEqual([0, 1, 2, 3].map((partition) => ({ partition, floorSequence: 0, committedRolloutIds: [] })))
})

test('without a checkpoint, what was purged is behind it, whatever the mark says, and what was purged of another stream is not', async () => {
  const marks = new MarksStore(fleet.connection, 'test')
  await using it = await trainer()
  await it.reading.commit({ ...(await here()), batches: 0 }, never)
  const before = await marks.committed(never)
  const [mark] = before
  const old = [0, 1, 2, 3].map((partition) => ({ partition, floorSequence: 1 }))
  await marks.commit({ ...mark, cursor: { partitions: old }, committedAtUnixMs: systemClock.nowMs() + 3_000 }, never)
  const purged = [{ partition: 2, purgedSequence: 12, ahead: [{ rolloutId: 'gone', lastSequence: 14 }] }]
  const saved = await marks.retention(never)
  const revision = await marks.saveRetention({ partitions: purged }, saved?.revision ?? 0, never)
  {
    await using again = await it.learner.open({}, never)
    expect(again.from.partitions?.[2]).toMatchObject({ floorSequence: 12, committedRolloutIds: ['gone'] })
  }
  await marks.commit({ ...mark, cursor: { partitions: old }, committedAtUnixMs: systemClock.nowMs() + 3_500 }, never)
  const next = await marks.saveRetention({ partitions: purged, stream: 'another' }, revision, never)
  {
    await using again = await it.learner.open({}, never)
    expect(again.from.partitions?.[2]).toMatchObject({ floorSequence: 1, committedRolloutIds: [] })
  }
  await marks.saveRetention({}, next, never)
  for (const each of before) await marks.commit({ ...each, committedAtUnixMs: systemClock.nowMs() + 4_000 }, never)
})

test('R3: without a checkpoint, what is purged while the reading is opened is behind it: nobody is told to open without one who does', async () => {
  await publishAll(group('moving', 1))
  const { lastSequence } = await new TrajectoryStream(fleet.connection, { fleet: 'test', partitions }).extent(never)
  const mark = pb.RetentionMark.create({ partitions: [{ partition: 0, purgedSequence: lastSequence }] })
  const moving = new MarksStore(fleet.connection, 'test')
  let looks = 0
  moving.retention = () => Promise.resolve(looks++ === 0 ? null : { mark, revision: 1 })
  await using learner = await startLearner(fleet.connection, { partitions, marks: moving })
  await using reading = await learner.open({}, never)
  expect(reading.from.partitions?.[0]?.floorSequence).toBe(lastSequence)
})

test('R7: the counts of what was delivered and dropped go on over a stream that is made anew, the places do not', async () => {
  const marks = new MarksStore(fleet.connection, 'test')
  await using it = await trainer()
  const before = await marks.committed(never)
  const places = [0, 1, 2, 3].map((partition) => ({ partition, floorSequence: 7, committedRolloutIds: ['x'] }))
  const cursor = { partitions: places, stream: 'gone', batches: 5, deliveredRollouts: 40, droppedRollouts: 2 }
  await marks.commit({ share: { index: 0, of: 1 }, cursor, committedAtUnixMs: systemClock.nowMs() + 5_000 }, never)
  await using anew = await it.learner.open({}, never)
  const starts = [0, 1, 2, 3].map((partition) => ({ partition, floorSequence: 0, committedRolloutIds: [] }))
  expect(anew.from).toMatchObject({ partitions: starts, batches: 5, deliveredRollouts: 40, droppedRollouts: 2 })
  for (const each of before) await marks.commit({ ...each, committedAtUnixMs: systemClock.nowMs() + 6_000 }, never)
})

test('an older checkpoint moves the mark back before anything is read: what it reads again is not taken away', async () => {
  const marks = new MarksStore(fleet.connection, 'test')
  const older = await here()
  await publishAll(['again-a', 'again-b'].flatMap((id) => group(id, 1)))
  {
    await using it = await trainer({ cursor: older, policy: { rollouts: 2 } })
    await it.reading.commit((await it.reading.next(never)).cursor ?? {}, never)
  }
  const floors = async () => (await marks.committed(never)).map(({ cursor }) => cursor?.partitions?.[0]?.floorSequence)
  expect(await floors()).not.toEqual([older.partitions?.[0]?.floorSequence])
  await using it = await trainer({ cursor: older, policy: { rollouts: 2 } })
  expect(await floors()).toEqual([older.partitions?.[0]?.floorSequence])
  expect(idsOf(await it.reading.next(never)).sort()).toEqual(['again-a-0', 'again-b-0'])
})

test('R8: a trainer that was frozen while another took its share over commits nothing, and is told; its own commits follow each other', async () => {
  const marks = new MarksStore(fleet.connection, 'test')
  const older = await here()
  await using frozen = await trainer({ cursor: older, policy: { rollouts: 1 } })
  await publishAll(['frozen-a', 'frozen-b', 'frozen-c', 'frozen-d'].flatMap((id) => group(id, 1)))
  const batches = [await frozen.reading.next(never), await frozen.reading.next(never)]
  // Two at a time, as a trainer may that does not wait for the first.
  await Promise.all(batches.map(({ cursor }) => frozen.reading.commit(cursor ?? {}, never)))
  const floors = async () => (await marks.committed(never)).map(({ cursor }) => cursor?.deliveredRollouts)
  expect(await floors()).toEqual([2])
  // Elsewhere, from an older checkpoint.
  await using other = await trainer({ cursor: older, policy: { rollouts: 1 } })
  expect(await floors()).toEqual([0])
  const late = frozen.reading.commit((await frozen.reading.next(never)).cursor ?? {}, never)
  await expect(late).rejects.toMatchObject({ code: 'session.taken', message: expect.stringContaining('learner 0 of 1') as string })
  expect(await floors()).toEqual([0])
  // One is whole and waits: it is the other's to give out.
  await expect.poll(async () => (await frozen.reading.state(never)).rolloutsWaiting).toBe(1)
  await expect(frozen.reading.next(never)).rejects.toMatchObject({ code: 'session.taken' })
  expect(() => frozen.reading.flush()).toThrow('another trainer has opened a reading')
  await expect(frozen.reading.next(never)).rejects.toMatchObject({ code: 'session.taken' })
  // It reads no more either.
  await publishAll(group('frozen-e', 1))
  await expect.poll(async () => (await other.reading.state(never)).lagMessages).toBe(0)
  expect((await frozen.reading.state(never)).lagMessages).toBeGreaterThan(0)
  expect(idsOf(await other.reading.next(never))).toEqual(['frozen-a-0'])
  // Without a checkpoint too.
  await using again = await frozen.learner.open({ policy: { rollouts: 1 } }, never)
  const refused = other.reading.commit((await other.reading.next(never)).cursor ?? {}, never)
  await expect(refused).rejects.toMatchObject({ code: 'session.taken' })
  await again.commit((await again.next(never)).cursor ?? {}, never)
  expect(await floors()).toEqual([1])
})

test('R8: a commit that was stored, but whose answer was lost, is known as its own: the next one follows it', async () => {
  const marks = new MarksStore(fleet.connection, 'test')
  const port: MarkPort = {
    own: (share, signal) => marks.own(share, signal),
    revision: (share, signal) => marks.revision(share, signal),
    protect: (mark, revision, signal) => marks.protect(mark, revision, signal),
    commitAfter: async (mark, revision, signal) => {
      const stored = await marks.commitAfter(mark, revision, signal)
      if (mark.cursor?.batches === 1) throw new SortieError('stream.unreachable', 'the answer was lost')
      return stored
    },
  }
  const share = { index: 2, of: 3 }
  const mark = new ShareMark(port, { share, session: 'one', about: () => ({ committedAtUnixMs: systemClock.nowMs() }) })
  const commit = (batches: number) => mark.commit({ batches }, () => Promise.resolve(), never)
  await mark.look(never)
  await mark.take({ batches: 0 }, never)
  await expect(commit(1)).rejects.toThrow('the answer was lost')
  await commit(2)
  expect((await marks.own(share, never))?.mark).toMatchObject({ cursor: { batches: 2 }, session: 'one' })
  // Two that open at once: the one that looked first finds that the other has begun.
  const other = new ShareMark(port, { share, session: 'two', about: () => ({}) })
  await other.look(never)
  await commit(3)
  await expect(other.take({ batches: 0 }, never)).rejects.toMatchObject({ code: 'stream.conflict' })
  await fleet.connection.jsm.streams.purge('KV_sortie_test_marks', { filter: '$KV.sortie_test_marks.committed_2_of_3' })
})

test('R9: a checkpoint that names more rollouts than a message holds is read from, and its mark names fewer; the refused commit says who holds it', async () => {
  const marks = new MarksStore(fleet.connection, 'test')
  const cursor = await here()
  const [holding] = group('holding', 1)
  if (holding === undefined) throw new Error('one member')
  await using before = await trainer({ cursor, policy: { rollouts: 1 } })
  await publish(rollout(holding).slice(0, 1))
  const ids = Array.from({ length: 50_000 }, (_, index) => `rollout-of-twenty-six-${String(index)}`)
  const partition = partitionOf('holding', partitions)
  const large = {
    ...cursor,
    partitions: cursor.partitions?.map((each) => (each.partition === partition ? { ...each, committedRolloutIds: ids } : each)) ?? [],
  }
  await expect.poll(async () => (await before.reading.state(never)).lagMessages).toBe(0)
  await expect(before.reading.commit({ ...large, batches: 0 }, never)).rejects.toMatchObject({
    code: 'cursor.invalid',
    message: expect.stringContaining(`such as rollout holding-0 of partition ${String(partition)}`) as string,
    remedy: expect.stringContaining('the cursor of a later batch fits') as string,
  })
  await using it = await trainer({ cursor: large, policy: { rollouts: 1 } })
  expect(it.reading.from.partitions?.[partition]?.committedRolloutIds).toHaveLength(50_000)
  const mark = (await marks.own({ index: 0, of: 1 }, never))?.mark
  const named = mark?.cursor?.partitions?.[partition]?.committedRolloutIds ?? []
  expect(named.length).toBeGreaterThan(30_000)
  expect(ids.slice(0, named.length)).toEqual(named)
  expect(mark?.cursor?.partitions?.map(({ floorSequence }) => floorSequence)).toEqual(
    cursor.partitions?.map(({ floorSequence }) => floorSequence),
  )
  await publish(rollout(holding).slice(1))
  expect(idsOf(await it.reading.next(never))).toEqual(['holding-0'])
})

test('R9: a cursor that fits no message is refused by name, and the mark stays', async () => {
  const marks = new MarksStore(fleet.connection, 'test')
  const before = await marks.committed(never)
  const committedRolloutIds = Array.from({ length: 50_000 }, (_, index) => `rollout-of-twenty-six-${String(index)}`)
  const mark = { share: { index: 0, of: 1 }, cursor: { partitions: [{ partition: 0, committedRolloutIds }] } }
  await expect(marks.commit(mark, never)).rejects.toThrow('it names 50000 rollouts that ended ahead of older ones')
  expect(await marks.committed(never)).toEqual(before)
})
