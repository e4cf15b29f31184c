/**
 * How many turns a second go through worker → stream → reader, against one awaited, acknowledged publish a turn of the same
 * payload on the same server. SCRIPTED policy: it answers at once, so that what is measured is ours (docs/performance.md).
 */
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
import { type Benchmark, inWords, pairedRatio, spread, type SyncMode, syncModes } from './benchmark.ts'

const turnsEach = 16
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
async function pipeline(
  fleet: TestFleet,
  run: { readonly name: string; readonly rollouts: number; readonly chunkLimits: ChunkLimits },
): Promise<{ perSecond: number; sample: Uint8Array }> {
  const { name, rollouts, chunkLimits } = run
  const records = new TrajectoryStream(fleet.connection, { fleet: 'test', partitions: 4 })
  const { lastSequence } = await records.extent(never)
  const tasks = Array.from({ length: rollouts }, (_, index) => rolloutTask(`${name}-${String(index)}`))
  await new TaskQueue(fleet.connection, { fleet: 'test' }).submit(tasks, new LedgerStore(fleet.connection, 'test'), never)
  const context = {
    environments: environmentsOf(endless),
    limits: { turns: turnsEach, tokensPerTurn: 256, tokens: 1_000_000, wallMs: 60_000 },
    chunkLimits,
  }
  const startedNs = systemClock.monotonicNs()
  const reading = readAll(records, { startSequence: lastSequence + 1, rollouts })
  await using _worker = startWorker(fleet.connection, new ScriptedPolicy(() => ({ text: answer })), { context, options: { slots } })
  const sample = await reading
  return { perSecond: (rollouts * turnsEach) / ((systemClock.monotonicNs() - startedNs) / 1e9), sample }
}

/** Reads until every rollout has ended, and returns the encoding of one turn. */
async function readAll(
  records: TrajectoryStream,
  { startSequence, rollouts }: { readonly startSequence: number; readonly rollouts: number },
): Promise<Uint8Array> {
  const turns = rollouts * turnsEach
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
async function awaited(fleet: TestFleet, payload: Uint8Array, turns: number): Promise<number> {
  const startedNs = systemClock.monotonicNs()
  for (let index = 0; index < turns; index++) await fleet.connection.js.publish('sortie.test.chunk.0.awaited.w', payload)
  return turns / ((systemClock.monotonicNs() - startedNs) / 1e9)
}

interface Ways {
  readonly sync: SyncMode
  readonly sortie: number[]
  readonly uncoalesced: number[]
  readonly awaited: number[]
  turnBytes: number
}

/** The first repetition only warms up. Ways alternate on one server, so that a slow moment of the machine meets all of them. */
async function measure(sync: SyncMode, { rollouts, repetitions }: { rollouts: number; repetitions: number }): Promise<Ways> {
  const ways: Ways = { sync, sortie: [], uncoalesced: [], awaited: [], turnBytes: 0 }
  for (let repetition = 0; repetition <= repetitions; repetition++) {
    await using fleet = await startFleet({}, { syncAlways: sync === 'always' })
    const ours = await pipeline(fleet, { name: 'coalesced', rollouts, chunkLimits: chunkLimitsDefault })
    const single = await pipeline(fleet, { name: 'single', rollouts, chunkLimits: { ...chunkLimitsDefault, turnsMax: 1 } })
    const loop = await awaited(fleet, ours.sample, rollouts * turnsEach)
    if (repetition === 0) continue
    ways.turnBytes = ours.sample.byteLength
    ways.sortie.push(ours.perSecond)
    ways.uncoalesced.push(single.perSecond)
    ways.awaited.push(loop)
  }
  return ways
}

export const turns: Benchmark = {
  summary: 'turns/s of worker → stream → reader against an awaited publish a turn',
  // sync always: the server flushes every write to disk before it acknowledges, as it must where work is to survive a power loss.
  options: { rollouts: '1000', repetitions: '5', sync: 'both' },
  run: async (option) => {
    const size = { rollouts: Number(option('rollouts')), repetitions: Number(option('repetitions')) }
    const all: Ways[] = []
    for (const sync of syncModes(option('sync'))) all.push(await measure(sync, size))
    const { turnBytes = 0 } = all[0] ?? {}
    const rollouts = size.rollouts.toLocaleString('en-US')
    return {
      head: ['way', 'sync', 'turns/s', 'sortie is'],
      rows: all.flatMap(({ sync, sortie, uncoalesced, awaited: loop }) => [
        ['worker → stream → reader', sync, inWords(spread(sortie)), ''],
        ['the same, a chunk for every turn', sync, inWords(spread(uncoalesced)), `${inWords(pairedRatio(sortie, uncoalesced), 2)}×`],
        ['a loop of awaited publishes alone', sync, inWords(spread(loop)), `${inWords(pairedRatio(sortie, loop), 2)}×`],
      ]),
      note: `SCRIPTED policy; ${rollouts} rollouts of ${String(turnsEach)} turns of ${String(turnBytes)} bytes, ${String(slots)} slots; median (least – most) of ${String(size.repetitions)} alternating repetitions, ratios of pairs`,
      aims: all.map(({ sync, sortie, awaited: loop }) => {
        const ratio = pairedRatio(sortie, loop).median
        return { aim: `≥ 3× the awaited publish, sync ${sync}`, measured: `${ratio.toFixed(2)}×`, reached: ratio >= 3 }
      }),
      values: {
        ...size,
        turns_each: turnsEach,
        turn_bytes: turnBytes,
        slots,
        by_sync: Object.fromEntries(
          all.map(({ sync, sortie, uncoalesced, awaited: loop }) => [
            sync,
            {
              turns_per_second: { sortie: spread(sortie), publish_per_turn_worker: spread(uncoalesced), awaited_publish: spread(loop) },
              ratio: { to_publish_per_turn_worker: pairedRatio(sortie, uncoalesced), to_awaited_publish: pairedRatio(sortie, loop) },
            },
          ]),
        ),
      },
    }
  },
}
