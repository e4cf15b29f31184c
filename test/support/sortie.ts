import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFile, readdir } from 'node:fs/promises'
import { join } from 'node:path'

export const root = join(import.meta.dirname, '../..')
const node = join(root, '.tools/bin/node')

export interface Outcome {
  readonly code: number | null
  readonly stdout: string
  readonly stderr: string
}

/** Runs the CLI as a user does, and waits for its end. */
export async function sortie(
  args: readonly string[],
  options: { readonly environment?: Record<string, string>; readonly cwd?: string } = {},
): Promise<Outcome> {
  const running = startSortie(args, options)
  return await running.outcome
}

/** Starts the CLI; `pid` is there to send signals to. */
export function startSortie(
  args: readonly string[],
  options: { readonly environment?: Record<string, string>; readonly cwd?: string } = {},
) {
  const child = spawn(node, [join(root, 'cmd/sortie/main.ts'), ...args], {
    cwd: options.cwd ?? root,
    env: { PATH: process.env['PATH'] ?? '', HOME: process.env['HOME'] ?? '', NO_COLOR: '1', ...options.environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let stdout = ''
  let stderr = ''
  child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text))
  child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text))
  const outcome = once(child, 'close').then(([code]) => ({ code: code as number | null, stdout, stderr }))
  return { child, outcome, stderr: () => stderr }
}

/** Command lines of the processes that carry `marker` in their environment: what a run left behind. */
export async function processesWith(marker: string): Promise<string[]> {
  const found: string[] = []
  for (const pid of (await readdir('/proc')).filter((name) => /^\d+$/.test(name))) {
    const environment = await readFile(`/proc/${pid}/environ`, 'utf8').catch(() => '')
    if (!environment.split('\0').includes(marker)) continue
    found.push((await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '')).replaceAll('\0', ' '))
  }
  return found
}
