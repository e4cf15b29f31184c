import { mkdir, mkdtemp, readFile, rm, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { pb } from '#internal/gen/v1.js'
import { reassemble } from '#internal/learner/export.ts'
import { RunFolder } from '#internal/learner/run-folder.ts'
import { ChunkBuilder } from '#internal/rollout/chunk.ts'
import { sortie } from '../support/sortie.ts'

// What a run kept, looked at as a user does.

let parent = ''
let run = ''

beforeAll(async () => {
  parent = await mkdtemp(join(tmpdir(), 'sortie-trajectories-'))
  run = join(parent, 'sortie-runs/second')
  await writeRun(join(parent, 'sortie-runs/first'), ['r-first'])
  await writeRun(run, ['r-aa', 'r-ab', 'r-ba'])
  await utimes(join(parent, 'sortie-runs/first/run.json'), 1, 1)
  await mkdir(join(parent, 'sortie-runs/zzz-no-run'))
  // It began last, and nothing of it has ended.
  await writeRun(join(parent, 'sortie-runs/third'), [])
})
afterAll(() => rm(parent, { recursive: true }))

async function writeRun(path: string, ids: readonly string[]): Promise<void> {
  await using folder = await RunFolder.create(path, {})
  for (const id of ids) await folder.admit(reassemble(id, chunksOf(id)))
  if (ids.length === 0) return
  const [opening = new Uint8Array()] = chunksOf('r-cut')
  const chunks = [opening, Uint8Array.of(0x0f)]
  await folder.quarantine({ rolloutId: 'r-cut', attempt: 1, reason: 'incomplete: chunk 1 missing', ended: true, head: null, chunks })
}

function chunksOf(rolloutId: string): Uint8Array[] {
  const identity = { schemaVersion: 1, runId: 'run', groupId: 'g', groupSize: 3, taskId: 't', attempt: 1, worker: 'w', environment: 'math' }
  const builder = new ChunkBuilder({ ...identity, rolloutId })
  const segments = [{ role: pb.Role.ROLE_USER, text: `the prompt of ${rolloutId}\u001b[2J` }]
  const ending = { status: pb.RolloutStatus.ROLLOUT_STATUS_COMPLETED, rewards: [{ name: 'exact', value: 1, weight: 1 }] }
  return [builder.opening({}), ...builder.add({ segments }, 0), ...builder.end(ending)]
}

const inParent = (...args: string[]) => sortie(['trajectories', ...args], { cwd: parent })
const lines = (text: string) => text.trim().split('\n')

test('without a folder it is the run that began last, and what was refused is said', async () => {
  const listed = await inParent('list', '-o', 'json')
  expect(listed.code).toBe(0)
  expect((JSON.parse(listed.stdout) as { rollout_id: string }[]).map(({ rollout_id }) => rollout_id)).toEqual(['r-aa', 'r-ab', 'r-ba'])
  expect(listed.stderr).toContain('1 refused: `sortie trajectories quarantine list` says why')
  const table = await inParent('list')
  expect(lines(table.stdout).filter((line) => /r-(aa|ab|ba).*completed.*1\.00/.test(line))).toHaveLength(3)
})

test('an episode is shown by the beginning of its id, and nothing that a terminal would obey', async () => {
  const shown = await inParent('show', 'r-b', '--run', run)
  expect(shown.code).toBe(0)
  expect(shown.stdout).toContain('the prompt of r-ba\\x1b[2J')
  expect(shown.stdout).not.toContain('\u001b')
  expect(JSON.parse((await inParent('show', 'r-b', '-o', 'json')).stdout)).toMatchObject({ chunks: [{ rolloutId: 'r-ba' }, {}, {}] })
})

test.for([
  ['r-a', 'r-a is the beginning of 2 rollouts', 'r-aa, r-ab'],
  ['r-bc', 'no rollout "r-bc"', 'did you mean r-ba?'],
  ['r-cut', 'rollout r-cut was refused: incomplete: chunk 1 missing', 'quarantine.jsonl'],
  ['__proto__', 'no rollout "__proto__"', 'list'],
] as const)('%s is the caller’s mistake: what is wrong, and the next step', async ([id, what, next]) => {
  const { code, stdout, stderr } = await inParent('show', id)
  expect([code, stdout]).toEqual([2, ''])
  expect(stderr).toContain(what)
  expect(stderr).toContain(next)
  expect(stderr).not.toMatch(/ at .*\.ts:\d+/)
})

test('where there is no run, the command that makes one is named', async () => {
  const { code, stderr } = await sortie(['trajectories', 'list'], { cwd: join(parent, 'sortie-runs/zzz-no-run') })
  expect(code).toBe(2)
  expect(stderr).toContain('there is no run with a rollout that has ended under ./sortie-runs/')
  expect(stderr).toContain('sortie run')
})

test('an export leaves out what is not as it was written, names it, and says so with its exit code', async () => {
  const path = join(parent, 'damaged')
  await writeRun(path, ['r-1', 'r-2', 'r-3'])
  expect(lines((await inParent('export', '--run', path)).stdout)).toHaveLength(3)
  const records = await readFile(join(path, 'trajectories.pb'))
  // In a turn's text: all lengths hold, the digest does not.
  records.write('X', records.indexOf('prompt of r-2'))
  await writeFile(join(path, 'trajectories.pb'), records)
  const { code, stdout, stderr } = await inParent('export', '--run', path)
  expect(code).toBe(1)
  expect(lines(stdout).map((line) => (JSON.parse(line) as { rollout_id: string }).rollout_id)).toEqual(['r-1', 'r-3'])
  expect(stderr).toMatch(/r-2: altered: chunk 2 names another digest for the chunk before it, left out/)
  expect(stderr).toContain('1 of 3 trajectories were left out')
})

test('what was refused is listed with its reason, and shown as far as it can be read', async () => {
  const listed = await inParent('quarantine', 'list', '-o', 'json')
  expect(JSON.parse(listed.stdout)).toEqual([{ rollout_id: 'r-cut', attempt: 1, reason: 'incomplete: chunk 1 missing', chunks: 2 }])
  expect((await inParent('quarantine', 'list')).stdout).toMatch(/r-cut.*incomplete: chunk 1 missing/)
  const shown = await inParent('quarantine', 'show', 'r-c')
  expect(shown.stdout).toMatch(/chunk 0 of w: opening/)
  expect(shown.stdout).toMatch(/1 bytes\s+cannot be decoded/)
  const none = await inParent('quarantine', 'show', 'r-aa')
  expect([none.code, none.stdout]).toEqual([2, ''])
  expect(none.stderr).toContain('quarantine list')
})
