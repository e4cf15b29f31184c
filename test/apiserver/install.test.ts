import { execFile } from 'node:child_process'
import { mkdir, mkdtemp, readFile, readdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { parseAllDocuments } from 'yaml'
import { commandsOf } from '../cluster/support.ts'
import { chart, helm, manifest, type ManifestObject, olderChart } from '../support/install.ts'
import { KubeApiServer, kubeMissing } from '../support/kube-apiserver.ts'
import { writeSchemas } from '../support/kube-schemas.ts'
import { repository } from '../support/llama.ts'

// The three ways to install, on a real API server with RBAC. Nodes are PLAYED by kwok: no container runs.

const space = ['-n', 'sortie-system']
// Nobody makes volumes here.
const values = ['--set', 'nats.bundled.storage=']
const account = 'system:serviceaccount:sortie-system:sortie-controller'

/** What a tool of set-up printed; rejects with it when it fails. */
async function run(tool: string, flags: readonly string[]): Promise<string> {
  const done = promisify(execFile)(join(repository, '.tools/kube/bin', tool), flags, { maxBuffer: 2 ** 24 })
  const { stdout } = await done.catch((thrown: unknown) => {
    throw new Error((thrown as { readonly stdout?: string }).stdout, { cause: thrown })
  })
  return stdout
}

const objectsOf = (text: string) => parseAllDocuments(text).flatMap((each) => (each.toJS() as ManifestObject | null) ?? [])

interface ControllerObject extends ManifestObject {
  readonly spec: { readonly template: { readonly spec: { readonly containers: readonly { readonly env: readonly Variable[] }[] } } }
}

interface Variable {
  readonly name: string
  readonly value?: string
}

/** The controller's environment in a rendering. */
function environmentOf(objects: readonly ManifestObject[]): Record<string, string | undefined> {
  const controller = objects.find(({ kind }) => kind === 'Deployment') as ControllerObject | undefined
  return Object.fromEntries((controller?.spec.template.spec.containers[0]?.env ?? []).map(({ name, value }) => [name, value]))
}

describe.skipIf(kubeMissing !== null)('installing', () => {
  let server: KubeApiServer

  beforeAll(async () => {
    server = await KubeApiServer.start({ controllers: true, nodes: 2 })
    await mkdir(join(server.folder, 'helm'))
  }, 120_000)
  afterAll(() => server[Symbol.asyncDispose]())

  const get = (what: string, path: string) => server.kubectl(['get', what, ...space, '-o', `jsonpath={${path}}`])
  const may = async (whose: string, ...what: string[]) => {
    const said = await server.kubectl(['auth', 'can-i', ...what, `--as=${whose}`]).catch(() => 'no')
    return said.trim()
  }
  const mayI = (...what: string[]) => may(account, ...what)
  /** Lines of a document, as the administrator types them; what was said. */
  const type = async (lines: string, more: Readonly<Record<string, string>> = {}) => {
    const tools = ['.tools/kube/bin', '.tools/bin'].map((each) => join(repository, each))
    const home = { HOME: server.folder, KUBECONFIG: server.adminKubeconfigPath, PATH: [...tools, process.env['PATH'] ?? ''].join(':') }
    const cwd = await mkdtemp(join(server.folder, 'typed-'))
    await writeFile(join(cwd, 'ca.pem'), 'PLAYED')
    const { stdout } = await promisify(execFile)('bash', ['-euo', 'pipefail', '-c', lines], { cwd, env: { ...home, ...more } })
    return stdout
  }

  test(
    'by Helm, and a newer version upgrades the definition too, keeps the token, and leaves fleets alone',
    { timeout: 180_000 },
    async () => {
      const older = await olderChart(server.folder)
      const said = await helm(server, 'install', 'sortie', older, ...space, '--create-namespace', '--wait', '--timeout', '60s', ...values)
      expect(said).toContain('kubectl apply -f examples/fleets/trying-out.yaml')
      await server.kubectl(['wait', '--for=condition=Established', 'crd/rolloutfleets.sortie.dev', '--timeout=30s'])
      await server.kubectl(['apply', '-f', join(repository, 'examples/fleets/math.yaml')])
      await expect(server.kubectl(['get', 'rfl'])).rejects.toThrow(/doesn't have a resource type "rfl"/)
      const token = await get('secret/sortie-nats', '.data.token')
      expect(Buffer.from(token, 'base64').toString()).toMatch(/^[A-Za-z0-9]{32}$/)
      const uid = await server.kubectl(['get', 'rolloutfleet', 'math', '-o', 'jsonpath={.metadata.uid}'])

      await helm(server, 'upgrade', 'sortie', chart, ...space, '--wait', '--timeout', '60s', ...values)
      expect(await server.kubectl(['get', 'rolloutfleet', 'math', '-o', 'jsonpath={.metadata.uid}'])).toBe(uid)
      await expect.poll(() => server.kubectl(['get', 'rfl', 'math', '-o', 'name']).catch(String), { timeout: 30_000 }).toContain('math')
      expect(await get('secret/sortie-nats', '.data.token')).toBe(token)
      expect(await get('deploy/sortie-controller', '.status.availableReplicas')).toBe('2')
    },
  )

  test(
    'gives the controller the rights that it uses, and none to list secrets or to run commands in pods',
    { timeout: 60_000 },
    async () => {
      const anywhere = '--namespace=anywhere'
      expect(await mayI('create', 'pods', anywhere)).toBe('yes')
      expect(await mayI('update', 'leases.coordination.k8s.io', '--namespace=sortie-system')).toBe('yes')
      expect(await mayI('list', 'secrets', anywhere)).toBe('no')
      expect(await mayI('create', 'pods', '--subresource=exec', anywhere)).toBe('no')
      expect(await mayI('update', 'leases.coordination.k8s.io', anywhere)).toBe('no')
    },
  )

  test('for one namespace it makes nothing of the whole cluster but the definition, and lets no other namespace in to its bus', async () => {
    const objects = objectsOf(await helm(server, 'template', 'sortie', chart, ...space, '--set', 'watchNamespace=training'))
    expect(objects.filter(({ metadata }) => metadata.namespace === undefined).map(({ kind }) => kind)).toEqual(['CustomResourceDefinition'])
    expect(environmentOf(objects)['SORTIE_NAMESPACE']).toBe('training')
    const policy = JSON.stringify(objects.find(({ kind }) => kind === 'NetworkPolicy'))
    expect(policy).toContain('"namespaceSelector":{"matchLabels":{"kubernetes.io/metadata.name":"training"}}')
    expect(policy).not.toContain('"namespaceSelector":{}')
  })

  test('docs/production.md makes what examples/fleets/production.yaml refers to', { timeout: 60_000 }, async () => {
    const [, prerequisites = ''] = /```sh\n([\s\S]*?)```/.exec(await readFile(join(repository, 'docs/production.md'), 'utf8')) ?? []
    await type(prerequisites, { HF_TOKEN: 'PLAYED' })
    const path = join(repository, 'examples/fleets/production.yaml')
    await server.kubectl(['apply', '--dry-run=server', '--validate=strict', '-f', path])
    const text = await readFile(path, 'utf8')
    const named = (field: string) => new RegExp(`${field}: ([a-z-]+)`).exec(text)?.[1] ?? ''
    const keysOf = async (secret: string) =>
      Object.keys(JSON.parse(await server.kubectl(['get', 'secret', secret, '-n', 'training', '-o', 'jsonpath={.data}'])) as object).sort()
    expect(await keysOf(named('tokenSecret'))).toEqual(['token'])
    expect(await keysOf(named('credentialsSecret'))).toEqual(['account', 'signing-key'])
    expect(await keysOf(named('caSecret'))).toEqual(['ca.crt'])
    const claim = ['get', 'pvc', named('claimName'), '-n', 'training', '-o', 'jsonpath={.spec.accessModes}']
    expect(await server.kubectl(claim)).toBe('["ReadWriteMany"]')
    expect(await server.kubectl(['get', 'runtimeclass', named('runtimeClassName'), '-o', 'jsonpath={.handler}'])).toBe('runsc')
  })

  test('secrets to fetch images by are on every pod, and an authority of the bus is mounted', async () => {
    const flags = ['--set', 'images.pullSecrets[0].name=registry', '--set', 'nats.caSecret=authority']
    const objects = objectsOf(await helm(server, 'template', 'sortie', chart, ...space, ...flags))
    const withPods = objects.filter(({ kind }) => ['Deployment', 'StatefulSet', 'Pod'].includes(kind))
    expect(withPods).toHaveLength(3)
    for (const each of withPods) expect(JSON.stringify(each), each.kind).toContain('"imagePullSecrets":[{"name":"registry"}]')
    expect(environmentOf(objects)['SORTIE_NATS_CA']).toBe('/etc/sortie/ca/ca.crt')
    expect(JSON.stringify(withPods)).toContain('"secret":{"secretName":"authority"')
  })

  test.for<[string, string[], RegExp]>([
    ['a value that there is not', ['--set', 'controler.replicas=3'], /additional properties 'controler' not allowed/],
    ['a number that is too small', ['--set', 'controller.replicas=-1'], /controller\/replicas.*minimum/s],
    ['two buses', ['--set', 'nats.url=tls://nats:4222'], /nats\.url and nats\.bundled\.enabled are both given/],
    ['no bus', ['--set', 'nats.bundled.enabled=false'], /give one of the two/],
  ])('%s is refused by name', async ([, flags, words]) => {
    await expect(helm(server, 'template', 'sortie', chart, ...flags)).rejects.toThrow(words)
  })

  test('what Helm uninstalls goes, but the definition, and with it the fleets', { timeout: 90_000 }, async () => {
    await helm(server, 'uninstall', 'sortie', ...space, '--wait', '--timeout', '60s')
    const left = await server.kubectl([
      'get',
      'all,secrets,configmaps,networkpolicies,roles,rolebindings,serviceaccounts,pdb,leases',
      ...space,
      '-o',
      'name',
    ])
    const ours = left.split('\n').filter((name) => name.includes('sortie'))
    expect(ours).toEqual([])
    expect(await server.kubectl(['get', 'clusterroles,clusterrolebindings', '-o', 'name'])).not.toContain('sortie')
    expect(await server.kubectl(['get', 'rfl', '-o', 'name'])).toContain('math')
  })

  test('a fleet that was left is kept by its finalizer, and goes as the documents say', { timeout: 120_000 }, async () => {
    const math = ['rfl', 'math', '-o']
    // As a controller would have left it: the one here is PLAYED.
    await server.kubectl(['patch', 'rfl', 'math', '--type=merge', '-p', '{"metadata":{"finalizers":["sortie.dev/drain"]}}'])
    await server.kubectl(['delete', 'crd', 'rolloutfleets.sortie.dev', '--wait=false'])
    const waiting = () => server.kubectl(['get', ...math, 'jsonpath={.metadata.deletionTimestamp} {.metadata.finalizers}'])
    await expect.poll(waiting, { timeout: 30_000 }).toMatch(/^\d{4}-\S+ \["sortie\.dev\/drain"\]$/)
    // What is installed again, beside the definition that goes, so that a controller can let it go.
    const again = ['--set', 'crds.install=false', ...values, '--wait', '--timeout', '60s']
    await helm(server, 'install', 'sortie', chart, ...space, ...again)
    await helm(server, 'uninstall', 'sortie', ...space, '--wait', '--timeout', '60s')
    expect(await server.kubectl(['get', ...math, 'name'])).toContain('math')

    const [inOrder = '', withoutDraining = ''] = await commandsOf('Removing it')
    expect(inOrder).toMatch(/^kubectl delete rolloutfleets .*\nhelm uninstall .*\nkubectl delete crd /ms)
    expect(await type(withoutDraining)).toContain('rolloutfleet.sortie.dev/math patched')
    await server.kubectl(['wait', '--for=delete', 'crd/rolloutfleets.sortie.dev', '--timeout=60s'])
    await server.kubectl(['apply', '--server-side', '-f', join(chart, 'files/rolloutfleets.yaml')])
    await server.kubectl(['wait', '--for=condition=Established', 'crd/rolloutfleets.sortie.dev', '--timeout=30s'])
  })

  test('by an administrator of a namespace, who has no right elsewhere', { timeout: 120_000 }, async () => {
    const path = join(server.folder, 'stranger.kubeconfig')
    await writeFile(path, server.kubeconfig('stranger'))
    await server.kubectl(['apply', '-f', join(repository, 'examples/access/namespace-admin.yaml')])
    await server.kubectl(['create', 'namespace', 'own'])
    await server.kubectl(['create', 'rolebinding', 'stranger', '-n', 'own', '--clusterrole=admin', '--user=stranger'])
    await expect.poll(() => may('stranger', 'create', 'rolloutfleets.sortie.dev', '--namespace=own'), { timeout: 30_000 }).toBe('yes')
    expect(await may('stranger', 'create', 'clusterroles')).toBe('no')
    const own = ['-n', 'own', '--kubeconfig', path]
    const flags = ['--set', 'watchNamespace=own', '--set', 'crds.install=false', ...values, '--wait', '--timeout', '60s']
    await helm(server, 'install', 'sortie', chart, ...own, ...flags)
    const controller = 'system:serviceaccount:own:sortie-controller'
    expect(await may(controller, 'patch', 'rolloutfleets.sortie.dev', '--subresource=status', '--namespace=own')).toBe('yes')
    expect(await may(controller, 'create', 'pods', '--namespace=own')).toBe('yes')
    expect(await may(controller, 'create', 'pods', '--namespace=anywhere')).toBe('no')
    await helm(server, 'uninstall', 'sortie', ...own, '--wait', '--timeout', '60s')
  })

  test('by install.yaml, strictly, and it comes up', { timeout: 120_000 }, async () => {
    await server.kubectl(['apply', '--server-side', '--force-conflicts', '--validate=strict', '-f', manifest])
    await server.kubectl(['rollout', 'status', 'deploy/sortie-controller', ...space, '--timeout=60s'])
    expect(await server.kubectl(['get', 'secrets', ...space, '-o', 'name'])).toBe('')
    await server.kubectl(['delete', '--ignore-not-found', '-f', manifest, '--wait=true', '--timeout=60s'])
  })

  test('by kustomize: the base and every overlay are what the server takes', { timeout: 120_000 }, async () => {
    for (const name of ['sortie-system', 'training']) await server.kubectl(['create', 'namespace', name]).catch(() => undefined)
    const folder = join(repository, 'deploy/kustomize')
    const overlays = (await readdir(join(folder, 'overlays'))).map((name) => `overlays/${name}`)
    for (const part of ['base', ...overlays]) {
      const applied = await server.kubectl(['apply', '--server-side', '--dry-run=server', '--validate=strict', '-k', join(folder, part)])
      expect(applied, part).toContain('deployment.apps/sortie-controller serverside-applied')
      expect(applied.includes('statefulset.apps/sortie-nats'), part).toBe(part !== 'overlays/external-nats')
    }
  })

  test('by kustomize: each overlay does what it says', { timeout: 120_000 }, async () => {
    const overlay = (name: string) => join(repository, 'deploy/kustomize/overlays', name)
    const rendered = async (name: string) => objectsOf(await server.kubectl(['kustomize', overlay(name)]))
    const external = environmentOf(await rendered('external-nats'))
    expect(external).toMatchObject({ SORTIE_NATS_URL: 'tls://nats.example.com:4222' })
    expect(Object.keys(external)).not.toContain('SORTIE_NATS_PLAINTEXT')
    const elsewhere = await rendered('own-registry')
    expect(JSON.stringify(elsewhere)).not.toContain('ghcr.io/sortie')
    expect(JSON.stringify(elsewhere)).toContain('"image":"registry.example.com/sortie/controller:0.1.0"')
    const one = await rendered('one-namespace')
    expect(one.filter(({ kind }) => kind.startsWith('ClusterRole'))).toEqual([])
    expect(environmentOf(one)['SORTIE_NAMESPACE']).toBe('training')
    const policies = JSON.stringify(one.filter(({ kind }) => kind === 'NetworkPolicy'))
    expect(policies).toContain('"namespaceSelector":{"matchLabels":{"kubernetes.io/metadata.name":"training"}}')
    expect(policies).not.toContain('"namespaceSelector":{}')
    // This one for good: the rights are what the server makes of it.
    await server.kubectl(['apply', '--server-side', '--force-conflicts', '-k', overlay('one-namespace')])
    await server.kubectl(['rollout', 'status', 'deploy/sortie-controller', ...space, '--timeout=60s'])
    expect(await mayI('create', 'pods', '--namespace=training')).toBe('yes')
    expect(await mayI('create', 'pods', '--namespace=anywhere')).toBe('no')
    await server.kubectl(['delete', '--ignore-not-found', '-k', overlay('one-namespace'), '--wait=true', '--timeout=60s'])
  })

  test(
    'kubeconform takes every manifest and example, strictly, and finds what is wrong with a broken one',
    { timeout: 120_000 },
    async () => {
      await server.kubectl(['apply', '--server-side', '-f', join(chart, 'files/rolloutfleets.yaml')])
      await server.kubectl(['wait', '--for=condition=Established', 'crd/rolloutfleets.sortie.dev', '--timeout=30s'])
      const described = () => server.kubectl(['get', '--raw', '/openapi/v2'])
      await expect.poll(described, { timeout: 30_000 }).toContain('dev.sortie.v1alpha1.RolloutFleet')
      const location = await writeSchemas(await described(), join(server.folder, 'schemas'))
      const kubeconform = (...files: string[]) => run('kubeconform', ['-strict', '-summary', '-schema-location', location, ...files])
      const rendered = join(server.folder, 'rendered.yaml')
      await writeFile(rendered, await helm(server, 'template', 'sortie', chart, ...space, '--set', 'nats.bundled.storageClass=fast'))
      const said = await kubeconform(manifest, rendered, join(repository, 'examples/fleets'))
      expect(said).toMatch(/^Summary: \d{2,} resources found in \d+ files - Valid: \d{2,}, Invalid: 0, Errors: 0, Skipped: 0$/m)
      const broken = join(server.folder, 'broken.yaml')
      await writeFile(
        broken,
        (await readFile(manifest, 'utf8')).replace('serviceAccountName: sortie-controller', 'serviceAcountName: sortie-controller'),
      )
      await expect(kubeconform(broken)).rejects.toThrow(/Deployment sortie-controller is invalid.*serviceAcountName/s)
    },
  )
})
