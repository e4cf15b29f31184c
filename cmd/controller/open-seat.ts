import { systemClock } from '#internal/base/clock.ts'
import { systemRng as rng } from '#internal/base/rng.ts'
import type { ControllerOptions } from '#internal/config/controller.ts'
import type { Seat } from '#internal/controller/fleet-manager.ts'
import { FleetSeat, manifestOf, placedFleet } from '#internal/controller/fleet-seat.ts'
import type { PlacedFleet, PodSettings } from '#internal/fleet/pod.ts'
import type { KubeClient } from '#internal/kube/client.ts'
import { type FleetApi, type FleetObject, ownerOf } from '#internal/kube/fleet-api.ts'
import { FleetPods } from '#internal/kube/fleet-pods.ts'
import type { PodObject } from '#internal/kube/pod-view.ts'
import type { Reflector } from '#internal/kube/reflector.ts'
import type { Logger } from '#internal/telemetry/logger.ts'
import { isOnOwnBus } from './bus-access.ts'
import { FleetBus, type FleetBusOptions } from './fleet-bus.ts'

export interface SeatContext {
  readonly client: KubeClient
  readonly api: FleetApi
  readonly pods: Reflector<PodObject>
  readonly options: ControllerOptions
  readonly access: FleetBusOptions['access']
  readonly settings: PodSettings
  readonly name: string
  readonly logger: Logger
}

/** Graces are measured by it: a clock of the machine that is set right in the middle of one must not end it. */
const startedMs = systemClock.nowMs() - systemClock.monotonicNs() / 1e6
export const steadyClock = { ...systemClock, nowMs: () => Math.round(startedMs + systemClock.monotonicNs() / 1e6) }

/** What a seat is bound to: the object itself, its bus, and the environment that the bus is set up for. */
export function identityOf({ metadata, spec }: FleetObject): string {
  const { stream, environment } = (spec ?? {}) as Partial<PlacedFleet['spec']>
  return JSON.stringify([metadata.uid, stream ?? null, environment?.name ?? null])
}

/** Takes a fleet in hand. Connects to its bus on the way: a bus that is away holds nothing up. */
export function openSeat(object: FleetObject, context: SeatContext): Seat<FleetObject> {
  const { client, api, pods, options, access, settings, name, logger } = context
  const { namespace = 'default', name: fleetName } = object.metadata
  const first = placedFleet(object)
  if ('problems' in first) {
    const unheard = {
      heartbeats: () => null,
      backlog: () => Promise.resolve(null),
      askToDrain: () => Promise.resolve(),
      drainedEpoch: () => null,
    }
    return invalidSeat(
      new FleetSeat({ api, pods: noPods, bus: { signals: unheard, problem: () => null } }, { settings, clock: steadyClock, logger }),
    )
  }
  let current = first.fleet
  const readSecret = (secret: string, signal: AbortSignal) => api.readSecret(namespace, secret, signal)
  const bus = new FleetBus({ fleet: current, access, readSecret, name, presenceTtlMs: options.presenceTtl, logger })
  const fleetPods = new FleetPods({
    ...{
      client,
      store: pods.store,
      isCurrent: () => pods.isCurrent,
      namespace,
      fleet: fleetName,
      owner: ownerOf(object),
      clock: steadyClock,
      nodeLostMs: options.nodeLost,
    },
    manifestOf: (place) => manifestOf(current, place, settings),
    credentialsOf: (role, pod, signal) => bus.credentialsOf(role, pod, signal),
  })
  const seat = new FleetSeat({ api, pods: fleetPods, bus }, { settings, clock: steadyClock, logger, lookEveryMs: options.lookEvery })
  let hasSecret = false
  return {
    reconcile: async (now, signal) => {
      const placed = placedFleet(now)
      if ('fleet' in placed) current = placed.fleet
      if (!hasSecret && now.metadata.deletionTimestamp === undefined) {
        await api.ensureSecret(
          now,
          {
            fleet: rng.hex(32),
            nats: current.spec.stream.credentialsSecret === undefined && isOnOwnBus(current, options.natsUrl) ? options.natsToken : '',
          },
          signal,
        )
        hasSecret = true
      }
      return seat.reconcile(now, signal)
    },
    [Symbol.asyncDispose]: () => bus[Symbol.asyncDispose](),
  }
}

function invalidSeat(seat: FleetSeat<FleetObject>): Seat<FleetObject> {
  return { reconcile: (object, signal) => seat.reconcile(object, signal), [Symbol.asyncDispose]: () => Promise.resolve() }
}

/** Of a fleet that cannot be read: nothing is made, and nothing is taken away. */
const noPods = {
  isCurrent: () => false,
  list: () => Promise.resolve([]),
  create: () => Promise.resolve(),
  markDrain: () => Promise.resolve(),
  delete: () => Promise.resolve(),
}
