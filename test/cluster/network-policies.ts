/** Enforces network policies in the nodes of the test cluster, until it is killed; cluster.sh starts it. Argument: the cluster's folder. */
import { execFile } from 'node:child_process'
import { readFile, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { systemClock as clock } from '#internal/base/clock.ts'
import { errorText } from '#internal/base/errors.ts'
import { KubeClient } from '#internal/kube/client.ts'
import { type ResourceKind, kinds } from '#internal/kube/objects.ts'
import { type Namespace, type Pod, type Policy, rulesOfNode } from './policy-rules.ts'

// A pod of this cluster is open for so long after it has its address; a network plugin would hold it up instead.
const lookEveryMs = 300
const namespaceKind: ResourceKind = { apiVersion: 'v1', kind: 'Namespace', plural: 'namespaces' }
const never = new AbortController().signal
const folder = process.argv[2] ?? ''
const client = KubeClient.load(await readFile(join(folder, 'admin.kubeconfig'), 'utf8'), { clock, fieldManager: 'test' })
/** What each node has, with whoever its network is of. */
const applied = new Map<string, string>()

const all = async <T>(kind: ResourceKind) =>
  (await client.list(kind, { namespace: null, limit: 5_000, from: null }, never)).items as readonly unknown[] as readonly T[]

for (;;) {
  try {
    const [policies, pods, namespaces] = await Promise.all([
      all<Policy>(kinds.networkPolicy),
      all<Pod>(kinds.pod),
      all<Namespace>(namespaceKind),
    ])
    for (const node of (await readdir(folder)).filter((name) => /^node\d$/.test(name))) {
      const owner = await readFile(join(folder, node, 'init.pid'), 'utf8').catch(() => '')
      const { text, problems } = rulesOfNode(node, { policies, pods, namespaces })
      const state = `${owner}${text}`
      if (owner === '' || applied.get(node) === state) continue
      for (const problem of problems) process.stderr.write(`${problem}\n`)
      await apply(node.slice(4), text)
      applied.set(node, state)
    }
  } catch (thrown) {
    process.stderr.write(`${errorText(thrown)}\n`)
  }
  await sleep(lookEveryMs)
}

/** By cluster.sh, which enters nothing but its own nodes: a number in a file may be a stranger's by now. */
function apply(node: string, text: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = execFile(join(import.meta.dirname, 'cluster.sh'), ['in-node', node, 'nft', '-f', '-'], (error, _, stderr) => {
      if (error === null) resolve()
      else reject(new Error(`${stderr}\n${text}`))
    })
    child.stdin?.end(text)
  })
}
