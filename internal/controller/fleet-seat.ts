import type { Clock } from '#internal/base/clock.ts'
import { SortieError } from '#internal/base/errors.ts'
import { withoutSecrets } from '#internal/base/url.ts'
import { fleetObjects, type OwnedObject } from '#internal/fleet/fleet-objects.ts'
import { busFleetOf, marks, shortHash } from '#internal/fleet/names.ts'
import type { Role } from '#internal/fleet/plan.ts'
import type { PlacedFleet, PodManifest, PodSettings } from '#internal/fleet/pod.ts'
import { replicaPod } from '#internal/fleet/replica-pod.ts'
import { fleetSpecSchema } from '#internal/fleet/resource.ts'
import { type FleetStatus, urlMax } from '#internal/fleet/status.ts'
import { validateFleet } from '#internal/fleet/validate.ts'
import { workerPod } from '#internal/fleet/worker-pod.ts'
import { KubeError, refusals } from '#internal/kube/api-errors.ts'
import type { Logger } from '#internal/telemetry/logger.ts'
import { FleetReconciler, isLeftAlone } from './fleet-reconciler.ts'
import { FleetTeller } from './fleet-teller.ts'
import type { FleetDesire, Pods, ReconcileResult, Signals } from './ports.ts'

/** A fleet's own object, as the seat reads it. */
export interface FleetRecord {
  readonly metadata: {
    readonly name: string
    readonly namespace?: string
    readonly uid?: string
    readonly generation?: number
    readonly deletionTimestamp?: string
    readonly finalizers?: readonly string[]
  }
  readonly spec?: unknown
  readonly status?: FleetStatus
}

/** What a seat writes about its fleet. */
export interface FleetWriter<T extends FleetRecord> {
  setFinalizer(fleet: T, isWanted: boolean, signal: AbortSignal): Promise<void>
  writeStatus(fleet: T, status: FleetStatus, signal: AbortSignal): Promise<void>
  applyObjects(fleet: T, objects: readonly OwnedObject[], signal: AbortSignal): Promise<void>
  event(
    fleet: T,
    event: { readonly reason: string; readonly action: string; readonly note: string; readonly isWarning: boolean },
    signal: AbortSignal,
  ): Promise<void>
}

export interface SeatPorts<T extends FleetRecord> {
  readonly api: FleetWriter<T>
  readonly pods: Pods
  /** Makes the fleet's secret, if it is not there as it should be. */
  ensureSecret(fleet: T, signal: AbortSignal): Promise<void>
  readonly bus: {
    readonly signals: Signals
    /** Why nothing is heard of the bus, as a sentence; null: it is well, or has been tried for too short a time to say. */
    problem(): string | null
  }
}

export interface SeatOptions {
  readonly settings: PodSettings
  readonly clock: Clock
  readonly logger: Logger
  readonly lookEveryMs?: number
}

export interface SeatResult {
  /** When to look again though nothing changes. Milliseconds. */
  readonly againInMs: number
  readonly result: ReconcileResult | null
}

// What the API server has lost or somebody changed comes back within it.
const objectsEveryMs = 600_000
const invalidAgainMs = 60_000

/** What a resource says, and where it stands; or what is wrong with it. */
export function placedFleet(object: FleetRecord): { readonly fleet: PlacedFleet } | { readonly problems: readonly string[] } {
  const { name, namespace = 'default' } = object.metadata
  const validated = validateFleet({
    apiVersion: 'sortie.dev/v1alpha1',
    kind: 'RolloutFleet',
    metadata: { name, namespace },
    spec: object.spec,
  })
  if (validated.kind === 'problems') return { problems: validated.problems.map(({ path, message }) => `${path}: ${message}`) }
  return { fleet: { name, namespace, busFleet: busFleetOf(namespace, name), spec: validated.fleet.spec } }
}

