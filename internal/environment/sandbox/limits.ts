/** How the limits of a sandbox are enforced, strongest first. */
export const enforcements = ['cgroup-v2', 'cgroup-v1', 'rlimits'] as const
export type Enforcement = (typeof enforcements)[number]

/** Bounds of one sandbox; every one is enforced from outside. */
export interface SandboxLimits {
  readonly wallMs: number
  /** Processor time of all its processes together, milliseconds. */
  readonly cpuMs: number
  /** Cores that it may keep busy at once; with `rlimits` the kernel's own fairness must do. */
  readonly cores: number
  /** Memory of all its processes and its files under /tmp and home, bytes. */
  readonly memoryBytes: number
  /** Processes and threads of the payload at once. */
  readonly processes: number
  /** Largest file, and size of /tmp, of home and of /dev/shm, bytes. */
  readonly fileBytes: number
  /** Standard output and error together, after which the sandbox is stopped, bytes. */
  readonly outputBytes: number
}

export const sandboxLimits: SandboxLimits = {
  wallMs: 10_000,
  cpuMs: 10_000,
  cores: 1,
  memoryBytes: 512 * 2 ** 20,
  // Enough for a pool of workers; a bomb of this size cannot hurt its neighbours.
  processes: 32,
  fileBytes: 64 * 2 ** 20,
  outputBytes: 256 * 2 ** 20,
}

/** Why a sandbox ended, as a closed set. */
export const endReasons = ['exited', 'stopped', 'wall_limit', 'cpu_limit', 'memory_limit', 'process_limit', 'output_limit'] as const
export type EndReason = (typeof endReasons)[number]

export interface SandboxEnd {
  readonly reason: EndReason
  /** Exit status of the payload, 128 + n when signal n ended it; null when the sandbox was killed from outside. */
  readonly exitCode: number | null
}
