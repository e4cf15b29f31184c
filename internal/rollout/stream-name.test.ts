import { expect, test } from 'vitest'
import { lostAt, reachOf } from './stream-name.ts'

test('R7: places hold in the stream of their name, and up to where it has lost its end since', () => {
  const once = lostAt('abc', 800)
  const twice = lostAt(once, 650)
  const again = lostAt(twice, 900)
  expect(reachOf('abc', 'abc')).toBe(Infinity)
  expect([reachOf('abc', once), reachOf('abc', twice), reachOf('abc', again)]).toEqual([800, 650, 650])
  expect([reachOf(once, once), reachOf(once, twice), reachOf(twice, again)]).toEqual([Infinity, 650, 900])
  // Of a life that is to come, or of another stream, though its name begins alike.
  expect([reachOf(twice, once), reachOf('ab', 'abc'), reachOf('abc', 'abcd.1'), reachOf('abc', 'xyz')]).toEqual([null, null, null, null])
})

test('R7: where one of them has no name nothing is known, and nothing refused', () => {
  expect([reachOf('', 'abc'), reachOf(null, 'abc'), reachOf(undefined, 'abc'), reachOf('abc', '')]).toEqual(Array(4).fill(Infinity))
})
