import fc from 'fast-check'
import { expect, test } from 'vitest'
import { DropCounts, durationBucketOf, isStale, newestWeightVersion, oldestWeightVersion } from './staleness.ts'

const turns = fc.array(
  fc.record({
    segments: fc.array(fc.record({ versionSpans: fc.array(fc.record({ weightVersion: fc.nat(20), tokenCount: fc.nat(3) })) })),
  }),
)

test('W1: the oldest and newest versions are those of tokens that were sampled', () => {
  fc.assert(
    fc.property(turns, (given) => {
      const versions = given.flatMap(({ segments }) =>
        segments.flatMap(({ versionSpans }) =>
          versionSpans.filter(({ tokenCount }) => tokenCount > 0).map(({ weightVersion }) => weightVersion),
        ),
      )
      expect(oldestWeightVersion(given)).toBe(versions.length === 0 ? null : Math.min(...versions))
      expect(newestWeightVersion(given)).toBe(versions.length === 0 ? null : Math.max(...versions))
    }),
  )
})

test('W1, W2: admitted iff no more than so many steps behind; a newer learner never accepts more; nothing sampled is fresh', () => {
  fc.assert(
    fc.property(fc.option(fc.nat(50)), fc.nat(50), fc.option(fc.nat(10)), (oldest, version, maxSteps) => {
      const stale = isStale(oldest, version, maxSteps)
      expect(stale).toBe(oldest !== null && maxSteps !== null && version - oldest > maxSteps)
      if (stale) expect(isStale(oldest, version + 1, maxSteps)).toBe(true)
    }),
  )
})

test('W3: drops are counted by reason and duration, since the last look and in all', () => {
  const counts = new DropCounts()
  counts.add('stale', 900)
  counts.add('stale', 900)
  counts.add('late', null)
  expect(counts.sinceLast()).toEqual([
    { reason: 'stale', durationBucket: '1s', count: 2 },
    { reason: 'late', durationBucket: 'unknown', count: 1 },
  ])
  expect(counts.sinceLast()).toEqual([])
  counts.add('stale', 5_000)
  expect(counts.total()).toHaveLength(3)
  expect([0, 1_000, 1_001, 60_000, 600_000, 3_600_000, 3_600_001].map(durationBucketOf)).toEqual([
    '1s',
    '1s',
    '10s',
    '1m',
    '10m',
    '1h',
    'longer',
  ])
})
