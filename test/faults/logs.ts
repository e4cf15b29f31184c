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
  /** The process of a worker has ended: whatever it played, it plays no more. */
  | { readonly kind: 'died'; readonly atMs: number; readonly worker: string }
  | { readonly kind: 'delivered'; readonly atMs: number; readonly worker: string; readonly rolloutId: string }
  | { readonly kind: 'said'; readonly atMs: number; readonly worker: string; readonly rolloutId: string; readonly word: string }

/** A chunk as it lies in the stream at the end. */
export interface StoredRecord {
  readonly sequence: number
  readonly storedAtMs: number
  readonly partition: number
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
  /** Of each worker. */
  readonly slots: number
  readonly wire: readonly WireRecord[]
  readonly stream: readonly StoredRecord[]
  readonly trainer: TrainerLog
  readonly ledger: LedgerLog
  /** Rollouts whose records may have been purged, since they were committed. */
  readonly purging: boolean
}

/** A time in which a worker played a rollout: from the first to the last that it said of it. A lower bound: a last word may get lost. */
export interface BusySpan {
  readonly worker: string
  readonly rolloutId: string
  readonly fromMs: number
  readonly toMs: number
}

/** Who was busy with what, from the wire alone. What was delivered and given back before a record of it is nobody's work. */
export function busySpans(wire: readonly WireRecord[]): BusySpan[] {
  const spans: BusySpan[] = []
  const playing = new Map<string, BusySpan>()
  const end = (key: string) => {
    const span = playing.get(key)
    if (span !== undefined) spans.push(span)
    playing.delete(key)
  }
  for (const record of wire) {
    const { worker, atMs: toMs } = record
    if (record.kind === 'died') for (const key of [...playing.keys()].filter((each) => each.startsWith(`${worker} `))) end(key)
    // Given again to the worker that gave it up without a word.
    if (record.kind === 'delivered') end(`${worker} ${record.rolloutId}`)
    if (record.kind !== 'publish' && record.kind !== 'said') continue
    const rolloutId = record.kind === 'said' ? record.rolloutId : (record.subject.split('.')[4] ?? '')
    const key = `${worker} ${rolloutId}`
    const span = playing.get(key)
    if (span !== undefined) playing.set(key, { ...span, toMs })
    else if (record.kind === 'publish') playing.set(key, { worker, rolloutId, fromMs: toMs, toMs })
    // "+WPI" only says that work goes on.
    if (record.kind === 'said' && record.word !== '+WPI') end(key)
  }
  for (const key of [...playing.keys()]) end(key)
  return spans
}
