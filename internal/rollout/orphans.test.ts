import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Suspicion, nextSuspicion } from './orphans.ts'

const graceMs = 100

interface Fate {
  readonly enteredAt: number
  /** After the entry; a submitter that dies sends none. */
  readonly sentAfter: number | null
  /** After it was sent: its rollout's ending is stored, then it leaves the queue. */
  readonly ackedAfter: number | null
  /** It left the queue although its rollout had not ended. */
  readonly lost: boolean
}

const fates = fc.array(
  fc.record<Fate>({
    enteredAt: fc.nat(1_000),
    sentAfter: fc.option(fc.nat(graceMs - 1), { freq: 5 }),
    ackedAfter: fc.option(fc.nat(1_500), { freq: 8 }),
    lost: fc.boolean(),
  }),
  { minLength: 1, maxLength: 20 },
)

/** Plays submitters, queue and endings on one clock, and looks at every `everyMs`; resolves with who was called an orphan, and when. */
function play(all: readonly Fate[], everyMs: number, untilMs: number): Map<number, number> {
  const sent = all
    .flatMap(({ enteredAt, sentAfter }, id) => (sentAfter === null ? [] : [{ id, at: enteredAt + sentAfter }]))
    .sort((a, b) => a.at - b.at || a.id - b.id)
  const sequence = new Map(sent.map(({ id }, index) => [id, index + 1]))
  const sentAt = new Map(sent.map(({ id, at }) => [id, at]))
  const goneAt = (id: number) => (sentAt.get(id) ?? Infinity) + (all[id]?.ackedAfter ?? Infinity)
  const orphans = new Map<number, number>()
  let suspicion: Suspicion | null = null
  for (let nowMs = 0; nowMs <= untilMs; nowMs += everyMs) {
    const open = all.flatMap((fate, id) => {
      const ended = orphans.has(id) || (!fate.lost && goneAt(id) <= nowMs)
      return fate.enteredAt <= nowMs && !ended ? [String(id)] : []
    })
    const stored = sent.filter(({ at }) => at <= nowMs)
    const queued = stored.filter(({ id }) => goneAt(id) > nowMs)
    const queue = { first: sequence.get(queued[0]?.id ?? -1) ?? null, last: stored.length }
    const step = nextSuspicion(suspicion, { nowMs, open: new Set(open), queue }, graceMs)
    suspicion = step.suspicion
    for (const id of step.orphans) orphans.set(Number(id), nowMs)
  }
  return orphans
}

test('D19: no rollout is called an orphan that has a task, or whose task is on its way', () => {
  fc.assert(
    fc.property(fates, fc.integer({ min: 1, max: 300 }), (all, everyMs) => {
      for (const [id, atMs] of play(all, everyMs, 4_000)) {
        const fate = all[id]
        const sentAtMs = (fate?.enteredAt ?? 0) + (fate?.sentAfter ?? 0)
        const died = fate?.sentAfter === null
        expect(died || (fate?.lost === true && sentAtMs + (fate.ackedAfter ?? Infinity) <= atMs)).toBe(true)
      }
    }),
  )
})

test('D19: every orphan is found once the tasks before it are done, however long the queue stays full', () => {
  fc.assert(
    fc.property(fates, fc.integer({ min: 1, max: 300 }), (all, everyMs) => {
      // Tasks that are never done hold the view back: here each is.
      const done = all.map((fate) => ({ ...fate, ackedAfter: fate.ackedAfter ?? 1_500 }))
      const orphans = play(done, everyMs, 10_000)
      for (const [id, { sentAfter, lost }] of done.entries()) expect(orphans.has(id)).toBe(sentAfter === null || lost)
    }),
  )
})

test('a queue that was made anew begins a new suspicion', () => {
  const open = new Set(['r'])
  const before = { suspects: open, sinceMs: 0, tasksUpTo: 9 }
  const look = { nowMs: 1_000, open, queue: { first: null, last: 3 } }
  expect(nextSuspicion(before, look, graceMs)).toEqual({ suspicion: null, orphans: [] })
})
