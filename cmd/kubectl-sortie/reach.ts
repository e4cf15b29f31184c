import { systemClock as clock } from '#internal/base/clock.ts'
import { SortieError } from '#internal/base/errors.ts'
import type { clusterOptions } from '#internal/config/cluster.ts'
import type { Values } from '#internal/config/option.ts'
import { busFleetOf } from '#internal/fleet/names.ts'
import type { FleetSpec } from '#internal/fleet/resource.ts'
import { validateFleet } from '#internal/fleet/validate.ts'
import type { FleetObject } from '#internal/kube/fleet-api.ts'
import { kinds } from '#internal/kube/objects.ts'
import { PortForward } from '#internal/kube/port-forward.ts'
import { readSecret } from '#internal/kube/secrets.ts'
import { podBehind, serviceOf } from '#internal/kube/service.ts'
import { mintCredentials } from '#internal/stream/credentials.ts'
import { checkLetIn, checkTransport, readAccess } from '../shared/bus-access.ts'
import { type BusName, type ReachBus, type ReachedBus, roleOfName } from '../shared/bus.ts'
import { type Cluster, openCluster } from '../shared/cluster.ts'
import { missingKey, readSigner } from '../shared/signer.ts'

const fleetsMax = 500
/** How long credentials that are minted here are good for: a working day of `learner serve`. Milliseconds. */
const mintedForMs = 24 * 3_600_000

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

/** Finds a fleet's bus by its resource, and makes a way there. `typed`: what the person said themselves. */
export function reachThroughCluster(
  where: Values<typeof clusterOptions>,
  typed: { readonly fleet: boolean; readonly natsUrl: boolean },
): ReachBus {
  return async (options, name, signal) => {
    await using stack = new AsyncDisposableStack()
    const cluster = stack.use(await openCluster(where))
    const fleet = await findFleet(cluster, typed.fleet ? options.fleet : '', signal)
    // Where it is is found; how to be let in may have been said.
    const own = await readAccess(typed.natsUrl ? options : { ...options, natsPlaintext: true })
    const isLetIn = (own.token ?? '') !== '' || own.credentials !== undefined
    const access = typed.natsUrl ? own : { ...own, ...(await wayTo(cluster, fleet, { stack, name, isLetIn }, signal)) }
    checkTransport(access.url, options.natsPlaintext)
    checkLetIn(access, options.natsPlaintext)
    const busFleet = fleet.status?.stream?.fleet ?? busFleetOf(cluster.namespace, fleet.metadata.name)
    const owned = stack.move()
    return { fleet: busFleet, access, [Symbol.asyncDispose]: () => owned.disposeAsync() }
  }
}

/** Address, and credentials where none were given. Throws `config.invalid`, `kube.*`. */
async function wayTo(
  cluster: Cluster,
  fleet: FleetObject,
  how: { readonly stack: AsyncDisposableStack; readonly name: BusName; readonly isLetIn: boolean },
  signal: AbortSignal,
): Promise<ReachedBus['access']> {
  const { client, config, namespace } = cluster
  const urls = fleet.status?.stream?.url.split(',').map((url) => url.trim())
  if (urls === undefined) {
    throw new SortieError('config.invalid', `fleet ${fleet.metadata.name} has no bus yet: no controller has looked at it`, {
      remedy: 'kubectl get pods -n sortie-system; or give --nats-url',
    })
  }
  const found = await Promise.all(urls.map(async (url) => ({ url, service: await serviceOf(client, url, signal) })))
  const { url, service } = found.find((each) => each.service !== null) ?? found[0] ?? { url: '', service: null }
  const { caSecret, credentialsSecret } = streamOf(fleet)
  const authority = caSecret === undefined ? undefined : (await readSecret(client, namespace, caSecret, signal))?.['ca.crt']
  if (caSecret !== undefined && authority === undefined) throw missingKey(caSecret, 'ca.crt')
  const trust = authority === undefined ? {} : { tlsAuthority: authority }
  const secret = { place: service?.namespace, token: service?.tokenSecret, signer: credentialsSecret }
  const letIn = how.isLetIn ? {} : await accessOf(cluster, fleet, { ...secret, name: how.name }, signal)
  // A server beyond the cluster is reached from here as from there, or not at all.
  if (service === null) return { url: urls.join(','), ...trust, ...letIn }
  const onProblem = (text: string) => process.stderr.write(`warning: the way to the bus: ${text.trim()}\n`)
  const forward = how.stack.use(await PortForward.open(config, (until) => podBehind(client, service, until), { onProblem, signal }))
  const { protocol, hostname } = new URL(url.includes('://') ? url : `nats://${url}`)
  const local = { url: `${protocol === 'tls:' ? 'tls' : 'nats'}://127.0.0.1:${String(forward.port)}`, tunnelled: { serverName: hostname } }
  return { ...local, ...trust, ...letIn }
}

function streamOf(fleet: FleetObject): Partial<FleetSpec['stream']> {
  const validated = validateFleet({ apiVersion: 'sortie.dev/v1alpha1', kind: 'RolloutFleet', metadata: fleet.metadata, spec: fleet.spec })
  return validated.kind === 'problems' ? {} : validated.fleet.spec.stream
}

/** Credentials of the command's role, minted by the fleet's signing key; or the token of the server. */
async function accessOf(
  { client, namespace }: Cluster,
  fleet: FleetObject,
  secrets: {
    readonly place: string | undefined
    readonly token: string | undefined
    readonly signer: string | undefined
    readonly name: BusName
  },
  signal: AbortSignal,
): Promise<{ readonly token?: string; readonly credentials?: string }> {
  if (secrets.signer !== undefined) {
    const signer = await readSigner((name, until) => readSecret(client, namespace, name, until), secrets.signer, signal)
    const identity = { role: roleOfName[secrets.name], name: secrets.name, fleet: fleet.status?.stream?.fleet ?? '', environments: [] }
    return { credentials: await mintCredentials(identity, signer, clock.nowMs() + mintedForMs) }
  }
  if (secrets.token === undefined || secrets.place === undefined) return {}
  const token = (await readSecret(client, secrets.place, secrets.token, signal))?.['token']
  return token === undefined ? {} : { token }
}
