import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { stringify } from 'yaml'
import { systemClock as clock } from '#internal/base/clock.ts'
import type { SortieError } from '#internal/base/errors.ts'
import { rolloutFleetCrd } from '#internal/fleet/crd.ts'
import { fleetSpecSchema } from '#internal/fleet/resource.ts'
import { type FleetRule, fleetRules } from '#internal/fleet/rules.ts'
import { validateFleet } from '#internal/fleet/validate.ts'
import { KubeClient } from '#internal/kube/client.ts'
import { type KubeObject, kinds } from '#internal/kube/objects.ts'
import { KubeApiServer, kubeMissing } from '../support/kube-apiserver.ts'
import { repository } from '../support/llama.ts'
import { sortie } from '../support/sortie.ts'

// The resource against a real API server: what it takes, what it refuses and with which words.

interface FleetObject extends KubeObject {
  readonly spec: { readonly environment: { readonly replicas?: number; readonly slotsPerWorker?: number } }
}

const never = new AbortController().signal
const fleetOf = (name: string, spec: object = {}) => ({
  apiVersion: 'sortie.dev/v1alpha1',
  kind: 'RolloutFleet',
  metadata: { name },
  spec: { model: { name: 'm' }, environment: { name: 'math' }, ...spec },
})

type Refused = readonly [what: string, name: string, spec: object]

/** The same of workers and of replicas. */
const ofBoth = (what: string, given: object): readonly Refused[] => [
  [`${what}, of workers,`, 'refused', { environment: { name: 'math', ...given } }],
  [`${what}, of replicas,`, 'refused', { inference: given }],
]
const pod = (what: string, spec: object) => ofBoth(what, { template: { spec } })
const container = (what: string, securityContext: object): readonly Refused[] => [
  ...pod(what, { containers: [{ name: 'c', securityContext }] }),
  ...pod(`${what} before the others`, { initContainers: [{ name: 'c', securityContext }] }),
]
const stream = (what: string, given: object): Refused => [what, 'refused', { stream: given }]

/** Each breaks one rule. */
const refusedFleets: readonly Refused[] = [
  ['a name with a dot', 'a.b', {}],
  ['a name that is too long', 'a'.repeat(41), {}],
  ...ofBoth('more at least than at most', { minReplicas: 5, maxReplicas: 3 }),
  ...ofBoth('no way to roll out', { maxSurge: 0, maxUnavailable: 0 }),
  ['a grace shorter than the lease', 'refused', { environment: { name: 'math', leaseSeconds: 60, drain: { gracePeriodSeconds: 10 } } }],
  ...ofBoth('a label of the controller', { template: { metadata: { labels: { 'sortie.dev/role': 'x' } } } }),
  ...ofBoth('an annotation of the controller', { template: { metadata: { annotations: { 'sortie.dev/drain': '1' } } } }),
  ...pod('the host network', { hostNetwork: true }),
  ...pod('the processes of the node', { hostPID: true }),
  ...pod('the memory of the node', { hostIPC: true }),
  ...pod('the users of the node', { hostUsers: true }),
  ...pod('a token that is mounted', { automountServiceAccountToken: true }),
  ...pod('an account', { serviceAccountName: 'admin' }),
  ...pod('a grace of its own', { terminationGracePeriodSeconds: 5 }),
  ...pod('files of the node', { volumes: [{ name: 'node', hostPath: { path: '/' } }] }),
  ...pod('a projected token', { volumes: [{ name: 't', projected: { sources: [{ serviceAccountToken: { path: 't' } }] } }] }),
  ...container('a privileged container', { privileged: true }),
  ...container('a way to more rights', { allowPrivilegeEscalation: true }),
  ...container('a capability', { capabilities: { add: ['SYS_ADMIN'] } }),
  ...container('capabilities that are kept', { capabilities: { drop: [] } }),
  stream('plain text', { url: 'nats://somewhere:4222' }),
  stream('plain text behind a first url', { url: 'tls://a:4222,nats://b:4222', credentialsSecret: 's' }),
  stream('a port that there is not', { url: 'tls://nats:422222', credentialsSecret: 's' }),
  stream('a url without a host', { url: 'tls://a:1, tls://a b:4222', credentialsSecret: 's' }),
  ['an engine without a GPU', 'refused', { inference: { engine: 'vllm' } }],
]