/** In place of a fleet that was never read: the defaults, with its graces where they are some, by which its pods can be asked to leave. */
export function bareFleet({ metadata: { name, namespace = 'default' }, spec }: FleetRecord): PlacedFleet {
  const given = (spec ?? {}) as Partial<Record<'environment' | 'inference', { readonly drain?: unknown } | null>>
  const model = { name: 'unknown' }
  const environment = { name: 'unknown' }
  const drains = { environment: { ...environment, drain: given.environment?.drain }, inference: { drain: given.inference?.drain } }
  const { data = fleetSpecSchema.parse({ model, environment }) } = fleetSpecSchema.safeParse({ model, ...drains })
  return { name, namespace, busFleet: busFleetOf(namespace, name), spec: data }
}

export function manifestOf(
  fleet: PlacedFleet,
  place: { readonly role: Role; readonly index: number; readonly templateHash: string },
  settings: PodSettings,
): PodManifest {
  return place.role === 'worker' ? workerPod(fleet, place, settings) : replicaPod(fleet, place, settings)
}

/** One fleet of a cluster: finalizer, what it has once, its pods by the reconciler, status and events. */
export class FleetSeat<T extends FleetRecord> {
  readonly #ports: SeatPorts<T>
  readonly #options: SeatOptions
  readonly #reconciler: FleetReconciler
  readonly #teller: FleetTeller<T>
  /** As it was read last. */
  #known: PlacedFleet | null = null
  #applied: { readonly hash: string; readonly atMs: number } | null = null

