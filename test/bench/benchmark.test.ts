import { expect, test } from 'vitest'
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
