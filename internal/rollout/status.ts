import { pb } from '#internal/gen/v1.js'

/** The name of a status as metrics, the CLI and people write it: `completed`, `timed_out`. */
export function statusName(status: pb.RolloutStatus | null | undefined): string {
  return (pb.RolloutStatus[status ?? 0] ?? 'unknown').replace('ROLLOUT_STATUS_', '').toLowerCase()
}
