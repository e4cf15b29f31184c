import { mkdir, mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { connect } from 'nats'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { NatsServer } from '../support/nats-server.ts'
import { pidOf } from '../support/processes.ts'
import { processesWith, root, sortie, startSortie } from '../support/sortie.ts'

// The main job as a user runs it: a real model, real sandboxes, a real nats-server, every part a process of its own.

let folder = ''
const examples = join(root, 'examples/tasks')

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sortie-e2e-'))
})
afterAll(async () => {
  await rm(folder, { recursive: true })
})

/** A variable that every process of the run inherits, by which they are found again. */
function marker(name: string): { environment: Record<string, string>; entry: string } {
  return { environment: { SORTIE_TEST_MARKER: name }, entry: `SORTIE_TEST_MARKER=${name}` }
}

interface Result {
  rollouts: { submitted: number; completed: number; by_status: Record<string, number> }
  groups: { submitted: number; completed: number }
  turns: number
  tokens: { prompt: number; sampled: number }
  rewards: Record<string, { mean: number | null; count: number }>
  lost: number
  duplicates: number
  output: string
}

function resultOf(stdout: string): Result {
  return JSON.parse(stdout) as Result
}

test(
  'a run rolls out both environments with the real model, loses nothing, and leaves no process behind',
  { timeout: 400_000 },
  async () => {
    const { environment, entry } = marker(`whole-${String(process.pid)}`)
    const out = join(folder, 'whole')
    const flags = ['--group-size', '2', '--limit', '6', '--seed', '3', '-o', 'json', '--out', out]
    const outcome = await sortie(['run', join(examples, 'math.jsonl'), join(examples, 'python.jsonl'), ...flags], { environment })
    expect(outcome.stderr).not.toMatch(/ at .*\.ts:\d+/)
    const result = resultOf(outcome.stdout)
    expect(outcome.code).toBe(0)
    expect(result.rollouts).toMatchObject({ submitted: 12, completed: 12 })
    expect(Object.values(result.rollouts.by_status).reduce((sum, count) => sum + count, 0)).toBe(12)
    expect(result).toMatchObject({ groups: { submitted: 6, completed: 6 }, lost: 0, duplicates: 0, output: out })
    expect(result.tokens.sampled).toBeGreaterThan(12)
    expect(await processesWith(entry)).toEqual([])

    const listed = JSON.parse((await sortie(['trajectories', 'list', '--run', out, '-o', 'json'])).stdout) as { rollout_id: string }[]
    expect(listed).toHaveLength(12)
    const shown = await sortie(['trajectories', 'show', listed[0]?.rollout_id ?? '', '--run', out])
    expect(shown.code).toBe(0)
    expect(shown.stdout).toContain(listed[0]?.rollout_id)
    const exported = await sortie(['trajectories', 'export', '--format', 'jsonl', '--run', out])
    expect(exported.stdout.trim().split('\n')).toHaveLength(12)
  },
)

test('a worker killed with -9 in mid-run loses no rollout', { timeout: 400_000 }, async () => {
  const { environment, entry } = marker(`kill-${String(process.pid)}`)
  const out = join(folder, 'kill')
  const flags = ['--group-size', '4', '--limit', '4', '--workers', '2', '--slots', '2', '--replicas', '1', '-o', 'json', '--out', out]
  const running = startSortie(['run', join(examples, 'math.jsonl'), ...flags], { environment })
  await expect
    .poll(async () => (await readFile(join(out, 'index.jsonl'), 'utf8').catch(() => '')).split('\n').length, {
      timeout: 240_000,
      interval: 50,
    })
    .toBeGreaterThan(1)
  process.kill(await pidOf(entry, 'cmd/worker/main.ts'), 'SIGKILL')
  const outcome = await running.outcome
  const result = resultOf(outcome.stdout)
  expect(outcome.code).toBe(0)
  expect(result.rollouts).toMatchObject({ submitted: 16, completed: 16 })
  expect(result).toMatchObject({ lost: 0, duplicates: 0 })
})

test('one Ctrl-C drains, reports every rollout and exits with 130', { timeout: 300_000 }, async () => {
  const { environment, entry } = marker(`interrupt-${String(process.pid)}`)
  const out = join(folder, 'interrupt')
  const flags = ['--group-size', '8', '--replicas', '1', '-o', 'json', '--out', out]
  const running = startSortie(['run', join(examples, 'math.jsonl'), ...flags], { environment })
  await expect
    .poll(async () => (await readFile(join(out, 'index.jsonl'), 'utf8').catch(() => '')).split('\n').length, {
      timeout: 240_000,
      interval: 50,
    })
    .toBeGreaterThan(1)
  running.child.kill('SIGINT')
  const outcome = await running.outcome
  expect(outcome.code).toBe(130)
  const result = resultOf(outcome.stdout)
  expect(Object.values(result.rollouts.by_status).reduce((sum, count) => sum + count, 0)).toBe(result.rollouts.submitted)
  expect(result.rollouts.by_status['cancelled']).toBeGreaterThan(0)
  expect(result).toMatchObject({ lost: 0, duplicates: 0 })
  expect(await processesWith(entry)).toEqual([])
})

