import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdir, mkdtemp, readFile, readdir, rm, stat, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest'
import { pb } from '#internal/gen/v1.js'
import { TrajectoryStream } from '#internal/stream/trajectory-stream.ts'
import { type Member, attemptOf, publishChunks, under } from '../support/attempts.ts'
import { type TestFleet, never, startFleet } from '../support/fleet.ts'
import { root, sortie, startSortie } from '../support/sortie.ts'

// `sortie learner serve` as a process over a real bus, called by hand, by the Python client, and by trainers that are killed.

const partitions = 4
const python = join(root, '.tools/venv/bin/python')
const run = promisify(execFile)

let fleet: TestFleet
let folder = ''
let gateway: { readonly url: string; readonly token: string; readonly tokenFile: string; readonly child: ChildProcess }
const trainers: ChildProcess[] = []

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sortie-gateway-'))
  fleet = await startFleet({ partitions })
  gateway = await startGateway()
})
afterEach(() => {
  for (const child of trainers.splice(0)) child.kill('SIGKILL')
})
afterAll(async () => {
  gateway.child.kill('SIGKILL')
  await fleet[Symbol.asyncDispose]()
  await rm(folder, { recursive: true })
})

async function startGateway() {
  const out = join(folder, 'learner')
  const flags = ['--fleet', 'test', '--nats-url', fleet.server.url, '--port', '0', '--out', out]
  const { child, stderr } = startSortie(['learner', 'serve', ...flags])
  await vi.waitUntil(() => stderr().includes('learner of fleet test at http://'), { timeout: 15_000 })
  const url = /at (http:\/\/\S+?),/.exec(stderr())?.[1] ?? ''
  const tokenFile = join(out, 'token')
  return { url, tokenFile, token: (await readFile(tokenFile, 'utf8')).trim(), child }
}

interface Kind<T> {
  decode(bytes: Uint8Array): T
}

/** One call, as any language makes it. */
async function call<T>(name: string, body: Uint8Array, kind: Kind<T>, token = gateway.token) {
  const headers = { authorization: `Bearer ${token}` }
  const response = await fetch(`${gateway.url}/v1/${name}`, { method: 'POST', headers, body: Buffer.from(body) })
  const bytes = new Uint8Array(await response.arrayBuffer())
  return {
    status: response.status,
    message: response.status === 200 ? kind.decode(bytes) : null,
    error: response.status >= 400 ? pb.GatewayError.decode(bytes) : null,
  }
}
const open = async (request: pb.OpenRequest.$Properties = {}) =>
  (await call('open', pb.OpenRequest.encode(request).finish(), pb.OpenResponse)).message ?? pb.OpenResponse.create()
const next = (session: string, after: number, waitMs = 5_000) =>
  call('batch', pb.NextBatchRequest.encode({ session, after, waitMs }).finish(), pb.Batch)

const singles = (name: string, count: number): Member[] =>
  Array.from({ length: count }, (_, index) => ({ rolloutId: `${name}-${String(index)}`, groupId: `${name}-${String(index)}` }))
const publish = (members: readonly Member[]) =>
  publishChunks(
    fleet.connection,
    partitions,
    members.flatMap((each) => under(each, attemptOf(each))),
  )
/** Of which each has a reward of 1, where those of `publish` have none. */
const publishRewarded = (members: readonly Member[]) => {
  const ending = { status: 1, totals: { sampledTokens: 5 }, rewards: [{ name: 'correct', value: 1, weight: 1 }] }
  const messages = members.flatMap((each) => under(each, attemptOf(each, 3, ending)))
  return publishChunks(fleet.connection, partitions, messages)
}
const idsOf = (batch: pb.Batch | null) =>
  (batch?.groups ?? []).flatMap(({ rollouts }) => (rollouts ?? []).map(({ rolloutId }) => rolloutId))

test('a batch whose answer was lost is given again; the next one comes when the trainer has it', async () => {
  const { session, cursor } = await open({ policy: { rollouts: 2 } })
  await publish(singles('again', 4))
  const after = cursor?.batches ?? 0
  const first = await next(session, after)
  const repeated = await next(session, after)
  expect(idsOf(repeated.message)).toEqual(idsOf(first.message))
  const second = await next(session, first.message?.number ?? 0)
  expect(idsOf(second.message)).toHaveLength(2)
  expect(idsOf(second.message)).not.toEqual(idsOf(first.message))
  expect((await next(session, second.message?.number ?? 0, 50)).status).toBe(204)
})

