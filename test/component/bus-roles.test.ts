import { execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { copyFile, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type NatsConnection, connect, credsAuthenticator, headers } from 'nats'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { pb } from '#internal/gen/v1.js'
import { ControlBus } from '#internal/stream/control.ts'
import { KvBucket } from '#internal/stream/kv.ts'
import { LedgerStore } from '#internal/stream/ledger.ts'
import { MarksStore } from '#internal/stream/marks-store.ts'
import { PresenceBoard, announcePresence } from '#internal/stream/presence.ts'
import { type Authority, createAuthority, mintCredentials } from '#internal/stream/credentials.ts'
import type { StreamConnection } from '#internal/stream/connection.ts'
import { type Role, connectionName, roles } from '#internal/stream/roles.ts'
import { createFleetStreams } from '#internal/stream/streams.ts'
import { TaskQueue } from '#internal/stream/task-queue.ts'
import { TrajectoryStream } from '#internal/stream/trajectory-stream.ts'
import { connectTo, never, rolloutTask } from '../support/fleet.ts'
import { NatsServer } from '../support/nats-server.ts'
import { ScriptedPolicy } from '../support/scripted-policy.ts'
import { root, sortie } from '../support/sortie.ts'
import { startWorker } from '../support/worker.ts'

// A real server with TLS that trusts an operator, and every cell of role × subject, tried.

let folder = ''
let server: NatsServer
let authority: Authority
let tlsAuthority = ''
let owner: StreamConnection

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sortie-roles-'))
  authority = await createAuthority('test')
  makeCertificates(folder)
  tlsAuthority = await readFile(join(folder, 'ca.pem'), 'utf8')
  const tls = `tls { cert_file: ${JSON.stringify(join(folder, 'server.pem'))}, key_file: ${JSON.stringify(join(folder, 'server.key'))} }`
  server = await NatsServer.start({ configuration: `${authority.serverConfiguration}${tls}` })
  owner = await join_('owner', 'owner')
  await createFleetStreams(owner, { fleet: 'test', environments: ['math', 'python'], partitions: 4 }, never)
})
afterAll(async () => {
  await owner[Symbol.asyncDispose]()
  await server[Symbol.asyncDispose]()
  await rm(folder, { recursive: true })
})

function makeCertificates(into: string): void {
  const openssl = (...args: string[]) => execFileSync('openssl', args, { cwd: into, stdio: 'ignore' })
  openssl(
    'req',
    '-x509',
    '-newkey',
    'ec',
    '-pkeyopt',
    'ec_paramgen_curve:P-256',
    '-nodes',
    '-keyout',
    'ca.key',
    '-out',
    'ca.pem',
    '-subj',
    '/CN=test ca',
    '-days',
    '2',
  )
  openssl(
    'req',
    '-newkey',
    'ec',
    '-pkeyopt',
    'ec_paramgen_curve:P-256',
    '-nodes',
    '-keyout',
    'server.key',
    '-out',
    'server.csr',
    '-subj',
    '/CN=localhost',
  )
  execFileSync('sh', ['-c', 'printf "subjectAltName=DNS:localhost,IP:127.0.0.1" > san'], { cwd: into })
  openssl(
    'x509',
    '-req',
    '-in',
    'server.csr',
    '-CA',
    'ca.pem',
    '-CAkey',
    'ca.key',
    '-CAcreateserial',
    '-out',
    'server.pem',
    '-days',
    '2',
    '-extfile',
    'san',
  )
}

const url = () => server.url.replace('nats://', 'tls://')
const credentialsOf = (role: Role, name: string) =>
  mintCredentials({ role, name, fleet: 'test', environments: role === 'worker' ? ['math'] : [] }, authority, 0)

/** As our own processes connect. */
async function join_(role: Role, name: string): Promise<StreamConnection> {
  return connectTo({ url: url() }, connectionName({ role, name }), { credentials: await credentialsOf(role, name), tlsAuthority })
}

