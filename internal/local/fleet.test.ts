import { expect, test } from 'vitest'
import { fleetProcess, type LocalFleetSpec } from './fleet.ts'

const spec: LocalFleetSpec = {
  ...{ fleet: 'math', natsUrl: 'nats://127.0.0.1:4222', natsToken: 'bus-secret', fleetToken: 'fleet-secret' },
  ...{ slots: 4, replicas: 1, sequencesPerReplica: 37, model: '/m.gguf', engineUrl: '', logFolder: '/tmp' },
  environment: { PATH: '/usr/bin' },
}

test('a replica decodes as many sequences as scaling counts for it', () => {
  expect(fleetProcess(spec, 'replica', 'replica-0').environment).toMatchObject({ SORTIE_PARALLEL: '37', SORTIE_MODEL: '/m.gguf' })
})

test('no secret stands on a command line', () => {
  for (const role of ['worker', 'replica'] as const) {
    expect(fleetProcess(spec, role, 'a').arguments.join(' ')).not.toMatch(/secret/)
  }
})
