import { afterAll, beforeAll, expect, test } from 'vitest'
import { partitionOf } from '#internal/rollout/identity.ts'
import { subjectsOf } from '#internal/stream/subjects.ts'
import { TrajectoryStream } from '#internal/stream/trajectory-stream.ts'
import { chunkBytesMax } from '#internal/stream/streams.ts'
import { SeverableProxy } from '../support/proxy.ts'
import { type TestFleet, chunkBytes, connectTo, never, startFleet } from '../support/fleet.ts'

let fleet: TestFleet
let stream: TrajectoryStream

beforeAll(async () => {
  fleet = await startFleet()
  stream = new TrajectoryStream(fleet.connection, { fleet: 'test', partitions: 4 })
})
afterAll(() => fleet[Symbol.asyncDispose]())

const addressOf = (rolloutId: string, worker = 'w-1') => ({ groupId: `g-${rolloutId}`, rolloutId, worker })
const opening = (rolloutId: string, attempt: number, worker: string) =>
  chunkBytes({ rolloutId, groupId: `g-${rolloutId}`, attempt, worker, opening: { leaseMs: 30_000 } })
const turns = (rolloutId: string, chunkSeq: number, text = '') =>
  chunkBytes({ rolloutId, groupId: `g-${rolloutId}`, chunkSeq, turns: { turns: [{ segments: [{ text }] }] } })

async function readAll(options: Parameters<TrajectoryStream['read']>[0]) {
  const found = []
  for await (const chunk of stream.read(options, never)) found.push(chunk)
  return found
}

test('D3: a late writer is refused once another attempt has opened', async () => {
  const first = addressOf('fence', 'w-1')
  const second = addressOf('fence', 'w-2')
  expect(await stream.last(first, never)).toBeNull()
  const opened = await stream.append(first, opening('fence', 1, 'w-1'), 0, never)
  const last = await stream.last(second, never)
  expect(last).toMatchObject({ sequence: opened, chunk: { attempt: 1, worker: 'w-1' } })
  const taken = await stream.append(second, opening('fence', 2, 'w-2'), opened, never)
  await expect(stream.append(first, turns('fence', 1), opened, never)).rejects.toMatchObject({ code: 'stream.fenced', retryable: false })
  await stream.append(second, turns('fence', 1), taken, never)
})

test('D3: what lies last and is no record is passed by the fence, and hides nothing before it', async () => {
  const address = addressOf('spoilt', 'w-1')
  const at = await stream.append(address, Uint8Array.of(0x0f), 0, never)
  expect(await stream.last(address, never)).toMatchObject({ sequence: at, chunk: { attempt: 0, rolloutId: '' } })
  const opened = await stream.append(address, opening('spoilt', 1, 'w-1'), at, never)
  const spoilt = await stream.append(address, Uint8Array.of(0x0f), opened, never)
  const subject = subjectsOf('test').chunk(partitionOf('g-spoilt', 4), 'spoilt', 'w-9')
  const { seq: unfenced } = await fleet.connection.js.publish(subject, opening('spoilt', 7, 'w-9'))
  expect(unfenced).toBe(spoilt + 1)
  expect(await stream.last(address, never)).toMatchObject({ sequence: unfenced, chunk: { attempt: 1, worker: 'w-1' } })
  const others = await stream.append(address, chunkBytes({ rolloutId: 'another', ending: { status: 1 } }), unfenced, never)
  expect(await stream.last(address, never)).toMatchObject({ sequence: others, chunk: { attempt: 1, ending: null } })
  await stream.append(address, opening('spoilt', 2, 'w-2'), others, never)
  expect(await stream.last(address, never)).toMatchObject({ chunk: { attempt: 2 } })
})

