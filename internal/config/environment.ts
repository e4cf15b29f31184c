import { delimiter, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { choice, duration, integer, text, type Values } from './option.ts'

export const enforcementChoices = ['auto', 'cgroup-v2', 'cgroup-v1', 'rlimits'] as const

/** Options of everything that runs environments: the worker, `sortie env` and `sortie doctor`. */
export const environmentOptions = {
  bwrap: text('bwrap', 'bubblewrap binary (default: the one that set-up brings, then the PATH).', { value: 'path' }),
  python: text('python', 'Python interpreter for sandboxes (default: /usr/bin/python3, then the PATH).', { value: 'path' }),
  sandboxEnforcement: choice(
    'sandbox-enforcement',
    'How limits of sandboxes are enforced; auto takes the strongest that works, any other is taken or refused.',
    enforcementChoices,
    'auto',
  ),
  sandboxWall: duration('sandbox-wall', 'Wall time of one tool call in a sandbox.', { fallbackMs: 10_000, minMs: 100, maxMs: 3_600_000 }),
  sandboxMemoryMib: integer('sandbox-memory-mib', 'Memory of a sandbox, its files included.', {
    fallback: 512,
    min: 64,
    max: 1_048_576,
    unit: 'MiB',
  }),
  sandboxProcesses: integer('sandbox-processes', 'Processes and threads of a sandbox.', { fallback: 32, min: 1, max: 4_096 }),
  sandboxOutputMib: integer('sandbox-output-mib', 'Output after which a sandbox is stopped; what is kept of it is far less.', {
    fallback: 256,
    min: 1,
    max: 1_048_576,
    unit: 'MiB',
  }),
} as const

export type EnvironmentOptions = Values<typeof environmentOptions>

const bundled = fileURLToPath(new URL('../../.tools/', import.meta.url))

/** Where to look for the sandbox's tools, first come first taken; a path that was given stands alone. */
export function sandboxToolPaths(options: Pick<EnvironmentOptions, 'bwrap' | 'python'>): { bwrap: string[]; python: string[] } {
  const onPath = (name: string) =>
    (process.env['PATH'] ?? '')
      .split(delimiter)
      .filter((folder) => folder !== '')
      .map((folder) => join(folder, name))
  return {
    bwrap: options.bwrap === '' ? [join(bundled, 'bin/bwrap'), ...onPath('bwrap')] : [options.bwrap],
    python: options.python === '' ? ['/usr/bin/python3', ...onPath('python3'), join(bundled, 'venv/bin/python3')] : [options.python],
  }
}
