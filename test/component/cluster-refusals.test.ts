import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { chmod, copyFile, mkdir, mkdtemp, readFile, readdir, rm, symlink, writeFile } from 'node:fs/promises'
import { once } from 'node:events'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { repository } from '../support/llama.ts'

// What the script of the test cluster says where it cannot or must not start one. A copy is run, in a folder that anybody may read and that
// has no state of a cluster: nothing of a real one is met.

const nobody = 65_534
const isRoot = process.getuid?.() === 0
let folder = ''

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sortie-refusals-'))
  await chmod(folder, 0o755)
  await mkdir(join(folder, 'test/cluster'), { recursive: true })
  for (const name of ['cluster.sh', 'settings.sh'])
    await copyFile(join(repository, 'test/cluster', name), join(folder, 'test/cluster', name))
})
afterEach(() => rm(folder, { recursive: true }))

/** A program of the cluster's own folder, which the script finds before the machine's. */
async function standIn(name: string, script: string): Promise<void> {
  const bin = join(folder, '.tools/kube/bin')
  await mkdir(bin, { recursive: true })
  await writeFile(join(bin, name), `#!/bin/sh\n${script}\n`, { mode: 0o755 })
}

function play(flags: readonly string[], identity: { readonly uid?: number; readonly gid?: number } = {}) {
  const { status, stderr } = spawnSync('bash', [join(folder, 'test/cluster/cluster.sh'), ...flags], {
    ...identity,
    cwd: folder,
    encoding: 'utf8',
    timeout: 30_000,
  })
  return { status, stderr }
}

const refused = (words: RegExp) => ({ status: 1, stderr: expect.stringMatching(words) as string })
/** What starts makes its state first. */
const hasStarted = async () => (await readdir(join(folder, '.tools/cluster')).catch(() => [])).length > 0

test('check wants root', () => {
  expect(play(['check'], isRoot ? { uid: nobody, gid: nobody } : {})).toEqual(refused(/^cluster: needs root: nodes are made of /))
})

test('check wants namespaces', async () => {
  await standIn('id', 'echo 0')
  await standIn('unshare', 'exit 1')
  expect(play(['check'])).toEqual(refused(/^cluster: this machine gives no mount, network and pid namespaces: .* KUBECONFIG$/m))
})

test('check wants Linux', async () => {
  await standIn('uname', 'echo Darwin')
  expect(play(['check'])).toEqual(refused(/^cluster: needs Linux: /))
})

/** A machine that has everything else. */
async function standInForMachine(): Promise<void> {
  await standIn('id', 'echo 0')
  for (const name of ['unshare', 'mkdir', 'rmdir', 'ip']) await standIn(name, 'exit 0')
  // What it has of memory, and of disk.
  for (const name of ['sed', 'df']) await standIn(name, 'echo 99999999')
}

test.each([
  ['memory', 'sed', 'echo 3000000', /^cluster: 2 nodes need 4096 MiB of memory, and 2929 are available: /],
  ['disk', 'df', 'echo 3000000', /^cluster: 2 nodes need 4096 MiB of disk under \S+, and 2929 are free: /],
  ['an address that is nobody\'s', 'ip', 'case "$*" in *addr*172.30.0.0/24) echo "docker0  UP  172.30.0.1/16";; esac', /^cluster: 172\.30\.0\.0\/24, .* \(docker0 UP 172\.30\.0\.1\/16\): take that away/], // prettier-ignore
  ['a network that is nobody\'s', 'ip', 'case "$*" in *match*10.244.2.0/24) echo "default via 192.0.2.1"; echo "10.0.0.0/8 dev tun0";; esac', /^cluster: 10\.244\.2\.0\/24, .* \(10\.0\.0\.0\/8 dev tun0\): take that away/], // prettier-ignore
])('check wants %s', async (_, name, script, words) => {
  await standInForMachine()
  await standIn(name, script)
  expect(play(['check', '2'])).toEqual(refused(words))
})

test.each([
  ['12379', ['127.0.0.1']],
  ['12380', ['0.0.0.0']],
  ['6443', []],
])('check wants port %s, which somebody listens on (%j)', async (port, host) => {
  await standInForMachine()
  const server = createServer()
  // Somebody may listen there in earnest, such as a cluster that is up.
  await new Promise((resolve) =>
    server
      .once('listening', resolve)
      .once('error', resolve)
      .listen(Number(port), ...host),
  )
  try {
    expect(play(['check', '1'])).toEqual(refused(new RegExp(`^cluster: port ${port} of this machine is in use, .* end what does`)))
  } finally {
    server.close()
  }
})