/** A bare connection, to say and hear whatever one likes. */
async function bare(role: Role, name: string): Promise<{ readonly nats: NatsConnection; readonly refused: string[] }> {
  const authenticator = credsAuthenticator(new TextEncoder().encode(await credentialsOf(role, name)))
  const nats = await connect({ servers: url(), tls: { ca: tlsAuthority }, authenticator })
  const refused: string[] = []
  void (async () => {
    for await (const status of nats.status()) if (status.permissionContext !== undefined) refused.push(status.permissionContext.subject)
  })()
  return { nats, refused }
}

const [T, C] = ['sortie_test_tasks', 'sortie_test_trajectories']
const kv = (bucket: string) => `KV_sortie_test_${bucket}`
const all = roles
/** Subjects that one may publish to, and who: whatever is not listed is denied. Named as worker `w-1`, replica `r-1`, learner `l-1`. */
const publishable: readonly (readonly [string, readonly Role[]])[] = [
  ['sortie.test.chunk.0.r-9.w-1', ['owner', 'worker']],
  ['sortie.test.chunk.0.r-9.w-2', ['owner']],
  ['sortie.other.chunk.0.r-9.w-1', []],
  ['sortie.test.task.math', ['owner']],
  ['sortie.test.control.cancel', ['owner', 'learner']],
  ['sortie.test.control.pause', ['owner']],
  ['sortie.test.control.drain.w-1', ['owner']],
  ['sortie.test.control.drained.w-1', ['owner', 'worker']],
  ['sortie.test.control.drained.w-2', ['owner']],
  ['$KV.sortie_test_ledger.r-9', ['owner']],
  ['$KV.sortie_test_keeper.state', ['owner']],
  ['$KV.sortie_test_presence.worker.w-1', ['owner', 'worker']],
  ['$KV.sortie_test_presence.worker.w-2', ['owner']],
  ['$KV.sortie_test_presence.replica.r-1', ['owner', 'replica']],
  ['$KV.sortie_test_presence.replica.r-2', ['owner']],
  ['$KV.sortie_test_marks.committed_0_of_1', ['owner', 'learner']],
  ['$KV.sortie_test_marks.committed_1_of_2', ['owner']],
  ['$KV.sortie_test_marks.retention', ['owner']],
  ['$KV.sortie_test_weights.current', ['owner', 'learner']],
  ['$KV.sortie_test_dead.r-9', ['owner', 'worker']],
  [`$JS.API.STREAM.CREATE.${C}`, ['owner']],
  [`$JS.API.STREAM.UPDATE.${C}`, ['owner']],
  [`$JS.API.STREAM.PURGE.${T}`, ['owner']],
  [`$JS.API.STREAM.MSG.DELETE.${C}`, ['owner']],
  ['$JS.API.STREAM.CREATE.elsewhere', []],
  ['$JS.API.STREAM.DELETE.elsewhere', []],
  [`$JS.API.STREAM.INFO.${C}`, ['owner', 'worker', 'learner', 'observer']],
  [`$JS.API.STREAM.MSG.GET.${C}`, ['owner', 'worker']],
  [`$JS.API.STREAM.MSG.GET.${T}`, ['owner']],
  [`$JS.API.STREAM.MSG.GET.${kv('ledger')}`, ['owner', 'observer']],
  [`$JS.API.CONSUMER.CREATE.${C}.mine`, ['owner', 'learner', 'observer']],
  [`$JS.API.CONSUMER.CREATE.${T}.mine`, ['owner']],
  [`$JS.API.STREAM.MSG.GET.${kv('presence')}`, ['owner', 'worker', 'observer']],
  [`$JS.API.STREAM.MSG.GET.${kv('marks')}`, ['owner', 'learner', 'observer']],
  ['$JS.API.STREAM.MSG.GET.sortie_test_orders', ['owner', 'worker']],
  // Where one may make a consumer, the server sends what is stored to any subject: nobody may where he may store what he likes.
  [`$JS.API.CONSUMER.CREATE.${kv('presence')}.mine`, ['owner', 'observer']],
  [`$JS.API.CONSUMER.CREATE.${kv('marks')}.mine`, ['owner', 'observer']],
  [`$JS.API.CONSUMER.CREATE.${kv('dead')}.mine`, ['owner', 'observer']],
  ['$JS.API.CONSUMER.CREATE.sortie_test_orders.mine', ['owner']],
  [`$JS.API.DIRECT.GET.${kv('presence')}`, []],
  [`$JS.API.DIRECT.GET.${C}`, []],
  [`$JS.API.CONSUMER.CREATE.${kv('ledger')}.mine`, ['owner', 'observer']],
  [`$JS.API.CONSUMER.CREATE.${kv('weights')}.mine`, ['owner', 'observer']],
  [`$JS.API.CONSUMER.DURABLE.CREATE.${T}.mine`, ['owner']],
  [`$JS.API.CONSUMER.DELETE.${T}.nobody`, ['owner']],
  [`$JS.API.CONSUMER.MSG.NEXT.${T}.task_math`, ['owner', 'worker']],
  [`$JS.API.CONSUMER.MSG.NEXT.${T}.task_python`, ['owner']],
  [`$JS.ACK.${T}.task_math.1.1.1.1.0`, ['worker']],
  [`$JS.ACK.${T}.task_python.1.1.1.1.0`, []],
  ['$JS.API.INFO', all],
  ['$SYS.REQ.SERVER.PING', []],
  ['anything.else', []],
]
const hearable: readonly (readonly [string, readonly Role[]])[] = [
  ['_INBOX_worker-w-1.x', ['worker']],
  ['_INBOX_worker-w-2.x', []],
  ['_INBOX_l-1.x', ['learner']],
  ['_INBOX.>', []],
  ['sortie.test.control.cancel', ['owner', 'worker', 'observer']],
  ['sortie.test.control.drain.w-1', ['owner', 'worker', 'observer']],
  ['sortie.test.control.drain.w-2', ['owner', 'observer']],
  ['sortie.test.control.>', ['owner', 'observer']],
  ['sortie.test.task.*', []],
  ['sortie.test.chunk.>', []],
  ['$KV.sortie_test_ledger.>', []],
  ['>', []],
]
const names: Readonly<Record<Role, string>> = { owner: 'o-1', worker: 'w-1', replica: 'r-1', learner: 'l-1', observer: 'v-1' }

