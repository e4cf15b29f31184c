import type { Clock } from '#internal/base/clock.ts'
import { SortieError, errorText } from '#internal/base/errors.ts'
import { inLanes } from '#internal/base/lanes.ts'
import { marks, roleLabels } from '#internal/fleet/names.ts'
import type { PodView, Role } from '#internal/fleet/plan.ts'
import type { PodManifest } from '#internal/fleet/pod.ts'
import { KubeError, refusals } from './api-errors.ts'
import type { KubeClient } from './client.ts'
import type { ObjectStore } from './object-store.ts'
import { type ObjectMeta, type OwnerReference, kinds } from './objects.ts'
import { isOwnedBy, makeOrFind } from './ownership.ts'
import { type Failure, type PodObject, failureOf, keepOfPod, phaseOf, placeOf } from './pod-view.ts'

/** A pod of a cluster; satisfies the reconciler's `ObservedPod`. How busy it is, the bus knows. */
export interface KubePod extends Omit<PodView, 'busy' | 'ready' | 'readyAtMs' | 'silent' | 'forced' | 'drain'> {
  readonly drainAsked: { readonly epoch: number; readonly atMs: number } | null
  readonly failure: Failure | null
}

/** A place of the fleet, and of which template its pod is. */
type Place = Pick<PodView, 'role' | 'index' | 'templateHash'>

export interface FleetPodsOptions {
  readonly client: Pick<KubeClient, 'get' | 'create' | 'merge' | 'apply' | 'delete'>
  /** Kept current by a reflector over the pods of all fleets. */
  readonly store: ObjectStore<PodObject>
  /** Whether it is, as far as can be told. */
  readonly isCurrent: () => boolean
  readonly namespace: string
  readonly fleet: string
  /** The fleet's own object: what is its is deleted with it. */
  readonly owner: OwnerReference
  readonly manifestOf: (place: Place) => PodManifest
  /** Credentials of a pod for the bus; null: it needs none of its own. */
  readonly credentialsOf: (role: Role, pod: string, signal: AbortSignal) => Promise<string | null>
  /** A pod that should have gone by its own grace and this much more stands on a node that does not hear. Milliseconds. */
  readonly nodeLostMs: number
  readonly clock: Clock
}

const graceUnknownMs = 30_000
/** Pods that are mended at a time, and how long others are begun with: a webhook that answers none in time must not hold the look for all of them. */
const mendLanes = 8
const mendBudgetMs = 2_000

/** The pods of one fleet on a cluster: looks come from the store, writes go to the API server and are seen by the next look. */
export class FleetPods {
  readonly #options: FleetPodsOptions
  /** When this process first saw something, by uid and what: times that others wrote are of their clocks. */
  readonly #firstSeenMs = new Map<string, number>()
  /** Uids of pods that are lost: to be forced away changes the grace that it follows from, and a finalizer keeps them. */
  readonly #lost = new Set<string>()
  /** Uids of pods whose credentials this process has written. */
  readonly #credentialed = new Set<string>()
  /** The last try to mend a pod, by uid: which of all it was, and what was refused. */
  readonly #tries = new Map<string, { readonly number: number; readonly thrown: SortieError | null }>()
  #triesMade = 0
  #busyUntilMs = 0

  constructor(options: FleetPodsOptions) {
    this.#options = options
  }

  isCurrent(): boolean {
    return this.#options.isCurrent()
  }

