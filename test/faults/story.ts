/** Plays one story: starts everything, submits, breaks things on schedule, heals, drains, and reads the logs. */
import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { createHash } from 'node:crypto'
import { pb } from '#internal/gen/v1.js'
import { countsOf, noTotals, totalsFromState } from '#internal/rollout/ledger.ts'
import { statusName } from '#internal/rollout/status.ts'
import { planSubmission } from '#internal/rollout/submission.ts'
import type { StreamConnection } from '#internal/stream/connection.ts'
import { LedgerStore } from '#internal/stream/ledger.ts'
import { TaskQueue } from '#internal/stream/task-queue.ts'
import { TrajectoryStream } from '#internal/stream/trajectory-stream.ts'
import { lastSequenceOf, publishFenced } from '../support/attempts.ts'
import { connectTo, never } from '../support/fleet.ts'
import { type Violation, check, failedIn, staleIn } from './checks.ts'
import { Cluster, slotsPerWorker } from './cluster.ts'
import { type LedgerLog, type Logs, type StoredRecord, type TrainerLine, type TrainerLog, busySpans } from './logs.ts'
import { type Fault, type Story, stalenessStepsMax } from './schedule.ts'
import { trainerLogOf } from './trainer-log.ts'

export interface Played {
  readonly violations: readonly Violation[]
  readonly rollouts: number
  readonly faults: number
  readonly folder: string
  /** Records that were refused for want of room. */
  readonly refusedAsFull: number
}

// What the server answers when the stream, its memory or its disk is full.
const fullErrors: readonly unknown[] = [10_077, 10_047, 10_023]
// A story drains in a few seconds, more where others take the cores; one in which so long nothing goes on hangs, a violation of its own.
const stillMs = 60_000
const drainMs = 240_000
// Longer than processes take to start where others take the cores.
const startMs = 60_000

export async function playStory(story: Story, tree: string): Promise<Played> {
  const folder = mkdtempSync(join(tmpdir(), `sortie-faults-${String(story.seed)}-`))
  await using cluster = await Cluster.start(story, folder, tree)
  await using connection = await connectTo(cluster.server, 'harness')
  const submitted = await submit(story, connection)
  const injected = new Set<number>()
  // What breaks is to meet work in progress.
  for (const untilMs = Date.now() + startMs; Date.now() < untilMs && !cluster.wire.some(({ kind }) => kind === 'publish');) await sleep(50)
  const startedMs = Date.now()
  const faults: Promise<void>[] = []
  for (const { atMs, fault } of story.faults) {
    await sleep(Math.max(0, startedMs + atMs - Date.now()))
    faults.push(inflict(fault, { cluster, connection, folder, injected, streamBytes: story.streamBytes }))
  }
  await Promise.all(faults)
  cluster.revive()
  const healedAtMs = Date.now()
  const staleness = story.weightsEveryMs > 0 ? stalenessStepsMax : null
  const drained = await drain(cluster, connection, { folder, submitted, stalenessStepsMax: staleness })
  // Its log is whole then, and its folder is nobody's.
  await cluster.kill('trainer')
  const logs: Logs = {
    submitted,
    healedAtMs,
    stalenessStepsMax: staleness,
    groupSize: story.groupSize,
    slots: slotsPerWorker,
    // Before the stream is read: where a story did not drain, it goes on meanwhile.
    wire: [...cluster.wire],
    stream: await readStream(connection, injected),
    trainer: trainerLog(folder),
    ledger: await ledgerLog(connection),
    purging: story.purging,
  }
  const violations = [...(drained ? [] : [{ invariant: 'it drains', evidence: 'it went on no more, or for too long' }]), ...check(logs)]
  if (violations.length === 0) rmSync(folder, { recursive: true })
  else writeFileSync(join(folder, 'logs.json'), JSON.stringify({ ...logs, busySpans: busySpans(logs.wire) }, null, 1))
  const refusedAsFull = logs.wire.filter((record) => record.kind === 'answer' && fullErrors.includes(record.error)).length
  return { violations, rollouts: submitted.length, faults: story.faults.length, folder, refusedAsFull }
}

