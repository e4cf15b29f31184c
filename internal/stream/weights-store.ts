import { SortieError, errorText } from '#internal/base/errors.ts'
import { pb } from '#internal/gen/v1.js'
import { type Logger, errorFields } from '#internal/telemetry/logger.ts'
import type { StreamConnection } from './connection.ts'
import { KvBucket, pollEveryMs } from './kv.ts'
import { subjectsOf } from './subjects.ts'

const currentKey = 'current'

/** The weights bucket: the manifest of the newest version of the policy's weights. Versions only grow; 0 is the configured model. */
export class WeightsStore {
  readonly #bucket: KvBucket
  readonly #name: string
  readonly #logger: Logger

  constructor(connection: StreamConnection, fleet: string) {
    this.#name = subjectsOf(fleet).weightsBucket
    this.#bucket = new KvBucket(connection, this.#name)
    this.#logger = connection.logger
  }

  /** The newest manifest; null while the configured model is the newest. Throws `chunk.undecodable` when it is none. */
  async current(signal: AbortSignal): Promise<pb.WeightManifest | null> {
    return (await this.#stored(signal))?.manifest ?? null
  }

  /**
   * Publishes a version, the next one when the manifest names none, and resolves with it. One that names its version may be published again:
   * it is known by all but its time. Throws `weights.conflict` when the version does not grow, or when another learner published in between.
   */
  async publish(manifest: pb.WeightManifest.$Properties, signal: AbortSignal): Promise<number> {
    const found = await this.#stored(signal)
    const newest = found?.manifest.weightVersion ?? 0
    const weightVersion = manifest.weightVersion || newest + 1
    const published = { ...manifest, weightVersion }
    if (isSame(found?.manifest, published)) return weightVersion
    if (weightVersion <= newest) throw conflict(`weight version v${String(weightVersion)} does not grow: v${String(newest)} is published`)
    try {
      await this.#bucket.put(currentKey, pb.WeightManifest.encode(published).finish(), found?.revision ?? 0, signal)
    } catch (thrown) {
      if (!(thrown instanceof SortieError) || thrown.code !== 'stream.conflict') throw thrown
      // The same call, made again while its first was still on its way.
      const overtook = manifest.weightVersion ? await this.current(signal) : null
      if (!isSame(overtook, published)) throw conflict('another learner published weights meanwhile')
    }
    return weightVersion
  }

  /** The newest manifest, then each that is the newest a second later, until the signal aborts. */
  async *follow(signal: AbortSignal): AsyncGenerator<pb.WeightManifest> {
    for await (const { value } of this.#bucket.poll(currentKey, pollEveryMs, signal)) {
      const manifest = value === null ? null : this.#readable(value)
      if (manifest !== null) yield manifest
    }
  }

  async #stored(signal: AbortSignal): Promise<{ readonly manifest: pb.WeightManifest; readonly revision: number } | null> {
    const found = await this.#bucket.get(currentKey, signal)
    return found === null ? null : { manifest: this.#decode(found.value), revision: found.revision }
  }

  #readable(value: Uint8Array): pb.WeightManifest | null {
    try {
      return this.#decode(value)
    } catch (thrown) {
      this.#logger.warn('passed over', errorFields(thrown))
      return null
    }
  }

  /** Not absent: versions would begin anew at 1, below those that have sampled already. */
  #decode(value: Uint8Array): pb.WeightManifest {
    try {
      return pb.WeightManifest.decode(value)
    } catch (thrown) {
      throw new SortieError(
        'chunk.undecodable',
        `key ${currentKey} of the bucket ${this.#name} is no weight manifest: ${errorText(thrown)}`,
        {
          remedy: `nats kv purge ${this.#name} ${currentKey}, then publish again with a version above the last`,
          cause: thrown,
        },
      )
    }
  }
}

function isSame(a: pb.WeightManifest.$Properties | null | undefined, b: pb.WeightManifest.$Properties): boolean {
  if (a == null) return false
  const none = new Uint8Array()
  const numbers = (['weightVersion', 'bytes', 'parent'] as const).every((field) => (a[field] ?? 0) === (b[field] ?? 0))
  const words = (['uri', 'format'] as const).every((field) => (a[field] ?? '') === (b[field] ?? ''))
  return numbers && words && Buffer.compare(a.sha256 ?? none, b.sha256 ?? none) === 0
}

function conflict(message: string): SortieError {
  return new SortieError('weights.conflict', message, { remedy: 'leave weight_version out to take the next one' })
}
