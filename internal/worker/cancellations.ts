import type { pb } from '#internal/gen/v1.js'

interface Running {
  readonly task: pb.RolloutTask.$Properties
  readonly controller: AbortController
  /** Oldest weight version that sampled a token of it; null before the first turn has ended. */
  oldestVersion: number | null
  /** That the running turn was asked of, as far as that is known; null between turns. */
  askedVersion: number | null
}

export interface RunningRollout extends Disposable {
  /** Aborts when the rollout is cancelled. */
  readonly signal: AbortSignal
  /** Says which weight version a turn is asked of, until it is known which have sampled it. */
  asked(weightVersion: number): void
  /** Says which weight version sampled tokens of it. */
  sampled(weightVersion: number): void
}

// What was cancelled is remembered for tasks that are still in the queue. A worker that forgets the oldest plays a rollout in vain,
// which costs time and harms nothing.
const rememberedMax = 10_000

/** Every rollout: of an order that names none and says `older than`. */
const everything = 'every rollout'

/** Which rollouts are cancelled: those that run, and those that this worker may claim later. */
export class Cancellations {
  readonly #running = new Set<Running>()
  /** Versions below which what the key names is cancelled; Infinity: whatever it is. */
  readonly #remembered = new Map<string, number>()

  /** Registers a rollout; its signal aborts when it is cancelled, at once if it already is. Dispose when it has ended. */
  enter(task: pb.RolloutTask.$Properties): RunningRollout {
    const running: Running = { task, controller: new AbortController(), oldestVersion: null, askedVersion: null }
    this.#running.add(running)
    this.#check(running)
    return {
      signal: running.controller.signal,
      asked: (weightVersion) => {
        running.askedVersion = weightVersion
        this.#check(running)
      },
      sampled: (weightVersion) => {
        running.askedVersion = null
        running.oldestVersion = Math.min(running.oldestVersion ?? weightVersion, weightVersion)
        this.#check(running)
      },
      [Symbol.dispose]: () => void this.#running.delete(running),
    }
  }

  /** An order names a run, a group or a rollout, and may say `older than`: then what has nothing from older weights goes on, nor asks for it. */
  cancel(order: pb.Cancel.$Properties): void {
    const named = keysOf(order)
    const below = order.olderThanWeightVersion ?? Infinity
    if (named.length === 0 && below === Infinity) return
    for (const key of named.length === 0 ? [everything] : named) this.#remember(key, below)
    for (const running of this.#running) this.#check(running)
  }

  #check({ task, controller, oldestVersion, askedVersion }: Running): void {
    const below = Math.max(0, ...[everything, ...keysOf(task)].map((key) => this.#remembered.get(key) ?? 0))
    const oldest = Math.min(oldestVersion ?? Infinity, askedVersion ?? Infinity)
    if (below === Infinity || oldest < below) controller.abort()
  }

  #remember(key: string, below: number): void {
    this.#remembered.set(key, Math.max(below, this.#remembered.get(key) ?? 0))
    const oldest = this.#remembered.keys().next().value
    if (this.#remembered.size > rememberedMax && oldest !== undefined) this.#remembered.delete(oldest)
  }
}

function keysOf(named: { runId?: string | null; groupId?: string | null; rolloutId?: string | null }): string[] {
  const keys: [string, string | null | undefined][] = [
    ['run', named.runId],
    ['group', named.groupId],
    ['rollout', named.rolloutId],
  ]
  return keys.filter(([, value]) => value != null && value !== '').map(([kind, value]) => `${kind} ${String(value)}`)
}
