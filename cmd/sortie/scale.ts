import { Command } from 'commander'
import { SortieError } from '#internal/base/errors.ts'
import { addOptions, valuesOf } from '#internal/config/option.ts'
import { scaleOptions } from '#internal/config/scale.ts'
import { replicasMax } from '#internal/fleet/resource.ts'
import { type KubeObject, kinds } from '#internal/kube/objects.ts'
import { interruptSignals } from '../shared/interrupt.ts'

const examplesOf = (program: string) => `
Examples:
  ${program} scale code 20        twenty workers, whatever there is to do
  ${program} scale code auto      as many as the work needs, between minReplicas and maxReplicas`

interface ScaledFleet extends KubeObject {
  readonly spec: { readonly environment: { readonly minReplicas: number; readonly maxReplicas: number } }
}

/** Pins a fleet's workers on a cluster, or hands them back to scaling: what `kubectl scale` does, and what it cannot. `program`: as people call it. */
export function scaleCommand(program: string): Command {
  const command = new Command('scale')
    .description('Pin the workers of a fleet on a cluster to a number, or let them follow the work again.')
    .argument('<fleet>', 'name of the RolloutFleet')
    .argument('<workers>', 'a number, or auto')
    .addHelpText('after', examplesOf(program))
  return addOptions(command, scaleOptions).action(async (fleet: string, workers: string) => {
    using interrupt = interruptSignals(() => undefined)
    const { output } = valuesOf(command, scaleOptions)
    const replicas = replicasOf(program, workers)
    // eslint-disable-next-line no-restricted-syntax -- the official client alone would double the time that every command takes to start
    const { openCluster } = await import('../shared/cluster.ts')
    await using cluster = await openCluster(valuesOf(command, scaleOptions))
    const { client, namespace: place } = cluster
    const patch = { name: fleet, body: { spec: { environment: { replicas } } } }
    const { spec } = await client.merge<ScaledFleet>(kinds.rolloutFleet, place, patch, interrupt.drain)
    const { minReplicas, maxReplicas } = spec.environment
    const range = { min_replicas: minReplicas, max_replicas: maxReplicas }
    const said =
      replicas === null
        ? `${place}/${fleet} follows the work again, between ${String(minReplicas)} and ${String(maxReplicas)} workers`
        : `${place}/${fleet} is pinned to ${String(replicas)} workers; to hand back: ${program} scale ${fleet} auto`
    process.stdout.write(output === 'json' ? `${JSON.stringify({ fleet, namespace: place, replicas, ...range })}\n` : `${said}\n`)
  })
}

/** Null: not pinned. Throws `config.invalid`. */
function replicasOf(program: string, workers: string): number | null {
  if (workers === 'auto') return null
  if (/^\d{1,6}$/.test(workers) && Number(workers) <= replicasMax) return Number(workers)
  throw new SortieError('config.invalid', `workers ${JSON.stringify(workers)} is neither auto nor a number up to ${String(replicasMax)}`, {
    remedy: `${program} scale FLEET 20, or ${program} scale FLEET auto`,
  })
}
