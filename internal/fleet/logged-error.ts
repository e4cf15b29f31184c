import { type ErrorCode, errorCodes } from '#internal/base/errors.ts'

interface LoggedError {
  readonly code: ErrorCode
  readonly error: string
  readonly remedy: string | undefined
}

/** The last error that a process of ours logged before it ended: what it said of itself is better than how it ended. */
export function loggedError(lastWords: string): LoggedError | null {
  for (const line of lastWords.split('\n').reverse()) {
    try {
      const { level, code, error, remedy } = JSON.parse(line) as Record<string, unknown>
      const known = errorCodes.find((each) => each === code)
      if (level === 50 && known !== undefined && typeof error === 'string')
        return { code: known, error, remedy: typeof remedy === 'string' ? remedy : undefined }
    } catch {
      // A line that is not ours: an engine's, or one that was cut.
    }
  }
  return null
}
