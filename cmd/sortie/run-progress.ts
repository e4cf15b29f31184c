import { systemClock as clock } from '#internal/base/clock.ts'
import type { RunProgress } from '#internal/cli/progress.ts'
import { pb } from '#internal/gen/v1.js'
import type { Session } from './run-session.ts'

/** Where a run stands, from heartbeats, the ledger and the learner. */
export function progressOf(
  session: Session,
  replicas: number,
  state: { readonly rollouts: readonly unknown[]; readonly startedNs: number },
): RunProgress {
  const ready = (kind: pb.PresenceKind) =>
    session.board.current(kind).filter((each) => each.state === pb.PresenceState.PRESENCE_STATE_READY)
  const workers = session.board.current(pb.PresenceKind.PRESENCE_KIND_WORKER)
  const { admitted, quarantined, turns, sampledTokens } = session.learner.counts
  return {
    stage: 'starting the fleet',
    submitted: state.rollouts.length,
    seconds: (clock.monotonicNs() - state.startedNs) / 1e9,
    ended: admitted + quarantined,
    // The ledger knows it at once; heartbeats are seconds old.
    busySlots: session.keeper.counts().running,
    slots: workers.reduce((sum, each) => sum + each.slots, 0),
    readyReplicas: ready(pb.PresenceKind.PRESENCE_KIND_REPLICA).length,
    replicas,
    turns,
    sampledTokens,
    busAwayMs: session.busAwayMs(),
  }
}
