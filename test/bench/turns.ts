/**
 * How many turns a second go through worker → stream → reader, against one awaited, acknowledged publish a turn of the same
 * payload on the same server. SCRIPTED policy: it answers at once, so that what is measured is ours.
 *
 *   node test/bench/turns.ts [-o json]
 */
import { parseArgs } from 'node:util'
import { systemClock } from '#internal/base/clock.ts'
import { pb } from '#internal/gen/v1.js'
import { headedTable } from '#internal/cli/table.ts'
import { decodeChunk } from '#internal/rollout/codec.ts'
import type { Environment } from '#internal/rollout/interaction.ts'
import { LedgerStore } from '#internal/stream/ledger.ts'
import { TaskQueue } from '#internal/stream/task-queue.ts'
import { TrajectoryStream } from '#internal/stream/trajectory-stream.ts'
import { never, rolloutTask, startFleet, type TestFleet } from '../support/fleet.ts'
import { ScriptedPolicy } from '../support/scripted-policy.ts'
import { environmentsOf, startWorker } from '../support/worker.ts'

const { values } = parseArgs({
  options: { output: { type: 'string', short: 'o', default: 'table' }, rollouts: { type: 'string', default: '200' } },
})
const rollouts = Number(values.rollouts)
const turnsEach = 16
const repetitions = 5
// A turn of an agent: about a hundred tokens sampled, three hundred given.
const answer = 'a'.repeat(100)
const observation = 'o'.repeat(300)

function endless(): Environment {
  let steps = 0
  return {
    sandboxEnforcement: '',
    reset: () => Promise.resolve({ messages: [{ role: 'user', text: observation }] }),
    step: () =>
      Promise.resolve({ observation: { messages: [{ role: 'user', text: observation }] }, done: ++steps === turnsEach, toolCalls: [] }),
    verify: () => Promise.resolve({ rewards: [], findings: [] }),
    close: () => Promise.resolve(),
  }
}

/** Turns per second from the moment the worker starts on a full queue until the reader has decoded the last turn. */
async function pipeline(fleet: TestFleet, run: string): Promise<{ perSecond: number; sample: Uint8Array }> {
  const records = new TrajectoryStream(fleet.connection, { fleet: 'test', partitions: 4 })
  const { lastSequence } = await records.extent(never)
  const tasks = Array.from({ length: rollouts }, (_, index) => rolloutTask(`${run}-${String(index)}`))
  await new TaskQueue(fleet.connection, { fleet: 'test' }).submit(tasks, new LedgerStore(fleet.connection, 'test'), never)
  const context = {
    environments: environmentsOf(endless),
    limits: { turns: turnsEach, tokensPerTurn: 256, tokens: 1_000_000, wallMs: 60_000 },
  }
  const startedNs = systemClock.monotonicNs()
  const reading = readAll(records, lastSequence + 1)
  await using _worker = startWorker(fleet.connection, new ScriptedPolicy(() => ({ text: answer })), { context, options: { slots: 32 } })
  const { turns, sample } = await reading
  return { perSecond: turns / ((systemClock.monotonicNs() - startedNs) / 1e9), sample }
}

async function readAll(records: TrajectoryStream, startSequence: number): Promise<{ turns: number; sample: Uint8Array }> {
  const counted = { turns: 0, ended: 0 }
  let sample = new Uint8Array()
  for await (const { bytes } of records.read({ startSequence }, never)) {
    const chunk = decodeChunk(bytes)
    counted.turns += chunk.turns?.turns?.length ?? 0
    if (chunk.turns?.turns?.[1] !== undefined) sample = pb.Turn.encode(chunk.turns.turns[1]).finish().slice()
    if (chunk.ending != null && ++counted.ended === rollouts) break
  }
  return { turns: counted.turns, sample }
}

/** Turns per second when every turn is published by itself and its acknowledgement awaited. */
async function naive(fleet: TestFleet, payload: Uint8Array, run: string): Promise<number> {
  const count = 2_000
  const startedNs = systemClock.monotonicNs()
  for (let index = 0; index < count; index++) await fleet.connection.js.publish(`sortie.test.chunk.0.naive-${run}.w`, payload)
  return count / ((systemClock.monotonicNs() - startedNs) / 1e9)
}

const median = (numbers: readonly number[]) => numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? 0

const ours: number[] = []
const theirs: number[] = []
let payloadBytes = 0
{
  await using fleet = await startFleet()
  await pipeline(fleet, 'warm-up')
  // Alternating, so that a slow moment of the machine meets both.
  for (let repetition = 0; repetition < repetitions; repetition++) {
    const { perSecond, sample } = await pipeline(fleet, `run-${String(repetition)}`)
    payloadBytes = sample.byteLength
    ours.push(perSecond)
    theirs.push(await naive(fleet, sample, String(repetition)))
  }
}
const result = {
  turns_per_second: { sortie: median(ours), awaited_publish: median(theirs) },
  range: { sortie: [Math.min(...ours), Math.max(...ours)], awaited_publish: [Math.min(...theirs), Math.max(...theirs)] },
  ratio: median(ours.map((value, index) => value / (theirs[index] ?? 1))),
  turn_bytes: payloadBytes,
  rollouts,
  turns_each: turnsEach,
  repetitions,
}
if (values.output === 'json') console.log(JSON.stringify(result))
else {
  const table = headedTable(['way', 'turns/s (median)', 'least', 'most'])
  const row = (name: string, numbers: readonly number[]) =>
    [name, median(numbers), Math.min(...numbers), Math.max(...numbers)].map((cell) => (typeof cell === 'number' ? cell.toFixed(0) : cell))
  table.push(row('worker → stream → reader', ours), row('one awaited publish a turn', theirs))
  console.log(
    `${table.toString()}\nratio ${result.ratio.toFixed(2)} (paired median of ${String(repetitions)}), turns of ${String(payloadBytes)} bytes, scripted policy`,
  )
}
