/**
 * Which open rollouts nobody will ever end: their task is no longer in the queue. A task leaves the queue only after its rollout's ending is
 * stored, so an open rollout without a task was lost: a submitter died between entry and task, a task could not be decoded, somebody
 * purged the queue, or a server lost its disk.
 *
 * Invariants (docs/spec/delivery.md):
 *   D19  a rollout is an orphan only when every task was gone that had been in the queue a grace after the rollout was seen open
 *
 * No two clocks are compared: suspects are what was open at a moment; a grace later the queue's last sequence covers all of their tasks,
 * since a submitter sends a task right after its entry; once the oldest task in the queue is behind that sequence, theirs are gone.
 */

/** What a queue holds of one environment, by stream sequence. */
export interface QueueExtent {
  /** Of the oldest task; null: there is none. */
  readonly first: number | null
  /** Of the newest message that was ever stored, of any environment. */
  readonly last: number
}

export interface Suspicion {
  readonly suspects: ReadonlySet<string>
  /** Milliseconds, monotonic. */
  readonly sinceMs: number
  /** Every suspect's task is at or before this sequence; null while the grace lasts. */
  readonly tasksUpTo: number | null
}

export interface SuspicionStep {
  readonly suspicion: Suspicion | null
  readonly orphans: readonly string[]
}

/** One look at one environment: its open rollouts, then its queue. */
export function nextSuspicion(
  before: Suspicion | null,
  look: { readonly nowMs: number; readonly open: ReadonlySet<string>; readonly queue: QueueExtent },
  graceMs: number,
): SuspicionStep {
  const { nowMs, open, queue } = look
  if (before === null) return { suspicion: open.size === 0 ? null : { suspects: open, sinceMs: nowMs, tasksUpTo: null }, orphans: [] }
  if (before.tasksUpTo === null && nowMs - before.sinceMs < graceMs) return { suspicion: before, orphans: [] }
  const tasksUpTo = before.tasksUpTo ?? queue.last
  // Sequences that run backwards are another queue's: it was made anew, and says nothing of the old one's tasks.
  if (queue.last < tasksUpTo) return { suspicion: null, orphans: [] }
  if (queue.first !== null && queue.first <= tasksUpTo) return { suspicion: { ...before, tasksUpTo }, orphans: [] }
  return { suspicion: null, orphans: [...before.suspects].filter((rolloutId) => open.has(rolloutId)) }
}
