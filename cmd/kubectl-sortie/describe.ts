import { Command } from 'commander'
import { type DescribedPod, type FleetDescription, renderDescription } from '#internal/cli/fleet-description.ts'
import { clusterOptions } from '#internal/config/cluster.ts'
import { addOptions, outputOption, valuesOf } from '#internal/config/option.ts'
import { marks } from '#internal/fleet/names.ts'
import type { ListPage, ListQuery } from '#internal/kube/client.ts'
import { type KubeObject, kinds } from '#internal/kube/objects.ts'
import { type Cluster, openCluster } from '../shared/cluster.ts'
import { interruptSignals } from '../shared/interrupt.ts'
import { findFleet } from './reach.ts'

interface Pod extends KubeObject {
  readonly spec?: { readonly nodeName?: string }
  readonly status?: {
    readonly phase?: string
    readonly conditions?: readonly { readonly type: string; readonly status: string }[]
    readonly containerStatuses?: readonly { readonly restartCount?: number }[]
  }
}

interface Event extends KubeObject {
  readonly eventTime?: string | null
  readonly reason?: string
  readonly note?: string
  readonly type?: string
  readonly series?: { readonly count?: number; readonly lastObservedTime?: string }
}

const options = { ...clusterOptions, output: outputOption } as const
const pageMax = 500
const pagesMax = 40
const eventsShown = 20

/** A fleet's conditions, pods and latest events, in one look. */
export function describeCommand(): Command {
  const command = new Command('describe')
    .description('A fleet: is it well and why not, its pods, and what happened lately.')
    .argument('[fleet]', 'name of the RolloutFleet; the only one of the namespace needs none')
  return addOptions(command, options).action(async (name: string | undefined) => {
    using interrupt = interruptSignals(() => undefined)
    const values = valuesOf(command, options)
    await using cluster = await openCluster(values)
    const description = await describe(cluster, name ?? '', interrupt.drain)
    process.stdout.write(values.output === 'json' ? `${JSON.stringify(description)}\n` : renderDescription(description))
  })
}

async function describe(cluster: Cluster, name: string, signal: AbortSignal): Promise<FleetDescription> {
  const { metadata, status } = await findFleet(cluster, name, signal)
  const pods = await listAll<Pod>(cluster, { kind: 'pod', labels: `${marks.fleet}=${metadata.name}` }, signal)
  const fields = `regarding.kind=${kinds.rolloutFleet.kind},regarding.name=${metadata.name}`
  const events = await listAll<Event>(cluster, { kind: 'event', fields }, signal)
  return {
    fleet: metadata.name,
    namespace: cluster.namespace,
    conditions: (status?.conditions ?? []).map(({ type, status: is, reason, message }) => ({ type, status: is, reason, message })),
    stream: status?.stream ?? null,
    pods: pods.map(described).sort((a, b) => a.name.localeCompare(b.name, 'en', { numeric: true })),
    events: events
      .map(({ metadata: { creationTimestamp = '' }, eventTime, reason = '', note = '', type, series }) => ({
        // Older recorders say null.
        at: (series?.lastObservedTime ?? eventTime ?? creationTimestamp).slice(0, 19),
        ...{ reason, note, warning: type === 'Warning', count: series?.count ?? 1 },
      }))
      .sort((a, b) => (a.at < b.at ? -1 : 1))
      .slice(-eventsShown),
  }
}

async function listAll<T extends KubeObject>(
  { client, namespace }: Cluster,
  { kind, ...selected }: { readonly kind: 'pod' | 'event'; readonly labels?: string; readonly fields?: string },
  signal: AbortSignal,
): Promise<T[]> {
  const found: T[] = []
  let from: string | null = null
  for (let page = 0; page < pagesMax; page++) {
    const query: ListQuery = { namespace, limit: pageMax, from, ...selected }
    const { items, more }: ListPage<T> = await client.list<T>(kinds[kind], query, signal)
    found.push(...items)
    if (more === null) break
    from = more
  }
  return found
}

function described({ metadata, spec, status }: Pod): DescribedPod {
  const { name, labels, deletionTimestamp } = metadata
  return {
    name,
    role: labels?.[marks.role] ?? '',
    node: spec?.nodeName ?? null,
    phase: status?.phase ?? 'Pending',
    ready: status?.conditions?.some((each) => each.type === 'Ready' && each.status === 'True') === true,
    restarts: (status?.containerStatuses ?? []).reduce((sum, { restartCount = 0 }) => sum + restartCount, 0),
    leaving: deletionTimestamp !== undefined,
  }
}
