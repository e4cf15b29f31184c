import type { z } from 'zod'
import type { Clock } from '#internal/base/clock.ts'
import type { Rng } from '#internal/base/rng.ts'
import type { Environment } from '#internal/rollout/interaction.ts'
import type { SandboxHost } from './sandbox/host.ts'

export interface ToolDescription {
  readonly name: string
  readonly description: string
  /** Names of its arguments, with what each is. */
  readonly arguments: Readonly<Record<string, string>>
}

export interface EnvironmentTask<Input, Verifier> {
  readonly taskId: string
  readonly input: Input
  readonly verifier: Verifier
  /** Reserved: the image that the task asks for; empty is none. */
  readonly sandboxImage: string
}

export interface EnvironmentContext<Configuration> {
  readonly configuration: Configuration
  /** Present for every environment that declares a sandbox. */
  readonly sandboxes: SandboxHost | null
  readonly clock: Clock
  readonly rng: Rng
}

/**
 * What an environment declares of itself, and how one is made for a rollout. Register it in registry.ts;
 * docs/environments.md says how to write one.
 */
export interface EnvironmentDefinition<Input, Verifier, Configuration> {
  readonly name: string
  /** Recorded with every trajectory: change it when the same answer could be judged or shown differently. */
  readonly version: string
  readonly description: string
  /** The same actions give the same observations and rewards. */
  readonly deterministic: boolean
  readonly tools: readonly ToolDescription[]
  readonly sandbox: { readonly needed: boolean }
  readonly input: z.ZodType<Input>
  readonly verifier: z.ZodType<Verifier>
  readonly configuration: z.ZodType<Configuration>
  create(task: EnvironmentTask<Input, Verifier>, context: EnvironmentContext<Configuration>): Environment
}

// eslint-disable-next-line @typescript-eslint/no-explicit-any -- the registry holds environments of every kind; `define` checks each
export type AnyDefinition = EnvironmentDefinition<any, any, any>

/** Checks a definition's types where it is written, and forgets them for the registry. */
export function define<Input, Verifier, Configuration>(definition: EnvironmentDefinition<Input, Verifier, Configuration>): AnyDefinition {
  return definition
}
