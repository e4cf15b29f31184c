import { expect, test } from 'vitest'
import { replicaPod } from './replica-pod.ts'
import { fleetSpecSchema } from './resource.ts'
import { workerPod } from './worker-pod.ts'

const settings = { workerImage: 'worker', agentImage: 'agent', natsUrl: 'tls://nats:4222', natsPlaintext: false, nodeLostSeconds: 60 }
const place = { index: 0, templateHash: 'h' }
const fleetOf = (template: object) => {
  const spec = fleetSpecSchema.parse({ model: { name: 'm' }, environment: { name: 'math', template }, inference: { template } })
  return { name: 'f', namespace: 'n', busFleet: 'n_f', spec }
}
const namesOf = (list: unknown) => (list as readonly { readonly name: string }[]).map(({ name }) => name)

test('a container of the template has no capabilities either, and what it says of itself beside them stays', () => {
  const helper = { name: 'helper', securityContext: { runAsUser: 1_000 } }
  const { spec } = workerPod(fleetOf({ spec: { containers: [helper], initContainers: [{ name: 'first' }] } }), place, settings)
  const bounded = { allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] }, seccompProfile: { type: 'RuntimeDefault' } }
  expect(spec['containers']).toMatchObject([{ name: 'worker' }, { name: 'helper', securityContext: { ...bounded, runAsUser: 1_000 } }])
  expect(spec['initContainers']).toEqual([{ name: 'first', securityContext: bounded }])
})

test('what a template has run first ends before the engine starts, which may be a container of the template too', () => {
  const template = { spec: { containers: [{ name: 'engine', image: 'own' }], initContainers: [{ name: 'fetch' }, { name: 'unpack' }] } }
  const { spec } = replicaPod(fleetOf(template), place, settings)
  expect(spec['initContainers']).toMatchObject([{ name: 'fetch' }, { name: 'unpack' }, { name: 'engine', image: 'own' }])
})

test('an empty list in the template takes nothing of ours away', () => {
  const template = { spec: { containers: [], initContainers: [], volumes: [] } }
  const replica = replicaPod(fleetOf(template), place, settings).spec
  expect([namesOf(replica['containers']), namesOf(replica['initContainers'])]).toEqual([['agent'], ['engine']])
  expect(namesOf(replica['volumes'])).toContain('model-cache')
  expect(namesOf(workerPod(fleetOf(template), place, settings).spec['containers'])).toEqual(['worker'])
})
