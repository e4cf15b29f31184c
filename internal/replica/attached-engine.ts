import type { Clock } from '#internal/base/clock.ts'
import { SortieError } from '#internal/base/errors.ts'
import type { Logger } from '#internal/telemetry/logger.ts'
import type { Engine, EngineHost } from './ports.ts'

const pollMs = 250
// An engine that loads for minutes is said to, now and then.
const sayEveryMs = 30_000
const livenessEveryMs = 2_000
const livenessWithinMs = 5_000

/** An engine that somebody else keeps: only its health is watched. Throws `engine.unreachable` when it is not healthy within `waitMs`. */
export async function attachEngine(
  engine: Engine,
  context: { readonly url: string; readonly kind: string; readonly waitMs: number; readonly clock: Clock; readonly logger: Logger },
  signal: AbortSignal,
): Promise<EngineHost> {
  const { clock, logger, url, kind, waitMs } = context
  const deadlineNs = clock.monotonicNs() + waitMs * 1_000_000
  let sayAtNs = clock.monotonicNs() + sayEveryMs * 1_000_000
  let tries = 1
  for (; !(await engine.healthy(livenessWithinMs, signal)); tries++) {
    if (clock.monotonicNs() > deadlineNs) {
      throw new SortieError(
        'engine.unreachable',
        `no engine is healthy at ${url}: tried ${String(tries)} times in ${String(waitMs / 1_000)} s`,
        {
          remedy: `see that ${kind} runs there: GET /health answers 200 once its model is loaded, which --engine-wait must leave time for`,
        },
      )
    }
    if (clock.monotonicNs() > sayAtNs) {
      logger.info('waiting for the engine', { url, count: tries })
      sayAtNs += sayEveryMs * 1_000_000
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
