/** What people read of a fleet: its status, and events. */
import type { Clock } from '#internal/base/clock.ts'
import { SortieError, errorText } from '#internal/base/errors.ts'
import type { ConditionReason, FleetStatus } from '#internal/fleet/status.ts'
import { refusals } from '#internal/kube/api-errors.ts'
import { type Logger, errorFields } from '#internal/telemetry/logger.ts'
import type { FleetRecord, FleetWriter } from './fleet-seat.ts'
import type { ReconcileResult, ScalingChange } from './ports.ts'

const messageMax = 4_096
const countsEveryMsDefault = 5_000
/** Parts of a status that change with the work alone. */
const counts: readonly string[] = ['replicas', 'ready', 'updated', 'draining', 'busySlots', 'slots', 'weightVersion']

export interface TellerOptions {
  readonly clock: Clock
  readonly logger: Logger
  /** Mere counts, and other words of the same answer, are written no more often. Milliseconds. */
  readonly countsEveryMs?: number
}

/** Writes the status of a fleet where it differs, and tells of what changed. */
export class FleetTeller<T extends FleetRecord> {
  readonly #api: Pick<FleetWriter<T>, 'writeStatus' | 'event'>
  readonly #options: TellerOptions
  /** When the status of a fleet was written last, by its uid; only for as long as it matters. */
  readonly #wroteMs = new Map<string, number>()

  constructor(api: Pick<FleetWriter<T>, 'writeStatus' | 'event'>, options: TellerOptions) {
    this.#api = api
    this.#options = options
  }

  /** A look at the fleet threw: says so, where that is not over by itself. What was known otherwise stays. */
  async failed(object: T, thrown: unknown, signal: AbortSignal): Promise<void> {
    const reason = reasonOf(thrown)
    if (reason === null) return
    const degraded = {
      ...({ type: 'Degraded', status: 'True', reason, message: messageOf(thrown) } as const),
      observedGeneration: object.metadata.generation ?? 0,
      lastTransitionTime: new Date(this.#options.clock.nowMs()).toISOString(),
    }
    const others = (object.status?.conditions ?? []).filter(({ type }) => type !== 'Degraded')
    await this.writeStatus(object, { ...object.status, conditions: [...others, degraded] }, signal)
  }

  /**
   * Only what differs: a status that is as it was costs nothing. Counts wait, so that a busy fleet is not written at each look: each write is
   * one more event for all who watch. An answer that stays keeps the time at which it changed.
   */
  async writeStatus(object: T, status: FleetStatus, signal: AbortSignal): Promise<void> {
    const before = object.status?.conditions ?? []
    const conditions = (status.conditions ?? []).map((condition) => {
      const known = before.find(({ type, status: answer }) => type === condition.type && answer === condition.status)
      return known === undefined ? condition : { ...condition, lastTransitionTime: known.lastTransitionTime }
    })
    const next = { ...status, conditions }
    if (canonical(next) === canonical(object.status ?? {})) return
    if (canonical(answersOf(next)) === canonical(answersOf(object.status ?? {})) && this.#isTooSoon(object)) return
    await this.#api.writeStatus(object, next, signal)
    this.#wroteMs.set(object.metadata.uid ?? '', this.#options.clock.nowMs())
    const told = new Set<string>()
    for (const { type, status: answer, reason, message } of conditions) {
      const known = before.find((each) => each.type === type)
      if (known?.reason === reason || (known === undefined && answer !== 'True')) continue
      // Several answers often change for one reason: people are told it once.
      if (message === '' || told.has(`${reason} ${message}`)) continue
      told.add(`${reason} ${message}`)
      const isWarning = (type === 'Degraded' && answer === 'True') || reason === 'Invalid' || reason === 'StreamUnreachable'
      await this.#event(object, { reason, action: type, note: message, isWarning }, signal)
    }
  }

  /** One event for all that was done in one look for one reason. */
  async tell(object: T, { done, decisions }: ReconcileResult, signal: AbortSignal): Promise<void> {
    for (const decision of decisions) {
      await this.#event(object, { reason: decision.reason, action: 'Scaling', note: wordsOf(decision), isWarning: false }, signal)
    }
    const alike = Map.groupBy(done, ({ what, why }) => `${what} ${why}`)
    for (const [key, each] of alike) {
      const [what = '', why = ''] = key.split(' ')
      const names = each.map(({ pod }) => pod).join(', ')
      const reason = `${what[0]?.toUpperCase() ?? ''}${what.slice(1)}`
      await this.#event(object, { reason, action: reason, note: `${String(each.length)} ${why}: ${names}`, isWarning: false }, signal)
    }
  }

  #isTooSoon({ metadata: { uid = '' } }: T): boolean {
    const { clock, countsEveryMs = countsEveryMsDefault } = this.#options
    const nowMs = clock.nowMs()
    for (const [each, wroteMs] of this.#wroteMs) if (nowMs - wroteMs >= countsEveryMs) this.#wroteMs.delete(each)
    return this.#wroteMs.has(uid)
  }

  /** Events are for people: one that is refused changes nothing. */
  async #event(object: T, event: Parameters<FleetWriter<T>['event']>[1], signal: AbortSignal): Promise<void> {
    try {
      await this.#api.event(object, event, signal)
    } catch (thrown) {
      signal.throwIfAborted()
      this.#options.logger.warn('an event was not written', errorFields(thrown))
    }
  }
}

/** A status without what changes with the work alone. */
function answersOf({ conditions = [], environment, inference, ...rest }: FleetStatus): object {
  const withoutCounts = (role: object = {}) => Object.fromEntries(Object.entries(role).filter(([key]) => !counts.includes(key)))
  const answers = conditions.map(({ type, status, reason, observedGeneration }) => ({ type, status, reason, observedGeneration }))
  return { ...rest, answers, environment: withoutCounts(environment), inference: withoutCounts(inference) }
}

/** Null: another try may well do. */
function reasonOf(thrown: unknown): ConditionReason | null {
  if (!(thrown instanceof SortieError) || thrown.code === 'invariant.broken') return 'InternalError'
  return refusals[thrown.code] ?? null
}

function messageOf(thrown: unknown): string {
  const remedy = thrown instanceof SortieError && thrown.remedy !== undefined ? ` (${thrown.remedy})` : ''
  return `${errorText(thrown)}${remedy}`.slice(0, messageMax)
}

/** A decision with the numbers of its moment. */
function wordsOf({ role, from, to, inUse, waiting }: ScalingChange): string {
  const [used, queued] = role === 'worker' ? ['slots in use', 'tasks waiting'] : ['sequences running', 'waiting']
  const known = (count: number | null, what: string) => (count === null ? `${what} not known` : `${String(count)} ${what}`)
  return `${role}s from ${String(from)} to ${String(to)}: ${known(inUse, used)}, ${known(waiting, queued)}`
}

/** The same text for the same fields, in whatever order they come. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_, each: unknown) =>
    typeof each === 'object' && each !== null && !Array.isArray(each)
      ? Object.fromEntries(Object.entries(each).sort(([a], [b]) => (a < b ? -1 : 1)))
      : each,
  )
}
