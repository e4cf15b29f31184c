import type { Clock } from '#internal/base/clock.ts'
import { SortieError } from '#internal/base/errors.ts'
import type { Logger } from '#internal/telemetry/logger.ts'
import type { Engine, EngineHost } from './ports.ts'

// Long enough for an engine that is being started beside us to load a small model.
const waitMs = 30_000
const pollMs = 250
const livenessEveryMs = 2_000
const livenessWithinMs = 5_000

/** An engine that somebody else keeps: only its health is watched. Throws `engine.unreachable` when it does not answer within 30 seconds. */
export async function attachEngine(
  engine: Engine,
  context: { readonly url: string; readonly clock: Clock; readonly logger: Logger },
  signal: AbortSignal,
): Promise<EngineHost> {
  const { clock, logger, url } = context
  const deadlineNs = clock.monotonicNs() + waitMs * 1_000_000
  let tries = 1
  for (; !(await engine.healthy(livenessWithinMs, signal)); tries++) {
    if (clock.monotonicNs() > deadlineNs) {
      throw new SortieError(
        'engine.unreachable',
        `no engine is healthy at ${url}: tried ${String(tries)} times in ${String(waitMs / 1_000)} s`,
        {
          remedy: 'see that llama-server runs there: GET /health answers 200 once its model is loaded',
        },
      )
    }
    await clock.sleep(pollMs, signal)
  }
  const stop = new AbortController()
  let healthy = true
  const watch = async () => {
    while (!stop.signal.aborted) {
      await clock.sleep(livenessEveryMs, stop.signal)
      const now = await engine.healthy(livenessWithinMs, stop.signal)
      if (now !== healthy) logger.warn('engine changed its health', { url, state: now ? 'healthy' : 'unhealthy' })
      healthy = now
    }
  }
  const watching = watch().catch(() => undefined)
  return {
    get healthy() {
      return healthy
    },
    // Whoever keeps it may bring it back at any time.
    failure: new Promise<never>(() => undefined),
    [Symbol.asyncDispose]: async () => {
      stop.abort()
      await watching
    },
  }
}