test('D3: two attempts that open at the same time: one of them', async () => {
  const attempts = ['w-1', 'w-2'].map((worker) => stream.append(addressOf('race', worker), opening('race', 1, worker), 0, never))
  const settled = await Promise.allSettled(attempts)
  expect(settled.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
  expect(settled.find(({ status }) => status === 'rejected')).toMatchObject({ reason: { code: 'stream.fenced' } })
})

test('D4: the retry of a publish whose acknowledgement was lost finds its own bytes', async () => {
  await using proxy = await SeverableProxy.start(fleet.server.port)
  await using connection = await connectTo(proxy, 'w-1')
  const through = new TrajectoryStream(connection, { fleet: 'test', partitions: 4, ackTimeoutMs: 400 })
  const address = addressOf('lost-ack')
  const opened = await through.append(address, opening('lost-ack', 1, 'w-1'), 0, never)
  proxy.withholdReplies()
  const appending = through.append(address, turns('lost-ack', 1, 'once'), opened, never)
  await expect.poll(() => stream.last(address, never).then((last) => last?.chunk.chunkSeq)).toBe(1)
  await proxy.sever()
  const stored = await appending
  expect(stored).toBe((await stream.last(address, never))?.sequence)
  const found = await readAll({ startSequence: opened, untilSequence: (await stream.extent(never)).lastSequence })
  expect(found.filter(({ rolloutId }) => rolloutId === 'lost-ack')).toHaveLength(2)
})

test('D4: the same bytes again are the stored ones, other bytes are another attempt', async () => {
  const address = addressOf('again')
  const opened = await stream.append(address, opening('again', 1, 'w-1'), 0, never)
  const stored = await stream.append(address, turns('again', 1, 'mine'), opened, never)
  expect(await stream.append(address, turns('again', 1, 'mine'), opened, never)).toBe(stored)
  await expect(stream.append(address, turns('again', 1, 'other'), opened, never)).rejects.toMatchObject({ code: 'stream.fenced' })
  // The same bytes of another worker are another's too.
  await expect(stream.append(addressOf('again', 'w-2'), turns('again', 1, 'mine'), opened, never)).rejects.toMatchObject({
    code: 'stream.fenced',
  })
})

test('D6: a chunk over the limit is refused before it is sent', async () => {
  const before = await stream.extent(never)
  const refused = stream.append(addressOf('large'), new Uint8Array(chunkBytesMax + 1), 0, never)
  await expect(refused).rejects.toMatchObject({ code: 'chunk.too-large', message: expect.stringContaining('524288 at most') as string })
  expect(await stream.extent(never)).toEqual(before)
})

test('D5: a full stream refuses by name, loses nothing, and goes on once there is room', async () => {
  await using small = await startFleet({ fleet: 'small', trajectoryBytesMax: 200_000 })
  const policy = { firstMs: 5, maxMs: 10, attemptsMax: 3 }
  const log = new TrajectoryStream(small.connection, { fleet: 'small', partitions: 4, appendPolicy: policy })
  const text = 'x'.repeat(20_000)
  const stored: number[] = []
  const fill = async () => {
    for (let index = 0; index < 100; index++)
      stored.push(await log.append(addressOf(`full-${String(index)}`), turns('full', 0, text), 0, never))
  }
  await expect(fill()).rejects.toMatchObject({ code: 'stream.full', retryable: true })
  expect(stored.length).toBeGreaterThan(5)
  expect(await log.fill(never)).toBeGreaterThan(0.8)
  expect(await log.extent(never)).toMatchObject({ messages: stored.length, lastSequence: stored.at(-1) })
  // A writer that is willing to wait gets through as soon as there is room again.
  const patient = new TrajectoryStream(small.connection, {
    fleet: 'small',
    partitions: 4,
    appendPolicy: { firstMs: 20, maxMs: 20, attemptsMax: 500 },
  })
  const waiting = patient.append(addressOf('after'), turns('after', 0, text), 0, never)
  await small.connection.jsm.streams.purge('sortie_small_trajectories', { seq: stored[2] as number })
  expect(await waiting).toBe((stored.at(-1) as number) + 1)
})

test('D7: reading is in order, from a sequence, by partition, and ends where it is told to', async () => {
  const from = (await stream.extent(never)).lastSequence + 1
  const sequences: number[] = []
  for (let index = 0; index < 1_200; index++) {
    sequences.push(await stream.append(addressOf(`read-${String(index)}`), turns(`read-${String(index)}`, 0), 0, never))
  }
  const untilSequence = sequences.at(-1) as number
  expect((await readAll({ startSequence: from, untilSequence })).map(({ sequence }) => sequence)).toEqual(sequences)
  const middle = sequences[700] as number
  expect((await readAll({ startSequence: middle, untilSequence })).map(({ sequence }) => sequence)).toEqual(sequences.slice(700))
  const parts = await Promise.all([[0, 2], [1], [3]].map((partitions) => readAll({ startSequence: from, untilSequence, partitions })))
  expect(new Set(parts[0]?.map(({ partition }) => partition))).toEqual(new Set([0, 2]))
  expect(parts.flat().map(({ sequence }) => sequence).sort((a, b) => a - b)).toEqual(sequences) // prettier-ignore
  expect(await readAll({ startSequence: untilSequence + 1, untilSequence })).toEqual([])
})

test('D7: a reader that follows sees what comes later, and a server that was killed loses it nothing', async () => {
  await using own = await startFleet({ fleet: 'kill' })
  const log = new TrajectoryStream(own.connection, { fleet: 'kill', partitions: 4 })
  const stop = new AbortController()
  const seen: string[] = []
  const reading = (async () => {
    for await (const { rolloutId } of log.read({ startSequence: 1 }, stop.signal)) seen.push(rolloutId)
  })()
  reading.catch(() => undefined)
  await log.append(addressOf('before'), turns('before', 0), 0, never)
  await expect.poll(() => seen).toEqual(['before'])
  await own.server.restart()
  await log.append(addressOf('after'), turns('after', 0), 0, never)
  await expect.poll(() => seen, { timeout: 20_000 }).toEqual(['before', 'after'])
  stop.abort(new Error('enough'))
  await expect(reading).rejects.toThrow('enough')
})
