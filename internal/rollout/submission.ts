import { pb } from '#internal/gen/v1.js'
import { deriveGroupId, deriveRolloutId, deriveSeed } from './identity.ts'
import { taskSha256, taskToProto, type TaskLine } from './task.ts'

/** Version of the records in proto/sortie/v1 that this code writes. */
export const schemaVersion = 1

export interface SubmissionPlan {
  readonly runId: string
  /** Grows with every submission of the run: a second epoch is new work. */
  readonly submission: number
  /** For tasks that name none. */
  readonly groupSize: number
  readonly seed: number
  /** Unix milliseconds; 0 is never. */
  readonly deadlineUnixMs: number
}

/** The queue messages of a submission: one a rollout, the members of a group next to each other. */
export function planSubmission(tasks: readonly TaskLine[], plan: SubmissionPlan): pb.RolloutTask[] {
  return tasks.flatMap((line) => {
    const groupSize = line.group_size ?? plan.groupSize
    const key = { runId: plan.runId, submission: plan.submission, taskId: line.task_id }
    const shared = { groupId: deriveGroupId(key), taskSha256: taskSha256(line), task: { ...taskToProto(line), groupSize } }
    return Array.from({ length: groupSize }, (_, groupIndex) =>
      pb.RolloutTask.create({
        ...shared,
        schemaVersion,
        runId: plan.runId,
        rolloutId: deriveRolloutId({ ...key, groupIndex }),
        groupSize,
        groupIndex,
        seed: deriveSeed(plan.seed, line.task_id, groupIndex),
        deadlineUnixMs: plan.deadlineUnixMs,
      }),
    )
  })
}