async function submit(story: Story, connection: StreamConnection) {
  const example = { args: [1, 2], expected: 3 }
  const tasks = Array.from({ length: Math.ceil(story.rollouts / story.groupSize) }, (_, index) =>
    // One in eight runs a program in a real sandbox.
    index % 8 === 3
      ? {
          task_id: `t-${String(index)}`,
          environment: 'python',
          input: { prompt: 'Write a Python function add(a, b).', entry_point: 'add', max_turns: 2, examples: [example] },
          verifier: { kind: 'cases', cases: [example] },
        }
      : { task_id: `t-${String(index)}`, environment: 'math', input: { question: '1 + 1?', max_turns: 3 }, verifier: { answer: '2' } },
  )
  const plan = { runId: `seed-${String(story.seed)}`, submission: 1, groupSize: story.groupSize, seed: story.seed }
  const deadlineUnixMs = story.deadlineMs > 0 ? Date.now() + story.deadlineMs : 0
  const isDue = (_: object, index: number) => index % 5 === 2
  const rollouts = [
    ...planSubmission(tasks.filter((line, index) => !isDue(line, index)), { ...plan, deadlineUnixMs: 0 }), // prettier-ignore
    // Behind the others: some of them come too late.
    ...planSubmission(tasks.filter(isDue), { ...plan, deadlineUnixMs }),
  ]
  await new TaskQueue(connection, { fleet: 'test' }).submit(rollouts, new LedgerStore(connection, 'test'), never)
  return rollouts.map(({ rolloutId, groupId, deadlineUnixMs: due }) => ({ rolloutId, groupId, deadlineUnixMs: due }))
}

interface Stage {
  readonly cluster: Cluster
  readonly connection: StreamConnection
  readonly folder: string
  readonly injected: Set<number>
  readonly streamBytes: number
}

async function inflict(fault: Fault, stage: Stage): Promise<void> {
  const { cluster, folder } = stage
  const worker = `worker-${String(fault.target)}`
  switch (fault.kind) {
    case 'kill-sandbox':
      await cluster.killSandboxes(worker, 3_000)
      return
    case 'kill-worker':
    case 'kill-owner':
    case 'kill-gateway':
    case 'kill-learner': {
      await cluster.kill(processOf(fault))
      cluster.revive()
      return
    }
    case 'kill-nats':
      await cluster.server.restart()
      return
    case 'stop-worker':
    case 'stop-owner':
    case 'stop-gateway':
    case 'stop-learner': {
      const name = processOf(fault)
      cluster.signal(name, 'SIGSTOP')
      await sleep(fault.forMs)
      cluster.signal(name, 'SIGCONT')
      return
    }
    case 'drop-replies':
    case 'half-open':
    case 'delay': {
      const proxy = cluster.proxy(fault.target)
      proxy.trouble = fault.kind
      await sleep(fault.forMs)
      proxy.trouble = 'none'
      if (fault.kind !== 'delay') proxy.cut()
      return
    }
    case 'cut':
      cluster.proxy(fault.target).cut()
      return
    case 'engine-errors':
    case 'engine-hangs':
      cluster.engineTrouble = fault.kind === 'engine-errors' ? 'error' : 'hang'
      await sleep(fault.forMs)
      cluster.engineTrouble = null
      return
    case 'restore-checkpoint':
      await restoreCheckpoint(cluster, folder, fault.target)
      return
    case 'repeat-chunks':
      await repeatChunks(stage, fault.target)
      return
    case 'repeat-committed':
      await repeatCommitted(stage, fault.target)
      return
    case 'slow-learner':
      writeFileSync(join(folder, 'slow'), '')
      await sleep(fault.forMs)
      rmSync(join(folder, 'slow'), { force: true })
      return
    case 'full-stream':
      await fillStream(stage, fault.forMs)
  }
}

function processOf({ kind, target }: Fault): string {
  const whose = kind.split('-')[1]
  return whose === 'worker' ? `worker-${String(target)}` : whose === 'learner' ? 'trainer' : (whose ?? '')
}

