import { stringify } from 'yaml'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { systemClock as clock } from '#internal/base/clock.ts'
import { manifestOf, placedFleet } from '#internal/controller/fleet-seat.ts'
import { rolloutFleetCrd } from '#internal/fleet/crd.ts'
import { fleetObjects } from '#internal/fleet/fleet-objects.ts'
import { KubeClient } from '#internal/kube/client.ts'
import { FleetApi, type FleetObject, ownerOf } from '#internal/kube/fleet-api.ts'
import { FleetPods } from '#internal/kube/fleet-pods.ts'
import { ObjectStore } from '#internal/kube/object-store.ts'
import { type KubeObject, kinds } from '#internal/kube/objects.ts'
import type { PodObject } from '#internal/kube/pod-view.ts'
import type { SecretObject } from '#internal/kube/secrets.ts'
import { fleetOf } from '../support/controller.ts'
import { never } from '../support/fleet.ts'
import { KubeApiServer, kubeMissing } from '../support/kube-apiserver.ts'

// What has the name of something of a fleet and is somebody else's: it stays as it is, on a real API server.

const namespace = 'default'
const settings = { workerImage: 'worker', agentImage: 'agent', natsUrl: 'tls://nats:4222', natsPlaintext: false, nodeLostSeconds: 60 }
const place = { role: 'worker', index: 0, templateHash: 'h' } as const

