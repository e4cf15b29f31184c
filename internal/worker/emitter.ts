import { SortieError } from '#internal/base/errors.ts'
import type { ChunkAddress, ChunkLog } from './ports.ts'

// Chunks of one rollout that wait for their turn while the episode plays on: beyond that it waits too, so memory stays flat.
const waitingMax = 8

/**
 * Publishes one rollout's chunks, in order, one in flight at a time: each append expects the sequence that the last one
 * returned, which is what keeps a paused worker from writing after its successor.
 */
export class ChunkEmitter {
  readonly #log: ChunkLog
  readonly #address: ChunkAddress
  readonly #signal: AbortSignal
  readonly #onStored: (bytes: number) => void
  #sequence: number
  #waiting = 0
  #tail: Promise<void> = Promise.resolve()
  #failure: Error | null = null

  constructor(
    log: ChunkLog,
    start: { readonly address: ChunkAddress; readonly sequence: number; readonly onStored: (bytes: number) => void },
    signal: AbortSignal,
  ) {
    this.#log = log
    this.#address = start.address
    this.#sequence = start.sequence
    this.#onStored = start.onStored
    this.#signal = signal
  }

  /** Queues chunks; waits when too many wait. Rejects with what stopped an earlier one: `stream.fenced` among it. */
  async push(chunks: readonly Uint8Array[]): Promise<void> {
    for (const chunk of chunks) {
      this.#waiting++
      this.#tail = this.#tail.then(() => this.#append(chunk))
    }
    if (this.#waiting > waitingMax) await this.flush()
    if (this.#failure !== null) throw this.#failure
  }

  /** Waits until everything that was pushed is stored. Rejects as `push` does. */
  async flush(): Promise<void> {
    await this.#tail
    if (this.#failure !== null) throw this.#failure
  }

  async #append(chunk: Uint8Array): Promise<void> {
    this.#waiting--
    // After a failure nothing more is sent: a gap would make the whole attempt unreadable.
    if (this.#failure !== null) return
    try {
      this.#sequence = await this.#log.append(this.#address, chunk, this.#sequence, this.#signal)
      this.#onStored(chunk.byteLength)
    } catch (thrown) {
      this.#failure = thrown instanceof Error ? thrown : SortieError.from(thrown, 'stream.unreachable')
    }
  }
}
