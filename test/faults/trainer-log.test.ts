import { expect, test } from 'vitest'
import { pb } from '#internal/gen/v1.js'
import type { TrainerLine } from './logs.ts'
import { trainerLogOf } from './trainer-log.ts'

const admit = (batch: number, rolloutId: string): TrainerLine => {
  const rollouts = [{ rolloutId, reward: 1, stalenessSteps: 0, digest: '' }]
  const leftOut = [{ rolloutId: `${rolloutId}-old`, reason: 'stale' }]
  return { kind: 'admit', batch, weightVersion: batch, groups: [{ groupId: `g-${rolloutId}`, size: 2, rollouts, leftOut }] }
}

test('what came behind the checkpoint that a trainer went on from was not used, and stays admitted', () => {
  const cursor = Buffer.from(
    pb.LearnerCursor.encode({
      batches: 1,
      partitions: [{ partition: 3, floorSequence: 7, committedRolloutIds: ['r-9'] }],
    }).finish(),
  ).toString('hex')
  const lines: TrainerLine[] = [
    { kind: 'open', batches: 0 },
    admit(1, 'r-1'),
    { kind: 'commit', atMs: 5, cursor },
    admit(2, 'r-2'),
    { kind: 'open', batches: 1 },
    admit(2, 'r-3'),
    { kind: 'idle', delivered: 2, dropped: 2 },
  ]
  const log = trainerLogOf(lines, [])
  expect(log.used).toEqual(['r-1', 'r-3'])
  expect(log.admitted.map(({ rolloutId }) => rolloutId)).toEqual(['r-1', 'r-2', 'r-3'])
  expect(log.stale[0]).toEqual({ rolloutId: 'r-1-old', batch: 1, weightVersion: 1 })
  expect(log.groups['g-r-3']).toEqual({ size: 2, rollouts: ['r-3'], leftOut: ['r-3-old'] })
  expect(log.commits).toEqual([{ atMs: 5, batches: 1, partitions: [{ partition: 3, floor: 7, rolloutIds: ['r-9'] }] }])
  expect(log.counts).toEqual({ delivered: 2, dropped: 2 })
  expect(trainerLogOf([...lines, admit(3, 'r-4')], []).counts).toBeNull()
})
