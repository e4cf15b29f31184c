import { systemClock } from '#internal/base/clock.ts'
import { systemRng } from '#internal/base/rng.ts'
import { sandboxToolPaths } from '#internal/config/environment.ts'
import { SandboxHost, type SandboxHostOptions } from '#internal/environment/sandbox/host.ts'
import { sandboxLimits } from '#internal/environment/sandbox/limits.ts'

/** A real sandbox host of this machine. */
export function openSandboxes(options: Partial<SandboxHostOptions> = {}): Promise<SandboxHost> {
  const paths = sandboxToolPaths({ bwrap: '', python: '' })
  const all = { paths, enforcement: 'auto' as const, limits: sandboxLimits, clock: systemClock, rng: systemRng, ...options }
  return SandboxHost.open(all, new AbortController().signal)
}
