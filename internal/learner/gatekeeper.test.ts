import fc from 'fast-check'
import { expect, test } from 'vitest'
import { systemClock } from '#internal/base/clock.ts'
import type { pb } from '#internal/gen/v1.js'
import { silentLogger } from '#internal/telemetry/logger.ts'
import { type Counted, type GateLook, Gatekeeper, limitOf as limitOfFleet } from './gatekeeper.ts'
import { committedCursor, isShared } from './marks.ts'

const partitions = Array.from({ length: 32 }, (_, partition) => partition)
type Mark = pb.CommittedMark.$Properties

const limitOf = (marks: readonly Mark[], weightVersion: number, counting: Counted, of = partitions.length) =>
  limitOfFleet(marks, { weightVersion, counted: counting, partitions: of })

interface Session {
  readonly of: number
  readonly rollouts: number
  readonly bound: number | null
  readonly weightVersion?: number
}

interface Taken {
  readonly dropped: number
  readonly delivered: number
}

const none: Taken = { dropped: 0, delivered: 0 }
/** What the ledger has counted, far behind every floor. */
const counted = (ended: number, position = 1e9) => ({ ended, position })

const shareOf = (index: number, of: number) => partitions.filter((partition) => isShared({ index, of }, partition))

/** The mark of learner `index` of a session that went on from what was committed before, and dropped and delivered so many. */
function markOf(before: readonly Mark[], index: number, taken: Taken, { of, rollouts, bound, weightVersion = 0 }: Session): Mark {
  const from = committedCursor(before, shareOf(index, of))
  const policy = { rollouts, ...(bound === null ? {} : { maxStalenessSteps: bound }) }
  const droppedRollouts = (from.droppedRollouts ?? 0) + taken.dropped
  const cursor = { ...from, droppedRollouts, deliveredRollouts: (from.deliveredRollouts ?? 0) + taken.delivered }
  return { share: { index, of }, policy, cursor, weightVersion }
}

const session = (before: readonly Mark[], taken: Taken, named: Session): Mark[] =>
  Array.from({ length: named.of }, (_, index) => markOf(before, index, taken, named))

/** As the bucket has them: one of a share, the newest, and the newest of all last. */
const stored = (marks: readonly Mark[]) => {
  const name = ({ share }: Mark) => `${String(share?.index)}/${String(share?.of)}`
  return marks.filter((mark, at) => !marks.slice(at + 1).some((later) => name(later) === name(mark)))
}

test('another number of learners leaves the limit as it is, whoever of them has committed', () => {
  const one = session([], { dropped: 60, delivered: 540 }, { of: 1, rollouts: 64, bound: 1 })
  const two = session(one, none, { of: 2, rollouts: 32, bound: 1 })
  expect(limitOf(one, 0, counted(660))).toBe(68)
  expect(limitOf([...one, ...two.slice(0, 1)], 0, counted(660))).toBe(68)
  expect(limitOf([...one, ...two], 0, counted(660))).toBe(68)
})

test('a mark that holds no more states nothing: neither a bound, nor that there is none', () => {
  const unbound = session([], none, { of: 1, rollouts: 64, bound: null })
  const two = session(unbound, none, { of: 2, rollouts: 32, bound: 1 })
  expect(limitOf([...unbound, ...two.slice(0, 1)], 0, counted(60))).toBeNull()
  expect(limitOf([...unbound, ...two], 0, counted(60))).toBe(68)
  expect(limitOf([], 0, counted(60))).toBeNull()
})

test('a mark of partitions that the fleet has no more holds nothing: neither a bound, nor that there is none', () => {
  const two = session([], none, { of: 2, rollouts: 32, bound: null })
  const one = session(two, none, { of: 1, rollouts: 64, bound: 1 }).map((mark) => {
    const places = mark.cursor?.partitions?.filter(({ partition }) => (partition ?? 0) < 16) ?? []
    return { ...mark, cursor: { ...mark.cursor, partitions: places } }
  })
  expect(limitOf([...two, ...one], 0, counted(60))).toBeNull()
  expect(limitOf([...two, ...one], 0, counted(60), 16)).toBe(68)
})

test('the mark that was written last holds, whatever the clocks of learners say', () => {
  const ahead = session([], { dropped: 0, delivered: 64 }, { of: 1, rollouts: 64, bound: 1 }).map((mark) => ({
    ...mark,
    committedAtUnixMs: 9,
  }))
  const two = session(ahead, { dropped: 0, delivered: 32 }, { of: 2, rollouts: 32, bound: 0 }).map((mark) => ({
    ...mark,
    committedAtUnixMs: 5,
  }))
  expect(limitOf([...ahead, ...two], 0, counted(128))).toBe(64)
  expect(committedCursor([...ahead, ...two], shareOf(0, 1)).deliveredRollouts).toBe(128)
})

