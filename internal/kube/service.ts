/** Where a service of the cluster leads to, for those who are outside of it. */
import { SortieError } from '#internal/base/errors.ts'
import { reservedPrefix } from '#internal/fleet/resource.ts'
import type { KubeClient } from './client.ts'
import { type KubeObject, kinds } from './objects.ts'
import type { ForwardTarget } from './port-forward.ts'

export interface BusService {
  readonly name: string
  readonly namespace: string
  readonly port: number
  /** The one that was named, of a service that gives each pod a name; absent: any that is ready. */
  readonly pod?: string
  /** Secret beside it whose `token` lets in; absent: none is said. */
  readonly tokenSecret?: string
  readonly selector: Readonly<Record<string, string>>
  readonly targetPort: number | string
}

interface ServiceObject extends KubeObject {
  readonly spec?: {
    readonly selector?: Readonly<Record<string, string>>
    readonly ports?: readonly { readonly port: number; readonly targetPort?: number | string }[]
  }
}

interface ListeningPod extends KubeObject {
  readonly spec?: {
    readonly containers?: readonly { readonly ports?: readonly { readonly name?: string; readonly containerPort: number }[] }[]
  }
  readonly status?: { readonly conditions?: readonly { readonly type: string; readonly status: string }[] }
}

/** Annotation of a service: the Secret beside it whose `token` lets in. */
const tokenSecretMark = `${reservedPrefix}token-secret`
const natsPort = 4_222
const podsMax = 100

/** The service that a URL names from inside the cluster (`nats://[POD.]NAME.NAMESPACE.svc:4222`); null: it is of another kind. */
export async function serviceOf(client: KubeClient, url: string, signal: AbortSignal): Promise<BusService | null> {
  const { hostname, port } = new URL(url.includes('://') ? url : `nats://${url}`)
  const [, pod, name, namespace] = /^(?:([a-z0-9-]+)\.)?([a-z0-9-]+)\.([a-z0-9-]+)\.svc(?:\..*)?$/.exec(hostname) ?? shortName(hostname)
  if (name === undefined || namespace === undefined) return null
  const number = port === '' ? natsPort : Number(port)
  const service = await client.get<ServiceObject>(kinds.service, namespace, name, signal).catch((thrown: unknown) => {
    // A server beyond the cluster may have a name of two parts as well.
    if (thrown instanceof SortieError && thrown.code === 'kube.not-found') return null
    throw thrown
  })
  if (service === null) return null
  const listed = service.spec?.ports?.find((each) => each.port === number)
  const secret = service.metadata.annotations?.[tokenSecretMark]
  const common = { name, namespace, port: number, selector: service.spec?.selector ?? {}, targetPort: listed?.targetPort ?? number }
  return { ...common, ...(pod === undefined ? {} : { pod }), ...(secret === undefined ? {} : { tokenSecret: secret }) }
}

/** `NAME.NAMESPACE`, as the parts of a longer name. */
function shortName(hostname: string): readonly (string | undefined)[] {
  const [, name, namespace] = /^([a-z0-9-]+)\.([a-z0-9-]+)$/.exec(hostname) ?? []
  return ['', undefined, name, namespace]
}

/** A pod behind the service that is ready, and its port. Throws `kube.not-found`. */
export async function podBehind(client: KubeClient, service: BusService, signal: AbortSignal): Promise<ForwardTarget> {
  const { namespace, name, pod, selector, targetPort } = service
  const labels = Object.entries(selector).map(([key, value]) => `${key}=${value}`).join(',') // prettier-ignore
  const { items } = await client.list<ListeningPod>(kinds.pod, { namespace, labels, limit: podsMax, from: null }, signal)
  const isReady = ({ status }: ListeningPod) => status?.conditions?.some((each) => each.type === 'Ready' && each.status === 'True') === true
  const ready = items.find((each) => isReady(each) && (pod === undefined || each.metadata.name === pod))
  if (labels === '' || ready === undefined) {
    throw new SortieError('kube.not-found', `no pod behind the service ${namespace}/${name} is ready`, {
      retryable: true,
      remedy: `kubectl get pods -n ${namespace}${labels === '' ? '' : ` -l ${labels}`}`,
    })
  }
  const ports = ready.spec?.containers?.flatMap(({ ports: listed }) => listed ?? []) ?? []
  const port = typeof targetPort === 'number' ? targetPort : ports.find((each) => each.name === targetPort)?.containerPort
  return { namespace, pod: ready.metadata.name, port: port ?? service.port }
}
