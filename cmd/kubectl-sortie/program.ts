import { Command } from 'commander'
import { clusterOptions } from '#internal/config/cluster.ts'
import { addOptions, valuesOf } from '#internal/config/option.ts'
import { reachBusBy } from '../shared/bus.ts'
import { finish, withChildren } from '../shared/commands.ts'
import { learnerCommand } from '../sortie/learner.ts'
import { scaleCommand } from '../sortie/scale.ts'
import { statusCommand } from '../sortie/status.ts'
import { tasksCommand } from '../sortie/tasks.ts'
import { trajectoriesCommand } from '../sortie/trajectories.ts'
import { describeCommand } from './describe.ts'
import { drainCommand } from './drain.ts'
import { forgetCommand } from './forget.ts'
import { logsCommand } from './logs.ts'
import { reachThroughCluster } from './reach.ts'

const startHere = `
Start here:
  kubectl sortie describe code -n training     is it well, and why not
  kubectl sortie tasks submit tasks.jsonl --fleet code -n training --group-size 8
  kubectl sortie status --fleet code -n training
  kubectl sortie trajectories fetch --fleet code -n training --follow

The bus is reached through the API server, as kubectl port-forward does: nothing need be exposed. It calls with your own rights:
examples/access has those that it needs. A token of the bus may be given by SORTIE_NATS_TOKEN, and with
--nats-url it is reached directly.`

/** What options of `sortie` mean here. Their variables are not looked at: a fleet's name on the bus, and a server of this machine. */
const meanings = new Map([
  ['--fleet', 'Name of the RolloutFleet (default: the only one of the namespace).'],
  ['--nats-url', 'A server to reach directly (default: the bus, through the API server).'],
])

/** The commands of a fleet on a cluster. Those that speak to its bus get there through the API server. */
export function kubectlProgram(): Command {
  const program = new Command('kubectl sortie').description('Look at and work with fleets on a cluster.').addHelpText('after', startHere)
  const commands = [
    statusCommand(),
    describeCommand(),
    tasksCommand(),
    trajectoriesCommand(),
    logsCommand(),
    scaleCommand('kubectl sortie'),
    drainCommand(),
    forgetCommand(),
    learnerCommand(),
  ]
  for (const command of commands) program.addCommand(command)
  for (const command of withChildren(program).filter(speaksToBus)) {
    if (!command.options.some(({ long }) => long === '--namespace')) addOptions(command, clusterOptions)
    for (const option of command.options) {
      const meaning = meanings.get(option.long ?? '')
      if (meaning === undefined) continue
      option.description = meaning
      delete option.envVar
    }
  }
  program.hook('preAction', (_, command) => {
    if (speaksToBus(command)) reachBusBy(reachThroughCluster(valuesOf(command, clusterOptions)))
  })
  return finish(program)
}

function speaksToBus(command: Command): boolean {
  return command.options.some(({ long }) => long === '--nats-url')
}