  busyMs(): number {
    return Math.max(0, this.#busyUntilMs - this.#options.clock.nowMs())
  }

  /**
   * Every pod of the fleet. With `mends` those that nobody owns are adopted, and those whose making was cut off are completed, as far as there is
   * time; what is refused for one of them is its failure, and holds up no other. Throws what is not of one pod, such as `kube.unreachable`.
   */
  async list({ mends }: { readonly mends: boolean }, signal: AbortSignal): Promise<readonly KubePod[]> {
    const ours = this.#ours()
    const incomplete = mends ? ours.filter((pod) => this.#isIncomplete(pod)) : []
    const mended = await this.#mendSome(incomplete, signal)
    const uidOf = ({ metadata }: PodObject) => metadata.uid ?? ''
    this.#forgetExcept(new Set(ours.map(uidOf)))
    const waiting = new Set(incomplete.map(uidOf))
    return ours.flatMap((object) => {
      const place = placeOf(object)
      if (place === null) return []
      const view = this.#view(mended.get(uidOf(object)) ?? object, place)
      const thrown = waiting.has(view.uid) ? (this.#tries.get(view.uid)?.thrown ?? null) : null
      return [{ ...view, failure: view.failure ?? failureFrom(thrown) }]
    })
  }

  /** A pod of the name that is there already and is ours is as good as made. Throws `kube.*`. */
  async create(place: Place, signal: AbortSignal): Promise<void> {
    const { client, store, namespace, owner } = this.#options
    const { metadata, spec } = this.#options.manifestOf(place)
    const body = { metadata: { ...metadata, ownerReferences: [owner] }, spec }
    const made = { kind: kinds.pod, namespace, body, isOurs: (found: ObjectMeta) => isOwnedBy(found, owner) }
    const { object: pod } = await makeOrFind<PodObject>(client, made, signal)
    store.learn(keepOfPod(pod))
    await this.#credential(place.role, pod, signal)
  }

  async markDrain(
    { name, uid, resourceVersion }: Pick<KubePod, 'name' | 'uid' | 'resourceVersion'>,
    epoch: number,
    signal: AbortSignal,
  ): Promise<void> {
    const { client, store, namespace } = this.#options
    const body = { metadata: { uid, resourceVersion, annotations: { [marks.drain]: String(epoch) } } }
    store.learn(keepOfPod(await client.merge<PodObject>(kinds.pod, namespace, { name, body }, signal)))
  }

  async delete(
    { name, uid, resourceVersion }: Pick<KubePod, 'name' | 'uid' | 'resourceVersion'>,
    { force }: { readonly force: boolean },
    signal: AbortSignal,
  ): Promise<void> {
    const { client, store, namespace } = this.#options
    const target = force ? { name, uid, graceSeconds: 0 } : { name, uid, resourceVersion }
    try {
      const left = await client.delete(kinds.pod, namespace, target, signal)
      if (left.kind === 'Pod') store.learn(keepOfPod(left))
    } catch (thrown) {
      if (!(thrown instanceof SortieError) || thrown.code !== 'kube.not-found') throw thrown
      store.forget(`${namespace}/${name}`, uid)
    }
  }

  /** Of this fleet by its labels, and owned by it or by nobody. */
  #ours(): PodObject[] {
    const { store, namespace, fleet, owner } = this.#options
    return [...store.values()].filter(({ metadata }) => {
      if (metadata.namespace !== namespace || metadata.labels?.[marks.fleet] !== fleet) return false
      const controller = metadata.ownerReferences?.find((each) => each.controller === true)
      return controller === undefined || controller.uid === owner.uid
    })
  }

  async #adopt(pod: PodObject, signal: AbortSignal): Promise<PodObject> {
    const { client, store, namespace, owner } = this.#options
    const { name, uid, resourceVersion, ownerReferences = [] } = pod.metadata
    const body = { metadata: { uid, resourceVersion, ownerReferences: [...ownerReferences, owner] } }
    const adopted = keepOfPod(await client.merge<PodObject>(kinds.pod, namespace, { name, body }, signal))
    store.learn(adopted)
    return adopted
  }

  #isIncomplete(pod: PodObject): boolean {
    const { uid = '', deletionTimestamp } = pod.metadata
    return !isOwned(pod) || (phaseOf(pod) === 'pending' && deletionTimestamp === undefined && !this.#credentialed.has(uid))
  }

  /** Those first that were tried longest ago, so that each has its turn. What was mended, by uid. */
  async #mendSome(pods: readonly PodObject[], signal: AbortSignal): Promise<ReadonlyMap<string, PodObject>> {
    const { clock } = this.#options
    const untilMs = clock.nowMs() + mendBudgetMs
    const mended = new Map<string, PodObject>()
    const lastTry = ({ metadata: { uid = '' } }: PodObject) => this.#tries.get(uid)?.number ?? 0
    // Of what is refused to one because of all: the others would only be refused as well.
    let isRefusedToAll = false
    const errors: unknown[] = []
    await inLanes(
      [...pods].sort((a, b) => lastTry(a) - lastTry(b)),
      mendLanes,
      async (object) => {
        const place = placeOf(object)
        if (place === null || isRefusedToAll || errors.length > 0 || clock.nowMs() >= untilMs) return
        const number = ++this.#triesMade
        try {
          const { pod, thrown } = await this.#mended(place.role, object, signal)
          const { uid = '' } = object.metadata
          mended.set(uid, pod)
          this.#tries.set(uid, { number, thrown })
          isRefusedToAll ||= isOfAll(thrown)
          if (isBusy(thrown)) this.#busyUntilMs = Math.max(this.#busyUntilMs, clock.nowMs() + thrown.retryAfterMs)
        } catch (thrown) {
          errors.push(thrown)
        }
      },
    )
    if (errors.length > 0) throw errors[0]
    return mended
  }