test('a trainer that hung up while it waited has lost nothing', async () => {
  const { lastSequence: floorSequence } = await new TrajectoryStream(fleet.connection, { fleet: 'test', partitions }).extent(never)
  // From here on: what other tests have left is not its.
  const here = { partitions: Array.from({ length: partitions }, (_, partition) => ({ partition, floorSequence })) }
  const { session, cursor } = await open({ cursor: here, policy: { rollouts: 2 } })
  const after = cursor?.batches ?? 0
  const gone = new AbortController()
  const body = Buffer.from(pb.NextBatchRequest.encode({ session, after, waitMs: 30_000 }).finish())
  const waiting = fetch(`${gateway.url}/v1/batch`, {
    method: 'POST',
    headers: { authorization: `Bearer ${gateway.token}` },
    body,
    signal: gone.signal,
  })
  // It waits in earnest, with one of the two that it asked for.
  await publish(singles('hung-up', 1))
  await expect.poll(waits).toBe(1)
  gone.abort()
  await expect(waiting).rejects.toThrow()
  expect((await next(session, after, 50)).status).toBe(204)
  await publish(singles('hung-on', 1))
  const batch = await next(session, after)
  expect([idsOf(batch.message), batch.message?.number]).toEqual([['hung-up-0', 'hung-on-0'], after + 1])
  // The call that nobody waits for any more has taken nothing.
  expect((await next(session, after + 1, 50)).status).toBe(204)
  expect(await waits()).toBe(0)
})

/** Rollouts that have ended and wait, as the gateway says. */
async function waits(): Promise<unknown> {
  const response = await fetch(`${gateway.url}/v1/state?format=json`, { headers: { authorization: `Bearer ${gateway.token}` } })
  return ((await response.json()) as { readonly rolloutsWaiting?: number }).rolloutsWaiting
}

test('a second trainer takes the reading over, and the first is told what to do', async () => {
  const first = await open()
  await open()
  const refused = await next(first.session, 0)
  expect(refused).toMatchObject({ status: 409, error: { code: 'session.taken', remedy: expect.stringContaining('open again') as string } })
})

test.for([
  ['a cancel that names nothing', {}, 'config.invalid', 'no run_id, group_id or rollout_id'],
  [
    'a cancel of a name that cannot be',
    { rolloutId: 'a.*' },
    'subject.invalid',
    'rollout_id "a.*" has an illegal character "." at position 2',
  ],
] as const)('%s is refused', async ([, cancel, code, said]) => {
  const { session } = await open()
  const refused = await call('cancel', pb.CancelRequest.encode({ session, cancel }).finish(), pb.CancelResponse)
  expect(refused).toMatchObject({ status: 400, error: { code, message: expect.stringContaining(said) as string } })
  expect(refused.error?.remedy).not.toBe('')
})

test.for([
  ['a wrong token', 'open', new Uint8Array(), 'wrong', 401, 'access.denied'],
  ['bytes that are no message', 'open', Uint8Array.of(0x0f), '', 400, 'chunk.undecodable'],
  ['more than a request may have', 'open', new Uint8Array(9 * 2 ** 20), '', 413, 'chunk.too-large'],
  ['a call that is not there', 'nothing', new Uint8Array(), '', 400, 'config.invalid'],
  ['a share that is none', 'open', pb.OpenRequest.encode({ share: { index: 3, of: 2 } }).finish(), '', 400, 'config.invalid'],
] as const)('%s is refused', async ([, name, body, token, status, code]) => {
  const refused = await call(name, body, pb.OpenResponse, token === '' ? gateway.token : token).catch(() => null)
  // A flood is answered and cut off while it is still being sent.
  if (refused === null) expect(status).toBe(413)
  else expect([refused.status, refused.error?.code]).toEqual([status, code])
})

test('the token is its owner’s alone, and the state is there for people', async () => {
  expect((await stat(gateway.tokenFile)).mode & 0o777).toBe(0o600)
  await open()
  const response = await fetch(`${gateway.url}/v1/state?format=json`, { headers: { authorization: `Bearer ${gateway.token}` } })
  expect(await response.json()).toMatchObject({ fleet: 'test', batchesDelivered: 0 })
  expect((await fetch(`${gateway.url}/healthz`)).status).toBe(200)
})

