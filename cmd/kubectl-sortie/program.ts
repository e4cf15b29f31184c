import { Command } from 'commander'
import { SortieError } from '#internal/base/errors.ts'
import type { busOptions } from '#internal/config/bus.ts'
import { clusterOptions } from '#internal/config/cluster.ts'
import { type Values, addOptions, valuesOf } from '#internal/config/option.ts'
import { busFleetOf } from '#internal/fleet/names.ts'
import { finish, withChildren } from '../shared/commands.ts'
import { openCluster } from '../shared/cluster.ts'
import { learnerCommand } from '../sortie/learner.ts'
import { scaleCommand } from '../sortie/scale.ts'
import { statusCommand } from '../sortie/status.ts'
import { tasksCommand } from '../sortie/tasks.ts'
import { trajectoriesCommand } from '../sortie/trajectories.ts'
import { describeCommand } from './describe.ts'
import { drainCommand } from './drain.ts'
import { logsCommand } from './logs.ts'
import { findFleet, reachBus } from './reach.ts'

const startHere = `
Start here:
  kubectl sortie describe code -n training     is it well, and why not
  kubectl sortie tasks submit tasks.jsonl --fleet code -n training --group-size 8
  kubectl sortie status --fleet code -n training
  kubectl sortie trajectories fetch --fleet code -n training --follow

The bus is reached through the API server, as kubectl port-forward does: nothing need be exposed. Your own rights are all that is used:
to read rolloutfleets, services and pods, to create pods/portforward, and to read the Secret of the bus; or give its token yourself,
by SORTIE_NATS_TOKEN. With --nats-url it is reached directly.`

/** The commands of a fleet on a cluster. Those that speak to its bus get there through the API server. */
export function kubectlProgram(): { readonly program: Command } & AsyncDisposable {
  const open = new AsyncDisposableStack()
  const program = new Command('kubectl sortie').description('Look at and work with fleets on a cluster.').addHelpText('after', startHere)
  const commands = [
    statusCommand(),
    describeCommand(),
    tasksCommand(),
    trajectoriesCommand(),
    logsCommand(),
    scaleCommand(),
    drainCommand(),
    learnerCommand(),
  ]
  for (const command of commands) program.addCommand(command)
  for (const command of withChildren(program).filter(speaksToBus)) {
    if (!command.options.some(({ long }) => long === '--namespace')) addOptions(command, clusterOptions)
  }
  program.hook('preAction', async (_, command) => {
    if (speaksToBus(command)) await leadToBus(command, open)
  })
  return { program: finish(program), [Symbol.asyncDispose]: () => open.disposeAsync() }
}

function speaksToBus(command: Command): boolean {
  return command.options.some(({ long }) => long === '--nats-url')
}

/** Sets the options of the bus to where it is reached from here, and its fleet to the name that it has there. */
async function leadToBus(command: Command, open: AsyncDisposableStack): Promise<void> {
  const options = command.opts<Values<typeof busOptions>>()
  const isGiven = (option: string) => !['default', undefined].includes(command.getOptionValueSource(option))
  const signal = AbortSignal.timeout(60_000)
  const cluster = open.use(await openCluster(valuesOf(command, clusterOptions)))
  const fleet = await findFleet(cluster, isGiven('fleet') ? options.fleet : '', signal)
  command.setOptionValue('fleet', busFleetOf(cluster.namespace, fleet.metadata.name))
  if (isGiven('natsUrl')) return
  const onProblem = (text: string) => process.stderr.write(`warning: the way to the bus: ${text.trim()}\n`)
  const needsAccess = !isGiven('natsToken') && !isGiven('natsCreds')
  const reached = open.use(await reachBus(cluster, fleet, { command: command.name(), needsAccess, onProblem }, signal))
  for (const [option, value] of Object.entries(reached.options)) command.setOptionValue(option, value)
  if (reached.options.natsUrl === '') throw new SortieError('invariant.broken', 'the bus was reached nowhere')
}
