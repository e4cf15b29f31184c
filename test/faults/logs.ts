import { createHash } from 'node:crypto'
import { keeperWorker } from '#internal/rollout/status.ts'

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
      readonly attempt: number
      /** What sampled its tokens, turn by turn. */
      readonly sampled: readonly { readonly replica: string; readonly weightVersion: number }[]
      readonly content: Content
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
  /** The owner asks for records to go. */
  | { readonly kind: 'purge'; readonly atMs: number; readonly worker: string; readonly rolloutId: string }
  /** The process of a worker has ended: whatever it played, it plays no more. */
  | { readonly kind: 'died'; readonly atMs: number; readonly worker: string }
  | { readonly kind: 'delivered'; readonly atMs: number; readonly worker: string; readonly rolloutId: string }
  | { readonly kind: 'said'; readonly atMs: number; readonly worker: string; readonly rolloutId: string; readonly word: string }

/** What a policy is trained on, in base64: little-endian uint32 of every token; float32 and uint32 of those that were sampled. */
export interface Content {
  readonly tokens: string
  readonly logprobs: string
  readonly versions: string
}

/** Of the contents of one rollout, one after the other. */
export function digestOf(contents: readonly Content[]): string {
  const hash = createHash('sha256')
  for (const part of ['tokens', 'logprobs', 'versions'] as const)
    for (const each of contents) hash.update(Buffer.from(each[part], 'base64'))
  return hash.digest('hex')
}

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

/** A line of the trainer's log, which is only ever appended to, whatever becomes of its checkpoints. */
export type TrainerLine =
  /** It reads on from a checkpoint, in which so many batches were used. */
  | { readonly kind: 'open'; readonly batches: number }
  | {
      readonly kind: 'admit'
      readonly batch: number
      readonly weightVersion: number
      readonly groups: readonly {
        readonly groupId: string
        readonly size: number
        readonly rollouts: readonly {
          readonly rolloutId: string
          readonly reward: number | null
          readonly stalenessSteps: number
          /** Of the arrays that it was given to be trained on, as `digestOf`. */
          readonly digest: string
        }[]
        readonly leftOut: readonly { readonly rolloutId: string; readonly reason: string }[]
      }[]
    }
  /** Written before it is asked for. `cursor` is a LearnerCursor, in hex. */
  | { readonly kind: 'commit'; readonly atMs: number; readonly cursor: string }
  /** Nothing is there to be delivered; so much was, since the fleet's first batch. */
  | { readonly kind: 'idle'; readonly delivered: number; readonly dropped: number }

/** What the trainer asked to be forgotten. */
export interface Commit {
  readonly atMs: number
  readonly batches: number
  readonly partitions: readonly { readonly partition: number; readonly floor: number; readonly rolloutIds: readonly string[] }[]
}

export interface Admitted {
  readonly rolloutId: string
  readonly batch: number
  readonly weightVersion: number
  readonly stalenessSteps: number
  readonly digest: string
}

/** What the trainer's log comes to. */
export interface TrainerLog {
  /** Rollouts that were delivered, in order, over the lineage of checkpoints. */
  readonly used: readonly string[]
  /** Members by group, as they were delivered. */
  readonly groups: Readonly<
    Record<string, { readonly size: number; readonly rollouts: readonly string[]; readonly leftOut: readonly string[] }>
  >
  readonly rewards: Readonly<Record<string, number | null>>
  readonly quarantined: readonly string[]
  /** Every admission, also of lineages that ended. */
  readonly admitted: readonly Admitted[]
  /** Left out as too old, with the weight version of the batch. */
  readonly stale: readonly Omit<Admitted, 'stalenessSteps' | 'digest'>[]
  readonly commits: readonly Commit[]
  /** The last word when nothing was left. */
  readonly counts: { readonly delivered: number; readonly dropped: number } | null
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
  /** A deadline of 0 is never. */
  readonly submitted: readonly { readonly rolloutId: string; readonly groupId: string; readonly deadlineUnixMs: number }[]
  /** From then on nothing was broken. */
  readonly healedAtMs: number
  /** So many versions behind, and no more, may a rollout be that is admitted; null: any. */
  readonly stalenessStepsMax: number | null
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
    // The keeper's attempts end rollouts, they play none.
    if (worker === keeperWorker || record.kind === 'purge') continue
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
