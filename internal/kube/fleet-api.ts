import type { Clock } from '#internal/base/clock.ts'
import type { OwnedObject } from '#internal/fleet/fleet-objects.ts'
import { fleetLabels, fleetObjectName, marks } from '#internal/fleet/names.ts'
import type { FleetStatus } from '#internal/fleet/status.ts'
import type { KubeClient } from './client.ts'
import type { ObjectStore } from './object-store.ts'
import { gone, isOfFleet, isOwnedBy, makeOrFind } from './ownership.ts'
import { type SecretObject, readSecret } from './secrets.ts'
import { type KubeObject, type ObjectMeta, type OwnerReference, kinds } from './objects.ts'

export interface FleetObject extends KubeObject {
  readonly spec?: unknown
  readonly status?: FleetStatus
}

export interface FleetEvent {
  /** One word, as conditions have them. */
  readonly reason: string
  readonly action: string
  readonly note: string
  readonly isWarning: boolean
}

export interface FleetApiOptions {
  readonly client: Pick<KubeClient, 'get' | 'create' | 'merge' | 'apply' | 'delete'>
  readonly store: ObjectStore<FleetObject>
  /** Who acts: the name of this controller's process. */
  readonly instance: string
  readonly clock: Clock
}

const noteMax = 1_024
const tokenKeys = { fleet: 'fleet-token', nats: 'nats-token' } as const

/** The fleet's own object, as a reference of what it owns. */
export function ownerOf({ metadata }: FleetObject): OwnerReference {
  return {
    apiVersion: kinds.rolloutFleet.apiVersion,
    kind: kinds.rolloutFleet.kind,
    name: metadata.name,
    uid: metadata.uid ?? '',
    controller: true,
  }
}

/** Of a fleet, what is read of it. */
export function keepOfFleet({ metadata, spec, status }: FleetObject): FleetObject {
  const { managedFields: _, ...kept } = metadata as ObjectMeta & { readonly managedFields?: unknown }
  return {
    apiVersion: kinds.rolloutFleet.apiVersion,
    kind: kinds.rolloutFleet.kind,
    metadata: kept,
    spec,
    ...(status === undefined ? {} : { status }),
  }
}

/** What the controller writes about a fleet, beside its pods. */
export class FleetApi {
  readonly #options: FleetApiOptions

  constructor(options: FleetApiOptions) {
    this.#options = options
  }

  /** So that a fleet that is deleted stays until it has drained. Throws `kube.conflict` when it was changed meanwhile. */
  async setFinalizer(fleet: FleetObject, isWanted: boolean, signal: AbortSignal): Promise<void> {
    const { client, store } = this.#options
    const { name, namespace = '', uid, resourceVersion, finalizers = [] } = fleet.metadata
    if (finalizers.includes(marks.finalizer) === isWanted) return
    const others = finalizers.filter((each) => each !== marks.finalizer)
    const metadata = { uid, resourceVersion, finalizers: isWanted ? [...others, marks.finalizer] : others }
    const changed = await client.merge<FleetObject>(kinds.rolloutFleet, namespace, { name, body: { metadata } }, signal)
    if (isWanted) store.learn(keepOfFleet(changed))
  }

  async writeStatus(fleet: FleetObject, status: FleetStatus, signal: AbortSignal): Promise<void> {
    const { client, store } = this.#options
    const { name, namespace = '' } = fleet.metadata
    const body = { metadata: { name }, status } as KubeObject
    store.learn(keepOfFleet(await client.apply<FleetObject>(kinds.rolloutFleet, namespace, { body, subresource: 'status' }, signal)))
  }

