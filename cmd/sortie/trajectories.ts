import { readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { Command } from 'commander'
import { SortieError } from '#internal/base/errors.ts'
import { renderEpisode } from '#internal/cli/episode-view.ts'
import { renderRollouts } from '#internal/cli/trajectory-list.ts'
import { addOptions, choice, outputOption, text, valuesOf } from '#internal/config/option.ts'
import { pb } from '#internal/gen/v1.js'
import { exportLine, reassemble } from '#internal/learner/export.ts'
import { RunReader } from '#internal/learner/run-folder.ts'

const runOption = { run: text('run', 'Folder of the run (default: the newest under ./sortie-runs/).', { value: 'dir' }) } as const

export function trajectoriesCommand(): Command {
  return new Command('trajectories')
    .description('Look at what a run kept.')
    .addCommand(listCommand())
    .addCommand(showCommand())
    .addCommand(exportCommand())
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

async function openRun(given: string): Promise<RunReader> {
  const reader = await RunReader.open(given === '' ? await newestRun('sortie-runs') : given)
  for (const problem of reader.problems) process.stderr.write(`warning: ${problem}\n`)
  const refused = reader.quarantined.length
  if (refused > 0)
    process.stderr.write(`warning: ${String(refused)} refused, with the reasons in ${join(reader.path, 'quarantine.jsonl')}\n`)
  return reader
}

/** By when it began; what is in the folder besides runs does not matter. */
async function newestRun(parent: string): Promise<string> {
  const names = await readdir(parent).catch(() => [])
  const runs = await Promise.all(
    names.map(async (name) => {
      const begun = await stat(join(parent, name, 'run.json')).catch(() => null)
      return begun === null ? [] : [{ path: join(parent, name), at: begun.mtimeMs }]
    }),
  )
  const newest = runs.flat().sort((a, b) => b.at - a.at)[0]
  if (newest !== undefined) return newest.path
  throw new SortieError('config.invalid', `there is no run under ./${parent}/`, {
    remedy: 'run one (`sortie run`), or give its folder with --run',
  })
}

/** Waits for a slow reader, so that an export of any size stays in flat memory; a reader that has gone ends the command quietly. */
async function print(text: string): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    process.stdout.write(text, (error) => {
      if (error == null) resolve()
      else reject(error)
    })
  })
}
