import type { Clock } from './clock.ts'
import { SortieError } from './errors.ts'
import type { Rng } from './rng.ts'

export interface BackoffPolicy {
  readonly firstMs: number
  readonly maxMs: number
  /** Tries in all, the first included. */
  readonly attemptsMax: number
}

/**
 * Delay before try `attempt` (the first retry is 1), in ms: full jitter over an exponential ceiling.
 * Source: "Exponential Backoff And Jitter", AWS Architecture Blog, 2015.
 */
export function backoffDelayMs(policy: BackoffPolicy, attempt: number, rng: Rng): number {
  const ceiling = Math.min(policy.maxMs, policy.firstMs * 2 ** (attempt - 1))
  return Math.ceil(ceiling * (0.5 + rng.next() / 2))
}

/** Runs `action` until it succeeds, throws something that is not retryable, or has been tried `attemptsMax` times. */
export async function retry<T>(
  action: (attempt: number) => Promise<T>,
  context: { readonly policy: BackoffPolicy; readonly clock: Clock; readonly rng: Rng },
  signal: AbortSignal,
): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    signal.throwIfAborted()
    try {
      return await action(attempt)
    } catch (thrown) {
      const retryable = thrown instanceof SortieError && thrown.retryable
      if (!retryable || attempt >= context.policy.attemptsMax) throw thrown
      await context.clock.sleep(backoffDelayMs(context.policy, attempt, context.rng), signal)
    }
  }
}
