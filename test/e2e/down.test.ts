import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import type { FleetView } from '#internal/cli/fleet-status-view.ts'
import { processesWith, root, sortie, startSortie } from '../support/sortie.ts'

// A fleet in the background, as people keep one on a laptop: found without anything sourced, and ended by a command.

let folder = ''
const marker = `down-${String(process.pid)}`
const here = () => ({ cwd: folder, environment: { SORTIE_TEST_MARKER: marker } })
const ups: ReturnType<typeof startSortie>[] = []

async function startUp(...flags: string[]): Promise<ReturnType<typeof startSortie>> {
  const up = startSortie(['up', ...flags], here())
  ups.push(up)
  await vi.waitUntil(() => up.stderr().includes('connection.env'), { timeout: 60_000 })
  return up
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sortie-down-'))
})
afterAll(async () => {
  for (const { child } of ups) child.kill('SIGKILL')
  await Promise.all(ups.map(({ outcome }) => outcome))
  await rm(folder, { recursive: true })
})

test('fleets that run here are found, told apart, kept from a second, and ended', { timeout: 180_000 }, async () => {
  const file = join(folder, 'math.yaml')
  const inference = "inference: { sequencesPerReplica: 3, contextTokens: 1024, args: ['--threads', '1'], gpus: 1 }"
  await writeFile(file, `${await readFile(join(root, 'examples/fleets/math.yaml'), 'utf8')}  ${inference}\n`)
  const math = await startUp('-f', file)
  const [shown, second] = await Promise.all([sortie(['status', '-o', 'json'], here()), sortie(['up'], here())])
  expect((JSON.parse(shown.stdout) as FleetView).fleet).toBe('math')
  expect([second.code, second.stderr]).toEqual([
    2,
    expect.stringMatching(/fleet math runs from .*sortie-fleets\/math already, as process \d+/),
  ])

  // What the resource says of its engine is what runs; what this machine cannot have is said.
  expect(math.stderr().match(/one machine cannot have:\n {2}inference\.gpus 1\n.*--strict/g)).toHaveLength(1)
  const engine = async () => (await processesWith(`SORTIE_TEST_MARKER=${marker}`)).find((line) => line.includes('--ctx-size')) ?? ''
  await expect.poll(engine, { timeout: 60_000 }).toMatch(/--parallel 3 --ctx-size 3072 .*--threads 1 $/)

  const python = await startUp('--environment', 'python')
  const any = await sortie(['down'], here())
  expect([any.code, any.stderr]).toEqual([2, expect.stringMatching(/2 fleets run here: math \(sortie-fleets\/math\), python/)])
  const now = await sortie(['down', '--fleet', 'python', '--now'], here())
  expect([now.code, now.stdout]).toEqual([0, expect.stringContaining('fleet python is down')])
  expect((await python.outcome).code).toBe(130)

  const exports = await readFile(join(folder, 'sortie-fleets/math/connection.env'), 'utf8')
  const sourced = Object.fromEntries([...exports.matchAll(/(SORTIE_\w+)='?([^\s']+)/g)].map(([, name = '', value = '']) => [name, value]))
  const down = await sortie(['down', '-o', 'json'], { cwd: tmpdir(), environment: sourced })
  expect([down.code, JSON.parse(down.stdout)]).toEqual([
    0,
    { fleet: 'math', pid: math.child.pid, state: join(folder, 'sortie-fleets/math'), seconds: expect.any(Number) as number },
  ])
  expect(down.stderr).toMatch(/fleet math \(process \d+\) is draining; waiting for 60 s at most/)
  const { code, stderr } = await math.outcome
  expect([code, stderr]).toEqual([0, expect.stringContaining('draining')])
  expect(await processesWith(`SORTIE_TEST_MARKER=${marker}`)).toEqual([])
})

test('where none runs, that is said, with what to do', { timeout: 120_000 }, async () => {
  const down = await sortie(['down'], here())
  expect([down.code, down.stderr]).toEqual([2, expect.stringMatching(/no fleet runs in this folder[^]*`sortie up`[^]*connection\.env/)])
  const unnamed = await sortie(['fleet', 'forget', '--yes'], here())
  expect([unnamed.code, unnamed.stderr]).toEqual([2, expect.stringContaining('give --fleet NAME')])
})
