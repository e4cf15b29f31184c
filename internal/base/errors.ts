/** What went wrong, as a closed set: people search for it, code branches on it, metrics count it. */
export const errorCodes = [
  // The caller's mistake: exit code 2.
  'config.invalid',
  'task.invalid',
  'subject.invalid',
  'model.invalid',
  // The bus.
  'stream.unreachable',
  'stream.conflict',
  'stream.fenced',
  'stream.full',
  'stream.mismatch',
  // Messages and trajectories.
  'chunk.undecodable',
  'chunk.too-large',
  'chunk.invalid',
  'trajectory.incomplete',
  // The learner's side.
  'cursor.invalid',
  'learner.buffer-full',
  'session.taken',
  'weights.conflict',
  // The policy's side.
  'engine.unreachable',
  'engine.failed',
  'engine.context-overflow',
  'engine.none-ready',
  'engine.busy',
  // The environment's side.
  'environment.unknown',
  'environment.failed',
  'sandbox.unavailable',
  'sandbox.failed',
  'verifier.failed',
  // The cluster.
  'kube.unreachable',
  'kube.busy',
  'kube.conflict',
  'kube.exists',
  'kube.not-found',
  'kube.gone',
  'kube.invalid',
  'kube.forbidden',
  'kube.quota',
  'kube.lease-lost',
  'kube.failed',
  // Processes and files of one machine.
  'process.failed',
  'access.denied',
  'file.unreadable',
  // Ended from outside.
  'aborted',
  'deadline.passed',
  // A bug of ours: crash.
  'invariant.broken',
] as const

export type ErrorCode = (typeof errorCodes)[number]

export interface SortieErrorOptions {
  readonly retryable?: boolean
  readonly remedy?: string
  readonly cause?: unknown
}

/**
 * The one error class. `retryable` says whether the same call may succeed later;
 * `remedy` is the next step for the person who reads it.
 */
export class SortieError extends Error {
  readonly code: ErrorCode
  readonly retryable: boolean
  readonly remedy: string | undefined

  constructor(code: ErrorCode, message: string, options: SortieErrorOptions = {}) {
    super(message, { cause: options.cause })
    this.name = 'SortieError'
    this.code = code
    this.retryable = options.retryable ?? false
    this.remedy = options.remedy
  }

  /** Wraps anything that was thrown; a `SortieError` passes through unchanged. */
  static from(thrown: unknown, code: ErrorCode, options: Omit<SortieErrorOptions, 'cause'> = {}): SortieError {
    if (thrown instanceof SortieError) return thrown
    return new SortieError(code, errorText(thrown), { ...options, cause: thrown })
  }
}

/** The words of anything that was thrown, with the cause that `fetch` hides one level down. */
export function errorText(thrown: unknown): string {
  if (!(thrown instanceof Error)) return String(thrown)
  const cause = thrown.cause
  const isHidden = cause instanceof Error && !thrown.message.includes(cause.message)
  return isHidden ? `${thrown.message}: ${cause.message}` : thrown.message
}

/** Throws `invariant.broken`: a bug of ours, on which the process is to crash. */
export function invariant(condition: unknown, message: string): asserts condition {
  if (!condition) throw new SortieError('invariant.broken', message)
}
