/** Every error of a RolloutFleet at once, before an API server sees it. Pure. */
import { z } from 'zod'
import { describeIssues, suggestion } from '#internal/base/schema-issues.ts'
import { type FleetSpec, fleetSpecSchema, group, kind, version } from './resource.ts'
import { fleetRules } from './rules.ts'

/** A resource that is well, with its defaults. */
export interface Fleet {
  readonly name: string
  readonly namespace: string | null
  readonly spec: FleetSpec
}

export interface FleetProblem {
  /** Such as `spec.environment.minReplicas`. */
  readonly path: string
  readonly message: string
}

const document = z.looseObject({
  apiVersion: z.literal(`${group}/${version}`),
  kind: z.literal(kind),
  metadata: z.looseObject({ name: z.string().min(1), namespace: z.string().optional() }),
  spec: fleetSpecSchema,
})

const topFields = ['apiVersion', 'kind', 'metadata', 'spec', 'status']

export type Validated =
  { readonly kind: 'fleet'; readonly fleet: Fleet } | { readonly kind: 'problems'; readonly problems: readonly FleetProblem[] }

/** Checks a parsed resource as the API server would with strict validation, and names the nearest field for one that is not known. */
export function validateFleet(value: unknown): Validated {
  const unknown = Object.keys(value ?? {}).filter((key) => !topFields.includes(key))
  const problems: FleetProblem[] = unknown.map((key) => ({
    path: key,
    message: `unknown field ${JSON.stringify(key)}${suggestion(key, topFields)}`,
  }))
  const parsed = document.safeParse(value)
  if (!parsed.success) {
    const found = describeIssues(parsed.error, value, fieldsAt)
    return { kind: 'problems', problems: [...problems, ...found.map(({ path, message }) => ({ path: path.join('.'), message }))] }
  }
  const { metadata, spec } = parsed.data
  for (const rule of fleetRules) {
    const message = rule.check({ metadata, spec })
    if (message !== null) problems.push({ path: rule.at === '' ? 'metadata.name' : rule.at, message })
  }
  if (problems.length > 0) return { kind: 'problems', problems }
  return { kind: 'fleet', fleet: { name: metadata.name, namespace: metadata.namespace ?? null, spec } }
}

const specJson = z.toJSONSchema(fleetSpecSchema, { io: 'input' })

/** Names that may stand at a place of the spec. */
function fieldsAt(path: readonly (string | number)[]): string[] {
  let schema: z.core.JSONSchema.BaseSchema | undefined = { properties: { spec: specJson } }
  for (const part of path) {
    const inside: unknown = typeof part === 'number' ? schema?.items : schema?.properties?.[part]
    schema = inside as z.core.JSONSchema.BaseSchema | undefined
  }
  return Object.keys(schema?.properties ?? {})
}
