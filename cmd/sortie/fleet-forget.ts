import { Command } from 'commander'
import { SortieError } from '#internal/base/errors.ts'
import { headedTable } from '#internal/cli/table.ts'
import { busOptions } from '#internal/config/bus.ts'
import { addOptions, outputOption, text, type Values, valuesOf } from '#internal/config/option.ts'
import { deleteFleetStreams, fleetStreamSizes } from '#internal/stream/streams.ts'
import { withBus } from '../shared/bus.ts'

export const yesOption = {
  flag: 'yes',
  environment: null,
  prose: 'Delete them: without it, what is there is shown.',
  fallback: false as boolean,
} as const

const forgetOptions = {
  ...busOptions,
  fleet: text('fleet', 'Name of the fleet on its bus; it must be given. Of one on a cluster: NAMESPACE_FLEET.', { value: 'name' }),
  yes: yesOption,
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
    await forgetFleet(options)
  })
}

/** Shows what a fleet left and, where `yes` was said, deletes it. Throws `config.invalid` where it was not, `stream.mismatch` where there is nothing. */
export async function forgetFleet(options: Values<typeof forgetOptions>): Promise<void> {
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
}
