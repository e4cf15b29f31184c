import fc from 'fast-check'
import { expect, test } from 'vitest'
import { chooseReplica } from './choose-replica.ts'

const candidates = fc.uniqueArray(fc.record({ name: fc.string({ minLength: 1, maxLength: 8 }), load: fc.nat(40) }), {
  minLength: 1,
  maxLength: 12,
  selector: (each) => each.name,
})

test('R1: somebody is always chosen, and is not overloaded', () => {
  fc.assert(
    fc.property(candidates, fc.string(), (all, trace) => {
      const chosen = chooseReplica(all, trace)
      const total = all.reduce((sum, each) => sum + each.load, 0)
      expect(chosen).not.toBeNull()
      expect(chosen?.load).toBeLessThan(Math.ceil((1.25 * (total + 1)) / all.length))
    }),
  )
  expect(chooseReplica([], 'trace')).toBeNull()
})

test('R2: the order of the candidates does not matter', () => {
  fc.assert(
    fc.property(candidates, fc.string(), (all, trace) => {
      expect(chooseReplica(all.toReversed(), trace)?.name).toBe(chooseReplica(all, trace)?.name)
    }),
  )
})

test('R3: a replica that leaves moves only the traces that it had', () => {
  fc.assert(
    fc.property(candidates, fc.string(), fc.nat(), (all, trace, index) => {
      const idle = all.map(({ name }) => ({ name, load: 0 }))
      const before = chooseReplica(idle, trace)
      const leaving = idle[index % idle.length]
      fc.pre(leaving !== before)
      const after = chooseReplica(
        idle.filter((each) => each !== leaving),
        trace,
      )
      expect(after?.name).toBe(before?.name)
    }),
  )
})

test('traces spread over replicas', () => {
  const idle = ['a', 'b', 'c', 'd'].map((name) => ({ name, load: 0 }))
  const counts = new Map<string, number>()
  for (let trace = 0; trace < 4_000; trace++) {
    const name = chooseReplica(idle, `trace-${String(trace)}`)?.name ?? ''
    counts.set(name, (counts.get(name) ?? 0) + 1)
  }
  for (const { name } of idle) expect(counts.get(name)).toBeGreaterThan(800)
})
