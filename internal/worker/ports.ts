/** What the worker needs of the outside world; adapters satisfy it structurally, `cmd/worker` joins them. */
import type { pb } from '#internal/gen/v1.js'
import type { Environment } from '#internal/rollout/interaction.ts'

/** One claimed queue message. Exactly one of `ack`, `handBack` or `abandon` ends it; each is safe to repeat. */
export interface ClaimedTask {
  readonly task: pb.RolloutTask.$Properties
  /** Monotonic, as the clock reads it when the pull that brought the message returned. */
  readonly pulledAtNs: number
  /** The queue extends the message's deadline every `workingEveryMs` until it is ended: nobody else calls this. */
  ack(signal: AbortSignal): Promise<void>
  /** Gives the message back, for another worker after `delayMs`. */
  handBack(delayMs: number): void
  /** Says nothing and stops extending: another attempt owns the rollout. */
  abandon(): void
}

export interface TaskSource {
  /** Waits for a message; null when none came in the poll interval. Rejects with `stream.*`. */
  claim(signal: AbortSignal): Promise<ClaimedTask | null>
}

/** Whether anybody is there to sample: what would only wait for a replica is left to the queue. */
export interface Replicas {
  anyReady(): boolean
}

/** The last record of a rollout, and the sequence that its fence is at. */
export interface LastRecord {
  readonly sequence: number
  readonly chunk: pb.TrajectoryChunk
}

export interface ChunkAddress {
  readonly groupId: string
  readonly rolloutId: string
  readonly worker: string
}

export interface ChunkLog {
  /** The last record of any worker on this rollout; null when there is none. */
  last(address: ChunkAddress, signal: AbortSignal): Promise<LastRecord | null>
  /**
   * Appends, expecting `expectedSequence` to be the rollout's last (0: none), and resolves with the stored sequence.
   * Retries what may have been stored or not; a retry that finds its own bytes stored resolves with their sequence.
   * Rejects with `stream.fenced` when another attempt owns the rollout, `stream.full` when the stream pushed back until
   * `signal` or the retry bound, `chunk.too-large` before anything was sent, `stream.unreachable` otherwise.
   */
  append(address: ChunkAddress, chunk: Uint8Array, expectedSequence: number, signal: AbortSignal): Promise<number>
  /** How full the stream is, in [0, 1]: of bytes or messages, whichever is fuller. Read at most every second. */
  fill(signal: AbortSignal): Promise<number>
}

/** Where tasks go that could not be done. */
export interface DeadLetterBox {
  put(letter: pb.DeadLetter.$Properties, signal: AbortSignal): Promise<void>
}

export interface EnvironmentSource {
  /** The names this worker serves, with their versions. */
  readonly versions: ReadonlyMap<string, string>
  /** Throws `environment.unknown` or `task.invalid`. */
  create(task: pb.Task.$Properties): Environment
}

/** Orders to this worker, until the signal aborts. */
export interface ControlSource {
  forWorker(worker: string, signal: AbortSignal): Promise<AsyncIterable<pb.Control>>
  publish(control: pb.Control.$Properties, signal: AbortSignal): Promise<void>
}