describe.each(roles)('the role %s', (role) => {
  test('publishes where it may, and nowhere else', async () => {
    const { nats, refused } = await bare(role, names[role])
    for (const [subject] of publishable) nats.publish(subject)
    await nats.flush()
    const denied = publishable.filter(([, may]) => !may.includes(role)).map(([subject]) => subject)
    await expect.poll(() => refused).toEqual(denied)
    await nats.close()
  })

  test('hears what it may, and nothing else', async () => {
    const { nats } = await bare(role, names[role])
    const denied: string[] = []
    for (const [subject] of hearable) nats.subscribe(subject, { callback: (error) => void (error !== null && denied.push(subject)) })
    await nats.flush()
    expect(denied.sort()).toEqual(hearable.filter(([, may]) => !may.includes(role)).map(([subject]) => subject).sort()) // prettier-ignore
    await nats.close()
  })
})

test('a worker with its own rights alone claims, plays, writes and acks; an observer sees it', async () => {
  const ledger = new LedgerStore(owner, 'test')
  const task = {
    taskId: 't',
    environment: 'math',
    inputJson: Buffer.from('{"question":"1 + 1?"}'),
    verifierJson: Buffer.from('{"answer":"2"}'),
  }
  await new TaskQueue(owner, { fleet: 'test' }).submit([rolloutTask('r-1', { task })], ledger, never)
  await using connection = await join_('worker', 'w-1')
  await using _worker = startWorker(connection, new ScriptedPolicy(() => ({ text: '#### 2' })), { context: { worker: 'w-1' } })
  await expect.poll(async () => (await owner.jsm.streams.info(T)).state.messages, { timeout: 10_000 }).toBe(0)
  const log = new TrajectoryStream(connection, { fleet: 'test', partitions: 4 })
  await expect(
    log.append({ groupId: 'g', rolloutId: 'r-2', worker: 'w-2' }, Uint8Array.of(1), 0, AbortSignal.timeout(1_500)),
  ).rejects.toThrow()
  const creds = join(folder, 'observer.creds')
  await writeFile(creds, await credentialsOf('observer', 'observer'))
  const ca = ['--nats-ca', join(folder, 'ca.pem'), '--nats-creds', creds]
  const status = await sortie(['status', '--fleet', 'test', '--nats-url', url(), ...ca, '-o', 'json'])
  expect(JSON.parse(status.stdout)).toMatchObject({ fleet: 'test', queue: { math: { waiting: 0 }, python: { waiting: 0 } } })
})

