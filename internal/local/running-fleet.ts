import { readdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { processStart, processStat } from '#internal/base/process-stat.ts'

/** A fleet that a process of this machine keeps, as it wrote itself down. */
export interface RunningFleet {
  readonly fleet: string
  readonly pid: number
  /** Ticks since boot at which the process began: a pid alone is used again. */
  readonly processStart: string
  readonly natsUrl: string
  readonly natsToken: string
}

const fileName = 'running.json'
const schema = z.object({
  fleet: z.string(),
  pid: z.int().min(1),
  processStart: z.string().min(1),
  natsUrl: z.string(),
  natsToken: z.string(),
})

/** Writes down that process `pid` keeps a fleet, in the folder of its state; disposing takes it back. */
export async function recordRunning(folder: string, fleet: Omit<RunningFleet, 'processStart'>): Promise<AsyncDisposable> {
  const file = join(folder, fileName)
  const record: RunningFleet = { ...fleet, processStart: (await processStart(fleet.pid)) ?? '' }
  // Whoever reads meanwhile has the whole or nothing. Readable by its owner alone: it has the token.
  await writeFile(`${file}.new`, `${JSON.stringify(record)}\n`, { mode: 0o600 })
  await rename(`${file}.new`, file)
  return { [Symbol.asyncDispose]: () => rm(file, { force: true }) }
}

/** The fleet that runs from this folder; null when none does: one whose process was killed leaves a record that says nothing. */
export async function readRunning(folder: string): Promise<RunningFleet | null> {
  let value: unknown
  try {
    value = JSON.parse(await readFile(join(folder, fileName), 'utf8'))
  } catch {
    return null
  }
  const { data: fleet } = schema.safeParse(value)
  return fleet !== undefined && (await isRunning(fleet)) ? fleet : null
}

/** Whether it is that very process, and has not ended. */
export async function isRunning({ pid, processStart: start }: Pick<RunningFleet, 'pid' | 'processStart'>): Promise<boolean> {
  const stat = await processStat(pid)
  // A zombie has ended; its parent has not looked yet.
  return stat !== null && stat[22 - 3] === start && !['Z', 'X'].includes(stat[0] ?? '')
}

/** Fleets that run from the folders in this one, each with its folder. */
export async function runningUnder(parent: string): Promise<readonly { readonly folder: string; readonly running: RunningFleet }[]> {
  const names = await readdir(parent).catch(() => [])
  const found = await Promise.all(
    names.map(async (name) => ({ folder: join(parent, name), running: await readRunning(join(parent, name)) })),
  )
  return found.flatMap(({ folder, running }) => (running === null ? [] : [{ folder, running }]))
}
