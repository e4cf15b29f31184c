import { execFile } from 'node:child_process'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { findPart } from '#internal/config/parts.ts'
import { root, sortie } from '../support/sortie.ts'

let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sortie-cli-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

interface Finding {
  readonly part: string
  readonly state: string
  readonly detail: string
  readonly remedy: string
}

test('help teaches: the commands, and what to type first', async () => {
  const { code, stdout, stderr } = await sortie(['--help'])
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
  for (const word of ['run', 'tasks', 'trajectories', 'env', 'doctor', 'version']) expect(stdout).toMatch(new RegExp(`^  ${word} `, 'm'))
  expect(stdout).toContain('sortie run examples/tasks/*.jsonl --group-size 2')
  expect(stdout).not.toContain('default: ""')
})

test.each([
  { given: ['rnu'], said: 'Did you mean run?' },
  { given: ['run', '--grup-size', '2', 'x'], said: 'Did you mean --group-size?' },
  { given: ['run'], said: "missing required argument 'tasks'" },
  { given: ['run', 'x', '--group-size', '0'], said: '"0" is not a whole number from 1 to 1024' },
  { given: ['run', 'x', '--deadline', '5'], said: '"5" is not a duration' },
  { given: ['run', 'x', '-o', 'yaml'], said: '"yaml" is none of table, json' },
  { given: ['run', 'x', '--engine-url', 'foo'], said: '"foo" is no URL of a server: write http://host:port or https://host:port' },
  {
    given: ['run', 'x', '--nats-url', 'foo:bar:baz'],
    said: '"foo:bar:baz" is no URL of a server: write nats://host:port or tls://host:port or host:port',
  },
  { given: ['learner', 'simulate', '--step-seconds', '5s'], said: '"5s" is not a number of seconds from 0 to 3600' },
  { given: ['tasks', 'cancel', '--rollout', 'a.*'], said: 'rollout_id "a.*" has an illegal character "." at position 2' },
  { given: ['auth', 'mint', '--role', 'learner', '--share', '2/2'], said: '"2/2" is no share: write i/n with i below n' },
  { given: ['tasks', 'import', 'gsm8k'], said: 'there is: humaneval' },
  { given: ['trajectories', 'lst'], said: 'there is: list, show, export, fetch, quarantine' },
  { given: ['run', join(root, 'examples/tasks/math.jsonl'), '--out', '/proc/sortie/run'], said: '/proc/sortie/run cannot be written' },
  {
    given: ['run', join(root, 'examples/tasks/math.jsonl'), '--out', join(root, 'package.json')],
    said: 'package.json is a file, no folder for a run',
  },
  { given: ['run', 'not-there.jsonl'], said: 'task file not-there.jsonl cannot be read: ENOENT' },
  { given: ['env', 'show', 'maht'], said: 'use one of: math, python' },
  { given: ['tasks', 'import', 'humaneval', 'not-there'], said: 'ENOENT' },
  { given: ['trajectories', 'show', 'r-1', '--run', 'not-there'], said: 'not-there' },
  { given: ['version', 'more'], said: 'too many arguments' },
])('$given is the caller’s mistake: $said', async ({ given, said }) => {
  const { code, stdout, stderr } = await sortie(given, { cwd: folder })
  expect(stderr).toContain(said)
  expect(stderr).not.toMatch(/^\s+at /m)
  expect(stderr.match(/ENOENT/g)?.length ?? 0).toBeLessThanOrEqual(1)
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' })
})

test('a bad value of a variable is named by its variable', async () => {
  const { code, stderr } = await sortie(['run', 'x'], { environment: { SORTIE_SLOTS: 'many' } })
  expect(code).toBe(2)
  expect(stderr).toContain("'SORTIE_SLOTS'")
})

test('a model and an engine that has its own are not both taken', async () => {
  const { code, stderr } = await sortie([
    'run',
    join(root, 'examples/tasks/math.jsonl'),
    '--model',
    'x.gguf',
    '--engine-url',
    'http://127.0.0.1:9',
  ])
  expect(code).toBe(2)
  expect(stderr).toContain('both --model (or SORTIE_MODEL) and --engine-url are given')
})

test('doctor finds what set-up brought, and tries a sandbox', { timeout: 60_000 }, async () => {
  const { code, stdout, stderr } = await sortie(['doctor', '-o', 'json'])
  const findings = JSON.parse(stdout) as Finding[]
  expect(findings.filter(({ state }) => state !== 'ok')).toEqual([])
  expect(findings.map(({ part }) => part)).toEqual(
    expect.arrayContaining(['node', 'nats-server', 'model', 'bubblewrap', 'python', 'sandbox']),
  )
  expect(findings.find(({ part }) => part === 'sandbox')?.detail).toMatch(/limits by (cgroup-v1|cgroup-v2|rlimits)/)
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
})

