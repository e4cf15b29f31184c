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
import { type Violation, check, failedIn } from './checks.ts'
import { Cluster, slotsPerWorker } from './cluster.ts'
import { type LedgerLog, type Logs, type StoredRecord, type TrainerLog, busySpans } from './logs.ts'
import type { Fault, Story } from './schedule.ts'

export interface Played {
  readonly violations: readonly Violation[]
  readonly rollouts: number
  readonly faults: number
  readonly folder: string
}

// A story drains in a few seconds, more where others take the cores; one that takes this long hangs, which is a violation of its own.
const drainMs = 90_000

export async function playStory(story: Story, tree: string): Promise<Played> {
  const folder = mkdtempSync(join(tmpdir(), `sortie-faults-${String(story.seed)}-`))
  await using cluster = await Cluster.start(story, folder, tree)
  await using connection = await connectTo(cluster.server, 'harness')
  const submitted = await submit(story, connection)
  const injected = new Set<number>()
  const startedMs = Date.now()
  const faults: Promise<void>[] = []
  for (const { atMs, fault } of story.faults) {
    await sleep(Math.max(0, startedMs + atMs - Date.now()))
    faults.push(inflict(fault, { cluster, connection, folder, injected }))
  }
  await Promise.all(faults)
  cluster.revive()
  const drained = await drain(cluster, connection, { folder, submitted })
  const logs: Logs = {
    submitted,
    groupSize: story.groupSize,
    slots: slotsPerWorker,
    wire: cluster.wire,
    stream: await readStream(connection, injected),
    trainer: trainerLog(folder),
    ledger: await ledgerLog(connection),
    purging: story.purging,
  }
  const violations = [
    ...(drained ? [] : [{ invariant: 'it drains', evidence: `it had not within ${String(drainMs / 1_000)} s` }]),
    ...check(logs),
  ]
  if (violations.length === 0) rmSync(folder, { recursive: true })
  else writeFileSync(join(folder, 'logs.json'), JSON.stringify({ ...logs, busySpans: busySpans(logs.wire) }, null, 1))
  return { violations, rollouts: submitted.length, faults: story.faults.length, folder }
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
  const plan = { runId: `seed-${String(story.seed)}`, submission: 1, groupSize: story.groupSize, seed: story.seed, deadlineUnixMs: 0 }
  const rollouts = planSubmission(tasks, plan)
  await new TaskQueue(connection, { fleet: 'test' }).submit(rollouts, new LedgerStore(connection, 'test'), never)
  return rollouts.map(({ rolloutId, groupId }) => ({ rolloutId, groupId }))
}

interface Stage {
  readonly cluster: Cluster
  readonly connection: StreamConnection
  readonly folder: string
  readonly injected: Set<number>
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

/** A writer that no ending stops: the chunks of a rollout that has ended come a second time, with the fence of their rollout or without one. */
async function repeatChunks({ connection, injected }: Stage, target: number): Promise<void> {
  const stored = await readStream(connection, injected).catch(() => [])
  const ended = stored.filter(({ record, injected: own }) => record === 'ending' && !own)
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

/** Until everything has ended, is counted, and is with the trainer: whatever ended well, however long the trainer takes for it. */
async function drain(
  cluster: Cluster,
  connection: StreamConnection,
  all: { readonly folder: string; readonly submitted: readonly { readonly rolloutId: string }[] },
): Promise<boolean> {
  const untilMs = Date.now() + drainMs
  while (Date.now() < untilMs) {
    await sleep(250)
    cluster.revive()
    const ledger = await ledgerLog(connection).catch(() => null)
    if (ledger?.ended !== all.submitted.length) continue
    const { used, groups, quarantined } = trainerLog(all.folder)
    const given = new Set([...used, ...quarantined, ...Object.values(groups).flatMap(({ leftOut }) => leftOut)])
    const missing = all.submitted.filter(({ rolloutId }) => !given.has(rolloutId))
    if (missing.length > 0) {
      const failed = failedIn(await readStream(connection, new Set()).catch(() => []))
      if (!missing.every(({ rolloutId }) => failed.has(rolloutId))) continue
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
  const text = read(join(folder, 'checkpoint.json'))
  const saved = text === '' ? { used: [], groups: {}, rewards: {} } : (JSON.parse(text) as TrainerLog)
  return { ...saved, quarantined }
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
