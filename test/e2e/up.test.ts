import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import type { FleetView } from '#internal/cli/fleet-status-view.ts'
import { processesWith, root, sortie, startSortie } from '../support/sortie.ts'

// A fleet on this machine as people try it: the real model, tasks from another terminal, and its state.

let folder = ''
let environment: Record<string, string> = {}
const marker = `up-${String(process.pid)}`
let up: ReturnType<typeof startSortie>

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sortie-up-'))
  const fleetFile = join(folder, 'math.yaml')
  const example = await readFile(join(root, 'examples/fleets/math.yaml'), 'utf8')
  await writeFile(fleetFile, example.replace(/environment: .*/, 'environment: { name: math, config: { max_turns: 3 } }'))
  up = startSortie(['up', '-f', fleetFile, '--state', folder], {
    environment: { SORTIE_TEST_MARKER: marker },
  })
  const connection = join(folder, 'connection.env')
  await vi.waitUntil(() => up.stderr().includes('to reach it: source'), { timeout: 30_000 })
  expect((await stat(connection)).mode & 0o777).toBe(0o600)
  const exports = await readFile(connection, 'utf8')
  environment = Object.fromEntries([...exports.matchAll(/(SORTIE_\w+)=(\S+)/g)].map(([, name = '', value = '']) => [name, value]))
})
afterAll(async () => {
  up.child.kill('SIGKILL')
  await up.outcome
  await rm(folder, { recursive: true })
})

const status = async () => JSON.parse((await sortie(['status', '-o', 'json'], { environment })).stdout) as FleetView
const submit = (...flags: string[]) =>
  sortie(['tasks', 'submit', join(root, 'examples/tasks/math.jsonl'), '-o', 'json', ...flags], { environment })

test('what is submitted brings workers, ends, and the equation holds all the while', { timeout: 240_000 }, async () => {
  const first = await submit('--limit', '4', '--group-size', '2', '--run-id', 'first')
  expect(JSON.parse(first.stdout)).toMatchObject({ run_id: 'first', tasks: 4, submitted: 8, duplicates: 0 })
  const again = await submit('--limit', '4', '--group-size', '2', '--run-id', 'first')
  expect(JSON.parse(again.stdout)).toMatchObject({ submitted: 0, duplicates: 8 })
  await expect
    .poll(
      async () => {
        const { rollouts } = await status()
        expect(rollouts.submitted).toBe(rollouts.ended + rollouts.running + rollouts.queued)
        return rollouts.ended
      },
      { timeout: 150_000, interval: 500 },
    )
    .toBe(8)
  const shown = await sortie(['status'], { environment })
  expect(shown.stdout).toMatch(/8 submitted = 8 ended \+ 0 running \+ 0 queued/)
  expect(shown.stdout).toMatch(/worker-0 .*ready/)
  expect(await processesWith(`SORTIE_ENVIRONMENT_CONFIG=${JSON.stringify({ math: { max_turns: 3 } })}`)).not.toEqual([])
})

test('a run that is cancelled ends: what runs in the middle of its turn, what is queued at once', { timeout: 240_000 }, async () => {
  await submit('--group-size', '16', '--run-id', 'second')
  await expect.poll(async () => (await status()).rollouts.running, { timeout: 60_000, interval: 200 }).toBeGreaterThan(0)
  const { code } = await sortie(['tasks', 'cancel', '--run', 'second'], { environment })
  expect(code).toBe(0)
  await expect
    .poll(async () => (await status()).rollouts, { timeout: 120_000, interval: 300 })
    .toMatchObject({ queued: 0, running: 0, duplicates: 0 })
  expect((await status()).rollouts.by_status['cancelled']).toBeGreaterThan(100)
})

test('one Ctrl-C drains it and leaves no process', { timeout: 60_000 }, async () => {
  up.child.kill('SIGINT')
  const { code, stderr } = await up.outcome
  expect(stderr).toContain('draining')
  expect(code).toBe(0)
  expect(stderr).not.toMatch(/ at .*\.ts:\d+/)
  expect(await processesWith(`SORTIE_TEST_MARKER=${marker}`)).toEqual([])
})

test('a fleet that is not there is said, with what to do', { timeout: 60_000 }, async () => {
  const { code, stderr } = await sortie(['status', '--nats-url', 'nats://127.0.0.1:9'])
  expect(code).toBe(1)
  expect(stderr).toMatch(/no nats-server answers at nats:\/\/127\.0\.0\.1:9: tried \d+ times/)
  const nothing = await sortie(['tasks', 'cancel'])
  expect([nothing.code, nothing.stderr]).toEqual([2, expect.stringContaining('give --run, --group, --rollout')])
})
