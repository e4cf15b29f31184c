import { expect, test } from 'vitest'
import { type ConsumerLook, type StuckReason, nextSince, stuckReason } from './consumer-watch.ts'

const look = (change: Partial<ConsumerLook> = {}): ConsumerLook => ({
  atMs: 0,
  messages: 5,
  oldest: 7,
  pending: 5,
  ackPending: 0,
  ackPendingMax: 1_000,
  waiting: 2,
  paused: false,
  progress: '1 1 0 0',
  ...change,
})
const later = (change: Partial<ConsumerLook> = {}) => look({ atMs: 60_000, ...change })
const patience = { stuckAfterMs: 60_000, busyAfterMs: 600_000 }

/** What is said at the last of some looks. */
function reasonAt(...looks: readonly [ConsumerLook, ...ConsumerLook[]]): StuckReason | null {
  let [since, now] = [nextSince(null, looks[0]), looks[0]]
  for (now of looks.slice(1)) since = nextSince(since, now)
  return stuckReason(since, now, patience)
}

test('D18: tasks that wait while workers ask, for long enough and without any progress, are stalled', () => {
  expect(reasonAt(look(), later())).toBe('stalled')
  expect(reasonAt(look(), look({ atMs: 59_999 }))).toBeNull()
  expect(reasonAt(look(), later({ progress: '2 1 1 0' }))).toBeNull()
})

test('D18: nobody asking, or as many on their way as may be, is no stall', () => {
  expect(reasonAt(look(), later({ waiting: 0 }))).toBeNull()
  expect(reasonAt(look(), later({ messages: 1_005, ackPending: 1_000 }))).toBeNull()
  expect(reasonAt(look(), later({ paused: true }))).toBeNull()
})

test('D18: tasks that are in the queue and neither wait nor are on their way have used up their deliveries', () => {
  expect(reasonAt(look({ pending: 0 }), later({ pending: 0 }))).toBe('exhausted')
  expect(reasonAt(look({ pending: 4 }), later({ pending: 4, waiting: 0, progress: '9 9 0 0' }))).toBe('exhausted')
  expect(reasonAt(look(), later({ pending: 0 }))).toBeNull()
  expect(reasonAt(look({ pending: 0 }), look({ pending: 0, atMs: 30_000, messages: 0 }), later({ pending: 0 }))).toBeNull()
  expect(reasonAt(look({ pending: 0, messages: 0 }), later({ pending: 0, messages: 0 }))).toBeNull()
})

test('D18: beside others that are on their way used up tasks wait longer, and whatever moves does not hide them', () => {
  const busy = (atMs: number) => look({ atMs, pending: 2, ackPending: 2, progress: String(atMs) })
  expect(reasonAt(busy(0), busy(60_000), busy(599_999))).toBeNull()
  expect(reasonAt(busy(0), busy(60_000), busy(600_000))).toBe('exhausted')
  // One look without any: those of before were something else.
  expect(reasonAt(busy(0), { ...busy(60_000), messages: 4 }, busy(600_000))).toBeNull()
  expect(reasonAt(busy(0), { ...busy(60_000), pending: 2, ackPending: 0 })).toBe('exhausted')
})

test('D18: tasks that are acked, but not yet out of the queue, are not used up: the oldest is another at each look', () => {
  const acked = (atMs: number) => look({ atMs, pending: 2, ackPending: 2, progress: String(atMs), oldest: atMs + 1 })
  expect(reasonAt(acked(0), acked(300_000), acked(600_000), acked(1_200_000))).toBeNull()
  // From when what is used up is the oldest.
  const used = (atMs: number) => ({ ...acked(atMs), oldest: 9 })
  expect(reasonAt(acked(0), used(300_000), used(600_000), used(899_999))).toBeNull()
  expect(reasonAt(acked(0), used(300_000), used(600_000), used(900_000))).toBe('exhausted')
})
