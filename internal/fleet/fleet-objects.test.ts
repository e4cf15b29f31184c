import { expect, test } from 'vitest'
import { fleetObjects } from './fleet-objects.ts'
import { fleetSpecSchema } from './resource.ts'

const spec = fleetSpecSchema.parse({ model: { name: 'm' }, environment: { name: 'math' } })
const placed = { name: 'math', namespace: 'training', busFleet: 'training_math', spec }

test.for([
  ['tls://a:4223,tls://b:4224, tls://c:4223', [4223, 4224]],
  ['tls://nats', [4222]],
  ['nats:4225', [4225]],
  ['tls://user:12@[::1]:4226/', [4226]],
] as const)('workers may reach every server of %s', ([url, ports]) => {
  const policy = fleetObjects(placed, url).find(({ body }) => body.metadata.name === 'math-sortie-worker')
  expect(policy?.body).toMatchObject({ spec: { egress: [{}, { ports: ports.map((port) => ({ protocol: 'TCP', port })) }, {}] } })
})
