/**
 * Whether memory stays flat: one process that holds a worker, a submitter and a trainer, at full speed for minutes, with a SCRIPTED
 * policy that answers at once. nats-server is another process, and not counted.
 */
import { systemClock } from '#internal/base/clock.ts'
import type { Environment } from '#internal/rollout/interaction.ts'
import { assemblyLimitsDefault } from '#internal/rollout/assembly.ts'
import { never, startFleet } from '../support/fleet.ts'
import { ScriptedPolicy } from '../support/scripted-policy.ts'
import { environmentsOf, startWorker } from '../support/worker.ts'
import { type Benchmark, inWords, spread } from './benchmark.ts'
import { Load, partitions } from './load.ts'

export const turnsEach = 16
const slots = 32
const everyMs = 1_000
const mib = 2 ** 20
/** In this a heap grows to the size that it works with, and the learner's memory of what has ended, which is bounded, fills up. */
const warmUpSeconds = 60
const warmUpRollouts = 1.2 * assemblyLimitsDefault.idsMax
/** Samples of slower machines end all the same. */
const warmUpSecondsMax = 600
const slopeMax = 1

/** Ends after so many turns, and asks nothing of anybody. */
export function endless(): Environment {
  let steps = 0
  const observation = 'o'.repeat(300)
  return {
    sandboxEnforcement: '',
    reset: () => Promise.resolve({ messages: [{ role: 'user', text: observation }] }),
    step: () =>
      Promise.resolve({ observation: { messages: [{ role: 'user', text: observation }] }, done: ++steps === turnsEach, toolCalls: [] }),
    verify: () => Promise.resolve({ rewards: [], findings: [] }),
    close: () => Promise.resolve(),
  }
}

/** By how much `values` grow from one to the next: the least-squares line. */
function slope(values: readonly number[]): number {
  const [middleX, middleY] = [(values.length - 1) / 2, values.reduce((sum, value) => sum + value, 0) / values.length]
  const covariance = values.reduce((sum, value, x) => sum + (x - middleX) * (value - middleY), 0)
  return covariance / values.reduce((sum, _, x) => sum + (x - middleX) ** 2, 0)
}

interface Sample {
  /** Delivered in this second. */
  readonly turns: number
  readonly rss: number
  readonly heap: number
  readonly external: number
}

export const memory: Benchmark = {
  summary: 'resident memory of worker and learner under load, minute after minute',
  options: { minutes: '1' },
  run: async (option) => {
    const seconds = Math.round(Number(option('minutes')) * 60)
    await using fleet = await startFleet({ partitions })
    const context = {
      environments: environmentsOf(endless),
      limits: { turns: turnsEach, tokensPerTurn: 256, tokens: 1_000_000, wallMs: 60_000 },
    }
    await using _worker = startWorker(fleet.connection, new ScriptedPolicy(() => ({ text: 'a'.repeat(100) })), {
      context,
      options: { slots },
      partitions,
    })
    const stop = new AbortController()
    let delivered = 0
    const onDelivered = (ids: readonly string[]) => {
      delivered += ids.length
    }
    const load = Load.run({ connection: fleet.connection, input: {}, verifier: {}, onDelivered }, stop.signal)
    const samples: Sample[] = []
    let warmedUp = 0
    const sampling = async () => {
      const isWarm = () => (seconds < warmUpSeconds ? true : samples.length >= warmUpSeconds && delivered >= warmUpRollouts)
      for (let left = seconds; left > 0;) {
        if (isWarm() || samples.length >= warmUpSecondsMax) left--
        else warmedUp = samples.length + 1
        await systemClock.sleep(everyMs, never)
        const { rss, heapUsed, external } = process.memoryUsage()
        const turns = delivered * turnsEach - samples.reduce((sum, sample) => sum + sample.turns, 0)
        samples.push({ turns, rss: rss / mib, heap: heapUsed / mib, external: external / mib })
      }
    }
    await Promise.race([sampling(), load])
    const turns = delivered * turnsEach
    stop.abort()
    await load
    const warm = samples.slice(warmedUp > 0 ? warmedUp : Math.floor(seconds / 3))
    const rows = (['rss', 'heap', 'external'] as const).map((kind) => {
      const values = warm.map((sample) => sample[kind])
      return { kind, mib: spread(values), mib_per_minute: slope(values) * (60_000 / everyMs) }
    })
    const growth = rows[0]?.mib_per_minute ?? Number.NaN
    const signed = (value: number) => (value < 0 ? '' : '+') + value.toFixed(2)
    return {
      head: ['memory', 'MiB', 'MiB a minute'],
      rows: rows.map((row) => [row.kind, inWords(row.mib), signed(row.mib_per_minute)]),
      note: `SCRIPTED policy; ${String(warm.length)} s after ${String(samples.length - warm.length)} s to warm up, ${String(slots)} slots, ${Math.round(turns / samples.length).toLocaleString('en-US')} turns/s; median (least – most) of a sample a second`,
      aims: [
        {
          aim: `resident memory grows by at most ${String(slopeMax)} MiB a minute`,
          measured: `${signed(growth)} MiB`,
          reached: growth <= slopeMax,
        },
      ],
      values: { seconds, warm_up_seconds: samples.length - warm.length, rollouts: delivered, turns, slots, rows, samples },
    }
  },
}
