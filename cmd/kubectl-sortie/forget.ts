import { Command } from 'commander'
import { busOptions } from '#internal/config/bus.ts'
import { clusterOptions } from '#internal/config/cluster.ts'
import { addOptions, outputOption, text, valuesOf } from '#internal/config/option.ts'
import { reachBusBy } from '../shared/bus.ts'
import { forgetFleet, yesOption } from '../sortie/fleet-forget.ts'
import { reachLeftBehind } from './reach.ts'

const { fleet: _, ...wayOptions } = busOptions
const options = {
  ...wayOptions,
  ...clusterOptions,
  busNamespace: {
    ...text('bus-namespace', 'Namespace of the bundled NATS server: the one that Sortie is installed in.', {
      fallback: 'sortie-system',
      value: 'name',
    }),
    environment: null,
  },
  yes: yesOption,
  output: outputOption,
} as const

/** `sortie fleet forget` for a fleet whose resource is gone, on the bundled NATS server. */
export function forgetCommand(): Command {
  const command = new Command('forget')
    .description('Delete what a deleted fleet left on the bus, with all that is in it: tasks, trajectories, ledger, marks.')
    .argument('<fleet>', 'name that the RolloutFleet had')
  return addOptions(command, options).action(async (fleet: string) => {
    const values = valuesOf(command, options)
    // Unlike the other commands there is no resource that says where the bus is.
    reachBusBy(reachLeftBehind(values))
    await forgetFleet({ ...values, fleet })
  })
}
