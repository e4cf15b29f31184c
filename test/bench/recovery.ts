/**
 * A worker killed with -9 in the middle of its rollouts: how deep the throughput falls, when it is back, and whether anything was lost
 * or came twice. Workers and replica are processes that a supervisor starts again, as a kubelet would; the engine is SCRIPTED and takes
 * a set time for an answer, so that slots bound the throughput and not this machine.
 */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { systemClock as clock } from '#internal/base/clock.ts'
import { invariant } from '#internal/base/errors.ts'
import { systemRng as rng } from '#internal/base/rng.ts'
import { fleetProcess } from '#internal/local/fleet.ts'
import { Supervisor } from '#internal/local/supervisor.ts'
import { silentLogger } from '#internal/telemetry/logger.ts'
import { never, startFleet } from '../support/fleet.ts'
import { startScriptedLlamaServer } from '../support/scripted-llama-server.ts'
import { type Benchmark, inWords, spread } from './benchmark.ts'
import { Load, partitions } from './load.ts'

const workers = 2
const slots = 8
const answerMs = 100
/** Throughput is that of the last two seconds, looked at four times a second. */
const windowMs = 2_000
const everyMs = 250
const settleMs = 5_000
const recoveredShare = 0.9
const recoveredWithinMs = 60_000

export interface Delivery {
  readonly atMs: number
  readonly rolloutIds: readonly string[]
}

export const nowMs = () => clock.monotonicNs() / 1e6

/** Workers, and the replica before the engine. */
export async function startProcesses(natsUrl: string, engineUrl: string) {
  const logFolder = await mkdtemp(join(tmpdir(), 'sortie-recovery-'))
  const life = new AbortController()
  const supervisor = new Supervisor({ clock, rng, logger: silentLogger })
  const environment = { PATH: process.env['PATH'] ?? '', SORTIE_ENVIRONMENTS: 'math' }
  const secrets = { natsToken: '', fleetToken: 'a-token-of-the-benchmark' }
  const size = { slots, replicas: 1, sequencesPerReplica: workers * slots, model: '', settings: { worker: {}, replica: {} } }
  const fleet = { fleet: 'test', natsUrl, engineUrl, logFolder, environment, ...secrets, ...size }
  const names = Array.from({ length: workers }, (_, index) => `worker-${String(index + 1)}`)
  const specs = [fleetProcess(fleet, 'replica', 'replica-1'), ...names.map((name) => fleetProcess(fleet, 'worker', name))]
  for (const spec of specs) await supervisor.keep(spec, life.signal)
  return {
    supervisor,
    [Symbol.asyncDispose]: async () => {
      life.abort()
      await supervisor.stopAll(1_000)
      await rm(logFolder, { recursive: true })
    },
  }
}

/** Rollouts a second in the window that ends now. */
function throughput(deliveries: readonly Delivery[]): number {
  const since = nowMs() - windowMs
  const recent = deliveries.filter(({ atMs }) => atMs >= since)
  return recent.reduce((sum, { rolloutIds }) => sum + rolloutIds.length, 0) / (windowMs / 1_000)
}

/** Throughputs of so many milliseconds, or until one is enough. */
export async function watch(deliveries: readonly Delivery[], forMs: number, enough = Number.POSITIVE_INFINITY): Promise<number[]> {
  const seen: number[] = []
  const startedMs = nowMs()
  while (nowMs() - startedMs < forMs) {
    await clock.sleep(everyMs, never)
    seen.push(throughput(deliveries))
    if ((seen.at(-1) ?? 0) >= enough) break
  }
  return seen
}

export const recovery: Benchmark = {
  summary: 'throughput around a kill -9 of one of two workers; rollouts lost and delivered twice',
  options: { seconds: '15' },
  run: async (option) => {
    const phaseMs = Number(option('seconds')) * 1_000
    await using fleet = await startFleet({ partitions })
    await using engine = await startScriptedLlamaServer({ answer: () => '#### 2', answerMs })
    await using parts = await startProcesses(fleet.server.url, engine.url)
    const deliveries: Delivery[] = []
    const onDelivered = (rolloutIds: readonly string[]) => deliveries.push({ atMs: nowMs(), rolloutIds })
    const stop = new AbortController()
    const input = { question: '1 + 1?' }
    const load = Load.run({ connection: fleet.connection, input, verifier: { answer: '2' }, onDelivered }, stop.signal)
    load.catch(() => undefined)
    const settled = await watch(deliveries, 30_000, 1)
    invariant((settled.at(-1) ?? 0) > 0, 'nothing was delivered within 30 s')
    await watch(deliveries, settleMs)
    const before = spread(await watch(deliveries, phaseMs))
    const killedMs = nowMs()
    parts.supervisor.processes.get('worker-1')?.signal('SIGKILL')
    // The window still holds what was before the kill.
    const falling = await watch(deliveries, windowMs)
    const back = await watch(deliveries, recoveredWithinMs, before.median * recoveredShare)
    const recoveredMs = nowMs() - killedMs
    const recovered = (back.at(-1) ?? 0) >= before.median * recoveredShare
    const after = spread(await watch(deliveries, phaseMs))
    stop.abort()
    const submitted = await load
    const delivered = deliveries.flatMap(({ rolloutIds }) => rolloutIds)
    const distinct = new Set(delivered).size
    const [lost, duplicates] = [submitted - distinct, delivered.length - distinct]
    const lowest = Math.min(...falling, ...back)
    const share = after.median / before.median
    const tookSeconds = recoveredMs / 1_000
    return {
      head: ['throughput', 'rollouts/s'],
      rows: [
        ['before the kill', inWords(before)],
        ['lowest after it', lowest.toFixed(0)],
        [`at ${String(recoveredShare * 100)} % again after`, recovered ? `${tookSeconds.toFixed(1)} s` : 'never'],
        ['after that', `${inWords(after)}, ${(share * 100).toFixed(0)} %`],
        ['submitted, delivered, lost, twice', [submitted, distinct, lost, duplicates].join(', ')],
      ],
      note: `SCRIPTED engine, ${String(answerMs)} ms an answer; ${String(workers)} workers of ${String(slots)} slots; windows of ${String(windowMs / 1_000)} s, median (least – most)`,
      aims: [
        {
          aim: 'no rollout lost, none delivered twice',
          promise: true,
          measured: `${String(lost)}, ${String(duplicates)}`,
          reached: lost === 0 && duplicates === 0,
        },
        {
          aim: '≥ 90 % of the throughput within 60 s',
          measured: `${(share * 100).toFixed(0)} % after ${tookSeconds.toFixed(1)} s`,
          reached: recovered && share >= recoveredShare,
        },
      ],
      values: {
        before_rollouts_per_second: before,
        lowest_rollouts_per_second: lowest,
        recovered_after_seconds: recovered ? tookSeconds : null,
        after_rollouts_per_second: after,
        submitted,
        delivered: distinct,
        lost,
        duplicates,
      },
    }
  },
}
