import type { PlacedFleet } from '#internal/fleet/pod.ts'
import type { ConnectOptions } from '#internal/stream/connection.ts'
import { mintCredentials } from '#internal/stream/credentials.ts'
import { type ReadSecret, missingKey, readSigner } from '../shared/signer.ts'

type Access = Pick<ConnectOptions, 'url' | 'token' | 'credentials' | 'tlsAuthority'>

export interface AccessOptions {
  readonly fleet: PlacedFleet
  /** How the controller itself is let in to the bus of fleets that name none. */
  readonly access: Access
  readonly readSecret: ReadSecret
  /** Of this controller alone. */
  readonly name: string
}

/** How the controller is let in to a fleet's bus, as its owner. Throws `config.invalid` with the secret that is missing. */
export async function ownerAccess(options: AccessOptions, signal: AbortSignal): Promise<Access> {
  const { fleet, access, readSecret, name } = options
  const { url, credentialsSecret, caSecret } = fleet.spec.stream
  if (url === undefined) return access
  const ca = caSecret === undefined ? undefined : (await readSecret(caSecret, signal))?.['ca.crt']
  if (caSecret !== undefined && ca === undefined) throw missingKey(caSecret, 'ca.crt')
  const trust = ca === undefined ? {} : { tlsAuthority: ca }
  // Without a key of its own it is let in as the controller is.
  if (credentialsSecret === undefined) return { url, ...(access.token === undefined ? {} : { token: access.token }), ...trust }
  const signer = await readSigner(readSecret, credentialsSecret, signal)
  const identity = { role: 'owner' as const, name, fleet: fleet.busFleet, environments: [] }
  return { url, credentials: await mintCredentials(identity, signer, 0), ...trust }
}
