import { expect, test } from 'vitest'
import { Simulation } from './simulation.ts'

const rollout = (stalenessSteps: number, wallMs: number) => ({ stalenessSteps, ending: { totals: { wallMs } } })

test('a report counts what was accepted by staleness, what was dropped, and whether slow tasks were dropped more', () => {
  const simulation = new Simulation()
  simulation.step(
    {
      groups: [{ rollouts: [rollout(0, 500), rollout(1, 500), rollout(1, 5_000)] }],
      dropped: [{ reason: 'stale', durationBucket: '10s', count: 3 }],
    },
    1,
  )
  simulation.step(
    {
      groups: [{ rollouts: [rollout(2, 700)] }],
      dropped: [
        { reason: 'stale', durationBucket: '1s', count: 1 },
        { reason: 'late', durationBucket: 'unknown', count: 1 },
      ],
    },
    2,
  )
  expect(simulation.report()).toEqual({
    simulation: true,
    steps: 2,
    accepted: 4,
    weight_version: 2,
    staleness_steps: { 0: 1, 1: 2, 2: 1 },
    dropped: [
      { reason: 'stale', duration_bucket: '10s', count: 3 },
      { reason: 'stale', duration_bucket: '1s', count: 1 },
      { reason: 'late', duration_bucket: 'unknown', count: 1 },
    ],
    stale_share_by_duration: { '1s': 0.25, '10s': 0.75 },
    slow_over_fast: 3,
  })
})

test('where there is nothing to compare, nothing is claimed', () => {
  expect(new Simulation().report()).toMatchObject({ accepted: 0, slow_over_fast: null, stale_share_by_duration: {} })
})
