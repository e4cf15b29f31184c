import { SortieError } from '#internal/base/errors.ts'
import type { RunOptions } from '#internal/config/run.ts'
import { type Fleet, validateFleet } from '#internal/fleet/validate.ts'

/**
 * The fleet of a run as the resource of it: pinned, since the person says how many. The resource is for one environment; the workers of a run
 * serve all of its tasks'. Throws `config.invalid`.
 */
export function fleetOfRun(runId: string, environment: string, { workers, slots, replicas }: RunOptions): Fleet {
  const spec = {
    model: { name: 'bundled' },
    environment: { name: environment, replicas: workers, maxReplicas: workers, slotsPerWorker: slots },
    inference: { replicas, maxReplicas: replicas },
  }
  const validated = validateFleet({ apiVersion: 'sortie.dev/v1alpha1', kind: 'RolloutFleet', metadata: { name: runId }, spec })
  if (validated.kind === 'fleet') return validated.fleet
  throw new SortieError('config.invalid', validated.problems.map(({ path, message }) => `${path}: ${message}`).join('; '))
}
