import { execFile } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { kinds } from '#internal/kube/objects.ts'
import { createAuthority } from '#internal/stream/credentials.ts'
import { TestCluster, fleetOf, namespace } from '../support/controller.ts'
import { never } from '../support/fleet.ts'
import { kubeMissing } from '../support/kube-apiserver.ts'
import { repository } from '../support/llama.ts'
import { NatsServer } from '../support/nats-server.ts'

// `kubectl sortie` as kubectl starts it, against a real API server and a real controller. The way through the API server to a bus inside the
// cluster needs kubelets: test/cluster takes it. Here the bus is on this machine, and reached directly.

const soon = { timeout: 60_000, interval: 200 }

describe.skipIf(kubeMissing !== null)('kubectl sortie', () => {
  let cluster: TestCluster
  let folder = ''

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'sortie-plugin-'))
    cluster = await TestCluster.start({ turnMs: 50 })
    await cluster.startController('first')
    await cluster.admin.create(kinds.rolloutFleet, namespace, fleetOf('f', { environment: { minReplicas: 2 } }), never)
    await vi.waitFor(async () => expect((await cluster.fleet('f')).status?.environment?.ready).toBe(2), soon)
  }, 180_000)
  afterAll(async () => {
    await cluster[Symbol.asyncDispose]()
    await rm(folder, { recursive: true, force: true })
  })

  const plugin = (...flags: string[]) =>
    new Promise<{ code: number; stdout: string; stderr: string }>((resolve) => {
      const tools = ['.tools/kube/bin', '.tools/bin'].map((each) => join(repository, each))
      const env = {
        PATH: [...tools, process.env['PATH'] ?? ''].join(':'),
        HOME: folder,
        KUBECONFIG: cluster.server.adminKubeconfigPath,
        SORTIE_NATS_TOKEN: 'for-tests',
        NO_COLOR: '1',
      }
      execFile('kubectl', ['sortie', ...flags], { env, cwd: folder }, (error, stdout, stderr) => {
        resolve({ code: error === null ? 0 : Number(error.code), stdout, stderr })
      })
    })

  test('help teaches, and a mistake is told as one', async () => {
    expect(await plugin('--help')).toMatchObject({
      code: 0,
      stdout: expect.stringContaining('kubectl sortie trajectories fetch') as string,
    })
    const wrong = await plugin('statsu')
    expect(wrong).toMatchObject({ code: 2, stderr: expect.stringContaining('Did you mean status?') as string })
    const nowhere = await plugin('describe', '--context', 'other')
    expect(nowhere).toMatchObject({ code: 2, stderr: expect.stringContaining('no context "other"') as string })
    expect(nowhere.stderr).toContain('it has: test')
    const submit = await plugin('tasks', 'submit', '--help')
    // As wide as the terminal.
    const said = submit.stdout.replaceAll(/\s+/g, ' ')
    expect(said).toContain('Name of the RolloutFleet (default: the only one of the namespace). --nats-url')
    expect(said).not.toMatch(/SORTIE_FLEET|SORTIE_NATS_URL|sortie up/)
    const scale = await plugin('scale', '--help')
    expect(scale.stdout).toMatch(/^ {2}kubectl sortie scale code 20 /m)
    expect(scale.stdout).not.toMatch(/^ {2}sortie /m)
  })

  test('describe shows conditions, pods and events', async () => {
    const { code, stdout, stderr } = await plugin('describe', 'f', '-n', namespace, '-o', 'json')
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
    const description = JSON.parse(stdout) as {
      readonly conditions: readonly object[]
      readonly pods: readonly { readonly name: string; readonly role: string }[]
      readonly events: readonly object[]
      readonly stream: object
    }
    expect(description.conditions).toContainEqual(expect.objectContaining({ type: 'Ready', status: 'True', reason: 'AllReady' }))
    expect(description.pods.filter(({ role }) => role === 'worker').map(({ name }) => name)).toEqual(['f-worker-0', 'f-worker-1'])
    expect(description.events).toContainEqual(expect.objectContaining({ reason: 'Created', warning: false }))
    expect(description.stream).toEqual({ fleet: 'training_f', url: cluster.nats.url })
    const shown = await plugin('describe', '-n', namespace)
    expect(shown.stdout).toMatch(/^fleet +training\/f$/m)
    expect(shown.stdout).toMatch(/Ready .*True: AllReady/)
  })

  test('tasks go in, trajectories come out, and neither needs the name that the fleet has on the bus', { timeout: 90_000 }, async () => {
    const tasks = join(repository, 'examples/tasks/math.jsonl')
    const queued = await plugin('tasks', 'submit', tasks, '-n', namespace, '-o', 'json')
    expect(queued.code, queued.stderr).toBe(0)
    expect(JSON.parse(queued.stdout)).toMatchObject({ submitted: 12 })
    const fetched = await plugin('trajectories', 'fetch', '-n', namespace, '--fleet', 'f', '--follow', '--limit', '12', '-o', 'json')
    expect(fetched.code, fetched.stderr).toBe(0)
    const ids = fetched.stdout.trim().split('\n').map((line) => (JSON.parse(line) as { readonly rollout_id: string }).rollout_id) // prettier-ignore
    expect(new Set(ids).size).toBe(12)
    const shown = await plugin('trajectories', 'show', ids[0] ?? '')
    expect(shown.stdout).toContain(ids[0])
    const again = await plugin('trajectories', 'fetch', '-n', namespace)
    expect(again.stdout.split('\n').filter((line) => line.includes('completed'))).toHaveLength(12)
    const status = await plugin('status', '-n', namespace, '-o', 'json')
    expect(JSON.parse(status.stdout)).toMatchObject({ fleet: 'training_f', rollouts: { submitted: 12 } })
    expect((await plugin('logs', 'nobody', '-n', namespace)).stderr).toContain('knows no rollout "nobody"')
  })

  test('one fleet needs no name, none and several say what to give', async () => {
    expect((await plugin('status')).stderr).toContain('namespace default has 0 fleets')
    expect((await plugin('status', '-n', namespace, '--fleet', 'g')).stderr).toContain('"g" not found')
    await cluster.admin.create(kinds.rolloutFleet, namespace, { ...fleetOf('g'), spec: { ...fleetOf('g').spec, paused: true } }, never)
    const { code, stderr } = await plugin('status', '-n', namespace)
    expect({ code, stderr }).toEqual({ code: 2, stderr: expect.stringContaining('give --fleet: f, g') as string })
    await cluster.server.kubectl(['delete', 'rfl', 'g', '-n', namespace, '--wait=false'])
  })

  test('what a deleted fleet left is forgotten, and nothing of one that is there', { timeout: 90_000 }, async () => {
    const direct = ['-n', namespace, '--nats-url', cluster.nats.url]
    const there = await plugin('forget', 'f', ...direct, '--yes')
    expect(there).toMatchObject({ code: 2, stderr: expect.stringContaining('fleet training/f is still there') as string })
    const left = fleetOf('left', { environment: { minReplicas: 0 }, inference: { minReplicas: 0 } })
    await cluster.admin.create(kinds.rolloutFleet, namespace, left, never)
    const isKnown = async () => (await plugin('status', '-n', namespace, '--fleet', 'left')).code === 0
    await vi.waitFor(async () => expect(await isKnown()).toBe(true), soon)
    await cluster.server.kubectl(['delete', 'rfl', 'left', '-n', namespace, '--timeout=60s'])
    const shown = await plugin('forget', 'left', ...direct)
    expect(shown).toMatchObject({ code: 2, stderr: expect.stringContaining('give --yes') as string })
    expect(shown.stdout).toContain('training_left_trajectories')
    const forgotten = await plugin('forget', 'left', ...direct, '--yes', '-o', 'json')
    expect(forgotten.code, forgotten.stderr).toBe(0)
    expect(JSON.parse(forgotten.stdout)).toMatchObject({ fleet: 'training_left', deleted: true })
    expect((await plugin('forget', 'left', ...direct, '--yes')).stderr).toContain('has no stream')
    // Here the bus is no service of the cluster.
    const nowhere = await plugin('forget', 'left', '-n', namespace, '--yes')
    expect(nowhere).toMatchObject({ code: 2, stderr: expect.stringContaining('give --bus-namespace') as string })
  })

  test('with a signing key it mints what each command needs', { timeout: 90_000 }, async () => {
    const authority = await createAuthority('test')
    await using server = await NatsServer.start({ configuration: authority.serverConfiguration })
    const stringData = { 'signing-key': authority.signingSeed, account: authority.account }
    await cluster.admin.create(kinds.secret, namespace, { metadata: { name: 'keys' }, stringData }, never)
    const stream = { url: server.url, credentialsSecret: 'keys', allowPlaintext: true }
    await cluster.admin.create(kinds.rolloutFleet, namespace, fleetOf('minted', { stream }), never)
    await vi.waitFor(async () => expect((await cluster.fleet('minted')).status?.environment?.ready).toBe(1), soon)
    const own = ['-n', namespace, '--fleet', 'minted']
    const run = async (...flags: string[]) => {
      // Given by nobody: minted.
      const done = await plugin(...flags, ...own, '--nats-token', '')
      expect(done.code, done.stderr).toBe(0)
      return done.stdout
    }
    const file = join(repository, 'examples/tasks/math.jsonl')
    expect(JSON.parse(await run('tasks', 'submit', file, '--run-id', 'minted', '--limit', '2', '-o', 'json'))).toMatchObject({
      submitted: 2,
    })
    expect((await run('trajectories', 'fetch', '--follow', '--limit', '2', '-o', 'json')).trim().split('\n')).toHaveLength(2)
    await run('tasks', 'cancel', '--run', 'minted')
    expect(JSON.parse(await run('status', '-o', 'json'))).toMatchObject({ rollouts: { submitted: 2, ended: 2 } })
    await cluster.server.kubectl(['delete', 'rfl', 'minted', '-n', namespace, '--timeout=60s'])
  })

  test('a pod is drained and replaced; a disruption budget, and a pod of nobody, are refusals', { timeout: 90_000 }, async () => {
    const workers = async () => (await cluster.names('pods')).filter((name) => name.includes('worker'))
    await vi.waitFor(async () => expect(await workers()).toHaveLength(2), soon)
    const [name = ''] = await workers()
    const { uid } = (await cluster.admin.get(kinds.pod, namespace, name, never)).metadata
    const drained = await plugin('drain', name, '-n', namespace, '-o', 'json')
    expect(drained.code, drained.stderr).toBe(0)
    expect(JSON.parse(drained.stdout)).toMatchObject({ pod: name, fleet: 'f' })
    // Under that name or another.
    await vi.waitFor(async () => expect(await workers()).toHaveLength(2), soon)
    const { items } = await cluster.admin.list(kinds.pod, { namespace, limit: 100, from: null }, never)
    expect(items.map(({ metadata }) => metadata.uid)).not.toContain(uid)
    const body = { spec: { environment: { minAvailable: 2 } } }
    await cluster.admin.merge(kinds.rolloutFleet, namespace, { name: 'f', body }, never)
    await vi.waitFor(async () => expect(await cluster.names('pdb')).toHaveLength(1), soon)
    const [held = ''] = await workers()
    const refused = { code: 1, stderr: expect.stringContaining('disruption budget') as string }
    await vi.waitFor(async () => expect(await plugin('drain', held, '-n', namespace)).toMatchObject(refused), soon)
    await cluster.server.kubectl(['run', 'stranger', '-n', namespace, '--image=any'])
    const stranger = await plugin('drain', 'stranger', '-n', namespace)
    expect(stranger).toMatchObject({ code: 2, stderr: expect.stringContaining('is of no fleet') as string })
  })
})
