/** Writes docs/reference/cli.md, the help of every command and of the plugin. `-` prints it instead. */
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Command } from 'commander'
import { format } from 'prettier'
import { kubectlProgram } from '../../cmd/kubectl-sortie/program.ts'
import { withChildren } from '../../cmd/shared/commands.ts'
import { sortieProgram } from '../../cmd/sortie/program.ts'

const path = join(import.meta.dirname, '../../docs/reference/cli.md')
const head = `# The command line

An option whose help names an environment variable (\`env:\`) can be given by that too; the flag wins. \`-o json\` prints one JSON document on standard output, and nothing else there; \`trajectories fetch\`, which may go on for ever, prints one a line.

Exit codes: 0 done; 1 something could not be done; 2 the caller's mistake; 130 interrupted.
`
const plugin = `# The plugin of kubectl

\`kubectl sortie\` has the commands of a fleet on a cluster: the same ones, and with \`-n\`, \`--context\` and \`--kubeconfig\` as kubectl has them.
[install](../install.md) says how to put it where kubectl finds it.
`
const text = await format(
  [head, ...withChildren(sortieProgram()).map(section), plugin, ...withChildren(kubectlProgram()).map(section)].join('\n'),
  { parser: 'markdown', printWidth: 140 },
)
if (process.argv[2] === '-') process.stdout.write(text)
else await writeFile(path, text)

function section(command: Command): string {
  let help = ''
  // The width of the page, not of the terminal that this runs in; without colours, and with what stands after the options.
  command.configureOutput({ writeOut: (part) => (help += part), getOutHelpWidth: () => 120, getOutHasColors: () => false })
  command.outputHelp()
  return `## ${fullName(command)}\n\n\`\`\`text\n${help.trim()}\n\`\`\`\n`
}

function fullName(command: Command): string {
  return command.parent === null ? command.name() : `${fullName(command.parent)} ${command.name()}`
}
