import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Command } from 'commander'
import { addOptions, outputOption, valuesOf } from '#internal/config/option.ts'

export function versionCommand(): Command {
  const options = { output: outputOption } as const
  const command = addOptions(new Command('version').description('Which Sortie this is.'), options)
  return command.action(async () => {
    const { version } = JSON.parse(await readFile(join(import.meta.dirname, '../../package.json'), 'utf8')) as { version: string }
    const result = { sortie: version, node: process.versions.node }
    process.stdout.write(
      valuesOf(command, options).output === 'json' ? `${JSON.stringify(result)}\n` : `sortie ${version} (node ${process.versions.node})\n`,
    )
  })
}
