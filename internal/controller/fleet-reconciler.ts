import { withDeadline } from '#internal/base/abort.ts'
import type { Clock } from '#internal/base/clock.ts'
import { type ErrorCode, SortieError, errorText } from '#internal/base/errors.ts'
import { inLanes } from '#internal/base/lanes.ts'
import { type Action, type Plan, type PodView, type Role, type RoleWish, planRole } from '#internal/fleet/plan.ts'
import {
  type Demand,
  type ScalingDecision,
  type ScalingLimits,
  type ScalingMemory,
  decideScale,
  initialMemory,
} from '#internal/fleet/scaling.ts'
import type { ConditionReason } from '#internal/fleet/status.ts'
import { KubeError, refusals as refusalsOfApi } from '#internal/kube/api-errors.ts'
import { type Logger, errorFields } from '#internal/telemetry/logger.ts'
import type { FleetDesire, Heartbeat, ObservedPod, Pods, ReconcileResult, ScalingChange, Signals } from './ports.ts'
import { fleetStatus } from './fleet-status.ts'

export interface ReconcilerPorts {
  readonly pods: Pods
  readonly signals: Signals
}

export interface ReconcilerOptions {
  readonly clock: Clock
  readonly logger: Logger
  /** How soon demand is looked at again while nothing else happens. Milliseconds. */
  readonly lookEveryMs?: number
  /** How long a pod that is being deleted may be silent before its place is filled, and between two tries to force one away. Milliseconds; absent: until it has gone. */
  readonly nodeLostMs?: number
  /** How long a place that crashed stays empty, doubled each time up to a limit. Milliseconds. */
  readonly crashBackoff?: { readonly firstMs: number; readonly maxMs: number }
}

const lookEveryMsDefault = 5_000
/** On a cluster: 10 s, doubled each time, five minutes at most; forgotten after ten. */
const crashBackoffDefault = { firstMs: 10_000, maxMs: 300_000 }
const crashForgottenMs = 600_000
/** Creations and deletions on their way at a time: an API server's own limits are about here. */
const parallelMax = 16
/** What was done is looked at soon. */
const doneAgainMs = 250
/** All pods that drain are asked within it, or at the next look. */
const askWithinMs = 2_000

const roles = ['worker', 'replica'] as const

/** What is known of one role at a look. */
export interface RoleView {
  readonly pods: readonly PodView[]
  readonly observed: readonly ObservedPod[]
  readonly beats: readonly Heartbeat[] | null
  readonly decision: ScalingDecision
  readonly plan: Plan
}

/** How often the pods of a place crashed, or could not be made. */
interface Crashes {
  count: number
  lastMs: number
  /** Uids that are counted. */
  readonly seen: Set<string>
  /** Of the last one; null: it is over. */
  failure: ObservedPod['failure']
}

/** An order to a worker to drain. */
interface Order {
  readonly name: string
  readonly epoch: number
}

/**
 * The thin shell around the plan, for one fleet: looks at what is, asks `fleet/scaling` how many and `fleet/plan` what next, and does it.
 * It keeps in memory only what may be forgotten: recommendations and crash counts.
 */
export class FleetReconciler {
  readonly #ports: ReconcilerPorts
  readonly #options: ReconcilerOptions
  readonly #memory = new Map<Role, ScalingMemory>()
  readonly #crashes = new Map<string, Crashes>()
  /** Since when nothing is heard of a pod, by uid. */
  readonly #silentSince = new Map<string, number>()
  /** When a pod was last ready, by uid. */
  readonly #readyAt = new Map<string, number>()
  readonly #startedMs: number
  /** When a pod was forced away, by uid: one that somebody's finalizer keeps is not forced again at every look. */
  readonly #forcedAt = new Map<string, number>()
  #decisions: ScalingChange[] = []
  /** Until when the API server wants to be left alone. */
  #busyUntilMs = 0

  constructor(ports: ReconcilerPorts, options: ReconcilerOptions) {
    this.#ports = ports
    this.#options = options
    this.#startedMs = options.clock.nowMs()
  }