test('a worker sees replicas come and go, and orders that it missed, with its own rights alone', async () => {
  await using connection = await join_('worker', 'w-1')
  await using replica = await join_('replica', 'r-1')
  const [stop, leave] = [new AbortController(), new AbortController()]
  const board = new PresenceBoard(connection, { fleet: 'test', replicasOnly: true })
  const reading = board.run(stop.signal)
  const kind = pb.PresenceKind.PRESENCE_KIND_REPLICA
  const beating = announcePresence(replica, { fleet: 'test' }, () => ({ kind, name: 'r-1', url: 'http://r-1' }), leave.signal)
  await expect.poll(() => board.current(kind), { timeout: 5_000 }).toMatchObject([{ name: 'r-1', url: 'http://r-1' }])
  leave.abort()
  await beating
  await expect.poll(() => board.current(kind), { timeout: 5_000 }).toEqual([])
  stop.abort()
  await reading
  const learner = await join_('learner', 'l-1')
  await new ControlBus(learner, 'test').publish({ cancel: { groupId: 'missed', olderThanWeightVersion: 3 } }, never)
  const orders = new AbortController()
  for await (const { cancel } of await new ControlBus(connection, 'test').forWorker('w-1', orders.signal)) {
    expect(cancel).toMatchObject({ groupId: 'missed' })
    break
  }
  orders.abort()
  await learner[Symbol.asyncDispose]()
})

test('a learner commits for its own share alone, whatever it writes into it', async () => {
  const credentials = await mintCredentials({ role: 'learner', name: 'l-0', fleet: 'test', environments: [], share: { index: 0, of: 2 } }, authority, 0) // prettier-ignore
  await using connection = await connectTo({ url: url() }, 'l-0', { credentials, tlsAuthority })
  const marks = new MarksStore(connection, 'test')
  const cursor = { partitions: [{ partition: 1, floorSequence: 1_000 }] }
  await marks.commit({ share: { index: 0, of: 2 }, cursor: {} }, never)
  await expect(marks.commit({ share: { index: 1, of: 2 }, cursor }, never)).rejects.toMatchObject({
    code: 'access.denied',
    remedy: expect.stringContaining('sortie auth mint') as string,
  })
  const ofTwo = async () => (await marks.committed(never)).filter(({ share }) => share?.of === 2)
  expect(await ofTwo()).toHaveLength(1)
  const lie = pb.CommittedMark.encode({ share: { index: 1, of: 2 }, cursor }).finish()
  await new KvBucket(connection, 'sortie_test_marks').put('committed_0_of_2', lie, null, never)
  expect(await ofTwo()).toEqual([])
})