test('what was dropped or delivered counts once, through any number of learners after each other', () => {
  const counts = fc.array(fc.constantFrom(1, 2, 4, 8, 16, 32), { minLength: 1, maxLength: 6 })
  fc.assert(
    fc.property(counts, fc.nat(40), fc.nat(40), fc.nat(200), (numbers, dropped, delivered, waiting) => {
      let marks: Mark[] = []
      const taken = { dropped: dropped * 32, delivered: delivered * 32 }
      for (const of of numbers) marks = stored([...marks, ...session(marks, taken, { of, rollouts: 64 / of, bound: 1 })])
      const all = numbers.reduce((sum, of) => sum + of * (taken.dropped + taken.delivered), 0)
      expect(limitOf(marks, 0, counted(all + waiting))).toBe(Math.max(0, 2 * 64 - waiting))
    }),
  )
})

test('A2: a bound that comes late, a smaller batch and many batches a version leave room for a learner that has taken all', () => {
  const unbound = session([], { dropped: 0, delivered: 10_000 }, { of: 1, rollouts: 64, bound: null, weightVersion: 3 })
  const late = session(unbound, none, { of: 1, rollouts: 64, bound: 1, weightVersion: 3 })
  expect(limitOf(late, 3, counted(10_000))).toBe(128)
  const large = session([], { dropped: 0, delivered: 2_560 }, { of: 1, rollouts: 256, bound: 1, weightVersion: 10 })
  const small = session(large, none, { of: 1, rollouts: 64, bound: 1, weightVersion: 10 })
  expect(limitOf(small, 10, counted(2_560))).toBe(128)
  // A larger batch opens the gate by what it takes more, and no further.
  const larger = session(small, none, { of: 1, rollouts: 512, bound: 1, weightVersion: 10 })
  expect(limitOf(larger, 10, counted(2_560))).toBe(1_024)
})

test('A2: a learner that publishes and seldom commits is not starved; one that commits before it publishes has no batch more', () => {
  const delivered = { dropped: 0, delivered: 64 }
  const seldom = session([], delivered, { of: 1, rollouts: 64, bound: 1, weightVersion: 1 })
  expect(limitOf(seldom, 1, counted(64 + 100))).toBe(28)
  expect(limitOf(seldom, 2, counted(64 + 100))).toBe(28)
  expect(limitOf(seldom, 3, counted(64 + 2 * 64))).toBe(64)
  const strict = session([], delivered, { of: 1, rollouts: 64, bound: 0, weightVersion: 1 })
  expect(limitOf(strict, 2, counted(64 + 64))).toBe(64)
})

test('A2: counts that went astray close the gate on no learner whose floors have reached the end', () => {
  const mark = session([], none, { of: 1, rollouts: 64, bound: 1 })[0] ?? {}
  const at = (floorSequence: number) => [{ ...mark, cursor: { partitions: partitions.map((partition) => ({ partition, floorSequence })) } }]
  expect(limitOf(at(900), 0, counted(10_000, 1_000))).toBe(28)
  expect(limitOf(at(1_000), 0, counted(10_000, 1_000))).toBe(128)
  expect(limitOf(at(9_000), 0, counted(10_000, 1_000))).toBe(128)
})

const never = new AbortController().signal

/** A gatekeeper over gates that are numbers, and a clock that a test moves. */
function gatekeeper(environments: readonly string[], marks: readonly Mark[]) {
  const state = { nowMs: 0, counted: counted(0) as Counted | null }
  const set = new Map<string, number>()
  const looks = new Map<string, GateLook>(environments.map((each) => [each, { running: 0, waiting: 5, delivered: 0 }]))
  const sent: string[] = []
  const gate = {
    look: (environment: string) => Promise.resolve(looks.get(environment) as GateLook),
    // As the real one: what was set last from here is not sent again.
    set: (environment: string, limit: number) => {
      if (set.get(environment) !== limit) sent.push(`${environment} ${String(limit)}`)
      set.set(environment, limit)
      return Promise.resolve()
    },
    letAgain: (environment: string) => {
      sent.push(`${environment} again`)
      set.delete(environment)
      return Promise.resolve()
    },
    forget: () => {
      set.clear()
    },
  }
  const ports = {
    gate,
    marks: { committed: () => Promise.resolve(marks) },
    weights: { current: () => Promise.resolve(null) },
    counted: () => state.counted,
  }
  const clock = { ...systemClock, monotonicNs: () => state.nowMs * 1e6 }
  const keeper = new Gatekeeper(ports, { partitions: partitions.length, environments, clock, logger: silentLogger, open: 1_000 })
  return { state, looks, sent, look: () => keeper.look(never) }
}

