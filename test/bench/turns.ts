/**
 * How many turns a second go through worker → stream → reader, against one awaited, acknowledged publish a turn of the same
 * payload on the same server. SCRIPTED policy: it answers at once, so that what is measured is ours (docs/performance.md).
 *
 *   node test/bench/turns.ts [-o json] [--rollouts 1000] [--repetitions 5] [--sync default|always]
 */
import { parseArgs } from 'node:util'
import { headedTable } from '#internal/cli/table.ts'
import { systemClock } from '#internal/base/clock.ts'
import { invariant } from '#internal/base/errors.ts'
import { pb } from '#internal/gen/v1.js'
import { chunkLimitsDefault, type ChunkLimits } from '#internal/rollout/chunk.ts'
import { decodeChunk } from '#internal/rollout/codec.ts'
import type { Environment } from '#internal/rollout/interaction.ts'
import { LedgerStore } from '#internal/stream/ledger.ts'
import { TaskQueue } from '#internal/stream/task-queue.ts'
import { TrajectoryStream } from '#internal/stream/trajectory-stream.ts'
import { never, rolloutTask, startFleet, type TestFleet } from '../support/fleet.ts'
import { ScriptedPolicy } from '../support/scripted-policy.ts'
import { environmentsOf, startWorker } from '../support/worker.ts'

const { values } = parseArgs({
  options: {
    output: { type: 'string', short: 'o', default: 'table' },
    rollouts: { type: 'string', default: '1000' },
    repetitions: { type: 'string', default: '5' },
    // always: the server flushes every write to disk before it acknowledges, as it must where work is to survive a power loss.
    sync: { type: 'string', default: 'default' },
  },
})
const rollouts = Number(values.rollouts)
const repetitions = Number(values.repetitions)
const turnsEach = 16
const turns = rollouts * turnsEach
const slots = 32
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

/** Turns per second from the moment the worker starts on a full queue until the reader has decoded the last record. */
async function pipeline(fleet: TestFleet, run: string, chunkLimits: ChunkLimits): Promise<{ perSecond: number; sample: Uint8Array }> {
  const records = new TrajectoryStream(fleet.connection, { fleet: 'test', partitions: 4 })
  const { lastSequence } = await records.extent(never)
  const tasks = Array.from({ length: rollouts }, (_, index) => rolloutTask(`${run}-${String(index)}`))
  await new TaskQueue(fleet.connection, { fleet: 'test' }).submit(tasks, new LedgerStore(fleet.connection, 'test'), never)
  const context = {
    environments: environmentsOf(endless),
    limits: { turns: turnsEach, tokensPerTurn: 256, tokens: 1_000_000, wallMs: 60_000 },
    chunkLimits,
  }
  const startedNs = systemClock.monotonicNs()
  const reading = readAll(records, lastSequence + 1)
  await using _worker = startWorker(fleet.connection, new ScriptedPolicy(() => ({ text: answer })), { context, options: { slots } })
  const sample = await reading
  return { perSecond: turns / ((systemClock.monotonicNs() - startedNs) / 1e9), sample }
}

/** Reads until every rollout has ended, and returns the encoding of one turn. */
async function readAll(records: TrajectoryStream, startSequence: number): Promise<Uint8Array> {
  let read = 0
  let ended = 0
  let sample: pb.Turn.$Properties = {}
  for await (const { bytes } of records.read({ startSequence }, never)) {
    const chunk = decodeChunk(bytes)
    read += chunk.turns?.turns?.length ?? 0
    sample = chunk.turns?.turns?.at(-1) ?? sample
    if (chunk.ending != null && ++ended === rollouts) break
  }
  invariant(read === turns, `${String(read)} turns were read, ${String(turns)} were played`)
  return pb.Turn.encode(sample).finish().slice()
}

/** Turns per second when each is published by itself and its acknowledgement awaited: nothing is played, encoded or read. */
async function awaited(fleet: TestFleet, payload: Uint8Array): Promise<number> {
  const startedNs = systemClock.monotonicNs()
  for (let index = 0; index < turns; index++) await fleet.connection.js.publish('sortie.test.chunk.0.awaited.w', payload)
  return turns / ((systemClock.monotonicNs() - startedNs) / 1e9)
}

const sortie: number[] = []
const uncoalesced: number[] = []
const bare: number[] = []
let payloadBytes = 0
// The first repetition only warms up. Ways alternate on one server, so that a slow moment of the machine meets all of them.
for (let repetition = 0; repetition <= repetitions; repetition++) {
  await using fleet = await startFleet({}, { syncAlways: values.sync === 'always' })
  const ours = await pipeline(fleet, 'coalesced', chunkLimitsDefault)
  const single = await pipeline(fleet, 'single', { ...chunkLimitsDefault, turnsMax: 1 })
  const loop = await awaited(fleet, ours.sample)
  if (repetition === 0) continue
  payloadBytes = ours.sample.byteLength
  sortie.push(ours.perSecond)
  uncoalesced.push(single.perSecond)
  bare.push(loop)
}

const median = (numbers: readonly number[]) => numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? 0
const measured = (numbers: readonly number[]) => ({ median: median(numbers), least: Math.min(...numbers), most: Math.max(...numbers) })
const ratioTo = (numbers: readonly number[]) => median(sortie.map((value, index) => value / (numbers[index] ?? Number.NaN)))
const result = {
  turns_per_second: { sortie: measured(sortie), publish_per_turn_worker: measured(uncoalesced), awaited_publish: measured(bare) },
  ratio: { to_awaited_publish: ratioTo(bare), to_publish_per_turn_worker: ratioTo(uncoalesced) },
  turn_bytes: payloadBytes,
  rollouts,
  turns_each: turnsEach,
  slots,
  repetitions,
  sync: values.sync,
}
if (values.output === 'json') console.log(JSON.stringify(result))
else {
  const table = headedTable(['way', 'turns/s (median)', 'least', 'most', 'sortie is'])
  const row = (name: string, numbers: readonly number[]) => [
    name,
    ...Object.values(measured(numbers)).map((each) => each.toFixed(0)),
    `${ratioTo(numbers).toFixed(2)}×`,
  ]
  table.push(
    row('worker → stream → reader', sortie),
    row('the same, a chunk for every turn', uncoalesced),
    row('a loop of awaited publishes alone', bare),
  )
  const size = `${String(turns)} turns of ${String(payloadBytes)} bytes, ${String(slots)} slots, ${String(repetitions)} repetitions, sync ${values.sync}`
  console.log(`${table.toString()}\nSCRIPTED policy; ${size}; ratios are medians of paired runs`)
}
