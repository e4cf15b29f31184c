/** The command line of Sortie. */
import { runProgram } from '../shared/commands.ts'
import { sortieProgram } from './program.ts'

const given = process.argv.slice(2)
// What everybody types first.
await runProgram(sortieProgram(), given[0] === '--version' ? ['version'] : given)
