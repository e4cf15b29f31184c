import { systemClock as clock } from '#internal/base/clock.ts'
import { SortieError } from '#internal/base/errors.ts'
import { showProgress } from '#internal/cli/progress.ts'
import type { pb } from '#internal/gen/v1.js'
import type { Interrupt } from '../shared/interrupt.ts'
import { progressOf } from './run-progress.ts'
import type { Session } from './run-session.ts'

export interface PlaySpec {
  readonly replicas: number
  readonly workers: number
  readonly slots: number
  /** From the submission, milliseconds. */
  readonly deadline: number
  readonly interrupt: Interrupt
}

export interface Played {
  /** What was submitted. */
  readonly rollouts: readonly pb.RolloutTask[]
  /** From the submission to the last ending. */
  readonly seconds: number
  /** What ended the run before its rollouts had ended; null when nothing did. */
  readonly failure: SortieError | null
}

type Plan = (nowMs: number) => readonly pb.RolloutTask[]

const pollMs = 100
// A model of many gigabytes is read from disk in this time.
const readyWithinMs = 300_000
// The reaper ends what is left at the deadline; after this, something is wrong that it cannot mend.
const afterDeadlineMs = 30_000
// The keeper saves within a second of the last record.
const settleMs = 15_000

/**
 * Waits for the fleet, submits what `plan` makes for that moment, and follows until every rollout has ended or the person interrupts.
 * Rejects when nothing was submitted, and at the second interrupt; what fails after the submission is part of the answer.
 */
export async function playRollouts(session: Session, plan: Plan, spec: PlaySpec): Promise<Played> {
  // What still waits when a part has failed must not keep the process alive.
  const leaving = new AbortController()
  const { kill } = spec.interrupt
  const state: PlayState = { rollouts: [], startedNs: clock.monotonicNs(), seconds: null }
  const seconds = () => state.seconds ?? (clock.monotonicNs() - state.startedNs) / 1e9
  try {
    await Promise.race([play(session, plan, { ...spec, state, signal: AbortSignal.any([kill, leaving.signal]) }), session.failure])
    return { rollouts: state.rollouts, seconds: seconds(), failure: null }
  } catch (thrown) {
    if (kill.aborted || state.rollouts.length === 0) throw thrown
    return { rollouts: state.rollouts, seconds: seconds(), failure: SortieError.from(thrown, 'process.failed') }
  } finally {
    leaving.abort()
  }
}

interface PlayState {
  rollouts: readonly pb.RolloutTask[]
  startedNs: number
  /** Known when the last rollout has ended. */
  seconds: number | null
}

async function play(
  session: Session,
  plan: Plan,
  spec: PlaySpec & { readonly state: PlayState; readonly signal: AbortSignal },
): Promise<void> {
  const { state, signal } = spec
  const { drain } = spec.interrupt
  await using _progress = showProgress(process.stderr, clock, () => progressOf(session, spec.replicas, state))
  await untilReady(session, spec)
  state.startedNs = clock.monotonicNs()
  const submittedMs = clock.nowMs()
  const rollouts = drain.aborted ? [] : plan(submittedMs)
  if (rollouts.length > 0) await session.submit(rollouts)
  state.rollouts = rollouts
  const { counts } = session.learner
  const overMs = submittedMs + spec.deadline + afterDeadlineMs
  const finished = async (stop: () => boolean) => {
    while (!allEnded() && clock.nowMs() < overMs && !stop()) await clock.sleep(pollMs, signal)
  }
  const allEnded = () => counts.admitted + counts.quarantined >= rollouts.length
  await finished(() => drain.aborted)
  if (drain.aborted && !allEnded()) {
    await session.cancelAll(rollouts[0]?.runId ?? '')
    await finished(() => false)
  }
  state.seconds = (clock.monotonicNs() - state.startedNs) / 1e9
  await settle(session, signal)
}

async function untilReady(session: Session, spec: PlaySpec & { readonly signal: AbortSignal }): Promise<void> {
  const startedNs = clock.monotonicNs()
  while (!spec.interrupt.drain.aborted) {
    const { readyReplicas, slots } = progressOf(session, spec.replicas, { rollouts: [], startedNs })
    if (readyReplicas > 0 && slots > 0) return
    const waitedMs = (clock.monotonicNs() - startedNs) / 1e6
    if (waitedMs > readyWithinMs) {
      const what = readyReplicas === 0 ? 'no inference replica' : 'no worker'
      throw new SortieError('process.failed', `${what} became ready within ${String(readyWithinMs / 1_000)} s`, {
        remedy: "see the run's logs folder; `sortie doctor` tries every part",
      })
    }
    await clock.sleep(pollMs, spec.signal)
  }
}

/** Until the keeper has counted what is in the stream; what it has not counted by then shows as unfinished. */
async function settle(session: Session, signal: AbortSignal): Promise<void> {
  const { lastSequence } = await session.records.extent(signal)
  const overNs = clock.monotonicNs() + settleMs * 1e6
  while (session.keeper.position < lastSequence && clock.monotonicNs() < overNs) await clock.sleep(20, signal)
}
