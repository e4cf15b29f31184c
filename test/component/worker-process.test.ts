import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { type AddressInfo, type Server, createServer } from 'node:net'
import { createInterface } from 'node:readline'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { pb } from '#internal/gen/v1.js'
import { decodeChunk } from '#internal/rollout/codec.ts'
import { statusName } from '#internal/rollout/status.ts'
import { LedgerStore } from '#internal/stream/ledger.ts'
import { announcePresence } from '#internal/stream/presence.ts'
import { TaskQueue } from '#internal/stream/task-queue.ts'
import { TrajectoryStream } from '#internal/stream/trajectory-stream.ts'
import { never, rolloutTask, startFleet, type TestFleet } from '../support/fleet.ts'
import { repository } from '../support/llama.ts'
import { ScriptedPolicy } from '../support/scripted-policy.ts'
import { startWorker } from '../support/worker.ts'

// The worker as its own process, with a replica that never answers: what it claims, it opens, and then waits.

let fleet: TestFleet
let records: TrajectoryStream
let life: AbortController
let mute: Server | null = null
const started: ChildProcess[] = []

beforeEach(async () => {
  life = new AbortController()
  fleet = await startFleet()
  records = new TrajectoryStream(fleet.connection, { fleet: 'test', partitions: 4 })
  // Two seconds until an abandoned task is given out again, in place of thirty.
  await fleet.connection.jsm.consumers.update('sortie_test_tasks', 'task_math', { ack_wait: 2_000_000_000 })
})
afterEach(async () => {
  for (const child of started.splice(0)) child.kill('SIGKILL')
  life.abort()
  mute?.close()
  await fleet[Symbol.asyncDispose]()
})

const address = { groupId: 'group-r-1', rolloutId: 'r-1' }
const task = rolloutTask('r-1', {
  task: {
    taskId: 't-1',
    environment: 'math',
    inputJson: Buffer.from('{"question":"1 + 1?"}'),
    verifierJson: Buffer.from('{"answer":"2"}'),
  },
})

interface LogLine {
  readonly msg: string
  readonly url?: string
  readonly error?: string
}

function startProcess(flags: readonly string[]) {
  const child = spawn(process.execPath, ['cmd/worker/main.ts', '--fleet', 'test', '--name', 'w-process', ...flags], {
    cwd: repository,
    env: { PATH: process.env['PATH'] ?? '', SORTIE_FLEET_TOKEN: 'secret' },
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  started.push(child)
  const lines: LogLine[] = []
  createInterface({ input: child.stderr }).on('line', (text) => lines.push(JSON.parse(text) as LogLine))
  const line = async (msg: string) => {
    await expect.poll(() => lines.map((each) => each.msg), { timeout: 15_000 }).toContain(msg)
    return lines.find((each) => each.msg === msg)
  }
  return { child, lines, line, ended: once(child, 'exit').then(([code]) => code as number | null) }
}

/** A replica that takes calls and never answers. */
async function announceMute(): Promise<void> {
  mute = createServer().listen(0, '127.0.0.1')
  await once(mute, 'listening')
  const presence = {
    kind: pb.PresenceKind.PRESENCE_KIND_REPLICA,
    name: 'mute',
    state: pb.PresenceState.PRESENCE_STATE_READY,
    url: `http://127.0.0.1:${String((mute.address() as AddressInfo).port)}`,
  }
  announcePresence(fleet.connection, { fleet: 'test' }, () => presence, life.signal).catch(() => undefined)
}

/** A process that has opened the rollout and holds it. */
async function holding() {
  await announceMute()
  const worker = startProcess(['--environments', 'math', '--slots', '1', '--nats-url', fleet.server.url, '--grace', '100ms'])
  await new TaskQueue(fleet.connection, { fleet: 'test' }).submit([task], new LedgerStore(fleet.connection, 'test'), never)
  await expect.poll(async () => (await records.last(address, never))?.chunk.worker, { timeout: 15_000 }).toBe('w-process')
  return worker
}

async function finishElsewhere(): Promise<pb.TrajectoryChunk[]> {
  await using _other = startWorker(fleet.connection, new ScriptedPolicy(() => ({ text: '#### 2' })), { context: { worker: 'w-2' } })
  await expect.poll(async () => (await records.last(address, never))?.chunk.ending != null, { timeout: 15_000 }).toBe(true)
  const { lastSequence } = await records.extent(never)
  const chunks: pb.TrajectoryChunk[] = []
  for await (const stored of records.read({ startSequence: 1, untilSequence: lastSequence }, never)) chunks.push(decodeChunk(stored.bytes))
  return chunks
}

test('a worker killed with -9 leaves its rollout to another, which knows that an attempt ended without a word', async () => {
  const worker = await holding()
  worker.child.kill('SIGKILL')
  await worker.ended
  const chunks = await finishElsewhere()
  expect(chunks.map((chunk) => [chunk.worker, chunk.attempt, chunk.record])).toEqual([
    ['w-process', 1, 'opening'],
    ['w-2', 2, 'opening'],
    ['w-2', 2, 'turns'],
    ['w-2', 2, 'ending'],
  ])
  expect(chunks.at(-1)?.silentAttempts).toBe(1)
  expect(statusName(chunks.at(-1)?.ending?.status ?? 0)).toBe('completed')
  await expect.poll(async () => (await fleet.connection.jsm.streams.info('sortie_test_tasks')).state.messages).toBe(0)
})

test('SIGTERM hands back what does not end in the grace, and the process ends well', async () => {
  const worker = await holding()
  worker.child.kill('SIGTERM')
  expect(await worker.ended).toBe(0)
  expect(worker.lines.at(-1)?.msg).toBe('worker stopped')
  const last = await records.last(address, never)
  expect(last?.chunk.handBack?.reason).toBe('drained')
  expect((await finishElsewhere()).at(-1)).toMatchObject({ worker: 'w-2', attempt: 2, silentAttempts: 0 })
})

test('an idle worker ends on SIGTERM, however long its grace', async () => {
  const worker = startProcess(['--environments', 'math', '--nats-url', fleet.server.url, '--grace', '30m'])
  await worker.line('worker started')
  worker.child.kill('SIGTERM')
  expect(await worker.ended).toBe(0)
})

test('it is alive but not ready while no replica is, and says why', async () => {
  const worker = startProcess(['--environments', 'math', '--nats-url', fleet.server.url])
  const url = (await worker.line('worker started'))?.url ?? ''
  expect((await fetch(`${url}/healthz`)).status).toBe(200)
  const ready = await fetch(`${url}/readyz`)
  expect(ready.status).toBe(503)
  expect(await ready.text()).toContain('no inference replica is ready')
  expect(await (await fetch(`${url}/metrics`)).text()).toContain('sortie_slots')
})

test('an environment that nobody knows, and a name that could not be part of a subject, are the caller’s mistake', async () => {
  for (const [flags, words] of [
    [['--environments', 'maths'], 'maths'],
    [['--name', 'a.b'], 'illegal character'],
  ] as const) {
    const worker = startProcess(flags)
    expect(await worker.ended).toBe(2)
    expect(worker.lines.at(-1)?.error).toContain(words)
  }
})
