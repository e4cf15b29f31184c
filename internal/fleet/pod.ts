/** What the pods of both roles have in common. Pure: docs/security.md says why each exception is there. */
import { mergeOver } from './merge.ts'
import { fleetObjectName, marks, podName, roleLabels } from './names.ts'
import type { Role } from './plan.ts'
import type { FleetSpec } from './resource.ts'

/** What the controller was told of the cluster. */
export interface PodSettings {
  readonly workerImage: string
  readonly agentImage: string
  /** The bus, for fleets that name none. */
  readonly natsUrl: string
  /** Whether that bus may be spoken to in plain text. */
  readonly natsPlaintext: boolean
  /** How long a node may be silent before its pods are replaced. Seconds. */
  readonly nodeLostSeconds: number
}

/** A fleet on a cluster. */
export interface PlacedFleet {
  readonly name: string
  readonly namespace: string
  /** Its name on the bus. */
  readonly busFleet: string
  readonly spec: FleetSpec
}

export interface PodManifest {
  readonly metadata: {
    readonly name: string
    readonly namespace: string
    readonly labels: Readonly<Record<string, string>>
    readonly annotations: Readonly<Record<string, string>>
  }
  readonly spec: Readonly<Record<string, unknown>>
}

/** Both images run as it. */
export const sortieUser = 65_532
export const healthPort = 9_464
const secretsFolder = '/etc/sortie'
/** What a process has beyond its drain, to say goodbye. */
const goodbyeSeconds = 10

export const fromField = (name: string, fieldPath: string) => ({ name, valueFrom: { fieldRef: { fieldPath } } })
export const value = (name: string, text: string | number) => ({ name, value: String(text) })
export const fromSecret = (name: string, secret: string, key: string, optional = false) => ({
  name,
  valueFrom: { secretKeyRef: { name: secret, key, ...(optional ? { optional } : {}) } },
})

/** How every process of a fleet finds the bus and says who it is. */
export function busEnvironment(fleet: PlacedFleet, settings: PodSettings): object[] {
  const { stream } = fleet.spec
  const plaintext = stream.allowPlaintext || (stream.url === undefined && settings.natsPlaintext)
  const own = fleetObjectName(fleet.name)
  return [
    fromField('SORTIE_NAME', 'metadata.name'),
    fromField('SORTIE_INCARNATION', 'metadata.uid'),
    value('SORTIE_FLEET', fleet.busFleet),
    value('SORTIE_NATS_URL', stream.url ?? settings.natsUrl),
    fromSecret('SORTIE_FLEET_TOKEN', own, 'fleet-token'),
    ...(stream.credentialsSecret === undefined
      ? [fromSecret('SORTIE_NATS_TOKEN', own, 'nats-token', true)]
      : [value('SORTIE_NATS_CREDS', `${secretsFolder}/credentials/nats.creds`)]),
    ...(stream.caSecret === undefined ? [] : [value('SORTIE_NATS_CA', `${secretsFolder}/ca/ca.crt`)]),
    ...(plaintext ? [value('SORTIE_NATS_PLAINTEXT', 'true')] : []),
  ]
}

/** Credentials of this pod alone are in a secret of its own name. */
export function busVolumes({ spec }: PlacedFleet, pod: string): object[] {
  const { credentialsSecret, caSecret } = spec.stream
  return [
    ...(credentialsSecret === undefined ? [] : [{ name: 'credentials', secret: { secretName: pod, defaultMode: 0o440 } }]),
    ...(caSecret === undefined ? [] : [{ name: 'ca', secret: { secretName: caSecret, items: [{ key: 'ca.crt', path: 'ca.crt' }] } }]),
  ]
}

export function busMounts({ spec }: PlacedFleet): object[] {
  const { credentialsSecret, caSecret } = spec.stream
  return [
    ...(credentialsSecret === undefined ? [] : [{ name: 'credentials', mountPath: `${secretsFolder}/credentials`, readOnly: true }]),
    ...(caSecret === undefined ? [] : [{ name: 'ca', mountPath: `${secretsFolder}/ca`, readOnly: true }]),
  ]
}

/** What every container has, a user's own too: no capabilities, and no way to more of them. */
export const bounded = {
  allowPrivilegeEscalation: false,
  capabilities: { drop: ['ALL'] },
  seccompProfile: { type: 'RuntimeDefault' },
} as const

/** What "restricted" asks of a container, and a root that cannot be written. */
export const restricted = { ...bounded, readOnlyRootFilesystem: true, runAsNonRoot: true } as const

/** The pod of a place, with the user's template over it. */
export function assemblePod(
  fleet: PlacedFleet,
  place: { readonly role: Role; readonly index: number; readonly templateHash: string },
  own: { readonly spec: Readonly<Record<string, unknown>>; readonly graceSeconds: number; readonly nodeLostSeconds: number },
): PodManifest {
  const { role, index, templateHash } = place
  const { template } = role === 'worker' ? fleet.spec.environment : fleet.spec.inference
  const unreachable = ['unreachable', 'not-ready'].map((what) => ({
    key: `node.kubernetes.io/${what}`,
    operator: 'Exists',
    effect: 'NoExecute',
    tolerationSeconds: own.nodeLostSeconds,
  }))
  const common = {
    // A process that ended is looked at and replaced by the controller, later and later: kubelet would hide how often.
    restartPolicy: 'Never',
    serviceAccountName: fleetObjectName(fleet.name),
    automountServiceAccountToken: false,
    enableServiceLinks: false,
    terminationGracePeriodSeconds: own.graceSeconds + goodbyeSeconds,
    tolerations: unreachable,
    securityContext: { runAsNonRoot: true, runAsUser: sortieUser, runAsGroup: sortieUser, fsGroup: sortieUser },
  }
  const labels = { ...roleLabels(fleet.name, role), [marks.index]: String(index), [marks.template]: templateHash }
  return {
    metadata: {
      name: podName(fleet.name, role, index),
      namespace: fleet.namespace,
      labels: { ...template?.metadata?.labels, ...labels },
      annotations: { ...template?.metadata?.annotations },
    },
    spec: withBounds(mergeOver({ ...common, ...own.spec }, template?.spec ?? {}) as Readonly<Record<string, unknown>>),
  }
}

function withBounds(spec: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  const lists = ['containers', 'initContainers'].flatMap((key) => {
    const given = spec[key] as readonly object[] | undefined
    return given === undefined ? [] : [[key, given.map((container) => mergeOver({ securityContext: bounded }, container))] as const]
  })
  return { ...spec, ...Object.fromEntries(lists) }
}
