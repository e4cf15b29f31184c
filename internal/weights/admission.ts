/**
 * How many rollouts may run, so that few end staler than the learner accepts (docs/spec/staleness.md).
 *
 *   A1  a gate that is open no wider than this lets no more wait and run than the learner takes within its bound
 *   A2  it never closes on a learner that is starving: less than a batch that waits lets somebody run
 *   A3  what a learner takes, or that it accepts older ones, never narrows it
 *   A4  shares add up to no more than the limit, and nobody has less than their part of it while others have more than they ask
 *
 * Source: AReaL's staleness control (arXiv 2505.24298, section 5.1), as a cap on what runs: the gate that enforces it is the task
 * consumers' `max_ack_pending`, which is one. Its bound is (max + v + 1) · B − accepted. With accepted = v · B + what waits, as after a
 * recovery, v cancels out: a fleet's whole past at today's B would close the gate for good when B or the bound changes.
 */
export interface AdmissionState {
  /** Rollouts that ended, were not dropped, and that no learner has taken yet. */
  readonly waiting: number
  /** Rollouts in a batch, over all learners. */
  readonly batchSize: number
  readonly maxStalenessSteps: number
}

/** Rollouts that may run at once; 0: none. */
export function runningLimit({ waiting, batchSize, maxStalenessSteps }: AdmissionState): number {
  return Math.max(0, (maxStalenessSteps + 1) * batchSize - Math.max(0, waiting))
}

/** What each environment may run of a limit, by what each asks for: equal parts, and what one does not ask for is lent to the others. */
export function sharesOf(limit: number, asked: readonly number[]): number[] {
  const shares = asked.map(() => 0)
  let left = limit
  for (let open = asked.map((_, index) => index); left > 0 && open.length > 0;) {
    const part = Math.max(1, Math.floor(left / open.length))
    for (const index of open) {
      const given = Math.min(part, left, (asked[index] ?? 0) - (shares[index] ?? 0))
      shares[index] = (shares[index] ?? 0) + given
      left -= given
    }
    open = open.filter((index) => (shares[index] ?? 0) < (asked[index] ?? 0))
  }
  return shares
}
