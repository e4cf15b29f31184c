/**
 * What to do next about a fleet's pods: observed + wanted + now → actions. Pure, total, and level-triggered: it looks at what is, never at
 * what was done, so any prefix of its actions may be lost and the next plan makes up for it. docs/spec/fleet-plan.md.
 *
 *   P1  a worker that may be busy is deleted only after it said that it drained, or its grace has passed
 *   P2  pods never exceed what is wanted plus the surge, whatever else happens; those that are gone but for their node's word do not count
 *   P3  available pods fall below what is wanted minus maxUnavailable by no doing of the plan, and with a surge the last replica is never it
 *   P4  it converges: applied over and over to a cluster that obeys, it ends with exactly what is wanted, and then does nothing
 *   P5  what is not known never makes fewer: no signal, no scale-in
 *   P6  victims: those that cannot work first, then old templates, then idle, then fewest busy slots, then newest
 */
import type { ConditionReason } from './status.ts'

export type Role = 'worker' | 'replica'

/** A pod as the plan sees it. Times are Unix milliseconds of the controller's own clock. */
export interface PodView {
  readonly name: string
  readonly uid: string
  readonly resourceVersion: string
  readonly role: Role
  /** Place in the fleet, from 0: its name is made of it. */
  readonly index: number
  /** Of the template that it was made of. */
  readonly templateHash: string
  readonly phase: 'pending' | 'running' | 'succeeded' | 'failed'
  /** Says of itself that it can do its job. */
  readonly ready: boolean
  /** When it last said so, as far as is known; null: never. */
  readonly readyAtMs: number | null
  readonly createdAtMs: number
  /** Kubernetes was told to delete it. */
  readonly deleting: boolean
  /** It was to be gone by now, its grace and the limit of a lost node over: it may be forced away. */
  readonly nodeLost: boolean
  /** It was forced away a short while ago: to say so again would change nothing. */
  readonly forced: boolean
  /** Nothing has been heard of it for the limit of a lost node; of one that is being deleted, this says that nobody works there any more. */
  readonly silent: boolean
  /** Slots or sequences in use; null: not known. */
  readonly busy: number | null
  /** The drain that it was asked for; null: none. */
  readonly drain: { readonly epoch: number; readonly askedAtMs: number; readonly drained: boolean } | null
}

/** What is wanted of one role. */
export interface RoleWish {
  readonly role: Role
  readonly count: number
  readonly templateHash: string
  readonly maxUnavailable: number
  readonly maxSurge: number
  /** How long a drain may take. Milliseconds. */
  readonly graceMs: number
}

export interface PlanInput {
  readonly nowMs: number
  readonly pods: readonly PodView[]
  readonly wish: RoleWish
  /** Whether presence is current: without it nobody knows who is busy. */
  readonly signalsFresh: boolean
  /** Indexes that may not be created before a time: they crashed. Unix milliseconds. */
  readonly backoff: ReadonlyMap<number, number>
}

/** A replica that was ready so short a time ago may be in a moment; one that was not for longer is broken, and holds nothing up. */
export const falteringMsMax = 300_000

export type DeleteReason = 'finished' | 'never-started' | 'drained' | 'grace-passed' | 'node-lost'

export type Action =
  | { readonly kind: 'create'; readonly role: Role; readonly index: number; readonly templateHash: string }
  | { readonly kind: 'drain'; readonly pod: PodView; readonly epoch: number; readonly why: 'scale-in' | 'rollout' }
  | { readonly kind: 'delete'; readonly pod: PodView; readonly why: DeleteReason; readonly force: boolean }

export interface Plan {
  readonly actions: readonly Action[]
  /** When to look again though nothing changes: a grace or a back-off ends. Milliseconds from now; null: no need. */
  readonly againInMs: number | null
  readonly progress: Extract<ConditionReason, 'AllReady' | 'Starting' | 'RollingOut' | 'Draining'>
}

/** The next actions for one role. */
export function planRole(input: PlanInput): Plan {
  const { pods, wish } = input
  const deletions = pods.flatMap((pod) => deletionOf(pod, input))
  const doomed = new Set(deletions.map(({ pod }) => pod.uid))
  const staying = pods.filter((pod) => !pod.deleting && !doomed.has(pod.uid))
  const active = staying.filter(({ drain }) => drain === null)
  const drains = drainsOf(active, input)
  const creations = creationsOf(pods, staying, input)
  const actions = [...deletions, ...drains, ...creations]
  return { actions, againInMs: soonest(input), progress: progressOf(input, actions) }

  function soonest({ nowMs, backoff }: PlanInput): number | null {
    const graces = staying.flatMap(({ drain }) => (drain === null || drain.drained ? [] : [drain.askedAtMs + wish.graceMs]))
    const times = [...graces, ...backoff.values()].map((at) => at - nowMs).filter((ms) => ms > 0)
    return times.length === 0 ? null : Math.min(...times)
  }
}

/** P1: the only place where a pod is deleted, and why it may be. */
function deletionOf(pod: PodView, { nowMs, wish }: PlanInput): Extract<Action, { kind: 'delete' }>[] {
  const because = (why: DeleteReason, force = false) => [{ kind: 'delete' as const, pod, why, force }]
  // Safe, since the stream fences: if the node comes back, what its worker still writes is refused.
  if (pod.nodeLost) return pod.forced ? [] : because('node-lost', true)
  if (pod.deleting) return []
  if (pod.phase === 'succeeded' || pod.phase === 'failed') return because('finished')
  if (pod.drain === null) return []
  if (pod.phase === 'pending') return because('never-started')
  if (pod.drain.drained) return because('drained')
  return nowMs - pod.drain.askedAtMs >= wish.graceMs ? because('grace-passed') : []
}

