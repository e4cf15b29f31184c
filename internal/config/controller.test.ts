import { expect, test } from 'vitest'
import { renewWithinMs } from './controller.ts'

test('a lease that a leader would lose by its own pace is refused, with both values and what to do', () => {
  expect(renewWithinMs({ lease: 15_000, leaseRetry: 2_000 })).toBe(10_000)
  expect(renewWithinMs({ lease: 6_000, leaseRetry: 2_000 })).toBe(4_000)
  const refused = { code: 'config.invalid', message: expect.stringMatching(/--lease 5\.9s .*--lease-retry 2s: .*three times/) as string }
  expect(() => renewWithinMs({ lease: 5_900, leaseRetry: 2_000 })).toThrow(
    expect.objectContaining({ ...refused, remedy: 'give --lease 6s or more, or a shorter --lease-retry' }) as Error,
  )
})
