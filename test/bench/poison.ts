/**
 * A task that kills whichever worker tries it, beside many that do not: what is left of the others' throughput until it has ended as poisoned,
 * and how it ended. Workers and replica are processes that a supervisor starts again; the engine is SCRIPTED, as in `recovery`.
 */
import { systemClock as clock } from '#internal/base/clock.ts'
import { invariant } from '#internal/base/errors.ts'
import { statusName } from '#internal/rollout/status.ts'
import { LedgerStore } from '#internal/stream/ledger.ts'
import { TaskQueue } from '#internal/stream/task-queue.ts'
import { TrajectoryStream } from '#internal/stream/trajectory-stream.ts'
import { never, rolloutTask, startFleet } from '../support/fleet.ts'
import { startScriptedLlamaServer } from '../support/scripted-llama-server.ts'
import type { Benchmark } from './benchmark.ts'
import { Load, partitions } from './load.ts'
import { type Delivery, nowMs, startProcesses, watch } from './recovery.ts'

const answerMs = 100
const settleMs = 5_000
const keptShare = 0.9
const address = { rolloutId: 'poison', groupId: 'group-poison' }
// An ack wait for each of three silent attempts, and one of air.
const waitsMax = 5

export const poison: Benchmark = {
  summary: 'throughput beside a task that kills every worker that tries it, until it has ended as poisoned',
  options: { seconds: '15', 'ack-wait': '30' },
  run: async (option) => {
    const phaseMs = Number(option('seconds')) * 1_000
    const ackWaitMs = Number(option('ack-wait')) * 1_000
    await using fleet = await startFleet({ partitions })
    await fleet.connection.jsm.consumers.update('sortie_test_tasks', 'task_math', { ack_wait: ackWaitMs * 1e6 })
    await using engine = await startScriptedLlamaServer({ answer: () => '#### 2', answerMs })
    await using parts = await startProcesses(fleet.server.url, engine.url)
    const deliveries: Delivery[] = []
    const onDelivered = (rolloutIds: readonly string[]) => deliveries.push({ atMs: nowMs(), rolloutIds })
    const stop = new AbortController()
    const [input, verifier] = [{ question: '1 + 1?' }, { answer: '2' }]
    const load = Load.run({ connection: fleet.connection, input, verifier, onDelivered }, stop.signal)
    load.catch(() => undefined)
    const settled = await watch(deliveries, 30_000, 1)
    invariant((settled.at(-1) ?? 0) > 0, 'nothing was delivered within 30 s')
    await watch(deliveries, settleMs)
    const before = await rateOver(deliveries, () => watch(deliveries, phaseMs))
    const json = (value: object) => Buffer.from(JSON.stringify(value))
    const task = { taskId: 'poison', environment: 'math', inputJson: json(input), verifierJson: json(verifier) }
    const records = new TrajectoryStream(fleet.connection, { fleet: 'test', partitions })
    let [kills, ended] = [0, 'never']
    const beside = await rateOver(deliveries, async () => {
      const tasks = [rolloutTask(address.rolloutId, { groupId: address.groupId, task })]
      await new TaskQueue(fleet.connection, { fleet: 'test' }).submit(tasks, new LedgerStore(fleet.connection, 'test'), never)
      for (const untilMs = nowMs() + waitsMax * ackWaitMs; nowMs() < untilMs; await clock.sleep(20, never)) {
        const last = await records.last(address, never)
        if (last?.chunk.ending != null) {
          ended = statusName(last.chunk.ending.status)
          return
        }
        if (last === null || last.chunk.attempt <= kills) continue
        kills = last.chunk.attempt
        parts.supervisor.processes.get(last.chunk.worker)?.signal('SIGKILL')
      }
    })
    stop.abort()
    const submitted = await load
    const delivered = deliveries.flatMap(({ rolloutIds }) => rolloutIds).filter((id) => id !== address.rolloutId)
    const distinct = new Set(delivered).size
    const [lost, duplicates] = [submitted - distinct, delivered.length - distinct]
    const share = beside.rate / before.rate
    const percent = `${(share * 100).toFixed(0)} %`
    return {
      head: ['throughput', 'rollouts/s'],
      rows: [
        ['before the poison', before.rate.toFixed(0)],
        ['beside it', `${beside.rate.toFixed(0)}, ${percent}, for ${beside.seconds.toFixed(0)} s`],
        ['workers that it killed; it ended as', `${String(kills)}; ${ended}`],
        ['others submitted, delivered, lost, twice', [submitted, distinct, lost, duplicates].join(', ')],
      ],
      note: `SCRIPTED engine, ${String(answerMs)} ms an answer; means of all that was delivered in the time; ack wait ${option('ack-wait')} s`,
      aims: [
        { aim: 'the poison ends as poisoned', measured: ended, reached: ended === 'poisoned', promise: true },
        { aim: 'the others keep ≥ 90 % of the throughput', measured: percent, reached: share >= keptShare },
        {
          aim: 'no other rollout lost, none delivered twice',
          promise: true,
          measured: `${String(lost)}, ${String(duplicates)}`,
          reached: lost === 0 && duplicates === 0,
        },
      ],
      values: {
        before_rollouts_per_second: before.rate,
        beside_rollouts_per_second: beside.rate,
        beside_seconds: beside.seconds,
        kills,
        ended,
        submitted,
        delivered: distinct,
        lost,
        duplicates,
      },
    }
  },
}

/** Rollouts a second that were delivered while something went on. */
async function rateOver(deliveries: readonly Delivery[], play: () => Promise<unknown>) {
  const [startedMs, from] = [nowMs(), deliveries.length]
  await play()
  const seconds = (nowMs() - startedMs) / 1_000
  const rollouts = deliveries.slice(from).reduce((sum, { rolloutIds }) => sum + rolloutIds.length, 0)
  return { rate: rollouts / seconds, seconds }
}
