import { expect, test } from 'vitest'
import { apiError } from './api-errors.ts'

test.for([
  [{}, 7, 7_000],
  [{ details: { retryAfterSeconds: 3 } }, 7, 3_000],
  [{ details: { retryAfterSeconds: 86_400 } }, 0, 60_000],
  [{}, 3_600, 60_000],
  [{}, Number.NaN, 0],
  [{}, -5, 0],
] as const)('a server that is busy (%o, Retry-After %d) is left alone for %d ms, a minute at most', ([status, seconds, ms]) => {
  expect(apiError(429, status, { method: 'GET', path: '/' }, seconds).retryAfterMs).toBe(ms)
})
