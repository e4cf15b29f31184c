/** What the reconciler needs of the outside world: pods on a cluster or processes on one machine, and what the bus says of them. */
import type { FleetSpec } from '#internal/fleet/resource.ts'
import type { PodView, Role } from '#internal/fleet/plan.ts'
import type { ConditionReason, FleetStatus } from '#internal/fleet/status.ts'

/** A pod as its place knows it; how busy it is, the bus knows. */
export interface ObservedPod extends Omit<PodView, 'busy' | 'ready' | 'readyAtMs' | 'silent' | 'forced' | 'drain'> {
  /** The drain that it is marked with, so that a controller that was restarted knows. */
  readonly drainAsked: { readonly epoch: number; readonly atMs: number } | null
  /** Why it does not run, as a reason and the container's last words; null: nothing is wrong. */
  readonly failure: { readonly reason: ConditionReason; readonly message: string } | null
}

export interface Pods {
  /** Whether what `list` says is what is there now, as far as can be told: without that nothing is scaled in. */
  isCurrent(): boolean
  /** How long their place wants to be left alone, as it said at the last `list`. Milliseconds; 0: it does not. */
  busyMs(): number
  /** With `mends`, what was cut off in the middle of its making is made whole on the way. */
  list(options: { readonly mends: boolean }, signal: AbortSignal): Promise<readonly ObservedPod[]>
  create(pod: { readonly role: Role; readonly index: number; readonly templateHash: string }, signal: AbortSignal): Promise<void>
  /** Marks a pod as asked to drain, before it is asked. */
  markDrain(pod: ObservedPod, epoch: number, signal: AbortSignal): Promise<void>
  /** Only the very pod that was seen: by its uid and resource version. A pod that has gone is well. */
  delete(pod: ObservedPod, options: { readonly force: boolean }, signal: AbortSignal): Promise<void>
}

/** What a pod says of itself on the bus. */
export interface Heartbeat {
  readonly name: string
  /** Uid of the pod that says it; empty: not said. */
  readonly incarnation: string
  readonly ready: boolean
  readonly capacity: number
  readonly busy: number
  readonly waiting: number
  readonly weightVersion: number
}

export interface Signals {
  /** Null: the bus is away, so nobody knows. */
  heartbeats(role: Role): readonly Heartbeat[] | null
  /** Tasks that nobody plays: new ones, and those that came back; null: not known. */
  backlog(signal: AbortSignal): Promise<number | null>
  askToDrain(name: string, epoch: number, graceMs: number, signal: AbortSignal): Promise<void>
  /** The newest epoch that a pod said it drained for; null: none. */
  drainedEpoch(name: string): number | null
}

export interface FleetDesire {
  readonly generation: number
  readonly spec: FleetSpec
  /** Of each role's pod template: pods of another are replaced. */
  readonly templateHashes: Readonly<Record<Role, string>>
  /** The fleet is to go: everything drains, bounded by its grace. */
  readonly deleting: boolean
  /** What its pods need is there: else none is made or mended. */
  readonly isFurnished: boolean
}

/** A decision by which a role's number changes. */
export interface ScalingChange {
  readonly role: Role
  readonly from: number
  readonly to: number
  readonly reason: ConditionReason
  /** Slots or sequences in use, and tasks or requests that wait, at that moment; null: not known. */
  readonly inUse: number | null
  readonly waiting: number | null
}

/** What one look at a fleet came to. */
export interface ReconcileResult {
  readonly status: FleetStatus
  /** What was done, for events: closed words, names of pods apart. */
  readonly done: readonly { readonly what: 'created' | 'draining' | 'deleted'; readonly pod: string; readonly why: string }[]
  /** Numbers that are others than at the look before, with what they were made of. */
  readonly decisions: readonly ScalingChange[]
  /** When to look again though nothing changes, and not before where the API server is busy; null: no need. Milliseconds. */
  readonly againInMs: number | null
  /** Nothing of it is left. */
  readonly gone: boolean
}