test('A1: while nobody here keeps the ledger the gates stay as they are, and are set anew when somebody does', async () => {
  const { state, sent, look } = gatekeeper(['math'], session([], none, { of: 1, rollouts: 8, bound: 1 }))
  state.counted = null
  expect(await look()).toBeNull()
  expect(sent).toEqual([])
  state.counted = counted(6)
  expect(await look()).toBe(10)
  expect(sent.splice(0)).toEqual(['math 5'])
  expect(await look()).toBe(10)
  expect(sent).toEqual([])
  // Another has kept it meanwhile, and moved the gate: that this one had it here before says nothing.
  state.counted = null
  expect(await look()).toBeNull()
  state.counted = counted(6)
  expect(await look()).toBe(10)
  expect(sent).toEqual(['math 5'])
  const unbound = gatekeeper(['math'], session([], none, { of: 1, rollouts: 8, bound: null }))
  unbound.state.counted = null
  expect(await unbound.look()).toBeNull()
  expect(unbound.sent).toEqual([])
  unbound.state.counted = counted(0)
  expect(await unbound.look()).toBeNull()
  expect(unbound.sent).toEqual(['math 1000'])
})

test('A2: where nothing has run and nothing was committed for five minutes one may run, of one environment, and the next after five more', async () => {
  const minuteMs = 60_000
  const { state, looks, sent, look } = gatekeeper(['math', 'python'], session([], none, { of: 1, rollouts: 8, bound: 1 }))
  const lookAt = async (minutes: number) => {
    state.nowMs = minutes * minuteMs
    return [await look(), ...sent.splice(0)]
  }
  state.counted = counted(1_000)
  expect(await lookAt(1)).toEqual([0, 'math 0', 'python 0'])
  expect(await lookAt(5.5)).toEqual([0])
  expect(await lookAt(6)).toEqual([1, 'math 1'])
  // It has begun, and runs for longer than that.
  looks.set('math', { running: 1, waiting: 4, delivered: 1 })
  expect(await lookAt(6.5)).toEqual([0, 'math 0'])
  expect(await lookAt(12)).toEqual([0, 'math again'])
  looks.set('math', { running: 0, waiting: 4, delivered: 1 })
  expect(await lookAt(16.5)).toEqual([0, 'math 0'])
  expect(await lookAt(17)).toEqual([1, 'python 1'])
  // One that begins and ends between two looks has run too.
  looks.set('python', { running: 0, waiting: 4, delivered: 1 })
  expect(await lookAt(17.5)).toEqual([0, 'python 0'])
  expect(await lookAt(22)).toEqual([0])
  // Nobody takes it: the other environment has its turn.
  expect(await lookAt(22.5)).toEqual([1, 'math 1'])
  expect(await lookAt(22.6)).toEqual([1, 'math 0', 'python 1'])
})

test('A2: a closed gate lets what is delivered again through for one look in half a minute, where something runs and nothing was delivered', async () => {
  const { state, looks, sent, look } = gatekeeper(['math', 'python'], session([], none, { of: 1, rollouts: 8, bound: 1 }))
  const lookAt = async (seconds: number) => {
    state.nowMs = seconds * 1_000
    await look()
    return sent.splice(0)
  }
  state.counted = counted(1_000)
  looks.set('math', { running: 2, waiting: 5, delivered: 4 })
  expect(await lookAt(1)).toEqual(['math 0', 'python 0'])
  expect(await lookAt(30)).toEqual([])
  expect(await lookAt(31)).toEqual(['math again'])
  expect(await lookAt(32)).toEqual(['math 0'])
  expect(await lookAt(60)).toEqual([])
  expect(await lookAt(61)).toEqual(['math again'])
  looks.set('math', { running: 2, waiting: 5, delivered: 5 })
  expect(await lookAt(62)).toEqual(['math 0'])
  expect(await lookAt(91)).toEqual([])
  // Where nothing runs there is nothing to deliver again: the gate stays closed, as a new task would pass it.
  looks.set('math', { running: 0, waiting: 5, delivered: 5 })
  expect(await lookAt(100)).toEqual([])
  looks.set('math', { running: 1, waiting: 4, delivered: 6 })
  expect(await lookAt(120)).toEqual([])
  expect(await lookAt(149)).toEqual([])
  // It was open in between: what was due has passed.
  state.counted = counted(6)
  expect(await lookAt(149.5)).toEqual(['math 5', 'python 5'])
  state.counted = counted(1_000)
  expect(await lookAt(150)).toEqual(['math 0', 'python 0'])
  expect(await lookAt(179)).toEqual([])
  expect(await lookAt(180)).toEqual(['math again'])
})
