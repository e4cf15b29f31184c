/**
 * How many pods a role needs: one pure decision behind one interface, so that a better model can take its place. docs/spec/fleet-plan.md.
 *
 *   C1  the answer lies between min and max, whatever the signals say
 *   C2  a signal that is missing never makes fewer
 *   C3  under constant signals the answer settles, and stays
 *   C4  fewer only when fewer were enough for the whole scale-in window, more only when more were wanted for the whole scale-out window
 *   C5  a pinned count is the answer
 *   C6  none come back with the first work, also where that is known elsewhere alone: pods that are not there report nothing
 */
import type { ConditionReason } from './status.ts'

export interface ScalingLimits {
  readonly min: number
  readonly max: number
  /** Null: not pinned. */
  readonly pinned: number | null
  readonly manual: boolean
  /** What one pod can have in use: slots of a worker, sequences of a replica. */
  readonly capacity: number
  /** Share of the capacity in use at which pods are enough, above 0. */
  readonly target: number
  readonly scaleOutMs: number
  readonly scaleInMs: number
  /** With nothing to do for so long, the pods go down to `min`. */
  readonly idleMs: number
}

/** What is in use and what waits; null: not known. */
export interface Demand {
  readonly inUse: number | null
  readonly waiting: number | null
  /** Work that is known elsewhere and will need these pods: slots and backlog of workers are it for replicas; 0 where nothing stands before them. */
  readonly coming: number | null
}

/** What the decision remembers between looks. Small: one entry a bucket of the longer window. */
export interface ScalingMemory {
  readonly count: number
  /** What was recommended, oldest first. Unix milliseconds. */
  readonly recommended: readonly { readonly atMs: number; readonly low: number; readonly high: number }[]
  /** Since when there has been nothing to do; null: there is. */
  readonly idleSinceMs: number | null
  /** Of the last look. Unix milliseconds. */
  readonly lookedAtMs: number
}

export type ScalingReason = Extract<
  ConditionReason,
  'FollowingDemand' | 'Stabilising' | 'AtMinimum' | 'AtMaximum' | 'Idle' | 'SignalsMissing' | 'PinnedByReplicas' | 'NotPinned'
>

export interface ScalingDecision {
  readonly count: number
  readonly reason: ScalingReason
  readonly memory: ScalingMemory
}

// Enough that a window's edge is off by less than one hundredth of it.
const bucketsMax = 128
/** Looks are never so far apart, but where nobody looked. */
const gapMsMin = 60_000

/**
 * Of somebody who finds `count` and knows nothing of before: it is taken for what was wanted up to this moment, so that the windows
 * begin here and are not taken for past.
 */
export function initialMemory(count: number, nowMs: number): ScalingMemory {
  return { count, recommended: [{ atMs: nowMs - 1, low: count, high: count }], idleSinceMs: null, lookedAtMs: nowMs }
}

/** The count for now, why, and what to remember. */
export function decideScale(limits: ScalingLimits, demand: Demand, before: ScalingMemory, nowMs: number): ScalingDecision {
  const within = (count: number) => Math.min(limits.max, Math.max(limits.min, count))
  // Nothing of what was remembered says what was wanted meanwhile.
  const isForgotten = nowMs - before.lookedAtMs > Math.max(gapMsMin, limits.scaleInMs, limits.scaleOutMs)
  const memory = isForgotten ? initialMemory(within(before.count), nowMs) : before
  const fixed = (count: number, reason: ScalingReason) => ({ count, reason, memory: initialMemory(count, nowMs) })
  if (limits.pinned !== null) return fixed(limits.pinned, 'PinnedByReplicas')
  if (limits.manual) return fixed(limits.min, 'NotPinned')
  const held = within(memory.count)
  const { inUse, waiting, coming } = demand
  // What nobody knows was neither enough nor too little, nor was there nothing to do: the windows begin anew when the signals are back.
  if (inUse === null || waiting === null) return fixed(held, 'SignalsMissing')

  const busy = inUse + waiting
  const hasWork = busy + (coming ?? 0) > 0
  const idleSinceMs = hasWork || coming === null ? null : (memory.idleSinceMs ?? nowMs)
  const needed = Math.ceil(busy / (limits.capacity * limits.target))
  // While there is anything to do somebody must be there; when there is not, they stay until it has been so for a while.
  const isIdle = idleSinceMs !== null && nowMs - idleSinceMs >= limits.idleMs
  const wanted = isIdle ? limits.min : within(Math.max(needed, hasWork ? 1 : Math.min(held, 1)))
  const recommended = remember(memory.recommended, wanted, limits, nowMs)
  const since = (windowMs: number) => recommended.filter(({ atMs }) => atMs >= nowMs - windowMs)
  const enough = Math.max(wanted, ...since(limits.scaleInMs).map(({ high }) => high))
  const surely = Math.min(wanted, ...since(limits.scaleOutMs).map(({ low }) => low))
  const count = within(surely > held ? surely : Math.min(enough, held))
  return {
    count,
    reason: reasonOf({ count, wanted, isIdle, needed }, limits),
    memory: { count, recommended, idleSinceMs, lookedAtMs: nowMs },
  }
}

function remember(
  before: ScalingMemory['recommended'],
  wanted: number,
  limits: ScalingLimits,
  nowMs: number,
): ScalingMemory['recommended'] {
  const windowMs = Math.max(limits.scaleInMs, limits.scaleOutMs)
  const kept = before.filter(({ atMs }) => atMs >= nowMs - windowMs)
  const last = kept.at(-1)
  if (last === undefined || nowMs - last.atMs >= windowMs / bucketsMax) return [...kept, { atMs: nowMs, low: wanted, high: wanted }]
  return [...kept.slice(0, -1), { ...last, low: Math.min(last.low, wanted), high: Math.max(last.high, wanted) }]
}

function reasonOf(
  { count, wanted, isIdle, needed }: { readonly count: number; readonly wanted: number; readonly isIdle: boolean; readonly needed: number },
  limits: ScalingLimits,
): ScalingReason {
  if (count !== wanted) return 'Stabilising'
  if (isIdle) return 'Idle'
  if (needed > limits.max) return 'AtMaximum'
  return needed < limits.min ? 'AtMinimum' : 'FollowingDemand'
}
