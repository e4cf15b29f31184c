import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { NatsServer } from '../support/nats-server.ts'
import { pidOf } from '../support/processes.ts'
import { processesWith, root, startSortie } from '../support/sortie.ts'

// What a run does when the bus dies, or a person has had enough, at any moment of it.

let folder = ''
const tasks = join(root, 'examples/tasks/math.jsonl')
const natsServer = join(root, '.tools/bin/nats-server')

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sortie-interrupted-'))
})
afterAll(async () => {
  await rm(folder, { recursive: true })
})

interface Result {
  rollouts: { submitted: number; completed: number; by_status: Record<string, number> }
  lost: number | null
  duplicates: number
}

/** Starts a run in a folder of its own; `begun` resolves when the first rollout has ended. */
function startRun(name: string, flags: readonly string[] = [], environment: Record<string, string> = {}) {
  const marker = `interrupted-${name}-${String(process.pid)}`
  const out = join(folder, name)
  const all = ['run', tasks, '--replicas', '1', '-o', 'json', '--out', out, ...flags]
  const running = startSortie(all, { environment: { ...environment, SORTIE_TEST_MARKER: marker } })
  const begun = () =>
    expect
      .poll(async () => (await readFile(join(out, 'index.jsonl'), 'utf8').catch(() => '')).split('\n').length, {
        timeout: 240_000,
        interval: 50,
      })
      .toBeGreaterThan(1)
  return {
    ...running,
    out,
    begun,
    left: () => processesWith(`SORTIE_TEST_MARKER=${marker}`),
    begins: (text: string) => says(running.stderr, text),
  }
}

function says(stderr: () => string, text: string) {
  return expect.poll(stderr, { timeout: 60_000, interval: 50 }).toContain(text)
}

function resultOf(stdout: string): Result {
  return JSON.parse(stdout) as Result
}

test('a nats-server killed with -9 in mid-run comes back on its store, and nothing is lost', { timeout: 300_000 }, async () => {
  const running = startRun('nats-killed', ['--group-size', '4', '--limit', '6'])
  await running.begun()
  process.kill(await pidOf('', join(running.out, 'nats/nats.conf')), 'SIGKILL')
  const outcome = await running.outcome
  const result = resultOf(outcome.stdout)
  expect(result).toMatchObject({ rollouts: { submitted: 24, completed: 24 }, lost: 0, duplicates: 0 })
  expect(outcome.code).toBe(0)
  expect(await running.left()).toEqual([])
})

test('a nats-server that cannot come back ends the run with a report and its last words', { timeout: 300_000 }, async () => {
  const once = join(folder, 'nats-once')
  const script = ['#!/bin/sh', `if [ -e ${once}.started ]; then echo it will not start again >&2; exit 1; fi`, `touch ${once}.started`]
  await writeFile(once, [...script, `exec ${natsServer} "$@"`].join('\n'), { mode: 0o755 })
  const running = startRun('nats-gone', ['--group-size', '8'], { SORTIE_NATS_SERVER: once })
  await running.begun()
  process.kill(await pidOf('', join(running.out, 'nats/nats.conf')), 'SIGKILL')
  const outcome = await running.outcome
  const result = resultOf(outcome.stdout)
  expect(outcome.code).toBe(1)
  expect(outcome.stderr).toContain('it will not start again')
  expect(outcome.stderr).not.toMatch(/ at .*\.ts:\d+/)
  expect(result.lost).toBeNull()
  expect(result.rollouts.by_status['unfinished']).toBe(result.rollouts.submitted - result.rollouts.completed)
  expect(await running.left()).toEqual([])
})

test(
  'while the nats-server of another is away a run says so, and one Ctrl-C still ends it with a report',
  { timeout: 400_000 },
  async () => {
    await using server = await NatsServer.start()
    const running = startRun('nats-away', ['--group-size', '8', '--nats-url', server.url])
    await running.begun()
    await server.kill()
    await running.begins('nats-server away for')
    running.child.kill('SIGINT')
    const outcome = await running.outcome
    const result = resultOf(outcome.stdout)
    expect(outcome.code).toBe(130)
    expect(result.rollouts.completed).toBeLessThan(result.rollouts.submitted)
    expect(result.lost).toBeNull()
    expect(await running.left()).toEqual([])
  },
)

test('the second Ctrl-C ends a run that is draining, at once', { timeout: 300_000 }, async () => {
  const running = startRun('twice', ['--group-size', '8'])
  await running.begun()
  running.child.kill('SIGINT')
  await running.begins('interrupted: what runs is being ended')
  running.child.kill('SIGINT')
  const outcome = await running.outcome
  expect(outcome.code).toBe(130)
  expect(outcome.stderr).not.toMatch(/ at .*\.ts:\d+/)
  await expect.poll(running.left, { timeout: 10_000 }).toEqual([])
})

test('Ctrl-C before anything was submitted reports nothing submitted and nothing lost', { timeout: 300_000 }, async () => {
  // An engine that never is ready holds the run before its submission.
  const running = startRun('early', [], { SORTIE_LLAMA_SERVER: '/bin/sleep' })
  await running.begins('starting the fleet')
  running.child.kill('SIGINT')
  const outcome = await running.outcome
  expect(outcome.code).toBe(130)
  expect(resultOf(outcome.stdout)).toMatchObject({ rollouts: { submitted: 0, completed: 0 }, lost: 0, duplicates: 0 })
  expect(await running.left()).toEqual([])
})

test('Ctrl-C while the nats-server does not answer ends the run without waiting for it', { timeout: 60_000 }, async () => {
  const running = startRun('connecting', ['--nats-url', 'nats://127.0.0.1:9'])
  // The folder is made just before the connection is tried.
  await expect.poll(() => readFile(join(running.out, 'run.json'), 'utf8').catch(() => ''), { timeout: 30_000 }).not.toBe('')
  running.child.kill('SIGINT')
  const outcome = await running.outcome
  expect(outcome.code).toBe(130)
  expect(outcome.stderr).not.toContain('no nats-server answers')
})