/** The trainer's disk comes back from a backup. */
async function restoreCheckpoint(cluster: Cluster, folder: string, percent: number): Promise<void> {
  await cluster.kill('trainer')
  const kept = readdirSync(folder)
    .filter((name) => /^checkpoint-\d+\.json$/.test(name))
    .sort()
  const chosen = kept[Math.floor((kept.length * percent) / 100)]
  if (chosen !== undefined) writeFileSync(join(folder, 'checkpoint.json'), readFileSync(join(folder, chosen)))
  cluster.start('trainer')
}

/** The room is taken away, with what lies there left alone: the server discards new records, never old ones. */
async function fillStream({ connection, streamBytes }: Stage, forMs: number): Promise<void> {
  const { streams } = connection.jsm
  const giveRoom = async (bytes: (used: number) => number) => {
    for (let tries = 0; tries < 50; tries++) {
      const { state, config } = await streams.info('sortie_test_trajectories').catch(() => ({ state: null, config: null }))
      const updated = state !== null && (await streams.update(config.name, { max_bytes: bytes(state.bytes) }).catch(() => null))
      if (updated) return
      // The server may be down at the moment.
      await sleep(200)
    }
    throw new Error('the stream could not be given another size')
  }
  await giveRoom((used) => used + 1)
  await sleep(forMs)
  await giveRoom(() => streamBytes)
}

/** A writer that no ending stops: the chunks of a rollout that has ended come a second time, with the fence of their rollout or without one. */
async function repeatChunks({ connection, injected }: Stage, target: number, isMeant: (ending: StoredRecord) => boolean = () => true) {
  const stored = await readStream(connection, injected).catch(() => [])
  const ended = stored.filter((each) => each.record === 'ending' && !each.injected && isMeant(each))
  const chosen = ended[target % Math.max(1, ended.length)]
  if (chosen === undefined) return
  const { rolloutId, worker, partition } = chosen
  let last = await lastSequenceOf(connection, partition, rolloutId)
  for (const each of stored.filter((record) => record.rolloutId === rolloutId && record.attempt === chosen.attempt)) {
    const { data } = await connection.jsm.streams.getMessage('sortie_test_trajectories', { seq: each.sequence })
    const storing =
      target % 2 === 0
        ? publishFenced(connection, { partition, rolloutId, worker }, data, last)
        : connection.js.publish(each.subject, data).then(({ seq }) => seq)
    const sequence = await storing.catch(() => null)
    if (sequence === null) continue
    last = sequence
    injected.add(sequence)
  }
}

async function repeatCommitted(stage: Stage, target: number): Promise<void> {
  const { connection, injected, folder, cluster } = stage
  for (const untilMs = Date.now() + startMs; ; await sleep(200)) {
    const floors = trainerLog(folder).commits.at(-1)?.partitions ?? []
    const isBehind = ({ partition, sequence }: StoredRecord) =>
      floors.some((each) => each.partition === partition && each.floor >= sequence)
    const stored = await readStream(connection, injected).catch(() => [])
    if (stored.some((each) => each.record === 'ending' && !each.injected && isBehind(each))) {
      await cluster.kill('trainer')
      await repeatChunks(stage, target, isBehind)
      cluster.revive()
      return
    }
    if (Date.now() > untilMs) throw new Error(`no rollout came to lie behind the learner's floor within ${String(startMs)} ms`)
  }
}

/** Until everything has ended, is counted, and is with the trainer: whatever ended well, however long the trainer takes for it. */
async function drain(
  cluster: Cluster,
  connection: StreamConnection,
  all: { readonly folder: string; readonly submitted: Logs['submitted']; readonly stalenessStepsMax: number | null },
): Promise<boolean> {
  const untilMs = Date.now() + drainMs
  let last = { progress: -1, atMs: Date.now() }
  while (Date.now() < untilMs && Date.now() < last.atMs + stillMs) {
    await sleep(250)
    cluster.revive()
    const ledger = await ledgerLog(connection).catch(() => null)
    const trainer = trainerLog(all.folder)
    const { used, groups, quarantined, counts } = trainer
    const progress = (ledger?.ended ?? 0) + used.length
    if (progress > last.progress) last = { progress, atMs: Date.now() }
    if (ledger?.ended !== all.submitted.length) continue
    // More than was submitted stays more: that is told by what is checked.
    if (counts === null || counts.delivered + counts.dropped < all.submitted.length) continue
    const given = new Set([...used, ...quarantined, ...Object.values(groups).flatMap(({ leftOut }) => leftOut)])
    const missing = all.submitted.filter(({ rolloutId }) => !given.has(rolloutId))
    if (missing.length > 0) {
      const stream = await readStream(connection, new Set()).catch(() => [])
      const excused = new Set([...failedIn(stream), ...staleIn({ ...all, stream, trainer, wire: cluster.wire })])
      if (!missing.every(({ rolloutId }) => excused.has(rolloutId))) continue
    }
    // What was repeated on purpose may still be on its way to the trainer.
    return sleep(1_000, true)
  }
  return false
}

