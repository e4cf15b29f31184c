/** The API server's own description of its resources, as JSON Schemas for kubeconform: what a catalogue on the internet would have. */
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

interface Schema {
  $ref?: string
  type?: string
  properties?: Record<string, Schema>
  additionalProperties?: Schema | boolean
  items?: Schema
  oneOf?: readonly object[]
  'x-kubernetes-preserve-unknown-fields'?: boolean
  'x-kubernetes-group-version-kind'?: readonly { readonly group: string; readonly version: string; readonly kind: string }[]
}

type Definitions = Readonly<Record<string, Schema>>

/** Written as strings or as numbers, whatever OpenAPI 2 can say of it. */
const eitherWay = ['io.k8s.apimachinery.pkg.util.intstr.IntOrString', 'io.k8s.apimachinery.pkg.api.resource.Quantity']
const prefix = '#/definitions/'

/** Writes a schema for each kind, from the text of `/openapi/v2`; the location that kubeconform finds them by. */
export async function writeSchemas(openapi: string, folder: string): Promise<string> {
  const { definitions } = JSON.parse(openapi) as { readonly definitions: Definitions }
  await mkdir(folder, { recursive: true })
  const strict = Object.fromEntries(Object.entries(definitions).map(([name, schema]) => [name, strictly(name, schema)]))
  for (const [name, schema] of Object.entries(definitions)) {
    const kinds = schema['x-kubernetes-group-version-kind'] ?? []
    if (kinds.length !== 1 || kinds[0] === undefined) continue
    const { group, version, kind } = kinds[0]
    const file = [kind, ...(group === '' ? [] : [group.split('.')[0] ?? '']), version].join('-').toLowerCase()
    await writeFile(join(folder, `${file}.json`), JSON.stringify({ $ref: prefix + name, definitions: neededBy(name, strict) }))
  }
  return join(folder, '{{ .ResourceKind }}{{ .KindSuffix }}.json')
}

/** A field that is not described is a mistake. */
function strictly(name: string, schema: Schema): Schema {
  if (eitherWay.includes(name)) return { oneOf: [{ type: 'string' }, { type: 'number' }] }
  const { properties, items, additionalProperties } = schema
  const isOpen = additionalProperties !== undefined || schema['x-kubernetes-preserve-unknown-fields'] === true
  return {
    ...schema,
    ...(items === undefined ? {} : { items: strictly('', items) }),
    ...(typeof additionalProperties === 'object' ? { additionalProperties: strictly('', additionalProperties) } : {}),
    ...(properties === undefined
      ? {}
      : {
          properties: Object.fromEntries(Object.entries(properties).map(([key, each]) => [key, strictly('', each)])),
          ...(isOpen ? {} : { additionalProperties: false }),
        }),
  }
}

function neededBy(name: string, definitions: Definitions): Definitions {
  const needed = new Map<string, Schema>()
  const take = (each: string) => {
    const schema = definitions[each]
    if (needed.has(each) || schema === undefined) return
    needed.set(each, schema)
    for (const [, other = ''] of JSON.stringify(schema).matchAll(/"#\/definitions\/([^"]+)"/g)) take(other)
  }
  take(name)
  return Object.fromEntries(needed)
}