  /** A pod with its owner and its secret, or as far as that was allowed. Throws what is not of this pod alone. */
  async #mended(role: Role, object: PodObject, signal: AbortSignal): Promise<Mended> {
    let pod = object
    try {
      if (!isOwned(pod)) pod = await this.#adopt(pod, signal)
      if (phaseOf(pod) === 'pending' && pod.metadata.deletionTimestamp === undefined) await this.#credential(role, pod, signal)
      return { pod, thrown: null }
    } catch (thrown) {
      if (!(thrown instanceof SortieError) || !isOfOne(thrown)) throw thrown
      return { pod, thrown }
    }
  }

  /**
   * The pod first, then the secret that it waits for, which then is the pod's own and goes with it. One that the pod's predecessor has left
   * becomes its; throws `kube.exists` for one of somebody else.
   */
  async #credential(role: Role, pod: PodObject, signal: AbortSignal): Promise<void> {
    const { client, namespace, fleet, credentialsOf } = this.#options
    const { name, uid = '' } = pod.metadata
    if (this.#credentialed.has(uid)) return
    const credentials = await credentialsOf(role, name, signal)
    if (credentials !== null) {
      const owner = { apiVersion: 'v1', kind: 'Pod', name, uid, controller: true }
      // Its own, whoever makes it: of a pod that was watched not every label is kept.
      const metadata = { name, labels: roleLabels(fleet, role), ownerReferences: [owner] }
      const body = { metadata, type: 'Opaque', data: { 'nats.creds': Buffer.from(credentials, 'utf8').toString('base64') } }
      const made = { kind: kinds.secret, namespace, body, isOurs: (found: ObjectMeta) => isOfPod(found, owner, fleet) }
      const { object, isNew } = await makeOrFind(client, made, signal)
      if (!isNew && !isOwnedBy(object.metadata, owner)) {
        const { uid: of, resourceVersion } = object.metadata
        const change = { metadata: { ...metadata, uid: of, resourceVersion }, data: body.data }
        await client.merge(kinds.secret, namespace, { name, body: change }, signal)
      }
    }
    this.#credentialed.add(uid)
  }

  #view(pod: PodObject, place: Place): KubePod {
    const { clock, nodeLostMs } = this.#options
    const { name, uid = '', resourceVersion = '', creationTimestamp = '', deletionTimestamp, deletionGracePeriodSeconds } = pod.metadata
    const epoch = Number(pod.metadata.annotations?.[marks.drain] ?? Number.NaN)
    const sinceMs = (what: string) => {
      const key = `${uid} ${what}`
      const known = this.#firstSeenMs.get(key) ?? clock.nowMs()
      this.#firstSeenMs.set(key, known)
      return known
    }
    const deleting = deletionTimestamp !== undefined
    // By the grace that this very pod was given, whatever the spec says by now; one that is shortened counts from when it was.
    const graceMs = deletionGracePeriodSeconds === undefined ? this.#graceMs(place) : deletionGracePeriodSeconds * 1_000
    if (deleting && clock.nowMs() - sinceMs(`deleting ${String(deletionGracePeriodSeconds)}`) > graceMs + nodeLostMs) this.#lost.add(uid)
    const lost = this.#lost.has(uid)
    return {
      ...{ name, uid, resourceVersion, ...place, deleting },
      phase: phaseOf(pod),
      createdAtMs: Date.parse(creationTimestamp),
      nodeLost: lost,
      drainAsked: Number.isFinite(epoch) ? { epoch, atMs: sinceMs(`drain ${String(epoch)}`) } : null,
      failure: lost ? { reason: 'NodeLost', message: lostWords(pod) } : failureOf(pod),
    }
  }

  #graceMs(place: Place): number {
    const { terminationGracePeriodSeconds: seconds } = this.#options.manifestOf(place).spec
    return typeof seconds === 'number' ? seconds * 1_000 : graceUnknownMs
  }

  #forgetExcept(uids: ReadonlySet<string>): void {
    for (const known of [this.#credentialed, this.#lost, this.#tries]) for (const uid of known.keys()) if (!uids.has(uid)) known.delete(uid)
    for (const key of this.#firstSeenMs.keys()) if (!uids.has(key.split(' ')[0] ?? '')) this.#firstSeenMs.delete(key)
  }
}

interface Mended {
  readonly pod: PodObject
  readonly thrown: SortieError | null
}

function isOwned({ metadata }: PodObject): boolean {
  return metadata.ownerReferences?.some(({ controller }) => controller === true) === true
}

/** What says nothing about the others: a refusal, a call that an admission webhook cannot answer, and what has changed or gone meanwhile. */
function isOfOne({ code }: SortieError): boolean {
  return refusals[code] !== undefined || ['config.invalid', 'kube.busy', 'kube.conflict', 'kube.not-found'].includes(code)
}

/** Null: there is nothing that the next look will not mend. */
function failureFrom(thrown: SortieError | null): Failure | null {
  if (thrown === null) return null
  const message = errorText(thrown)
  // A server that is busy is no policy; one whose admission webhook does not answer says so, and may for as long as nobody mends that.
  const isUnasked = thrown.code === 'kube.busy' && !isBusy(thrown) && message.includes('webhook')
  const reason = thrown.code === 'config.invalid' ? 'ConfigError' : isUnasked ? 'AdmissionRefused' : refusals[thrown.code]
  return reason === undefined ? null : { reason, message }
}

/** It says for how long it wants to be left alone. */
function isBusy(thrown: SortieError | null): thrown is KubeError {
  return thrown instanceof KubeError && thrown.code === 'kube.busy' && thrown.retryAfterMs > 0
}

/** A server that names a time is busy altogether, and a quota is the namespace's. */
function isOfAll(thrown: SortieError | null): boolean {
  return thrown?.code === 'kube.quota' || isBusy(thrown)
}

/** A pod that is forced away stays for as long as somebody's finalizer keeps it. */
function lostWords({ metadata: { finalizers = [] } }: PodObject): string {
  const kept = finalizers.length === 0 ? '' : `, and it is kept by the finalizer ${finalizers.join(', ')}`
  return `its node has not ended it in time${kept}`
}

/** Of the pod, or of one that had its name before, in the same fleet: that one's secret is on its way out. */
function isOfPod({ labels, ownerReferences }: ObjectMeta, pod: OwnerReference, fleet: string): boolean {
  const owner = ownerReferences?.find(({ controller }) => controller === true)
  return labels?.[marks.fleet] === fleet && (owner === undefined || (owner.kind === 'Pod' && owner.name === pod.name))
}
