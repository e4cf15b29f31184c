import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { type Aim, brokenPromises } from './benchmark.ts'

test('a promise that is missed is broken; one that is kept, and a speed that is not reached, are reports', () => {
  const aim = (name: string, reached: boolean, promise: Pick<Aim, 'promise'> = {}): Aim => ({
    aim: name,
    measured: '5',
    reached,
    ...promise,
  })
  const lost = aim('none lost', false, { promise: true })
  expect(brokenPromises([aim('fast', false), lost, aim('none twice', true, { promise: true })])).toEqual([lost])
})

// As small as they go: that they still run is what is tested, and nothing of what they measure.
test.each([
  ['codec', '--tokens', '64', '--rounds', '2', '--calls', '2'],
  ['publish', '--mib', '1', '--repetitions', '1', '--sync', 'default'],
  ['turns', '--rollouts', '32', '--repetitions', '1', '--sync', 'default'],
  ['gateway', '--rollouts', '32', '--tokens', '64', '--rounds', '1'],
])('the benchmark %s runs', { timeout: 120_000 }, (...given) => {
  const folder = mkdtempSync(join(tmpdir(), 'sortie-bench-test-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  const file = join(folder, 'bench.json')
  execFileSync(process.execPath, [join(import.meta.dirname, 'main.ts'), '--json', file, ...given], { stdio: 'pipe' })
  const [name = ''] = given
  expect(JSON.parse(readFileSync(file, 'utf8'))).toMatchObject({ benchmarks: { [name]: { values: expect.any(Object) } } })
})