  /** One look and what follows from it. Throws what the pods' place throws when it cannot be looked at: then nothing was done. */
  async reconcile(desire: FleetDesire, signal: AbortSignal): Promise<ReconcileResult> {
    const nowMs = this.#options.clock.nowMs()
    // Paused, it is looked at, and nothing is done, decided or asked.
    const isIdle = isLeftAlone(desire)
    // What is to go needs nothing more that it might be refused.
    const mends = !isIdle && !desire.deleting && desire.isFurnished && nowMs >= this.#busyUntilMs
    const observed = await this.#ports.pods.list({ mends }, signal)
    this.#leaveAlone(this.#ports.pods.busyMs())
    const backlog = await this.#ports.signals.backlog(signal)
    this.#decisions = []
    const there = new Set(observed.map(({ uid }) => uid))
    for (const since of [this.#silentSince, this.#readyAt, this.#forcedAt])
      for (const uid of since.keys()) if (!there.has(uid)) since.delete(uid)
    const views = new Map<Role, RoleView>()
    for (const role of roles) views.set(role, this.#look(role, { desire, observed, backlog, nowMs }))
    const planned = isIdle ? [] : [...views.values()].flatMap(({ plan }) => plan.actions)
    const pods = [...views.values()].flatMap((view) => view.pods)
    const done = await this.#act(planned, observed, signal)
    if (!isIdle) await this.#ask(ordersOf(views.get('worker'), planned, done), graceOf('worker', desire), signal)
    const creating = planned.flatMap((action) => (action.kind === 'create' ? [placeOf(action)] : []))
    const refused = this.#troubled({ pods, observed, creating }, nowMs)
    const looks = [...views.values()].flatMap(({ plan }) => plan.againInMs ?? [])
    const busyMs = this.#busyUntilMs - this.#options.clock.nowMs()
    const soonMs = done.length > 0 ? doneAgainMs : Math.min(this.#options.lookEveryMs ?? lookEveryMsDefault, ...looks)
    return {
      status: fleetStatus(desire, { views, refused }, nowMs),
      done,
      decisions: this.#decisions,
      againInMs: busyMs > 0 ? busyMs : soonMs,
      gone: desire.deleting && observed.length === 0,
    }
  }

  #look(
    role: Role,
    seen: {
      readonly desire: FleetDesire
      readonly observed: readonly ObservedPod[]
      readonly backlog: number | null
      readonly nowMs: number
    },
  ): RoleView {
    const { desire, backlog, nowMs } = seen
    const beats = this.#ports.signals.heartbeats(role)
    const observed = seen.observed.filter((pod) => pod.role === role)
    const pods = observed.map((pod) => this.#view(pod, beats, nowMs))
    const current = pods.filter(({ drain }) => drain === null).length
    const isLast = role === 'worker' || seen.observed.every((pod) => pod.role === 'replica' || pod.nodeLost || hasEnded(pod.phase))
    const staying = pods.filter(({ drain, deleting, phase }) => drain === null && !deleting && !hasEnded(phase)).length
    const decision = this.#decide(role, { desire, beats, backlog, current, staying, nowMs, isLast })
    const wish = wishOf(role, desire, decision.count)
    const backoff = this.#backoff(role, observed, nowMs)
    // What is to go is not replaced by a newer template first.
    const planned = desire.deleting ? pods.map((pod) => ({ ...pod, templateHash: wish.templateHash })) : pods
    const signalsFresh = (beats !== null && this.#ports.pods.isCurrent()) || desire.deleting
    const plan = planRole({ nowMs, pods: planned, wish, signalsFresh, backoff })
    // Nor is anything made, whatever there is too little of.
    const actions = desire.deleting || !desire.isFurnished ? plan.actions.filter(({ kind }) => kind !== 'create') : plan.actions
    return { pods, observed, beats, decision, plan: { ...plan, actions } }
  }

  #view(pod: ObservedPod, beats: readonly Heartbeat[] | null, nowMs: number): PodView {
    const { drainAsked, failure, ...rest } = pod
    void failure
    // A name is used again: what its last bearer said is nothing of this one.
    const beat = beats?.find(({ name, incarnation }) => name === pod.name && (incarnation === '' || incarnation === pod.uid))
    // A replica holds no work: its own SIGTERM turns requests away and lets what it decodes end within its grace.
    const drained = pod.role === 'replica' || this.#ports.signals.drainedEpoch(pod.name) === drainAsked?.epoch
    const drain = drainAsked === null ? null : { epoch: drainAsked.epoch, askedAtMs: drainAsked.atMs, drained }
    const silent = this.#isSilent(pod.uid, beats === null ? null : beat !== undefined, nowMs)
    const forced = nowMs - (this.#forcedAt.get(pod.uid) ?? -Infinity) < (this.#options.nodeLostMs ?? Infinity)
    const readyAtMs = this.#lastReady(pod, beats === null ? null : beat?.ready === true, nowMs)
    return { ...rest, ready: beat?.ready ?? false, readyAtMs, busy: beat?.busy ?? null, silent, forced, drain }
  }

  /** Of one that was there before this controller nobody knows: it is taken for ready until then. While nobody is heard (null) no time passes. */
  #lastReady({ uid, createdAtMs }: ObservedPod, ready: boolean | null, nowMs: number): number | null {
    const known = this.#readyAt.get(uid) ?? (createdAtMs < this.#startedMs ? this.#startedMs : null)
    const at = ready === true || (ready === null && known !== null) ? nowMs : known
    if (at !== null) this.#readyAt.set(uid, at)
    return at
  }

  /** While nobody is heard (null) nobody is silent either: it begins anew when the bus is back. */
  #isSilent(uid: string, heard: boolean | null, nowMs: number): boolean {
    if (heard !== false) {
      this.#silentSince.delete(uid)
      return false
    }
    const since = this.#silentSince.get(uid) ?? nowMs
    this.#silentSince.set(uid, since)
    return nowMs - since >= (this.#options.nodeLostMs ?? Infinity)
  }

  #decide(
    role: Role,
    seen: {
      readonly desire: FleetDesire
      readonly beats: readonly Heartbeat[] | null
      readonly backlog: number | null
      readonly current: number
      /** Of these, without those that are being deleted. */
      readonly staying: number
      readonly nowMs: number
      /** No pods of another role need these. */
      readonly isLast: boolean
    },
  ): ScalingDecision {
    const { desire, beats, backlog, current, staying, nowMs, isLast } = seen
    const memory = this.#memory.get(role) ?? initialMemory(current, nowMs)
    const decided = (decision: ScalingDecision, demand: Demand) => {
      const { count: to, reason } = decision
      const { inUse, waiting } = demand
      if (to !== memory.count) this.#decisions.push({ role, from: memory.count, to, reason, inUse, waiting })
      return decision
    }
    // What workers finish needs replicas: those stay as they are until the last worker has gone. One that goes is not replaced: with each that
    // was, there would be one more to keep.
    if (desire.deleting) return { count: isLast ? 0 : staying, reason: 'NotPinned', memory }
    const sum = (read: (beat: Heartbeat) => number) => (beats === null ? null : beats.reduce((total, beat) => total + read(beat), 0))
    const demand =
      role === 'worker'
        ? { inUse: sum(({ busy }) => busy), waiting: backlog, coming: 0 }
        : { inUse: sum(({ busy }) => busy), waiting: sum(({ waiting }) => waiting), coming: this.#rollouts(backlog) }
    const decision = decideScale(limitsOf(role, desire), demand, memory, nowMs)
    if (isLeftAlone(desire)) {
      // The windows begin when the pause ends.
      this.#memory.set(role, initialMemory(memory.count, nowMs))
      return decision
    }
    this.#memory.set(role, decision.memory)
    return decided(decision, demand)
  }

  /** Rollouts that are played or wait to be: each will ask a replica. Null: not known. */
  #rollouts(backlog: number | null): number | null {
    const workers = this.#ports.signals.heartbeats('worker')
    return workers === null || backlog === null ? null : workers.reduce((total, { busy }) => total + busy, backlog)
  }

  /** Counts each crash once, by the pod's uid. Who was asked to go, or was taken away by the node or for another pod, has not crashed. */
  #backoff(role: Role, observed: readonly ObservedPod[], nowMs: number): ReadonlyMap<number, number> {
    const until = new Map<number, number>()
    for (const { phase, index, uid, drainAsked, deleting, ...pod } of observed) {
      if (!hasEnded(phase) || drainAsked !== null || deleting || pod.failure?.reason === 'Evicted') continue
      const failure = phase === 'succeeded' ? leftUnasked : pod.failure
      const key = placeOf({ role, index })
      const known = this.#crashes.get(key) ?? { count: 0, lastMs: nowMs, seen: new Set<string>(), failure }
      this.#crashes.set(key, known)
      if (known.seen.has(uid)) continue
      known.seen.add(uid)
      known.count++
      known.lastMs = nowMs
      known.failure = failure
    }
    for (const [key, crashes] of this.#crashes) {
      if (nowMs - crashes.lastMs > crashForgottenMs) this.#crashes.delete(key)
      else if (key.startsWith(role)) until.set(Number(key.slice(role.length + 1)), this.#untilMs(crashes))
    }
    return until
  }

  /** Until when a place that crashed stays empty. */
  #untilMs({ count, lastMs }: Crashes): number {
    const { firstMs, maxMs } = this.#options.crashBackoff ?? crashBackoffDefault
    return lastMs + Math.min(maxMs, firstMs * 2 ** (count - 1))
  }

  /** Places that are empty for what happened there, or whose next pod has not shown yet that it is better. */
  #troubled(
    look: { readonly pods: readonly PodView[]; readonly observed: readonly ObservedPod[]; readonly creating: readonly string[] },
    nowMs: number,
  ) {
    const { pods, observed, creating } = look
    return [...this.#crashes].flatMap(([name, crashes]) => {
      const pod = pods.find((each) => placeOf(each) === name)
      const isEmptyForLong = pod === undefined && this.#untilMs(crashes) <= nowMs && !creating.includes(name)
      if (isEmptyForLong || pod?.ready === true) crashes.failure = null
      // A pod that says itself what is wrong with it is heard.
      const says = observed.some(({ uid, failure }) => uid === pod?.uid && failure !== null)
      return crashes.failure === null || says ? [] : [{ name, ...crashes.failure }]
    })
  }

