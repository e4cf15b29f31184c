import fc from 'fast-check'
import { expect, test } from 'vitest'
import { runningLimit, sharesOf } from './admission.ts'

const states = fc.record({
  weightVersion: fc.nat(1_000),
  accepted: fc.nat(100_000),
  batchSize: fc.integer({ min: 1, max: 512 }),
  maxStalenessSteps: fc.nat(8),
})

test('A1: what is accepted and what may run together fit within the bound', () => {
  fc.assert(
    fc.property(states, (state) => {
      const limit = runningLimit(state)
      const producible = (state.maxStalenessSteps + state.weightVersion + 1) * state.batchSize
      if (limit > 0) expect(state.accepted + limit).toBe(producible)
      else expect(state.accepted).toBeGreaterThanOrEqual(producible)
    }),
  )
})

test('A2: a learner that starves always has somebody working for it', () => {
  fc.assert(
    fc.property(states, (state) => {
      fc.pre(state.accepted < (state.weightVersion + 1) * state.batchSize)
      expect(runningLimit(state)).toBeGreaterThan(0)
    }),
  )
})

test('A3: a new version never narrows the gate', () => {
  fc.assert(
    fc.property(states, (state) => {
      expect(runningLimit({ ...state, weightVersion: state.weightVersion + 1 })).toBeGreaterThanOrEqual(runningLimit(state))
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