// Namespaces are refused here too, so that a script which went on past its arguments would start nothing either.
test.each(['0', '4', '12', 'x', '-1', '2 '])('up makes no cluster of %j nodes', async (nodes) => {
  await standIn('unshare', 'exit 1')
  expect(play(['up', nodes])).toEqual(refused(new RegExp(`^cluster: NODES is ${nodes}: give 1, 2 or 3$`, 'm')))
  expect(await hasStarted()).toBe(false)
})

test('up leaves a cluster alone that is up', async () => {
  await standIn('unshare', 'exit 1')
  await mkdir(join(folder, '.tools/cluster/run'), { recursive: true })
  expect(play(['up', '1'])).toEqual(refused(/^cluster: it is up, or was not taken down: make cluster-status, make cluster-down$/m))
  expect(await readdir(join(folder, '.tools/cluster/run'))).toEqual([])
})

test('up refuses what check does', async () => {
  await standIn('id', 'echo 0')
  await standIn('unshare', 'exit 1')
  expect(play(['up', '1'])).toEqual(refused(/^cluster: this machine gives no mount, network and pid namespaces/))
  expect(await hasStarted()).toBe(false)
})

describe('what was started is found again by more than its number', () => {
  let stranger: ChildProcess
  /** As the script writes it. */
  let identity = ''
  const settings = () => join(folder, 'test/cluster/settings.sh')
  const identify = () => spawnSync('bash', ['-c', '. "$0" && identity "$1"', settings(), String(stranger.pid)], { encoding: 'utf8' }).stdout

  beforeEach(async () => {
    // Its name would make one that counts from the first bracket, or the first space, read another field.
    const program = join(folder, 'a) b (c')
    await symlink('/bin/sleep', program)
    stranger = spawn(program, ['60'], { stdio: 'ignore' })
    await once(stranger, 'spawn')
    identity = identify()
    await mkdir(join(folder, '.tools/cluster/run'), { recursive: true })
    await mkdir(join(folder, '.tools/cluster/node1'))
    // Nothing of the machine is touched.
    for (const name of ['ip', 'find', 'nsenter']) await standIn(name, 'exit 0')
  })
  afterEach(() => stranger.kill('SIGKILL'))

  const changes: [string, (written: string) => string][] = [
    ['that started at another time', (written) => written.replace(/ (\d+) /, (_, ticks: string) => ` ${String(Number(ticks) - 1)} `)],
    ['that started in another boot', (written) => written.replace(/[0-9a-f-]{36}/, '00000000-0000-4000-8000-000000000000')],
    ['of which nothing but the number is known', (written) => written.replace(/ .*/, '')],
  ]
  test.each(changes)('a process %s is a stranger, and lives on', async (_, change) => {
    const stat = await readFile(`/proc/${String(stranger.pid)}/stat`, 'utf8')
    // The 22nd of all, and the 20th behind the name.
    const ticks = stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? ''
    expect(identity).toMatch(new RegExp(`^\\d+ ${ticks} [0-9a-f-]{36}\\n$`))
    for (const file of ['run/etcd.pid', 'run/node1.pid', 'node1/init.pid']) await writeFile(join(folder, '.tools/cluster', file), change(identity)) // prettier-ignore
    expect(play(['in-node', '1', 'true'])).toEqual(refused(/^cluster: node1 does not run/))
    expect(play(['kill-node', '1']).status).toBe(0)
    // All of it, as after a new boot: nothing is left, and nothing is said but that.
    expect(play(['down'])).toEqual({ status: 0, stderr: expect.stringMatching(/^cluster: it is down; .*\n$/) as string })
    expect(await readdir(join(folder, '.tools/cluster'))).toEqual([])
    expect(identify()).toBe(identity)
  })

  test('the very process is ended, whatever it is called', async () => {
    await writeFile(join(folder, '.tools/cluster/run/etcd.pid'), identity)
    await writeFile(join(folder, '.tools/cluster/node1/init.pid'), identity)
    expect(play(['in-node', '1', 'true']).status).toBe(0)
    const ended = once(stranger, 'exit')
    expect(play(['down']).status).toBe(0)
    expect(await ended).toEqual([null, 'SIGKILL'])
  })
})

test.each([[[]], [['restart']]])('without a command that it has it says which there are: %j', (flags) => {
  expect(play(flags)).toEqual(refused(/^cluster: cluster\.sh check \[NODES\] \| up \[NODES\] \| down /))
})
