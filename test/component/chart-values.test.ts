import { execFile } from 'node:child_process'
import { cp, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Pair, type Scalar, isMap, isScalar, parseAllDocuments, parseDocument } from 'yaml'
import { kubeMissing } from '../support/kube-apiserver.ts'
import { repository } from '../support/llama.ts'

// `helm show values` is the reference of the chart: what its schema takes is there, and every value says what it is. And what values do to
// what is rendered, without a cluster.

interface Schema {
  readonly properties?: Readonly<Record<string, Schema>>
}

const chart = join(repository, 'deploy/helm/sortie')
const text = await readFile(join(chart, 'values.yaml'), 'utf8')
const schema = JSON.parse(await readFile(join(chart, 'values.schema.json'), 'utf8')) as Schema

/** Paths of what a schema names, the groups too. */
function named({ properties = {} }: Schema, above = ''): string[] {
  return Object.entries(properties).flatMap(([name, each]) => [`${above}${name}`, ...named(each, `${above}${name}.`)])
}

/** Paths of values, each with whether the line before it is a comment. */
function described(node: unknown, above = ''): [string, boolean][] {
  if (!isMap(node)) return []
  return (node.items as Pair<Scalar<string>>[]).flatMap(({ key, value }) => {
    const path = `${above}${key.value}`
    const before = text.slice(0, key.range?.[0]).split('\n').at(-2) ?? ''
    const isGroup = schemaAt(path)?.properties !== undefined
    return [[path, /^ *#/.test(before)] as [string, boolean], ...(isGroup && !isScalar(value) ? described(value, `${path}.`) : [])]
  })
}

const schemaAt = (path: string) => path.split('.').reduce<Schema | undefined>((at, name) => at?.properties?.[name], schema)

test('every value that the schema takes is in values.yaml, and says what it is', () => {
  const found = described(parseDocument(text).contents)
  expect(found.map(([path]) => path).sort()).toEqual(named(schema).sort())
  expect(found.filter(([, isCommented]) => !isCommented).map(([path]) => path)).toEqual([])
})

interface Rendered {
  readonly kind: string
  readonly metadata: { readonly name: string; readonly annotations?: Readonly<Record<string, string>> }
  readonly data?: Readonly<Record<string, string>>
}

describe.skipIf(kubeMissing !== null)('what is rendered', () => {
  let folder = ''

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'sortie-chart-'))
    await cp(chart, folder, { recursive: true })
    // Helm shows the notes of an installation alone, which needs a cluster: here they are an object like any other.
    await rename(join(folder, 'templates/NOTES.txt'), join(folder, 'files/notes.txt'))
    const notes = '{{ tpl (.Files.Get "files/notes.txt") . | toJson }}'
    await writeFile(
      join(folder, 'templates/notes.yaml'),
      `apiVersion: v1\nkind: ConfigMap\nmetadata: { name: notes }\ndata: { notes: ${notes} }\n`,
    )
  })
  afterAll(() => rm(folder, { recursive: true, force: true }))

  const render = async (...settings: readonly string[]) => {
    const flags = ['template', 'sortie', folder, '-n', 'sortie-system', ...settings.flatMap((each) => ['--set', each])]
    const { stdout } = await promisify(execFile)(join(repository, '.tools/kube/bin/helm'), flags, { maxBuffer: 2 ** 24 })
    return parseAllDocuments(stdout).flatMap((each) => (each.toJS() as Rendered | null) ?? [])
  }
  const example = 'examples/fleets/trying-out.yaml'
  const notesOf = (objects: readonly Rendered[]) => objects.find(({ metadata }) => metadata.name === 'notes')?.data?.['notes'] ?? ''

  test('the notes name commands that do what they say with the values that were given', async () => {
    const asItComes = notesOf(await render())
    expect(asItComes).toContain(`  kubectl apply -f ${example}\n`)
    expect(asItComes).toContain('  kubectl sortie status\n')
    const inOne = notesOf(await render('watchNamespace=training'))
    expect(inOne).toContain('looks after namespace training')
    expect(inOne).toContain(`  kubectl apply -n training -f ${example}\n`)
    expect(inOne).toContain('  kubectl sortie status -n training\n')
    const elsewhere = notesOf(await render('watchNamespace=training', 'images.repository=registry.example.com/sortie', 'images.tag=0.2.0'))
    const [, engine = ''] = /^ +image: (ghcr\.io\/sortie\/engine:\S+)$/m.exec(await readFile(join(repository, example), 'utf8')) ?? []
    const replaced = `s#${engine}#registry.example.com/sortie/engine:0.2.0#`
    expect(elsewhere).toContain(`  sed ${replaced} ${example} | kubectl apply -n training -f -\n`)
  })

  test('a token of one’s own is the bundled server’s, the controller’s and the plugin’s, and no other is made', async () => {
    const secretsOf = (objects: readonly Rendered[]) => objects.filter(({ kind }) => kind === 'Secret').map(({ metadata }) => metadata.name)
    expect(secretsOf(await render())).toEqual(['sortie-nats'])
    const objects = await render('nats.tokenSecret=bus-token')
    expect(secretsOf(objects)).toEqual([])
    const asked = JSON.stringify({ secretKeyRef: { name: 'bus-token', key: 'token' } })
    const askers = objects.filter((each) => JSON.stringify(each).includes(asked)).map(({ kind }) => kind)
    expect(askers.sort()).toEqual(['Deployment', 'StatefulSet'])
    const service = objects.find(({ kind, metadata }) => kind === 'Service' && metadata.name === 'sortie-nats')
    expect(service?.metadata.annotations).toEqual({ 'sortie.dev/token-secret': 'bus-token' })
    await expect(render('nats.tokenSecret=bus-token', 'nats.bundled.auth=false')).rejects.toThrow(/would not ask for it/)
  })

  test('how long a watch may be silent reaches the controller', async () => {
    const controller = (await render('controller.watchSilence=5m')).find(({ kind }) => kind === 'Deployment')
    expect(JSON.stringify(controller)).toContain(JSON.stringify({ name: 'SORTIE_WATCH_SILENCE', value: '5m' }))
  })
})
