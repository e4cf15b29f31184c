import { mkdir, readdir, readFile, rmdir, writeFile } from 'node:fs/promises'
import { join, relative } from 'node:path'
import { pid as ownPid } from 'node:process'
import type { Clock } from '#internal/base/clock.ts'
import { SortieError } from '#internal/base/errors.ts'
import { processStart } from '#internal/base/process-stat.ts'
import type { SandboxLimits } from './limits.ts'

/** What the kernel counted for a group. */
export interface GroupFigures {
  readonly cpuMs: number
  readonly oomKills: number
  /** Forks that were refused because of the process limit. */
  readonly forksRefused: number
}

export type CgroupVersion = 'cgroup-v2' | 'cgroup-v1'
type Controller = 'cpu' | 'cpuacct' | 'memory' | 'pids'
/** Folder of this process in each controller's hierarchy; in version 2 they are all one. */
type Parents = Readonly<Record<Controller, string>>

const controllers = ['cpu', 'cpuacct', 'memory', 'pids'] as const
const cpuPeriodUs = 100_000
// bubblewrap itself: its monitor outside and its init inside the pid namespace.
const ownProcesses = 2

/** The control groups under which sandboxes may be made: those of this process, so that its own limits hold for them too. */
export class Cgroups {
  readonly version: CgroupVersion
  readonly #parents: Parents
  readonly #prefix: string
  // Shared by all instances of the process: their groups stand in the same folders.
  static #count = 0

  private constructor(version: CgroupVersion, parents: Parents, prefix: string) {
    this.version = version
    this.#parents = parents
    this.#prefix = prefix
  }

  /** Throws what the kernel said when the groups of that version are not delegated to this process. */
  static async open(version: CgroupVersion): Promise<Cgroups> {
    const parents = await (version === 'cgroup-v2' ? parentsOfV2() : parentsOfV1())
    const groups = new Cgroups(version, parents, `sortie-${String(ownPid)}-${(await processStart(ownPid)) ?? '0'}-`)
    await groups.#removeStale()
    return groups
  }

