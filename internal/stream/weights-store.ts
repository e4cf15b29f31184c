import { SortieError } from '#internal/base/errors.ts'
import { pb } from '#internal/gen/v1.js'
import type { StreamConnection } from './connection.ts'
import { KvBucket, pollEveryMs } from './kv.ts'
import { subjectsOf } from './subjects.ts'

const currentKey = 'current'

/** The weights bucket: the manifest of the newest version of the policy's weights. Versions only grow; 0 is the configured model. */
export class WeightsStore {
  readonly #bucket: KvBucket

  constructor(connection: StreamConnection, fleet: string) {
    this.#bucket = new KvBucket(connection, subjectsOf(fleet).weightsBucket)
  }

  /** The newest manifest; null while the configured model is the newest. */
  async current(signal: AbortSignal): Promise<pb.WeightManifest | null> {
    const found = await this.#bucket.get(currentKey, signal)
    return found === null ? null : pb.WeightManifest.decode(found.value)
  }

  /**
   * Publishes a version, the next one when the manifest names none, and resolves with it. The same manifest may be published again.
   * Throws `weights.conflict` when the version does not grow, or when another learner published in between.
   */
  async publish(manifest: pb.WeightManifest.$Properties, signal: AbortSignal): Promise<number> {
    const found = await this.#bucket.get(currentKey, signal)
    const newest = found === null ? 0 : pb.WeightManifest.decode(found.value).weightVersion
    const weightVersion = manifest.weightVersion || newest + 1
    const value = pb.WeightManifest.encode({ ...manifest, weightVersion }).finish()
    if (found !== null && Buffer.compare(found.value, value) === 0) return weightVersion
    if (weightVersion <= newest) throw conflict(`weight version v${String(weightVersion)} does not grow: v${String(newest)} is published`)
    try {
      await this.#bucket.put(currentKey, value, found?.revision ?? 0, signal)
    } catch (thrown) {
      if (thrown instanceof SortieError && thrown.code === 'stream.conflict') throw conflict('another learner published weights meanwhile')
      throw thrown
    }
    return weightVersion
  }

  /** The newest manifest, then each that is the newest a second later, until the signal aborts. */
  async *follow(signal: AbortSignal): AsyncGenerator<pb.WeightManifest> {
    for await (const { value } of this.#bucket.poll(currentKey, pollEveryMs, signal))
      if (value !== null) yield pb.WeightManifest.decode(value)
  }
}

function conflict(message: string): SortieError {
  return new SortieError('weights.conflict', message, { remedy: 'leave weight_version out to take the next one' })
}
