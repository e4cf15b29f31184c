import { Command } from 'commander'
import { SortieError } from '#internal/base/errors.ts'
import { renderQuarantine, renderRefused } from '#internal/cli/quarantine-view.ts'
import { addOptions, outputOption, valuesOf } from '#internal/config/option.ts'
import { findRun, print, runOption } from '../shared/runs.ts'

const options = { ...runOption, output: outputOption } as const

/** What a learner refused to hand over, and why: nothing is dropped without a trace. */
export function quarantineCommand(): Command {
  return new Command('quarantine')
    .description('Look at what was refused: chunks that are missing, altered, or break a rule.')
    .addCommand(listCommand())
    .addCommand(showCommand())
}

function listCommand(): Command {
  const command = addOptions(new Command('list').description('A line for each refusal, with its reason.'), options)
  return command.action(async () => {
    const { run, output } = valuesOf(command, options)
    const { quarantined } = await findRun(run)
    const rows = quarantined.map(({ chunks_base64, ...entry }) => ({ ...entry, chunks: chunks_base64.length }))
    await print(output === 'json' ? `${JSON.stringify(rows)}\n` : renderQuarantine(rows))
  })
}

function showCommand(): Command {
  const command = addOptions(
    new Command('show')
      .description('Every chunk that was refused of a rollout, as far as it can be read.')
      .argument('<id>', 'rollout id, or the beginning of one'),
    options,
  )
  return command.action(async (id: string) => {
    const { run, output } = valuesOf(command, options)
    const { quarantined, path } = await findRun(run)
    const found = quarantined.filter(({ rollout_id }) => rollout_id.startsWith(id))
    if (found.length === 0) {
      throw new SortieError('config.invalid', `nothing of rollout ${JSON.stringify(id)} is in quarantine in ${path}`, {
        remedy: '`sortie trajectories quarantine list` shows what is',
      })
    }
    await print(output === 'json' ? `${JSON.stringify(found)}\n` : found.map(renderRefused).join('\n'))
  })
}