  /**
   * At each look anew: an order is plain publishing, and one that came before the pod was listening is lost. The same epoch twice is one drain,
   * of which a shorter grace brings the end forward. A bus that does not answer must not hold the look.
   */
  async #ask(orders: readonly Order[], graceMs: number, signal: AbortSignal): Promise<void> {
    if (orders.length === 0) return
    using limit = withDeadline(signal, askWithinMs, { clock: this.#options.clock, what: 'asking pods to drain' })
    await inLanes(orders, parallelMax, async ({ name, epoch }) => {
      if (limit.signal.aborted) return
      try {
        await this.#ports.signals.askToDrain(name, epoch, graceMs, limit.signal)
      } catch (thrown) {
        signal.throwIfAborted()
        this.#options.logger.warn('could not ask to drain', { part: name, ...errorFields(thrown) })
      }
    })
  }

  /**
   * Does what the plan says, a bounded number at a time; what fails is said, and the next look makes up for it. A server that says that it is
   * busy is asked for nothing more, until the time that it named.
   */
  async #act(actions: readonly Action[], observed: readonly ObservedPod[], signal: AbortSignal) {
    const done: ReconcileResult['done'][number][] = []
    const { clock, logger } = this.#options
    await inLanes(actions, parallelMax, async (action) => {
      if (clock.nowMs() < this.#busyUntilMs) return
      try {
        done.push(await this.#do(action, observed, signal))
      } catch (thrown) {
        signal.throwIfAborted()
        const pod = action.kind === 'create' ? placeOf(action) : action.pod.name
        if (action.kind === 'create') this.#refused(action, thrown)
        logger.warn('an action of the plan failed', { part: pod, reason: action.kind, ...errorFields(thrown) })
        // Without a time it may be this one call that cannot be answered, such as by an admission webhook: the others are not.
        if (!(thrown instanceof KubeError) || thrown.code !== 'kube.busy' || thrown.retryAfterMs === 0) return
        this.#leaveAlone(thrown.retryAfterMs)
      }
    })
    return done
  }

  #leaveAlone(ms: number): void {
    this.#busyUntilMs = Math.max(this.#busyUntilMs, this.#options.clock.nowMs() + ms)
  }

  /** What is refused comes back later and later, as what crashes does; what only did not get through is tried at the next look. */
  #refused(place: { readonly role: Role; readonly index: number }, thrown: unknown): void {
    const reason = thrown instanceof SortieError ? refusals[thrown.code] : undefined
    if (reason === undefined) return
    const [key, nowMs] = [placeOf(place), this.#options.clock.nowMs()]
    const known = this.#crashes.get(key)
    const failure = { reason, message: errorText(thrown) }
    this.#crashes.set(key, { count: (known?.count ?? 0) + 1, lastMs: nowMs, seen: known?.seen ?? new Set(), failure })
  }

  async #do(action: Action, observed: readonly ObservedPod[], signal: AbortSignal): Promise<ReconcileResult['done'][number]> {
    const { pods } = this.#ports
    if (action.kind === 'create') {
      await pods.create(action, signal)
      return { what: 'created', pod: placeOf(action), why: 'wanted' }
    }
    const pod = observed.find(({ uid }) => uid === action.pod.uid)
    if (pod === undefined) throw new SortieError('invariant.broken', `the plan names ${action.pod.name}, which was not observed`)
    if (action.kind === 'drain') {
      // Marked before it is asked: a controller that dies in between leaves a pod that is asked again, not one that nobody knows is leaving.
      await pods.markDrain(pod, action.epoch, signal)
      return { what: 'draining', pod: pod.name, why: action.why }
    }
    await pods.delete(pod, { force: action.force }, signal)
    if (action.force) this.#forcedAt.set(pod.uid, this.#options.clock.nowMs())
    return { what: 'deleted', pod: pod.name, why: action.why }
  }
}

