/**
 * What one machine makes of a RolloutFleet: pure. docs/spec/fleet-plan.md.
 *
 *   L1  no field is passed over in silence: each is carried out, or named with its value
 *   L2  never another engine or another model than the resource says, unless the person named it
 *   L3  what is carried out is the resource's own value: processes and scaling know the same numbers
 */
import { type FleetSpec, fleetSpecSchema } from './resource.ts'

/** What the person said beside the resource; empty: nothing. */
export interface MachineChoice {
  readonly engine: '' | FleetSpec['inference']['engine']
  /** A running engine to attach to. */
  readonly engineUrl: string
  /** A GGUF file. */
  readonly model: string
  /** A running nats-server. */
  readonly natsUrl: string
  /** What the model that set-up brought is called. */
  readonly bundledModel: string
}

export interface IgnoredField {
  readonly path: string
  readonly value: string
}

export type OnMachine =
  | {
      readonly kind: 'fleet'
      /** As it is carried out. */
      readonly spec: FleetSpec
      readonly engine: FleetSpec['inference']['engine']
      /** A GGUF file; null: the one that set-up brought; empty: the running engine has its own. */
      readonly model: string | null
      /** Empty: a server is to be started. */
      readonly natsUrl: string
      readonly ignored: readonly IgnoredField[]
    }
  | { readonly kind: 'refused'; readonly message: string; readonly remedy: string }

/** Fields that a machine has no counterpart of. What stands below one of them is named by itself. */
export const notOnOneMachine = [
  'model.tokenSecret',
  'environment.minAvailable',
  'environment.template',
  'inference.gpus',
  'inference.gpuResource',
  'inference.template',
  'stream.credentialsSecret',
  'stream.caSecret',
] as const

/** A running engine is one replica, and was started by somebody else. */
const notOfRunningEngine = ['args', 'contextTokens', 'minReplicas', 'maxReplicas', 'replicas'].map((field) => `inference.${field}`)

const defaults = fleetSpecSchema.parse({ model: { name: 'm' }, environment: { name: 'e' } })
// Long enough to see which it is; the rest is in the file.
const valueLengthMax = 120

/** What of a fleet is carried out on one machine, and what is not; refused is what would be another fleet. */
export function onOneMachine(spec: FleetSpec, choice: MachineChoice): OnMachine {
  const { inference, stream } = spec
  const engine = choice.engine === '' ? inference.engine : choice.engine
  const isRunning = choice.engineUrl !== ''
  if (isRunning && choice.model !== '') {
    return refused('both --model (or SORTIE_MODEL) and --engine-url are given', 'give one: the engine at a URL has its own model')
  }
  if (!isRunning && engine !== 'llama.cpp') {
    return refused(
      `the engine is ${engine}, and on one machine llama.cpp alone is started`,
      `give --engine-url URL of a ${engine} that runs, or --engine llama.cpp to try the rest of the fleet with that`,
    )
  }
  const model = isRunning ? '' : modelOf(spec, choice)
  if (model === undefined) {
    return refused(
      `model.name is ${spec.model.name}, which is not on this machine`,
      `give --model FILE, a GGUF of it or another; the model that set-up brings is called ${choice.bundledModel}`,
    )
  }
  const natsUrl = choice.natsUrl === '' ? (stream.url ?? '') : choice.natsUrl
  const paths = [
    ...notOnOneMachine,
    ...(isRunning ? notOfRunningEngine : engine === inference.engine ? [] : ['inference.args']),
    ...(natsUrl === '' ? ['stream.replicas'] : []),
  ]
  const carriedOut = {
    ...spec,
    inference: isRunning ? atMostOne(inference) : engine === inference.engine ? inference : { ...inference, args: [] },
    stream: natsUrl === '' ? { ...stream, replicas: 1 as const } : stream,
  }
  return { kind: 'fleet', spec: carriedOut, engine, model, natsUrl, ignored: paths.flatMap((path) => ignoredAt(spec, path)) }
}

function refused(message: string, remedy: string): OnMachine {
  return { kind: 'refused', message, remedy }
}

/** L2; undefined: it is not here. */
function modelOf({ model: { name } }: FleetSpec, { model, bundledModel }: MachineChoice): string | null | undefined {
  if (model !== '') return model
  if (name.startsWith('/')) return name
  return name === bundledModel ? null : undefined
}

function atMostOne(inference: FleetSpec['inference']): FleetSpec['inference'] {
  const { minReplicas, maxReplicas, replicas } = inference
  const pinned = replicas === undefined ? {} : { replicas: Math.min(1, replicas) }
  return { ...inference, args: [], minReplicas: Math.min(1, minReplicas), maxReplicas: Math.min(1, maxReplicas), ...pinned }
}

/** The field when the resource says another than the default; of a template, each field that its pods would have. */
function ignoredAt(spec: FleetSpec, path: string): IgnoredField[] {
  const [value, fallback] = [valueAt(spec, path), valueAt(defaults, path)]
  if (value === undefined || JSON.stringify(value) === JSON.stringify(fallback)) return []
  const isTemplate = path.includes('template') && path.split('.').length < 4
  if (isTemplate && typeof value === 'object' && value !== null) {
    return Object.keys(value).flatMap((key) => ignoredAt(spec, `${path}.${key}`))
  }
  const text = typeof value === 'string' ? value : JSON.stringify(value)
  return [{ path, value: text.length > valueLengthMax ? `${text.slice(0, valueLengthMax)}…` : text }]
}

function valueAt(spec: FleetSpec, path: string): unknown {
  return path.split('.').reduce<unknown>((value, key) => (value as Readonly<Record<string, unknown>> | undefined)?.[key], spec)
}
