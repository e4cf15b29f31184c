import { performance } from 'node:perf_hooks'
import { setTimeout as sleepFor } from 'node:timers/promises'

/** Time, handed in: everything that waits or measures takes one, so that tests can move it. */
export interface Clock {
  /** Wall clock, Unix milliseconds: for records and for people, never for measuring but by a `steadyClock`. */
  nowMs(): number
  /** Monotonic, nanoseconds from an arbitrary start: for durations. Precise to a microsecond. */
  monotonicNs(): number
  /** Resolves after `ms`; rejects with the signal's reason as soon as it aborts. */
  sleep(ms: number, signal: AbortSignal): Promise<void>
  /** Calls `action` once after `ms`, unless disposed before: a deadline that is not reached costs next to nothing. */
  after(ms: number, action: () => void): Disposable
}

// Node turns a longer timer into one of a millisecond.
const timerMsMax = 2 ** 31 - 1

export const systemClock: Clock = {
  nowMs: () => Date.now(),
  monotonicNs: () => Math.round(performance.now() * 1_000) * 1_000,
  sleep: async (ms, signal) => {
    try {
      await sleepFor(ms, undefined, { signal })
    } catch (thrown) {
      signal.throwIfAborted()
      throw thrown
    }
  },
  after: (ms, action) => {
    const timer = setTimeout(action, Math.min(ms, timerMsMax))
    return {
      [Symbol.dispose]: () => {
        clearTimeout(timer)
      },
    }
  },
}

const startedMs = systemClock.nowMs() - systemClock.monotonicNs() / 1e6

/**
 * The system's clock, whose Unix milliseconds go on from those of the process's start whatever becomes of the machine's: graces and back-offs
 * are measured by it, and a clock that is set right in the middle of one must not end it.
 */
export const steadyClock: Clock = { ...systemClock, nowMs: () => Math.round(startedMs + systemClock.monotonicNs() / 1e6) }
