/**
 * The trainer's process of a story, on the learner library itself: its checkpoint file has the cursor, and is written at once. Old
 * checkpoints are kept beside it, to be restored. What it used and what it committed it appends to a log that outlives them.
 */
import { appendFileSync, copyFileSync, existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { systemClock as clock } from '#internal/base/clock.ts'
import { systemRng as rng } from '#internal/base/rng.ts'
import { pb } from '#internal/gen/v1.js'
import { FleetLearner } from '#internal/learner/learner-service.ts'
import { connectStream } from '#internal/stream/connection.ts'
import { ControlBus } from '#internal/stream/control.ts'
import { MarksStore } from '#internal/stream/marks-store.ts'
import { openFleetStreams } from '#internal/stream/streams.ts'
import { TrajectoryStream } from '#internal/stream/trajectory-stream.ts'
import { WeightsStore } from '#internal/stream/weights-store.ts'
import { createLogger } from '#internal/telemetry/logger.ts'
import { type Content, type TrainerLine, digestOf } from './logs.ts'
import { stalenessStepsMax } from './schedule.ts'

const [url = '', folder = '', everyMs = '0'] = process.argv.slice(2)
// Weights are published so often; 0: never.
const weightsEveryMs = Number(everyMs)
// The log's clock is the harness's, whatever a story does to this one's.
const skewMs = Number(process.env['TEST_CLOCK_SKEW_MS'] ?? '0')
const logger = createLogger('warn')
const never = new AbortController().signal
const connection = await connectStream({ url, name: 'learner', clock, rng, logger }, never)
const { partitions } = await openFleetStreams(connection, 'test', never)
const path = join(folder, 'checkpoint.json')

interface Checkpoint {
  readonly cursor: string
  readonly batches: number
}

const saved = existsSync(path) ? (JSON.parse(readFileSync(path, 'utf8')) as Checkpoint) : null
let batches = saved?.batches ?? 0
const log = (line: TrainerLine) => {
  appendFileSync(join(folder, 'trainer.jsonl'), `${JSON.stringify(line)}\n`)
}
const quarantine = {
  quarantine: ({ rolloutId, reason }: { readonly rolloutId: string; readonly reason: string }) => {
    appendFileSync(join(folder, 'quarantined.log'), `${JSON.stringify({ rolloutId, reason })}\n`)
    return Promise.resolve()
  },
}
const ports = {
  chunks: new TrajectoryStream(connection, { fleet: 'test', partitions }),
  quarantine,
  marks: new MarksStore(connection, 'test'),
  weights: new WeightsStore(connection, 'test'),
  control: new ControlBus(connection, 'test'),
}
const options = { fleet: 'test', partitions, bufferBytesMax: 64 * 2 ** 20, clock, rng, logger }
const learner = await FleetLearner.start(ports, options, never)
const cursor = saved === null ? null : pb.LearnerCursor.decode(Buffer.from(saved.cursor, 'hex'))
const policy = { rollouts: 4, ...(weightsEveryMs > 0 ? { maxStalenessSteps: stalenessStepsMax } : {}) }
const reading = await learner.open({ ...(cursor === null ? {} : { cursor }), policy }, never)
log({ kind: 'open', batches })
let [publishedAtMs, idleAtMs] = [clock.nowMs(), 0]
for (;;) {
  // The harness holds the trainer up.
  if (existsSync(join(folder, 'slow'))) await clock.sleep(400, never)
  if (weightsEveryMs > 0 && clock.nowMs() - publishedAtMs > weightsEveryMs) {
    publishedAtMs = clock.nowMs()
    await learner.publishWeights({ uri: 'scripted:', format: 'none', createdAtUnixMs: publishedAtMs }, never)
  }
  const batch = reading.flush()
  if (batch === null) {
    await clock.sleep(50, never)
    if (clock.nowMs() - idleAtMs > 500) await idle()
    continue
  }
  log(admitOf(batch, ++batches))
  // As slow as a trainer, a little: to be killed before its checkpoint, behind it, and behind its commit.
  await clock.sleep(20, never)
  const hex = Buffer.from(pb.LearnerCursor.encode(batch.cursor ?? {}).finish()).toString('hex')
  writeFileSync(`${path}.new`, JSON.stringify({ cursor: hex, batches } satisfies Checkpoint))
  renameSync(`${path}.new`, path)
  copyFileSync(path, join(folder, `checkpoint-${String(batches).padStart(5, '0')}.json`))
  await clock.sleep(20, never)
  log({ kind: 'commit', atMs: clock.nowMs() - skewMs, cursor: hex })
  await reading.commit(batch.cursor ?? {}, never)
  idleAtMs = 0
}

async function idle(): Promise<void> {
  idleAtMs = clock.nowMs()
  const { cursor: at } = await reading.state(never)
  log({ kind: 'idle', delivered: at?.deliveredRollouts ?? 0, dropped: at?.droppedRollouts ?? 0 })
}

function admitOf({ groups, weightVersion }: pb.Batch.$Properties, batch: number): TrainerLine {
  return {
    kind: 'admit',
    batch,
    weightVersion: weightVersion ?? 0,
    groups: (groups ?? []).map(({ groupId, groupSize, rollouts, leftOut }) => ({
      groupId: groupId ?? '',
      size: groupSize ?? 0,
      rollouts: (rollouts ?? []).map(({ rolloutId, reward, stalenessSteps, sequences }) => ({
        rolloutId: rolloutId ?? '',
        reward: reward ?? null,
        stalenessSteps: stalenessSteps ?? 0,
        digest: digestOf((sequences ?? []).map(contentOf)),
      })),
      leftOut: (leftOut ?? []).map(({ rolloutId, reason }) => ({
        rolloutId: rolloutId ?? '',
        reason: reason === pb.LeftOutReason.LEFT_OUT_REASON_STALE ? 'stale' : 'other',
      })),
    })),
  }
}

function contentOf({ tokenIds, lossMask, logprobs, weightVersions }: pb.TrainingSequence.$Properties): Content {
  const sampled = [...(lossMask ?? [])].flatMap((counts, index) => (counts === 1 ? [index] : []))
  const each = (bytes: Uint8Array | null | undefined, size: number) =>
    Buffer.concat(sampled.map((index) => Buffer.from(bytes ?? []).subarray(index * size, index * size + 4))).toString('base64')
  // Of a version the lower half is enough.
  return { tokens: Buffer.from(tokenIds ?? []).toString('base64'), logprobs: each(logprobs, 4), versions: each(weightVersions, 8) }
}
