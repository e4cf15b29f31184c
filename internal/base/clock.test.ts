import { afterEach, expect, test, vi } from 'vitest'
import { steadyClock, systemClock } from './clock.ts'

afterEach(() => {
  vi.restoreAllMocks()
})

test("a steady clock begins with the machine's and goes on when that one is set", () => {
  const before = steadyClock.nowMs()
  expect(Math.abs(before - systemClock.nowMs())).toBeLessThan(1_000)
  vi.spyOn(Date, 'now').mockReturnValue(0)
  expect(systemClock.nowMs()).toBe(0)
  expect(steadyClock.nowMs()).toBeGreaterThanOrEqual(before)
})
