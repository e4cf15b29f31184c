/**
 * Whether storage stays bounded under a load that goes on: the owner of a real fleet keeps the ledger and purges, with its own times, while
 * rollouts of a SCRIPTED policy come at a steady rate and a trainer commits every batch. A short run has a stream as much smaller.
 */
import { systemClock } from '#internal/base/clock.ts'
import type { StreamConnection } from '#internal/stream/connection.ts'
import { declareStreams } from '#internal/stream/streams.ts'
import { silentLogger } from '#internal/telemetry/logger.ts'
import { createOwner } from '../../cmd/shared/owner.ts'
import { never, startFleet } from '../support/fleet.ts'
import { ScriptedPolicy } from '../support/scripted-policy.ts'
import { environmentsOf, startWorker } from '../support/worker.ts'
import { type Benchmark } from './benchmark.ts'
import { Load, partitions } from './load.ts'
import { endless, turnsEach } from './memory.ts'

const slots = 32
const mib = 2 ** 20
const everyMs = 1_000
const streamMibOfAnHour = 1_024
// Retention looks every ten seconds: what comes in that time must be little beside the room.
const streamMibMin = 96
const claimingEnds = 0.8
const rateMin = 0.9

interface Sample {
  readonly delivered: number
  /** Bytes of each stream, as declared in order. */
  readonly bytes: readonly number[]
}

async function sizesOf(connection: StreamConnection, names: readonly string[]): Promise<number[]> {
  return Promise.all(names.map(async (name) => (await connection.jsm.streams.info(name)).state.bytes))
}

export const storage: Benchmark = {
  summary: 'bytes that the streams hold under a steady load, with the owner and its retention',
  options: { minutes: '4', rate: '20' },
  run: async (option) => {
    const seconds = Math.round(Number(option('minutes')) * 60)
    const rate = Number(option('rate'))
    const trajectoryBytesMax = Math.max(streamMibMin, Math.round((streamMibOfAnHour * seconds) / 3_600)) * mib
    await using fleet = await startFleet({ partitions, trajectoryBytesMax })
    const { connection } = fleet
    const context = {
      environments: environmentsOf(endless),
      limits: { turns: turnsEach, tokensPerTurn: 256, tokens: 1_000_000, wallMs: 60_000 },
    }
    await using _worker = startWorker(connection, new ScriptedPolicy(() => ({ text: 'a'.repeat(100) })), {
      context,
      options: { slots },
      partitions,
    })
    const stop = new AbortController()
    const common = { fleet: 'test', partitions, environments: ['math'], name: 'owner', reaperGraceMs: 5_000, logger: silentLogger }
    const owner = createOwner(connection, common).run(stop.signal)
    let delivered = 0
    const onDelivered = (ids: readonly string[]) => {
      delivered += ids.length
    }
    const load = Load.run({ connection, input: {}, verifier: {}, onDelivered, hasOwner: true, rate }, stop.signal)
    const declared = declareStreams({ fleet: 'test', environments: [], trajectoryBytesMax })
    const names = declared.map(({ name }) => name)
    const samples: Sample[] = []
    const sampling = async () => {
      while (samples.length < seconds) {
        await systemClock.sleep(everyMs, never)
        samples.push({ delivered, bytes: await sizesOf(connection, names) })
      }
    }
    await Promise.race([sampling(), load, ...owner])
    stop.abort()
    await load
    await Promise.allSettled(owner)
    const rows = declared.flatMap(({ name, max_bytes: room = 0 }, index) => {
      const sizes = samples.map(({ bytes }) => bytes[index] ?? 0)
      const row = { stream: name, room_mib: room / mib, most_mib: Math.max(...sizes) / mib, last_mib: (sizes.at(-1) ?? 0) / mib }
      return row.most_mib < 0.1 ? [] : [row]
    })
    const [most = Number.NaN] = rows.filter(({ stream }) => stream.endsWith('trajectories')).map((row) => row.most_mib / row.room_mib)
    const third = Math.floor(samples.length / 3)
    const during = (from: number, to: number) => (samples[to]?.delivered ?? 0) - (samples[from]?.delivered ?? 0)
    const kept = during(samples.length - 1 - third, samples.length - 1) / during(third, 2 * third)
    return {
      head: ['stream', 'room, MiB', 'most, MiB', 'at the end, MiB'],
      rows: rows.map((row) => [row.stream, row.room_mib.toFixed(0), row.most_mib.toFixed(1), row.last_mib.toFixed(1)]),
      note: `SCRIPTED policy; ${String(seconds)} s, ${delivered.toLocaleString('en-US')} rollouts of ${String(turnsEach)} turns at ${String(rate)} a second`,
      aims: [
        {
          aim: 'trajectories never take so much room that workers stop claiming',
          measured: `${(most * 100).toFixed(0)} % of the room`,
          reached: most < claimingEnds,
        },
        {
          aim: 'the last third delivers as much as the one before',
          measured: `${(kept * 100).toFixed(0)} %`,
          reached: kept >= rateMin,
        },
      ],
      values: { seconds, rate, rollouts: delivered, rows, most_of_room: most, last_third: kept, samples },
    }
  },
}
