import fc from 'fast-check'
import { expect, test } from 'vitest'
import { pb } from '#internal/gen/v1.js'
import {
  type LedgerRecord,
  type LedgerTotals,
  afterLoss,
  countStep,
  countsOf,
  isLostEnding,
  isOverdue,
  ledgerRecordOf,
  nextEntry,
  noTotals,
  totalsFromState,
  totalsToState,
  uncounted,
} from './ledger.ts'

const { LEDGER_STATE_QUEUED: queued, LEDGER_STATE_RUNNING: running, LEDGER_STATE_ENDED: ended } = pb.LedgerState
const rollouts = ['a', 'b', 'c'] as const

type Ledger = Map<string, pb.LedgerEntry.$Properties>

/** A stream as the fence leaves it: attempts of a rollout follow each other, each opens, some end, an end is the last. */
const streams = fc
  .array(fc.record({ rollout: fc.constantFrom(...rollouts), ends: fc.boolean(), status: fc.integer({ min: 1, max: 8 }) }), {
    maxLength: 30,
  })
  .map((moves) => {
    const attempts = new Map<string, number>()
    const over = new Set<string>()
    const records: LedgerRecord[] = []
    for (const { rollout, ends, status } of moves) {
      if (over.has(rollout)) continue
      const attempt = attempts.get(rollout) ?? 0
      const ending = ends && attempt > 0
      const common = { sequence: records.length + 1, storedAtMs: 1, rolloutId: rollout, worker: 'w' }
      if (ending) {
        records.push({ ...common, attempt, kind: 'ending', status })
        over.add(rollout)
      } else {
        records.push({ ...common, attempt: attempt + 1, kind: 'opening', status: 0 })
        attempts.set(rollout, attempt + 1)
      }
    }
    return { records, over }
  })

const submitted = (): Ledger => new Map(rollouts.map((rolloutId) => [rolloutId, { rolloutId, state: queued }]))

function play(ledger: Ledger, records: readonly LedgerRecord[], totals: LedgerTotals = noTotals): LedgerTotals {
  return records.reduce((sum, record) => {
    const step = nextEntry(ledger.get(record.rolloutId) ?? null, record)
    if (step.entry !== null) ledger.set(record.rolloutId, step.entry)
    return countStep(sum, record, step.effect)
  }, totals)
}

const open = (ledger: Ledger) => [...ledger.values()].filter(({ state }) => state !== ended)
const endedOf = (totals: LedgerTotals) => [...totals.ended.values()].reduce((sum, count) => sum + count, 0)

test('D9: submitted is what ended and what is in flight, at every moment', () => {
  fc.assert(
    fc.property(streams, ({ records, over }) => {
      const ledger = submitted()
      let totals = noTotals
      for (const record of records) {
        totals = play(ledger, [record], totals)
        expect(countsOf(open(ledger), totals).submitted).toBe(rollouts.length)
      }
      expect(endedOf(totals)).toBe(over.size)
      expect(totals.duplicates + totals.strangers).toBe(0)
    }),
  )
})

test('D10: a keeper that starts again behind entries that are ahead of it counts the same', () => {
  fc.assert(
    fc.property(streams, fc.nat(), fc.nat(), ({ records }, a, b) => {
      const ahead = a % (records.length + 1)
      const saved = Math.min(ahead, b % (records.length + 1))
      const straight = submitted()
      const expected = play(straight, records)
      const ledger = submitted()
      const kept = play(submitted(), records.slice(0, saved))
      // Entries up to `ahead` were written, but the count was saved at `saved`: then everything from there is read again.
      play(ledger, records.slice(0, ahead))
      const totals = play(ledger, records.slice(saved), kept)
      expect(totals).toEqual(expected)
      expect(ledger).toEqual(straight)
    }),
  )
})

test('every entry and record have an answer, and only an ending closes an entry', () => {
  const entries = fc.option(fc.record({ state: fc.constantFrom(queued, running, ended), attempt: fc.nat(3), endedSequence: fc.nat(5) }), {
    nil: null,
  })
  const records = fc.record({
    sequence: fc.nat(5),
    storedAtMs: fc.constant(1),
    rolloutId: fc.constant('a'),
    attempt: fc.nat(4),
    worker: fc.constant('w'),
    kind: fc.constantFrom('opening' as const, 'ending' as const),
    status: fc.nat(8),
  })
  fc.assert(
    fc.property(entries, records, (entry, record) => {
      const before = structuredClone(entry)
      const step = nextEntry(entry, record)
      expect(entry).toEqual(before)
      expect(step.entry === null).toBe(entry === null)
      if (entry?.state !== ended && step.entry?.state === ended) expect(record.kind).toBe('ending')
      if (entry?.state === ended) expect(step.entry).toBe(entry)
      if (step.effect === 'counted') expect(step.entry?.state).toBe(ended)
    }),
  )
})

