import { Command } from 'commander'
import { SortieError } from '#internal/base/errors.ts'
import { renderEpisode } from '#internal/cli/episode-view.ts'
import { renderRollouts } from '#internal/cli/trajectory-list.ts'
import { addOptions, choice, outputOption, valuesOf } from '#internal/config/option.ts'
import { pb } from '#internal/gen/v1.js'
import { exportLine, reassemble } from '#internal/learner/export.ts'
import { openRun, print, runOption } from '../shared/runs.ts'
import { quarantineCommand } from './quarantine.ts'
import { fetchCommand } from './trajectories-fetch.ts'

export function trajectoriesCommand(): Command {
  return new Command('trajectories')
    .description('Look at what a run kept, or fetch what a running fleet has.')
    .addCommand(listCommand())
    .addCommand(showCommand())
    .addCommand(exportCommand())
    .addCommand(fetchCommand())
    .addCommand(quarantineCommand())
}

function listCommand(): Command {
  const options = { ...runOption, output: outputOption }
  const command = addOptions(new Command('list').description('A line for each rollout.'), options)
  return command.action(async () => {
    const { run, output } = valuesOf(command, options)
    const reader = await openRun(run)
    await print(output === 'json' ? `${JSON.stringify(reader.entries)}\n` : renderRollouts(reader.entries))
  })
}

function showCommand(): Command {
  const options = { ...runOption, output: outputOption }
  const command = addOptions(
    new Command('show')
      .description('One episode: turns, tool calls, rewards, and where the time went.')
      .argument('<id>', 'rollout id, or the beginning of one'),
    options,
  )
  return command.action(async (id: string) => {
    const { run, output } = valuesOf(command, options)
    const reader = await openRun(run)
    const entry = reader.find(id)
    const chunks = await reader.read(entry)
    const whole = { longs: Number, enums: String, bytes: String, defaults: true }
    const trajectory = () => pb.Trajectory.create({ chunks: chunks.map((chunk) => pb.TrajectoryChunk.decode(chunk)) })
    await print(
      output === 'json'
        ? `${JSON.stringify(pb.Trajectory.toObject(trajectory(), whole))}\n`
        : renderEpisode(reassemble(entry.rollout_id, chunks)),
    )
  })
}

function exportCommand(): Command {
  const options = {
    ...runOption,
    format: choice('format', 'jsonl: one JSON object a rollout, tokens as arrays (docs/reference/export.md).', ['jsonl'], 'jsonl'),
  } as const
  const command = addOptions(new Command('export').description('Every trajectory, for other programs.'), options)
  return command.action(async () => {
    const reader = await openRun(valuesOf(command, options).run)
    let damaged = 0
    for (const entry of reader.entries) {
      try {
        await print(`${JSON.stringify(exportLine(entry, reassemble(entry.rollout_id, await reader.read(entry))))}\n`)
      } catch (thrown) {
        if (!(thrown instanceof SortieError) || thrown.code !== 'trajectory.incomplete') throw thrown
        process.stderr.write(`warning: ${thrown.message}, left out\n`)
        damaged++
      }
    }
    if (damaged === 0) return
    const message = `${String(damaged)} of ${String(reader.entries.length)} trajectories were left out: they are not as they were written`
    throw new SortieError('trajectory.incomplete', message, { remedy: `restore ${reader.path} from a copy` })
  })
}
