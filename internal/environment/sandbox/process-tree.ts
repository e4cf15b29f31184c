import { readdir } from 'node:fs/promises'
import { processStat } from '#internal/base/process-stat.ts'

export interface ProcessFigures {
  readonly pid: number
  readonly parent: number
  readonly threads: number
  /** Processor time of the process and the children it has waited for, milliseconds. */
  readonly cpuMs: number
  /** Resident memory, bytes: shared pages count once a process. */
  readonly residentBytes: number
}

// Linux fixes both for user space: USER_HZ, and the page size on the processors that we run on.
const ticksPerSecond = 100
const pageBytes = 4_096

/** `/proc/PID/stat`; null when the process is gone. Fields as in proc(5). */
export async function processFigures(pid: number): Promise<ProcessFigures | null> {
  const stat = await processStat(pid)
  if (stat === null) return null
  const at = (field: number) => Number(stat[field - 3])
  // A zombie takes no memory and runs nothing, but it counts as a process until it is reaped.
  return {
    pid,
    parent: at(4),
    threads: at(20),
    cpuMs: ((at(14) + at(15) + at(16) + at(17)) * 1_000) / ticksPerSecond,
    residentBytes: at(24) * pageBytes,
  }
}

/** `root` and all its descendants, root first; empty when it is gone. Orphans inside a pid namespace stay in its tree. */
export async function processTree(root: number): Promise<ProcessFigures[]> {
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name)).map(Number)
  const all = (await Promise.all(pids.map(processFigures))).filter((each) => each !== null)
  const children = Map.groupBy(all, (each) => each.parent)
  const tree = all.filter((each) => each.pid === root)
  // Grows while it is walked; every process has one parent, so this ends.
  for (const each of tree) tree.push(...(children.get(each.pid) ?? []))
  return tree
}
