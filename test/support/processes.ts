import { readFileSync, readdirSync } from 'node:fs'
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

/** Ids of the processes below one, at any depth, that are called `name`. */
export function descendantsOf(pid: number, name: string): number[] {
  const parents = new Map<number, number>()
  const named = new Set<number>()
  for (const id of readdirSync('/proc').filter((each) => /^\d+$/.test(each))) {
    try {
      // `pid (name) state ppid …`; a name may have spaces and brackets.
      const stat = readFileSync(`/proc/${id}/stat`, 'utf8')
      const end = stat.lastIndexOf(')')
      parents.set(Number(id), Number(stat.slice(end + 2).split(' ')[1]))
      if (stat.slice(stat.indexOf('(') + 1, end) === name) named.add(Number(id))
    } catch {
      // It has gone meanwhile.
    }
  }
  const isBelow = (id: number): boolean => {
    const parent = parents.get(id) ?? 0
    return parent === pid || (parent > 1 && isBelow(parent))
  }
  return [...named].filter(isBelow)
}
