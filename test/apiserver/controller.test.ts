import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { parseAllDocuments } from 'yaml'
import { busFleetOf } from '#internal/fleet/names.ts'
import { kinds } from '#internal/kube/objects.ts'
import { decodeChunk } from '#internal/rollout/codec.ts'
import { TaskQueue } from '#internal/stream/task-queue.ts'
import { TrajectoryStream } from '#internal/stream/trajectory-stream.ts'
import { TestCluster, fleetOf, namespace } from '../support/controller.ts'
import { connectTo, never, rolloutTask } from '../support/fleet.ts'
import { kubeMissing } from '../support/kube-apiserver.ts'
import { repository } from '../support/llama.ts'
import { openFleetStreams } from '#internal/stream/streams.ts'

// The controller as its users meet it: a process with the rights of its Role, on a real API server, with real workers for pods.

const soon = { timeout: 60_000, interval: 100 }

describe.skipIf(kubeMissing !== null)('the controller', () => {
  let cluster: TestCluster

  beforeAll(async () => {
    cluster = await TestCluster.start()
    await cluster.startController('first')
  }, 120_000)
  afterAll(() => cluster[Symbol.asyncDispose]())

  const readyOf = async (name: string) => (await cluster.fleet(name)).status?.conditions?.find(({ type }) => type === 'Ready')
  const wellSoon = (name: string) =>
    vi.waitFor(
      async () => expect(await readyOf(name), await cluster.logOf('first')).toMatchObject({ status: 'True', reason: 'AllReady' }),
      soon,
    )

  /** Every record of the fleet's stream. */
  async function records(fleet: string) {
    const name = busFleetOf(namespace, fleet)
    await using connection = await connectTo(cluster.nats, 'reader', { token: 'for-tests' })
    const { partitions } = await openFleetStreams(connection, name, never)
    const stream = new TrajectoryStream(connection, { fleet: name, partitions })
    const { lastSequence } = await stream.extent(never)
    const chunks = []
    if (lastSequence > 0) {
      for await (const { data } of stream.read({ startSequence: 1, untilSequence: lastSequence }, never)) chunks.push(decodeChunk(data))
    }
    return chunks
  }

  async function submit(fleet: string, count: number): Promise<void> {
    await using connection = await connectTo(cluster.nats, 'submitter', { token: 'for-tests' })
    const queue = new TaskQueue(connection, { fleet: busFleetOf(namespace, fleet) })
    for (let index = 0; index < count; index++) await queue.submit(rolloutTask(`r${String(index)}`), never)
  }

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
      await vi.waitFor(async () => expect((await records('math')).filter(({ outcome }) => outcome != null)).toHaveLength(40), soon)
      await vi.waitFor(async () => expect(await cluster.names('pods')).toEqual(['math-replica-0', 'math-worker-0']), soon)
      // Nobody had to begin again.
      expect((await records('math')).every(({ attempt }) => attempt === 1)).toBe(true)
      expect(cluster.kubelet.log.filter(({ what }) => what === 'killed')).toEqual([])

      await cluster.server.kubectl(['delete', 'rfl', 'math', '-n', namespace, '--timeout=60s'])
      for (const what of ['pods', 'secrets', 'networkpolicies', 'serviceaccounts'])
        await vi.waitFor(async () => expect(await cluster.names(what), what).toEqual([]), soon)
    },
  )

  test('has exactly the rights that it uses', { timeout: 60_000 }, async () => {
    const calls = await cluster.server.calls()
    expect(calls.filter(({ code }) => code === 403)).toEqual([])
    const text = await readFile(join(repository, 'deploy/rbac/controller.yaml'), 'utf8')
    const roles = parseAllDocuments(text).map(
      (document) => document.toJS() as { rules: { apiGroups: string[]; resources: string[]; verbs: string[] }[] },
    )
    const granted = roles.flatMap(({ rules }) =>
      rules.flatMap(({ apiGroups, resources, verbs }) => verbs.map((verb) => `${verb} ${apiGroups[0] ?? ''}/${resources[0] ?? ''}`)),
    )
    const used = new Set(calls.map(({ verb, apiGroup, resource }) => `${verb} ${apiGroup}/${resource}`))
    expect([...used].filter((each) => !granted.includes(each))).toEqual([])
    expect(granted.filter((each) => !used.has(each))).toEqual([])
  })
})
