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
const choices = fc.array(fc.boolean(), { minLength: 10, maxLength: 10 })

/** Reads everything, takes each rollout as ended at its last chunk, and commits the chosen ones. */
function readAndCommit(stream: readonly Stored[], commit: readonly boolean[], upTo: number) {
  const tracker = new CursorTracker()
  const read = stream.slice(0, upTo)
  for (const chunk of read) tracker.observe(chunk)
  const whole = new Set(read.map((chunk) => chunk.rolloutId).filter((id) => !stream.slice(upTo).some((chunk) => chunk.rolloutId === id)))
  for (const { partition, rolloutId } of read) if (whole.has(rolloutId)) tracker.ended(partition, rolloutId)
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
      const restored = new CursorTracker(tracker.value())
      const start = restored.startSequence([0, 1, 2])
      const met = stream.filter((chunk) => chunk.sequence >= start && restored.observe(chunk))
      expect(met).toEqual(stream.filter((chunk) => !committed.has(chunk.rolloutId)))
    }),
  )
})
