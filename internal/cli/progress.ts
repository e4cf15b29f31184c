import { createLogUpdate } from 'log-update'
import type { Clock } from '#internal/base/clock.ts'
import { pcError } from './colours.ts'

/** Where a run stands. */
export interface RunProgress {
  readonly stage: string
  readonly submitted: number
  /** Since this stage began. */
  readonly seconds: number
  readonly ended: number
  readonly busySlots: number
  readonly slots: number
  readonly readyReplicas: number
  readonly replicas: number
  readonly turns: number
  readonly sampledTokens: number
  /** For how long the nats-server has been away; null while it is there. */
  readonly busAwayMs: number | null
}

// A person sees a counter move; a log gets a line often enough to know that it lives.
const terminalEveryMs = 200
const logEveryMs = 5_000
const barWidth = 24

/** One line, without colours and without its end. */
export function progressLine(progress: RunProgress): string {
  const { seconds, busAwayMs } = progress
  const away = busAwayMs === null ? [] : [`nats-server away for ${(busAwayMs / 1_000).toFixed(0)} s`]
  if (progress.submitted === 0) {
    const replicas = `replicas ${String(progress.readyReplicas)}/${String(progress.replicas)} ready`
    return [progress.stage, replicas, `${seconds.toFixed(0)} s`, ...away].join('  ')
  }
  const filled = Math.floor((progress.ended / progress.submitted) * barWidth)
  const rate = seconds > 0 ? progress.sampledTokens / seconds : 0
  return [
    `${'█'.repeat(filled)}${'░'.repeat(barWidth - filled)}`,
    `${String(progress.ended)}/${String(progress.submitted)} rollouts`,
    `${String(progress.busySlots)}/${String(progress.slots)} slots`,
    `${String(progress.turns)} turns`,
    `${rate.toFixed(0)} tokens/s`,
    `${seconds.toFixed(0)} s`,
    ...away,
  ].join('  ')
}

/** Shows progress on standard error until disposed: in place on a terminal, a line now and then elsewhere. */
export function showProgress(output: NodeJS.WriteStream, clock: Clock, read: () => RunProgress): AsyncDisposable {
  return showLine(output, clock, () => progressLine(read()))
}

/** The same for a line that is made elsewhere. */
export function showLine(output: NodeJS.WriteStream, clock: Clock, read: () => string): AsyncDisposable {
  const stop = new AbortController()
  const update = output.isTTY ? createLogUpdate(output) : null
  const loop = async () => {
    while (!stop.signal.aborted) {
      const line = read()
      if (update === null) output.write(`${line}\n`)
      else update(pcError.cyan(line))
      await clock.sleep(update === null ? logEveryMs : terminalEveryMs, stop.signal).catch(() => undefined)
    }
  }
  const running = loop()
  return {
    [Symbol.asyncDispose]: async () => {
      stop.abort()
      await running
      update?.clear()
    },
  }
}
