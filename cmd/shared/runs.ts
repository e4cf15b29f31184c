import { readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { systemClock as clock } from '#internal/base/clock.ts'
import { SortieError } from '#internal/base/errors.ts'
import { text } from '#internal/config/option.ts'
import { RunReader } from '#internal/learner/run-folder.ts'

export const runOption = { run: text('run', 'Folder of the run (default: the newest under ./sortie-runs/).', { value: 'dir' }) } as const

/** Opens a run's folder, the newest under ./sortie-runs/ when none is given; what is wrong with it is said on standard error. */
export async function findRun(given: string): Promise<RunReader> {
  const reader = await RunReader.open(given === '' ? await newestRun('sortie-runs') : given)
  for (const problem of reader.problems) process.stderr.write(`warning: ${problem}\n`)
  return reader
}

/** As `findRun`, and says when something was refused. */
export async function openRun(given: string): Promise<RunReader> {
  const reader = await findRun(given)
  const refused = reader.quarantined.length
  if (refused > 0) process.stderr.write(`warning: ${String(refused)} refused: \`sortie trajectories quarantine list\` says why\n`)
  return reader
}

const kept = ['index.jsonl', 'quarantine.jsonl']

/** By when it began; what is in the folder besides runs does not matter. */
async function newestRun(parent: string): Promise<string> {
  const names = await readdir(parent).catch(() => [])
  const runs = await Promise.all(
    names.map(async (name) => {
      const path = join(parent, name)
      const begun = await stat(join(path, 'run.json')).catch(() => null)
      const sizes = await Promise.all(kept.map((file) => stat(join(path, file)).then(({ size }) => size, () => 0))) // prettier-ignore
      // A run in which nothing has ended, since it never started or has only begun, has nothing to look at.
      return begun === null || sizes.every((size) => size === 0) ? [] : [{ path, at: begun.mtimeMs }]
    }),
  )
  const newest = runs.flat().sort((a, b) => b.at - a.at)[0]
  if (newest !== undefined) return newest.path
  throw new SortieError('config.invalid', `there is no run with a rollout that has ended under ./${parent}/`, {
    remedy: 'run one (`sortie run`), or give its folder with --run',
  })
}

/** Writes to standard output. Waits for a slow reader, so that an export of any size stays in flat memory; a reader that has gone ends the command quietly. */
export async function print(text: string): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    process.stdout.write(text, (error) => {
      if (error == null) resolve()
      else reject(error)
    })
  })
}

/** Now, as a folder name that sorts by time. */
export function startedAt(): string {
  return new Date(clock.nowMs()).toISOString().slice(0, 19).replaceAll(/[:-]/g, '')
}
