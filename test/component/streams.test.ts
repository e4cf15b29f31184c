import { createServer } from 'node:net'
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { expect, test } from 'vitest'
import { systemClock } from '#internal/base/clock.ts'
import { pb } from '#internal/gen/v1.js'
import { ControlBus } from '#internal/stream/control.ts'
import { KvBucket } from '#internal/stream/kv.ts'
import { PresenceBoard, announcePresence } from '#internal/stream/presence.ts'
import { createFleetStreams, openFleetStreams } from '#internal/stream/streams.ts'
import { parseChunkSubject, subjectsOf } from '#internal/stream/subjects.ts'
import { connectTo, never, startFleet } from '../support/fleet.ts'
import { NatsServer } from '../support/nats-server.ts'

const { PRESENCE_KIND_WORKER: worker, PRESENCE_KIND_REPLICA: replica } = pb.PresenceKind

test('D13: streams are created once, and everybody finds them', async () => {
  await using fleet = await startFleet({ partitions: 8 })
  await createFleetStreams(fleet.connection, { fleet: 'test', environments: ['math', 'python'], partitions: 8 }, never)
  expect(await openFleetStreams(fleet.connection, 'test', never)).toEqual({ partitions: 8 })
  await expect(openFleetStreams(fleet.connection, 'tset', never)).rejects.toMatchObject({ code: 'stream.mismatch' })
  const { config } = await fleet.connection.jsm.consumers.info('sortie_test_tasks', 'task_python')
  expect(config).toMatchObject({ ack_wait: 30e9, max_deliver: 20, ack_policy: 'explicit', filter_subject: 'sortie.test.task.python' })
})

test('D13: a stream with another configuration is an error field by field, and nothing is overwritten or created', async () => {
  await using fleet = await startFleet()
  const { jsm } = fleet.connection
  await jsm.streams.delete('sortie_test_tasks')
  await jsm.streams.update('sortie_test_trajectories', { max_bytes: 5_000_000 })
  const before = (await jsm.streams.info('sortie_test_trajectories')).config
  const create = createFleetStreams(fleet.connection, { fleet: 'test', environments: ['math'], partitions: 32 }, never)
  await expect(create).rejects.toMatchObject({ code: 'stream.mismatch', retryable: false })
  const error = (await create.catch((thrown: unknown) => thrown)) as Error
  expect(error.message).toContain('stream sortie_test_trajectories: max_bytes is 5000000, declared 1073741824')
  expect(error.message).toContain('metadata: sortie-partitions is "4", declared "32"')
  expect((await jsm.streams.info('sortie_test_trajectories')).config).toEqual(before)
  await expect(jsm.streams.info('sortie_test_tasks')).rejects.toThrow('stream not found')
})

test('a bucket is read whole, also where every key is written again and again meanwhile', async () => {
  await using fleet = await startFleet()
  const bucket = new KvBucket(fleet.connection, subjectsOf('test').presenceBucket)
  const keys = Array.from({ length: 40 }, (_, index) => `worker.w-${String(index)}`)
  for (const key of keys) await bucket.put(key, new Uint8Array(4_000), null, never)
  const stop = new AbortController()
  const writing = keys.map(async (key) => {
    while (!stop.signal.aborted) await bucket.put(key, new Uint8Array(4_000), null, never)
  })
  try {
    for (let round = 0; round < 20; round++) {
      const found: string[] = []
      for await (const { key } of bucket.scan(never)) found.push(key)
      expect(found.sort()).toEqual([...keys].sort())
    }
  } finally {
    stop.abort()
    await Promise.all(writing)
  }
})

test('a limit on running work may be moved without being another configuration', async () => {
  await using fleet = await startFleet()
  await fleet.connection.jsm.consumers.update('sortie_test_tasks', 'task_math', { max_ack_pending: 3 })
  await createFleetStreams(fleet.connection, { fleet: 'test', environments: ['math'], partitions: 4 }, never)
  await fleet.connection.jsm.consumers.update('sortie_test_tasks', 'task_math', { ack_wait: 5e9 })
  const create = createFleetStreams(fleet.connection, { fleet: 'test', environments: ['math'], partitions: 4 }, never)
  await expect(create).rejects.toThrow('consumer task_math: ack_wait is 5000000000, declared 30000000000')
})

test('D14: a server that does not answer: what was tried, for how long, and what to do', async () => {
  const placeholder = createServer().listen(0, '127.0.0.1')
  await once(placeholder, 'listening')
  const url = `nats://127.0.0.1:${String((placeholder.address() as AddressInfo).port)}`
  placeholder.close()
  await once(placeholder, 'close')
  await expect(connectTo({ url }, 'lost', { unreachableAfterMs: 300 })).rejects.toMatchObject({
    code: 'stream.unreachable',
    message: expect.stringMatching(
      /no nats-server answers at nats:\/\/127\.0\.0\.1:\d+: tried \d times in 0\.\d s, last .*REFUSED/,
    ) as string,
    remedy: expect.stringContaining('nats-server -js') as string,
  })
})

test('D14: refused credentials and a server without JetStream are said at once', async () => {
  await using guarded = await NatsServer.start({ token: 'secret' })
  const startedNs = systemClock.monotonicNs()
  await expect(connectTo(guarded, 'w', { token: 'wrong' })).rejects.toMatchObject({
    code: 'stream.unreachable',
    message: expect.stringContaining('refused the credentials') as string,
  })
  await using connection = await connectTo(guarded, 'w', { token: 'secret' })
  expect(connection.nats.isClosed()).toBe(false)
  await using plain = await NatsServer.start({ jetstream: false })
  await expect(connectTo(plain, 'w')).rejects.toThrow('has no JetStream')
  expect((systemClock.monotonicNs() - startedNs) / 1e9).toBeLessThan(8)
})