const stored = 'sortie.test.chunk.0.r-forged.w-1'
const own = '$KV.sortie_test_presence.worker.w-1'
const forgers: readonly (readonly [Role, string, (to: string) => readonly [string, string]])[] = [
  ['learner', 'a push consumer of trajectories', (to) => [`$JS.API.CONSUMER.CREATE.${C}`, pushing(C, stored, to)]],
  ['observer', 'a push consumer of trajectories', (to) => [`$JS.API.CONSUMER.CREATE.${C}`, pushing(C, stored, to)]],
  [
    'observer',
    'a push consumer of heartbeats',
    (to) => [`$JS.API.CONSUMER.CREATE.${kv('presence')}`, pushing(kv('presence'), '$KV.>', to)],
  ],
  ['worker', 'an answer that goes elsewhere', () => [`$JS.API.STREAM.MSG.GET.${C}`, JSON.stringify({ last_by_subj: stored })]],
]

function pushing(stream: string, filter: string, to: string): string {
  const config = { deliver_subject: to, ack_policy: 'none', deliver_policy: 'all', filter_subject: filter, inactive_threshold: 60e9 }
  return JSON.stringify({ stream_name: stream, config })
}

describe.each(forgers)('what a %s has the server say by %s', (role, _, attack) => {
  test.each([
    { to: 'sortie.test.control.drain.w-2', forged: { drain: { worker: 'w-2', epoch: 1 } } },
    { to: 'sortie.test.control.cancel', forged: { cancel: { runId: 'forged' } } },
  ])('is no order at $to', async ({ to, forged }) => {
    const accomplice = await bare('worker', 'w-1')
    const bytes = pb.Control.encode(forged).finish()
    for (const subject of [stored, own]) {
      accomplice.nats.publish(subject, bytes)
      // With the mark of an order no other stream takes it.
      const marked = headers()
      marked.set('Nats-Expected-Stream', 'sortie_test_orders')
      accomplice.nats.publish(subject, bytes, { headers: marked })
    }
    await accomplice.nats.flush()
    for (const [stream, subject] of [
      [C, stored],
      [kv('presence'), own],
    ] as const)
      // prettier-ignore
      expect((await owner.jsm.streams.getMessage(stream, { last_by_subj: subject })).header.keys()).toEqual([])
    const sniffer = await bare('observer', 'v-1')
    const arrived = sniffer.nats.subscribe(to, { max: 1 })
    await sniffer.nats.flush()
    const worker = await join_('worker', 'w-2')
    const stop = new AbortController()
    const said = await new ControlBus(worker, 'test').forWorker('w-2', stop.signal)
    const { last_seq: before } = (await owner.jsm.streams.info('sortie_test_orders')).state
    const attacker = await bare(role, names[role])
    const [subject, body] = attack(to)
    attacker.nats.publish(subject, body, { reply: role === 'worker' ? to : `_INBOX_${names[role]}.x` })
    expect((await arrived[Symbol.asyncIterator]().next()).done).toBe(false)
    await new ControlBus(owner, 'test').publish({ cancel: { rolloutId: 'true' } }, never)
    for await (const { cancel } of said) {
      expect(['true', '']).toContain(cancel?.rolloutId)
      expect(cancel?.runId).toBe('')
      if (cancel?.rolloutId === 'true') break
    }
    const orders = new ControlBus(owner, 'test').orders(before + 1, stop.signal)
    expect((await orders.next()).value).toMatchObject({ cancel: { rolloutId: 'true' } })
    stop.abort()
    await Promise.all([accomplice, sniffer, attacker].map(({ nats }) => nats.close()))
    await worker[Symbol.asyncDispose]()
  })
})

