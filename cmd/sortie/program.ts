import { Command } from 'commander'
import { finish } from '../shared/commands.ts'
import { authCommand } from './auth.ts'
import { doctorCommand } from './doctor.ts'
import { downCommand } from './down.ts'
import { envCommand } from './env.ts'
import { fleetCommand } from './fleet.ts'
import { learnerCommand } from './learner.ts'
import { runCommand } from './run.ts'
import { scaleCommand } from './scale.ts'
import { statusCommand } from './status.ts'
import { tasksCommand } from './tasks.ts'
import { trajectoriesCommand } from './trajectories.ts'
import { upCommand } from './up.ts'
import { versionCommand } from './version.ts'

const startHere = `
Start here:
  sortie doctor                  what is present, and what is missing
  sortie run examples/tasks/*.jsonl --group-size 2
                                 a whole fleet on this machine
  sortie trajectories list       what came of it
  sortie trajectories show ID    one episode, turn by turn`

/** The whole command line. A mistake of the caller is thrown as a `CommanderError`, after commander has said it. */
export function sortieProgram(): Command {
  const program = new Command('sortie')
    .description(
      'Rollout workers for agentic reinforcement learning: environments, inference and a learner, each sized by what the others need.',
    )
    .addHelpText('after', startHere)
  const commands = [
    runCommand(),
    upCommand(),
    statusCommand(),
    downCommand(),
    tasksCommand(),
    trajectoriesCommand(),
    learnerCommand(),
    envCommand(),
    fleetCommand(),
    scaleCommand('sortie'),
    authCommand(),
    doctorCommand(),
    versionCommand(),
  ]
  for (const command of commands) program.addCommand(command)
  return finish(program)
}