test('doctor says of each part what is wrong and what mends it', { timeout: 60_000 }, async () => {
  const noModel = join(folder, 'model.gguf')
  await writeFile(noModel, 'ELF?')
  const environment = {
    SORTIE_NATS_SERVER: '/not/there',
    SORTIE_LLAMA_SERVER: '/bin/false',
    SORTIE_MODEL: noModel,
    SORTIE_BWRAP: '/not/there',
  }
  const { code, stdout } = await sortie(['doctor', '-o', 'json'], { environment })
  const findings = (JSON.parse(stdout) as Finding[]).filter(({ state }) => state !== 'ok')
  expect(code).toBe(1)
  expect(findings).toMatchObject([
    {
      part: 'nats-server',
      state: 'missing',
      detail: expect.stringContaining('/not/there'),
      remedy: expect.stringContaining('SORTIE_NATS_SERVER'),
    },
    {
      state: 'broken',
      detail: expect.stringContaining('/bin/false does not start'),
      remedy: expect.stringContaining('SORTIE_LLAMA_SERVER'),
    },
    {
      part: 'model',
      state: 'broken',
      detail: expect.stringContaining(`${noModel} is not a model`),
      remedy: expect.stringContaining('SORTIE_MODEL'),
    },
    { part: 'sandbox', state: 'broken', detail: expect.stringContaining('bubblewrap'), remedy: expect.stringContaining('make setup') },
  ])
  const table = await sortie(['doctor'], { environment })
  expect(table.stdout).toContain('4 missing or broken')
})

test('a part that set-up brought is found without any PATH', async () => {
  expect((await findPart('natsServer')).path).toBe(join(root, '.tools/bin/nats-server'))
})

test('validate counts good tasks, and lists every error of bad ones', async () => {
  const examples = ['math', 'python'].map((name) => join(root, `examples/tasks/${name}.jsonl`))
  const good = await sortie(['tasks', 'validate', ...examples, '-o', 'json'])
  const { tasks, by_environment: counts } = JSON.parse(good.stdout) as { tasks: number; by_environment: Record<string, number> }
  expect(tasks).toBeGreaterThanOrEqual(24)
  expect(Object.keys(counts)).toEqual(['math', 'python'])
  const bad = join(folder, 'bad.jsonl')
  await writeFile(bad, '{"task_id":"a","environment":"maths","input":{},"verifier":{}}\n[]\n')
  const { code, stderr } = await sortie(['tasks', 'validate', bad])
  expect(code).toBe(2)
  expect(stderr).toContain(`${bad}:1: `)
  expect(stderr).toContain(`${bad}:2: `)
})

test('HumanEval is imported into a file that validates, and no file is overwritten', async () => {
  const out = join(folder, 'humaneval.jsonl')
  const given = ['tasks', 'import', 'humaneval', join(root, 'test/data/HumanEval.jsonl.gz'), '--out', out]
  expect(await sortie(given)).toEqual({ code: 0, stdout: '', stderr: '' })
  expect((await sortie(['tasks', 'validate', out, '-o', 'json'])).stdout).toBe('{"tasks":164,"by_environment":{"python":164}}\n')
  const before = await readFile(out, 'utf8')
  expect((await sortie(given)).code).toBe(2)
  expect(await readFile(out, 'utf8')).toBe(before)
})

test('environments are listed and shown, with the schemas of their tasks', async () => {
  const listed = JSON.parse((await sortie(['env', 'list', '-o', 'json'])).stdout) as { name: string }[]
  expect(listed.map(({ name }) => name)).toEqual(['math', 'python'])
  const shown = JSON.parse((await sortie(['env', 'show', 'python', '-o', 'json'])).stdout) as { tools: { name: string }[]; input: object }
  expect(shown.tools.map(({ name }) => name)).toContain('python')
  expect(shown.input).toHaveProperty('properties.entry_point')
})

test('--version is the command version', async () => {
  const [flag, command] = await Promise.all([sortie(['--version']), sortie(['version'])])
  expect(flag).toEqual(command)
  expect(flag.stdout).toMatch(/^sortie \d+\.\d+\.\d+ \(node 24\./)
})

test('a reader that has seen enough is no error', async () => {
  const launcher = join(root, '.tools/bin/sortie')
  const { stderr } = await promisify(execFile)('bash', ['-c', `set -o pipefail; ${launcher} tasks schema | head -c 10`])
  expect(stderr).toBe('')
})
