import { expect, test } from 'vitest'
import { type ConsumerLook, stuckReason } from './consumer-watch.ts'

const look = (change: Partial<ConsumerLook> = {}): ConsumerLook => ({
  atMs: 0,
  messages: 5,
  pending: 5,
  ackPending: 0,
  ackPendingMax: 1_000,
  waiting: 2,
  paused: false,
  progress: '1 1 0 0',
  ...change,
})
const later = (change: Partial<ConsumerLook> = {}) => look({ atMs: 60_000, ...change })

test('D18: tasks that wait while workers ask, for long enough and without any progress, are stalled', () => {
  expect(stuckReason(look(), later(), 60_000)).toBe('stalled')
  expect(stuckReason(look(), look({ atMs: 59_999 }), 60_000)).toBeNull()
  expect(stuckReason(look(), later({ progress: '2 1 1 0' }), 60_000)).toBeNull()
})

test('D18: nobody asking, or as many on their way as may be, is no stall', () => {
  expect(stuckReason(look(), later({ waiting: 0 }), 60_000)).toBeNull()
  expect(stuckReason(look(), later({ ackPending: 1_000 }), 60_000)).toBeNull()
  expect(stuckReason(look(), later({ paused: true }), 60_000)).toBeNull()
})

test('D18: tasks that are in the queue and neither wait nor are on their way have used up their deliveries', () => {
  expect(stuckReason(look(), later({ pending: 0 }), 60_000)).toBe('exhausted')
  expect(stuckReason(look(), later({ pending: 0, ackPending: 1 }), 60_000)).toBeNull()
  expect(stuckReason(look(), later({ pending: 0, messages: 0 }), 60_000)).toBeNull()
})
