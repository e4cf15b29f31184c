import { execFile } from 'node:child_process'
import { cp, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { parseAllDocuments } from 'yaml'
import type { KubeObject } from '#internal/kube/objects.ts'
import type { KubeApiServer } from './kube-apiserver.ts'
import { repository } from './llama.ts'

export const chart = join(repository, 'deploy/helm/sortie')
export const manifest = join(repository, 'deploy/install.yaml')

export interface ManifestObject extends KubeObject {
  readonly kind: string
  readonly rules?: readonly { readonly apiGroups: string[]; readonly resources: string[]; readonly verbs: string[] }[]
}

/** What install.yaml holds, of some kinds. */
export async function installed(kinds: readonly string[]): Promise<ManifestObject[]> {
  const objects = parseAllDocuments(await readFile(manifest, 'utf8')).map((document) => document.toJS() as ManifestObject | null)
  return objects.flatMap((object) => (object !== null && kinds.includes(object.kind) ? [object] : []))
}

/** Runs helm as the administrator of a server; what it printed. Throws with what it said when it fails. */
export async function helm(server: KubeApiServer, ...flags: string[]): Promise<string> {
  const home = join(server.folder, 'helm')
  const env = { PATH: process.env['PATH'] ?? '', HOME: home, KUBECONFIG: server.adminKubeconfigPath }
  const { stdout, stderr } = await promisify(execFile)(join(repository, '.tools/kube/bin/helm'), flags, { env, maxBuffer: 2 ** 24 })
  return stdout + stderr
}

/** The chart as a version before might have been: with a definition of fewer printed columns. */
export async function olderChart(folder: string): Promise<string> {
  const path = join(folder, 'older')
  await cp(chart, path, { recursive: true })
  const [version, crd] = [join(path, 'Chart.yaml'), join(path, 'files/rolloutfleets.yaml')]
  await writeFile(version, (await readFile(version, 'utf8')).replaceAll(/ersion: 0\.\d+\.\d+/g, 'ersion: 0.0.9'))
  const without = (await readFile(crd, 'utf8')).replace(/\n {4}shortNames:\n {6}- rfl\n/, '\n')
  await writeFile(crd, without)
  return path
}
