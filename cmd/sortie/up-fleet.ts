import { resolve } from 'node:path'
import { SortieError } from '#internal/base/errors.ts'
import type { Values } from '#internal/config/option.ts'
import { bundledModelName, needPart } from '#internal/config/parts.ts'
import type { upOptions } from '#internal/config/up.ts'
import { type IgnoredField, onOneMachine } from '#internal/fleet/one-machine.ts'
import type { FleetSpec } from '#internal/fleet/resource.ts'
import { type Fleet, validateFleet } from '#internal/fleet/validate.ts'
import type { LocalFleetSpec } from '#internal/local/fleet.ts'
import { checkModelFile } from '#internal/replica/engine-process.ts'
import { checkTransport } from '../shared/bus-access.ts'
import { readFleets } from '../shared/fleets.ts'

type UpOptions = Values<typeof upOptions>

/** A fleet as this machine carries it out. */
export interface LocalFleet extends Pick<LocalFleetSpec, 'model' | 'engineUrl' | 'settings'> {
  readonly fleet: Fleet
  /** Empty: a server is to be started. */
  readonly natsUrl: string
}

/**
 * The fleet that the options ask for, as this machine carries it out; what it cannot have is said. Throws `config.invalid` for what would be
 * another fleet, `model.invalid`, `file.unreadable`.
 */
export async function localFleetOf(options: UpOptions, say: (line: string) => void): Promise<LocalFleet> {
  const fleet = await fleetOf(options)
  const machine = onOneMachine(fleet.spec, { ...options, bundledModel: bundledModelName })
  const source = options.file === '' ? 'the fleet' : options.file
  if (machine.kind === 'refused') throw new SortieError('config.invalid', `${source}: ${machine.message}`, { remedy: machine.remedy })
  sayIgnored(source, machine.ignored, options.strict ? 'refuse' : say)
  const { spec, natsUrl } = machine
  const isPlaintext = options.natsPlaintext || spec.stream.allowPlaintext
  if (natsUrl !== '') checkTransport(natsUrl, isPlaintext)
  const model = machine.model === '' ? '' : machine.model === null ? await needPart('model') : resolve(machine.model)
  if (model !== '') await checkModel(model, options.model === '' && machine.model !== null)
  const settings = settingsOf(spec, machine.engine, natsUrl !== '' && isPlaintext)
  return { fleet: { ...fleet, spec }, model, engineUrl: options.engineUrl, settings, natsUrl }
}

function sayIgnored(source: string, ignored: readonly IgnoredField[], say: ((line: string) => void) | 'refuse'): void {
  if (ignored.length === 0) return
  const fields = ignored.map(({ path, value }) => `\n  ${path} ${value}`).join('')
  const message = `of ${source} one machine cannot have:${fields}`
  if (say !== 'refuse') say(`${message}\nthe fleet runs without; --strict refuses instead`)
  else throw new SortieError('config.invalid', message, { remedy: 'leave these fields out, or --strict' })
}

async function checkModel(path: string, isOfResource: boolean): Promise<void> {
  try {
    await checkModelFile(path)
  } catch (thrown) {
    if (!isOfResource || !(thrown instanceof SortieError)) throw thrown
    const remedy = 'model.name is a path where the resource is meant for: give --model FILE, that model on this machine or another'
    throw new SortieError(thrown.code, thrown.message, { remedy, cause: thrown })
  }
}

/** What pods are told by their environment on a cluster. */
function settingsOf({ environment, inference }: FleetSpec, engine: string, isPlaintext: boolean): LocalFleetSpec['settings'] {
  const bus = isPlaintext ? { SORTIE_NATS_PLAINTEXT: 'true' } : {}
  const { config, name, drain } = environment
  const worker = {
    ...bus,
    SORTIE_GRACE: `${String(drain.gracePeriodSeconds)}s`,
    ...(config === undefined ? {} : { SORTIE_ENVIRONMENT_CONFIG: JSON.stringify({ [name]: config }) }),
  }
  const replica = {
    ...bus,
    SORTIE_ENGINE: engine,
    SORTIE_ENGINE_ARGS: JSON.stringify(inference.args ?? []),
    SORTIE_CONTEXT_TOKENS: String(inference.contextTokens),
    SORTIE_GRACE: `${String(inference.drain.gracePeriodSeconds)}s`,
  }
  return { worker, replica }
}

/** The one fleet of a resource file, or a small one for an environment. Throws `config.invalid`, `file.unreadable`. */
async function fleetOf({ file, environment }: UpOptions): Promise<Fleet> {
  if (file !== '') {
    const [fleet, ...others] = await readFleets([file])
    if (fleet !== undefined && others.length === 0) return fleet
    throw new SortieError('config.invalid', `${file} has ${String(others.length + 1)} fleets`, { remedy: 'give a file with one' })
  }
  const spec = {
    model: { name: bundledModelName },
    environment: { name: environment, minReplicas: 1, maxReplicas: 2 },
    inference: { maxReplicas: 2, sequencesPerReplica: 4, contextTokens: 2_048 },
  }
  const validated = validateFleet({ apiVersion: 'sortie.dev/v1alpha1', kind: 'RolloutFleet', metadata: { name: environment }, spec })
  if (validated.kind === 'fleet') return validated.fleet
  throw new SortieError('config.invalid', validated.problems.map(({ message }) => message).join('; '), {
    remedy: 'give another --environment',
  })
}
