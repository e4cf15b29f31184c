import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { type Pair, type Scalar, isMap, isScalar, parseDocument } from 'yaml'
import { repository } from '../support/llama.ts'

// `helm show values` is the reference of the chart: what its schema takes is there, and every value says what it is.

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
