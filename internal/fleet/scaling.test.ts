import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Demand, type ScalingLimits, type ScalingMemory, decideScale, initialMemory } from './scaling.ts'

const limits: ScalingLimits = {
  min: 0,
  max: 10,
  pinned: null,
  manual: false,
  capacity: 4,
  target: 1,
  scaleOutMs: 0,
  scaleInMs: 60_000,
  idleMs: 120_000,
}

const demands = fc.record<Demand>({
  inUse: fc.option(fc.nat(100)),
  waiting: fc.option(fc.nat(100)),
  coming: fc.option(fc.nat(3)),
})
const anyLimits = fc
  .record({
    min: fc.nat(5),
    above: fc.nat(10),
    capacity: fc.integer({ min: 1, max: 16 }),
    target: fc.constantFrom(0.5, 0.9, 1),
    scaleOutMs: fc.constantFrom(0, 10_000),
    scaleInMs: fc.constantFrom(0, 60_000),
    idleMs: fc.constantFrom(0, 30_000),
  })
  .map(({ above, ...rest }) => ({ ...limits, ...rest, max: rest.min + above }))

/** Looks every second; the counts that were decided. */
function play(given: ScalingLimits, story: readonly Demand[], memory: ScalingMemory = initialMemory(given.min, 0)) {
  const decided = []
  for (const [second, demand] of story.entries()) {
    const decision = decideScale(given, demand, memory, second * 1_000)
    memory = decision.memory
    decided.push(decision)
  }
  return decided
}
const busy = (count: number, seconds: number): Demand[] => Array.from({ length: seconds }, () => ({ inUse: count, waiting: 0, coming: 0 }))

test('C1: the answer lies between min and max, and what is remembered stays small', () => {
  fc.assert(
    fc.property(anyLimits, fc.array(demands, { maxLength: 300 }), (given, story) => {
      for (const { count, memory } of play(given, story)) {
        expect(count).toBeGreaterThanOrEqual(given.min)
        expect(count).toBeLessThanOrEqual(given.max)
        expect(memory.recommended.length).toBeLessThanOrEqual(130)
      }
    }),
  )
})

test('C2: a look without signals never makes fewer', () => {
  fc.assert(
    fc.property(anyLimits, fc.array(demands, { maxLength: 100 }), (given, story) => {
      const decided = play(given, story)
      for (const [at, { inUse, waiting }] of story.entries()) {
        if (inUse !== null && waiting !== null) continue
        expect(decided[at]?.count).toBeGreaterThanOrEqual(decided[at - 1]?.count ?? given.min)
        expect(decided[at]?.reason).toBe('SignalsMissing')
      }
    }),
  )
})

test('C3: under constant signals it settles on what is needed, and stays', () => {
  fc.assert(
    fc.property(anyLimits, fc.array(demands, { maxLength: 50 }), fc.integer({ min: 1, max: 100 }), (given, before, constant) => {
      const decided = play(given, [...before, ...busy(constant, 200)])
      const needed = Math.min(given.max, Math.max(given.min, Math.ceil(constant / (given.capacity * given.target))))
      expect(new Set(decided.slice(before.length + 100).map(({ count }) => count))).toEqual(new Set([needed]))
    }),
  )
})

test('C4: fewer only after fewer were enough for the whole window, also when a peak came in between', () => {
  const story = [...busy(20, 5), ...busy(4, 50), ...busy(20, 1), ...busy(4, 90)]
  const decided = play(limits, story)
  expect(decided.findIndex(({ count }, second) => second > 5 && count === 1)).toBe(5 + 50 + 1 + 60)
  expect(decided[60]?.reason).toBe('Stabilising')
})

test('C4: more only after more were wanted for the whole window', () => {
  const decided = play({ ...limits, scaleOutMs: 10_000 }, [...busy(4, 15), ...busy(40, 15)], initialMemory(1, 0))
  expect(decided.findIndex(({ count }) => count === 10)).toBe(15 + 10)
})

const unknown = (seconds: number): Demand[] => Array.from({ length: seconds }, () => ({ inUse: null, waiting: null, coming: 0 }))

test('C4: who begins to look at a fleet takes what it finds for wanted, and waits for the whole window before fewer', () => {
  const decided = play({ ...limits, max: 30 }, busy(1, 90), initialMemory(20, 0))
  expect(decided.findIndex(({ count }) => count < 20)).toBe(60)
  expect(decided[0]?.reason).toBe('Stabilising')
  const more = play({ ...limits, scaleOutMs: 10_000 }, busy(40, 30), initialMemory(1, 0))
  expect(more.findIndex(({ count }) => count === 10)).toBe(10)
  // Without a window there is nothing to wait for.
  expect(play(limits, busy(40, 1), initialMemory(1, 0))[0]?.count).toBe(10)
})

