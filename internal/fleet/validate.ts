/** Every error of a RolloutFleet at once, before an API server sees it. Pure. */
import { z } from 'zod'
import { describeIssues, suggestion } from '#internal/base/schema-issues.ts'
import { type FleetSpec, fleetSpecSchema, group, kind, version } from './resource.ts'
import { type RuledFleet, fleetRules } from './rules.ts'

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
    problems.push(...found.map(({ path, message }) => ({ path: path.join('.'), message })))
    const rest = withoutProblems(value, parsed.error)
    if (rest !== null) problems.push(...ruleProblems(rest.fleet, rest.wrong))
    return { kind: 'problems', problems }
  }
  const { metadata, spec } = parsed.data
  problems.push(...ruleProblems({ metadata, spec }, []))
  if (problems.length > 0) return { kind: 'problems', problems }
  return { kind: 'fleet', fleet: { name: metadata.name, namespace: metadata.namespace ?? null, spec } }
}

type Path = readonly PropertyKey[]

/** What the rules say of a fleet; not those that read a value that is wrong itself. */
function ruleProblems(fleet: RuledFleet, wrong: readonly Path[]): FleetProblem[] {
  return fleetRules.flatMap((rule) => {
    if (readsOf(rule).some((read) => wrong.some((path) => overlap(read, path)))) return []
    const message = rule.check(fleet)
    return message === null ? [] : [{ path: rule.at === '' ? 'metadata.name' : rule.at, message }]
  })
}

/** Fields that a rule reads, as its CEL names them. */
function readsOf({ at, cel }: (typeof fleetRules)[number]): Path[] {
  const fields = [...cel.matchAll(/\bself((?:\.[A-Za-z]+\b(?!\())*)/g)].map(([, path = '']) => path.split('.').slice(1))
  const base = at === '' ? [] : at.split('.')
  return fields.map((field) => [...base, ...field])
}

function overlap(a: Path, b: Path): boolean {
  return Array.from({ length: Math.min(a.length, b.length) }, (_, index) => a[index] === b[index]).every(Boolean)
}

/** The fleet without what is wrong with it, so that the rules may look at the rest; null: nothing is left to look at. */
function withoutProblems(value: unknown, { issues }: z.ZodError): { readonly fleet: RuledFleet; readonly wrong: readonly Path[] } | null {
  const unknown = issues.flatMap((issue) => (issue.code === 'unrecognized_keys' ? issue.keys.map((key) => [...issue.path, key]) : []))
  const wrong = issues.filter(({ code }) => code !== 'unrecognized_keys').map(({ path }) => path)
  const { metadata, spec } = objectOf(without(value, new Set([...unknown, ...wrong].map(placeOf)), []))
  const { model, environment } = objectOf(spec)
  // What must be there and is not is said already.
  const named = (given: unknown) => ({ name: 'unnamed', ...objectOf(given) })
  const whole = { metadata: named(metadata), spec: { ...objectOf(spec), model: named(model), environment: named(environment) } }
  const parsed = document.pick({ metadata: true, spec: true }).safeParse(whole)
  return parsed.success ? { fleet: parsed.data, wrong } : null
}

/** Of a list, the whole entry: without a part of it, it would be wrong again. */
function placeOf(path: Path): string {
  const entry = path.findIndex((part) => typeof part === 'number')
  return (entry === -1 ? path : path.slice(0, entry + 1)).map(String).join('/')
}

function without(value: unknown, places: ReadonlySet<string>, path: Path): unknown {
  if (typeof value !== 'object' || value === null) return value
  const isList = Array.isArray(value)
  const kept = Object.entries(value)
    .map(([key, each]) => [key, [...path, isList ? Number(key) : key], each as unknown] as const)
    .filter(([, at]) => !places.has(at.map(String).join('/')))
    .map(([key, at, each]) => [key, without(each, places, at)] as const)
  return isList ? kept.map(([, each]) => each) : Object.fromEntries(kept)
}

function objectOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : {}
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
