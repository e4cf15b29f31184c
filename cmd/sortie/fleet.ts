import { Command } from 'commander'
import { stringify } from 'yaml'
import { addOptions, outputOption, valuesOf } from '#internal/config/option.ts'
import { rolloutFleetCrd } from '#internal/fleet/crd.ts'
import { readFleets } from '../shared/fleets.ts'
import { forgetCommand } from './fleet-forget.ts'

/** RolloutFleet resources, without a cluster. */
export function fleetCommand(): Command {
  return new Command('fleet')
    .description('Check RolloutFleet resources, print their definition, and forget what a fleet left on the bus.')
    .addCommand(validateCommand())
    .addCommand(crdCommand())
    .addCommand(forgetCommand())
}

function validateCommand(): Command {
  const options = { output: outputOption } as const
  const command = addOptions(
    new Command('validate')
      .description('Every error of RolloutFleet files at once, with file, line and the nearest field.')
      .argument('<files...>', 'YAML files'),
    options,
  )
  return command.action(async (files: string[]) => {
    const fleets = await readFleets(files)
    const names = fleets.map(({ name }) => name).join(', ')
    process.stdout.write(
      valuesOf(command, options).output === 'json'
        ? `${JSON.stringify(fleets)}\n`
        : `${String(fleets.length)} ${fleets.length === 1 ? 'fleet is' : 'fleets are'} well: ${names}\n`,
    )
  })
}

function crdCommand(): Command {
  return new Command('crd').description('The CustomResourceDefinition, for `kubectl apply -f -`.').action(() => {
    process.stdout.write(stringify(rolloutFleetCrd(), { lineWidth: 0 }))
  })
}
