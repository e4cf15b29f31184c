import { readFile } from 'node:fs/promises'

/** The fields of `/proc/PID/stat` from the third on, as in proc(5); the second, the name, may hold anything. Null when the process is gone. */
export async function processStat(pid: number): Promise<readonly string[] | null> {
  try {
    const text = await readFile(`/proc/${String(pid)}/stat`, 'latin1')
    return text.slice(text.lastIndexOf(')') + 2).split(' ')
  } catch {
    return null
  }
}

/** Ticks since boot at which the process began: with its pid, that names it for good. Null when it is gone. */
export async function processStart(pid: number): Promise<string | null> {
  return (await processStat(pid))?.[22 - 3] ?? null
}
