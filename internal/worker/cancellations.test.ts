import { expect, test } from 'vitest'
import { Cancellations } from './cancellations.ts'

const task = { runId: 'run', groupId: 'group', rolloutId: 'rollout' }

test.for([[{ runId: 'run' }], [{ groupId: 'group' }], [{ rolloutId: 'rollout' }]] as const)(
  '%o cancels what runs, and what comes later',
  ([order]) => {
    const cancellations = new Cancellations()
    const running = cancellations.enter(task)
    const other = cancellations.enter({ runId: 'other', groupId: 'other', rolloutId: 'other' })
    cancellations.cancel(order)
    expect([running.signal.aborted, other.signal.aborted, cancellations.enter(task).signal.aborted]).toEqual([true, false, true])
  },
)

test('older than a version cancels what older weights have sampled, as soon as they have', () => {
  const cancellations = new Cancellations()
  const [old, fresh, unsampled] = [cancellations.enter(task), cancellations.enter(task), cancellations.enter(task)]
  old.sampled(3)
  fresh.sampled(5)
  cancellations.cancel({ olderThanWeightVersion: 5 })
  expect([old.signal.aborted, fresh.signal.aborted, unsampled.signal.aborted]).toEqual([true, false, false])
  unsampled.sampled(4)
  expect(unsampled.signal.aborted).toBe(true)
  // A version that is sampled later in a rollout does not make it younger.
  fresh.sampled(4)
  expect(fresh.signal.aborted).toBe(true)
})

test('older than a version cancels a turn that was asked of older weights, while it runs', () => {
  const cancellations = new Cancellations()
  const [old, fresh] = [cancellations.enter(task), cancellations.enter(task)]
  old.asked(4)
  fresh.asked(5)
  cancellations.cancel({ olderThanWeightVersion: 5 })
  expect([old.signal.aborted, fresh.signal.aborted]).toEqual([true, false])
  // A heartbeat that is behind: what sampled the turn is what counts once it is known.
  const behind = cancellations.enter({ runId: 'behind' })
  behind.asked(6)
  behind.sampled(7)
  cancellations.cancel({ olderThanWeightVersion: 7 })
  expect([fresh.signal.aborted, behind.signal.aborted]).toEqual([true, false])
  behind.asked(6)
  expect(behind.signal.aborted).toBe(true)
})

test('older than a version of one run leaves the others alone, and an order that names nothing is none', () => {
  const cancellations = new Cancellations()
  const [mine, other] = [cancellations.enter(task), cancellations.enter({ runId: 'other' })]
  for (const running of [mine, other]) running.sampled(1)
  cancellations.cancel({})
  expect([mine.signal.aborted, other.signal.aborted]).toEqual([false, false])
  cancellations.cancel({ runId: 'run', olderThanWeightVersion: 2 })
  expect([mine.signal.aborted, other.signal.aborted]).toEqual([true, false])
})
