/** The trainer's log, read: what was delivered over the lineage of its checkpoints, and what it committed when. Pure. */
import { pb } from '#internal/gen/v1.js'
import type { Commit, TrainerLine, TrainerLog } from './logs.ts'

type Admit = Extract<TrainerLine, { readonly kind: 'admit' }>

/** `quarantined` is somebody else's log: that of who refuses. */
export function trainerLogOf(lines: readonly TrainerLine[], quarantined: readonly string[]): TrainerLog {
  const admits: Admit[] = []
  let lineage: Admit[] = []
  const commits: Commit[] = []
  let counts: TrainerLog['counts'] = null
  for (const line of lines) {
    if (line.kind === 'admit') {
      admits.push(line)
      lineage.push(line)
    }
    // What came behind the checkpoint is as good as never used.
    if (line.kind === 'open') lineage = lineage.filter(({ batch }) => batch <= line.batches)
    if (line.kind === 'commit') commits.push(commitOf(line))
    counts = line.kind === 'idle' ? { delivered: line.delivered, dropped: line.dropped } : null
  }
  const groups = lineage.flatMap((line) => line.groups)
  const rollouts = groups.flatMap((group) => group.rollouts)
  return {
    used: rollouts.map(({ rolloutId }) => rolloutId),
    groups: Object.fromEntries(
      groups.map(({ groupId, size, rollouts: members, leftOut }) => {
        const ids = (of: readonly { readonly rolloutId: string }[]) => of.map(({ rolloutId }) => rolloutId)
        return [groupId, { size, rollouts: ids(members), leftOut: ids(leftOut) }]
      }),
    ),
    rewards: Object.fromEntries(rollouts.map(({ rolloutId, reward }) => [rolloutId, reward])),
    quarantined,
    admitted: admits.flatMap(({ batch, weightVersion, groups: of }) =>
      of.flatMap((group) =>
        group.rollouts.map(({ rolloutId, stalenessSteps, digest }) => ({ rolloutId, batch, weightVersion, stalenessSteps, digest })),
      ),
    ),
    stale: admits.flatMap(({ batch, weightVersion, groups: of }) =>
      of.flatMap(({ leftOut }) =>
        leftOut.filter(({ reason }) => reason === 'stale').map(({ rolloutId }) => ({ rolloutId, batch, weightVersion })),
      ),
    ),
    commits,
    counts,
  }
}

function commitOf({ atMs, cursor }: Extract<TrainerLine, { readonly kind: 'commit' }>): Commit {
  const { batches, partitions } = pb.LearnerCursor.decode(Buffer.from(cursor, 'hex'))
  return {
    atMs,
    batches,
    partitions: partitions.map(({ partition, floorSequence, committedRolloutIds }) => ({
      partition: partition ?? 0,
      floor: floorSequence ?? 0,
      rolloutIds: committedRolloutIds ?? [],
    })),
  }
}