test('a deadline ends what has not ended, and the run says that work was left undone', { timeout: 300_000 }, async () => {
  const flags = ['--group-size', '16', '--replicas', '1', '--deadline', '4s', '-o', 'json', '--out', join(folder, 'deadline')]
  const outcome = await sortie(['run', join(examples, 'math.jsonl'), ...flags])
  const result = resultOf(outcome.stdout)
  expect(outcome.code).toBe(1)
  expect(result.rollouts.by_status['timed_out']).toBeGreaterThan(0)
  expect(result.rollouts.completed).toBe(result.rollouts.submitted)
  expect(result.lost).toBe(0)
})

test('a model file that is not one ends the run with what is wrong', { timeout: 60_000 }, async () => {
  const model = join(folder, 'not-a-model.gguf')
  await writeFile(model, 'these are not weights')
  const outcome = await sortie(['run', join(examples, 'math.jsonl'), '--model', model, '--out', join(folder, 'bad-model')])
  expect(outcome.code).toBe(2)
  expect(outcome.stderr).toContain('not-a-model.gguf')
  expect(outcome.stderr).toMatch(/GGUF/)
  expect(outcome.stderr).not.toMatch(/ at .*\.ts:\d+/)
})

test('a run may be kept in the folder that one stands in', { timeout: 60_000 }, async () => {
  const here = join(folder, 'here')
  await mkdir(here)
  const outcome = await sortie(['run', join(examples, 'math.jsonl'), '--limit', '1', '--replicas', '1', '--out', '.'], { cwd: here })
  expect([outcome.code, outcome.stdout]).toEqual([0, expect.stringMatching(/^trajectories {2}\.$/m)])
  expect(await readdir(here)).toContain('trajectories.pb')
})

test('an unreachable nats-server is named, with how long it was tried and what to do', { timeout: 60_000 }, async () => {
  const outcome = await sortie(['run', join(examples, 'math.jsonl'), '--nats-url', 'nats://127.0.0.1:9', '--out', join(folder, 'no-nats')])
  expect(outcome.code).toBe(1)
  expect(outcome.stderr).toMatch(/nats:\/\/127\.0\.0\.1:9.*tried.*s/)
})

test('an unreachable engine is named, with how long it was tried and what to do', { timeout: 90_000 }, async () => {
  const outcome = await sortie([
    'run',
    join(examples, 'math.jsonl'),
    '--engine-url',
    'http://127.0.0.1:9',
    '--out',
    join(folder, 'no-engine'),
  ])
  expect(outcome.code).toBe(1)
  expect(outcome.stderr).toContain('http://127.0.0.1:9')
})

test('a bad task file lists every error with file and line, and starts nothing', async () => {
  const file = join(folder, 'bad.jsonl')
  const good = '{"task_id":"a","environment":"math","input":{"question":"1+1?"},"verifier":{"answer":"2"}}'
  await writeFile(file, [good, good, 'not json', good.replace('"a"', '"../b"')].join('\n'))
  const outcome = await sortie(['run', file, '--out', join(folder, 'bad-tasks')])
  expect(outcome.code).toBe(2)
  expect(outcome.stderr).toMatch(/bad\.jsonl:2.*"?a"?/)
  expect(outcome.stderr).toMatch(/bad\.jsonl:3/)
  expect(outcome.stderr).toMatch(/bad\.jsonl:4/)
})

test('a flag with a typo is the caller’s mistake, and the nearest is named', async () => {
  const outcome = await sortie(['run', join(examples, 'math.jsonl'), '--replcias', '2'])
  expect(outcome.code).toBe(2)
  expect(outcome.stderr).toContain('--replicas')
})

test('a nats-server of one’s own is used, and left as it was', { timeout: 300_000 }, async () => {
  await using server = await NatsServer.start({ token: 'mine' })
  const environment = { SORTIE_NATS_TOKEN: 'mine' }
  const flags = ['--nats-url', server.url, '--limit', '2', '--replicas', '1', '-o', 'json', '--out', join(folder, 'own-nats')]
  const outcome = await sortie(['run', join(examples, 'math.jsonl'), ...flags], { environment })
  expect(resultOf(outcome.stdout)).toMatchObject({ rollouts: { submitted: 2, completed: 2 }, lost: 0, duplicates: 0 })
  const connection = await connect({ servers: server.url, token: 'mine' })
  const streams = await (await connection.jetstreamManager()).streams.list().next()
  expect(streams.map((stream) => stream.config.name)).toEqual([])
  await connection.close()
})

test('a run killed with -9 takes its processes with it, and what it kept can be read', { timeout: 300_000 }, async () => {
  const { environment, entry } = marker(`killed-${String(process.pid)}`)
  const out = join(folder, 'killed')
  const running = startSortie(['run', join(examples, 'math.jsonl'), '--group-size', '8', '--replicas', '1', '--out', out], { environment })
  await expect
    .poll(async () => (await readFile(join(out, 'index.jsonl'), 'utf8').catch(() => '')).split('\n').length, {
      timeout: 240_000,
      interval: 50,
    })
    .toBeGreaterThan(1)
  running.child.kill('SIGKILL')
  await running.outcome
  await expect.poll(() => processesWith(entry), { timeout: 10_000 }).toEqual([])
  const listed = await sortie(['trajectories', 'list', '--run', out, '-o', 'json'])
  expect((JSON.parse(listed.stdout) as unknown[]).length).toBeGreaterThan(0)
})
