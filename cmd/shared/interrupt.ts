import { SortieError } from '#internal/base/errors.ts'

export interface Interrupt {
  /** Aborts at the first Ctrl-C or SIGTERM: drain, report, end. */
  readonly drain: AbortSignal
  /** Aborts at the second: end at once. */
  readonly kill: AbortSignal
  [Symbol.dispose](): void
}

/** Listens for Ctrl-C and SIGTERM until disposed. `onDrain` tells the person what is happening. */
export function interruptSignals(onDrain: () => void): Interrupt {
  const drain = new AbortController()
  const kill = new AbortController()
  const interrupted = new SortieError('aborted', 'interrupted')
  const onSignal = () => {
    if (drain.signal.aborted) kill.abort(interrupted)
    else {
      drain.abort(interrupted)
      onDrain()
    }
  }
  process.on('SIGINT', onSignal).on('SIGTERM', onSignal)
  return {
    drain: drain.signal,
    kill: kill.signal,
    [Symbol.dispose]: () => {
      process.off('SIGINT', onSignal).off('SIGTERM', onSignal)
    },
  }
}
