import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { pb } from '#internal/gen/v1.js'
import { limitOf } from './gatekeeper.ts'
import { committedCursor, isShared } from './marks.ts'

const partitions = Array.from({ length: 32 }, (_, partition) => partition)
type Mark = pb.CommittedMark.$Properties

interface Session {
  readonly of: number
  readonly rollouts: number
  readonly bound: number | null
  readonly atMs: number
}

const shareOf = (index: number, of: number) => partitions.filter((partition) => isShared({ index, of }, partition))

/** The mark of learner `index` of a session that went on from what was committed before, and dropped so many. */
function markOf(before: readonly Mark[], index: number, dropped: number, { of, rollouts, bound, atMs }: Session): Mark {
  const from = committedCursor(before, shareOf(index, of))
  const policy = { rollouts, ...(bound === null ? {} : { maxStalenessSteps: bound }) }
  const cursor = { ...from, droppedRollouts: (from.droppedRollouts ?? 0) + dropped }
  return { share: { index, of }, policy, cursor, committedAtUnixMs: atMs }
}

const session = (before: readonly Mark[], dropped: number, named: Session): Mark[] =>
  Array.from({ length: named.of }, (_, index) => markOf(before, index, dropped, named))

/** As the bucket has them: one of a share, the newest. */
const stored = (marks: readonly Mark[]) => [
  ...new Map(marks.map((mark) => [`${String(mark.share?.index)}/${String(mark.share?.of)}`, mark])).values(),
]

test('another number of learners leaves the limit as it is, whoever of them has committed', () => {
  const one = session([], 0, { of: 1, rollouts: 64, bound: 1, atMs: 1 })
  const two = session(one, 0, { of: 2, rollouts: 32, bound: 1, atMs: 2 })
  expect(limitOf(one, 10, 700)).toBe(68)
  expect(limitOf([...one, ...two.slice(0, 1)], 10, 700)).toBe(68)
  expect(limitOf([...one, ...two], 10, 700)).toBe(68)
})

test('a mark that holds no more states nothing: neither a bound, nor that there is none', () => {
  const unbound = session([], 0, { of: 1, rollouts: 64, bound: null, atMs: 1 })
  const two = session(unbound, 0, { of: 2, rollouts: 32, bound: 1, atMs: 2 })
  expect(limitOf([...unbound, ...two.slice(0, 1)], 10, 700)).toBeNull()
  expect(limitOf([...unbound, ...two], 10, 700)).toBe(68)
  expect(limitOf([], 10, 700)).toBeNull()
  expect(limitOf(two, 10, null)).toBeNull()
})

test('what was dropped counts once, through any number of learners after each other', () => {
  const counts = fc.array(fc.constantFrom(1, 2, 4, 8, 16, 32), { minLength: 1, maxLength: 6 })
  fc.assert(
    fc.property(counts, fc.nat(40), fc.nat(1_000), (numbers, dropped, ended) => {
      let marks: Mark[] = []
      for (const [at, of] of numbers.entries())
        marks = stored([...marks, ...session(marks, dropped * 32, { of, rollouts: 64 / of, bound: 1, atMs: at + 1 })])
      const all = numbers.reduce((sum, of) => sum + of * dropped * 32, 0)
      expect(limitOf(marks, 10, ended)).toBe(12 * 64 - Math.min(ended - all, 12 * 64))
    }),
  )
})
