import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { busFleetOf } from '#internal/fleet/names.ts'
import type { pb } from '#internal/gen/v1.js'
import { kinds } from '#internal/kube/objects.ts'
import type { SecretObject } from '#internal/kube/secrets.ts'
import { decodeChunk } from '#internal/rollout/codec.ts'
import { statusName } from '#internal/rollout/status.ts'
import type { ConnectOptions } from '#internal/stream/connection.ts'
import { createAuthority, mintCredentials } from '#internal/stream/credentials.ts'
import { LedgerStore } from '#internal/stream/ledger.ts'
import { openFleetStreams } from '#internal/stream/streams.ts'
import { TaskQueue } from '#internal/stream/task-queue.ts'
import { TrajectoryStream } from '#internal/stream/trajectory-stream.ts'
import { TestCluster, fleetOf, namespace } from '../support/controller.ts'
import { connectTo, never, rolloutTask } from '../support/fleet.ts'
import { installed } from '../support/install.ts'
import { kubeMissing } from '../support/kube-apiserver.ts'
import { NatsServer } from '../support/nats-server.ts'

// The controller as its users meet it: a process with the rights of its Role, on a real API server, with real workers for pods.

interface Access {
  readonly server: NatsServer
  readonly options: Partial<ConnectOptions>
}

const soon = { timeout: 60_000, interval: 100 }

