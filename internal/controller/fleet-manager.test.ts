import { expect, test } from 'vitest'
import { systemClock as clock } from '#internal/base/clock.ts'
import { SortieError } from '#internal/base/errors.ts'
import type { FleetStatus } from '#internal/fleet/status.ts'
import { createControllerMetrics } from '#internal/telemetry/controller-metrics.ts'
import type { LogFields } from '#internal/telemetry/logfields.ts'
import { silentLogger } from '#internal/telemetry/logger.ts'
import { FleetManager, type ManagerPorts, type Seat } from './fleet-manager.ts'
import type { FleetRecord } from './fleet-seat.ts'
import { FleetTeller } from './fleet-teller.ts'

const ready = { type: 'Ready', status: 'True', reason: 'AllReady', message: 'well', lastTransitionTime: 'then' } as const

/** A manager of two fleets, of which `bad` throws where it is told to; what it did, until each has been looked at. */
async function manage(bad: { readonly at: 'identity' | 'open' | 'look'; readonly thrown: unknown }) {
  const records = new Map<string, FleetRecord>(
    ['bad', 'good'].map((name) => [`n/${name}`, { metadata: { name, namespace: 'n' }, status: { conditions: [ready] } }]),
  )
  const [done, errors, statuses] = [[] as string[], [] as LogFields[], new Map<string, FleetStatus>()]
  const keys = [...records.keys()]
  const looked = Promise.withResolvers<void>()
  const teller = new FleetTeller<FleetRecord>(
    {
      writeStatus: async ({ metadata }, status) => void statuses.set(metadata.name, status),
      event: async () => undefined,
    },
    { clock, logger: silentLogger },
  )
  const breaks = (record: FleetRecord, at: typeof bad.at) => {
    if (record.metadata.name === 'bad' && at === bad.at) throw bad.thrown
  }
  const seat: Seat<FleetRecord> = {
    reconcile: async (record) => {
      breaks(record, 'look')
      return { againInMs: 1_000, result: null }
    },
    [Symbol.asyncDispose]: async () => undefined,
  }
  const ports: ManagerPorts<FleetRecord> = {
    fleets: records,
    queue: {
      depth: 0,
      take: async (signal) => {
        const key = keys.shift()
        if (key !== undefined) return key
        looked.resolve()
        return new Promise((_, reject) => {
          signal.addEventListener('abort', () => {
            reject(new Error('stopped'))
          })
        })
      },
      done: (key, outcome) => void done.push(`${key} ${outcome}`),
      addAfter: () => undefined,
    },
    open: (record) => {
      breaks(record, 'open')
      return seat
    },
    identityOf: (record) => {
      breaks(record, 'identity')
      return record.metadata.name
    },
    failed: (record, thrown, signal) => teller.failed(record, thrown, signal),
  }
  const logger = { ...silentLogger, error: (_: string, fields: LogFields = {}) => void errors.push(fields) }
  const metrics = createControllerMetrics(() => 0, () => true) // prettier-ignore
  const life = new AbortController()
  const running = new FleetManager(ports, { clock, logger, metrics, lanes: 1 }).run(life.signal)
  await Promise.race([looked.promise, running])
  life.abort()
  await running
  return { done, errors, statuses }
}

test.for<['identity' | 'open' | 'look', unknown]>([
  ['identity', new TypeError('cannot read it')],
  ['open', new TypeError('cannot read it')],
  ['look', new TypeError('cannot read it')],
  ['look', new SortieError('invariant.broken', 'cannot read it')],
])('a bug that one fleet brings to light (%s) is said of it, with the stack, and the others go on', async ([at, thrown]) => {
  const { done, errors, statuses } = await manage({ at, thrown })
  expect(done).toEqual(['n/bad failed', 'n/good well'])
  expect(errors).toMatchObject([{ fleet: 'n/bad', error: 'cannot read it', stack: expect.stringContaining('fleet-manager.test.ts') }])
  const conditions = [ready, { type: 'Degraded', status: 'True', reason: 'InternalError', message: 'cannot read it' }]
  expect(statuses.get('bad')).toMatchObject({ conditions })
})

test('what the API server refuses is said in the status with its reason; what is over by itself is not', async () => {
  const refused = new SortieError('kube.exists', 'one is there', { remedy: 'delete it' })
  const { done, errors, statuses } = await manage({ at: 'look', thrown: refused })
  expect(done).toEqual(['n/bad failed', 'n/good well'])
  expect(errors).toEqual([])
  expect(statuses.get('bad')?.conditions?.at(-1)).toMatchObject({ reason: 'AdmissionRefused', message: 'one is there (delete it)' })
  const busy = new SortieError('kube.busy', 'later', { retryable: true })
  expect((await manage({ at: 'look', thrown: busy })).statuses.size).toBe(0)
})