test('weights are published once, and versions only grow', async () => {
  const { session } = await open()
  const publishWeights = (weightVersion: number) =>
    call(
      'weights',
      pb.PublishWeightsRequest.encode({ session, manifest: { weightVersion, uri: `file:///w/${String(weightVersion)}` } }).finish(),
      pb.PublishWeightsResponse,
    )
  expect((await publishWeights(0)).message?.weightVersion).toBe(1)
  expect((await publishWeights(7)).message?.weightVersion).toBe(7)
  // Its answer got lost: the same call again is no other version, though the gateway stamps it at another time.
  expect((await publishWeights(7)).message?.weightVersion).toBe(7)
  expect(await publishWeights(5)).toMatchObject({ status: 409, error: { code: 'weights.conflict' } })
})

/** A trainer process over the gateway. */
function startTrainer(checkpoint: string, wanted: number, slowSeconds: number): ChildProcess {
  const args = [join(root, 'test/support/trainer.py'), checkpoint, gateway.url, gateway.token, String(wanted), String(slowSeconds)]
  const child = spawn(python, args, { env: { PYTHONPATH: join(root, 'clients/python/src') }, stdio: ['ignore', 'pipe', 'inherit'] })
  trainers.push(child)
  return child
}

test('a trainer that is killed again and again uses every rollout exactly once', { timeout: 600_000 }, async () => {
  const kills = Number(process.env['KILLS'] ?? '6')
  const checkpoint = join(folder, 'checkpoint.json')
  const { cursor } = await open()
  // From here on: what other tests published is not this trainer's.
  await writeFile(
    checkpoint,
    JSON.stringify({ used: [], cursor: Buffer.from(pb.LearnerCursor.encode(await here(cursor ?? {})).finish()).toString('hex') }),
  )
  const members = singles('killed', 4 * (kills + 4))
  await publish(members)
  for (let kill = 0; kill < kills; kill++) {
    const trainer = startTrainer(checkpoint, members.length, 0.02)
    await once(trainer.stdout as NonNullable<typeof trainer.stdout>, 'data')
    // Somewhere between taking a batch, storing its checkpoint and committing it.
    await new Promise((resolve) => setTimeout(resolve, 15 + ((kill * 37) % 60)))
    trainer.kill('SIGKILL')
    await once(trainer, 'exit')
  }
  const last = startTrainer(checkpoint, members.length, 0)
  expect(await once(last, 'exit')).toEqual([0, null])
  const { used } = JSON.parse(await readFile(checkpoint, 'utf8')) as { used: string[] }
  expect(used.toSorted()).toEqual(members.map(({ rolloutId }) => rolloutId).toSorted())
})

/** The end of the stream, as a cursor. */
async function here(from: pb.LearnerCursor.$Properties): Promise<pb.LearnerCursor.$Properties> {
  const { state } = await fleet.connection.jsm.streams.info('sortie_test_trajectories')
  return { ...from, partitions: Array.from({ length: partitions }, (_, partition) => ({ partition, floorSequence: state.last_seq })) }
}

/**
 * A Python with PyTorch: ours, or the system's (Debian's python3-torch, 150 MB, which CI installs) with our protobuf lent to it. Where neither
 * has it, which is said, a stand-in plays the few calls that the loop makes.
 */
async function pythonWithTorch(): Promise<{ readonly command: string; readonly paths: readonly string[] }> {
  const has = (command: string) => run(command, ['-c', 'import torch, numpy']).then(() => true, () => false) // prettier-ignore
  if (await has(python)) return { command: python, paths: [] }
  const ofSystem = '/usr/bin/python3'
  if (await has(ofSystem)) {
    const lent = join(folder, 'lent')
    await mkdir(lent)
    const [version = ''] = await readdir(join(root, '.tools/venv/lib'))
    await symlink(join(root, '.tools/venv/lib', version, 'site-packages/google'), join(lent, 'google'))
    return { command: ofSystem, paths: [lent] }
  }
  process.stderr.write('PyTorch is not installed: the loop of the README runs on test/support/torch-stand-in, a few calls of it on NumPy\n')
  return { command: python, paths: [join(root, 'test/support/torch-stand-in')] }
}

