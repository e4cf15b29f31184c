import fc from 'fast-check'
import { expect, test } from 'vitest'
import { runningLimit, sharesOf } from './admission.ts'

const states = fc.record({
  waiting: fc.integer({ min: -1_000, max: 100_000 }),
  batchSize: fc.integer({ min: 1, max: 512 }),
  maxStalenessSteps: fc.nat(8),
})

test('A1: what waits and what may run together fit within the bound', () => {
  fc.assert(
    fc.property(states, (state) => {
      const limit = runningLimit(state)
      const waiting = Math.max(0, state.waiting)
      const acceptable = (state.maxStalenessSteps + 1) * state.batchSize
      if (limit > 0) expect(waiting + limit).toBe(acceptable)
      else expect(waiting).toBeGreaterThanOrEqual(acceptable)
    }),
  )
})

test('A2: a learner that starves always has somebody working for it', () => {
  fc.assert(
    fc.property(states, (state) => {
      fc.pre(state.waiting < state.batchSize)
      expect(runningLimit(state)).toBeGreaterThan(0)
    }),
  )
})

test('A3: what is taken, or accepted older, never narrows the gate', () => {
  fc.assert(
    fc.property(states, fc.nat(1_000), fc.nat(8), (state, taken, steps) => {
      const later = { ...state, waiting: state.waiting - taken, maxStalenessSteps: state.maxStalenessSteps + steps }
      expect(runningLimit(later)).toBeGreaterThanOrEqual(runningLimit(state))
    }),
  )
})

test('A4: shares fit in the limit and in what is asked, all of what may be given is given, and nobody is left behind', () => {
  fc.assert(
    fc.property(fc.nat(100), fc.array(fc.nat(60), { minLength: 1, maxLength: 6 }), (limit, asked) => {
      const shares = sharesOf(limit, asked)
      const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0)
      expect(sum(shares)).toBe(Math.min(limit, sum(asked)))
      for (const [index, share] of shares.entries()) {
        expect(share).toBeLessThanOrEqual(asked[index] ?? 0)
        const fair = Math.floor(limit / asked.length)
        expect(share).toBeGreaterThanOrEqual(Math.min(fair, asked[index] ?? 0))
      }
    }),
  )
})