  /**
   * Makes what a fleet has once as it should be, and takes away the budget that it no longer asks for.
   * Throws `kube.exists` where something of somebody else has one of the names: it stays as it is.
   */
  async applyObjects(fleet: FleetObject, objects: readonly OwnedObject[], signal: AbortSignal): Promise<void> {
    const { client } = this.#options
    const { namespace = '', name } = fleet.metadata
    const owner = ownerOf(fleet)
    const isOurs = (found: ObjectMeta) => isOfFleet(found, owner)
    for (const { kind, body } of objects) {
      const owned = { ...body, metadata: { ...body.metadata, ownerReferences: [owner] } }
      const { object, isNew } = await makeOrFind(client, { kind: kinds[kind], namespace, body: owned, isOurs }, signal)
      if (isNew) continue
      // With its uid only the very one that was looked at.
      const { uid = '' } = object.metadata
      await client.apply(kinds[kind], namespace, { body: { ...owned, metadata: { ...owned.metadata, uid } } }, signal)
    }
    if (objects.some(({ kind }) => kind === 'disruptionBudget')) return
    const budget = await gone(client.get(kinds.disruptionBudget, namespace, fleetObjectName(name), signal))
    if (budget === null || !isOurs(budget.metadata)) return
    const { uid = '' } = budget.metadata
    await gone(client.delete(kinds.disruptionBudget, namespace, { name: fleetObjectName(name), uid }, signal))
  }

  /**
   * The fleet's secret: its token for ever the one that it was made with; the bus's as it is given, and not there where none is.
   * Resolves with the fleet's token as it stands. Throws `kube.exists` where a secret of the name is somebody else's.
   */
  async ensureSecret(fleet: FleetObject, tokens: { readonly fleet: string; readonly nats: string }, signal: AbortSignal): Promise<string> {
    const { client } = this.#options
    const { namespace = '', name } = fleet.metadata
    const owner = ownerOf(fleet)
    const metadata = { name: fleetObjectName(name), labels: fleetLabels(name), ownerReferences: [owner] }
    const wanted = (token: string) => ({
      [tokenKeys.fleet]: base64(token),
      ...(tokens.nats === '' ? {} : { [tokenKeys.nats]: base64(tokens.nats) }),
    })
    const body = { metadata, type: 'Opaque', data: wanted(tokens.fleet) }
    const isOurs = (found: ObjectMeta) => isOfFleet(found, owner)
    const made = { kind: kinds.secret, namespace, body, isOurs }
    const { object, isNew } = await makeOrFind<SecretObject>(client, made, signal)
    if (isNew) return tokens.fleet
    const { [tokenKeys.fleet]: known = base64(tokens.fleet), [tokenKeys.nats]: nats } = object.data ?? {}
    const token = Buffer.from(known, 'base64').toString('utf8')
    const isAsWanted = object.data?.[tokenKeys.fleet] !== undefined && nats === wanted(token)[tokenKeys.nats]
    if (isAsWanted && isOwnedBy(object.metadata, owner)) return token
    const { uid, resourceVersion } = object.metadata
    const change = { metadata: { ...metadata, uid, resourceVersion }, data: { [tokenKeys.nats]: null, ...wanted(token) } }
    await client.merge(kinds.secret, namespace, { name: metadata.name, body: change }, signal)
    return token
  }

  readSecret(namespace: string, name: string, signal: AbortSignal): Promise<Readonly<Record<string, string>> | null> {
    return readSecret(this.#options.client, namespace, name, signal)
  }

  /** Tells people. */
  async event(fleet: FleetObject, { reason, action, note, isWarning }: FleetEvent, signal: AbortSignal): Promise<void> {
    const { client, clock, instance } = this.#options
    const { namespace = '', name, uid = '', resourceVersion = '' } = fleet.metadata
    const nowMs = clock.nowMs()
    const body = {
      metadata: { name: `${name}.${nowMs.toString(16)}${Math.floor(clock.monotonicNs() % 1e6).toString(16)}` },
      eventTime: new Date(nowMs).toISOString().replace('Z', '000Z'),
      reportingController: 'sortie.dev/controller',
      reportingInstance: instance.slice(0, 128),
      ...{ action, reason, note: note.slice(0, noteMax), type: isWarning ? 'Warning' : 'Normal' },
      regarding: { apiVersion: kinds.rolloutFleet.apiVersion, kind: kinds.rolloutFleet.kind, namespace, name, uid, resourceVersion },
    }
    await client.create(kinds.event, namespace, body, signal)
  }
}

function base64(text: string): string {
  return Buffer.from(text, 'utf8').toString('base64')
}
