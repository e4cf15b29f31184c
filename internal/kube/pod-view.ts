/** What a pod object says: its place in a fleet, how it is, and why it does not run. Pure. */
import { loggedError } from '#internal/fleet/logged-error.ts'
import { marks } from '#internal/fleet/names.ts'
import type { Role } from '#internal/fleet/plan.ts'
import type { ConditionReason } from '#internal/fleet/status.ts'
import type { KubeObject, ObjectMeta } from './objects.ts'

interface ContainerStatus {
  readonly name: string
  readonly state?: ContainerState
  readonly lastState?: ContainerState
}

interface ContainerState {
  readonly running?: object
  readonly waiting?: { readonly reason?: string; readonly message?: string }
  readonly terminated?: { readonly exitCode: number; readonly reason?: string; readonly message?: string }
}

export interface PodObject extends KubeObject {
  readonly spec?: { readonly nodeName?: string }
  readonly status?: {
    readonly phase?: string
    readonly reason?: string
    readonly message?: string
    readonly conditions?: readonly {
      readonly type: string
      readonly status: string
      readonly reason?: string
      readonly message?: string
    }[]
    readonly containerStatuses?: readonly ContainerStatus[]
    readonly initContainerStatuses?: readonly ContainerStatus[]
  }
}

export interface Failure {
  readonly reason: ConditionReason
  readonly message: string
}

/** Of a pod, what is read of it: a cluster has thousands. */
export function keepOfPod({ metadata, spec, status }: PodObject): PodObject {
  const { name, namespace, uid, resourceVersion, creationTimestamp, labels, annotations, ownerReferences } = metadata
  const { deletionTimestamp, deletionGracePeriodSeconds, finalizers } = metadata
  const drain = annotations?.[marks.drain]
  const kept: ObjectMeta = {
    name,
    ...(namespace === undefined ? {} : { namespace }),
    ...(uid === undefined ? {} : { uid }),
    ...(resourceVersion === undefined ? {} : { resourceVersion }),
    ...(creationTimestamp === undefined ? {} : { creationTimestamp }),
    ...(deletionTimestamp === undefined ? {} : { deletionTimestamp }),
    ...(deletionGracePeriodSeconds === undefined ? {} : { deletionGracePeriodSeconds }),
    ...(labels === undefined ? {} : { labels: ours(labels) }),
    ...(drain === undefined ? {} : { annotations: { [marks.drain]: drain } }),
    ...(ownerReferences === undefined ? {} : { ownerReferences }),
    ...(finalizers === undefined || finalizers.length === 0 ? {} : { finalizers }),
  }
  const { phase, reason, message, conditions, containerStatuses, initContainerStatuses } = status ?? {}
  const told = conditions?.filter(
    ({ type, status: answer }) => (type === 'PodScheduled' && answer === 'False') || (type === 'DisruptionTarget' && answer === 'True'),
  )
  return {
    metadata: kept,
    ...(spec?.nodeName === undefined ? {} : { spec: { nodeName: spec.nodeName } }),
    status: {
      ...(phase === undefined ? {} : { phase }),
      ...(reason === undefined ? {} : { reason }),
      ...(message === undefined ? {} : { message }),
      ...(told === undefined || told.length === 0 ? {} : { conditions: told }),
      ...(containerStatuses === undefined ? {} : { containerStatuses: troubled(containerStatuses) }),
      ...(initContainerStatuses === undefined ? {} : { initContainerStatuses: troubled(initContainerStatuses) }),
    },
  }
}

function ours(labels: Readonly<Record<string, string>>): Record<string, string> {
  const kept = [marks.fleet, marks.role, marks.index, marks.template]
  return Object.fromEntries(kept.flatMap((key) => (labels[key] === undefined ? [] : [[key, labels[key]]])))
}

function troubled(statuses: readonly ContainerStatus[]): ContainerStatus[] {
  return statuses.flatMap(({ name, state, lastState }) => {
    const isWell = state?.waiting === undefined && state?.terminated === undefined
    if (isWell) return ownContainers.includes(name) && state?.running !== undefined ? [{ name, state: { running: {} } }] : []
    return [{ name, state, ...(lastState === undefined ? {} : { lastState }) }]
  })
}

/** Key of the fleet that a pod is of. */
export function fleetKeyOf(key: string, pod: PodObject | undefined): string {
  return `${key.split('/')[0] ?? ''}/${pod?.metadata.labels?.[marks.fleet] ?? ''}`
}

/** Where a pod stands in its fleet; null when its labels are not those of one of ours. */
export function placeOf({ metadata }: PodObject): { readonly role: Role; readonly index: number; readonly templateHash: string } | null {
  const { [marks.role]: role, [marks.index]: index = '', [marks.template]: templateHash = '' } = metadata.labels ?? {}
  if ((role !== 'worker' && role !== 'replica') || !/^\d{1,6}$/.test(index)) return null
  return { role, index: Number(index), templateHash }
}

