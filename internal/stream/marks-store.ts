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

  constructor(connection: StreamConnection, fleet: string) {
    this.#logger = connection.logger
    this.#bucket = new KvBucket(connection, subjectsOf(fleet).marksBucket)
  }

  /** Every share's mark. One that says that it is another's is passed over: a learner speaks for its own share. */
  async committed(signal: AbortSignal): Promise<pb.CommittedMark[]> {
    const marks = new Map<string, pb.CommittedMark>()
    for await (const { key, value } of this.#bucket.list(signal)) {
      if (key === retentionKey) continue
      const mark = pb.CommittedMark.decode(value)
      if (key === committedKey(mark.share ?? {})) marks.set(key, mark)
      else this.#logger.warn('mark of another share than its own', { subject: key })
    }
    return [...marks.values()]
  }

  /** Replaces the mark of its share: a learner that goes on from an older checkpoint moves it back. */
  async commit(mark: pb.CommittedMark.$Properties, signal: AbortSignal): Promise<void> {
    await this.#bucket.put(committedKey(mark.share ?? {}), pb.CommittedMark.encode(mark).finish(), null, signal)
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
