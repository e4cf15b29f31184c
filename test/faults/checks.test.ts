import { expect, test } from 'vitest'
import { check } from './checks.ts'
import { type Content, type Logs, type StoredRecord, type WireRecord, digestOf } from './logs.ts'

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

const nothing: Content = { tokens: '', logprobs: '', versions: '' }

const began = (rolloutId: string, atMs: number): WireRecord => {
  const subject = `sortie.test.chunk.0.${rolloutId}.w`
  return { kind: 'publish', atMs, worker: 'w', subject, sha256: 'a', expected: 0, attempt: 1, sampled: [], content: nothing }
}

const sampledBy = (sha256: string, versions: readonly number[]): WireRecord => {
  const sampled = versions.map((weightVersion) => ({ replica: 'replica', weightVersion }))
  return { kind: 'publish', atMs: 5, worker: 'w', subject: base.subject, sha256, expected: 0, attempt: 1, sampled, content: nothing }
}
const purged: WireRecord = { kind: 'purge', atMs: 30, worker: 'keeper', rolloutId: 'r-1' }
const committed = { atMs: 28, batches: 1, partitions: [{ partition: 0, floor: 2, rolloutIds: [] }] }
const admitted = { rolloutId: 'r-1', batch: 1, weightVersion: 0, stalenessSteps: 0, digest: digestOf([]) }

const well: Logs = {
  submitted: [{ rolloutId: 'r-1', groupId: 'g-1', deadlineUnixMs: 0 }],
  healedAtMs: 0,
  stalenessStepsMax: null,
  groupSize: 1,
  slots: 1,
  wire: [acked(1, 'a'), acked(2, 'b'), said],
  stream: [opening, ending],
  trainer: {
    used: ['r-1'],
    groups: { 'g-1': { size: 1, rollouts: ['r-1'], leftOut: [] } },
    rewards: { 'r-1': 1 },
    quarantined: [],
    admitted: [admitted],
    stale: [],
    commits: [committed],
    counts: { delivered: 1, dropped: 0 },
  },
  ledger: { submitted: 1, queued: 0, running: 0, ended: 1, duplicates: 0, strangers: 0 },
  purging: false,
}
const broken = (change: Partial<Logs>) => [...new Set(check({ ...well, ...change }).map(({ invariant }) => invariant.split(' ')[0]))]

const purging: Partial<Logs> = { purging: true, stream: [ending], wire: [...well.wire, purged] }
const stale: Partial<Logs> = {
  stalenessStepsMax: 1,
  wire: [...well.wire, sampledBy('b', [1])],
  trainer: { ...well.trainer, admitted: [{ ...admitted, weightVersion: 3, stalenessSteps: 2 }] },
}

test('logs that are well have no violation, also where a repeated ending is the one that a purge has left', () => {
  expect(check(well)).toEqual([])
  expect(check({ ...well, ...purging })).toEqual([])
  expect(check({ ...well, ...purging, stream: [{ ...ending, sequence: 7, storedAtMs: 40, injected: true }] })).toEqual([])
  expect(check({ ...well, ...stale, stalenessStepsMax: 2 })).toEqual([])
})

test.for<[string, Partial<Logs>, string]>([
  ['an acknowledged chunk that is not there', { wire: [...well.wire, acked(3, 'c')] }, 'I1'],
  ['an acknowledged chunk that is another', { wire: [acked(1, 'x')] }, 'I1'],
  ['a rollout that was purged whole', { ...purging, stream: [] }, 'I1'],
  ['a chunk that is gone and was not purged', { ...purging, wire: well.wire }, 'I1'],
  ['a purge before its commit', { ...purging, trainer: { ...well.trainer, commits: [{ ...committed, atMs: 32 }] } }, 'I1'],
  ['a purge without a commit', { ...purging, trainer: { ...well.trainer, commits: [] } }, 'I1'],
  ['a commit of what was never used', { ...purging, trainer: { ...well.trainer, admitted: [] } }, 'I1'],
  ['a purge where nothing is to be purged', { wire: [...well.wire, purged] }, 'I1'],
  ['a learner whose counts do not add up', { trainer: { ...well.trainer, counts: { delivered: 1, dropped: 1 } } }, 'I3'],
  ['a deadline that nobody kept', { submitted: [{ rolloutId: 'r-1', groupId: 'g-1', deadlineUnixMs: 5 }], stream: [opening] }, 'I11'],
  ['a replica that went back to older weights', { wire: [...well.wire, sampledBy('a', [2]), sampledBy('b', [1])] }, 'I12'],
  ['a rollout that is too old and was admitted', stale, 'I12'],
  [
    'a token that is another',
    { trainer: { ...well.trainer, admitted: [{ ...admitted, digest: digestOf([{ ...nothing, tokens: 'AQ==' }]) }] } },
    'I13',
  ],
  ['a staleness that is not what it was', { ...stale, stalenessStepsMax: null, wire: [...well.wire, sampledBy('b', [2])] }, 'I12'],
  [
    'a rollout that was fresh and left out as stale',
    { stalenessStepsMax: 1, trainer: { ...well.trainer, stale: [{ rolloutId: 'r-1', batch: 1, weightVersion: 0 }] } },
    'I12',
  ],
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
