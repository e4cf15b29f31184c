import { invariant } from '#internal/base/errors.ts'

/** A sequence of the engine, lent to one generation at a time. */
export interface Slot {
  readonly id: number
  /** The tokens that the engine last held for it: what of a new prompt begins like them need not be read again. */
  held: Uint32Array
}

interface Waiting {
  readonly prompt: Uint32Array
  readonly granted: PromiseWithResolvers<Slot>
}

/**
 * The engine's slots, each given to the prompt that shares most with what it holds; first come, first served.
 * A generation keeps its slot to its end, so that its next slice finds its tokens where they were left.
 * The queue is bounded by whoever calls: a replica takes only so many generations.
 */
export class SlotPool {
  readonly #free: Slot[]
  readonly #waiting: Waiting[] = []

  constructor(count: number) {
    this.#free = Array.from({ length: count }, (_, id) => ({ id, held: new Uint32Array(0) }))
  }

  /** Waits for a slot; rejects with the signal's reason when aborted. Give it back with `release`. */
  async take(prompt: Uint32Array, signal: AbortSignal): Promise<Slot> {
    signal.throwIfAborted()
    const free = this.#best(prompt)
    if (free !== null) return free
    const waiting: Waiting = { prompt, granted: Promise.withResolvers<Slot>() }
    this.#waiting.push(waiting)
    const onAbort = () => {
      const at = this.#waiting.indexOf(waiting)
      if (at >= 0) this.#waiting.splice(at, 1)
      waiting.granted.reject(signal.reason as Error)
    }
    signal.addEventListener('abort', onAbort, { once: true })
    try {
      return await waiting.granted.promise
    } finally {
      signal.removeEventListener('abort', onAbort)
    }
  }

  release(slot: Slot): void {
    invariant(!this.#free.includes(slot), `slot ${String(slot.id)} was given back twice`)
    const next = this.#waiting.shift()
    if (next === undefined) this.#free.push(slot)
    else next.granted.resolve(slot)
  }

  /** Of equals the one that was free longest: what it holds is the least likely to be asked for again. */
  #best(prompt: Uint32Array): Slot | null {
    let best = -1
    let bestShared = -1
    this.#free.forEach((slot, index) => {
      const shared = sharedPrefix(slot.held, prompt)
      if (shared > bestShared) [best, bestShared] = [index, shared]
    })
    return best < 0 ? null : (this.#free.splice(best, 1)[0] ?? null)
  }
}

function sharedPrefix(a: Uint32Array, b: Uint32Array): number {
  const most = Math.min(a.length, b.length)
  let length = 0
  while (length < most && a[length] === b[length]) length++
  return length
}