  async create(limits: SandboxLimits): Promise<Cgroup> {
    const name = `${this.#prefix}${String(++Cgroups.#count)}`
    const folder = (controller: Controller) => join(this.#parents[controller], name)
    const group = new Cgroup(this.version, {
      cpu: folder('cpu'),
      cpuacct: folder('cpuacct'),
      memory: folder('memory'),
      pids: folder('pids'),
    })
    try {
      for (const each of group.folders) await mkdir(each)
      await group.apply(limits)
      return group
    } catch (thrown) {
      for (const each of group.folders) await rmdir(each).catch(() => undefined)
      throw thrown
    }
  }

  /** Groups of processes that are gone (killed before they could tidy up), with what still runs in them. */
  async #removeStale(): Promise<void> {
    for (const parent of new Set(Object.values(this.#parents))) {
      for (const name of await readdir(parent)) {
        const owner = /^sortie-(\d+)-(\d+)-\d+$/.exec(name)
        if (owner === null || (await processStart(Number(owner[1]))) === owner[2]) continue
        await killGroup(join(parent, name))
        await rmdir(join(parent, name)).catch(() => undefined)
      }
    }
  }
}

/** The control group of one sandbox. */
export class Cgroup {
  readonly folders: readonly string[]
  readonly #version: CgroupVersion
  readonly #at: Parents

  constructor(version: CgroupVersion, at: Parents) {
    this.#version = version
    this.#at = at
    this.folders = [...new Set(Object.values(at))]
  }

  async apply(limits: SandboxLimits): Promise<void> {
    const set = (controller: Controller, file: string, value: string | number) => writeFile(join(this.#at[controller], file), String(value))
    const quota = Math.max(1_000, Math.round(limits.cores * cpuPeriodUs))
    await set('pids', 'pids.max', limits.processes + ownProcesses)
    if (this.#version === 'cgroup-v2') {
      await set('cpu', 'cpu.max', `${String(quota)} ${String(cpuPeriodUs)}`)
      await set('memory', 'memory.max', limits.memoryBytes)
      // Absent without swap; without it the limit would only push the payload out to disk.
      await set('memory', 'memory.swap.max', 0).catch(() => undefined)
      await set('memory', 'memory.oom.group', 1)
    } else {
      await set('cpu', 'cpu.cfs_period_us', cpuPeriodUs)
      await set('cpu', 'cpu.cfs_quota_us', quota)
      await set('memory', 'memory.limit_in_bytes', limits.memoryBytes)
      await set('memory', 'memory.memsw.limit_in_bytes', limits.memoryBytes).catch(() => undefined)
    }
  }

  /** Moves a process in; what it starts from then on is in it too. */
  async enter(pid: number): Promise<void> {
    for (const folder of this.folders) await writeFile(join(folder, 'cgroup.procs'), String(pid))
  }

  async figures(): Promise<GroupFigures> {
    const read = (controller: Controller, file: string) => readFile(join(this.#at[controller], file), 'utf8')
    const v2 = this.#version === 'cgroup-v2'
    const [cpu, memory, pids] = await Promise.all([
      v2 ? read('cpu', 'cpu.stat') : read('cpuacct', 'cpuacct.usage'),
      read('memory', v2 ? 'memory.events' : 'memory.oom_control'),
      read('pids', 'pids.events'),
    ])
    return {
      cpuMs: v2 ? field(cpu, 'usage_usec') / 1e3 : Number(cpu) / 1e6,
      oomKills: field(memory, 'oom_kill'),
      forksRefused: field(pids, 'max'),
    }
  }

  /** Kills what is left and removes the folders. Rejects with `sandbox.failed` when the kernel still holds them after `withinMs`. */
  async remove(withinMs: number, clock: Clock): Promise<void> {
    const deadlineNs = clock.monotonicNs() + withinMs * 1e6
    const never = new AbortController().signal
    for (let left = [...this.folders]; left.length > 0;) {
      const kept: string[] = []
      for (const folder of left) {
        await killGroup(folder)
        await rmdir(folder).catch((thrown: unknown) => {
          if ((thrown as NodeJS.ErrnoException).code !== 'ENOENT') kept.push(folder)
        })
      }
      left = kept
      if (left.length > 0 && clock.monotonicNs() > deadlineNs) {
        throw new SortieError(
          'sandbox.failed',
          `control group ${left.join(', ')} is still in use ${String(withinMs)} ms after everything in it was killed`,
        )
      }
      // A dying process leaves its group a moment after the kill.
      if (left.length > 0) await clock.sleep(5, never)
    }
  }
}

async function killGroup(folder: string): Promise<void> {
  try {
    await writeFile(join(folder, 'cgroup.kill'), '1', { flag: 'r+' })
  } catch {
    // Version 1, or a kernel before 5.14: one by one; whoever calls comes again while some are left.
    const text = await readFile(join(folder, 'cgroup.procs'), 'utf8').catch(() => '')
    for (const pid of text.split('\n').map(Number)) {
      // 0 stands for a process of another pid namespace; to `kill` it would be our own group.
      if (pid > 1) tryKill(pid)
    }
  }
}

function tryKill(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL')
  } catch {
    // Gone between reading and killing.
  }
}

function field(text: string, name: string): number {
  return Number(new RegExp(`^${name} (\\d+)$`, 'm').exec(text)?.[1] ?? 0)
}

async function parentsOfV1(): Promise<Parents> {
  const found: Partial<Record<Controller, string>> = {}
  for (const controller of controllers) {
    const own = await ownFolder((mount) => mount.type === 'cgroup' && mount.options.includes(controller), controller)
    if (own === null) throw new SortieError('sandbox.unavailable', `no cgroup v1 hierarchy of controller ${controller} is mounted`)
    found[controller] = own
  }
  return found as Parents
}

async function parentsOfV2(): Promise<Parents> {
  const own = await ownFolder((mount) => mount.type === 'cgroup2', '')
  if (own === null) throw new SortieError('sandbox.unavailable', 'no cgroup v2 hierarchy is mounted')
  // Below our own group where that is allowed; else beside it, as a service manager delegates a subtree with its service in a leaf.
  for (const folder of [own, join(own, '..')]) {
    await writeFile(join(folder, 'cgroup.subtree_control'), '+cpu +memory +pids', { flag: 'r+' }).catch(() => undefined)
    const enabled = (await readFile(join(folder, 'cgroup.subtree_control'), 'utf8').catch(() => '')).split(/\s+/)
    if (['cpu', 'memory', 'pids'].every((each) => enabled.includes(each)))
      return { cpu: folder, cpuacct: folder, memory: folder, pids: folder }
  }
  throw new SortieError('sandbox.unavailable', `the controllers cpu, memory and pids are not delegated below ${own}`)
}

interface Mount {
  readonly type: string
  readonly root: string
  readonly at: string
  readonly options: readonly string[]
}

/** Folder of our own group in the hierarchy that `wanted` picks; null when that is not mounted. */
async function ownFolder(wanted: (mount: Mount) => boolean, controller: string): Promise<string | null> {
  const mounts = (await readFile('/proc/self/mountinfo', 'utf8')).split('\n').map(parseMount)
  const mount = mounts.find((each) => each !== null && wanted(each))
  const line = (await readFile('/proc/self/cgroup', 'utf8')).split('\n').find((each) => {
    const names = each.split(':')[1]
    return names !== undefined && names.split(',').includes(controller)
  })
  if (mount === null || mount === undefined || line === undefined) return null
  const path = line.split(':').slice(2).join(':')
  const below = relative(mount.root, path)
  return below.startsWith('..') ? mount.at : join(mount.at, below)
}

/** A line of mountinfo, as in proc(5). */
function parseMount(line: string): Mount | null {
  const [before, after] = line.split(' - ')
  const left = before?.split(' ')
  const right = after?.split(' ')
  if (left?.[3] === undefined || left[4] === undefined || right?.[0] === undefined) return null
  return { type: right[0], root: left[3], at: left[4], options: (right[2] ?? '').split(',') }
}
