import { SortieError } from '#internal/base/errors.ts'
import { pb } from '#internal/gen/v1.js'
import type { Logger } from '#internal/telemetry/logger.ts'
import type { StreamConnection } from './connection.ts'
import { KvBucket } from './kv.ts'
import { subjectsOf } from './subjects.ts'

const retentionKey = 'retention'
// A message's headers count in its size: the one of a write that expects a revision.
const headersBytes = 256

/** Where the mark of learner `index` of `of` is: each may write its own alone. */
export function committedKey({ index, of }: pb.LearnerShare.$Properties): string {
  return `committed_${String(index ?? 0)}_of_${String(of || 1)}`
}

/** The marks bucket: what learners have committed, and what retention has purged behind them. */
export class MarksStore {
  readonly #bucket: KvBucket
  readonly #logger: Logger
  /** A message that the server takes. Bytes. */
  readonly #bytesMax: () => number

  constructor(connection: StreamConnection, fleet: string) {
    this.#logger = connection.logger
    this.#bytesMax = () => (connection.nats.info?.max_payload ?? Infinity) - headersBytes
    this.#bucket = new KvBucket(connection, subjectsOf(fleet).marksBucket)
  }

  /**
   * Every share's mark, in the order in which they were written: the newest last. One that says that it is another's is passed over: a learner
   * speaks for its own share.
   */
  async committed(signal: AbortSignal): Promise<pb.CommittedMark[]> {
    const marks = new Map<string, { readonly mark: pb.CommittedMark; readonly revision: number }>()
    for await (const { key, value, revision } of this.#bucket.list(signal)) {
      if (key === retentionKey) continue
      const mark = decoded(value)
      if (mark === null) this.#logger.warn('mark cannot be decoded', { subject: key })
      else if (key === committedKey(mark.share ?? {})) marks.set(key, { mark, revision })
      else this.#logger.warn('mark of another share than its own', { subject: key })
    }
    return [...marks.values()].sort((a, b) => a.revision - b.revision).map(({ mark }) => mark)
  }

  /** The mark of one share, and its revision; null when there is none. */
  async own(
    share: pb.LearnerShare.$Properties,
    signal: AbortSignal,
  ): Promise<{ readonly mark: pb.CommittedMark; readonly revision: number } | null> {
    const found = await this.#bucket.get(committedKey(share), signal)
    const mark = found === null ? null : decoded(found.value)
    return found === null || mark === null ? null : { mark, revision: found.revision }
  }

  /** What a share's next mark follows; 0 before its first. */
  async revision(share: pb.LearnerShare.$Properties, signal: AbortSignal): Promise<number> {
    return this.#bucket.revision(committedKey(share), signal)
  }

  /** Replaces the mark of its share, whoever wrote it. Throws `cursor.invalid` when it fits no message. */
  async commit(mark: pb.CommittedMark.$Properties, signal: AbortSignal): Promise<number> {
    return this.#put(mark, null, signal)
  }

  /** Replaces the mark of its share, and resolves with its revision. Throws `stream.conflict` when another has since `revision`, `cursor.invalid` when it fits no message. */
  async commitAfter(mark: pb.CommittedMark.$Properties, revision: number, signal: AbortSignal): Promise<number> {
    return this.#put(mark, revision, signal)
  }

  /**
   * As `commitAfter`, for the mark that stands before what is about to be read, with as many of the rollouts that it names as fit a message:
   * fewer let less go, and what is read goes by the whole of the cursor.
   */
  async protect(mark: pb.CommittedMark.$Properties, revision: number, signal: AbortSignal): Promise<number> {
    return this.#put(fitting(mark, this.#bytesMax()), revision, signal)
  }

  async #put(mark: pb.CommittedMark.$Properties, revision: number | null, signal: AbortSignal): Promise<number> {
    const value = pb.CommittedMark.encode(mark).finish()
    if (value.byteLength > this.#bytesMax()) {
      const ids = (mark.cursor?.partitions ?? []).reduce((sum, { committedRolloutIds }) => sum + (committedRolloutIds?.length ?? 0), 0)
      const message = `the cursor has ${String(value.byteLength)} bytes, nats-server takes ${String(this.#bytesMax())}: it names ${String(ids)} rollouts that ended ahead of older ones which are still open`
      throw new SortieError('cursor.invalid', message, {
        remedy:
          'keep it in your checkpoint, and go on: the cursor of a later batch fits once those older ones have ended. Cancel them if they never will (sortie tasks cancel), or raise max_payload of nats-server',
      })
    }
    return this.#bucket.put(committedKey(mark.share ?? {}), value, revision, signal)
  }

  /** What has been purged; null before anything was. */
  async retention(signal: AbortSignal): Promise<{ readonly mark: pb.RetentionMark; readonly revision: number } | null> {
    const found = await this.#bucket.get(retentionKey, signal)
    return found === null ? null : { mark: pb.RetentionMark.decode(found.value), revision: found.revision }
  }

  /** Throws `stream.conflict` when another owner wrote since `revision` (0: nobody has yet). */
  async saveRetention(mark: pb.RetentionMark.$Properties, revision: number, signal: AbortSignal): Promise<number> {
    return this.#bucket.put(retentionKey, pb.RetentionMark.encode(mark).finish(), revision, signal)
  }
}

/** The mark without those of its rollouts that would make it too large. */
function fitting(mark: pb.CommittedMark.$Properties, bytesMax: number): pb.CommittedMark.$Properties {
  if (pb.CommittedMark.encode(mark).finish().byteLength <= bytesMax) return mark
  const named = (ids: (each: pb.PartitionCursor.$Properties) => string[]) => ({
    ...mark,
    cursor: { ...mark.cursor, partitions: (mark.cursor?.partitions ?? []).map((each) => ({ ...each, committedRolloutIds: ids(each) })) },
  })
  const none = named(() => [])
  // What is put into a message makes its own length longer too, by up to four bytes.
  let room = bytesMax - pb.CommittedMark.encode(none).finish().byteLength - 4 * (none.cursor.partitions.length + 1)
  const fits = (id: string) => (room -= Buffer.byteLength(id) + 3) >= 0
  return named(({ committedRolloutIds }) => (committedRolloutIds ?? []).filter(fits))
}

/** Null for what is no mark: each learner may write what it likes under its own, and must not take the owner down by it. */
function decoded(value: Uint8Array): pb.CommittedMark | null {
  try {
    return pb.CommittedMark.decode(value)
  } catch {
    return null
  }
}
