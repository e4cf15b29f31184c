import fc from 'fast-check'
import { expect, test } from 'vitest'
import { CursorTracker } from './cursor.ts'

interface Stored {
  readonly sequence: number
  readonly partition: number
  readonly rolloutId: string
}

/** A stream of rollouts whose chunks interleave; every rollout lies in one partition. */
const streams = fc
  .array(fc.nat(9), { minLength: 1, maxLength: 60 })
  .map((picks) => picks.map((pick, index): Stored => ({ sequence: index + 1, partition: pick % 3, rolloutId: `r-${String(pick)}` })))
const all = [0, 1, 2]
const choices = fc.array(fc.boolean(), { minLength: 10, maxLength: 10 })

/** Reads everything, takes each rollout as ended at its last chunk, and commits the chosen ones. */
function readAndCommit(stream: readonly Stored[], commit: readonly boolean[], upTo: number) {
  const tracker = new CursorTracker(all)
  const read = stream.slice(0, upTo)
  for (const chunk of read) tracker.observe(chunk)
  const whole = new Set(read.map((chunk) => chunk.rolloutId).filter((id) => !stream.slice(upTo).some((chunk) => chunk.rolloutId === id)))
  for (const { partition, rolloutId } of read) if (whole.has(rolloutId)) tracker.ended({ partition, rolloutId })
  const committed = new Set([...whole].filter((id) => commit[Number(id.slice(2))] === true))
  tracker.commit(committed)
  return { tracker, committed }
}

test('C1: the floor never passes a chunk that is not committed', () => {
  fc.assert(
    fc.property(streams, choices, fc.nat(60), (stream, commit, upTo) => {
      const { tracker, committed } = readAndCommit(stream, commit, upTo)
      for (const { partition, floorSequence } of tracker.value().partitions ?? []) {
        const passed = stream.filter((chunk) => chunk.partition === partition && chunk.sequence <= (floorSequence ?? 0))
        expect(passed.every((chunk) => committed.has(chunk.rolloutId))).toBe(true)
      }
    }),
  )
})

test('C2: restoring a cursor meets every chunk of what was not committed, and no rollout that was', () => {
  fc.assert(
    fc.property(streams, choices, fc.nat(60), (stream, commit, upTo) => {
      const { tracker, committed } = readAndCommit(stream, commit, upTo)
      const restored = new CursorTracker(all, tracker.value())
      const start = restored.startSequence
      const met = stream.filter((chunk) => chunk.sequence >= start && restored.observe(chunk) && !restored.isCommitted(chunk))
      expect(met).toEqual(stream.filter((chunk) => !committed.has(chunk.rolloutId)))
    }),
  )
})

test('C2: whatever is read, committed and restored in between, what was committed is met no more and the rest from its first chunk on', () => {
  const steps = fc.array(fc.record({ read: fc.nat(20), commit: choices, restore: fc.boolean() }), { maxLength: 12 })
  fc.assert(
    fc.property(streams, steps, (stream, plan) => {
      const lastOf = new Map(stream.map(({ rolloutId, sequence }) => [rolloutId, sequence]))
      const committed = new Set<string>()
      let tracker = new CursorTracker(all)
      let seen: Stored[] = []
      const read = (count: number) => {
        const from = Math.max(tracker.startSequence, (seen.at(-1)?.sequence ?? 0) + 1)
        for (const chunk of stream.filter(({ sequence }) => sequence >= from).slice(0, count)) {
          seen.push(chunk)
          if (tracker.observe(chunk) && lastOf.get(chunk.rolloutId) === chunk.sequence) tracker.ended(chunk)
        }
      }
      for (const step of plan) {
        read(step.read)
        const ended = seen.filter(({ rolloutId, sequence }) => lastOf.get(rolloutId) === sequence).map(({ rolloutId }) => rolloutId)
        const chosen = ended.filter((id) => step.commit[Number(id.slice(2))] === true)
        tracker.commit(chosen)
        for (const id of chosen) committed.add(id)
        if (!step.restore) continue
        tracker = new CursorTracker(all, tracker.value())
        seen = []
      }
      const restored = new CursorTracker(all, tracker.value())
      const met = stream.filter(
        (chunk) => chunk.sequence >= restored.startSequence && restored.observe(chunk) && !restored.isCommitted(chunk),
      )
      expect(met).toEqual(stream.filter((chunk) => !committed.has(chunk.rolloutId)))
    }),
    { numRuns: 500 },
  )
})

test('an idle partition holds no floor, and neither does a message that belongs to nobody', () => {
  const tracker = new CursorTracker(all)
  tracker.observe({ partition: 1, sequence: 1, rolloutId: 'stray' })
  tracker.pass({ partition: 1, sequence: 1, rolloutId: 'stray' })
  tracker.observe({ partition: 0, sequence: 2, rolloutId: 'r' })
  tracker.ended({ partition: 0, rolloutId: 'r' })
  tracker.commit(['r'])
  expect(tracker.value()).toEqual({ partitions: all.map((partition) => ({ partition, floorSequence: 2, committedRolloutIds: [] })) })
  expect(tracker.startSequence).toBe(3)
})

test('C1, C2: what comes behind an ending keeps no id in the cursor, and opens nothing after a restart', () => {
  const tracker = new CursorTracker([0])
  const at = (sequence: number, rolloutId: string) => ({ partition: 0, sequence, rolloutId })
  tracker.observe(at(1, 'a'))
  tracker.ended({ partition: 0, rolloutId: 'a' })
  tracker.observe(at(2, 'b'))
  // Of a again: superseded.
  tracker.observe(at(3, 'a'))
  tracker.pass(at(3, 'a'))
  tracker.commit(['a'])
  expect(tracker.value().partitions).toEqual([{ partition: 0, floorSequence: 1, committedRolloutIds: [] }])
})
