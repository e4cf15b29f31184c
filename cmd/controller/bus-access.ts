import { systemClock as clock } from '#internal/base/clock.ts'
import type { PlacedFleet } from '#internal/fleet/pod.ts'
import type { ConnectOptions } from '#internal/stream/connection.ts'
import { mintCredentials } from '#internal/stream/credentials.ts'
import { checkTransport } from '../shared/bus-access.ts'
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

/** Whether a fleet is on the controller's own bus: what lets the controller in there goes nowhere else. */
export function isOnOwnBus({ spec }: PlacedFleet, ownUrl: string): boolean {
  return spec.stream.url === undefined || spec.stream.url === ownUrl
}

/** How the controller is let in to a fleet's bus, as its owner. Throws `config.invalid` with the secret that is missing, or for plain text. */
export async function ownerAccess(options: AccessOptions, signal: AbortSignal): Promise<Access> {
  const { fleet, access, readSecret, name } = options
  const { url, credentialsSecret, caSecret, allowPlaintext } = fleet.spec.stream
  if (url === undefined) return access
  checkTransport(url, allowPlaintext, 'write tls://… for each server, or say spec.stream.allowPlaintext for development')
  const ca = caSecret === undefined ? undefined : (await readSecret(caSecret, signal))?.['ca.crt']
  if (caSecret !== undefined && ca === undefined) throw missingKey(caSecret, 'ca.crt')
  const trust = ca === undefined ? {} : { tlsAuthority: ca }
  if (credentialsSecret === undefined) return isOnOwnBus(fleet, access.url) ? { ...access, ...trust } : { url, ...trust }
  const signer = await readSigner(readSecret, credentialsSecret, signal)
  const identity = { role: 'owner' as const, name, fleet: fleet.busFleet, environments: [] }
  return { url, credentials: await mintCredentials(identity, signer, 0), ...trust }
}

/** What was read last is believed for: a fleet that comes up asks for each pod, and a key that was rotated is to be taken up. */
const rememberedMs = 60_000

/** Reads once, and again when that is a minute ago. */
export function remembered<T>(read: (signal: AbortSignal) => Promise<T>): (signal: AbortSignal) => Promise<T> {
  let known: { readonly value: T; readonly untilNs: number } | null = null
  return async (signal) => {
    if (known === null || clock.monotonicNs() >= known.untilNs) {
      known = { value: await read(signal), untilNs: clock.monotonicNs() + rememberedMs * 1e6 }
    }
    return known.value
  }
}