const hasEnded = (phase: PodView['phase']) => phase === 'succeeded' || phase === 'failed'

const placeOf = ({ role, index }: { readonly role: Role; readonly index: number }) => `${role}-${String(index)}`

/**
 * Workers that are to hear that they drain: those that were marked just now, and those that have not answered, also when they are being
 * deleted, since what their pod was given may be longer than the grace of now. While nobody is heard nobody hears.
 */
function ordersOf(worker: RoleView | undefined, actions: readonly Action[], done: ReconcileResult['done']): Order[] {
  if (worker === undefined || worker.beats === null) return []
  const marked = new Set(done.flatMap(({ what, pod }) => (what === 'draining' ? [pod] : [])))
  const fresh = actions.flatMap((action) => {
    const isMarked = action.kind === 'drain' && action.pod.role === 'worker' && marked.has(action.pod.name)
    return isMarked ? [{ name: action.pod.name, epoch: action.epoch }] : []
  })
  const unanswered = worker.pods.flatMap(({ drain, name, phase, silent }) =>
    drain === null || drain.drained || phase !== 'running' || silent ? [] : [{ name, epoch: drain.epoch }],
  )
  return [...fresh, ...unanswered]
}

/** Of a pod that nobody asked to leave: whatever its exit code, it has not done its job. */
const leftUnasked = { reason: 'CrashLoop', message: 'ended with exit code 0, though nobody asked it to' } as const

