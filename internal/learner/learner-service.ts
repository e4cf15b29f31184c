import type { Clock } from '#internal/base/clock.ts'
import { SortieError } from '#internal/base/errors.ts'
import type { Rng } from '#internal/base/rng.ts'
import type { pb } from '#internal/gen/v1.js'
import { checkCancel } from '#internal/rollout/cancel-order.ts'
import { type Logger, errorFields } from '#internal/telemetry/logger.ts'
import { batchPolicyOf, policyMessage } from './batch.ts'
import type { LearnerReading, LearnerService } from './gateway-ports.ts'
import {
  type StreamEnd,
  checkNotPurged,
  checkOfStream,
  committedWithin,
  isSameShare,
  isShared,
  purgedOfStream,
  reachedIn,
} from './marks.ts'
import { Reading, type ReadingPorts } from './reading.ts'
import { type MarkPort, ShareMark, isConflict, taken } from './share-mark.ts'

/** What the service needs of the outside world; the stream layer satisfies it. */
export interface LearnerServicePorts extends Pick<ReadingPorts, 'quarantine'> {
  readonly chunks: ReadingPorts['chunks'] & {
    /** As `extent`, of a stream that had reached a sequence under a name: replicas that say less are asked for so long that it is true. */
    settledExtent(place: { readonly stream: string; readonly sequence: number }, signal: AbortSignal): Promise<StreamEnd>
  }
  readonly marks: MarkPort & {
    /** Every share's mark. */
    committed(signal: AbortSignal): Promise<readonly pb.CommittedMark.$Properties[]>
    /** Null before anything was purged. */
    retention(signal: AbortSignal): Promise<{ readonly mark: pb.RetentionMark.$Properties } | null>
  }
  readonly weights: {
    /** The newest manifest; null before the first. */
    current(signal: AbortSignal): Promise<pb.WeightManifest.$Properties | null>
    publish(manifest: pb.WeightManifest.$Properties, signal: AbortSignal): Promise<number>
    follow(signal: AbortSignal): AsyncIterable<pb.WeightManifest.$Properties>
  }
  readonly control: { publish(control: pb.Control.$Properties, signal: AbortSignal): Promise<void> }
}

export interface LearnerServiceOptions {
  readonly fleet: string
  readonly partitions: number
  /** Rollouts that wait for their group, or to be taken, weigh no more. Bytes. */
  readonly bufferBytesMax: number
  readonly clock: Clock
  readonly rng: Rng
  readonly logger: Logger
}

// A trainer that commits without a pause between would be taken over at the second try.
const takeTriesMax = 5

/** Half a gigabyte: five thousand rollouts of a hundred kilobytes, many batches ahead of any trainer. */
export const bufferBytesMaxDefault = 512 * 1024 * 1024

/**
 * The learner's side of a fleet, for any trainer: opens a reading from its checkpoint, publishes its weights, passes on its cancels.
 * This is the library's one entry; the gateway serves the same over HTTP.
 */
export class FleetLearner implements LearnerService, AsyncDisposable {
  readonly fleet: string
  readonly #ports: LearnerServicePorts
  readonly #options: LearnerServiceOptions
  readonly #life = new AbortController()
  readonly #following: Promise<void>
  #version: number

  private constructor(ports: LearnerServicePorts, options: LearnerServiceOptions, version: number) {
    this.fleet = options.fleet
    this.#ports = ports
    this.#options = options
    this.#version = version
    this.#following = this.#follow(this.#life.signal)
  }

  /** Throws `stream.unreachable`. */
  static async start(ports: LearnerServicePorts, options: LearnerServiceOptions, signal: AbortSignal): Promise<FleetLearner> {
    const current = await ports.weights.current(signal)
    return new FleetLearner(ports, options, current?.weightVersion ?? 0)
  }

  get weightVersion(): number {
    return this.#version
  }

