/** Objects of the API as they travel, plain JSON: times are RFC 3339 strings. Only what we read is typed; the rest is kept. */
import { type WireMessage, podMessage } from './wire.ts'

export interface ObjectMeta {
  readonly name: string
  readonly namespace?: string
  readonly uid?: string
  readonly resourceVersion?: string
  readonly generation?: number
  readonly creationTimestamp?: string
  readonly deletionTimestamp?: string
  /** What it was given to end, from when it was told to. */
  readonly deletionGracePeriodSeconds?: number
  readonly labels?: Readonly<Record<string, string>>
  readonly annotations?: Readonly<Record<string, string>>
  readonly finalizers?: readonly string[]
  readonly ownerReferences?: readonly OwnerReference[]
}

export interface OwnerReference {
  readonly apiVersion: string
  readonly kind: string
  readonly name: string
  readonly uid: string
  readonly controller?: boolean
  readonly blockOwnerDeletion?: boolean
}

export interface KubeObject {
  readonly apiVersion?: string
  readonly kind?: string
  readonly metadata: ObjectMeta
}

/** A kind of object and where the API keeps it. */
export interface ResourceKind {
  readonly apiVersion: string
  readonly kind: string
  readonly plural: string
  /** What is read of it where lists and watches come as protobuf; absent: all of it, as JSON. */
  readonly wire?: WireMessage
}

export const kinds = {
  pod: { apiVersion: 'v1', kind: 'Pod', plural: 'pods' },
  node: { apiVersion: 'v1', kind: 'Node', plural: 'nodes' },
  secret: { apiVersion: 'v1', kind: 'Secret', plural: 'secrets' },
  service: { apiVersion: 'v1', kind: 'Service', plural: 'services' },
  serviceAccount: { apiVersion: 'v1', kind: 'ServiceAccount', plural: 'serviceaccounts' },
  event: { apiVersion: 'events.k8s.io/v1', kind: 'Event', plural: 'events' },
  lease: { apiVersion: 'coordination.k8s.io/v1', kind: 'Lease', plural: 'leases' },
  networkPolicy: { apiVersion: 'networking.k8s.io/v1', kind: 'NetworkPolicy', plural: 'networkpolicies' },
  disruptionBudget: { apiVersion: 'policy/v1', kind: 'PodDisruptionBudget', plural: 'poddisruptionbudgets' },
  rolloutFleet: { apiVersion: 'sortie.dev/v1alpha1', kind: 'RolloutFleet', plural: 'rolloutfleets' },
} as const satisfies Record<string, ResourceKind>

/** Pods as a controller of thousands watches them: only what `pod-view.ts` looks at. */
export const watchedPod: ResourceKind = { ...kinds.pod, wire: podMessage }

/** Path of a collection, or of one object, or of a part of it such as `status`. A null namespace is the whole cluster. */
export function pathOf(
  kind: ResourceKind,
  namespace: string | null,
  object: { readonly name?: string; readonly subresource?: string } = {},
): string {
  const api = kind.apiVersion.includes('/') ? `/apis/${kind.apiVersion}` : `/api/${kind.apiVersion}`
  const parts = [object.name, object.subresource].filter((part) => part !== undefined).map(encodeURIComponent)
  return [api, ...(namespace === null ? [] : ['namespaces', namespace]), kind.plural, ...parts].join('/')
}
