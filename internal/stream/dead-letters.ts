import { SortieError } from '#internal/base/errors.ts'
import { pb } from '#internal/gen/v1.js'
import type { StreamConnection } from './connection.ts'
import { KvBucket } from './kv.ts'
import { subjectsOf } from './subjects.ts'

/** Rollouts that could not be done, with their tasks: to look at, to submit again, to drop. */
export class DeadLetters {
  readonly #bucket: KvBucket

  constructor(connection: StreamConnection, fleet: string) {
    this.#bucket = new KvBucket(connection, subjectsOf(fleet).deadBucket)
  }

  /** Keeps a letter; again for the same rollout replaces it. Throws `stream.full`, `stream.unreachable`. */
  async put(letter: pb.DeadLetter.$Properties, signal: AbortSignal): Promise<void> {
    await this.#bucket.put(letter.task?.rolloutId ?? '', pb.DeadLetter.encode(letter).finish(), null, signal)
  }

  async *list(signal: AbortSignal): AsyncGenerator<pb.DeadLetter> {
    for await (const { value } of this.#bucket.scan(signal)) yield pb.DeadLetter.decode(value)
  }

  /** Throws `config.invalid` when there is none. */
  async get(rolloutId: string, signal: AbortSignal): Promise<pb.DeadLetter> {
    const found = await this.#bucket.get(rolloutId, signal)
    if (found !== null) return pb.DeadLetter.decode(found.value)
    throw new SortieError('config.invalid', `no rollout ${JSON.stringify(rolloutId)} is among the dead`, {
      remedy: '`sortie tasks dead list` shows those that are',
    })
  }

  async drop(rolloutId: string, signal: AbortSignal): Promise<void> {
    await this.#bucket.forget(rolloutId, signal)
  }
}
