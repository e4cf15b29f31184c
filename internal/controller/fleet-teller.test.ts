import { expect, test } from 'vitest'
import { SortieError } from '#internal/base/errors.ts'
import type { FleetStatus } from '#internal/fleet/status.ts'
import { silentLogger } from '#internal/telemetry/logger.ts'
import type { FleetRecord } from './fleet-seat.ts'
import { FleetTeller } from './fleet-teller.ts'

const never = new AbortController().signal

/** A teller whose fleet is as it was written last, on a clock that the test moves; what it wrote and told. */
function tellerOf() {
  let nowMs = 0
  let written: FleetStatus | undefined
  const [writes, events] = [[] as number[], [] as string[]]
  const refuse = () => Promise.reject(new Error('nothing here sleeps'))
  const teller = new FleetTeller<FleetRecord>(
    {
      writeStatus: async (_, status) => {
        written = status
        writes.push(nowMs)
      },
      event: async (_, { reason }) => void events.push(reason),
    },
    {
      clock: { nowMs: () => nowMs, monotonicNs: () => nowMs * 1e6, sleep: refuse, after: () => ({ [Symbol.dispose]: () => undefined }) },
      logger: silentLogger,
      countsEveryMs: 5_000,
    },
  )
  const fleet = (): FleetRecord => ({ metadata: { name: 'f', uid: 'u' }, ...(written === undefined ? {} : { status: written }) })
  const tell = async (afterMs: number, status: FleetStatus) => {
    nowMs += afterMs
    await teller.writeStatus(fleet(), status, never)
    return writes.splice(0).length > 0
  }
  const fail = async (afterMs: number, message: string) => {
    nowMs += afterMs
    await teller.failed(fleet(), new SortieError('kube.forbidden', message), never)
    return writes.splice(0).length > 0
  }
  return { tell, fail, events }
}

const statusOf = (busySlots: number, reason: 'AllReady' | 'Starting' = 'AllReady', desired = 3): FleetStatus => ({
  observedGeneration: 1,
  conditions: [
    {
      ...{ type: 'Ready', status: reason === 'AllReady' ? 'True' : 'False', reason, message: `${String(busySlots)} busy` },
      ...{ observedGeneration: 1, lastTransitionTime: 'then' },
    },
  ],
  environment: { desired, ready: 3, busySlots },
})

test('counts of a busy fleet are written once in their time, whatever they do; an answer and what is wanted at once', async () => {
  const { tell, events } = tellerOf()
  expect(await tell(0, statusOf(1))).toBe(true)
  expect([await tell(250, statusOf(2)), await tell(250, statusOf(3)), await tell(4_499, statusOf(4))]).toEqual([false, false, false])
  expect(await tell(1, statusOf(5))).toBe(true)
  expect(await tell(5_000, statusOf(5))).toBe(false)
  expect(await tell(10, statusOf(6, 'Starting'))).toBe(true)
  expect(await tell(10, statusOf(7, 'Starting', 4))).toBe(true)
  expect(await tell(10, statusOf(8, 'Starting', 4))).toBe(false)
  expect(events).toEqual(['AllReady', 'Starting'])
})

test('a look that fails with other words each time is written as seldom', async () => {
  const { fail } = tellerOf()
  expect(await fail(0, 'try 1')).toBe(true)
  expect([await fail(50, 'try 2'), await fail(100, 'try 3')]).toEqual([false, false])
  expect(await fail(5_000, 'try 4')).toBe(true)
})
