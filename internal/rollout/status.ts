import { pb } from '#internal/gen/v1.js'

/** The name of a status as metrics, the CLI and people write it: `completed`, `timed_out`. */
export function statusName(status: pb.RolloutStatus | null | undefined): string {
  return (pb.RolloutStatus[status ?? 0] ?? 'unknown').replace('ROLLOUT_STATUS_', '').toLowerCase()
}

/** The name under which the ledger's keeper writes records: it is a writer like any worker. */
export const keeperWorker = 'keeper'

const { ROLLOUT_STATUS_POISONED, ROLLOUT_STATUS_FAILED_ENVIRONMENT, ROLLOUT_STATUS_FAILED_INFERENCE, ROLLOUT_STATUS_TIMED_OUT } =
  pb.RolloutStatus
const failed: readonly unknown[] = [ROLLOUT_STATUS_POISONED, ROLLOUT_STATUS_FAILED_ENVIRONMENT, ROLLOUT_STATUS_FAILED_INFERENCE]

/** True of an ending after which a person may want to try again: it failed, and not by the policy's doing. `by`: who wrote the ending. */
export function isDead(status: pb.RolloutStatus | null | undefined, by: string): boolean {
  // Out of time by its worker's word is an outcome; out of time with nobody to say so is not.
  return failed.includes(status) || (status === ROLLOUT_STATUS_TIMED_OUT && by === keeperWorker)
}
