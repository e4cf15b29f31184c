import { kill } from 'node:process'
import { Command } from 'commander'
import { systemClock as clock } from '#internal/base/clock.ts'
import { SortieError, errorText } from '#internal/base/errors.ts'
import { downOptions } from '#internal/config/down.ts'
import { addOptions, valuesOf, type Values } from '#internal/config/option.ts'
import { isRunning } from '#internal/local/running-fleet.ts'
import { interruptSignals } from '../shared/interrupt.ts'
import { findRunning, type FoundFleet, nothingHere } from '../shared/running.ts'

type DownOptions = Values<typeof downOptions>

const pollMs = 100
const sayEveryMs = 5_000

const examples = `
Examples:
  sortie down                  the fleet that \`sortie up\` keeps in this folder: what runs may end, or is handed back
  sortie down --fleet math     one of several
  sortie down --now            at once`

export function downCommand(): Command {
  const command = new Command('down').description(
    'Ends a fleet that `sortie up` keeps on this machine, as one Ctrl-C does, and waits for it.',
  )
  return addOptions(command.addHelpText('after', examples), downOptions).action(async () => {
    using interrupt = interruptSignals(() => process.stderr.write('\nnot waiting any longer; the fleet goes on ending\n'))
    await down(valuesOf(command, downOptions), interrupt.drain)
  })
}

async function down(options: DownOptions, signal: AbortSignal): Promise<void> {
  const { fleet, state, timeout, now } = options
  const found = await findRunning({ fleet, state })
  if (found === null) {
    const [which, where] = [fleet === '' ? 'no fleet' : `no fleet ${fleet}`, state === '' ? 'in this folder' : `from ${state}`]
    throw new SortieError('config.invalid', `${which} runs ${where}`, { remedy: nothingHere })
  }
  const { folder, running } = found
  const startedNs = clock.monotonicNs()
  const elapsedMs = () => (clock.monotonicNs() - startedNs) / 1e6
  ask(found, now)
  const name = `fleet ${running.fleet} (process ${String(running.pid)})`
  process.stderr.write(`${name} ${now ? 'stops at once' : 'is draining'}; waiting for ${seconds(timeout)} at most\n`)
  for (let saidMs = 0; await isRunning(running);) {
    if (elapsedMs() > timeout) {
      throw new SortieError('deadline.passed', `${name} has not ended within ${seconds(timeout)}`, {
        remedy: now
          ? `see ${folder}/logs; \`kill -9 ${String(running.pid)}\` takes its processes with it`
          : 'wait for longer, or `sortie down --now`',
      })
    }
    if (elapsedMs() - saidMs >= sayEveryMs) {
      saidMs = elapsedMs()
      process.stderr.write(`still there after ${seconds(saidMs)}\n`)
    }
    await clock.sleep(pollMs, signal)
  }
  const took = Math.round(elapsedMs()) / 1_000
  const json = JSON.stringify({ fleet: running.fleet, pid: running.pid, state: folder, seconds: took })
  process.stdout.write(options.output === 'json' ? `${json}\n` : `fleet ${running.fleet} is down after ${seconds(took * 1_000)}\n`)
}

/** As one Ctrl-C, or two: signals of one kind could become one on their way, so the second is of another. */
function ask({ running: { pid } }: FoundFleet, now: boolean): void {
  try {
    kill(pid, 'SIGTERM')
    if (now) kill(pid, 'SIGINT')
  } catch (thrown) {
    // Gone meanwhile is what was asked for.
    if ((thrown as NodeJS.ErrnoException).code === 'ESRCH') return
    throw new SortieError('access.denied', `process ${String(pid)} cannot be told to end: ${errorText(thrown)}`, {
      remedy: 'ask as the user who started it',
      cause: thrown,
    })
  }
}

const seconds = (ms: number) => `${(ms / 1_000).toFixed(0)} s`