test('the loop of the README, killed behind a checkpoint and run again, has had every rollout once', { timeout: 90_000 }, async () => {
  const readme = await readFile(join(root, 'clients/python/README.md'), 'utf8')
  const loop = /```python\n([\s\S]*?)```/.exec(readme)?.[1] ?? ''
  expect(loop.trim().split('\n').length).toBeLessThanOrEqual(15)
  const torch = await pythonWithTorch()
  const paths = [join(root, 'clients/python/src'), ...torch.paths]
  const env = { PYTHONPATH: paths.join(':'), SORTIE_GATEWAY: gateway.url, SORTIE_TOKEN: gateway.token }
  /** The loop, which says what it had as it comes to its commit. */
  const loopWith = async (commit: string) => {
    const script = join(folder, 'loop.py')
    const says = `    print(*[each.rollout_id for each in batch.rollouts], f"w={float(w.detach()[0])}", flush=True)\n    ${commit}`
    await writeFile(script, loop.replace('idle_seconds=5', 'idle_seconds=1').replace(/^ {4}batch\.commit\(\)/m, says))
    return script
  }
  await publish(singles('readme', 4))
  await publishRewarded(singles('readme-rewarded', 1))
  const first = spawn(torch.command, [await loopWith('import time; time.sleep(600)')], {
    cwd: folder,
    env,
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  trainers.push(first)
  const [had] = (await once(first.stdout, 'data')) as [Buffer]
  // Its checkpoint is stored, and nobody was told.
  first.kill('SIGKILL')
  await once(first, 'exit')
  await publish(singles('readme-again', 4))
  await publishRewarded(singles('readme-again-rewarded', 1))
  const { stdout } = await run(torch.command, [await loopWith('batch.commit()')], { cwd: folder, env })
  const seen = `${had.toString()} ${stdout}`.split(/\s+/).filter((id) => id.startsWith('readme'))
  const names = ['readme', 'readme-again'].flatMap((name) => [...singles(name, 4), ...singles(`${name}-rewarded`, 1)])
  expect(seen.toSorted()).toEqual(names.map(({ rolloutId }) => rolloutId).toSorted())
  // Each step goes a fiftieth of the way to the one reward that was determined; the others, as zeros, would pull it back.
  const steps = Math.log(1 - Number(/.*w=(\S+)/s.exec(stdout)?.[1])) / Math.log(0.98)
  expect(steps).toBeGreaterThan(0.9)
  expect(steps).toBeCloseTo(Math.round(steps), 2)
  const response = await fetch(`${gateway.url}/v1/state?format=json`, { headers: { authorization: `Bearer ${gateway.token}` } })
  const state = (await response.json()) as { rolloutsDelivered: number; rolloutsCommitted: number }
  expect(state.rolloutsCommitted).toBe(state.rolloutsDelivered)
})

test('a simulated trainer takes batches, publishes versions, and says that it is a simulation', { timeout: 60_000 }, async () => {
  await publish(singles('simulated', 6))
  const flags = [
    '--fleet',
    'test',
    '--nats-url',
    fleet.server.url,
    '--batch',
    '3',
    '--steps',
    '2',
    '--step-seconds',
    '0.1',
    '--max-staleness',
    '-1',
  ]
  const { code, stdout, stderr } = await sortie(['learner', 'simulate', ...flags, '-o', 'json'], { cwd: folder })
  expect(code).toBe(0)
  expect(stderr).toContain('SIMULATED step 2')
  const report = JSON.parse(stdout) as { simulation: boolean; steps: number; accepted: number; weight_version: number }
  expect(report).toMatchObject({ simulation: true, steps: 2 })
  expect(report.accepted).toBeGreaterThanOrEqual(6)
  expect(report.weight_version).toBeGreaterThan(1)
})

test('the client has its own tests and types, and they hold', { timeout: 120_000 }, async () => {
  const cwd = join(root, 'clients/python')
  const { stdout } = await run(python, ['-m', 'pytest', '-q', '-p', 'no:cacheprovider'], { cwd })
  expect(stdout).toMatch(/\d+ passed/)
  const types = await run(python, ['-m', 'mypy', '--cache-dir', join(folder, 'mypy'), 'src', 'tests'], { cwd })
  expect(types.stdout).toContain('no issues found')
})
