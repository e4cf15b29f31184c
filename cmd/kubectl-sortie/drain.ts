import { Command } from 'commander'
import { systemClock as clock } from '#internal/base/clock.ts'
import { SortieError } from '#internal/base/errors.ts'
import { showLine } from '#internal/cli/progress.ts'
import { clusterOptions } from '#internal/config/cluster.ts'
import { addOptions, outputOption, valuesOf } from '#internal/config/option.ts'
import { marks } from '#internal/fleet/names.ts'
import { type KubeObject, kinds } from '#internal/kube/objects.ts'
import { type Cluster, openCluster } from '../shared/cluster.ts'
import { interruptSignals } from '../shared/interrupt.ts'

interface Pod extends KubeObject {
  readonly spec?: { readonly nodeName?: string; readonly terminationGracePeriodSeconds?: number }
}

const options = { ...clusterOptions, output: outputOption } as const
const lookEveryMs = 500
// The node's own time to end what does not end by itself.
const beyondGraceMs = 60_000

/** Takes one pod of a fleet away in its own time. */
export function drainCommand(): Command {
  const command = new Command('drain')
    .description('Let a worker or a replica finish what it has, and go; the fleet replaces it. A disruption budget may say no.')
    .argument('<pod>', 'name of the pod')
  return addOptions(command, options).action(async (name: string) => {
    let isAsked = false
    using interrupt = interruptSignals(() => process.stderr.write(isAsked ? '\nno longer waiting; it goes all the same\n' : '\n'))
    const values = valuesOf(command, options)
    await using cluster = await openCluster(values)
    const onAsked = () => (isAsked = true)
    const result = await drain(cluster, { name, onAsked }, interrupt.drain)
    const words = `${result.pod} has gone, after ${result.seconds.toFixed(1)} s\n`
    process.stdout.write(values.output === 'json' ? `${JSON.stringify(result)}\n` : words)
  })
}

async function drain(
  { client, namespace }: Cluster,
  { name, onAsked }: { readonly name: string; readonly onAsked: () => void },
  signal: AbortSignal,
) {
  const pod = await client.get<Pod>(kinds.pod, namespace, name, signal)
  const { uid = '', labels } = pod.metadata
  if (labels?.[marks.fleet] === undefined) {
    throw new SortieError('config.invalid', `pod ${namespace}/${name} is of no fleet`, {
      remedy: `kubectl get pods -n ${namespace} -l ${marks.fleet}`,
    })
  }
  const graceSeconds = pod.spec?.terminationGracePeriodSeconds ?? 30
  await client.evict(namespace, { name, uid }, signal)
  onAsked()
  const startedNs = clock.monotonicNs()
  const seconds = () => (clock.monotonicNs() - startedNs) / 1e9
  await using _line = showLine(process.stderr, clock, () => `${name} drains: ${seconds().toFixed(0)} of ${String(graceSeconds)} s at most`)
  while ((await uidOf(client, namespace, name, signal)) === uid) {
    if (seconds() * 1_000 > graceSeconds * 1_000 + beyondGraceMs) {
      throw new SortieError(
        'deadline.passed',
        `pod ${namespace}/${name} is still there ${seconds().toFixed(0)} s after it was asked to go`,
        {
          remedy: `kubectl describe pod -n ${namespace} ${name}: its node may be away`,
        },
      )
    }
    await clock.sleep(lookEveryMs, signal)
  }
  return { pod: name, namespace, fleet: labels[marks.fleet], seconds: seconds() }
}

/** Which pod has the name now; null: none. */
async function uidOf(client: Cluster['client'], namespace: string, name: string, signal: AbortSignal): Promise<string | null> {
  try {
    return (await client.get<Pod>(kinds.pod, namespace, name, signal)).metadata.uid ?? null
  } catch (thrown) {
    if (thrown instanceof SortieError && thrown.code === 'kube.not-found') return null
    throw thrown
  }
}
