import type { RunSummary } from '#internal/cli/summary.ts'
import { totalsOf } from '#internal/learner/index-entry.ts'
import type { RunFolder } from '#internal/learner/run-folder.ts'
import type { Played } from './run-play.ts'
import type { Session } from './run-session.ts'

/**
 * What a run came to. Lost: rollouts of the submission that neither reached the learner, whole or refused, nor are open in the
 * ledger; a run that failed cannot tell. Duplicates: endings beyond the first, as the learner read them in the stream.
 */
export function summarise(session: Pick<Session, 'learner' | 'keeper'>, output: RunFolder, run: Played): RunSummary {
  const totals = totalsOf(output.entries)
  const ledger = session.keeper.counts()
  const { admitted, quarantined, duplicates } = session.learner.counts
  const submitted = run.rollouts.length
  const accounted = { ...totals.by_status, ...(quarantined === 0 ? {} : { quarantined }) }
  const unfinished = submitted - admitted - quarantined
  return {
    rollouts: {
      submitted,
      completed: admitted,
      by_status: unfinished === 0 ? accounted : { ...accounted, unfinished },
    },
    groups: { submitted: new Set(run.rollouts.map((each) => each.groupId)).size, completed: totals.groups.completed },
    turns: totals.turns,
    tokens: totals.tokens,
    rewards: totals.rewards,
    seconds_by_phase: totals.seconds_by_phase,
    seconds: round(run.seconds),
    rollouts_per_second: round(admitted / run.seconds),
    tokens_per_second: round(totals.tokens.sampled / run.seconds),
    lost: run.failure === null ? Math.max(0, unfinished - ledger.queued - ledger.running) : null,
    duplicates,
    output: output.path,
  }
}

// Three digits behind the point: a millisecond.
const round = (value: number) => Math.round(value * 1_000) / 1_000

/** Statuses of rollouts that the fleet could not do, as against those that the policy could not. */
const undone = ['failed_environment', 'failed_inference', 'poisoned', 'timed_out', 'quarantined', 'unfinished']

/** 0: every rollout ended, none for a failure of the fleet; 1: some work could not be done. */
export function exitCodeOf(summary: RunSummary): 0 | 1 {
  const failed = undone.some((status) => (summary.rollouts.by_status[status] ?? 0) > 0)
  return failed || summary.lost !== 0 ? 1 : 0
}