/**
 * By the container that does the job: Kubernetes has a pod run for as long as somebody's container beside it does, and has it pending for as
 * long as one of those waits, such as for its image.
 */
export function phaseOf({ status }: PodObject): 'pending' | 'running' | 'succeeded' | 'failed' {
  if (status?.phase === 'Succeeded') return 'succeeded'
  if (status?.phase === 'Failed') return 'failed'
  const { terminated, running } = status?.containerStatuses?.find(({ name }) => ownContainers.includes(name))?.state ?? {}
  if (terminated !== undefined) return terminated.exitCode === 0 ? 'succeeded' : 'failed'
  // Unknown: the node does not say; whoever plays there may go on.
  return running !== undefined || status?.phase === 'Running' || status?.phase === 'Unknown' ? 'running' : 'pending'
}

/** Of a worker's or a replica's pod, the container that does its job. */
const ownContainers = ['worker', 'agent']

const imageReasons = [
  'ErrImagePull',
  'ImagePullBackOff',
  'InvalidImageName',
  'ErrImageNeverPull',
  'RegistryUnavailable',
  'ImageInspectError',
]
/** Why a node or the scheduler ended a pod: none of its own doing. */
const evictions = ['Evicted', 'Preempting', 'Preempted', 'NodeShutdown', 'Terminated']
const lastWordsMax = 500

/** Why a pod does not run, with the last words of its container; null: nothing is known to be wrong. */
export function failureOf(pod: PodObject): Failure | null {
  const { status } = pod
  const beside = (name: string) => (ownContainers.includes(name) ? 0 : 1)
  const own = [...(status?.containerStatuses ?? [])].sort((a, b) => beside(a.name) - beside(b.name))
  const containers = [...own, ...(status?.initContainerStatuses ?? [])]
  if (status !== undefined && phaseOf(pod) === 'failed') {
    const evicted = evictionOf(status)
    if (evicted !== null) return { reason: 'Evicted', message: evicted }
    const crashed = containers.find(({ state }) => (state?.terminated?.exitCode ?? 0) !== 0)
    if (crashed?.state?.terminated !== undefined) return { reason: 'CrashLoop', message: endOf(crashed.name, crashed.state.terminated) }
    return {
      reason: 'CrashLoop',
      message: `${status.reason ?? 'failed'}: ${status.message ?? 'no container says why'}`.slice(0, lastWordsMax),
    }
  }
  for (const { name, state, lastState } of containers) {
    const { reason = '', message = '' } = state?.waiting ?? {}
    if (imageReasons.includes(reason))
      return { reason: 'ImagePullFailed', message: `${name}: ${reason}: ${message}`.slice(0, lastWordsMax) }
    if (reason === 'CreateContainerConfigError') return { reason: 'ConfigError', message: `${name}: ${message}`.slice(0, lastWordsMax) }
    if (reason === 'CrashLoopBackOff' || reason === 'CreateContainerError') {
      const ended = lastState?.terminated
      return {
        reason: 'CrashLoop',
        message: ended === undefined ? `${name}: ${reason}: ${message}`.slice(0, lastWordsMax) : endOf(name, ended),
      }
    }
  }
  const unscheduled = status?.conditions?.find(({ type, reason }) => type === 'PodScheduled' && reason === 'Unschedulable')
  if (unscheduled === undefined) return null
  return { reason: 'Unschedulable', message: (unscheduled.message ?? 'no node fits').slice(0, lastWordsMax) }
}

/** Null: it was not taken away. */
function evictionOf({ reason = '', message = '', conditions }: NonNullable<PodObject['status']>): string | null {
  if (evictions.includes(reason)) return `${reason}: ${message}`.slice(0, lastWordsMax)
  const disrupted = conditions?.find(({ type, status }) => type === 'DisruptionTarget' && status === 'True')
  return disrupted === undefined ? null : `${disrupted.reason ?? 'disrupted'}: ${disrupted.message ?? ''}`.slice(0, lastWordsMax)
}

function endOf(name: string, { exitCode, reason, message }: NonNullable<ContainerState['terminated']>): string {
  const words = (message ?? '').trim()
  const said = loggedError(words)
  if (said !== null) {
    const remedy = said.remedy === undefined ? '' : ` (${said.remedy})`
    return `${name}: ${said.code}: ${said.error}${remedy}`.slice(0, 2 * lastWordsMax)
  }
  return `${name}: exit code ${String(exitCode)}${reason === undefined ? '' : ` (${reason})`}${words === '' ? '' : `: ${words.slice(-lastWordsMax)}`}`
}
