import { readFile, readdir } from 'node:fs/promises'

/** The id of one process whose environment has `entry` and whose command line has `command`. Throws when there is none. */
export async function pidOf(entry: string, command: string): Promise<number> {
  for (const pid of (await readdir('/proc')).filter((name) => /^\d+$/.test(name))) {
    const [environment, line] = await Promise.all(
      ['environ', 'cmdline'].map((file) => readFile(`/proc/${pid}/${file}`, 'utf8').catch(() => '')),
    )
    if (environment?.split('\0').includes(entry) === true && line?.includes(command) === true) return Number(pid)
  }
  throw new Error(`no process has ${entry} and runs ${command}`)
}
