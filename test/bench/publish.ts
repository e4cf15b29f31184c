/**
 * Acknowledged turns a second into the stream: as a worker writes them (chunks of several turns, encoded, named by digest, fenced,
 * one in flight a rollout) against nats.js's plain `publish` of one ready message a turn, with a window of them in flight.
 */
import { systemClock } from '#internal/base/clock.ts'
import { invariant } from '#internal/base/errors.ts'
import { pb } from '#internal/gen/v1.js'
import { ChunkBuilder } from '#internal/rollout/chunk.ts'
import { logprobBytes, tokenBytes } from '#internal/rollout/tokens.ts'
import { TrajectoryStream } from '#internal/stream/trajectory-stream.ts'
import { ChunkEmitter } from '#internal/worker/emitter.ts'
import { never, startFleet, type TestFleet } from '../support/fleet.ts'
import { type Benchmark, inWords, pairedRatio, spread, type SyncMode, syncModes } from './benchmark.ts'

const partitions = 4
const turnsEach = 32
/** Turns in flight at most, in the plain loop; ours has a chunk in flight for each of its rollouts, and 16 turns in a chunk. */
const plainWindow = 256
const rolloutsAtOnce = 32
const sizesKib = [1, 4, 32]

/** A turn whose encoding has exactly so many bytes: tokens and logprobs, filled up with text. */
function turnOf(bytes: number): pb.Turn.$Properties {
  const count = Math.floor((bytes - 64) / 8)
  const [ids, logs] = [new Uint32Array(count).fill(100_000), new Float32Array(count).fill(-0.5)]
  const sampled = { role: pb.Role.ROLE_ASSISTANT, tokenIds: tokenBytes(ids), logprobs: logprobBytes(logs) }
  const turn = (text: string) => ({ turnIndex: 1, segments: [{ ...sampled, text }] })
  const missing = bytes - pb.Turn.encode(turn('x')).finish().byteLength
  const whole = turn('x'.repeat(1 + missing))
  invariant(pb.Turn.encode(whole).finish().byteLength === bytes, `a turn of ${String(bytes)} bytes`)
  return whole
}

/** Runs `action` for 0 … count-1, so many at a time. */
async function inWindow(count: number, window: number, action: (index: number) => Promise<void>): Promise<void> {
  let next = 0
  const lane = async () => {
    while (next < count) await action(next++)
  }
  await Promise.all(Array.from({ length: window }, lane))
}

/** One rollout's records, from the opening to the ending, as an attempt writes them. */
async function writeRollout(log: TrajectoryStream, rolloutId: string, turn: pb.Turn.$Properties): Promise<void> {
  const address = { groupId: `group-${rolloutId}`, rolloutId, worker: 'w-1' }
  const ids = { runId: 'run', fleet: 'test', taskId: 't', environment: 'math', ...address }
  const builder = new ChunkBuilder({ schemaVersion: 1, groupSize: 1, attempt: 1, ...ids })
  const sequence = await log.append(address, builder.opening({ leaseMs: 30_000 }), 0, never)
  const emitter = new ChunkEmitter(log, { address, sequence, onStored: () => undefined }, never)
  for (let index = 0; index < turnsEach; index++) await emitter.push(builder.add({ ...turn, turnIndex: index }, systemClock.monotonicNs()))
  await emitter.push(builder.end({ status: 1 }))
  await emitter.flush()
}

async function perSecond(turns: number, action: () => Promise<void>): Promise<number> {
  const startedNs = systemClock.monotonicNs()
  await action()
  return turns / ((systemClock.monotonicNs() - startedNs) / 1e9)
}

interface Round {
  readonly name: string
  readonly turn: pb.Turn.$Properties
  readonly rollouts: number
}

function ours(fleet: TestFleet, { name, turn, rollouts }: Round): Promise<number> {
  const log = new TrajectoryStream(fleet.connection, { fleet: 'test', partitions })
  const write = (index: number) => writeRollout(log, `${name}-${String(index)}`, turn)
  return perSecond(rollouts * turnsEach, () => inWindow(rollouts, rolloutsAtOnce, write))
}

