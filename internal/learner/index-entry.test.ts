import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type IndexEntry, meanReward, totalsOf } from './index-entry.ts'

const entry = (overrides: Partial<IndexEntry>): IndexEntry => ({
  rollout_id: 'r',
  task_id: 't',
  group_id: 'g',
  group_index: 0,
  group_size: 1,
  environment: 'math',
  status: 'completed',
  stop_condition: 'done',
  rewards: [],
  reward: null,
  turns: 2,
  tokens: { prompt: 10, sampled: 5 },
  seconds: { queue: 0.25, first_token: 0.5, decode: 1, environment: 2, wall: 4 },
  attempt: 1,
  worker: 'w',
  error: null,
  offset: 0,
  bytes: 0,
  ...overrides,
})

const rewards = fc.array(
  fc.record({ name: fc.constant('n'), value: fc.option(fc.integer({ min: -5, max: 5 })), weight: fc.integer({ min: 1, max: 4 }) }),
)

test('F4: a reward that was not determined changes no mean', () => {
  fc.assert(
    fc.property(rewards, (given) => {
      const determined = given.filter(({ value }) => value !== null)
      expect(meanReward(given)).toBe(meanReward(determined))
      if (determined.length === 0) expect(meanReward(given)).toBeNull()
    }),
  )
  expect(
    meanReward([
      { value: 1, weight: 3 },
      { value: 0, weight: 1 },
      { value: null, weight: 100 },
    ]),
  ).toBe(0.75)
})

test('F4: rollouts without a reward are in no mean of their environment', () => {
  const totals = totalsOf([
    entry({ reward: 1 }),
    entry({ reward: null, status: 'failed_environment' }),
    entry({ reward: 0 }),
    entry({ environment: 'python' }),
  ])
  expect(totals.rewards).toEqual({ math: { mean: 0.5, count: 2 }, python: { mean: null, count: 0 } })
  expect(totals.by_status).toEqual({ completed: 3, failed_environment: 1 })
  expect(totals).toMatchObject({
    turns: 8,
    tokens: { prompt: 40, sampled: 20 },
    seconds_by_phase: { queue: 1, first_token: 2, decode: 4, environment: 8 },
  })
})

test('S9: a group is complete with its last member, whatever the order', () => {
  const members = [0, 1, 2].map((group_index) => entry({ group_size: 3, group_index, rollout_id: `r-${String(group_index)}` }))
  const other = entry({ group_id: 'h', group_size: 2 })
  fc.assert(
    fc.property(fc.shuffledSubarray([...members, other]), (seen) => {
      const whole = members.every((member) => seen.includes(member))
      expect(totalsOf(seen).groups.completed).toBe(whole ? 1 : 0)
    }),
  )
})