function trainerLog(folder: string): TrainerLog {
  const gateways = readdirSync(folder).filter((name) => /^gateway-[^.]+$/.test(name) && name !== 'gateway-token')
  const files = ['quarantined.log', ...gateways.map((name) => join(name, 'out/quarantine.jsonl'))]
  const lines = files.flatMap((file) => read(join(folder, file)).split('\n')).filter((line) => line !== '')
  const refused = lines.map((line) => JSON.parse(line) as { readonly rolloutId: string; readonly reason: string })
  // A repetition without a fence is refused record by record, which says nothing about its rollout.
  const quarantined = refused.filter(({ reason }) => !reason.includes('without the fence')).map(({ rolloutId }) => rolloutId)
  const own = read(join(folder, 'trainer.jsonl')).split('\n')
  // What follows the last line's end is a line that is being written.
  return trainerLogOf(
    own.slice(0, -1).map((line) => JSON.parse(line) as TrainerLine),
    quarantined,
  )
}

function read(path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return ''
  }
}

async function ledgerLog(connection: StreamConnection): Promise<LedgerLog> {
  const ledger = new LedgerStore(connection, 'test')
  const keeper = await ledger.readKeeper(never)
  const open: pb.LedgerEntry[] = []
  for await (const { entry } of ledger.scan(never)) if (entry.state !== pb.LedgerState.LEDGER_STATE_ENDED) open.push(entry)
  const { submitted, queued, running, duplicates, strangers } = countsOf(open, keeper === null ? noTotals : totalsFromState(keeper.state))
  return { submitted, queued, running, ended: submitted - queued - running, duplicates, strangers }
}

async function readStream(connection: StreamConnection, injected: ReadonlySet<number>): Promise<StoredRecord[]> {
  const stream = new TrajectoryStream(connection, { fleet: 'test', partitions: 4 })
  const { lastSequence } = await stream.extent(never)
  const stored: StoredRecord[] = []
  for await (const { sequence, storedAtMs, partition, rolloutId, worker, bytes } of stream.read(
    { startSequence: 1, untilSequence: lastSequence },
    never,
  )) {
    const chunk = pb.TrajectoryChunk.decode(bytes)
    stored.push({
      sequence,
      storedAtMs,
      partition,
      subject: `sortie.test.chunk.${String(partition)}.${rolloutId}.${worker}`,
      sha256: createHash('sha256').update(bytes).digest('hex'),
      rolloutId,
      groupId: chunk.groupId,
      worker,
      attempt: chunk.attempt,
      chunkSeq: chunk.chunkSeq,
      previousSha256: Buffer.from(chunk.previousSha256).toString('hex'),
      record: chunk.record ?? '',
      status: chunk.ending == null ? '' : statusName(chunk.ending.status),
      rewards: (chunk.ending?.rewards ?? []).map(({ value }) => value ?? null),
      unlabelled: (chunk.turns?.turns ?? []).flatMap(({ segments }) => segments ?? []).filter(isUnlabelled).length,
      injected: injected.has(sequence),
    })
  }
  return stored
}

function isUnlabelled({ role, tokenIds, logprobs, versionSpans }: pb.Segment.$Properties): boolean {
  if (role !== pb.Role.ROLE_ASSISTANT) return false
  const spanned = (versionSpans ?? []).reduce((sum, { tokenCount }) => sum + (tokenCount ?? 0), 0)
  const tokens = (tokenIds?.byteLength ?? 0) / 4
  return spanned !== tokens || (logprobs?.byteLength ?? 0) !== (tokenIds?.byteLength ?? 0)
}
