import { createHash } from 'node:crypto'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { freePort } from '#internal/base/free-port.ts'
import type { StreamConnection } from '#internal/stream/connection.ts'
import { createFleetStreams } from '#internal/stream/streams.ts'
import { TrajectoryStream } from '#internal/stream/trajectory-stream.ts'
import { attemptOf } from '../support/attempts.ts'
import { connectTo, never } from '../support/fleet.ts'
import { NatsServer } from '../support/nats-server.ts'

// Three servers on this machine, every record on three disks: the leader of the trajectories is killed under load, twice.

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
  const times: number[] = []
  const stop = new AbortController()
  let failed = 0
  const write = async (lane: number) => {
    for (let index = 0; !stop.signal.aborted; index++) {
      const member = { rolloutId: `r-${String(lane)}-${String(index)}`, groupId: `g-${String(lane)}` }
      let sequence = 0
      for (const chunk of attemptOf(member, 2)) {
        try {
          sequence = await stream.append({ ...member, worker: 'w-1' }, chunk, sequence, never)
          acked.set(sequence, createHash('sha256').update(chunk).digest('hex'))
          times.push(performance.now())
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
  stop.abort()
  await Promise.all(writing)
  const { lastSequence } = await stream.extent(never)
  const stored = new Map<number, string>()
  for await (const { sequence, bytes } of stream.read({ startSequence: 1, untilSequence: lastSequence }, never)) {
    stored.set(sequence, createHash('sha256').update(bytes).digest('hex'))
  }
  const lost = [...acked].filter(([sequence, sha256]) => stored.get(sequence) !== sha256)
  expect(lost).toEqual([])
  const gap = Math.max(...times.slice(1).map((time, index) => time - (times[index] ?? time)))
  process.stderr.write(
    `three nodes: ${String(acked.size)} chunks acknowledged, 0 lost, ${String(failed)} appends refused; longest gap in delivery ${(gap / 1_000).toFixed(1)} s over two leaders killed\n`,
  )
})