/** The rules that `sortie fleet validate` finds broken, and what it says. */
function brokenRules(name: string, spec: object): readonly (FleetRule & { readonly said: string })[] {
  const body = fleetOf(name, spec)
  const validated = validateFleet(body)
  const problems = validated.kind === 'problems' ? validated.problems : []
  const fleet = { metadata: body.metadata, spec: fleetSpecSchema.parse(body.spec) }
  return fleetRules.flatMap((rule) => {
    const path = rule.at === '' ? 'metadata.name' : rule.at
    const said = rule.check(fleet)
    return said !== null && problems.some((problem) => problem.path === path && problem.message === said) ? [{ ...rule, said }] : []
  })
}

describe.skipIf(kubeMissing !== null)('RolloutFleet on a real API server', () => {
  let server: KubeApiServer
  let client: KubeClient

  beforeAll(async () => {
    server = await KubeApiServer.start()
    client = KubeClient.load(server.kubeconfig('admin'), { clock, fieldManager: 'test' })
    await server.kubectl(['apply', '--server-side', '-f', '-'], stringify(rolloutFleetCrd()))
    await server.kubectl(['wait', '--for=condition=Established', 'crd/rolloutfleets.sortie.dev', '--timeout=30s'])
    await server.kubectl(['create', 'namespace', 'training'])
  }, 120_000)
  afterAll(async () => {
    await client[Symbol.asyncDispose]()
    await server[Symbol.asyncDispose]()
  })

  test.for(['math', 'production', 'trying-out'])('the example %s is taken as it is, strictly', async (name) => {
    const file = await readFile(join(repository, `examples/fleets/${name}.yaml`), 'utf8')
    expect(await server.kubectl(['apply', '--server-side', '--validate=strict', '-f', '-'], file)).toContain('serverside-applied')
  })

  test('defaults are filled in, and a client sees them', async () => {
    await client.create(kinds.rolloutFleet, 'default', fleetOf('defaults'), never)
    const fleet = await client.get<FleetObject>(kinds.rolloutFleet, 'default', 'defaults', never)
    expect(fleet.spec.environment.slotsPerWorker).toBe(4)
  })

  test.for(refusedFleets)('%s is refused at admission and by `sortie fleet validate`', async ([, name, spec]) => {
    const rules = brokenRules(name, spec)
    expect(rules).toHaveLength(1)
    const [rule] = rules
    const refused = await client.create(kinds.rolloutFleet, 'default', fleetOf(name, spec), never).catch((thrown: unknown) => thrown)
    expect(refused).toMatchObject({ code: 'kube.invalid' })
    expect((refused as SortieError).message).toContain(rule?.messageExpression === undefined ? rule?.message : rule.said)
  })

  test('no rule is without a fleet that breaks it', () => {
    const broken = refusedFleets.flatMap(([, name, spec]) => brokenRules(name, spec))
    const named = (rules: readonly FleetRule[]) => [...new Set(rules.map(({ at, message }) => `${at} ${message}`))].sort()
    expect(named(broken)).toEqual(named(fleetRules))
  })

  test.for([
    [-1, 'is -1, 0 at least', 'should be greater than or equal to 0'],
    [1.5, 'is 1.5, a whole number is needed', 'must be of type integer'],
    [1e9, 'is 1000000000, 10000 at most', 'should be less than or equal to 10000'],
  ] as const)('%d replicas are refused at admission and by `sortie fleet validate`', async ([replicas, said, refusal]) => {
    const fields = { 'environment.replicas': { environment: { name: 'math', replicas } }, 'inference.maxReplicas': { inference: { maxReplicas: replicas } } } // prettier-ignore
    for (const [field, spec] of Object.entries(fields)) {
      const body = fleetOf('refused', spec)
      const validated = validateFleet(body)
      expect(validated.kind === 'problems' ? validated.problems : []).toContainEqual({ path: `spec.${field}`, message: said })
      await expect(client.create(kinds.rolloutFleet, 'default', body, never)).rejects.toMatchObject({
        code: 'kube.invalid',
        message: expect.stringMatching(new RegExp(`spec\\.${field} in body ${refusal}`)) as string,
      })
    }
  })

  test('an unknown field is named, and kubectl explains those that there are', async () => {
    const body = fleetOf('typo', { environment: { name: 'math', maxReplica: 3 } })
    await expect(server.kubectl(['create', '--validate=strict', '-f', '-'], JSON.stringify(body))).rejects.toThrow(/maxReplica/)
    expect(await server.kubectl(['explain', 'rfl.spec.environment.slotsPerWorker'])).toContain('Rollouts that one worker plays at a time')
  })

  test('kubectl scale and sortie scale pin the workers, and sortie scale auto hands back', async () => {
    await client.create(kinds.rolloutFleet, 'default', fleetOf('scaled'), never)
    await server.kubectl(['scale', 'rfl/scaled', '--replicas=3'])
    expect((await client.get<FleetObject>(kinds.rolloutFleet, 'default', 'scaled', never)).spec.environment.replicas).toBe(3)
    const kubeconfig = server.adminKubeconfigPath
    const scale = (workers: string) => sortie(['scale', 'scaled', workers, '-o', 'json', '--kubeconfig', kubeconfig])
    const replicas = async () => (await client.get<FleetObject>(kinds.rolloutFleet, 'default', 'scaled', never)).spec.environment.replicas
    expect(JSON.parse((await scale('5')).stdout)).toMatchObject({ fleet: 'scaled', namespace: 'default', replicas: 5 })
    expect(await replicas()).toBe(5)
    expect(JSON.parse((await scale('auto')).stdout)).toMatchObject({ replicas: null, min_replicas: 0 })
    expect(await replicas()).toBeUndefined()
    const bad = await scale('many')
    expect([bad.code, bad.stderr]).toEqual([2, expect.stringContaining('"many" is neither auto nor a number')])
    const refused = await sortie(['scale', 'nobody', '3', '--kubeconfig', kubeconfig])
    expect([refused.code, refused.stderr]).toEqual([1, expect.stringContaining('not found')])
  })

  test('a list comes in pages, a watch goes on behind it, and a version that is too old is said to be', async () => {
    for (const name of ['page-a', 'page-b', 'page-c']) await client.apply(kinds.rolloutFleet, 'training', { body: fleetOf(name) }, never)
    const query = { namespace: 'training', limit: 2 }
    const first = await client.list(kinds.rolloutFleet, { ...query, from: null }, never)
    const second = await client.list(kinds.rolloutFleet, { ...query, from: first.more }, never)
    expect([...first.items, ...second.items].map(({ metadata }) => metadata.name)).toEqual(['code', 'page-a', 'page-b', 'page-c'])
    const watched = client.watch(
      kinds.rolloutFleet,
      { namespace: 'training', resourceVersion: second.resourceVersion, timeoutSeconds: 60 },
      never,
    )
    const event = watched.next()
    await client.delete(kinds.rolloutFleet, 'training', { name: 'page-b' }, never)
    expect((await event).value).toMatchObject({ type: 'DELETED', object: { metadata: { name: 'page-b' } } })
    await watched.return(undefined)
    const stale = client.watch(kinds.rolloutFleet, { namespace: 'training', resourceVersion: '1', timeoutSeconds: 60 }, never)
    await expect(stale.next()).rejects.toMatchObject({ code: 'kube.gone' })
  })

  test('only the object that was seen is deleted or replaced', async () => {
    const made = await client.create(kinds.rolloutFleet, 'default', fleetOf('seen'), never)
    const { resourceVersion = '' } = made.metadata
    await client.merge(kinds.rolloutFleet, 'default', { name: 'seen', body: { spec: { paused: true } } }, never)
    const old = { name: 'seen', resourceVersion }
    await expect(client.delete(kinds.rolloutFleet, 'default', old, never)).rejects.toMatchObject({ code: 'kube.conflict' })
    await expect(client.replace(kinds.rolloutFleet, 'default', made, never)).rejects.toMatchObject({ code: 'kube.conflict' })
    await expect(client.create(kinds.rolloutFleet, 'default', fleetOf('seen'), never)).rejects.toMatchObject({ code: 'kube.exists' })
    await expect(client.get(kinds.rolloutFleet, 'default', 'nobody', never)).rejects.toMatchObject({ code: 'kube.not-found' })
  })

  test('who has no right is told which one is missing, and a server that is away is said to be', async () => {
    const plain = server
      .kubeconfig('admin', 'http://127.0.0.1:1')
      .replace('"insecure-skip-tls-verify":true', '"insecure-skip-tls-verify":false')
    await using stranger = KubeClient.load(server.kubeconfig('stranger'), { clock, fieldManager: 'test' })
    const query = { namespace: 'default', limit: 1, from: null }
    await expect(stranger.list(kinds.pod, query, never)).rejects.toMatchObject({
      code: 'kube.forbidden',
      message: expect.stringContaining('cannot list resource "pods"') as string,
    })
    expect(() => KubeClient.load(plain, { clock, fieldManager: 'test' })).toThrow(/http:\/\/127\.0\.0\.1:1 is plain text/)
    await using nowhere = KubeClient.load(server.kubeconfig('admin', 'https://127.0.0.1:1'), { clock, fieldManager: 'test' })
    await expect(nowhere.list(kinds.pod, query, never)).rejects.toMatchObject({ code: 'kube.unreachable', retryable: true })
  })
})
