import { destination, pino } from 'pino'
import { SortieError, errorText } from '#internal/base/errors.ts'
import type { LogFields } from './logfields.ts'

/** A log of constant messages with fields from one list. */
export interface Logger {
  debug(message: string, fields?: LogFields): void
  info(message: string, fields?: LogFields): void
  warn(message: string, fields?: LogFields): void
  error(message: string, fields?: LogFields): void
  /** A logger whose lines all carry `fields`. */
  with(fields: LogFields): Logger
}

export const logLevels = ['debug', 'info', 'warn', 'error', 'silent'] as const
export type LogLevel = (typeof logLevels)[number]

/** JSON lines on standard error: standard output belongs to a command's own result. */
export function createLogger(level: LogLevel, fields: LogFields = {}): Logger {
  const root = pino({ level, base: fields, timestamp: pino.stdTimeFunctions.isoTime }, destination({ fd: 2, sync: true }))
  return wrap(root)
}

export const silentLogger: Logger = wrap(pino({ level: 'silent' }))

/** The fields of anything that was thrown. */
export function errorFields(thrown: unknown): LogFields {
  if (!(thrown instanceof SortieError)) return { error: errorText(thrown) }
  const base = { code: thrown.code, error: errorText(thrown) }
  return thrown.remedy === undefined ? base : { ...base, remedy: thrown.remedy }
}

function wrap(inner: pino.Logger): Logger {
  return {
    debug: (message, fields) => {
      inner.debug(fields ?? {}, message)
    },
    info: (message, fields) => {
      inner.info(fields ?? {}, message)
    },
    warn: (message, fields) => {
      inner.warn(fields ?? {}, message)
    },
    error: (message, fields) => {
      inner.error(fields ?? {}, message)
    },
    with: (fields) => wrap(inner.child(fields)),
  }
}