describe.skipIf(kubeMissing !== null)('the controller', () => {
  let cluster: TestCluster

  beforeAll(async () => {
    cluster = await TestCluster.start()
    open = { server: cluster.nats, options: { token: 'for-tests' } }
    await cluster.startController('first')
  }, 120_000)
  afterAll(() => cluster[Symbol.asyncDispose]())

  let open: Access

  const readyOf = async (name: string) => (await cluster.fleet(name)).status?.conditions?.find(({ type }) => type === 'Ready')
  const wellSoon = (name: string) =>
    vi.waitFor(
      async () => expect(await readyOf(name), await cluster.logOf('first')).toMatchObject({ status: 'True', reason: 'AllReady' }),
      soon,
    )

  /** Every record of the fleet's stream. */
  async function records(fleet: string, access: Access = open) {
    const name = busFleetOf(namespace, fleet)
    await using connection = await connectTo(access.server, 'reader', access.options)
    const { partitions } = await openFleetStreams(connection, name, never)
    const stream = new TrajectoryStream(connection, { fleet: name, partitions })
    const { lastSequence } = await stream.extent(never)
    const chunks: pb.TrajectoryChunk[] = []
    if (lastSequence === 0) return chunks
    for await (const { bytes } of stream.read({ startSequence: 1, untilSequence: lastSequence }, never)) chunks.push(decodeChunk(bytes))
    return chunks
  }

  async function submit(fleet: string, count: number, access: Access = open): Promise<void> {
    const name = busFleetOf(namespace, fleet)
    await using connection = await connectTo(access.server, 'submitter', access.options)
    const task = { environment: 'math', inputJson: Buffer.from('{"question":"1 + 1?"}'), verifierJson: Buffer.from('{"answer":"2"}') }
    const tasks = Array.from({ length: count }, (_, index) =>
      rolloutTask(`r${String(index)}`, { task: { ...task, taskId: `t${String(index)}` } }),
    )
    await new TaskQueue(connection, { fleet: name }).submit(tasks, new LedgerStore(connection, name), never)
  }

  const endings = async (fleet: string, access: Access = open) =>
    (await records(fleet, access)).flatMap(({ ending }) => (ending == null ? [] : [statusName(ending.status)]))

  /** One fleet that went out to three workers and in to one, as the controller's metrics tell it. */
  const isMeasured = () =>
    vi.waitFor(async () => {
      const metrics = await cluster.metricsOf('first')
      const replicas = (state: string) =>
        ['worker', 'replica'].map((role) => metrics.get(`sortie_fleet_replicas{role="${role}",state="${state}"}`))
      expect(['desired', 'replicas', 'ready', 'draining'].map(replicas)).toEqual([[1, 1], [1, 1], [1, 1], [0, 0]]) // prettier-ignore
      const decisions = [...metrics].filter(([name]) => /^sortie_scaling_decisions_total\{role="worker",reason="\w+"\}$/.test(name))
      expect(decisions.reduce((sum, [, count]) => sum + count, 0)).toBeGreaterThanOrEqual(2)
      expect(metrics.get('workqueue_depth{name="fleets"}')).toBeGreaterThanOrEqual(0)
      const looks = metrics.get('controller_runtime_reconcile_total{controller="rolloutfleet",result="success"}')
      expect(looks).toBeGreaterThan(0)
      for (const name of [
        'controller_runtime_reconcile_time_seconds_count{controller="rolloutfleet"}',
        'workqueue_adds_total{name="fleets"}',
        'workqueue_queue_duration_seconds_count{name="fleets"}',
      ])
        expect(metrics.get(name), name).toBeGreaterThanOrEqual(looks ?? Infinity)
      expect(metrics.get('workqueue_retries_total{name="fleets"}')).toBeGreaterThanOrEqual(0)
      expect(metrics.get('leader_election_master_status{name="sortie"}')).toBe(1)
    }, soon)

  test(
    'makes a fleet, follows its work out and in without breaking any, and leaves nothing when it is deleted',
    { timeout: 240_000 },
    async () => {
      await cluster.admin.create(kinds.rolloutFleet, namespace, fleetOf('math'), never)
      await wellSoon('math')
      expect(await cluster.names('pods')).toEqual(['math-replica-0', 'math-worker-0'])
      expect(await cluster.names('networkpolicies')).toEqual(['math-sortie-replica', 'math-sortie-worker'])

      await submit('math', 40)
      await vi.waitFor(async () => expect((await cluster.fleet('math')).status?.environment?.ready).toBe(3), soon)
      await vi.waitFor(async () => expect(await endings('math')).toEqual(Array(40).fill('completed')), soon)
      await vi.waitFor(async () => expect(await cluster.names('pods')).toEqual(['math-replica-0', 'math-worker-0']), soon)
      await isMeasured()
      // Nobody had to begin again.
      expect((await records('math')).every(({ attempt }) => attempt === 1)).toBe(true)
      expect(cluster.kubelet.log.filter(({ what }) => what === 'killed')).toEqual([])

      await cluster.server.kubectl(['delete', 'rfl', 'math', '-n', namespace, '--timeout=60s'])
      for (const what of ['pods', 'secrets', 'networkpolicies', 'serviceaccounts'])
        await vi.waitFor(async () => expect(await cluster.names(what), what).toEqual([]), soon)
    },
  )

  test('gives each pod credentials of its own for the bus, and says what it cannot make', { timeout: 120_000 }, async () => {
    const authority = await createAuthority('test')
    await using server = await NatsServer.start({ configuration: authority.serverConfiguration })
    const { signingSeed, account } = authority
    const secret = { metadata: { name: 'keys' }, stringData: { 'signing-key': signingSeed, account } }
    await cluster.admin.create(kinds.secret, namespace, secret, never)
    const foreign = { metadata: { name: 'own-worker-1' }, spec: { containers: [{ name: 'c', image: 'none' }] } }
    await cluster.admin.create(kinds.pod, namespace, foreign, never)
    const environment = { minReplicas: 2, minAvailable: 1 }
    const stream = { url: server.url, credentialsSecret: 'keys', allowPlaintext: true }
    await cluster.admin.create(kinds.rolloutFleet, namespace, fleetOf('own', { environment, stream }), never)
    const degraded = async () => (await cluster.fleet('own')).status?.conditions?.find(({ type }) => type === 'Degraded')
    await vi.waitFor(async () => expect(await degraded()).toMatchObject({ status: 'True', reason: 'AdmissionRefused' }), soon)
    expect((await degraded())?.message).toContain("own-worker-1 is there that is not this fleet's")
    await cluster.admin.delete(kinds.pod, namespace, { name: 'own-worker-1' }, never)
    await wellSoon('own')
    const accessOf = async (name: string) => {
      const identity = { role: 'owner' as const, name, fleet: busFleetOf(namespace, 'own'), environments: [] }
      return { server, options: { credentials: await mintCredentials(identity, { signingSeed, account }, 0) } }
    }
    await submit('own', 8, await accessOf('submitter'))
    await vi.waitFor(async () => expect(await endings('own', await accessOf('reader'))).toEqual(Array(8).fill('completed')), soon)
    expect(await cluster.names('poddisruptionbudgets')).toEqual(['own-sortie'])
    await cluster.server.kubectl(['delete', 'rfl', 'own', '-n', namespace, '--timeout=60s'])
    await vi.waitFor(async () => expect(await cluster.names('secrets')).toEqual([]), soon)
  })

  test('takes over nothing that is not its own, and says what is in its way', { timeout: 180_000 }, async () => {
    const name = 'own-sortie'
    const selector = { matchLabels: { app: 'theirs' } }
    await cluster.admin.create(kinds.secret, namespace, { metadata: { name }, stringData: { theirs: 'x' } }, never)
    await cluster.admin.create(kinds.serviceAccount, namespace, { metadata: { name } }, never)
    const budget = { metadata: { name }, spec: { minAvailable: 3, selector } }
    const { metadata } = await cluster.admin.create(kinds.disruptionBudget, namespace, budget, never)
    await cluster.admin.create(kinds.rolloutFleet, namespace, fleetOf('own'), never)
    const isInTheWay = (what: string) =>
      vi.waitFor(async () => {
        const degraded = (await cluster.fleet('own')).status?.conditions?.find(({ type }) => type === 'Degraded')
        expect(degraded).toMatchObject({ status: 'True', reason: 'AdmissionRefused' })
        expect(degraded?.message).toContain(`a ${what} ${namespace}/${name} is there that is not this fleet's`)
      }, soon)
    for (const kind of ['secret', 'serviceAccount'] as const) {
      await isInTheWay(kinds[kind].kind)
      expect(await cluster.names('pods')).toEqual([])
      await cluster.admin.delete(kinds[kind], namespace, { name }, never)
    }
    await wellSoon('own')
    expect((await cluster.admin.get(kinds.disruptionBudget, namespace, name, never)).metadata.uid).toBe(metadata.uid)
    const change = (minAvailable: number | string | null) =>
      cluster.admin.merge(kinds.rolloutFleet, namespace, { name: 'own', body: { spec: { environment: { minAvailable } } } }, never)
    await change(1)
    await isInTheWay('PodDisruptionBudget')
    expect((await cluster.admin.get(kinds.disruptionBudget, namespace, name, never)).metadata.uid).toBe(metadata.uid)
    await cluster.admin.delete(kinds.disruptionBudget, namespace, { name }, never)
    await vi.waitFor(async () => expect(await cluster.names('poddisruptionbudgets')).toEqual([name]), soon)
    // A secret that is changed or deleted comes back with what changes in the fleet, or within ten minutes.
    const valuesOf = async () => (await cluster.admin.get<SecretObject>(kinds.secret, namespace, name, never)).data
    const before = await valuesOf()
    await cluster.admin.merge(kinds.secret, namespace, { name, body: { data: { 'nats-token': null } } }, never)
    await change(2)
    await vi.waitFor(async () => expect(await valuesOf()).toEqual(before), soon)
    await cluster.admin.delete(kinds.secret, namespace, { name }, never)
    await change(null)
    await vi.waitFor(async () => expect(await cluster.names('poddisruptionbudgets')).toEqual([]), soon)
    expect(await valuesOf()).toEqual(before)
    await cluster.server.kubectl(['delete', 'rfl', 'own', '-n', namespace, '--timeout=60s'])
    await vi.waitFor(async () => expect(await cluster.names('secrets')).toEqual([]), soon)
  })

  test('has exactly the rights that it uses', { timeout: 60_000 }, async () => {
    const calls = await cluster.server.calls()
    expect(calls.filter(({ code }) => code === 403)).toEqual([])
    const roles = await installed(['ClusterRole', 'Role'])
    const granted = roles.flatMap(({ rules = [] }) =>
      rules.flatMap(({ apiGroups, resources, verbs }) =>
        apiGroups.flatMap((group) => resources.flatMap((resource) => verbs.map((verb) => `${verb} ${group}/${resource}`))),
      ),
    )
    // Server-side apply of what is not there yet is a patch that needs the right to create.
    const used = new Set(
      calls.flatMap(({ verb, apiGroup, resource, code }) =>
        (verb === 'patch' && code === 201 ? ['patch', 'create'] : [verb]).map((each) => `${each} ${apiGroup}/${resource}`),
      ),
    )
    expect([...used].filter((each) => !granted.includes(each))).toEqual([])
    expect(granted.filter((each) => !used.has(each))).toEqual([])
  })
})
