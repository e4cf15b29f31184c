import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { playSeeds } from './play-seeds.ts'

test('a story that throws is a violation with its seed, its error and the command that repeats it, and the next is played', async () => {
  const lines: string[] = []
  const play = ({ seed }: { readonly seed: number }) =>
    seed === 7
      ? Promise.reject(new Error('no port'))
      : Promise.resolve({ violations: [], rollouts: 10, faults: 2, folder: '', refusedAsFull: 0 })
  const totals = await playSeeds({ first: 7, count: 2 }, play, (line) => lines.push(line))
  expect(totals).toMatchObject({ seeds: 2, rollouts: 10, violations: 1 })
  const text = lines.join('\n')
  expect(text).toMatch(/^seed 7: .*1 VIOLATIONS/m)
  expect(text).toContain('it is played to its end: no port')
  expect(text).toContain('again: make faults SEEDS=1 FIRST_SEED=7')
  expect(text).toMatch(/^seed 8: 10 rollouts, 2 faults, well/m)
  expect(lines.at(-1)).toContain('2 seeds')
})

test.for(['abc', '0', '-1', '1.5', ''])('SEEDS=%s is refused with the remedy: it would play nothing, and that is not well', (given) => {
  const { status, stderr } = spawnSync(process.execPath, [join(import.meta.dirname, 'main.ts'), `--seeds=${given}`], { encoding: 'utf8' })
  expect(status).toBe(2)
  expect(stderr).toContain(`--seeds is "${given}"`)
  expect(stderr).toContain('make faults SEEDS=20 FIRST_SEED=1')
})
