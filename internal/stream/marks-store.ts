import { SortieError } from '#internal/base/errors.ts'
import { pb } from '#internal/gen/v1.js'
import type { Logger } from '#internal/telemetry/logger.ts'
import type { StreamConnection } from './connection.ts'
import { KvBucket } from './kv.ts'
import { subjectsOf } from './subjects.ts'

const retentionKey = 'retention'

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
    this.#bytesMax = () => connection.nats.info?.max_payload ?? Infinity
    this.#bucket = new KvBucket(connection, subjectsOf(fleet).marksBucket)
  }

  /** Every share's mark. One that says that it is another's is passed over: a learner speaks for its own share. */
  async committed(signal: AbortSignal): Promise<pb.CommittedMark[]> {
    const marks = new Map<string, pb.CommittedMark>()
    for await (const { key, value } of this.#bucket.list(signal)) {
      if (key === retentionKey) continue
      const mark = decoded(value)
      if (mark === null) this.#logger.warn('mark cannot be decoded', { subject: key })
      else if (key === committedKey(mark.share ?? {})) marks.set(key, mark)
      else this.#logger.warn('mark of another share than its own', { subject: key })
    }
    return [...marks.values()]
  }

  /** Replaces the mark of its share: a learner that goes on from an older checkpoint moves it back. Throws `cursor.invalid` when it fits no message. */
  async commit(mark: pb.CommittedMark.$Properties, signal: AbortSignal): Promise<void> {
    const value = pb.CommittedMark.encode(mark).finish()
    if (value.byteLength > this.#bytesMax()) {
      const ids = (mark.cursor?.partitions ?? []).reduce((sum, { committedRolloutIds }) => sum + (committedRolloutIds?.length ?? 0), 0)
      const message = `the cursor has ${String(value.byteLength)} bytes, nats-server takes ${String(this.#bytesMax())}: it names ${String(ids)} rollouts that ended ahead of older ones which are still open`
      throw new SortieError('cursor.invalid', message, {
        remedy:
          'cancel the rollouts that have been open for longest (sortie tasks cancel), or raise max_payload of nats-server; then commit again',
      })
    }
    await this.#bucket.put(committedKey(mark.share ?? {}), value, null, signal)
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

/** Null for what is no mark: each learner may write what it likes under its own, and must not take the owner down by it. */
function decoded(value: Uint8Array): pb.CommittedMark | null {
  try {
    return pb.CommittedMark.decode(value)
  } catch {
    return null
  }
}
