import { expect, test } from 'vitest'
import { checkCancel } from './cancel-order.ts'

test.for([
  { runId: 'run' },
  { groupId: 'g' },
  { rolloutId: 'r' },
  { olderThanWeightVersion: 3 },
  { runId: 'run', olderThanWeightVersion: 3 },
])('%o is an order', (order) => {
  expect(() => {
    checkCancel(order)
  }).not.toThrow()
})

test.for([
  [{}, 'names no run_id, group_id or rollout_id'],
  [{ olderThanWeightVersion: 0 }, 'no older_than_weight_version above 0'],
  [{ rolloutId: 'a.*' }, 'rollout_id "a.*" has an illegal character "." at position 2'],
  [{ runId: 'run', groupId: 'g' }, 'names run_id run and group_id g'],
] as const)('%o is none: %s', ([order, said]) => {
  expect(() => {
    checkCancel(order)
  }).toThrow(said)
})
