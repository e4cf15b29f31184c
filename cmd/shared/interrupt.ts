import { systemClock } from '#internal/base/clock.ts'
import { SortieError } from '#internal/base/errors.ts'

export interface Interrupt {
  /** Aborts at the first Ctrl-C or SIGTERM: drain, report, end. */
  readonly drain: AbortSignal
  /** Aborts at the second: end at once. */
  readonly kill: AbortSignal
  [Symbol.dispose](): void
}

const exitWithinMs = 3_000

/** Listens for Ctrl-C and SIGTERM until disposed. `onDrain` tells the person what is happening. */
export function interruptSignals(onDrain: () => void): Interrupt {
  const drain = new AbortController()
  const kill = new AbortController()
  let exiting: Disposable | null = null
  const interrupted = new SortieError('aborted', 'interrupted')
  const onSignal = () => {
    if (drain.signal.aborted) {
      kill.abort(interrupted)
      // Whatever does not hear the signal must not keep a person waiting; the fleet's processes die with this one.
      exiting ??= systemClock.after(exitWithinMs, () => process.exit(130))
    } else {
      drain.abort(interrupted)
      onDrain()
    }
  }
  process.on('SIGINT', onSignal).on('SIGTERM', onSignal)
  return {
    drain: drain.signal,
    kill: kill.signal,
    [Symbol.dispose]: () => {
      exiting?.[Symbol.dispose]()
      process.off('SIGINT', onSignal).off('SIGTERM', onSignal)
    },
  }
}