describe.skipIf(kubeMissing !== null)('what is not of the fleet', () => {
  let server: KubeApiServer
  let client: KubeClient
  let api: FleetApi

  beforeAll(async () => {
    server = await KubeApiServer.start()
    client = KubeClient.load(server.kubeconfig('admin'), { clock, fieldManager: 'sortie-controller' })
    await server.kubectl(['apply', '--server-side', '-f', '-'], stringify(rolloutFleetCrd()))
    await server.kubectl(['wait', '--for=condition=Established', 'crd/rolloutfleets.sortie.dev', '--timeout=30s'])
    api = new FleetApi({ client, store: new ObjectStore<FleetObject>(), instance: 'test', clock })
  }, 120_000)
  afterAll(async () => {
    await client[Symbol.asyncDispose]()
    await server[Symbol.asyncDispose]()
  })

  async function fleet(name: string, environment: object = {}) {
    const object = await client.create<FleetObject>(kinds.rolloutFleet, namespace, fleetOf(name, { environment }), never)
    const placed = placedFleet(object)
    if ('problems' in placed) throw new Error(placed.problems.join('; '))
    return { object, placed: placed.fleet, objects: fleetObjects(placed.fleet, settings.natsUrl) }
  }

  const wholeOf = (kind: keyof typeof kinds, name: string) => client.get<KubeObject>(kinds[kind], namespace, name, never)
  const selector = { matchLabels: { app: 'theirs' } }

  test.for<['serviceAccount' | 'networkPolicy' | 'disruptionBudget', string, object]>([
    ['serviceAccount', 'sa-sortie', {}],
    ['networkPolicy', 'policy-sortie-worker', { spec: { podSelector: selector, policyTypes: ['Egress'] } }],
    ['disruptionBudget', 'budget-sortie', { spec: { minAvailable: 3, selector } }],
  ])('a %s is not taken over, and said to be in the way', async ([kind, name, rest]) => {
    await client.create(kinds[kind], namespace, { metadata: { name }, ...rest }, never)
    const before = await wholeOf(kind, name)
    const { object, objects } = await fleet(name.split('-')[0] ?? '', { minAvailable: 1 })
    await expect(api.applyObjects(object, objects, never)).rejects.toMatchObject({
      code: 'kube.exists',
      message: `a ${kinds[kind].kind} default/${name} is there that is not this fleet's`,
    })
    expect(await wholeOf(kind, name)).toEqual(before)
  })

  test('a disruption budget of the name is not deleted, if it is not the one of the fleet', async () => {
    await client.create(
      kinds.disruptionBudget,
      namespace,
      { metadata: { name: 'kept-sortie' }, spec: { minAvailable: 3, selector } },
      never,
    )
    const before = await wholeOf('disruptionBudget', 'kept-sortie')
    const { object, objects } = await fleet('kept')
    await api.applyObjects(object, objects, never)
    await api.applyObjects(object, objects, never)
    expect(await wholeOf('disruptionBudget', 'kept-sortie')).toEqual(before)
  })

  test('what is its own is mended, and goes when it is not asked for any more', async () => {
    const { object, objects } = await fleet('own', { minAvailable: 1 })
    await api.applyObjects(object, objects, never)
    await server.kubectl(['patch', 'pdb', 'own-sortie', '--type=merge', '-p', '{"spec":{"minAvailable":7}}'])
    await server.kubectl(['patch', 'sa', 'own-sortie', '--type=merge', '-p', '{"automountServiceAccountToken":true}'])
    await server.kubectl(['patch', 'sa', 'own-sortie', '--type=json', '-p', '[{"op":"remove","path":"/metadata/ownerReferences"}]'])
    await api.applyObjects(object, objects, never)
    expect(await wholeOf('disruptionBudget', 'own-sortie')).toMatchObject({ spec: { minAvailable: 1 } })
    expect(await wholeOf('serviceAccount', 'own-sortie')).toMatchObject({
      automountServiceAccountToken: false,
      metadata: { ownerReferences: [{ uid: object.metadata.uid }] },
    })
    await api.applyObjects(object, objects.filter(({ kind }) => kind !== 'disruptionBudget'), never) // prettier-ignore
    await expect(wholeOf('disruptionBudget', 'own-sortie')).rejects.toMatchObject({ code: 'kube.not-found' })
  })

  const valuesOf = async (name: string) => {
    const { data = {} } = await client.get<SecretObject>(kinds.secret, namespace, name, never)
    return Object.fromEntries(Object.entries(data).map(([key, value]) => [key, Buffer.from(value, 'base64').toString()]))
  }

  test("the fleet's secret keeps its token, loses that of a bus that is not its own any more, and comes back with the same", async () => {
    const { object } = await fleet('secrets')
    expect(await api.ensureSecret(object, { fleet: 'first', nats: 'of-the-bus' }, never)).toBe('first')
    expect(await api.ensureSecret(object, { fleet: 'second', nats: 'another' }, never)).toBe('first')
    expect(await valuesOf('secrets-sortie')).toEqual({ 'fleet-token': 'first', 'nats-token': 'another' })
    await api.ensureSecret(object, { fleet: 'third', nats: '' }, never)
    expect(await valuesOf('secrets-sortie')).toEqual({ 'fleet-token': 'first' })
    await client.create(kinds.secret, namespace, { metadata: { name: 'foreign-sortie' }, stringData: { theirs: 'x' } }, never)
    const { object: foreign } = await fleet('foreign')
    await expect(api.ensureSecret(foreign, { fleet: 'x', nats: 'of-the-bus' }, never)).rejects.toMatchObject({ code: 'kube.exists' })
    expect(await valuesOf('foreign-sortie')).toEqual({ theirs: 'x' })
  })

  async function podsOf(name: string) {
    const { object, placed } = await fleet(name)
    const store = new ObjectStore<PodObject>()
    const pods = new FleetPods({
      ...{ client, store, isCurrent: () => true, namespace, fleet: name, owner: ownerOf(object), clock, nodeLostMs: 60_000 },
      manifestOf: (of) => ({ ...manifestOf(placed, of, settings), spec: { containers: [{ name: 'c', image: 'none' }] } }),
      credentialsOf: async (_, pod) => `credentials of ${pod}`,
    })
    return pods
  }

  test('a secret of the name of a pod is not written over, and the pod is said to wait', async () => {
    await client.create(kinds.secret, namespace, { metadata: { name: 'p-worker-0' }, stringData: { theirs: 'x' } }, never)
    const pods = await podsOf('p')
    await expect(pods.create(place, never)).rejects.toMatchObject({ code: 'kube.exists', message: expect.stringContaining('a Secret') })
    expect(await valuesOf('p-worker-0')).toEqual({ theirs: 'x' })
    expect(await pods.list({ mends: true }, never)).toMatchObject([{ name: 'p-worker-0', failure: { reason: 'AdmissionRefused' } }])
    await client.delete(kinds.secret, namespace, { name: 'p-worker-0' }, never)
    expect(await pods.list({ mends: true }, never)).toMatchObject([{ failure: null }])
    expect(await valuesOf('p-worker-0')).toEqual({ 'nats.creds': 'credentials of p-worker-0' })
  })

  test('a secret that the predecessor of a pod left becomes the own one of the pod', async () => {
    const pods = await podsOf('again')
    await pods.create(place, never)
    await client.delete(kinds.pod, namespace, { name: 'again-worker-0', graceSeconds: 0 }, never)
    await pods.create(place, never)
    const [secret, pod] = [await wholeOf('secret', 'again-worker-0'), await wholeOf('pod', 'again-worker-0')]
    expect(secret.metadata.ownerReferences).toMatchObject([{ kind: 'Pod', uid: pod.metadata.uid }])
  })
})
