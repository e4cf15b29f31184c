/** What a look at a fleet says of it: conditions as the API conventions have them. Pure. */
import type { Role } from '#internal/fleet/plan.ts'
import type { ConditionReason, FleetStatus } from '#internal/fleet/status.ts'
import type { RoleView } from './fleet-reconciler.ts'
import type { FleetDesire } from './ports.ts'

type Condition = NonNullable<FleetStatus['conditions']>[number]

/** What one look found: each role, and what could not be made. */
export interface Look {
  readonly views: ReadonlyMap<Role, RoleView>
  readonly refused: readonly { readonly name: string; readonly reason: ConditionReason; readonly message: string }[]
}

/**
 * The status of a fleet; `lastTransitionTime` is of this look, its writer keeps the older one where the answer is the same. While nobody is heard
 * it is not known who of those that run is ready: `Ready` is Unknown then, and no number is said.
 */
export function fleetStatus(desire: FleetDesire, { views, refused }: Look, nowMs: number): FleetStatus {
  const [worker, replica] = [views.get('worker'), views.get('replica')]
  if (worker === undefined || replica === undefined) return {}
  const lastTransitionTime = new Date(nowMs).toISOString()
  const common = { observedGeneration: desire.generation, lastTransitionTime }
  const all = [worker, replica]
  const failing = all.flatMap(({ observed }) => observed.flatMap(({ name, failure }) => (failure === null ? [] : [{ name, ...failure }])))
  // In the same order at each look, or the reason would change where nothing did.
  const failures = [...failing, ...refused].sort((a, b) => (a.name < b.name ? -1 : 1))
  const rests = isResting(worker, replica)
  const isReady = rests || all.every((view) => readyOf(view) >= view.decision.count)
  const mayBeReady = all.every((view) => mostReadyOf(view) >= view.decision.count)
  const steps = all.map(({ plan }) => (rests && plan.progress === 'Starting' ? 'AllReady' : plan.progress))
  const progress = steps.find((each) => each !== 'AllReady') ?? 'AllReady'
  const first = failures[0]
  const ready: ConditionReason = desire.deleting
    ? 'Deleting'
    : desire.spec.paused
      ? 'Paused'
      : isReady
        ? rests
          ? 'Idle'
          : 'AllReady'
        : (first?.reason ?? 'Starting')
  const words = all.map(wordsOf).join(', ')
  const answer = (type: Condition['type'], yes: boolean | null, reason: ConditionReason, message: string): Condition => ({
    type,
    status: yes === null ? 'Unknown' : yes ? 'True' : 'False',
    reason,
    message,
    ...common,
  })
  const told = failures.map(({ name, message }) => `${name}: ${message}`).join('; ')
  return {
    observedGeneration: desire.generation,
    conditions: [
      answer(
        'Ready',
        desire.deleting ? false : isReady || (mayBeReady ? null : false),
        ready,
        first === undefined ? words : `${words}; ${told}`.slice(0, 4_096),
      ),
      answer('Progressing', progress !== 'AllReady', progress, words),
      answer('Degraded', failures.length > 0, first?.reason ?? 'AllReady', told.slice(0, 4_096)),
      answer(
        'ScalingActive',
        scales(worker),
        worker.decision.reason,
        `workers ${worker.decision.reason}, replicas ${replica.decision.reason}`,
      ),
      answer('Pinned', desire.spec.environment.replicas !== undefined, pinReason(desire), pinWords(desire)),
    ],
    environment: { ...countsOf(worker, desire.templateHashes.worker), ...slotsOf(worker) },
    inference: { ...countsOf(replica, desire.templateHashes.replica), ...weightsOf(replica) },
  }
}

/** Workers say that they are ready only while a replica is: where none is wanted before the first task, those that are heard wait for it. */
function isResting(worker: RoleView, replica: RoleView): boolean {
  const heard = staying(worker.pods).filter(({ busy, phase }) => busy !== null && phase === 'running').length
  const { count } = worker.decision
  return count > 0 && heard >= count && readyOf(worker) < count && replica.decision.count === 0 && scales(replica)
}

function readyOf({ pods }: RoleView): number {
  return staying(pods).filter(({ ready }) => ready).length
}

function staying(pods: RoleView['pods']): RoleView['pods'] {
  return pods.filter(({ drain, deleting }) => drain === null && !deleting)
}

/** While nobody is heard, all that run may be. */
function mostReadyOf(view: RoleView): number {
  return view.beats === null ? staying(view.pods).filter(({ phase }) => phase === 'running').length : readyOf(view)
}

function isKnown(view: RoleView): boolean {
  return mostReadyOf(view) === readyOf(view)
}

function wordsOf(view: RoleView, index: number): string {
  const known = isKnown(view) ? String(readyOf(view)) : '?'
  return `${known} of ${String(view.decision.count)} ${index === 0 ? 'workers' : 'replicas'} ready`
}

/** Whether the number follows the work: not one that is fixed, by a pin or in manual mode, and not one that is held. */
function scales({ decision }: RoleView): boolean {
  return !['PinnedByReplicas', 'NotPinned', 'SignalsMissing'].includes(decision.reason)
}

function pinReason({ spec }: FleetDesire): ConditionReason {
  return spec.environment.replicas === undefined ? 'NotPinned' : 'PinnedByReplicas'
}

function pinWords({ spec: { environment, scaling } }: FleetDesire): string {
  const { replicas, minReplicas } = environment
  if (replicas !== undefined) return `workers stay at ${String(replicas)}: remove spec.environment.replicas to hand back`
  if (scaling.mode === 'manual') return `workers stay at minReplicas, ${String(minReplicas)}: spec.scaling.mode is manual`
  return 'workers follow the work'
}

function countsOf(view: RoleView, templateHash: string) {
  const { pods, decision } = view
  return {
    desired: decision.count,
    replicas: pods.length,
    ...(isKnown(view) ? { ready: readyOf(view) } : {}),
    updated: pods.filter((pod) => pod.templateHash === templateHash).length,
    draining: pods.filter(({ drain }) => drain !== null).length,
  }
}

/** Absent where the bus is away: not known is not 0. */
function slotsOf({ beats }: RoleView) {
  if (beats === null) return {}
  return {
    busySlots: beats.reduce((sum, { busy }) => sum + busy, 0),
    slots: beats.filter(({ ready }) => ready).reduce((sum, { capacity }) => sum + capacity, 0),
  }
}

function weightsOf({ beats }: RoleView) {
  const serving = (beats ?? []).filter(({ ready }) => ready).map(({ weightVersion }) => weightVersion)
  return serving.length === 0 ? {} : { weightVersion: Math.min(...serving) }
}
