/** `kubectl sortie`: the command line for fleets on a cluster, as a plugin of kubectl. */
import { runProgram } from '../shared/commands.ts'
import { kubectlProgram } from './program.ts'

await runProgram(kubectlProgram(), process.argv.slice(2))
