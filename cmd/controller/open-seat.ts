import { steadyClock } from '#internal/base/clock.ts'
import { systemRng as rng } from '#internal/base/rng.ts'
import type { ControllerOptions } from '#internal/config/controller.ts'
import type { Seat } from '#internal/controller/fleet-manager.ts'
import type { Signals } from '#internal/controller/ports.ts'
import { bareFleet, FleetSeat, manifestOf, placedFleet } from '#internal/controller/fleet-seat.ts'
import type { PlacedFleet, PodSettings } from '#internal/fleet/pod.ts'
import type { KubeClient } from '#internal/kube/client.ts'
import { type FleetApi, type FleetObject, ownerOf } from '#internal/kube/fleet-api.ts'
import { FleetPods, type FleetPodsOptions } from '#internal/kube/fleet-pods.ts'
import type { PodObject } from '#internal/kube/pod-view.ts'
import type { Reflector } from '#internal/kube/reflector.ts'
import type { Logger } from '#internal/telemetry/logger.ts'
import { isOnOwnBus } from './bus-access.ts'
import { FleetBus, type FleetBusOptions } from './fleet-bus.ts'

export interface SeatContext {
  readonly client: KubeClient
  readonly api: FleetApi
  readonly fleets: Reflector<FleetObject>
  readonly pods: Reflector<PodObject>
  readonly options: ControllerOptions
  readonly access: FleetBusOptions['access']
  readonly settings: PodSettings
  readonly name: string
  readonly logger: Logger
}

/** What a seat is bound to: the object itself, its bus, and the environment that the bus is set up for. */
export function identityOf({ metadata, spec }: FleetObject): string {
  const { stream, environment } = (spec ?? {}) as Partial<PlacedFleet['spec']>
  return JSON.stringify([metadata.uid, stream ?? null, environment?.name ?? null])
}

/**
 * Takes a fleet in hand. One that cannot be read has no bus until it can be, and what runs of it stays as it is, unless it is to go; one that
 * could be read keeps its bus whatever its spec becomes.
 */
export function openSeat(object: FleetObject, context: SeatContext): Seat<FleetObject> {
  const unread = openUnread(object, context)
  let read: Seat<FleetObject> | null = null
  return {
    reconcile: (now, signal) => {
      const placed = placedFleet(now)
      if ('fleet' in placed) read ??= openRead(now, placed.fleet, context)
      return (read ?? unread).reconcile(now, signal)
    },
    [Symbol.asyncDispose]: async () => read?.[Symbol.asyncDispose](),
  }
}

/** Connects to the fleet's bus on the way: a bus that is away holds nothing up. */
function openRead(object: FleetObject, first: PlacedFleet, context: SeatContext): Seat<FleetObject> {
  const { api, options, access, settings, name, logger } = context
  const { namespace = 'default' } = object.metadata
  let current = first
  const readSecret = (secret: string, signal: AbortSignal) => api.readSecret(namespace, secret, signal)
  const bus = new FleetBus({ fleet: current, access, readSecret, name, presenceTtlMs: options.presenceTtl, logger })
  const pods = podsOf(object, context, {
    manifestOf: (place) => manifestOf(current, place, settings),
    credentialsOf: (role, pod, signal) => bus.credentialsOf(role, pod, signal),
  })
  // Made once: one that is deleted comes back with the token that its fleet's pods know.
  let token = rng.hex(32)
  const ensureSecret = async (fleet: FleetObject, signal: AbortSignal) => {
    const hasToken = current.spec.stream.credentialsSecret === undefined && isOnOwnBus(current, options.natsUrl)
    token = await api.ensureSecret(fleet, { fleet: token, nats: hasToken ? options.natsToken : '' }, signal)
  }
  const ports = { api, pods, bus, ensureSecret }
  const seat = new FleetSeat(ports, { settings, clock: steadyClock, logger, lookEveryMs: options.lookEvery })
  return {
    reconcile: async (now, signal) => {
      const placed = placedFleet(now)
      if ('fleet' in placed) current = placed.fleet
      return seat.reconcile(now, signal)
    },
    [Symbol.asyncDispose]: () => bus[Symbol.asyncDispose](),
  }
}

function openUnread(object: FleetObject, context: SeatContext): FleetSeat<FleetObject> {
  const { api, settings, logger } = context
  const fleet = bareFleet(object)
  const pods = podsOf(object, context, {
    manifestOf: (place) => manifestOf(fleet, place, settings),
    credentialsOf: () => Promise.resolve(null),
  })
  const bus = { signals: unheard, problem: () => null }
  return new FleetSeat({ api, pods, bus, ensureSecret: () => Promise.resolve() }, { settings, clock: steadyClock, logger })
}

function podsOf(
  object: FleetObject,
  { client, fleets, pods, options }: SeatContext,
  own: Pick<FleetPodsOptions, 'manifestOf' | 'credentialsOf'>,
): FleetPods {
  const { namespace = 'default', name: fleet } = object.metadata
  return new FleetPods({
    ...{ client, store: pods.store, namespace, fleet, owner: ownerOf(object), clock: steadyClock, nodeLostMs: options.nodeLost },
    // By an old spec as little as by old pods: both must be known to say that there are too many.
    isCurrent: () => pods.isCurrent && fleets.isCurrent,
    ...own,
  })
}

const unheard: Signals = {
  heartbeats: () => null,
  backlog: () => Promise.resolve(null),
  askToDrain: () => Promise.resolve(),
  drainedEpoch: () => null,
}
