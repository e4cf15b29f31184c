/**
 * The trainer's process of a story, on the learner library itself: its checkpoint file has the cursor and everything that it used, and is
 * written at once. Old checkpoints are kept beside it, to be restored.
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
import type { TrainerLog } from './logs.ts'

const [url = '', folder = ''] = process.argv.slice(2)
const logger = createLogger('warn')
const never = new AbortController().signal
const connection = await connectStream({ url, name: 'learner', clock, rng, logger }, never)
const { partitions } = await openFleetStreams(connection, 'test', never)
const path = join(folder, 'checkpoint.json')

interface Checkpoint extends Omit<TrainerLog, 'quarantined'> {
  readonly cursor: string
  readonly batches: number
}

const saved = existsSync(path) ? (JSON.parse(readFileSync(path, 'utf8')) as Checkpoint) : null
let state: Checkpoint = saved ?? { used: [], groups: {}, rewards: {}, cursor: '', batches: 0 }
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
const reading = await learner.open({ ...(cursor === null ? {} : { cursor }), policy: { rollouts: 4 } }, never)
for (;;) {
  const batch = reading.flush()
  if (batch === null) {
    await clock.sleep(50, never)
    continue
  }
  state = used(state, batch)
  // As slow as a trainer, a little: to be killed before its checkpoint, behind it, and behind its commit.
  await clock.sleep(20, never)
  writeFileSync(`${path}.new`, JSON.stringify(state))
  renameSync(`${path}.new`, path)
  copyFileSync(path, join(folder, `checkpoint-${String(state.batches).padStart(5, '0')}.json`))
  await clock.sleep(20, never)
  await reading.commit(batch.cursor ?? {}, never)
}

function used(before: Checkpoint, batch: pb.Batch.$Properties): Checkpoint {
  const groups = { ...before.groups }
  const rewards = { ...before.rewards }
  const ids: string[] = []
  for (const { groupId, groupSize, rollouts, leftOut } of batch.groups ?? []) {
    const members = (rollouts ?? []).map(({ rolloutId }) => rolloutId ?? '')
    groups[groupId ?? ''] = { size: groupSize ?? 0, rollouts: members, leftOut: (leftOut ?? []).map(({ rolloutId }) => rolloutId ?? '') }
    for (const { rolloutId, reward } of rollouts ?? []) rewards[rolloutId ?? ''] = reward ?? null
    ids.push(...members)
  }
  const hex = Buffer.from(pb.LearnerCursor.encode(batch.cursor ?? {}).finish()).toString('hex')
  return { used: [...before.used, ...ids], groups, rewards, cursor: hex, batches: before.batches + 1 }
}