test('a second ending is a duplicate, and a rollout that nobody submitted is a stranger: neither is counted as ended', () => {
  const ending = { storedAtMs: 9, rolloutId: 'a', attempt: 1, worker: 'w', kind: 'ending', status: 1 } as const
  const ledger = submitted()
  const totals = play(ledger, [
    { ...ending, sequence: 1, kind: 'opening' },
    { ...ending, sequence: 2 },
    { ...ending, sequence: 3, status: 3 },
    { ...ending, sequence: 4, rolloutId: 'nobody' },
  ])
  expect(totals).toEqual({ ended: new Map([[1, 1]]), duplicates: 1, strangers: 1, undecodable: 0 })
  expect(ledger.get('a')).toMatchObject({ status: 1, endedSequence: 2, endedAtUnixMs: 9 })
})

test('totals survive their stored form', () => {
  const totals = { ended: new Map([[1, 5], [3, 2]]), duplicates: 1, strangers: 2, undecodable: 3 } // prettier-ignore
  const bytes = pb.KeeperState.encode(totalsToState(totals)).finish()
  expect(totalsFromState(pb.KeeperState.decode(bytes))).toEqual(totals)
})

test('only openings and endings are records to the ledger', () => {
  const of = (chunk: pb.TrajectoryChunk.$Properties) =>
    ledgerRecordOf(
      { sequence: 7, storedAtMs: 8 },
      pb.TrajectoryChunk.decode(pb.TrajectoryChunk.encode({ rolloutId: 'a', attempt: 2, worker: 'w', ...chunk }).finish()),
    )
  const common = { sequence: 7, storedAtMs: 8, rolloutId: 'a', attempt: 2, worker: 'w' }
  expect(of({ opening: {} })).toEqual({ ...common, kind: 'opening', status: 0 })
  expect(of({ ending: { status: 5 } })).toEqual({ ...common, kind: 'ending', status: 5 })
  expect(of({ turns: {} })).toBeNull()
  expect(of({})).toBeNull()
})

test('a rollout is overdue after its deadline and the grace, unless it ended or has no deadline', () => {
  expect(isOverdue({ state: running, deadlineUnixMs: 1_000 }, 1_500, 500)).toBe(false)
  expect(isOverdue({ state: running, deadlineUnixMs: 1_000 }, 1_501, 500)).toBe(true)
  expect(isOverdue({ state: queued, deadlineUnixMs: 0 }, 9e12, 500)).toBe(false)
  expect(isOverdue({ state: ended, deadlineUnixMs: 1_000 }, 9_000, 500)).toBe(false)
})

test('D10: endings that are lost are taken back, and counted once when they come again', () => {
  fc.assert(
    fc.property(streams, fc.nat(30), ({ records, over }, cut) => {
      const ledger = submitted()
      let totals = play(ledger, records)
      for (const [rolloutId, entry] of ledger) {
        expect(isLostEnding(entry, { cut, sinceMs: 2 })).toBe(false)
        if (isLostEnding(entry, { cut, sinceMs: 1 })) totals = uncounted(totals, entry)
        ledger.set(rolloutId, afterLoss(entry, { cut, sinceMs: 1 }) ?? entry)
      }
      const left = records.filter(({ sequence }) => sequence <= cut)
      const kept = left.filter(({ kind }) => kind === 'ending')
      expect([endedOf(totals), open(ledger).length]).toEqual([kept.length, rollouts.length - kept.length])
      // Either what was lost comes again, or other attempts do, which count on from what is left.
      const attemptOf = (id: string) =>
        left.filter(({ rolloutId }) => rolloutId === id).reduce((most, { attempt }) => Math.max(most, attempt), 0)
      const again = [...ledger].flatMap(([rolloutId, { state }]) =>
        state === ended ? [] : (['opening', 'ending'] as const).map((kind) => ({ rolloutId, kind, attempt: attemptOf(rolloutId) + 1 })),
      )
      const others = again.map((each, at) => ({ ...each, sequence: cut + 1 + at, storedAtMs: 1, worker: 'other', status: 1 }))
      const same = play(new Map(ledger), records.slice(cut), totals)
      expect([endedOf(same), same.duplicates]).toEqual([over.size, 0])
      totals = play(ledger, others, totals)
      expect([endedOf(totals), totals.duplicates, open(ledger).length]).toEqual([rollouts.length, 0, 0])
    }),
  )
})
