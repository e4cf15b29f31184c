import { Command } from 'commander'
import { SortieError } from '#internal/base/errors.ts'
import { headedTable } from '#internal/cli/table.ts'
import { busOptions } from '#internal/config/bus.ts'
import { addOptions, outputOption, valuesOf } from '#internal/config/option.ts'
import { deleteFleetStreams, fleetStreamSizes } from '#internal/stream/streams.ts'
import { withBus } from '../shared/bus.ts'

const forgetOptions = {
  ...busOptions,
  yes: { flag: 'yes', environment: null, prose: 'Delete them: without it, what is there is shown.', fallback: false as boolean },
  output: outputOption,
} as const

/** A fleet's streams outlive it, for what no trainer has taken: this is the explicit act that removes them. */
export function forgetCommand(): Command {
  const command = new Command('forget').description(
    "Delete a fleet's streams with all that is in them: tasks, trajectories, ledger, marks. For a fleet that is gone for good.",
  )
  return addOptions(command, forgetOptions).action(async () => {
    const options = valuesOf(command, forgetOptions)
    if (options.fleet === '') {
      throw new SortieError('config.invalid', 'no fleet was named, and what is forgotten is gone', { remedy: 'give --fleet NAME' })
    }
    await withBus(options, 'owner', async ({ connection, fleet }, signal) => {
      const sizes = await fleetStreamSizes(connection, fleet, signal)
      const table = headedTable(['stream', 'messages', 'bytes'])
      for (const { name, messages, bytes } of sizes) table.push([name, messages.toLocaleString('en-US'), bytes.toLocaleString('en-US')])
      const json = JSON.stringify({ fleet, deleted: options.yes, streams: sizes })
      process.stdout.write(`${options.output === 'json' ? json : table.toString()}\n`)
      if (!options.yes) {
        throw new SortieError('config.invalid', `nothing was deleted of fleet ${fleet}`, {
          remedy: 'see that no controller, worker or trainer uses it, and give --yes',
        })
      }
      await deleteFleetStreams(connection, fleet, signal)
      process.stderr.write(`fleet ${fleet} is forgotten\n`)
    })
  })
}
