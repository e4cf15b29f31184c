/** The command line of Sortie. This file alone decides the exit code. */
import { CommanderError } from 'commander'
import { exitCodeOfError, renderError } from '#internal/cli/errors.ts'
import { sortieProgram } from './program.ts'

// A reader that has seen enough (`| head`) is no error.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(0)
  throw error
})

try {
  const given = process.argv.slice(2)
  // What everybody types first.
  await sortieProgram().parseAsync(given[0] === '--version' ? ['version'] : given, { from: 'user' })
} catch (thrown) {
  if (thrown instanceof CommanderError) process.exitCode = thrown.exitCode === 0 ? 0 : 2
  else {
    process.stderr.write(renderError(thrown))
    process.exitCode = exitCodeOfError(thrown)
  }
}
