/** The command line of Sortie. */
import { Command, CommanderError } from 'commander'
import { exitCodeOfError, renderError } from '#internal/cli/errors.ts'
import { doctorCommand } from './doctor.ts'
import { envCommand } from './env.ts'
import { runCommand } from './run.ts'
import { tasksCommand } from './tasks.ts'
import { trajectoriesCommand } from './trajectories.ts'
import { versionCommand } from './version.ts'

const description = `Rollout workers for agentic reinforcement learning: environments, inference and a learner, each sized by what the others need.

Start here:
  sortie doctor                                    what is present, and what is missing
  sortie run examples/tasks/*.jsonl --group-size 2 a whole fleet on this machine
  sortie trajectories list                         what came of it`

const program = new Command('sortie')
  .description(description)
  .showHelpAfterError('(add --help for what there is)')
  .showSuggestionAfterError()
const commands = [runCommand(), tasksCommand(), trajectoriesCommand(), envCommand(), doctorCommand(), versionCommand()]
for (const command of commands) program.addCommand(command)
// Thrown, not exited: this file alone decides the exit code.
for (const command of withChildren(program))
  command.exitOverride().showSuggestionAfterError().showHelpAfterError('(add --help for what there is)')

// A reader that has seen enough (`| head`) is no error.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(0)
  throw error
})

try {
  await program.parseAsync()
} catch (thrown) {
  if (thrown instanceof CommanderError) process.exitCode = thrown.exitCode === 0 ? 0 : 2
  else {
    process.stderr.write(renderError(thrown))
    process.exitCode = exitCodeOfError(thrown)
  }
}

function withChildren(command: Command): Command[] {
  return [command, ...command.commands.flatMap(withChildren)]
}
