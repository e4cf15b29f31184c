/**
 * Decides when a chunk is full, and splits what does not fit in one.
 *
 * Rules (docs/spec/delivery.md):
 *   K1  a chunk closes at 64 KiB, 16 turns or 2 s after its first turn, and at the end
 *   K2  chunk_seq counts from 0 without a gap; every chunk but the first names the digest of the one before
 *   K3  a turn larger than a chunk goes out as fragments, alone
 */
import { pb } from '#internal/gen/v1.js'
import { encodeChunk, sha256 } from './codec.ts'

export interface ChunkLimits {
  readonly bytesMax: number
  readonly turnsMax: number
  /** From the first turn in it, milliseconds. */
  readonly ageMsMax: number
}

export const chunkLimitsDefault: ChunkLimits = { bytesMax: 64 * 1024, turnsMax: 16, ageMsMax: 2_000 }

/** The fields that all chunks of an attempt share. */
export type ChunkIdentity = Omit<
  pb.TrajectoryChunk.$Properties,
  'chunkSeq' | 'previousSha256' | 'opening' | 'turns' | 'fragment' | 'ending' | 'handBack' | 'record'
>

/** Builds the chunks of one attempt, in order. Times are monotonic nanoseconds, handed in. */
export class ChunkBuilder {
  readonly #identity: ChunkIdentity
  readonly #limits: ChunkLimits
  #chunkSeq = 0
  #previousSha256: Uint8Array = new Uint8Array()
  #turns: pb.Turn.$Properties[] = []
  #bytes = 0
  #firstTurnNs = 0

  constructor(identity: ChunkIdentity, limits: ChunkLimits = chunkLimitsDefault) {
    this.#identity = identity
    this.#limits = limits
  }

  /** Chunks built so far. */
  get count(): number {
    return this.#chunkSeq
  }

  /** When the open chunk is due by its age; null when it holds nothing. */
  get dueNs(): number | null {
    return this.#turns.length === 0 ? null : this.#firstTurnNs + this.#limits.ageMsMax * 1e6
  }

  opening(record: pb.OpeningRecord.$Properties): Uint8Array {
    return this.#build({ opening: record })
  }

  /** Takes a turn; returns the chunks that are complete by it, oldest first. */
  add(turn: pb.Turn.$Properties, nowNs: number): Uint8Array[] {
    const writer = pb.Turn.encode(turn)
    // Only its length is needed here; what is sent is encoded with its chunk.
    const bytes = writer.len
    if (bytes > this.#limits.bytesMax) return [...this.flush(), ...this.#fragments(turn.turnIndex ?? 0, writer.finish())]
    const before = this.#bytes + bytes > this.#limits.bytesMax ? this.flush() : []
    if (this.#turns.length === 0) this.#firstTurnNs = nowNs
    this.#turns.push(turn)
    this.#bytes += bytes
    return [...before, ...(this.#turns.length >= this.#limits.turnsMax ? this.flush() : this.due(nowNs))]
  }

  /** The open chunk, if it is old enough. */
  due(nowNs: number): Uint8Array[] {
    return this.dueNs !== null && nowNs >= this.dueNs ? this.flush() : []
  }

  /** The open chunk, if it holds anything. */
  flush(): Uint8Array[] {
    if (this.#turns.length === 0) return []
    const turns = this.#turns
    this.#turns = []
    this.#bytes = 0
    return [this.#build({ turns: { turns } })]
  }

  /** The last chunks of the attempt. The totals' count of chunks is filled in here: only the builder knows it. */
  end(record: pb.EndingRecord.$Properties): Uint8Array[] {
    const last = this.flush()
    const totals = { ...record.totals, chunks: this.#chunkSeq + 1 }
    return [...last, this.#build({ ending: { ...record, totals } })]
  }

  /** The last chunks of an attempt that gives its rollout back. */
  handBack(reason: string): Uint8Array[] {
    return [...this.flush(), this.#build({ handBack: { reason } })]
  }

  #fragments(turnIndex: number, encoded: Uint8Array): Uint8Array[] {
    const size = this.#limits.bytesMax
    const fragmentCount = Math.ceil(encoded.byteLength / size)
    const turnSha256 = sha256(encoded)
    return Array.from({ length: fragmentCount }, (_, fragmentIndex) => {
      const data = encoded.subarray(fragmentIndex * size, (fragmentIndex + 1) * size)
      return this.#build({ fragment: { turnIndex, fragmentIndex, fragmentCount, data, turnSha256 } })
    })
  }

  #build(record: Pick<pb.TrajectoryChunk.$Properties, 'opening' | 'turns' | 'fragment' | 'ending' | 'handBack'>): Uint8Array {
    const bytes = encodeChunk({ ...this.#identity, ...record, chunkSeq: this.#chunkSeq, previousSha256: this.#previousSha256 })
    this.#chunkSeq++
    this.#previousSha256 = sha256(bytes)
    return bytes
  }
}
