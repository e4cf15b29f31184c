import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { type FleetRecord, manifestOf, placedFleet } from '#internal/controller/fleet-seat.ts'
import type { PlacedFleet } from '#internal/fleet/pod.ts'
import { KubeApiServer, kubeMissing } from '../support/kube-apiserver.ts'
import { repository } from '../support/llama.ts'

// The pods that the examples ask for, against a real API server: strictly valid, and as strict as their sandbox lets them be.

const settings = { workerImage: 'worker', agentImage: 'agent', natsUrl: 'tls://nats:4222', natsPlaintext: false, nodeLostSeconds: 60 }

async function example(name: string, inference: object = {}): Promise<PlacedFleet> {
  const record = parse(await readFile(join(repository, `examples/fleets/${name}.yaml`), 'utf8')) as FleetRecord & {
    spec: { inference?: object }
  }
  const placed = placedFleet({ ...record, spec: { ...record.spec, inference: { ...record.spec.inference, ...inference } } })
  if ('problems' in placed) throw new Error(placed.problems.join('; '))
  return placed.fleet
}

const pod = (fleet: PlacedFleet, role: 'worker' | 'replica') => {
  const { metadata, spec } = manifestOf(fleet, { role, index: 0, templateHash: 'h' }, settings)
  return { apiVersion: 'v1', kind: 'Pod', metadata: { ...metadata, namespace: undefined }, spec }
}

describe.skipIf(kubeMissing !== null)('the pods of a fleet', () => {
  let server: KubeApiServer

  beforeAll(async () => {
    server = await KubeApiServer.start()
    await server.kubectl(['create', 'namespace', 'restricted'])
    await server.kubectl(['label', 'namespace', 'restricted', 'pod-security.kubernetes.io/enforce=restricted'])
    const runtime = { apiVersion: 'node.k8s.io/v1', kind: 'RuntimeClass', metadata: { name: 'gvisor' }, handler: 'runsc' }
    await server.kubectl(['create', '-f', '-'], JSON.stringify(runtime))
  }, 120_000)
  afterAll(() => server[Symbol.asyncDispose]())

  const create = (body: object, namespace: string) =>
    server.kubectl(['create', '-n', namespace, '--dry-run=server', '--validate=strict', '-f', '-'], JSON.stringify(body))

  test.for<[string, string, object]>([
    ['math', 'default', {}],
    ['production', 'restricted', {}],
    ['production', 'restricted', { engine: 'sglang' }],
  ])('the example %s is strictly valid in a namespace that is %s %o', async ([name, namespace, inference]) => {
    const fleet = await example(name, inference)
    for (const role of ['worker', 'replica'] as const) expect(await create(pod(fleet, role), namespace)).toContain('created')
  })

  test('a worker with a sandbox of its own loosens two things, in a user namespace, and pod security says which', async () => {
    const worker = pod(await example('math'), 'worker')
    expect(worker.spec).toMatchObject({ hostUsers: false, automountServiceAccountToken: false, enableServiceLinks: false })
    const [container] = worker.spec['containers'] as readonly object[]
    expect(container).toMatchObject({
      securityContext: {
        ...{ allowPrivilegeEscalation: false, readOnlyRootFilesystem: true, runAsNonRoot: true, capabilities: { drop: ['ALL'] } },
        ...{ procMount: 'Unmasked', seccompProfile: { type: 'Unconfined' } },
      },
    })
    const refused = await create(worker, 'restricted').catch((thrown: unknown) => String(thrown))
    expect(refused).toMatch(/violates PodSecurity/)
    expect(refused).toContain('seccompProfile')
    expect(refused).not.toMatch(/capabilities|allowPrivilegeEscalation|runAsNonRoot/)
  })

  test('the template of the example is in it: a runtime, resources, tolerations, a claim for the model', async () => {
    const fleet = await example('production')
    const worker = pod(fleet, 'worker')
    expect(worker.spec).toMatchObject({ runtimeClassName: 'gvisor', nodeSelector: { 'cloud.example/spot': 'true' } })
    expect(worker.spec).not.toHaveProperty('hostUsers')
    const replica = pod(fleet, 'replica')
    expect(replica.spec['volumes']).toContainEqual({ name: 'model-cache', persistentVolumeClaim: { claimName: 'model-cache' } })
    const [engine] = replica.spec['initContainers'] as readonly { readonly args: readonly string[]; readonly resources: object }[]
    expect(engine?.args.slice(-2)).toEqual(['--gpu-memory-utilization', '0.92'])
    expect(engine?.resources).toEqual({ limits: { 'nvidia.com/gpu': '1' } })
    // A template of the engine alone leaves the agent as it is.
    const small = pod(await example('trying-out'), 'replica')
    expect(small.spec).toMatchObject({
      containers: [{ name: 'agent' }],
      initContainers: [{ name: 'engine', image: 'ghcr.io/sortie/engine:0.1.0' }],
    })
  })
})
