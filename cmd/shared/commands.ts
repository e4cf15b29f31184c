import { type Command, CommanderError } from 'commander'
import { exitCodeOfError, renderError } from '#internal/cli/errors.ts'

/** A command and everything below it. */
export function withChildren(command: Command): Command[] {
  return [command, ...command.commands.flatMap(withChildren)]
}

/** Makes every mistake a `CommanderError` that says what there is instead. */
export function finish(program: Command): Command {
  for (const command of withChildren(program)) {
    const names = command.commands.map((each) => each.name()).join(', ')
    const hint = names === '' ? '(add --help for what there is)' : `(there is: ${names}; add --help for more)`
    command.exitOverride().showSuggestionAfterError().showHelpAfterError(hint)
  }
  return program
}

/** Runs a command line and decides its exit code; nothing else does. */
export async function runProgram(program: Command, given: readonly string[]): Promise<void> {
  // A reader that has seen enough (`| head`) is no error.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') process.exit(0)
    throw error
  })
  try {
    await program.parseAsync(given, { from: 'user' })
  } catch (thrown) {
    if (thrown instanceof CommanderError) process.exitCode = thrown.exitCode === 0 ? 0 : 2
    else {
      process.stderr.write(renderError(thrown))
      process.exitCode = exitCodeOfError(thrown)
    }
  }
}
