import type { Clock } from './clock.ts'
import { SortieError } from './errors.ts'

/**
 * A signal that aborts with `parent`, or with `deadline.passed` after `ms`. Dispose it to stop its timer.
 */
export function withDeadline(parent: AbortSignal, ms: number, context: { readonly clock: Clock; readonly what: string }) {
  const own = new AbortController()
  const onParent = () => {
    own.abort(parent.reason)
  }
  if (parent.aborted) onParent()
  else parent.addEventListener('abort', onParent, { once: true })
  const timer = context.clock.after(ms, () => {
    own.abort(new SortieError('deadline.passed', `${context.what} took longer than ${String(ms)} ms`))
  })
  return {
    signal: own.signal,
    [Symbol.dispose]: () => {
      timer[Symbol.dispose]()
      parent.removeEventListener('abort', onParent)
    },
  }
}

/** Waits for `promise`, but no longer than `signal` allows. The work behind the promise is not stopped: the caller sees to that. */
export async function abortable<T>(promise: Promise<T>, signal: AbortSignal): Promise<T> {
  signal.throwIfAborted()
  const aborted = Promise.withResolvers<never>()
  const onAbort = () => {
    aborted.reject(signal.reason as Error)
  }
  signal.addEventListener('abort', onAbort, { once: true })
  try {
    return await Promise.race([promise, aborted.promise])
  } finally {
    signal.removeEventListener('abort', onAbort)
  }
}
