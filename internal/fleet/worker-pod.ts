/** The pod of an environment worker. Pure. */
import {
  assemblePod,
  busEnvironment,
  busMounts,
  busVolumes,
  healthPort,
  type PlacedFleet,
  type PodManifest,
  type PodSettings,
  restricted,
  value,
} from './pod.ts'
import { podName } from './names.ts'

/** The worker at an index. Under a RuntimeClass the sandbox is that of the runtime, and nothing is loosened. */
export function workerPod(
  fleet: PlacedFleet,
  place: { readonly index: number; readonly templateHash: string },
  settings: PodSettings,
): PodManifest {
  const { environment } = fleet.spec
  const ownRuntime = environment.template?.spec?.runtimeClassName !== undefined
  const worker = {
    name: 'worker',
    image: settings.workerImage,
    env: [
      ...busEnvironment(fleet, settings),
      value('SORTIE_SLOTS', environment.slotsPerWorker),
      value('SORTIE_ENVIRONMENTS', environment.name),
      ...(environment.config === undefined
        ? []
        : [value('SORTIE_ENVIRONMENT_CONFIG', JSON.stringify({ [environment.name]: environment.config }))]),
      value('SORTIE_LEASE', `${String(environment.leaseSeconds)}s`),
      value('SORTIE_GRACE', `${String(environment.drain.gracePeriodSeconds)}s`),
      value('SORTIE_HEALTH_HOST', '0.0.0.0'),
      value('SORTIE_HEALTH_PORT', healthPort),
    ],
    ports: [{ name: 'metrics', containerPort: healthPort }],
    readinessProbe: { httpGet: { path: '/readyz', port: 'metrics' }, periodSeconds: 5 },
    // Slow to judge: a worker that is busy is worth more than one that answers at once.
    livenessProbe: { httpGet: { path: '/healthz', port: 'metrics' }, periodSeconds: 20, timeoutSeconds: 10, failureThreshold: 6 },
    resources: { requests: { cpu: '500m', memory: '512Mi' } },
    // The last lines of a worker that refuses to start, such as for want of a sandbox, are what the fleet's status says.
    terminationMessagePolicy: 'FallbackToLogsOnError',
    securityContext: ownRuntime ? restricted : forBubblewrap,
    volumeMounts: [{ name: 'tmp', mountPath: '/tmp' }, ...busMounts(fleet)],
  }
  const spec = {
    ...(ownRuntime ? {} : { hostUsers: false }),
    containers: [worker],
    volumes: [{ name: 'tmp', emptyDir: {} }, ...busVolumes(fleet, podName(fleet.name, 'worker', place.index))],
  }
  const own = { spec, graceSeconds: environment.drain.gracePeriodSeconds, nodeLostSeconds: settings.nodeLostSeconds }
  return assemblePod(fleet, { role: 'worker', ...place }, own)
}

/**
 * What bubblewrap needs to make a sandbox inside the pod, and no more. Each is safe because the pod has a user namespace of its own
 * (`hostUsers: false`): its root is nobody on the node.
 */
const forBubblewrap = {
  ...restricted,
  // To mount a /proc for the sandbox: the kernel refuses that where parts of the pod's own are masked.
  procMount: 'Unmasked',
  // To make namespaces for the sandbox: the runtime's profile refuses unshare(2) without CAP_SYS_ADMIN.
  seccompProfile: { type: 'Unconfined' },
} as const
