/** What is written down while a story is played, each line by somebody who only looks on. */

/** From the wire between a worker and the server. */
export type WireRecord =
  | {
      readonly kind: 'publish'
      readonly atMs: number
      readonly worker: string
      readonly subject: string
      readonly sha256: string
      readonly expected: number | null
    }
  | {
      readonly kind: 'answer'
      readonly atMs: number
      readonly worker: string
      readonly subject: string
      readonly sha256: string
      /** Where it was stored; null when it was refused. */
      readonly sequence: number | null
      readonly error: number | null
    }
  | { readonly kind: 'delivered'; readonly atMs: number; readonly worker: string; readonly rolloutId: string }
  | { readonly kind: 'said'; readonly atMs: number; readonly worker: string; readonly rolloutId: string; readonly word: string }

/** A chunk as it lies in the stream at the end. */
export interface StoredRecord {
  readonly sequence: number
  readonly storedAtMs: number
  readonly subject: string
  readonly sha256: string
  readonly rolloutId: string
  readonly groupId: string
  readonly worker: string
  readonly attempt: number
  readonly chunkSeq: number
  readonly previousSha256: string
  readonly record: string
  /** Of an ending. */
  readonly status: string
  readonly rewards: readonly (number | null)[]
  /** Sampled tokens without a weight version, or without a logprob. */
  readonly unlabelled: number
  /** The harness put it there itself, as a writer that no fence held. */
  readonly injected: boolean
}

/** What the trainer's last checkpoint says. */
export interface TrainerLog {
  /** Rollouts that were delivered, in order, over the lineage of checkpoints. */
  readonly used: readonly string[]
  /** Members by group, as they were delivered. */
  readonly groups: Readonly<
    Record<string, { readonly size: number; readonly rollouts: readonly string[]; readonly leftOut: readonly string[] }>
  >
  readonly rewards: Readonly<Record<string, number | null>>
  readonly quarantined: readonly string[]
}

export interface LedgerLog {
  readonly submitted: number
  readonly queued: number
  readonly running: number
  readonly ended: number
  readonly duplicates: number
  readonly strangers: number
}

export interface Logs {
  readonly submitted: readonly { readonly rolloutId: string; readonly groupId: string }[]
  readonly groupSize: number
  readonly wire: readonly WireRecord[]
  readonly stream: readonly StoredRecord[]
  readonly trainer: TrainerLog
  readonly ledger: LedgerLog
  /** Rollouts whose records may have been purged, since they were committed. */
  readonly purging: boolean
}
