/** The CustomResourceDefinition, made of the schema and the rules: what `kubectl apply` takes, and `kubectl explain` teaches. */
import { z } from 'zod'
import { fleetSpecSchema, group, kind, version } from './resource.ts'
import { fleetRules } from './rules.ts'
import { fleetStatusSchema } from './status.ts'

type Schema = Record<string, unknown>

/** The CRD as Kubernetes takes it. */
export function rolloutFleetCrd() {
  const schema = {
    type: 'object',
    description: 'A fleet of environment workers and inference replicas that rolls out tasks for a learner.',
    required: ['spec'],
    properties: {
      metadata: { type: 'object' },
      spec: structural(z.toJSONSchema(fleetSpecSchema, { io: 'input' })),
      status: structural(z.toJSONSchema(fleetStatusSchema, { io: 'input' })),
    },
  }
  for (const rule of fleetRules) addRule(schema, rule)
  const names = {
    kind,
    listKind: `${kind}List`,
    plural: 'rolloutfleets',
    singular: 'rolloutfleet',
    shortNames: ['rfl'],
    categories: ['all'],
  }
  return {
    apiVersion: 'apiextensions.k8s.io/v1',
    kind: 'CustomResourceDefinition',
    metadata: { name: `rolloutfleets.${group}`, annotations: { 'helm.sh/resource-policy': 'keep' } },
    spec: {
      group,
      scope: 'Namespaced',
      names,
      versions: [
        {
          name: version,
          served: true,
          storage: true,
          schema: { openAPIV3Schema: schema },
          subresources: {
            status: {},
            scale: {
              specReplicasPath: '.spec.environment.replicas',
              statusReplicasPath: '.status.environment.replicas',
              labelSelectorPath: '.status.environment.selector',
            },
          },
          additionalPrinterColumns: columns,
        },
      ],
    },
  }
}

/** What `kubectl get rfl` answers: is it well, and what is it doing. */
const columns = [
  { name: 'Ready', type: 'string', jsonPath: ".status.conditions[?(@.type=='Ready')].status" },
  { name: 'Reason', type: 'string', jsonPath: ".status.conditions[?(@.type=='Ready')].reason" },
  { name: 'Workers', type: 'integer', jsonPath: '.status.environment.ready', description: 'Workers that are ready.' },
  { name: 'Wanted', type: 'integer', jsonPath: '.status.environment.desired', description: 'Workers that are wanted.' },
  { name: 'Busy', type: 'integer', jsonPath: '.status.environment.busySlots', description: 'Slots that play a rollout.' },
  { name: 'Replicas', type: 'integer', jsonPath: '.status.inference.ready', description: 'Inference replicas that are ready.' },
  {
    name: 'Weights',
    type: 'integer',
    jsonPath: '.status.inference.weightVersion',
    description: 'Weight version that they serve.',
    priority: 1,
  },
  { name: 'Age', type: 'date', jsonPath: '.metadata.creationTimestamp' },
]

/** JSON Schema as the API server takes it: structural, unknown fields pruned unless they are kept on purpose, defaults inside. */
function structural(schema: unknown): Schema {
  const { $schema, additionalProperties, properties, items, anyOf, const: only, ...rest } = schema as Schema
  void $schema
  const made: Schema = { ...rest }
  if (only !== undefined) made['enum'] = [only]
  if (anyOf !== undefined) {
    // Literals of one type: an enumeration.
    const options = (anyOf as Schema[]).map((option) => option['const'])
    Object.assign(made, { type: Number.isInteger(options[0]) ? 'integer' : 'string', enum: options })
  }
  if (items !== undefined) made['items'] = structural(items)
  if (properties !== undefined) {
    const inside = Object.entries(properties as Schema).map(([key, value]) => [key, structural(value)] as const)
    made['properties'] = Object.fromEntries(inside)
    // The rules look at a default as it stands, before the defaults inside it are filled in: so they are written out.
    const whole = inside.flatMap(([key, each]) => ('default' in each ? [[key, each['default']] as const] : []))
    if ('default' in made) made['default'] = { ...Object.fromEntries(whole), ...(made['default'] as Schema) }
  }
  if (additionalProperties === undefined || additionalProperties === false) return made
  const values = additionalProperties as Schema
  // A loose object keeps what is not declared; a record has values of one kind.
  if (Object.keys(values).length === 0) return { ...made, 'x-kubernetes-preserve-unknown-fields': true }
  delete made['propertyNames']
  return { ...made, additionalProperties: structural(values) }
}

function addRule(root: Schema, { at, cel, message, messageExpression }: (typeof fleetRules)[number]): void {
  let place = root
  for (const field of at === '' ? [] : at.split('.')) place = (place['properties'] as Record<string, Schema>)[field] as Schema
  const rules = (place['x-kubernetes-validations'] ??= []) as Schema[]
  rules.push({ rule: cel, message, ...(messageExpression === undefined ? {} : { messageExpression }) })
}
