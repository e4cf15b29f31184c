import { expect, test } from 'vitest'
import { failedOtherwise } from '../cluster/late.ts'

// Which failures of the story on a cluster may be played again.

const reportOf = (...said: readonly (readonly string[])[]) => ({
  testResults: [
    {
      name: 'story.test.ts',
      status: 'failed',
      assertionResults: said.map((failureMessages, index) => ({ fullName: `test ${String(index)}`, status: 'failed', failureMessages })),
    },
  ],
})

test.each([
  'Error: two workers did not come within 180 s\n    at until (test/cluster/support.ts:1:1)',
  'Error: Test timed out in 600000ms.',
  'Error: Command failed: kubectl wait rfl/trying-out\nerror: timed out waiting for the condition on rolloutfleets/trying-out',
  'Error: Command failed: helm install\nError: INSTALLATION FAILED: context deadline exceeded',
])('a wait that was too short may be: %s', (words) => {
  expect(failedOtherwise(reportOf([words]))).toEqual([])
})

test.each([
  ['a rollout that is lost', ['AssertionError: expected { submitted: 300, ended: 299 } to match object { ended: 300 }']],
  ['a worker that was deleted too early', ["AssertionError: expected [ 'story-worker-0 was deleted' ] to deeply equal []"]],
  ['a command that failed', ['Error: Command failed: kubectl apply\nerror: unable to connect']],
  ['a lateness and something else', ['Error: the bus did not come within 60 s', 'AssertionError: expected 1 to be 2']],
  ['a failure without a word', []],
])('%s may not', (_, said) => {
  expect(failedOtherwise(reportOf(['Error: the fleet did not come within 240 s'], said))).toEqual(['test 1'])
})

test('a file of which nothing ran may not', () => {
  expect(failedOtherwise({ testResults: [{ name: 'story.test.ts', status: 'failed', message: 'no', assertionResults: [] }] })).toEqual([
    'story.test.ts',
  ])
})
