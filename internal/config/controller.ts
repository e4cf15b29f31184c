import { SortieError } from '#internal/base/errors.ts'
import { busAccessOptions } from './bus.ts'
import { duration, integer, natsProtocols, text, type Values, url } from './option.ts'
import { processOptions } from './process.ts'

/** Options of the controller. */
export const controllerOptions = {
  namespace: text('namespace', 'Namespace to look after; empty: all of the cluster.', { value: 'name' }),
  kubeconfig: text('kubeconfig', "Kubeconfig file; empty: the pod's own account, or as kubectl finds it.", { value: 'file' }),
  name: text('name', 'Name of this process, unique among the controllers; empty: one is made.', { value: 'name' }),
  workerImage: text('worker-image', 'Image of the environment workers.', { fallback: 'ghcr.io/sortie/worker:0.1.0', value: 'image' }),
  agentImage: text('agent-image', 'Image of the agent beside an engine.', { fallback: 'ghcr.io/sortie/replica:0.1.0', value: 'image' }),
  natsUrl: url('nats-url', 'nats-server of fleets that name none.', { ...natsProtocols, fallback: 'nats://sortie-nats:4222' }),
  ...busAccessOptions,
  leaseNamespace: text('lease-namespace', 'Namespace of the lease by which one of several controllers leads.', {
    fallback: 'sortie-system',
    value: 'name',
  }),
  leaseName: text('lease-name', 'Name of that lease.', { fallback: 'sortie-controller', value: 'name' }),
  lease: duration('lease', 'How long a leader that is silent is respected.', { fallbackMs: 15_000, minMs: 1_000, maxMs: 600_000 }),
  leaseRetry: duration('lease-retry', 'How often the lease is renewed, or asked for.', { fallbackMs: 2_000, minMs: 100, maxMs: 60_000 }),
  watchSilence: duration(
    'watch-silence',
    'How long a watch may say nothing until what it has shown counts as old, by which nothing is scaled in; an API server speaks once a minute.',
    { fallbackMs: 90_000, minMs: 1_000, maxMs: 3_600_000 },
  ),
  lookEvery: duration('look-every', 'How often demand is looked at while nothing else happens.', {
    fallbackMs: 5_000,
    minMs: 100,
    maxMs: 60_000,
  }),
  nodeLost: duration(
    'node-lost',
    'How long a node may be silent before its pods are ended and replaced; as much beyond its grace, one is removed by force.',
    { fallbackMs: 60_000, minMs: 1_000, maxMs: 3_600_000 },
  ),
  healthHost: text('health-host', 'Address of /metrics, /healthz and /readyz.', { fallback: '0.0.0.0', value: 'address' }),
  healthPort: integer('health-port', 'Port of them; 0 takes a free one.', { fallback: 8_080, min: 0, max: 65_535 }),
  ...processOptions,
} as const

export type ControllerOptions = Values<typeof controllerOptions>

const renewalsMin = 2

/**
 * How long a leader tries to renew a lease before it gives up, which must be before others take it. Milliseconds.
 * Throws `config.invalid` where it would lose the lease by its own pace: one renewal may fail.
 */
export function renewWithinMs({ lease, leaseRetry }: Pick<ControllerOptions, 'lease' | 'leaseRetry'>): number {
  const withinMs = (lease * 2) / 3
  if (withinMs >= renewalsMin * leaseRetry) return withinMs
  const [given, retry, least] = [lease, leaseRetry, leaseRetry * renewalsMin * 1.5].map((ms) => `${String(ms / 1_000)}s`)
  throw new SortieError(
    'config.invalid',
    `--lease ${String(given)} is too short for --lease-retry ${String(retry)}: it must be three times as long`,
    {
      remedy: `give --lease ${String(least)} or more, or a shorter --lease-retry`,
    },
  )
}
