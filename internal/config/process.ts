import { choice, duration } from './option.ts'

const logLevels = ['debug', 'info', 'warn', 'error', 'silent'] as const

/** Options of every process of a fleet. */
export const processOptions = {
  presenceTtl: duration('presence-ttl', 'A heartbeat is believed for this long; three are said in it.', {
    fallbackMs: 30_000,
    minMs: 300,
    maxMs: 600_000,
  }),
  logLevel: choice('log-level', 'Least level of log lines.', logLevels, 'info'),
} as const
