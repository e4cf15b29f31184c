import { expect, test } from 'vitest'
import { progressLine } from './progress.ts'
import { renderSummary, type RunSummary } from './summary.ts'

const summary: RunSummary = {
  rollouts: { submitted: 4, completed: 4, by_status: { completed: 3, truncated: 1 } },
  groups: { submitted: 2, completed: 2 },
  turns: 7,
  tokens: { prompt: 1_200, sampled: 345 },
  rewards: { math: { mean: 0.5, count: 2 }, python: { mean: null, count: 0 } },
  seconds_by_phase: { queue: 1, first_token: 1, decode: 6, environment: 2 },
  seconds: 10,
  rollouts_per_second: 0.4,
  tokens_per_second: 34.5,
  lost: 0,
  duplicates: 0,
  output: 'sortie-runs/x',
}

const plain = (text: string) => text.replace(/\u001b\[\d+m/g, '')

test('the summary says what ended, where the time went, and how to look at one', () => {
  const shown = plain(renderSummary(summary, 'r-1', { command: 'sortie', output: summary.output }))
  expect(shown).toContain('4 of 4 ended: completed 3, truncated 1')
  expect(shown).toMatch(/decode .* 60 % +6\.0 s/)
  expect(shown).toMatch(/python +none determined/)
  expect(shown).toContain('sortie trajectories show r-1 --run sortie-runs/x')
})

test('a run of nothing has no divisions by zero', () => {
  const empty = { ...summary, seconds_by_phase: { queue: 0, first_token: 0, decode: 0, environment: 0 }, rewards: {} }
  expect(plain(renderSummary(empty, null, { command: 'sortie', output: '.' }))).not.toMatch(/NaN|Infinity/)
  const progress = {
    stage: 'starting',
    submitted: 0,
    seconds: 0,
    ended: 0,
    busySlots: 0,
    slots: 0,
    readyReplicas: 0,
    replicas: 2,
    turns: 0,
    busAwayMs: null,
    sampledTokens: 0,
  }
  expect(progressLine(progress)).toBe('starting  replicas 0/2 ready  0 s')
  expect(progressLine({ ...progress, submitted: 4, ended: 1, seconds: 10, sampledTokens: 100 })).toContain(
    '1/4 rollouts  0/0 slots  0 turns  10 tokens/s',
  )
})
