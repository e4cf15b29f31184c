/** Writes what is generated from internal/fleet: the CRD and the resource's reference. `-` prints both instead. */
import { mkdir, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { format } from 'prettier'
import { stringify } from 'yaml'
import { rolloutFleetCrd } from '../../internal/fleet/crd.ts'

interface Field {
  readonly type?: string
  readonly description?: string
  readonly default?: unknown
  readonly enum?: readonly unknown[]
  readonly minimum?: number
  readonly maximum?: number
  readonly required?: readonly string[]
  readonly properties?: Readonly<Record<string, Field>>
  readonly items?: Field
  readonly 'x-kubernetes-validations'?: readonly { readonly message: string }[]
}

const root = join(import.meta.dirname, '../..')
const crd = rolloutFleetCrd()
const schema = crd.spec.versions[0]?.schema.openAPIV3Schema as Field

/** A table for each object, its rules below it; what is inside follows. */
function sections(name: string, field: Field): string[] {
  const fields = Object.entries(field.properties ?? {})
  const rows = fields.map(
    ([key, each]) =>
      `| \`${key}\` | ${typeOf(each)} | ${defaultOf(each, field.required?.includes(key) ?? false)} | ${each.description ?? ''} |`,
  )
  const rules = (field['x-kubernetes-validations'] ?? []).map(({ message }) => `- ${message}`)
  const own = [
    `## \`${name}\``,
    field.description ?? '',
    ['| field | type | default | |', '|---|---|---|---|', ...rows].join('\n'),
    rules.join('\n'),
  ]
  const inside = fields.flatMap(([key, each]) => {
    const object = each.items ?? each
    return Object.keys(object.properties ?? {}).length > 0 ? sections(`${name}.${key}${each.items === undefined ? '' : '[]'}`, object) : []
  })
  return [...own, ...inside]
}

function typeOf({ type, enum: choices, minimum, maximum, items }: Field): string {
  if (choices !== undefined) return choices.map((choice) => `\`${String(choice)}\``).join(', ')
  if (type === 'integer') return minimum === undefined ? 'integer' : `integer, ${String(minimum)} to ${String(maximum ?? '…')}`
  return items === undefined ? (type ?? '') : `list of ${items.type ?? ''}`
}

function defaultOf({ default: value }: Field, required: boolean): string {
  if (required) return '**required**'
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? `\`${String(value)}\`` : ''
}

const spec = schema.properties?.['spec']
const status = schema.properties?.['status']
const rules = (schema['x-kubernetes-validations'] ?? []).map(({ message }) => `- ${message}`)
const document = [
  '# RolloutFleet',
  'Every field of the resource `RolloutFleet` (`sortie.dev/v1alpha1`, `rfl`), generated from internal/fleet. `sortie fleet validate FILE` checks a file without a cluster; `kubectl explain rolloutfleet.spec` says the same on one.',
  ...rules,
  ...sections('spec', spec ?? {}),
  ...sections('status', status ?? {}),
].join('\n\n')

const files = {
  'deploy/helm/sortie/files/rolloutfleets.yaml': await format(stringify(crd, { lineWidth: 0 }), {
    parser: 'yaml',
    printWidth: 140,
    singleQuote: true,
  }),
  'docs/reference/rolloutfleet.md': await format(document, { parser: 'markdown', printWidth: 140 }),
}
if (process.argv[2] === '-') process.stdout.write(Object.values(files).join(''))
else {
  for (const [name, text] of Object.entries(files)) {
    await mkdir(dirname(join(root, name)), { recursive: true })
    await writeFile(join(root, name), text)
  }
}
