import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { SortieError } from '#internal/base/errors.ts'
import { validateFleet } from '#internal/fleet/validate.ts'
import type { FleetObject } from '#internal/kube/fleet-api.ts'
import { type KubeObject, kinds } from '#internal/kube/objects.ts'
import { PortForward } from '#internal/kube/port-forward.ts'
import { type BusService, podPort, serviceOf } from '#internal/kube/service.ts'
import { mintCredentials } from '#internal/stream/credentials.ts'
import type { Role } from '#internal/stream/roles.ts'
import type { Cluster } from '../shared/cluster.ts'
import { readSigner } from '../shared/signer.ts'

/** Options of the bus as it is reached from here. */
interface Reached extends AsyncDisposable {
  readonly options: { readonly natsUrl: string; readonly natsToken?: string; readonly natsCreds?: string }
}

const fleetsMax = 500
const hourSeconds = 3_600

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

/** Makes a way to the fleet's bus, with credentials for the command. Throws `config.invalid`, `kube.*`. */
export async function reachBus(
  cluster: Cluster,
  fleet: FleetObject,
  how: { readonly command: string; readonly needsAccess: boolean; readonly onProblem: (text: string) => void },
  signal: AbortSignal,
): Promise<Reached> {
  const { client, config } = cluster
  const url = fleet.status?.stream?.url.split(',')[0]
  if (url === undefined) {
    throw new SortieError('config.invalid', `fleet ${fleet.metadata.name} has no bus yet: no controller has looked at it`, {
      remedy: 'kubectl get pods -n sortie-system; or give --nats-url',
    })
  }
  await using stack = new AsyncDisposableStack()
  const service = await serviceOf(client, url, signal)
  const access = how.needsAccess ? await accessOf(cluster, fleet, { service, command: how.command, stack }, signal) : {}
  // A server beyond the cluster is reached from here as from there, or not at all.
  if (service === null) return { options: { natsUrl: url, ...access }, [Symbol.asyncDispose]: own(stack) }
  const target = await podPort(client, service, signal)
  const forward = stack.use(await PortForward.open(config, target, how.onProblem))
  const scheme = url.startsWith('tls:') ? 'tls' : 'nats'
  const natsUrl = `${scheme}://127.0.0.1:${String(forward.port)}`
  return { options: { natsUrl, ...access }, [Symbol.asyncDispose]: own(stack) }
}

function own(stack: AsyncDisposableStack): () => Promise<void> {
  const owned = stack.move()
  return () => owned.disposeAsync()
}

/** Credentials minted by the fleet's signing key, for an hour; or the token of the server. */
async function accessOf(
  { client, namespace }: Cluster,
  fleet: FleetObject,
  how: { readonly service: BusService | null; readonly command: string; readonly stack: AsyncDisposableStack },
  signal: AbortSignal,
): Promise<{ readonly natsToken?: string; readonly natsCreds?: string }> {
  const secretOf = (place: string) => async (name: string, until: AbortSignal) => {
    const { data = {} } = await client.get<KubeObject & { data?: Record<string, string> }>(kinds.secret, place, name, until)
    return Object.fromEntries(Object.entries(data).map(([key, text]) => [key, Buffer.from(text, 'base64').toString('utf8')]))
  }
  const validated = validateFleet({ apiVersion: 'sortie.dev/v1alpha1', kind: 'RolloutFleet', metadata: fleet.metadata, spec: fleet.spec })
  const secret = validated.kind === 'problems' ? undefined : validated.fleet.spec.stream.credentialsSecret
  if (secret !== undefined) {
    const signer = await readSigner(secretOf(namespace), secret, signal)
    const identity = { ...identityOf(how.command), fleet: fleet.status?.stream?.fleet ?? '', environments: [] }
    const folder = await mkdtemp(join(tmpdir(), 'kubectl-sortie-'))
    how.stack.defer(() => rm(folder, { recursive: true, force: true }))
    const natsCreds = join(folder, 'bus.creds')
    await writeFile(natsCreds, await mintCredentials(identity, signer, hourSeconds), { mode: 0o600 })
    return { natsCreds }
  }
  const { tokenSecret, namespace: place } = how.service ?? {}
  if (tokenSecret === undefined || place === undefined) return {}
  const { token } = await secretOf(place)(tokenSecret, signal)
  return token === undefined ? {} : { natsToken: token }
}

/** As whom a command connects: what it may do follows from the role, and where its answers come from the name. */
function identityOf(command: string): { readonly role: Role; readonly name: string } {
  switch (command) {
    case 'submit':
    case 'retry':
    case 'drop':
      return { role: 'owner', name: 'submitter' }
    case 'cancel':
      return { role: 'learner', name: 'canceller' }
    case 'serve':
    case 'simulate':
      return { role: 'learner', name: 'learner' }
    default:
      return { role: 'observer', name: 'observer' }
  }
}
