import { afterEach, expect, test, vi } from 'vitest'
import { systemClock } from '#internal/base/clock.ts'
import { placedFleet } from '#internal/controller/fleet-seat.ts'
import { createAuthority } from '#internal/stream/credentials.ts'
import { silentLogger } from '#internal/telemetry/logger.ts'
import { FleetBus } from './fleet-bus.ts'

// A bus that nobody answers for.

const never = new AbortController().signal

afterEach(() => {
  vi.restoreAllMocks()
})

/** Moves the clock's durations on. */
function later(ms: number): void {
  const clock = { ...systemClock }
  vi.spyOn(systemClock, 'monotonicNs').mockImplementation(() => clock.monotonicNs() + ms * 1e6)
}

function busOf(keys: { current: Record<string, string> }) {
  const placed = placedFleet({
    metadata: { name: 'f', namespace: 'n' },
    spec: {
      ...{ model: { name: 'm' }, environment: { name: 'math' } },
      stream: { url: 'nats://127.0.0.1:1', credentialsSecret: 'keys', allowPlaintext: true },
    },
  })
  if ('problems' in placed) throw new Error(placed.problems.join('; '))
  const read = { count: 0 }
  const readSecret = async () => {
    read.count++
    return keys.current
  }
  const access = { url: 'nats://127.0.0.1:1' }
  return { read, bus: new FleetBus({ fleet: placed.fleet, access, readSecret, name: 'c', presenceTtlMs: 900, logger: silentLogger }) }
}

async function keysOf() {
  const { signingSeed, account } = await createAuthority('test')
  return { 'signing-key': signingSeed, account }
}

/** Who signed a creds file: the account's key. */
function issuerOf(credentials: string | null): unknown {
  const [, jwt = ''] = /-----BEGIN NATS USER JWT-----\s+(\S+)/.exec(credentials ?? '') ?? []
  const claims = JSON.parse(Buffer.from(jwt.split('.')[1] ?? '', 'base64url').toString('utf8')) as { readonly iss: string }
  return claims.iss
}

test('a bus that is only being tried is no problem yet, after some seconds it is one', async () => {
  const { bus } = busOf({ current: await keysOf() })
  await using _ = bus
  expect(bus.problem()).toBeNull()
  expect(bus.signals.heartbeats('worker')).toBeNull()
  expect(await bus.signals.backlog(never)).toBeNull()
  later(10_000)
  expect(bus.problem()).toMatch(/is not reached yet|no nats-server answers/)
})

test('a signing key that was rotated is taken up within a minute, and not read for every pod', async () => {
  const keys = { current: await keysOf() }
  const { bus, read } = busOf(keys)
  await using _ = bus
  const issuer = async () => issuerOf(await bus.credentialsOf('worker', 'f-worker-0', never))
  const first = await issuer()
  const count = read.count
  keys.current = await keysOf()
  expect([await issuer(), read.count]).toEqual([first, count])
  later(60_000)
  expect(await issuer()).not.toBe(first)
})
