import { SortieError } from '#internal/base/errors.ts'
import type { RunOptions } from '#internal/config/run.ts'
import { type Fleet, validateFleet } from '#internal/fleet/validate.ts'

// llama-server keeps a whole context in memory for each: beyond this, a laptop's memory is the limit and requests queue instead.
const ownSequencesMax = 16
// An engine that runs already queues by itself what is beyond its own limit.
const sequencesMax = 1_024

/**
 * The fleet of a run as the resource of it: pinned, since the person says how many. The resource is for one environment; the workers of a run
 * serve all of its tasks'. Throws `config.invalid`.
 */
export function fleetOfRun(runId: string, environment: string, { workers, slots, replicas, engineUrl }: RunOptions): Fleet {
  // Every slot of every worker may ask at once, and traces spread over the replicas.
  const sequencesPerReplica = Math.min(engineUrl === '' ? ownSequencesMax : sequencesMax, Math.ceil((workers * slots) / replicas))
  const spec = {
    model: { name: 'bundled' },
    environment: { name: environment, replicas: workers, maxReplicas: workers, slotsPerWorker: slots },
    inference: { replicas, maxReplicas: replicas, sequencesPerReplica },
  }
  const validated = validateFleet({ apiVersion: 'sortie.dev/v1alpha1', kind: 'RolloutFleet', metadata: { name: runId }, spec })
  if (validated.kind === 'fleet') return validated.fleet
  throw new SortieError('config.invalid', validated.problems.map(({ path, message }) => `${path}: ${message}`).join('; '))
}