test('an attempt to connect ends with its signal', async () => {
  await using silent = await silentServer()
  const stop = new AbortController()
  const mine = connectTo(silent, 'w', {}, stop.signal)
  stop.abort(new Error('stop'))
  await expect(mine).rejects.toThrow('stop')
})

test('presence: entries age by the reader’s own clock, and leave when their sender does', async () => {
  await using fleet = await startFleet({ presenceTtlMs: 60_000 })
  let movedNs = 0
  const clock = { ...systemClock, monotonicNs: () => systemClock.monotonicNs() + movedNs }
  const board = new PresenceBoard({ ...fleet.connection, clock }, { fleet: 'test' })
  const stop = new AbortController()
  const reading = board.run(stop.signal)
  const leave = new AbortController()
  const options = { fleet: 'test', ttlMs: 30_000 }
  const announce = (presence: pb.Presence.$Properties, signal: AbortSignal) =>
    announcePresence(fleet.connection, options, () => presence, signal)
  const staying = announce({ kind: replica, name: 'r-1', url: 'http://r-1', state: 2 }, stop.signal)
  const leaving = announce({ kind: worker, name: 'w-1', slots: 4 }, leave.signal)
  await expect.poll(() => board.current(worker)).toMatchObject([{ name: 'w-1', slots: 4, beat: 1, ttlMs: 30_000 }])
  await expect.poll(() => board.current(replica)).toMatchObject([{ name: 'r-1', url: 'http://r-1' }])
  leave.abort()
  await leaving
  await expect.poll(() => board.current(worker)).toEqual([])
  movedNs = 29_000 * 1e6
  expect(board.current(replica)).toHaveLength(1)
  movedNs = 31_000 * 1e6
  expect(board.current(replica)).toEqual([])
  stop.abort()
  await Promise.all([reading, staying])
})

test('control: cancel and pause reach every worker, drain its own, and an answer comes back', async () => {
  await using fleet = await startFleet()
  const bus = new ControlBus(fleet.connection, 'test')
  const stop = new AbortController()
  const [first, second, owner] = [
    await bus.forWorker('w-1', stop.signal),
    await bus.forWorker('w-2', stop.signal),
    await bus.all(stop.signal),
  ]
  // Garbage on the wire is passed over.
  fleet.connection.nats.publish('sortie.test.control.cancel', Uint8Array.of(0x0a, 0xff))
  await bus.publish({ cancel: { groupId: 'g' } }, never)
  await bus.publish({ drain: { worker: 'w-2', epoch: 3, graceMs: 1_000 } }, never)
  await bus.publish({ pause: { paused: true } }, never)
  await bus.publish({ drained: { worker: 'w-2', epoch: 3 } }, never)
  const take = async (from: AsyncIterable<pb.Control>, count: number) => {
    const found: pb.Control[] = []
    for await (const control of from) if (found.push(control) === count) break
    return found
  }
  expect(await take(first, 2)).toMatchObject([{ cancel: { groupId: 'g' } }, { pause: { paused: true } }])
  expect(await take(second, 3)).toMatchObject([{ cancel: {} }, { drain: { epoch: 3 } }, { pause: {} }])
  expect((await take(owner, 4))[3]).toMatchObject({ drained: { worker: 'w-2', epoch: 3 } })
  stop.abort()
})

test('control: an order against old weights reaches a worker that was cut off when it was given', async () => {
  await using fleet = await startFleet()
  const stop = new AbortController()
  const said = await new ControlBus(fleet.connection, 'test').forWorker('w-1', stop.signal)
  await fleet.server.restart()
  // Before the worker's connection is back: it waits half a second between tries.
  await using other = await connectTo(fleet.server, 'learner')
  await new ControlBus(other, 'test').publish({ cancel: { groupId: 'named' } }, never)
  await new ControlBus(other, 'test').publish({ cancel: { olderThanWeightVersion: 4 } }, never)
  for await (const { cancel } of said) if (cancel?.olderThanWeightVersion === 4) break
  stop.abort()
})

test('subjects are built of checked tokens alone', () => {
  const subjects = subjectsOf('fleet')
  expect(parseChunkSubject(subjects.chunk(3, 'r-1', 'w-1'))).toEqual({ partition: 3, rolloutId: 'r-1', worker: 'w-1' })
  for (const part of ['3.r-1', '3.a$b.w-1', `3.${'r'.repeat(65)}.w-1`, '03.r-1.w-1', 'x.r-1.w-1', '3.r-1.w 1'])
    expect(parseChunkSubject(`sortie.fleet.chunk.${part}`)).toBeNull()
  expect(() => subjectsOf('a.b')).toThrow('illegal character "." at position 2')
  for (const bad of ['', '*', '>', 'a b', 'a\r\n', 'x'.repeat(65)]) {
    expect(() => subjects.chunk(0, bad, 'w')).toThrow()
    expect(() => subjects.task(bad)).toThrow()
    expect(() => subjects.drain(bad)).toThrow()
  }
})

/** Accepts connections and says nothing. */
async function silentServer() {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    url: `nats://127.0.0.1:${String((server.address() as AddressInfo).port)}`,
    [Symbol.asyncDispose]: async () => {
      server.close()
      await once(server, 'close')
    },
  }
}

test('of several servers, any that answers is the bus', async () => {
  await using fleet = await startFleet()
  const away = 'nats://127.0.0.1:1'
  for (const url of [`${fleet.server.url},${away}`, `${away}, ${fleet.server.url}`]) {
    await using connection = await connectTo({ url }, 'someone')
    expect(await openFleetStreams(connection, 'test', never)).toMatchObject({ partitions: expect.any(Number) as number })
  }
})
