import { Command } from 'commander'
import { renderEnvironment, renderEnvironments } from '#internal/cli/environment-view.ts'
import { addOptions, outputOption, valuesOf } from '#internal/config/option.ts'
import { findEnvironment, listEnvironments } from '#internal/environment/registry.ts'

const options = { output: outputOption } as const

export function envCommand(): Command {
  const list = addOptions(new Command('list').description('Every environment there is.'), options)
  list.action(() => {
    const all = listEnvironments()
    process.stdout.write(valuesOf(list, options).output === 'json' ? `${JSON.stringify(all)}\n` : renderEnvironments(all))
  })
  const show = addOptions(
    new Command('show').description('One environment: its tools, and what its tasks must say.').argument('<name>'),
    options,
  )
  show.action((name: string) => {
    const { name: known } = findEnvironment(name)
    const found = listEnvironments().filter((each) => each.name === known)
    process.stdout.write(
      valuesOf(show, options).output === 'json' ? `${JSON.stringify(found[0])}\n` : found.map(renderEnvironment).join(''),
    )
  })
  return new Command('env').description('Environments that tasks can name.').addCommand(list).addCommand(show)
}
