import { type BackoffPolicy, backoffDelayMs } from '#internal/base/backoff.ts'
import type { Clock } from '#internal/base/clock.ts'
import type { Rng } from '#internal/base/rng.ts'

export interface WorkQueueOptions {
  /** Whose turn a key counts for: keys of many owners are taken in turn, so that a busy one does not starve the rest. */
  readonly ownerOf: (key: string) => string
  readonly clock: Clock
  readonly rng: Rng
  /** How a key that failed comes back; it does for as long as it fails. */
  readonly backoff?: Pick<BackoffPolicy, 'firstMs' | 'maxMs'>
  readonly meter?: QueueMeter
}

/** Told of what happens in a queue; must not throw. */
export interface QueueMeter {
  /** A key waits that did not. */
  added(): void
  /** A key was taken, so long after it was added. */
  taken(afterSeconds: number): void
  /** A key failed and comes back. */
  retried(): void
}

// As long as the work of a key fails: soon at first, every five minutes at last.
const backoffDefault = { firstMs: 50, maxMs: 300_000 }

/**
 * Keys to look at. Level-triggered, so a key says only that something about it may have changed:
 *
 *   W1  a key is taken by one at a time
 *   W2  a key that was added is taken after that, once for all that was added until then
 *   W3  while others wait, an owner gets every turn of its own and no more
 *   W4  it holds a key at most once waiting and once delayed: it is as large as the number of keys
 *
 * What is added by `add` waits for its turn alone, so that a change is looked at at once. What bounds the looks is what adds: only what others
 * wrote is told of (`Reflector`), however many changes come during one look they are the next one (W2), and a look writes counts of a status
 * no more often than it is due by itself (`FleetTeller`). What failed is held back by `done`.
 */
export class WorkQueue implements Disposable {
  readonly #options: WorkQueueOptions
  /** Keys that wait, by owner; owners in the order of their turns. */
  readonly #waiting = new Map<string, Set<string>>()
  /** Since when each of them does. */
  readonly #sinceNs = new Map<string, number>()
  readonly #taken = new Set<string>()
  /** Added while they were taken. */
  readonly #again = new Set<string>()
  readonly #delayed = new Map<string, { readonly dueMs: number; readonly timer: Disposable }>()
  readonly #failures = new Map<string, number>()
  readonly #takers: (() => void)[] = []

  constructor(options: WorkQueueOptions) {
    this.#options = options
  }

  /** Keys that wait to be taken. */
  get depth(): number {
    return [...this.#waiting.values()].reduce((sum, keys) => sum + keys.size, 0)
  }

  add(key: string): void {
    if (this.#taken.has(key)) {
      this.#again.add(key)
      return
    }
    const { ownerOf, clock, meter } = this.#options
    if (!this.#sinceNs.has(key)) {
      this.#sinceNs.set(key, clock.monotonicNs())
      meter?.added()
    }
    const owner = ownerOf(key)
    const keys = this.#waiting.get(owner) ?? new Set<string>()
    keys.add(key)
    this.#waiting.set(owner, keys)
    this.#takers.shift()?.()
  }

  /** Adds a key later; the earlier of two times counts. Milliseconds. */
  addAfter(key: string, ms: number): void {
    const { clock } = this.#options
    const dueMs = clock.monotonicNs() / 1e6 + ms
    const known = this.#delayed.get(key)
    if (known !== undefined && known.dueMs <= dueMs) return
    known?.timer[Symbol.dispose]()
    const timer = clock.after(ms, () => {
      this.#delayed.delete(key)
      this.add(key)
    })
    this.#delayed.set(key, { dueMs, timer })
  }

  /** The next key, when there is one. Rejects when the signal aborts. */
  async take(signal: AbortSignal): Promise<string> {
    for (;;) {
      signal.throwIfAborted()
      const key = this.#next()
      if (key !== null) return key
      const woken = Promise.withResolvers<void>()
      const onAbort = () => {
        const index = this.#takers.indexOf(woken.resolve)
        if (index >= 0) this.#takers.splice(index, 1)
        // It was woken for a key that it will not take: somebody else is to.
        else this.#takers.shift()?.()
        woken.resolve()
      }
      this.#takers.push(woken.resolve)
      signal.addEventListener('abort', onAbort, { once: true })
      await woken.promise
      signal.removeEventListener('abort', onAbort)
    }
  }

  /** The work of a taken key has ended; one that failed comes back later, and later still each time. */
  done(key: string, outcome: 'well' | 'failed'): void {
    this.#taken.delete(key)
    if (outcome === 'well') this.#failures.delete(key)
    else {
      const failures = (this.#failures.get(key) ?? 0) + 1
      this.#failures.set(key, failures)
      this.#options.meter?.retried()
      const policy = { ...(this.#options.backoff ?? backoffDefault), attemptsMax: Infinity }
      this.addAfter(key, backoffDelayMs(policy, failures, this.#options.rng))
    }
    if (this.#again.delete(key)) this.add(key)
  }

  [Symbol.dispose](): void {
    for (const { timer } of this.#delayed.values()) timer[Symbol.dispose]()
    this.#delayed.clear()
  }

  #next(): string | null {
    for (const [owner, keys] of this.#waiting) {
      const [key] = keys
      this.#waiting.delete(owner)
      if (key === undefined) continue
      keys.delete(key)
      // Behind the others: its next turn comes after theirs.
      if (keys.size > 0) this.#waiting.set(owner, keys)
      this.#taken.add(key)
      const { clock, meter } = this.#options
      const nowNs = clock.monotonicNs()
      meter?.taken((nowNs - (this.#sinceNs.get(key) ?? nowNs)) / 1e9)
      this.#sinceNs.delete(key)
      return key
    }
    return null
  }
}
