import { spawnSync } from 'node:child_process'
import { chmod, copyFile, mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
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

test.each([[[]], [['restart']]])('without a command that it has it says which there are: %j', (flags) => {
  expect(play(flags)).toEqual(refused(/^cluster: cluster\.sh check \| up \[NODES\] \| down /))
})