function plain(fleet: TestFleet, { name, turn, rollouts }: Round): Promise<number> {
  const payload = pb.Turn.encode(turn).finish()
  const write = async (index: number) => {
    // As many subjects as ours has.
    await fleet.connection.js.publish(`sortie.test.chunk.0.plain-${name}-${String(index % rollouts)}.w-1`, payload)
  }
  return perSecond(rollouts * turnsEach, () => inWindow(rollouts * turnsEach, plainWindow, write))
}

interface Pairs {
  readonly sync: SyncMode
  readonly kib: number
  readonly ours: number[]
  readonly plain: number[]
}

/** Pairs alternate on one server for each repetition; its streams are emptied between them, and the first repetition only warms up. */
async function measure(sync: SyncMode, size: { readonly mib: number; readonly repetitions: number }): Promise<Pairs[]> {
  const pairs = sizesKib.map((kib): Pairs => ({ sync, kib, ours: [], plain: [] }))
  for (let repetition = 0; repetition <= size.repetitions; repetition++) {
    await using fleet = await startFleet({ partitions }, { syncAlways: sync === 'always' })
    for (const { kib, ours: mine, plain: others } of pairs) {
      const rollouts = Math.max(rolloutsAtOnce, Math.round((size.mib * 1024) / kib / turnsEach))
      const round = { name: `${String(kib)}k`, turn: turnOf(kib * 1024), rollouts }
      const both = [
        async () => ({ into: mine, value: await ours(fleet, round) }),
        async () => ({ into: others, value: await plain(fleet, round) }),
      ]
      // Who is first takes turns as well.
      for (const way of repetition % 2 === 0 ? both : both.toReversed()) {
        const { into, value } = await way()
        if (repetition > 0) into.push(value)
        await fleet.connection.jsm.streams.purge('sortie_test_trajectories')
      }
    }
  }
  return pairs
}

export const publish: Benchmark = {
  summary: 'acknowledged turns/s into the stream: a worker’s chunks against one plain publish a turn, 256 in flight',
  options: { mib: '32', repetitions: '5', sync: 'both' },
  run: async (option) => {
    const size = { mib: Number(option('mib')), repetitions: Number(option('repetitions')) }
    const all: Pairs[] = []
    for (const sync of syncModes(option('sync'))) all.push(...(await measure(sync, size)))
    const results = all.map((pair) => ({
      sync: pair.sync,
      turn_kib: pair.kib,
      sortie_turns_per_second: spread(pair.ours),
      plain_turns_per_second: spread(pair.plain),
      ratio: pairedRatio(pair.ours, pair.plain),
    }))
    const ratio = (value: number) => `${value.toFixed(2)}×`
    return {
      head: ['turn', 'sync', 'sortie, turns/s', 'plain publish, turns/s', 'sortie is'],
      rows: results.map((each) => [
        `${String(each.turn_kib)} KiB`,
        each.sync,
        inWords(each.sortie_turns_per_second),
        inWords(each.plain_turns_per_second),
        `${inWords(each.ratio, 2)}×`,
      ]),
      note: `${String(size.mib)} MiB at least in each measurement; ${String(rolloutsAtOnce)} rollouts of ${String(turnsEach)} turns at a time; median (least – most) of ${String(size.repetitions)} alternating repetitions, ratios of pairs`,
      aims: results
        .filter((each) => each.turn_kib === 4)
        .map((each) => ({
          aim: `≥ 3× the plain loop at 4 KiB, sync ${each.sync}`,
          measured: ratio(each.ratio.median),
          reached: each.ratio.median >= 3,
        })),
      values: { ...size, turns_each: turnsEach, rollouts_at_once: rolloutsAtOnce, plain_window: plainWindow, results },
    }
  },
}
