/** What the learner needs of the outside world; `stream/trajectory-stream` and `learner/run-folder` satisfy it. */
import type { AssembledTrajectory, Quarantined } from '#internal/rollout/assembly.ts'
import type { RecordPlace } from '#internal/rollout/record.ts'

export interface StoredChunk extends RecordPlace {
  readonly sequence: number
  readonly bytes: Uint8Array
}

export interface ChunkReader {
  /** Chunks in stream order from a sequence on, until the signal aborts. Throws `cursor.invalid` when the stream is not the one that `since` is of, or ends before that. */
  read(
    options: {
      readonly partitions?: readonly number[]
      readonly startSequence: number
      readonly since: { readonly stream: string; readonly sequence: number }
    },
    signal: AbortSignal,
  ): AsyncIterable<StoredChunk>
}

/** Where rollouts go that have ended. Nothing more is read until it has taken one: a slow sink holds the stream back, not memory. */
export interface TrajectorySink {
  admit(trajectory: AssembledTrajectory, partition: number): Promise<void>
  quarantine(refused: Quarantined, partition: number): Promise<void>
}
