import { SortieError } from '#internal/base/errors.ts'
import { type Fleet, validateFleet } from '#internal/fleet/validate.ts'
import { readFleets } from '../shared/fleets.ts'

/** The one fleet of a resource file, or a small one for an environment. Throws `config.invalid`, `file.unreadable`. */
export async function fleetOf({ file, environment }: { readonly file: string; readonly environment: string }): Promise<Fleet> {
  if (file !== '') {
    const [fleet, ...others] = await readFleets([file])
    if (fleet !== undefined && others.length === 0) return fleet
    throw new SortieError('config.invalid', `${file} has ${String(others.length + 1)} fleets`, { remedy: 'give a file with one' })
  }
  const spec = {
    model: { name: 'bundled' },
    environment: { name: environment, minReplicas: 1, maxReplicas: 2 },
    inference: { maxReplicas: 2, sequencesPerReplica: 4 },
  }
  const validated = validateFleet({ apiVersion: 'sortie.dev/v1alpha1', kind: 'RolloutFleet', metadata: { name: environment }, spec })
  if (validated.kind === 'fleet') return validated.fleet
  throw new SortieError('config.invalid', validated.problems.map(({ message }) => message).join('; '), {
    remedy: 'give another --environment',
  })
}
