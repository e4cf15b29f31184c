import fc from 'fast-check'
import { expect, test } from 'vitest'
import { planSubmission } from './submission.ts'
import { taskSha256, type TaskLine } from './task.ts'

const plan = { runId: 'run-1', submission: 1, groupSize: 4, seed: 7, deadlineUnixMs: 0 }
const task = (task_id: string, group_size?: number): TaskLine => ({
  task_id,
  environment: 'math',
  input: { question: '1 + 1' },
  verifier: { answer: '2' },
  ...(group_size === undefined ? {} : { group_size }),
})

test('every member of a group has its own id and its own seed, and shares the group id', () => {
  fc.assert(
    fc.property(
      fc.uniqueArray(fc.stringMatching(/^[a-z]{1,8}$/), { minLength: 1, maxLength: 10 }),
      fc.integer({ min: 1, max: 32 }),
      (ids, groupSize) => {
        const rollouts = planSubmission(
          ids.map((id) => task(id)),
          { ...plan, groupSize },
        )
        expect(new Set(rollouts.map((each) => each.rolloutId)).size).toBe(ids.length * groupSize)
        for (const groupId of new Set(rollouts.map((each) => each.groupId))) {
          const members = rollouts.filter((each) => each.groupId === groupId)
          expect(members.map((each) => each.groupIndex)).toEqual(Array.from({ length: groupSize }, (_, index) => index))
          expect(new Set(members.map((each) => each.seed)).size).toBe(groupSize)
        }
      },
    ),
  )
})

test('the same submission again has the same ids; a second epoch has others', () => {
  const ids = (submission: number) => planSubmission([task('a')], { ...plan, submission }).map((each) => each.rolloutId)
  expect(ids(1)).toEqual(ids(1))
  expect(ids(1).filter((id) => ids(2).includes(id))).toEqual([])
})

test("a task's own group size wins over the run's", () => {
  expect(planSubmission([task('a', 2), task('b')], plan)).toHaveLength(2 + 4)
})

test('the digest of a task does not depend on the order of its keys', () => {
  const { task_id, ...rest } = task('a')
  expect(taskSha256({ ...rest, task_id })).toEqual(taskSha256(task('a')))
})
