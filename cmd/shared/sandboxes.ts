import { systemClock as clock } from '#internal/base/clock.ts'
import { systemRng as rng } from '#internal/base/rng.ts'
import { sandboxToolPaths, type EnvironmentOptions } from '#internal/config/environment.ts'
import { SandboxHost } from '#internal/environment/sandbox/host.ts'
import { sandboxLimits } from '#internal/environment/sandbox/limits.ts'

/** Tries a sandbox for real, as the options say. Rejects with `sandbox.unavailable`. */
export function openSandboxes(options: EnvironmentOptions, signal: AbortSignal): Promise<SandboxHost> {
  const limits = {
    ...sandboxLimits,
    wallMs: options.sandboxWall,
    memoryBytes: options.sandboxMemoryMib * 2 ** 20,
    processes: options.sandboxProcesses,
    outputBytes: options.sandboxOutputMib * 2 ** 20,
  }
  return SandboxHost.open({ paths: sandboxToolPaths(options), enforcement: options.sandboxEnforcement, limits, clock, rng }, signal)
}