  async open(request: pb.OpenRequest.$Properties, signal: AbortSignal): Promise<LearnerReading> {
    const { fleet, partitions, bufferBytesMax, clock, rng, logger } = this.#options
    const { chunks, quarantine, marks } = this.#ports
    const share = shareOf(request.share)
    const policy = batchPolicyOf(request.policy)
    const id = rng.hex(16)
    const about = () => ({ weightVersion: this.#version, policy: policyMessage(policy), committedAtUnixMs: clock.nowMs() })
    const mark = new ShareMark(marks, { share, session: id, about })
    const from = await this.#take(mark, { share, cursor: request.cursor ?? null }, signal)
    const weights = this.#weights()
    const options = { id, fleet, partitions, share, from, policy, bufferBytesMax, clock, logger }
    return new Reading({ chunks, quarantine, weights, commit: mark.commit.bind(mark) }, options)
  }

  /** Takes the share over, and resolves with where the reading begins; once more when its trainer before has committed meanwhile. */
  async #take(mark: ShareMark, asked: Asked, signal: AbortSignal): Promise<pb.LearnerCursor.$Properties> {
    for (let tries = 1; ; tries++) {
      try {
        return await this.#begin(mark, asked, signal)
      } catch (thrown) {
        if (!isConflict(thrown)) throw thrown
        if (tries === takeTriesMax) throw taken(asked.share)
      }
    }
  }

  /**
   * From here on it is what was committed: the owner purges by the mark, and must not take away what is about to be read; and whoever had the
   * share commits no more. Throws `stream.conflict` when it has just done so.
   */
  async #begin(mark: ShareMark, { share, cursor }: Asked, signal: AbortSignal): Promise<pb.LearnerCursor.$Properties> {
    const { chunks, marks } = this.#ports
    const mine = Array.from({ length: this.#options.partitions }, (_, partition) => partition).filter((each) => isShared(share, each))
    await mark.look(signal)
    // The marks first: none of them lies behind an end of the stream that is read later.
    const committed = await marks.committed(signal)
    const { stream } = await chunks.extent(signal)
    const known = cursor === null ? committed.map((each) => each.cursor ?? {}) : [cursor]
    const extent = await chunks.settledExtent({ stream, sequence: reachedIn(known, stream) }, signal)
    const purged = async () => purgedOfStream((await marks.retention(signal))?.mark, extent)
    // Once: of one that moves in between the place would be told that it has been purged.
    const gone = await purged()
    if (cursor !== null) checkOfStream(cursor, extent, mine)
    const place = cursor ?? committedWithin(committed, extent, gone, mine)
    const from = { ...place, stream: extent.stream }
    checkNotPurged(from, gone, mine)
    await mark.take(from, signal)
    try {
      checkNotPurged(from, await purged(), mine)
    } catch (thrown) {
      const before = committed.find((each) => isSameShare(each.share ?? {}, share))
      if (before !== undefined) await mark.giveBack(before)
      // Without a checkpoint there is nothing to refuse: another share committed, and it is begun behind that.
      throw cursor === null ? new SortieError('stream.conflict', 'what was committed has been purged meanwhile', { cause: thrown }) : thrown
    }
    return from
  }

  async publishWeights(manifest: pb.WeightManifest.$Properties, signal: AbortSignal): Promise<number> {
    const version = await this.#ports.weights.publish(manifest, signal)
    this.#version = Math.max(this.#version, version)
    return version
  }

  async cancel(cancel: pb.Cancel.$Properties, signal: AbortSignal): Promise<void> {
    checkCancel(cancel)
    await this.#ports.control.publish({ cancel }, signal)
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#life.abort()
    await this.#following
  }

  #weights(): ReadingPorts['weights'] {
    const version = () => this.#version
    const refresh = async (signal: AbortSignal) => {
      const current = await this.#ports.weights.current(signal)
      return (this.#version = Math.max(this.#version, current?.weightVersion ?? 0))
    }
    return {
      get version() {
        return version()
      },
      refresh,
    }
  }

  /** Another learner may publish too. A miss is no harm: a reading asks the bus before it refuses anything. */
  async #follow(signal: AbortSignal): Promise<void> {
    try {
      for await (const { weightVersion } of this.#ports.weights.follow(signal)) this.#version = Math.max(this.#version, weightVersion ?? 0)
    } catch (thrown) {
      if (!signal.aborted) this.#options.logger.warn('stopped following the weights', errorFields(thrown))
    }
  }
}

/** What a trainer opens with: the cursor of its checkpoint, null without one. */
interface Asked {
  readonly share: { readonly index: number; readonly of: number }
  readonly cursor: pb.LearnerCursor.$Properties | null
}

function shareOf(given: pb.LearnerShare.$Properties | null | undefined): { readonly index: number; readonly of: number } {
  const share = { index: given?.index ?? 0, of: given?.of || 1 }
  if (share.index < share.of) return share
  throw new SortieError('config.invalid', `learner ${String(share.index)} of ${String(share.of)}: learners count from 0`, {
    remedy: 'give an index below the number of learners',
  })
}
