import { createHash } from 'node:crypto'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { freePort } from '#internal/base/free-port.ts'
import type { StreamConnection } from '#internal/stream/connection.ts'
import { createFleetStreams } from '#internal/stream/streams.ts'
import { TrajectoryStream } from '#internal/stream/trajectory-stream.ts'
import { attemptOf } from '../support/attempts.ts'
import { connectTo, never } from '../support/fleet.ts'
import { NatsServer } from '../support/nats-server.ts'

// Three servers on this machine, every record on three disks: the leader of the trajectories is killed under load, twice, while a learner reads.

const names = ['nats-0', 'nats-1', 'nats-2']
const servers: NatsServer[] = []
let connection: StreamConnection

beforeAll(async () => {
  const ports = await Promise.all(names.map(() => freePort()))
  const routes = ports.map((port) => `nats://127.0.0.1:${String(port)}`).join(', ')
  const started = names.map((name, index) =>
    NatsServer.start({
      configuration: `server_name: ${name}\ncluster { name: test, listen: "127.0.0.1:${String(ports[index])}", routes: [${routes}] }`,
    }),
  )
  servers.push(...(await Promise.all(started)))
  connection = await connectTo({ url: servers.map(({ url }) => url).join(',') }, 'owner', { unreachableAfterMs: 30_000 })
  // Until the three have found each other and chosen who leads, the API says that it is not there.
  const create = () => createFleetStreams(connection, { fleet: 'test', environments: ['math'], partitions: 4, replicas: 3 }, never)
  await vi.waitFor(create, { timeout: 60_000, interval: 500 })
}, 120_000)
afterAll(async () => {
  await connection[Symbol.asyncDispose]()
  for (const server of servers) await server[Symbol.asyncDispose]()
})

async function leader(): Promise<NatsServer> {
  const { cluster } = await connection.jsm.streams.info('sortie_test_trajectories')
  const server = servers[names.indexOf(cluster?.leader ?? '')]
  if (server === undefined) throw new Error(`no leader: ${JSON.stringify(cluster)}`)
  return server
}

test('what was acknowledged is kept when the leader is killed under load, twice', { timeout: 180_000 }, async () => {
  const stream = new TrajectoryStream(connection, { fleet: 'test', partitions: 4 })
  const acked = new Map<number, string>()
  const ackedAt: number[] = []
  const stop = new AbortController()
  let failed = 0
  // On a connection of its own, from before the first record: what a learner has of it, and when.
  await using readerConnection = await connectTo({ url: servers.map(({ url }) => url).join(',') }, 'learner', {
    unreachableAfterMs: 30_000,
  })
  const delivered = new Map<number, string>()
  const deliveredAt: number[] = []
  let twice = 0
  const reading = (async () => {
    const reader = new TrajectoryStream(readerConnection, { fleet: 'test', partitions: 4 })
    for await (const { sequence, bytes } of reader.read({ startSequence: 1 }, stop.signal)) {
      if (delivered.has(sequence)) twice++
      delivered.set(sequence, createHash('sha256').update(bytes).digest('hex'))
      deliveredAt.push(performance.now())
    }
  })().catch((thrown: unknown) => {
    if (!stop.signal.aborted) throw thrown
  })
  const writes = new AbortController()
  const write = async (lane: number) => {
    for (let index = 0; !writes.signal.aborted; index++) {
      const member = { rolloutId: `r-${String(lane)}-${String(index)}`, groupId: `g-${String(lane)}` }
      let sequence = 0
      for (const chunk of attemptOf(member, 2)) {
        try {
          sequence = await stream.append({ ...member, worker: 'w-1' }, chunk, sequence, never)
          acked.set(sequence, createHash('sha256').update(chunk).digest('hex'))
          ackedAt.push(performance.now())
        } catch {
          // Refused for good: what was not acknowledged was not promised.
          failed++
          break
        }
      }
    }
  }
  const writing = Array.from({ length: 8 }, (_, lane) => write(lane))
  for (let kill = 0; kill < 2; kill++) {
    const before = acked.size
    await expect.poll(() => acked.size, { timeout: 60_000 }).toBeGreaterThan(before + 200)
    const killed = await leader()
    await killed.kill()
    const at = acked.size
    await expect.poll(() => acked.size, { timeout: 60_000 }).toBeGreaterThan(at + 200)
    await killed.restart()
  }
  writes.abort()
  await Promise.all(writing)
  const { lastSequence } = await stream.extent(never)
  const stored = new Map<number, string>()
  for await (const { sequence, bytes } of stream.read({ startSequence: 1, untilSequence: lastSequence }, never)) {
    stored.set(sequence, createHash('sha256').update(bytes).digest('hex'))
  }
  const lost = [...acked].filter(([sequence, sha256]) => stored.get(sequence) !== sha256)
  expect(lost).toEqual([])
  // The reader went on through both elections, and had all that is stored: each once, and as it is.
  await expect.poll(() => delivered.size, { timeout: 30_000 }).toBe(stored.size)
  stop.abort()
  await reading
  expect(twice).toBe(0)
  expect([...stored].filter(([sequence, sha256]) => delivered.get(sequence) !== sha256)).toEqual([])
  process.stderr.write(
    `three nodes: ${String(acked.size)} chunks acknowledged, 0 lost, ${String(failed)} appends refused; over two leaders killed the longest gap between acknowledgements is ${longestGap(ackedAt)}, in delivery to a reader ${longestGap(deliveredAt)}\n`,
  )
})

function longestGap(timesMs: readonly number[]): string {
  const gapMs = Math.max(...timesMs.slice(1).map((time, index) => time - (timesMs[index] ?? time)))
  return `${(gapMs / 1_000).toFixed(1)} s`
}
