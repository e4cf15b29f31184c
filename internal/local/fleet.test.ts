import { expect, test } from 'vitest'
import { fleetProcess, type LocalFleetSpec } from './fleet.ts'

const spec: LocalFleetSpec = {
  ...{ fleet: 'math', natsUrl: 'nats://127.0.0.1:4222', natsToken: 'bus-secret', fleetToken: 'fleet-secret' },
  ...{ slots: 4, replicas: 1, sequencesPerReplica: 37, model: '/m.gguf', engineUrl: '', logFolder: '/tmp' },
  settings: { worker: { SORTIE_GRACE: '600s' }, replica: { SORTIE_GRACE: '120s' } },
  environment: { PATH: '/usr/bin', SORTIE_GRACE: '1s' },
}

test('a replica decodes as many sequences as scaling counts for it', () => {
  expect(fleetProcess(spec, 'replica', 'replica-0').environment).toMatchObject({ SORTIE_PARALLEL: '37', SORTIE_MODEL: '/m.gguf' })
})

test('what a role is told goes before what all inherit', () => {
  expect(fleetProcess(spec, 'worker', 'worker-0').environment).toMatchObject({ PATH: '/usr/bin', SORTIE_GRACE: '600s' })
  expect(fleetProcess(spec, 'replica', 'replica-0').environment).toMatchObject({ SORTIE_GRACE: '120s' })
})

test('no secret stands on a command line', () => {
  for (const role of ['worker', 'replica'] as const) {
    expect(fleetProcess(spec, role, 'a').arguments.join(' ')).not.toMatch(/secret/)
  }
})
