import { SortieError } from '#internal/base/errors.ts'
import type { busOptions } from '#internal/config/bus.ts'
import type { clusterOptions } from '#internal/config/cluster.ts'
import type { Values } from '#internal/config/option.ts'
import { busFleetOf } from '#internal/fleet/names.ts'
import type { FleetSpec } from '#internal/fleet/resource.ts'
import { validateFleet } from '#internal/fleet/validate.ts'
import type { FleetObject } from '#internal/kube/fleet-api.ts'
import { kinds } from '#internal/kube/objects.ts'
import { checkLetIn, checkTransport, readAccess } from '../shared/bus-access.ts'
import type { ReachBus } from '../shared/bus.ts'
import { type Cluster, openCluster } from '../shared/cluster.ts'
import { checkService, type BusPlace, wayTo } from './way.ts'

type Where = Values<typeof clusterOptions>
type Sought = Pick<Values<typeof busOptions>, 'fleet' | 'natsUrl'>

const fleetsMax = 500

/** The fleet of that name; with an empty one, the only one of the namespace. Throws `config.invalid`. */
export async function findFleet({ client, namespace }: Cluster, name: string, signal: AbortSignal): Promise<FleetObject> {
  if (name !== '') return client.get<FleetObject>(kinds.rolloutFleet, namespace, name, signal)
  const { items } = await client.list<FleetObject>(kinds.rolloutFleet, { namespace, limit: fleetsMax, from: null }, signal)
  const [only, ...others] = items
  if (only !== undefined && others.length === 0) return only
  const names = items.map(({ metadata }) => metadata.name).join(', ')
  throw new SortieError('config.invalid', `namespace ${namespace} has ${String(items.length)} fleets, and none was named`, {
    remedy: names === '' ? 'give the namespace of the fleet: -n NAME' : `give --fleet: ${names}`,
  })
}

/** Finds a fleet's bus by its resource, and makes a way there. */
export function reachThroughCluster(where: Where): ReachBus {
  return reachBy(where, async (cluster, sought, signal) => busOf(cluster, await findFleet(cluster, sought.fleet, signal), sought.natsUrl))
}

/** To the bus of a fleet that was deleted: nothing says any more where that is, so it is the bundled server of an installation. */
export function reachLeftBehind(where: Where & { readonly busNamespace: string }): ReachBus {
  return reachBy(where, async (cluster, { fleet, natsUrl }, signal) => {
    const { client, namespace } = cluster
    const found = await client.get(kinds.rolloutFleet, namespace, fleet, signal).catch(unlessMissing)
    if (found !== null) {
      throw new SortieError('config.invalid', `fleet ${namespace}/${fleet} is still there, and uses what would be deleted`, {
        remedy: `kubectl delete rfl ${fleet} -n ${namespace}`,
      })
    }
    const url = `nats://sortie-nats.${where.busNamespace}.svc:4222`
    if (natsUrl === '') await checkService(cluster, url, signal)
    return { fleet: busFleetOf(namespace, fleet), urls: [url] }
  })
}

function unlessMissing(thrown: unknown): null {
  if (thrown instanceof SortieError && thrown.code === 'kube.not-found') return null
  throw thrown
}

/** `find` says where the bus is; with a URL that the person gave, that is where it is. */
function reachBy(where: Where, find: (cluster: Cluster, sought: Sought, signal: AbortSignal) => Promise<BusPlace>): ReachBus {
  return async (options, name, signal) => {
    await using stack = new AsyncDisposableStack()
    const cluster = stack.use(await openCluster(where))
    const bus = await find(cluster, options, signal)
    const isDirect = options.natsUrl !== ''
    // Where it is is found; how to be let in may have been said.
    const own = await readAccess(isDirect ? options : { ...options, natsPlaintext: true })
    const isLetIn = (own.token ?? '') !== '' || own.credentials !== undefined
    const access = isDirect ? own : { ...own, ...(await wayTo(cluster, bus, { stack, name, isLetIn }, signal)) }
    checkTransport(access.url, options.natsPlaintext)
    checkLetIn(access, options.natsPlaintext)
    const owned = stack.move()
    return { fleet: bus.fleet, access, [Symbol.asyncDispose]: () => owned.disposeAsync() }
  }
}

/** What a fleet's resource says of its bus. Throws `config.invalid` where nobody has said yet where it is. */
function busOf({ namespace }: Cluster, { metadata, spec, status }: FleetObject, natsUrl: string): BusPlace {
  const { stream } = status ?? {}
  if (stream === undefined && natsUrl === '') {
    throw new SortieError('config.invalid', `fleet ${metadata.name} has no bus yet: no controller has looked at it`, {
      remedy: 'kubectl get pods -n sortie-system; or give --nats-url',
    })
  }
  const validated = validateFleet({ apiVersion: 'sortie.dev/v1alpha1', kind: 'RolloutFleet', metadata, spec })
  const { caSecret, credentialsSecret }: Partial<FleetSpec['stream']> = validated.kind === 'problems' ? {} : validated.fleet.spec.stream
  const urls = stream?.url.split(',').map((url) => url.trim()) ?? []
  return { fleet: stream?.fleet ?? busFleetOf(namespace, metadata.name), urls, caSecret, credentialsSecret }
}