test('C4: after a pin the windows begin anew', () => {
  const pinned = decideScale({ ...limits, pinned: 8 }, { inUse: 4, waiting: 0, coming: 0 }, initialMemory(1, 0), 0)
  const decided = play(limits, busy(4, 90), pinned.memory)
  expect(decided.findIndex(({ count }) => count < 8)).toBe(60)
})

test('C4: after signals were missing for longer than the windows, those begin anew, and so does idleness', () => {
  const decided = play(limits, [...busy(20, 5), ...unknown(200), ...busy(4, 90)])
  expect(decided.findIndex(({ count }, second) => second > 5 && count < 5)).toBe(5 + 200 + 60 - 1)
  const more = play({ ...limits, scaleOutMs: 10_000 }, [...busy(4, 15), ...unknown(200), ...busy(40, 30)], initialMemory(1, 0))
  expect(more.findIndex(({ count }) => count === 10)).toBe(15 + 200 + 10 - 1)
  const idle = play(limits, [...busy(4, 5), ...unknown(200), ...busy(0, 190)])
  expect(idle.findIndex(({ count }, second) => second > 5 && count === 0)).toBe(5 + 200 + 120 + 60)
})

test('C4: after nobody looked for longer than the windows, those begin anew, and so does idleness', () => {
  const given = { ...limits, scaleOutMs: 10_000 }
  const { memory } = play(given, busy(20, 30), initialMemory(5, 0)).at(-1) ?? { memory: initialMemory(5, 0) }
  const after = (demand: Demand, laterMs: number) => decideScale(given, demand, memory, 29_000 + laterMs).count
  expect([after({ inUse: 4, waiting: 0, coming: 0 }, 60_001), after({ inUse: 40, waiting: 0, coming: 0 }, 60_001)]).toEqual([5, 5])
  const idle = play({ ...given, scaleInMs: 0 }, busy(0, 30), initialMemory(5, 0)).at(-1)?.memory ?? memory
  const decision = decideScale(given, { inUse: 0, waiting: 0, coming: 0 }, idle, 29_000 + 3_600_000)
  expect(decision.memory.idleSinceMs).toBe(29_000 + 3_600_000)
})

test('workers go to none when there has been nothing to do for long enough, and come back with the first task', () => {
  const decided = play(limits, [...busy(4, 5), ...busy(0, 190), { inUse: 0, waiting: 1, coming: 0 }])
  expect(decided.findIndex(({ count }, second) => second > 5 && count === 0)).toBe(5 + 120 + 60)
  expect(decided.at(-2)?.reason).toBe('Idle')
  expect(decided.at(-1)).toMatchObject({ count: 1, reason: 'FollowingDemand' })
})

test('C6: with none there, work that is known elsewhere brings one back, and keeps it', () => {
  const away = { ...limits, scaleInMs: 0, idleMs: 10_000 }
  const coming = (count: number | null, seconds: number) => Array.from({ length: seconds }, () => ({ inUse: 0, waiting: 0, coming: count }))
  const decided = play(away, [...coming(0, 5), ...coming(7, 50), ...coming(0, 20)], initialMemory(0, 0))
  expect(decided.slice(0, 5).every(({ count }) => count === 0)).toBe(true)
  expect(decided.slice(5, 55).every(({ count }) => count === 1)).toBe(true)
  expect(decided.findIndex(({ count }, second) => second > 5 && count === 0)).toBe(55 + 10)
  // What is not known neither brings one back nor takes the last away.
  expect(play(away, coming(null, 30), initialMemory(0, 0)).at(-1)?.count).toBe(0)
  expect(play(away, coming(null, 30), initialMemory(1, 0)).at(-1)?.count).toBe(1)
})

test('C5: a pinned count is the answer, and says so; beyond the limits too', () => {
  expect(decideScale({ ...limits, pinned: 3 }, { inUse: 40, waiting: 0, coming: 0 }, initialMemory(1, 0), 0)).toMatchObject({
    count: 3,
    reason: 'PinnedByReplicas',
  })
  expect(decideScale({ ...limits, manual: true, min: 2 }, { inUse: 40, waiting: 0, coming: 0 }, initialMemory(1, 0), 0).count).toBe(2)
})

test('what limits the answer is its reason', () => {
  const reasonAt = (demand: Demand, given = limits) => decideScale(given, demand, initialMemory(given.max, 0), 0).reason
  expect(reasonAt({ inUse: 400, waiting: 0, coming: 0 })).toBe('AtMaximum')
  expect(reasonAt({ inUse: 1, waiting: 0, coming: 0 }, { ...limits, min: 5, max: 5 })).toBe('AtMinimum')
})
