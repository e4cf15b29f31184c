import { SortieError } from '#internal/base/errors.ts'
import type { PlacedFleet } from '#internal/fleet/pod.ts'
import type { ConnectOptions } from '#internal/stream/connection.ts'
import { mintCredentials } from '#internal/stream/credentials.ts'

type Access = Pick<ConnectOptions, 'url' | 'token' | 'credentials' | 'tlsAuthority'>

export interface AccessOptions {
  readonly fleet: PlacedFleet
  /** How the controller itself is let in to the bus of fleets that name none. */
  readonly access: Access
  /** Values of a secret in the fleet's namespace; null: it is not there. */
  readonly readSecret: (name: string, signal: AbortSignal) => Promise<Readonly<Record<string, string>> | null>
  /** Of this controller alone. */
  readonly name: string
}

/** What mints credentials of one account. */
export interface Signer {
  readonly signingSeed: string
  readonly account: string
}

/** How the controller is let in to a fleet's bus, as its owner. Throws `config.invalid` with the secret that is missing. */
export async function ownerAccess(options: AccessOptions, signal: AbortSignal): Promise<Access> {
  const { fleet, access, readSecret, name } = options
  const { url, credentialsSecret, caSecret } = fleet.spec.stream
  if (url === undefined) return access
  const ca = caSecret === undefined ? undefined : (await readSecret(caSecret, signal))?.['ca.crt']
  if (caSecret !== undefined && ca === undefined) throw missing(caSecret, 'ca.crt')
  const trust = ca === undefined ? {} : { tlsAuthority: ca }
  // Without a key of its own it is let in as the controller is.
  if (credentialsSecret === undefined) return { url, ...(access.token === undefined ? {} : { token: access.token }), ...trust }
  const signer = await readSigner(options, credentialsSecret, signal)
  const identity = { role: 'owner' as const, name, fleet: fleet.busFleet, environments: [] }
  return { url, credentials: await mintCredentials(identity, signer, 0), ...trust }
}

/** The account's signing key, from a secret of the fleet's namespace. Throws `config.invalid`. */
export async function readSigner({ readSecret }: AccessOptions, secret: string, signal: AbortSignal): Promise<Signer> {
  const values = await readSecret(secret, signal)
  const [signingSeed, account] = [values?.['signing-key'], values?.['account']]
  if (signingSeed === undefined) throw missing(secret, 'signing-key')
  if (account === undefined) throw missing(secret, 'account')
  return { signingSeed, account: account.trim() }
}

function missing(secret: string, key: string): SortieError {
  return new SortieError('config.invalid', `the secret ${secret} is not there, or has no key ${key}`, {
    remedy: `make it: sortie auth init, then kubectl create secret generic ${secret} --from-file=signing-key=sortie-auth/signing.nk --from-file=account=sortie-auth/account.pub`,
  })
}
