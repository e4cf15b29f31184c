import fc from 'fast-check'
import { expect, test } from 'vitest'
import { placeReports } from './align.ts'

/** Tokens of a small alphabet, so that ids repeat, each with whether its logprob is reported. */
const sampled = fc.array(fc.record({ id: fc.nat(3), reported: fc.boolean() }), { maxLength: 40 })

test('G1: with a report for every token, every position is certain', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(3)), (ids) => {
      expect([...(placeReports(ids, ids) ?? [])]).toEqual(ids.map((_, index) => index))
    }),
  )
})

test('G2: what is called certain is the truth, whatever was left out', () => {
  fc.assert(
    fc.property(sampled, (tokens) => {
      const truth = new Map<number, number>()
      tokens.forEach((token, at) => {
        if (token.reported) truth.set(at, truth.size)
      })
      const reported = tokens.filter((token) => token.reported).map((token) => token.id)
      const placed = placeReports(
        tokens.map((token) => token.id),
        reported,
      )
      expect(placed).not.toBeNull()
      placed?.forEach((report, at) => {
        if (report >= 0) expect(truth.get(at)).toBe(report)
      })
    }),
  )
})

test('a repeated id beside a gap is uncertain, not guessed', () => {
  // The bytes of one character, E3 83 83: only the last is reported, and its id occurs twice.
  expect([...(placeReports([9, 227, 131, 131, 9], [9, 131, 9]) ?? [])]).toEqual([0, -1, -1, -1, 2])
})

test('reports of other tokens cannot be placed', () => {
  expect(placeReports([1, 2, 3], [1, 4])).toBeNull()
  expect(placeReports([1], [1, 1])).toBeNull()
})
