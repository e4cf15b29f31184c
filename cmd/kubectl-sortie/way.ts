import { systemClock as clock } from '#internal/base/clock.ts'
import { SortieError } from '#internal/base/errors.ts'
import { PortForward } from '#internal/kube/port-forward.ts'
import { readSecret } from '#internal/kube/secrets.ts'
import { podBehind, serviceOf } from '#internal/kube/service.ts'
import { mintCredentials } from '#internal/stream/credentials.ts'
import { type BusName, type ReachedBus, roleOfName } from '../shared/bus.ts'
import type { Cluster } from '../shared/cluster.ts'
import { missingKey, readSigner } from '../shared/signer.ts'

/** Where a fleet's bus is, as seen from inside the cluster. */
export interface BusPlace {
  /** The fleet's name there. */
  readonly fleet: string
  readonly urls: readonly string[]
  /** Secrets of the fleet's namespace: the authority of the servers, and the key that mints credentials. */
  readonly caSecret?: string | undefined
  readonly credentialsSecret?: string | undefined
}

/** How long credentials that are minted here are good for: a working day of `learner serve`. Milliseconds. */
const mintedForMs = 24 * 3_600_000

/** Address, and credentials where none were given. What is opened for it is the stack's. Throws `config.invalid`, `kube.*`. */
export async function wayTo(
  cluster: Cluster,
  bus: BusPlace,
  how: { readonly stack: AsyncDisposableStack; readonly name: BusName; readonly isLetIn: boolean },
  signal: AbortSignal,
): Promise<ReachedBus['access']> {
  const { client, config, namespace } = cluster
  const found = await Promise.all(bus.urls.map(async (url) => ({ url, service: await serviceOf(client, url, signal) })))
  const { url, service } = found.find((each) => each.service !== null) ?? found[0] ?? { url: '', service: null }
  const { caSecret } = bus
  const authority = caSecret === undefined ? undefined : (await readSecret(client, namespace, caSecret, signal))?.['ca.crt']
  if (caSecret !== undefined && authority === undefined) throw missingKey(caSecret, 'ca.crt')
  const trust = authority === undefined ? {} : { tlsAuthority: authority }
  const token = { place: service?.namespace, secret: service?.tokenSecret }
  const letIn = how.isLetIn ? {} : await accessOf(cluster, bus, { token, name: how.name }, signal)
  // A server beyond the cluster is reached from here as from there, or not at all.
  if (service === null) return { url: bus.urls.join(','), ...trust, ...letIn }
  const onProblem = (text: string) => process.stderr.write(`warning: the way to the bus: ${text.trim()}\n`)
  const forward = how.stack.use(await PortForward.open(config, (until) => podBehind(client, service, until), { onProblem, signal }))
  const { protocol, hostname } = new URL(url.includes('://') ? url : `nats://${url}`)
  const local = { url: `${protocol === 'tls:' ? 'tls' : 'nats'}://127.0.0.1:${String(forward.port)}`, tunnelled: { serverName: hostname } }
  return { ...local, ...trust, ...letIn }
}

/** Credentials of the command's role, minted by the fleet's signing key; or the token of the server. */
async function accessOf(
  { client, namespace }: Cluster,
  bus: BusPlace,
  { token, name }: { readonly token: { readonly place: string | undefined; readonly secret: string | undefined }; readonly name: BusName },
  signal: AbortSignal,
): Promise<{ readonly token?: string; readonly credentials?: string }> {
  if (bus.credentialsSecret !== undefined) {
    const signer = await readSigner((secret, until) => readSecret(client, namespace, secret, until), bus.credentialsSecret, signal)
    const identity = { role: roleOfName[name], name, fleet: bus.fleet, environments: [] }
    return { credentials: await mintCredentials(identity, signer, clock.nowMs() + mintedForMs) }
  }
  if (token.secret === undefined || token.place === undefined) return {}
  const value = (await readSecret(client, token.place, token.secret, signal))?.['token']
  return value === undefined ? {} : { token: value }
}

/** Throws `config.invalid` where there is no such service: the bus that it leads to cannot be found by itself. */
export async function checkService({ client }: Cluster, url: string, signal: AbortSignal): Promise<void> {
  if ((await serviceOf(client, url, signal)) !== null) return
  throw new SortieError('config.invalid', `nothing of the cluster is called ${new URL(url).hostname}`, {
    remedy: 'give --bus-namespace, the one that Sortie is installed in; or, of servers of your own, --nats-url with --nats-creds',
  })
}
