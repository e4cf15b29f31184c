import { type ChildProcess, spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterEach, expect, test } from 'vitest'
import { LedgerStore } from '#internal/stream/ledger.ts'
import { TaskQueue } from '#internal/stream/task-queue.ts'
import type { WireRecord } from '../faults/logs.ts'
import { RecordingProxy } from '../faults/proxy.ts'
import { type TestFleet, never, rolloutTask, startFleet } from '../support/fleet.ts'
import { startLearner } from '../support/learners.ts'
import { repository } from '../support/llama.ts'
import { startScriptedLlamaServer } from '../support/scripted-llama-server.ts'

// A learner that has stopped, and a stream that is full: a worker's process is told so, holds what it has, and goes on when there is room.

const streamBytes = 256 * 1024
const rollouts = 96
const fullForMs = 20_000
// A process that queued what is refused would grow by all that the engine samples, some megabytes a second; this much a collector leaves lying about.
const growthBytesMax = 48 * 2 ** 20

const started: ChildProcess[] = []
afterEach(() => {
  for (const child of started.splice(0)) child.kill('SIGKILL')
})

function start(args: readonly string[], environment: Record<string, string> = {}): ChildProcess {
  const child = spawn(process.execPath, args, {
    cwd: repository,
    env: { PATH: process.env['PATH'] ?? '', SORTIE_FLEET: 'test', SORTIE_FLEET_TOKEN: 'secret', ...environment },
    stdio: 'ignore',
  })
  started.push(child)
  return child
}

function residentBytes({ pid }: ChildProcess): number {
  const [, kib] = /^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${String(pid)}/status`, 'utf8')) ?? []
  return Number(kib) * 1_024
}

async function submit({ connection }: TestFleet): Promise<string[]> {
  // Long enough that some dozens fill the stream.
  const input = { question: `1 + 1? ${'Think well. '.repeat(200)}`, max_turns: 3 }
  const json = (value: object) => Buffer.from(JSON.stringify(value))
  const tasks = Array.from({ length: rollouts }, (_, index) =>
    rolloutTask(`r-${String(index)}`, {
      task: { taskId: `t-${String(index)}`, environment: 'math', inputJson: json(input), verifierJson: json({ answer: '2' }) },
    }),
  )
  await new TaskQueue(connection, { fleet: 'test' }).submit(tasks, new LedgerStore(connection, 'test'), never)
  return tasks.map(({ rolloutId }) => rolloutId ?? '')
}

/** Takes and commits until it has had so many; the owner's process then purges what is committed. */
async function deliver({ connection }: TestFleet): Promise<string[]> {
  await using learner = await startLearner(connection, { bufferBytesMax: 16 * 2 ** 20 })
  await using reading = await learner.open({ policy: { rollouts: 4 } }, never)
  const delivered: string[] = []
  for (let quietMs = 0; delivered.length < rollouts || quietMs < 1_000;) {
    const batch = reading.flush()
    if (batch === null) {
      await sleep(100)
      quietMs += 100
      continue
    }
    quietMs = 0
    delivered.push(...(batch.groups ?? []).flatMap((group) => (group.rollouts ?? []).map(({ rolloutId }) => rolloutId ?? '')))
    await reading.commit(batch.cursor ?? {}, never)
  }
  return delivered
}

test(
  'a learner that has stopped: a full stream is said, the memory of a worker stays flat, and later everything arrives once',
  { timeout: 150_000 },
  async () => {
    await using fleet = await startFleet({ trajectoryBytesMax: streamBytes })
    await using engine = await startScriptedLlamaServer({
      answer: (prompt) => (prompt.includes('assistant\n#### 3') ? '#### 2' : '#### 3'),
    })
    const wire: WireRecord[] = []
    await using proxy = await RecordingProxy.start('w-1', fleet.server.port, (record) => wire.push(record))
    start(['test/faults/owner.ts', fleet.server.url, 'purging'])
    start(['cmd/replica/main.ts', '--name', 'replica', '--nats-url', fleet.server.url, '--engine-url', engine.url])
    // Up to the brim: what a worker leaves free by default would be left free here too.
    const flags = ['--name', 'w-1', '--environments', 'math', '--slots', '8', '--high-water-percent', '100', '--nats-url', proxy.url]
    const worker = start(['cmd/worker/main.ts', ...flags])
    const submitted = await submit(fleet)
    const isRefusal = (record: WireRecord) => record.kind === 'answer' && record.error === 10_077
    await expect.poll(() => wire.some(isRefusal), { timeout: 60_000, interval: 200 }).toBe(true)
    const sampled: number[] = []
    for (let waitedMs = 0; waitedMs < fullForMs; waitedMs += 1_000) {
      await sleep(1_000)
      sampled.push(residentBytes(worker))
    }
    expect(Math.max(...sampled) - (sampled[0] ?? 0)).toBeLessThan(growthBytesMax)
    const { state } = await fleet.connection.jsm.streams.info('sortie_test_trajectories')
    expect(state.bytes).toBeLessThanOrEqual(streamBytes)
    // It is still full: nobody has committed, so nothing went.
    expect(wire.filter(isRefusal).some(({ atMs }) => atMs > Date.now() - 10_000)).toBe(true)
    const delivered = await deliver(fleet)
    expect(delivered.sort()).toEqual(submitted.sort())
  },
)
