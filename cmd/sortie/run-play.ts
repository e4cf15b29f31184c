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
  readonly deadlineUnixMs: number
  readonly interrupt: Interrupt
}

const pollMs = 100
// A model of many gigabytes is read from disk in this time.
const readyWithinMs = 300_000
// The reaper ends what is left at the deadline; after this, something is wrong that it cannot mend.
const afterDeadlineMs = 30_000

/** Waits for the fleet, submits, and follows until every rollout has ended or the person interrupts. Rejects when a part is beyond help. */
export async function playRollouts(
  session: Session,
  rollouts: readonly pb.RolloutTask[],
  spec: PlaySpec,
): Promise<{ readonly seconds: number }> {
  const { drain, kill } = spec.interrupt
  let submitted = 0
  await using _progress = showProgress(process.stderr, clock, () => progressOf(session, spec, submitted))
  await Promise.race([untilReady(session, spec), session.failure])
  const startedNs = clock.monotonicNs()
  const seconds = () => (clock.monotonicNs() - startedNs) / 1e9
  if (!drain.aborted) {
    await session.submit(rollouts)
    submitted = rollouts.length
  }
  const ended = () => session.learner.counts.admitted + session.learner.counts.quarantined
  const overMs = spec.deadlineUnixMs + afterDeadlineMs
  const finished = async (stop: () => boolean) => {
    while (ended() < submitted && clock.nowMs() < overMs && !stop()) await clock.sleep(pollMs, kill)
  }
  await Promise.race([finished(() => drain.aborted), session.failure])
  if (drain.aborted && submitted > 0) {
    await session.cancelAll(rollouts[0]?.runId ?? '')
    await Promise.race([finished(() => false), session.failure])
  }
  const took = seconds()
  await session.settle()
  return { seconds: took }
}

async function untilReady(session: Session, spec: PlaySpec): Promise<void> {
  const startedNs = clock.monotonicNs()
  const { drain, kill } = spec.interrupt
  while (!drain.aborted) {
    const { readyReplicas, slots } = progressOf(session, spec, 0)
    if (readyReplicas > 0 && slots > 0) return
    const waitedMs = (clock.monotonicNs() - startedNs) / 1e6
    if (waitedMs > readyWithinMs) {
      const what = readyReplicas === 0 ? 'no inference replica' : 'no worker'
      throw new SortieError('process.failed', `${what} became ready within ${String(readyWithinMs / 1_000)} s`, {
        remedy: "see the run's logs folder; `sortie doctor` tries every part",
      })
    }
    await clock.sleep(pollMs, kill)
  }
}

function progressOf(session: Session, spec: PlaySpec, submitted: number): RunProgress {
  const ready = (kind: pb.PresenceKind) =>
    session.board.current(kind).filter((each) => each.state === pb.PresenceState.PRESENCE_STATE_READY)
  const workers = session.board.current(pb.PresenceKind.PRESENCE_KIND_WORKER)
  const { admitted, quarantined, turns, sampledTokens } = session.learner.counts
  return {
    stage: 'starting the fleet',
    submitted,
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
