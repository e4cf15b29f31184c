import { performance } from 'node:perf_hooks'
import { setTimeout as sleepFor } from 'node:timers/promises'

/** Time, handed in: everything that waits or measures takes one, so that tests can move it. */
export interface Clock {
  /** Wall clock, Unix milliseconds: for records and for people, never for measuring. */
  nowMs(): number
  /** Monotonic, nanoseconds from an arbitrary start: for durations. Precise to a microsecond. */
  monotonicNs(): number
  /** Resolves after `ms`; rejects with the signal's reason as soon as it aborts. */
  sleep(ms: number, signal: AbortSignal): Promise<void>
}

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
}