  constructor(ports: SeatPorts<T>, options: SeatOptions) {
    this.#ports = ports
    this.#options = options
    const { clock, logger, lookEveryMs } = options
    this.#teller = new FleetTeller(ports.api, { clock, logger, ...(lookEveryMs === undefined ? {} : { countsEveryMs: lookEveryMs }) })
    this.#reconciler = new FleetReconciler(
      { pods: ports.pods, signals: ports.bus.signals },
      { clock, logger, nodeLostMs: options.settings.nodeLostSeconds * 1_000, ...(lookEveryMs === undefined ? {} : { lookEveryMs }) },
    )
  }

  /** Looks at the fleet as it is now and does what follows. Throws `kube.*`: what was not done is done at the next look. */
  async reconcile(object: T, signal: AbortSignal): Promise<SeatResult> {
    const { api } = this.#ports
    const deleting = object.metadata.deletionTimestamp !== undefined
    if (deleting && object.metadata.finalizers?.includes(marks.finalizer) !== true) return { againInMs: invalidAgainMs, result: null }
    const placed = placedFleet(object)
    if ('fleet' in placed) this.#known = placed.fleet
    else if (!deleting) return this.#refuse(object, placed.problems, signal)
    // One that is to go goes, whatever its spec has become.
    const fleet = this.#known ?? bareFleet(object)
    if (!deleting) await api.setFinalizer(object, true, signal)
    const objects = deleting || isLeftAlone({ spec: fleet.spec, deleting }) ? wellFurnished : await this.#furnish(object, fleet, signal)
    const result = await this.#reconciler.reconcile(this.#desireOf(object, fleet, { deleting, isFurnished: objects.isThere }), signal)
    await this.#teller.tell(object, result, signal)
    if (objects.refused !== null) throw objects.refused
    if (result.gone) {
      await api.setFinalizer(object, false, signal)
      return { againInMs: invalidAgainMs, result }
    }
    await this.#teller.writeStatus(object, this.#completed(object, fleet, result.status), signal)
    return { againInMs: result.againInMs ?? invalidAgainMs, result }
  }

  #desireOf({ metadata }: T, fleet: PlacedFleet, is: Pick<FleetDesire, 'deleting' | 'isFurnished'>): FleetDesire {
    const { settings } = this.#options
    // Of everything that makes a pod what it is, its place apart: other images of a newer controller roll out as well.
    const hash = (role: Role) => shortHash(JSON.stringify(manifestOf(fleet, { role, index: 0, templateHash: '' }, settings)))
    const templateHashes = { worker: hash('worker'), replica: hash('replica') }
    return { generation: metadata.generation ?? 0, spec: fleet.spec, templateHashes, ...is }
  }

  /**
   * What a fleet has once. What is refused holds up no pod that is to leave or to be forced away, and none that is to be made where the very same
   * was there before. Throws where nothing can be asked of the API server.
   */
  async #furnish(object: T, fleet: PlacedFleet, signal: AbortSignal): Promise<Furnished> {
    const { settings, clock } = this.#options
    const objects = fleetObjects(fleet, fleet.spec.stream.url ?? settings.natsUrl)
    const [hash, nowMs] = [shortHash(JSON.stringify(objects)), clock.nowMs()]
    if (this.#applied?.hash === hash && nowMs - this.#applied.atMs < objectsEveryMs) return wellFurnished
    try {
      await this.#ports.ensureSecret(object, signal)
      await this.#ports.api.applyObjects(object, objects, signal)
    } catch (thrown) {
      if (signal.aborted || !(thrown instanceof SortieError) || !isOfOneCall(thrown)) throw thrown
      return { isThere: this.#applied?.hash === hash, refused: thrown }
    }
    this.#applied = { hash, atMs: nowMs }
    return wellFurnished
  }

  #completed(object: T, fleet: PlacedFleet, status: FleetStatus): FleetStatus {
    const selector = `${marks.fleet}=${fleet.name},${marks.role}=worker`
    const problem = this.#ports.bus.problem()
    const isUnheard = this.#ports.bus.signals.heartbeats('worker') === null
    const conditions = (status.conditions ?? []).map((condition) => {
      if (problem === null) return isUnheard ? keptWhileUnheard(condition, object.status) : condition
      if (condition.type !== 'Ready' || condition.reason === 'Deleting' || condition.reason === 'Paused') return condition
      return { ...condition, status: 'False' as const, reason: 'StreamUnreachable' as const, message: problem.slice(0, 4_096) }
    })
    // Credentials that a URL may carry are nobody's who reads a status.
    const url = withoutSecrets(fleet.spec.stream.url ?? this.#options.settings.natsUrl).slice(0, urlMax)
    const stream = { fleet: fleet.busFleet, url }
    return { ...status, conditions, environment: { ...status.environment, selector }, stream }
  }

  async #refuse(object: T, problems: readonly string[], signal: AbortSignal): Promise<SeatResult> {
    const { clock } = this.#options
    const common = { observedGeneration: object.metadata.generation ?? 0, lastTransitionTime: new Date(clock.nowMs()).toISOString() }
    const message = problems.join('; ').slice(0, 4_096)
    const ready = { type: 'Ready', status: 'False', reason: 'Invalid', message, ...common } as const
    // What runs goes on where it is.
    const stream = object.status?.stream === undefined ? {} : { stream: object.status.stream }
    await this.#teller.writeStatus(object, { observedGeneration: common.observedGeneration, conditions: [ready], ...stream }, signal)
    return { againInMs: invalidAgainMs, result: null }
  }
}

interface Furnished {
  readonly isThere: boolean
  readonly refused: SortieError | null
}

const wellFurnished: Furnished = { isThere: true, refused: null }

/** A refusal, or a call that an admission webhook cannot answer; a server that names a time is busy altogether. */
function isOfOneCall(thrown: SortieError): boolean {
  if (thrown.code === 'kube.busy') return !(thrown instanceof KubeError) || thrown.retryAfterMs === 0
  return refusals[thrown.code] !== undefined
}

type Condition = NonNullable<FleetStatus['conditions']>[number]

/**
 * At a start, a fail-over and a short break of the bus nobody has been heard yet, of whatever is well: an answer that only says so is not given
 * in place of the one that stands, or every fleet would be told to be in trouble each time.
 */
function keptWhileUnheard(condition: Condition, before: FleetStatus | undefined): Condition {
  const saysNothing =
    condition.status === 'Unknown' ||
    condition.reason === 'SignalsMissing' ||
    (condition.type === 'Progressing' && condition.reason === 'Starting')
  const known = before?.conditions?.find(({ type }) => type === condition.type)
  if (!saysNothing || known === undefined || known.reason === 'Invalid') return condition
  return (known.reason === 'Paused') === (condition.reason === 'Paused') ? known : condition
}
