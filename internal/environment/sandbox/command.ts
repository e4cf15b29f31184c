import type { Enforcement, SandboxLimits } from './limits.ts'

/** What a sandbox is made of on this machine; every path was tried. */
export interface SandboxTools {
  readonly bwrap: string
  /** Folder whose `bin` holds the interpreter; bound read-only, at `pythonHome` unless it is /usr. */
  readonly pythonPrefix: string
  /** The interpreter's path inside the sandbox. */
  readonly python: string
  /** Whether we are root and act without a user namespace. */
  readonly asRoot: boolean
}

/** Where an interpreter outside /usr appears in the sandbox: its own path could name a home folder. */
export const pythonHome = '/opt/python'
export const sandboxHome = '/home/sandbox'
/** File descriptors of bubblewrap: its report of the child, its arguments, then one a file. */
export const statusFd = 3
export const argumentsFd = 4
export const firstFileFd = 5
/** First byte of standard output: from here on the payload runs, and what fails is its own doing. */
export const startMark = 0x06

const environment = {
  PATH: '/usr/bin:/bin',
  HOME: sandboxHome,
  USER: 'sandbox',
  LANG: 'C.UTF-8',
  TZ: 'UTC',
  TMPDIR: '/tmp',
  // An arena a thread would use up the address space that stands for memory where there is no control group.
  MALLOC_ARENA_MAX: '2',
  PYTHONHASHSEED: '0',
  PYTHONDONTWRITEBYTECODE: '1',
  PYTHONNOUSERSITE: '1',
  PYTHONSAFEPATH: '1',
  PYTHONUTF8: '1',
} as const

/** bubblewrap's own arguments; they go over a descriptor, since /proc/1/cmdline can be read inside. */
export function bwrapArguments(tools: SandboxTools, limits: SandboxLimits, files: readonly string[]): string[] {
  const tmpfs = (path: string) => ['--perms', '1777', '--size', String(limits.fileBytes), '--tmpfs', path]
  return [
    ...['--unshare-pid', '--unshare-net', '--unshare-ipc', '--unshare-uts', '--unshare-cgroup-try', '--hostname', 'sandbox'],
    ...(tools.asRoot ? [] : ['--unshare-user', '--disable-userns', '--uid', '1000', '--gid', '1000']),
    ...['--die-with-parent', '--new-session', '--clearenv'],
    ...Object.entries(environment).flatMap(([name, value]) => ['--setenv', name, value]),
    ...['--ro-bind', '/usr', '/usr'],
    // On a merged system these are links into /usr; elsewhere folders of their own. Binding follows the link, and either will do.
    ...['bin', 'lib', 'lib32', 'lib64'].flatMap((name) => ['--ro-bind-try', `/${name}`, `/${name}`]),
    // Made first, or bubblewrap makes it with a mode that an unprivileged payload cannot enter.
    ...[
      '--dir',
      '/etc',
      '--ro-bind-try',
      '/etc/ld.so.cache',
      '/etc/ld.so.cache',
      '--ro-bind-try',
      '/etc/alternatives',
      '/etc/alternatives',
    ],
    ...(tools.pythonPrefix === '/usr' ? [] : ['--dir', '/opt', '--ro-bind', tools.pythonPrefix, pythonHome]),
    ...['--proc', '/proc', '--dev', '/dev', ...tmpfs('/dev/shm'), ...tmpfs('/tmp'), '--dir', '/home', ...tmpfs(sandboxHome)],
    ...['--dir', '/sandbox'],
    ...files.flatMap((path, index) => ['--perms', '0444', '--ro-bind-data', String(firstFileFd + index), path]),
    // bubblewrap's root and /dev are file systems without a size: nothing may be written to them.
    ...['--remount-ro', '/dev', '--remount-ro', '/', '--chdir', sandboxHome],
    ...['--cap-drop', 'ALL', ...(tools.asRoot ? ['--cap-add', 'CAP_SETUID', '--cap-add', 'CAP_SETGID', '--cap-add', 'CAP_SETPCAP'] : [])],
    ...['--json-status-fd', String(statusFd)],
  ]
}

/**
 * The command inside: become nobody (as root), take the limits, say that the start is done, be the payload.
 * RLIMIT_NPROC counts per user and does not hold for root, so as root every sandbox has a user of its own; in a user
 * namespace it counts there alone (Linux 5.14).
 */
export function payloadCommand(
  payload: readonly string[],
  limits: SandboxLimits,
  how: { enforcement: Enforcement; uid: number | null },
): string[] {
  const id = String(how.uid)
  const drop = ['--clear-groups', '--no-new-privs', '--bounding-set=-all', '--inh-caps=-all', '--ambient-caps=-all']
  return [
    ...(how.uid === null ? [] : ['/usr/bin/setpriv', '--reuid', id, '--regid', id, ...drop]),
    '/usr/bin/prlimit',
    // One more than the payload's own: bubblewrap's init counts where the user namespace is the measure.
    `--nproc=${String(limits.processes + 1)}`,
    `--fsize=${String(limits.fileBytes)}`,
    `--cpu=${String(Math.ceil(limits.cpuMs / 1_000) + 1)}`,
    '--core=0',
    '--nofile=256',
    // A control group counts what is used; without one, address space is the only bound that the kernel keeps by itself.
    ...(how.enforcement === 'rlimits' ? [`--as=${String(limits.memoryBytes)}`] : []),
    ...['/bin/sh', '-c', 'printf "\\006"; exec "$@"', 'sh'],
    ...payload,
  ]
}
