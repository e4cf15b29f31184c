/** A run without end: groups of rollouts go in, whole batches come out to a trainer that commits each at once. */
import { systemClock } from '#internal/base/clock.ts'
import { pb } from '#internal/gen/v1.js'
import type { LearnerReading } from '#internal/learner/gateway-ports.ts'
import type { StreamConnection } from '#internal/stream/connection.ts'
import { LedgerStore } from '#internal/stream/ledger.ts'
import { TaskQueue } from '#internal/stream/task-queue.ts'
import { never, rolloutTask } from '../support/fleet.ts'
import { startLearner } from '../support/learners.ts'

export const partitions = 4
const groupSize = 4
const batchRollouts = 32
/** Queued or running at a time: workers never wait for the submitter. */
const ahead = 512
// What is committed is taken out of the streams, or they are full within a minute.
const purgeEveryBatches = 50
const drainPollMs = 100

export interface LoadOptions {
  readonly connection: StreamConnection
  readonly input: object
  readonly verifier: object
  /** Ids of rollouts that were delivered in a batch, or left out of it. */
  readonly onDelivered: (rolloutIds: readonly string[]) => void
  /** An owner keeps the ledger and purges; without one, what is committed is taken out here. */
  readonly hasOwner?: boolean
  /** Rollouts a second, at most; absent: as fast as they go. */
  readonly rate?: number
}

export class Load {
  readonly #options: LoadOptions
  readonly #ledger: LedgerStore
  readonly #tasks: TaskQueue
  readonly #reading: LearnerReading
  readonly #startNs = systemClock.monotonicNs()
  #submitted = 0
  #delivered = 0
  #batches = 0

  private constructor(options: LoadOptions, reading: LearnerReading) {
    this.#options = options
    this.#ledger = new LedgerStore(options.connection, 'test')
    this.#tasks = new TaskQueue(options.connection, { fleet: 'test' })
    this.#reading = reading
  }

  /** Feeds and takes until the signal aborts, then takes what is still on its way. Resolves with the rollouts that were submitted. */
  static async run(options: LoadOptions, signal: AbortSignal): Promise<number> {
    await using learner = await startLearner(options.connection, { partitions })
    await using reading = await learner.open({ policy: { rollouts: batchRollouts } }, never)
    const load = new Load(options, reading)
    try {
      for (;;) {
        await load.#submit(signal)
        await load.#take(await reading.next(signal))
      }
    } catch (thrown) {
      if (!signal.aborted) throw thrown
    }
    // Bounded by the caller's patience: what was lost never comes.
    for (let waitedMs = 0; load.#delivered < load.#submitted && waitedMs < 90_000; waitedMs += drainPollMs) {
      const batch = reading.flush()
      if (batch === null) await systemClock.sleep(drainPollMs, never)
      else await load.#take(batch)
    }
    return load.#submitted
  }

  async #submit(signal: AbortSignal): Promise<void> {
    const tasks: pb.RolloutTask.$Properties[] = []
    const { rate } = this.#options
    if (rate !== undefined) {
      const dueMs = (this.#submitted / rate) * 1_000 - (systemClock.monotonicNs() - this.#startNs) / 1e6
      await systemClock.sleep(Math.max(0, dueMs), signal)
    }
    while (this.#submitted - this.#delivered < (rate === undefined ? ahead : 2 * batchRollouts)) {
      const groupId = `g-${String(this.#submitted)}`
      for (let groupIndex = 0; groupIndex < groupSize; groupIndex++) tasks.push(this.#task(groupId, groupIndex))
      this.#submitted += groupSize
    }
    await this.#tasks.submit(tasks, this.#ledger, never)
  }

  #task(groupId: string, groupIndex: number): pb.RolloutTask.$Properties {
    const { input, verifier } = this.#options
    const json = (value: object) => Buffer.from(JSON.stringify(value))
    const task = { taskId: groupId, environment: 'math', inputJson: json(input), verifierJson: json(verifier) }
    return rolloutTask(`${groupId}-${String(groupIndex)}`, { groupId, groupSize, groupIndex, task })
  }

  async #take(batch: pb.Batch.$Properties): Promise<void> {
    const ids = (batch.groups ?? []).flatMap(({ rollouts, leftOut }) =>
      [...(rollouts ?? []), ...(leftOut ?? [])].map(({ rolloutId }) => rolloutId ?? ''),
    )
    this.#delivered += ids.length
    this.#options.onDelivered(ids)
    await this.#reading.commit(batch.cursor ?? {}, never)
    if (this.#options.hasOwner !== true && ++this.#batches % purgeEveryBatches === 0) await this.#purge(batch.cursor?.partitions ?? [])
  }

  async #purge(cursors: readonly pb.PartitionCursor.$Properties[]): Promise<void> {
    const { streams } = this.#options.connection.jsm
    const floor = Math.min(...cursors.map(({ floorSequence }) => floorSequence ?? 0))
    if (floor > 0) await streams.purge('sortie_test_trajectories', { seq: floor })
    // No keeper reads the ledger here; entries that nobody closes would fill it.
    await streams.purge('KV_sortie_test_ledger')
  }
}
