import { expect, test } from 'vitest'
import { check } from './checks.ts'
import type { Logs, StoredRecord, WireRecord } from './logs.ts'

// Each invariant is found broken in logs that are written by hand, and not in those that are well.

const base = {
  partition: 0,
  subject: 'sortie.test.chunk.0.r-1.w',
  rolloutId: 'r-1',
  groupId: 'g-1',
  worker: 'w',
  attempt: 1,
  status: '',
  rewards: [],
  unlabelled: 0,
  injected: false,
}
const opening: StoredRecord = { ...base, sequence: 1, storedAtMs: 10, sha256: 'a', chunkSeq: 0, previousSha256: '', record: 'opening' }
const ending: StoredRecord = {
  ...base,
  sequence: 2,
  storedAtMs: 20,
  sha256: 'b',
  chunkSeq: 1,
  previousSha256: 'a',
  record: 'ending',
  status: 'completed',
  rewards: [1],
}
const acked = (sequence: number, sha256: string): WireRecord => ({
  kind: 'answer',
  atMs: 21,
  worker: 'w',
  subject: base.subject,
  sha256,
  sequence,
  error: null,
})
const said: WireRecord = { kind: 'said', atMs: 25, worker: 'w', rolloutId: 'r-1', word: '+ACK' }

const began = (rolloutId: string, atMs: number): WireRecord => {
  const subject = `sortie.test.chunk.0.${rolloutId}.w`
  return { kind: 'publish', atMs, worker: 'w', subject, sha256: 'a', expected: 0 }
}

const well: Logs = {
  submitted: [{ rolloutId: 'r-1', groupId: 'g-1' }],
  groupSize: 1,
  slots: 1,
  wire: [acked(1, 'a'), acked(2, 'b'), said],
  stream: [opening, ending],
  trainer: { used: ['r-1'], groups: { 'g-1': { size: 1, rollouts: ['r-1'], leftOut: [] } }, rewards: { 'r-1': 1 }, quarantined: [] },
  ledger: { submitted: 1, queued: 0, running: 0, ended: 1, duplicates: 0, strangers: 0 },
  purging: false,
}
const broken = (change: Partial<Logs>) => [...new Set(check({ ...well, ...change }).map(({ invariant }) => invariant.split(' ')[0]))]

test('logs that are well have no violation, also where a repeated ending is the one that a purge has left', () => {
  expect(check(well)).toEqual([])
  expect(check({ ...well, purging: true, stream: [{ ...ending, sequence: 7, storedAtMs: 40, injected: true }] })).toEqual([])
})

test.for<[string, Partial<Logs>, string]>([
  ['an acknowledged chunk that is not there', { wire: [...well.wire, acked(3, 'c')] }, 'I1'],
  ['an acknowledged chunk that is another', { wire: [acked(1, 'x')] }, 'I1'],
  ['a rollout that was purged whole', { purging: true, stream: [], wire: [acked(1, 'a')] }, 'I1'],
  ['a rollout that was delivered twice', { trainer: { ...well.trainer, used: ['r-1', 'r-1'] } }, 'I2'],
  ['a rollout that never ended', { stream: [opening] }, 'I3'],
  ['a rollout that ended and was never delivered', { trainer: { ...well.trainer, used: [], groups: {} } }, 'I3'],
  ['a ledger that does not add up', { ledger: { ...well.ledger, running: 1 } }, 'I3'],
  ['a chunk that is missing', { stream: [opening, { ...ending, chunkSeq: 2 }] }, 'I4'],
  ['a chain that is broken', { stream: [opening, { ...ending, previousSha256: 'z' }] }, 'I4'],
  ['a trajectory that was refused', { trainer: { ...well.trainer, quarantined: ['r-1'] } }, 'I4'],
  ['a group without a member', { groupSize: 2 }, 'I5'],
  ['a failure with reward 0', { stream: [opening, { ...ending, status: 'failed_inference', rewards: [0] }] }, 'I6'],
  ['a reward that the learner invented', { trainer: { ...well.trainer, rewards: { 'r-1': 0 } } }, 'I6'],
  ['a token without a version', { stream: [opening, { ...ending, unlabelled: 1 }] }, 'I7'],
  ['a chunk behind the ending', { stream: [opening, ending, { ...opening, sequence: 3, attempt: 2, worker: 'w-2' }] }, 'I8'],
  [
    'a late attempt that writes on',
    { stream: [opening, { ...opening, sequence: 2, attempt: 2, worker: 'w-2', sha256: 'c' }, { ...ending, sequence: 3 }] },
    'I8',
  ],
  ['a task that was acked too early', { wire: [{ ...said, atMs: 15 }] }, 'I9'],
  [
    'a worker that plays more than it has slots',
    { wire: [...well.wire.slice(0, 2), began('r-1', 5), began('r-2', 15), began('r-1', 20)] },
    'I10',
  ],
  ['a task that was acked and never ended', { wire: [{ ...said, rolloutId: 'r-2' }] }, 'I9'],
])('%s is found', ([, change, invariant]) => {
  expect(broken(change)).toContain(invariant)
})
