/** What a replica needs of the outside world; adapters satisfy it structurally, `cmd/replica` joins them. */
import type { pb } from '#internal/gen/v1.js'
import type { Generation, GenerationRequest, VersionSpan } from '#internal/rollout/policy.ts'

/** The engine that samples. Methods reject with `engine.*` or the signal's reason. */
export interface Engine {
  describe(signal: AbortSignal): Promise<EngineDescription>
  tokenize(text: string, signal: AbortSignal): Promise<Uint32Array>
  generate(request: GenerationRequest, signal: AbortSignal): Promise<Omit<Generation, 'replica' | 'model' | 'versionSpans'>>
  /** Never rejects but when aborted. */
  healthy(withinMs: number, signal: AbortSignal): Promise<boolean>
}

export interface EngineDescription {
  readonly name: string
  readonly contextTokens: number
  /** Sequences that it decodes at a time. */
  readonly slots: number
  readonly stopTokenIds: readonly number[]
  readonly pieces: readonly {
    readonly previous: 'system' | 'user' | 'assistant' | 'tool' | null
    readonly next: 'system' | 'user' | 'assistant' | 'tool'
    readonly text: string
    readonly tokenIds: Uint32Array
  }[]
}

/** The weights that the engine serves. Updates attach here: they may change the version in the middle of a generation. */
export interface Weights {
  readonly version: number
  /** False while the engine is to serve a newer version than it does. */
  readonly current: boolean
  /** Called as a generation begins; what it returns is called with the count of its tokens as it ends. */
  begin(): (tokenCount: number) => readonly VersionSpan[]
}

/** Where the engine runs: a process of our own, or one that somebody else keeps. */
export interface EngineHost extends AsyncDisposable {
  readonly healthy: boolean
  /** Rejects when the engine is beyond help; never resolves. */
  readonly failure: Promise<never>
}

/** Makes a replica known: calls `read` before every heartbeat, until aborted. A heartbeat that fails is not fatal, the next is due soon. */
export type Announce = (read: () => pb.Presence.$Properties, signal: AbortSignal) => Promise<void>

/** The weights that the fleet was configured with, and no others: version 0. */
export const configuredWeights: Weights = {
  version: 0,
  current: true,
  begin: () => (tokenCount) => [{ weightVersion: 0, tokenCount }],
}