test('a worker process joins by minted credentials over TLS; a file that is minted is its owner’s alone', async () => {
  const keys = join(folder, 'keys')
  expect((await sortie(['auth', 'init', '--out', keys])).code).toBe(0)
  expect((await sortie(['auth', 'init', '--out', keys])).code).toBe(2)
  const foreign = join(folder, 'foreign.creds')
  const minted = await sortie([
    'auth',
    'mint',
    '--role',
    'worker',
    '--name',
    'w-9',
    '--environments',
    'math',
    '--fleet',
    'test',
    '--keys',
    keys,
    '--out',
    foreign,
  ])
  expect([minted.code, minted.stdout]).toEqual([0, ''])
  const own = join(folder, 'own.creds')
  await writeFile(own, await credentialsOf('worker', 'w-9'))
  expect(await startedBy(own)).toContain('worker started')
  // Of another operator: the server does not know it.
  expect(await startedBy(foreign)).toMatch(/refused the credentials/)
})

/** What a worker process says first. */
async function startedBy(creds: string): Promise<string> {
  const args = [
    'cmd/worker/main.ts',
    '--fleet',
    'test',
    '--name',
    'w-9',
    '--environments',
    'math',
    '--nats-url',
    url(),
    '--nats-creds',
    creds,
    '--nats-ca',
    join(folder, 'ca.pem'),
  ]
  const child = spawn(process.execPath, args, {
    cwd: root,
    env: { PATH: process.env['PATH'] ?? '', SORTIE_FLEET_TOKEN: 'x' },
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  let said = ''
  child.stderr.setEncoding('utf8').on('data', (text: string) => (said += text))
  await expect.poll(() => said, { timeout: 15_000 }).toMatch(/worker started|worker failed/)
  const ended = child.exitCode === null ? once(child, 'exit') : null
  child.kill('SIGKILL')
  await ended
  return said
}

test('through a tunnel the certificate is that of the server, not of the near end', async () => {
  const through = async (serverName: string) => {
    const options = { credentials: await credentialsOf('observer', 'observer'), tlsAuthority, unreachableAfterMs: 100 }
    return connectTo({ url: url() }, 'observer', { ...options, tunnelled: { serverName } })
  }
  await using connection = await through('localhost')
  expect(connection.awayMs()).toBeNull()
  await expect(through('nats.bus.svc')).rejects.toMatchObject({
    code: 'stream.unreachable',
    message: expect.stringContaining('nats.bus.svc') as string,
  })
})

test('plain text beyond this machine is refused, and a server there that lets everybody in, unless development says so', async () => {
  const refused = await sortie(['status', '--nats-url', 'nats://nats.example:4222'])
  expect([refused.code, refused.stderr]).toEqual([2, expect.stringContaining('would be spoken to in plain text')])
  expect(refused.stderr).toContain('--nats-plaintext')
  const open = await sortie(['status', '--nats-url', 'tls://nats.example:4222'])
  expect([open.code, open.stderr]).toEqual([2, expect.stringContaining('tls://nats.example:4222 would be joined without a token or credentials')]) // prettier-ignore
  expect(open.stderr).toMatch(/--nats-creds FILE.*SORTIE_NATS_TOKEN/)
})

test('the production configuration is one that the server takes', async () => {
  const place = join(folder, 'production')
  await mkdir(place)
  const files = ['tls.crt', 'tls.key', 'ca.crt']
  for (const [index, from] of ['server.pem', 'server.key', 'ca.pem'].entries())
    await copyFile(join(folder, from), join(place, files[index] ?? ''))
  const production = await readFile(join(root, 'deploy/nats/nats.conf'), 'utf8')
  await writeFile(join(place, 'nats.conf'), production.replaceAll('/etc/nats/tls', place).replace('/data/jetstream', join(place, 'store')))
  await writeFile(join(place, 'nats-auth.conf'), authority.serverConfiguration)
  const checked = execFileSync(join(root, '.tools/bin/nats-server'), ['-t', '-c', join(place, 'nats.conf')], {
    env: { SERVER_NAME: 'nats-0' },
    encoding: 'utf8',
    stdio: 'pipe',
  })
  expect(checked).toBe('')
})
