import { afterEach, beforeEach, expect, test } from 'vitest'
import { systemClock } from '#internal/base/clock.ts'
import { Gatekeeper } from '#internal/learner/gatekeeper.ts'
import { committedCursor } from '#internal/learner/marks.ts'
import { Retention } from '#internal/learner/retention.ts'
import type { StreamConnection } from '#internal/stream/connection.ts'
import { MarksStore } from '#internal/stream/marks-store.ts'
import { TaskGate, openGate } from '#internal/stream/task-gate.ts'
import { TrajectoryStream } from '#internal/stream/trajectory-stream.ts'
import { WeightsStore } from '#internal/stream/weights-store.ts'
import type { Logger } from '#internal/telemetry/logger.ts'
import { silentLogger } from '#internal/telemetry/logger.ts'
import { type TestFleet, connectTo, never, startFleet } from '../support/fleet.ts'

// What learners write themselves, as it may look: the owner reads it every second, and must live.

let fleet: TestFleet
let connection: StreamConnection
const said: string[] = []
const logger: Logger = { ...silentLogger, warn: (message, fields) => said.push(`${message} ${JSON.stringify(fields)}`) }
beforeEach(async () => {
  said.length = 0
  fleet = await startFleet()
  connection = await connectTo(fleet.server, 'owner-2', { logger })
})
afterEach(async () => {
  await connection[Symbol.asyncDispose]()
  await fleet[Symbol.asyncDispose]()
})

const garbage = Uint8Array.of(0x0a, 0xff)
const write = (key: string) => connection.js.publish(`$KV.sortie_test_${key}`, garbage)

test('a mark that is none is passed over, by its key; the gate and the purges go on by the others', async () => {
  const marks = new MarksStore(connection, 'test')
  const cursor = { partitions: [{ partition: 1 }, { partition: 3 }] }
  await marks.commit({ share: { index: 1, of: 2 }, policy: { rollouts: 2, maxStalenessSteps: 1 }, cursor }, never)
  await write('marks.committed_0_of_2')
  expect(await marks.committed(never)).toMatchObject([{ share: { index: 1, of: 2 } }])
  expect(said).toEqual([expect.stringContaining('committed_0_of_2')])
  const counted = () => ({ ended: 0, holding: true, position: 0 })
  const ports = { gate: new TaskGate(connection, 'test'), marks, weights: new WeightsStore(connection, 'test'), counted }
  const keeper = new Gatekeeper(ports, { partitions: 4, environments: ['math'], clock: systemClock, logger, open: openGate })
  expect(await keeper.look(never)).toBe(4)
  const chunks = new TrajectoryStream(connection, { fleet: 'test', partitions: 4 })
  await new Retention({ chunks, marks, counted }, { partitions: 4, clock: systemClock, logger }).pass(never)
})

test('marks come in the order in which they were written, so a learner whose clock is ahead holds nothing that others have had since', async () => {
  const marks = new MarksStore(connection, 'test')
  const commit = (index: number, of: number, floorSequence: number, committedAtUnixMs: number) => {
    const cursor = { partitions: [0, 1].filter((each) => each % of === index).map((partition) => ({ partition, floorSequence })) }
    return marks.commit({ share: { index, of }, cursor, committedAtUnixMs }, never)
  }
  const floors = async () => (committedCursor(await marks.committed(never), [0, 1]).partitions ?? []).map((each) => each.floorSequence)
  const nowMs = systemClock.nowMs()
  await commit(1, 2, 5, nowMs - 1_000)
  await commit(0, 1, 10, nowMs + 600_000)
  await commit(0, 2, 20, nowMs)
  expect(await floors()).toEqual([20, 10])
  await commit(1, 2, 30, nowMs)
  expect(await floors()).toEqual([20, 30])
  expect((await marks.committed(never)).map(({ share }) => `${String(share?.index)} of ${String(share?.of)}`)).toEqual([
    '0 of 1',
    '0 of 2',
    '1 of 2',
  ])
})

test('a weight manifest that is none is an error with its key and the next step; the gatekeeper says so and goes on', async () => {
  const weights = new WeightsStore(connection, 'test')
  await write('weights.current')
  const refusal = {
    code: 'chunk.undecodable',
    message: expect.stringContaining('key current of the bucket sortie_test_weights') as string,
    remedy: expect.stringContaining('nats kv purge sortie_test_weights current') as string,
  }
  await expect(weights.current(never)).rejects.toMatchObject(refusal)
  await expect(weights.publish({ weightVersion: 3 }, never)).rejects.toMatchObject(refusal)
  const counted = () => ({ ended: 0, position: 0 })
  const ports = { gate: new TaskGate(connection, 'test'), marks: new MarksStore(connection, 'test'), weights, counted }
  const keeper = new Gatekeeper(ports, { partitions: 4, environments: ['math'], clock: systemClock, logger, open: openGate, everyMs: 10 })
  const stop = new AbortController()
  const running = keeper.run(stop.signal)
  await expect.poll(() => said.filter((line) => line.includes('trying again')).length, { timeout: 5_000 }).toBeGreaterThan(2)
  stop.abort()
  await running
})

test('who follows the weights passes over what is none, and has the next', { timeout: 20_000 }, async () => {
  const weights = new WeightsStore(connection, 'test')
  await write('weights.current')
  const stop = new AbortController()
  const following = weights.follow(stop.signal)
  const next = following.next()
  await expect.poll(() => said.length, { timeout: 5_000 }).toBe(1)
  await connection.jsm.streams.purge('KV_sortie_test_weights')
  await weights.publish({ weightVersion: 3 }, never)
  expect((await next).value).toMatchObject({ weightVersion: 3 })
  stop.abort()
  await following.return(undefined)
})

test('a version that is published again is known by all but its time, also while its first call is on its way', async () => {
  const weights = new WeightsStore(connection, 'test')
  const manifest = { weightVersion: 4, uri: 'file:///w/4', sha256: Uint8Array.of(1, 2), bytes: 3, parent: 3 }
  const publish = (createdAtUnixMs: number, change = {}) => weights.publish({ ...manifest, createdAtUnixMs, ...change }, never)
  expect(await Promise.all([publish(1), publish(2)])).toEqual([4, 4])
  expect(await publish(3)).toBe(4)
  for (const change of [{ uri: 'file:///w/other' }, { sha256: Uint8Array.of(1, 3) }, { bytes: 4 }, { parent: 2 }, { format: 'gguf' }])
    await expect(publish(3, change)).rejects.toMatchObject({ code: 'weights.conflict' })
  // Without a version each is another.
  expect(await publish(5, { weightVersion: 0 })).toBe(5)
  expect(await publish(6, { weightVersion: 0 })).toBe(6)
})
