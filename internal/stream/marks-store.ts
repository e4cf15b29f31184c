import { pb } from '#internal/gen/v1.js'
import type { StreamConnection } from './connection.ts'
import { KvBucket } from './kv.ts'
import { subjectsOf } from './subjects.ts'

const retentionKey = 'retention'
const committedPrefix = 'committed_'

/** The marks bucket: what learners have committed, and what retention has purged behind them. */
export class MarksStore {
  readonly #bucket: KvBucket

  constructor(connection: StreamConnection, fleet: string) {
    this.#bucket = new KvBucket(connection, subjectsOf(fleet).marksBucket)
  }

  /** Every share's mark. */
  async committed(signal: AbortSignal): Promise<pb.CommittedMark[]> {
    const marks: pb.CommittedMark[] = []
    for await (const { key, value } of this.#bucket.scan(signal)) {
      if (key.startsWith(committedPrefix)) marks.push(pb.CommittedMark.decode(value))
    }
    return marks
  }

  /** Replaces the mark of its share: a learner that goes on from an older checkpoint moves it back. */
  async commit(mark: pb.CommittedMark.$Properties, signal: AbortSignal): Promise<void> {
    const { index, of } = mark.share ?? {}
    const key = `${committedPrefix}${String(index ?? 0)}_of_${String(of || 1)}`
    await this.#bucket.put(key, pb.CommittedMark.encode(mark).finish(), null, signal)
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