/** Errors that another try at once would only repeat. */
const refusals: Partial<Record<ErrorCode, ConditionReason>> = { ...refusalsOfApi, 'process.failed': 'CrashLoop' }

/** A fleet that is paused, unless it is to go. */
export function isLeftAlone({ spec, deleting }: Pick<FleetDesire, 'deleting'> & { readonly spec: { readonly paused: boolean } }): boolean {
  return spec.paused && !deleting
}

function graceOf(role: Role, { spec }: FleetDesire): number {
  return (role === 'worker' ? spec.environment : spec.inference).drain.gracePeriodSeconds * 1_000
}

function wishOf(role: Role, desire: FleetDesire, count: number): RoleWish {
  const { maxUnavailable, maxSurge } = role === 'worker' ? desire.spec.environment : desire.spec.inference
  const templateHash = desire.templateHashes[role]
  return { role, count, templateHash, maxUnavailable, maxSurge, graceMs: graceOf(role, desire) }
}

function limitsOf(role: Role, { spec }: FleetDesire): ScalingLimits {
  const { environment, inference, scaling } = spec
  const isWorker = role === 'worker'
  const { minReplicas, maxReplicas, replicas } = isWorker ? environment : inference
  const percent = isWorker ? scaling.targets.slotUtilisationPercent : scaling.targets.sequencesPerReplicaPercent
  return {
    min: minReplicas,
    max: maxReplicas,
    pinned: replicas ?? null,
    manual: scaling.mode === 'manual',
    capacity: isWorker ? environment.slotsPerWorker : inference.sequencesPerReplica,
    target: percent / 100,
    scaleOutMs: scaling.windows.scaleOutSeconds * 1_000,
    scaleInMs: scaling.windows.scaleInSeconds * 1_000,
    idleMs: scaling.idleSeconds * 1_000,
  }
}
