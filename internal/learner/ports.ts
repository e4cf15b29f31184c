/** What the learner needs of the outside world; `stream/trajectory-stream` and `learner/run-folder` satisfy it. */
import type { AssembledTrajectory, Quarantined } from '#internal/rollout/assembly.ts'

export interface StoredChunk {
  readonly sequence: number
  readonly partition: number
  readonly rolloutId: string
  readonly bytes: Uint8Array
}

export interface ChunkReader {
  /** Chunks in stream order from a sequence on, until the signal aborts. */
  read(
    options: { readonly partitions?: readonly number[]; readonly startSequence: number },
    signal: AbortSignal,
  ): AsyncIterable<StoredChunk>
}

export interface TrajectorySink {
  admit(trajectory: AssembledTrajectory): Promise<void>
  quarantine(refused: Quarantined): Promise<void>
}