/**
 * Whom to ask to leave: pods of the newest template beyond what is wanted, and all of older ones, as many of those that are available as may
 * be away at a time. A new pod is never what is too many while old ones stand: it would be made and drained for ever.
 */
function drainsOf(active: readonly PodView[], { wish, signalsFresh, nowMs }: PlanInput): Extract<Action, { kind: 'drain' }>[] {
  const victims = [...active].sort(byVictim(wish.templateHash))
  const current = active.filter(({ templateHash }) => templateHash === wish.templateHash)
  let tooMany = Math.max(0, current.length - wish.count)
  // P3: those that are not available make no difference.
  let spare = active.filter((pod) => isAvailable(pod)).length - availableMin(wish)
  const kept = falteringOf(active, wish, nowMs)
  const drains: Extract<Action, { kind: 'drain' }>[] = []
  for (const pod of victims) {
    const isCurrent = pod.templateHash === wish.templateHash
    // P5: without signals only what has never worked may go.
    const known = signalsFresh || pod.phase === 'pending'
    if (!known || (isCurrent && tooMany === 0) || (isAvailable(pod) && spare <= 0) || kept.has(pod)) continue
    if (isCurrent) tooMany--
    if (isAvailable(pod)) spare--
    drains.push({ kind: 'drain', pod, epoch: nowMs, why: isCurrent ? 'scale-in' : 'rollout' })
  }
  return drains
}

/** A worker that plays does its job, whatever it says of itself: without a replica all of them are unready at once. */
function isAvailable({ role, ready, busy }: PodView): boolean {
  return ready || (role === 'worker' && busy !== null && busy > 0)
}

/** P3: replicas that are not ready at this moment, as many of those that were last as make up for what is ready. */
function falteringOf(active: readonly PodView[], wish: RoleWish, nowMs: number): ReadonlySet<PodView> {
  if (wish.role === 'worker' || wish.maxSurge === 0) return new Set()
  const missing = Math.max(0, availableMin(wish) - active.filter((pod) => isAvailable(pod)).length)
  const at = ({ readyAtMs }: PodView) => readyAtMs ?? -Infinity
  const faltering = active.filter((pod) => !isAvailable(pod) && pod.phase === 'running' && nowMs - at(pod) < falteringMsMax)
  return new Set(faltering.sort((a, b) => at(b) - at(a)).slice(0, missing))
}

/** P3. Without the last replica nobody works: where one more may be made first, it leaves after that one is ready. */
function availableMin({ role, count, maxUnavailable, maxSurge }: RoleWish): number {
  const away = role === 'replica' && maxSurge > 0 ? Math.min(maxUnavailable, Math.max(0, count - 1)) : maxUnavailable
  return Math.max(0, count - away)
}

/** Places to fill: pods of the new template up to what is wanted, and in all no more than the surge allows. */
function creationsOf(all: readonly PodView[], staying: readonly PodView[], input: PlanInput): Extract<Action, { kind: 'create' }>[] {
  const { wish, backoff, nowMs } = input
  const current = staying.filter(({ templateHash, drain }) => templateHash === wish.templateHash && drain === null).length
  // A pod that is being deleted still is somebody's node: it counts until it has gone, or its node is taken for lost.
  const there = all.filter(({ deleting, nodeLost, silent }) => !nodeLost && !(deleting && silent)).length
  let room = wish.count + wish.maxSurge - there
  let missing = wish.count - current
  const taken = new Set(all.map(({ index }) => index))
  const ended = new Set(all.filter(({ phase }) => phase === 'failed' || phase === 'succeeded').map(({ index }) => index))
  const creations: Extract<Action, { kind: 'create' }>[] = []
  // The lowest free places. One in back-off is kept: another index would dodge it.
  for (let index = 0; room > 0 && missing > 0; index++) {
    const isHeldBack = (backoff.get(index) ?? 0) > nowMs
    if (taken.has(index)) {
      // What is left of it takes up the room already.
      if (isHeldBack && ended.has(index)) missing--
      continue
    }
    missing--
    room--
    if (!isHeldBack) creations.push({ kind: 'create', role: wish.role, index, templateHash: wish.templateHash })
  }
  return creations
}

/** P6. */
function byVictim(templateHash: string): (a: PodView, b: PodView) => number {
  const ranks: ((pod: PodView) => number)[] = [
    (pod) => (pod.ready ? 1 : 0),
    (pod) => (pod.templateHash === templateHash ? 1 : 0),
    // Not known is taken for busy.
    (pod) => pod.busy ?? Number.MAX_SAFE_INTEGER,
    (pod) => -pod.createdAtMs,
    (pod) => -pod.index,
  ]
  return (a, b) => {
    for (const rank of ranks) if (rank(a) !== rank(b)) return rank(a) - rank(b)
    return 0
  }
}

function progressOf({ pods, wish }: PlanInput, actions: readonly Action[]): Plan['progress'] {
  const alive = pods.filter(({ deleting, drain }) => !deleting && drain === null)
  if (alive.some(({ templateHash }) => templateHash !== wish.templateHash)) return 'RollingOut'
  if (alive.filter(({ ready }) => ready).length < wish.count) return 'Starting'
  return pods.length > wish.count || actions.length > 0 ? 'Draining' : 'AllReady'
}
