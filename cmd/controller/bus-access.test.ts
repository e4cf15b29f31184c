import { expect, test } from 'vitest'
import { placedFleet } from '#internal/controller/fleet-seat.ts'
import { createAuthority } from '#internal/stream/credentials.ts'
import { isOnOwnBus, ownerAccess } from './bus-access.ts'

// What lets the controller in to its own bus must not reach a server that somebody's fleet names.

const never = new AbortController().signal
const access = { url: 'tls://own:4222', token: 'the-controllers-own', credentials: 'its-credentials', tlsAuthority: 'its-authority' }

function fleetOf(stream: object) {
  const placed = placedFleet({
    metadata: { name: 'f', namespace: 'n' },
    spec: { model: { name: 'm' }, environment: { name: 'math' }, stream },
  })
  if ('problems' in placed) throw new Error(placed.problems.join('; '))
  return placed.fleet
}

const { signingSeed, account } = await createAuthority('test')

async function accessOf(stream: object) {
  const secrets = new Map([
    ['keys', { 'signing-key': signingSeed, account }],
    ['ca', { 'ca.crt': 'an-authority' }],
  ])
  const readSecret = async (name: string) => secrets.get(name) ?? null
  return ownerAccess({ fleet: fleetOf(stream), access, readSecret, name: 'controller' }, never)
}

test('a fleet on the bus of the controller is served with what lets the controller in', async () => {
  expect(await accessOf({})).toEqual(access)
  expect(await accessOf({ url: access.url, allowPlaintext: true })).toEqual(access)
})

test.for(['nats://elsewhere:4222', 'tls://elsewhere:4222', 'tls://own:4222,tls://elsewhere:4222', 'tls://own:4223'])(
  'a fleet that names %s without a key gets nothing of it',
  async (url) => {
    const stream = { url, allowPlaintext: true }
    expect(await accessOf(stream)).toEqual({ url })
    expect(await accessOf({ ...stream, caSecret: 'ca' })).toEqual({ url, tlsAuthority: 'an-authority' })
    expect(isOnOwnBus(fleetOf(stream), access.url)).toBe(false)
  },
)

test('with a key of its own the fleet is served by that', async () => {
  const { token, credentials } = await accessOf({ url: 'tls://elsewhere:4222', credentialsSecret: 'keys' })
  expect(token).toBeUndefined()
  expect(credentials).toContain('NATS USER JWT')
  expect(credentials).not.toContain(access.credentials)
})

test('plain text is refused for each server of a list, unless the fleet allows it', async () => {
  const url = 'tls://one:4222,nats://two:4222'
  const allowed = fleetOf({ url, credentialsSecret: 'keys', allowPlaintext: true })
  // Of a resource that was stored before its rule was there.
  const stored = { ...allowed, spec: { ...allowed.spec, stream: { ...allowed.spec.stream, allowPlaintext: false } } }
  const readSecret = async () => ({ 'signing-key': signingSeed, account })
  await expect(ownerAccess({ fleet: stored, access, readSecret, name: 'controller' }, never)).rejects.toMatchObject({
    code: 'config.invalid',
    message: 'nats://two:4222 would be spoken to in plain text',
    remedy: expect.stringContaining('spec.stream.allowPlaintext'),
  })
  expect(await accessOf({ url, credentialsSecret: 'keys', allowPlaintext: true })).toMatchObject({ url })
})
