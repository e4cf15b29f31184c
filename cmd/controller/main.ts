/** The controller: keeps the fleets of a cluster, or of one namespace, as their resources say. */
import { readFile } from 'node:fs/promises'
import { hostname } from 'node:os'
import { steadyClock as clock } from '#internal/base/clock.ts'
import { SortieError, errorText } from '#internal/base/errors.ts'
import { systemRng as rng } from '#internal/base/rng.ts'
import { controllerOptions, renewWithinMs, type ControllerOptions } from '#internal/config/controller.ts'
import { parseOptions } from '#internal/config/option.ts'
import { FleetManager } from '#internal/controller/fleet-manager.ts'
import { FleetTeller } from '#internal/controller/fleet-teller.ts'
import { managedBy } from '#internal/fleet/names.ts'
import { KubeClient } from '#internal/kube/client.ts'
import { FleetApi, type FleetObject, keepOfFleet } from '#internal/kube/fleet-api.ts'
import { leadWith } from '#internal/kube/lease.ts'
import { kinds, watchedPod } from '#internal/kube/objects.ts'
import { fleetKeyOf, keepOfPod, type PodObject } from '#internal/kube/pod-view.ts'
import { Reflector } from '#internal/kube/reflector.ts'
import { WorkQueue } from '#internal/kube/workqueue.ts'

import { createControllerMetrics } from '#internal/telemetry/controller-metrics.ts'
import { serveHealth } from '#internal/telemetry/health.ts'
import { createLogger, errorFields, type Logger } from '#internal/telemetry/logger.ts'
import { readAccess } from '../shared/bus-access.ts'
import { identityOf, openSeat } from './open-seat.ts'

const options = parseOptions('controller', 'Keeps rollout fleets on Kubernetes as their resources say.', controllerOptions)
const logger = createLogger(options.logLevel)
const stop = new AbortController()
for (const signal of ['SIGTERM', 'SIGINT'] as const) {
  process.once(signal, () => {
    stop.abort(new SortieError('aborted', `stopped by ${signal}`))
  })
}
try {
  await run(options, logger, stop.signal)
} catch (thrown) {
  if (!stop.signal.aborted) {
    logger.error('controller failed', errorFields(thrown))
    process.exitCode = thrown instanceof SortieError && thrown.code === 'config.invalid' ? 2 : 1
  }
}
// What may still be on its way belongs to a leader that is none any more.
process.exit()

async function run(options: ControllerOptions, logger: Logger, signal: AbortSignal): Promise<void> {
  const withinMs = renewWithinMs(options)
  const name =
    options.name === ''
      ? `controller-${hostname()
          .replaceAll(/[^A-Za-z0-9-]/g, '-')
          .slice(0, 40)}-${rng.hex(3)}`
      : options.name
  const kubeconfig = options.kubeconfig === '' ? null : await readKubeconfig(options.kubeconfig)
  await using client = KubeClient.load(kubeconfig, { clock, fieldManager: 'sortie-controller' })
  const namespace = options.namespace === '' ? null : options.namespace
  let leads = false
  const metrics = createControllerMetrics(() => queue.depth, () => leads) // prettier-ignore
  // By namespace in turn: one with a thousand fleets must not hold the others.
  using queue = new WorkQueue({ ownerOf: (key) => key.split('/')[0] ?? '', clock, rng, meter: metrics.queue })
  const silenceMs = options.watchSilence
  const fleets = new Reflector<FleetObject>(client, {
    ...{ kind: kinds.rolloutFleet, namespace, keep: keepOfFleet, silenceMs, clock, rng, logger },
    onChange: (key) => {
      queue.add(key)
    },
  })
  const ours = Object.entries(managedBy).map((pair) => pair.join('=')).join(',') // prettier-ignore
  const pods = new Reflector<PodObject>(client, {
    ...{ kind: watchedPod, namespace, labels: ours, keep: keepOfPod, silenceMs, clock, rng, logger },
    onChange: (key, pod) => {
      queue.add(fleetKeyOf(key, pod))
    },
  })
  const settings = {
    workerImage: options.workerImage,
    agentImage: options.agentImage,
    natsUrl: options.natsUrl,
    natsPlaintext: options.natsPlaintext,
    // Kubernetes counts whole seconds.
    nodeLostSeconds: Math.ceil(options.nodeLost / 1_000),
  }
  const api = new FleetApi({ client, store: fleets.store, instance: name, clock })
  const context = { client, api, fleets, pods, options, access: await readAccess(options), settings, name, logger }
  const teller = new FleetTeller<FleetObject>(api, { clock, logger, countsEveryMs: options.lookEvery })
  const ports = {
    ...{ fleets: fleets.store, queue, open: (object: FleetObject) => openSeat(object, context), identityOf },
    failed: (object: FleetObject, thrown: unknown, signal: AbortSignal) => teller.failed(object, thrown, signal),
  }
  const manager = new FleetManager<FleetObject>(ports, { clock, logger, metrics })
  await using health = await serveHealth({ host: options.healthHost, port: options.healthPort }, metrics.registry, () => ({
    ready: true,
    reason: leads ? 'leading' : 'waiting for the lease',
  }))
  logger.info('controller started', { url: `http://${options.healthHost}:${String(health.port)}`, part: name })
  const lease = {
    ...{ namespace: options.leaseNamespace, name: options.leaseName, holder: name, leaseMs: options.lease },
    ...{ renewWithinMs: withinMs, retryMs: options.leaseRetry, clock, rng, logger },
  }
  const lead = async (leading: AbortSignal) => {
    leads = true
    const reflecting = [fleets.run(leading), pods.run(leading)]
    // Before both are listed, a pod that is there would look as if it were not.
    while (!leading.aborted && !(fleets.isCurrent && pods.isCurrent)) await clock.sleep(50, leading).catch(() => undefined)
    await Promise.all([...reflecting, manager.run(leading)])
  }
  await leadWith(client, lease, lead, signal)
}

async function readKubeconfig(path: string): Promise<string> {
  return readFile(path, 'utf8').catch((thrown: unknown) => {
    throw new SortieError('config.invalid', `--kubeconfig ${path} cannot be read: ${errorText(thrown)}`, { cause: thrown })
  })
}
