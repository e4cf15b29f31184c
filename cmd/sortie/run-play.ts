import { systemClock as clock } from '#internal/base/clock.ts'
import { SortieError } from '#internal/base/errors.ts'
import { type RunProgress, showProgress } from '#internal/cli/progress.ts'
import { pb } from '#internal/gen/v1.js'
import type { Interrupt } from '../shared/interrupt.ts'
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
  readonly rollouts: readonly pb.RolloutTask[]
  readonly seconds: number
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
 * Rejects when a part is beyond help.
 */
export async function playRollouts(session: Session, plan: Plan, spec: PlaySpec): Promise<Played> {
  // What still waits when a part has failed must not keep the process alive.
  const leaving = new AbortController()
  try {
    return await Promise.race([
      play(session, plan, { ...spec, signal: AbortSignal.any([spec.interrupt.kill, leaving.signal]) }),
      session.failure,
    ])
  } finally {
    leaving.abort()
  }
}

async function play(session: Session, plan: Plan, spec: PlaySpec & { readonly signal: AbortSignal }): Promise<Played> {
  const { signal } = spec
  const { drain } = spec.interrupt
  const state = { submitted: 0, startedNs: clock.monotonicNs() }
  await using _progress = showProgress(process.stderr, clock, () => progressOf(session, spec, state))
  await untilReady(session, spec)
  state.startedNs = clock.monotonicNs()
  const submittedMs = clock.nowMs()
  const rollouts = drain.aborted ? [] : plan(submittedMs)
  if (rollouts.length > 0) {
    await session.submit(rollouts)
    state.submitted = rollouts.length
  }
  const ended = () => session.learner.counts.admitted + session.learner.counts.quarantined
  const overMs = submittedMs + spec.deadline + afterDeadlineMs
  const finished = async (stop: () => boolean) => {
    while (ended() < state.submitted && clock.nowMs() < overMs && !stop()) await clock.sleep(pollMs, signal)
  }
  await finished(() => drain.aborted)
  if (drain.aborted && ended() < state.submitted) {
    await session.cancelAll(rollouts[0]?.runId ?? '')
    await finished(() => false)
  }
  const seconds = (clock.monotonicNs() - state.startedNs) / 1e9
  await settle(session, signal)
  return { rollouts, seconds }
}

async function untilReady(session: Session, spec: PlaySpec & { readonly signal: AbortSignal }): Promise<void> {
  const startedNs = clock.monotonicNs()
  while (!spec.interrupt.drain.aborted) {
    const { readyReplicas, slots } = progressOf(session, spec, { submitted: 0, startedNs })
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

function progressOf(session: Session, spec: PlaySpec, state: { readonly submitted: number; readonly startedNs: number }): RunProgress {
  const ready = (kind: pb.PresenceKind) =>
    session.board.current(kind).filter((each) => each.state === pb.PresenceState.PRESENCE_STATE_READY)
  const workers = session.board.current(pb.PresenceKind.PRESENCE_KIND_WORKER)
  const { admitted, quarantined, turns, sampledTokens } = session.learner.counts
  return {
    stage: 'starting the fleet',
    submitted: state.submitted,
    seconds: (clock.monotonicNs() - state.startedNs) / 1e9,
    ended: admitted + quarantined,
    // The ledger knows it at once; heartbeats are seconds old.
    busySlots: session.keeper.counts().running,
    slots: workers.reduce((sum, each) => sum + each.slots, 0),
    readyReplicas: ready(pb.PresenceKind.PRESENCE_KIND_REPLICA).length,
    replicas: spec.replicas,
    turns,
    sampledTokens,
  }
}
