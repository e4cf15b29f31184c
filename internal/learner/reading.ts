import { SortieError } from '#internal/base/errors.ts'
import type { Clock } from '#internal/base/clock.ts'
import type { pb } from '#internal/gen/v1.js'
import type { AssembledTrajectory, Quarantined } from '#internal/rollout/assembly.ts'
import { type ClosedGroup, GroupBuffer, type GroupHead } from '#internal/rollout/groups.ts'
import { trainingSequences } from '#internal/rollout/sequences.ts'
import type { Logger } from '#internal/telemetry/logger.ts'
import { DropCounts, newestWeightVersion } from '#internal/weights/staleness.ts'
import { type BatchPolicy, type Dropped, type MemberEnd, type SweptGroup, policyMessage, sweepGroup } from './batch.ts'
import type { LearnerReading } from './gateway-ports.ts'
import { Learner } from './learner.ts'
import { checkName } from './marks.ts'
import type { ChunkReader, TrajectorySink } from './ports.ts'

/** What a reading needs of the outside world. */
export interface ReadingPorts {
  readonly chunks: ChunkReader & { extent(signal: AbortSignal): Promise<{ readonly stream: string; readonly lastSequence: number }> }
  readonly weights: {
    /** The newest published version that is known here; 0 is the configured model. */
    readonly version: number
    /** Asks the bus for it. */
    refresh(signal: AbortSignal): Promise<number>
  }
  /** Stores what the trainer has committed, one after the other in the order in which it was asked for, each behind its check. */
  readonly commit: (cursor: pb.LearnerCursor.$Properties, check: () => Promise<void>, signal: AbortSignal) => Promise<void>
  /** Keeps what was refused, so that people can look at it. */
  readonly quarantine: Pick<TrajectorySink, 'quarantine'>
}

export interface ReadingOptions {
  readonly id: string
  readonly fleet: string
  readonly partitions: number
  readonly share: { readonly index: number; readonly of: number }
  readonly from: pb.LearnerCursor.$Properties
  readonly policy: BatchPolicy
  /** Rollouts that wait, for their group or to be taken, weigh no more. Bytes. */
  readonly bufferBytesMax: number
  readonly clock: Clock
  readonly logger: Logger
}

/**
 * One trainer's reading: makes batches of whole groups out of the stream, each with the cursor that stands for everything up to and with
 * it. Reads ahead as far as its buffer allows, and no further: a trainer that stops holds the stream back, not this memory.
 */
export class Reading implements LearnerReading, TrajectorySink {
  readonly id: string
  readonly from: pb.LearnerCursor.$Properties
  readonly #ports: ReadingPorts
  readonly #options: ReadingOptions
  readonly #learner: Learner
  readonly #groups: GroupBuffer<MemberEnd>
  readonly #drops = new DropCounts()
  readonly #life = new AbortController()
  readonly #running: Promise<void>
  /** Counts of the cursor: over all readings since the fleet's first batch. */
  #delivered: { batches: number; rollouts: number; dropped: number }
  #committed: pb.LearnerCursor.$Properties
  /** What a rollout weighs that has ended and waits for room; null when none does. Bytes. */
  #waitingForRoom: number | null = null
  #failure: Error | null = null
  #changed = Promise.withResolvers<void>()

  constructor(ports: ReadingPorts, options: ReadingOptions) {
    const { partitions, share, from, logger } = options
    this.id = options.id
    this.from = from
    this.#ports = ports
    this.#options = options
    this.#groups = new GroupBuffer(closedGroupsOf(from))
    this.#delivered = { batches: from.batches ?? 0, rollouts: from.deliveredRollouts ?? 0, dropped: from.droppedRollouts ?? 0 }
    this.#committed = from
    this.#learner = new Learner(ports.chunks, this, { partitions, share, cursor: from, logger })
    this.#running = this.#learner.run(this.#life.signal).catch((thrown: unknown) => {
      this.#fail(SortieError.from(thrown, 'stream.unreachable'))
    })
  }

  async admit(trajectory: AssembledTrajectory, partition: number): Promise<void> {
    const { head, chunks } = trajectory
    const reason = await this.#refusalOf(trajectory)
    if (reason !== null) {
      await this.quarantine({ rolloutId: head.rolloutId, attempt: head.attempt, reason, ended: true, head, chunks }, partition)
      return
    }
    const bytes = chunks.reduce((sum, chunk) => sum + chunk.byteLength, 0)
    await this.#roomFor(bytes)
    this.#add({ head, partition, bytes, end: { kind: 'whole', trajectory: { ...trajectory, chunks: [] } } })
  }

  async quarantine(refused: Quarantined, partition: number): Promise<void> {
    await this.#ports.quarantine.quarantine(refused, partition)
    const { head, ended, rolloutId, reason } = refused
    if (ended && head !== null) this.#add({ head, partition, bytes: 0, end: { kind: 'quarantined', rolloutId, reason } })
  }

  async next(signal: AbortSignal): Promise<pb.Batch.$Properties> {
    for (;;) {
      signal.throwIfAborted()
      this.#throwIfOver()
      this.#expire()
      const batch = this.#form(this.#full)
      if (batch !== null) return batch
      if (this.#failure !== null) throw this.#failure
      if (this.#full) throw this.#stuck()
      await this.#woken(signal)
    }
  }

  flush(): pb.Batch.$Properties | null {
    this.#throwIfOver()
    this.#expire()
    return this.#form(true)
  }

  /** Of a failed stream what is whole is still given out; not what is another trainer's by now, or of a stream that is there no more. */
  #throwIfOver(): void {
    const failure = this.#failure
    if (!(failure instanceof SortieError) || (failure.code !== 'session.taken' && failure.code !== 'cursor.invalid')) return
    this.#life.abort()
    throw failure
  }

  async commit(cursor: pb.LearnerCursor.$Properties, signal: AbortSignal): Promise<void> {
    const batches = cursor.batches ?? 0
    if (batches < (this.from.batches ?? 0) || batches > this.#delivered.batches) {
      const given = `${String(this.from.batches ?? 0)} to ${String(this.#delivered.batches)}`
      throw new SortieError('cursor.invalid', `the cursor stands behind batch ${String(batches)}, this reading has given out ${given}`, {
        remedy: 'commit the cursor of a batch of this reading; open another to go on from a checkpoint',
      })
    }
    const places = new Set(cursor.partitions?.map(({ partition }) => partition ?? 0))
    const missing = this.from.partitions?.find(({ partition }) => !places.has(partition ?? 0))
    if (missing !== undefined) {
      throw new SortieError('cursor.invalid', `the cursor has no place in partition ${String(missing.partition ?? 0)}`, {
        remedy: 'commit the cursor of a batch of this reading, as it came',
      })
    }
    try {
      await this.#ports.commit(cursor, () => this.#checkStream(signal), signal)
    } catch (thrown) {
      throw this.#refusedCommit(thrown, cursor)
    }
    this.#committed = cursor
  }

  /**
   * The stream may have got another name since the reader's consumer was made, which stays: what is committed under the old one lets nothing
   * go, and is read again by the next reading. Throws `cursor.invalid`, and the reading is over.
   */
  async #checkStream(signal: AbortSignal): Promise<void> {
    const now = await this.#ports.chunks.extent(signal)
    try {
      checkName(this.from, now)
    } catch (thrown) {
      const failure = SortieError.from(thrown, 'cursor.invalid')
      this.#fail(failure)
      throw failure
    }
  }

  /** What failed first says why: what is stopped for it fails too. */
  #fail(failure: Error): void {
    this.#failure ??= failure
    this.#change()
  }

  #refusedCommit(thrown: unknown, cursor: pb.LearnerCursor.$Properties): unknown {
    if (!(thrown instanceof SortieError)) return thrown
    // What it would still give out, the other gives out too.
    if (thrown.code === 'session.taken') this.#fail(thrown)
    if (thrown.code !== 'cursor.invalid' || thrown === this.#failure) return thrown
    // Too large: of the partition that has most of it somebody may want to know why.
    const named = [...(cursor.partitions ?? [])].sort((a, b) => (b.committedRolloutIds?.length ?? 0) - (a.committedRolloutIds?.length ?? 0))
    const partition = named[0]?.partition ?? 0
    const holder = this.#learner.holder(partition)
    if (holder === null) return thrown
    const message = `${thrown.message}, such as rollout ${holder} of partition ${String(partition)}`
    return new SortieError(thrown.code, message, { ...(thrown.remedy === undefined ? {} : { remedy: thrown.remedy }), cause: thrown })
  }

  async state(signal: AbortSignal): Promise<pb.LearnerState.$Properties> {
    const { fleet, share, policy } = this.#options
    const { lastSequence } = await this.#ports.chunks.extent(signal)
    const { quarantined, superseded, duplicates, readSequence } = this.#learner.counts
    return {
      fleet,
      session: this.id,
      share,
      policy: policyMessage(policy),
      weightVersion: this.#ports.weights.version,
      batchesDelivered: this.#delivered.batches - (this.from.batches ?? 0),
      rolloutsDelivered: this.#delivered.rollouts - (this.from.deliveredRollouts ?? 0),
      rolloutsCommitted: (this.#committed.deliveredRollouts ?? 0) - (this.from.deliveredRollouts ?? 0),
      dropped: this.#drops.total(),
      quarantined,
      superseded,
      duplicates,
      rolloutsWaiting: this.#groups.rollouts,
      bytesWaiting: this.#groups.bytes,
      lagMessages: Math.max(0, lastSequence - readSequence),
      cursor: this.#cursor(),
      committed: this.#committed,
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#life.abort()
    this.#change()
    await this.#running
  }

  /** What one trajectory can break beyond its chunks; null when it is well. */
  async #refusalOf({ turns }: AssembledTrajectory): Promise<string | null> {
    try {
      if (turns.some(({ branchTokenCount }) => (branchTokenCount ?? 0) > 0)) trainingSequences(turns)
    } catch (thrown) {
      return `invalid: ${SortieError.from(thrown, 'chunk.invalid').message}`
    }
    const newest = newestWeightVersion(turns)
    const { weights } = this.#ports
    // The bus is asked before anybody is accused: what is known here may be a moment old.
    if (newest === null || newest <= weights.version || newest <= (await weights.refresh(this.#life.signal))) return null
    return `invalid: weight version v${String(newest)} > latest v${String(weights.version)}`
  }

  async #roomFor(bytes: number): Promise<void> {
    // Something larger than the whole buffer is taken into an empty one: it would wait for ever.
    this.#waitingForRoom = bytes
    while (this.#full) {
      this.#change()
      await this.#woken(this.#life.signal)
    }
    this.#waitingForRoom = null
  }

  get #full(): boolean {
    const { bytes } = this.#groups
    return this.#waitingForRoom !== null && bytes > 0 && bytes + this.#waitingForRoom > this.#options.bufferBytesMax
  }

  #add(ended: { readonly head: pb.TrajectoryChunk; readonly partition: number; readonly bytes: number; readonly end: MemberEnd }): void {
    const { head, partition, bytes, end } = ended
    const { groupId, groupSize, runId, taskId, environment, rolloutId, groupIndex } = head
    const group: GroupHead = { groupId, groupSize, partition, runId, taskId, environment }
    const taken = this.#groups.add(group, { rolloutId, groupIndex, bytes, value: end }, this.#options.clock.nowMs())
    if (taken === 'late') this.#drop([{ rolloutId, reason: 'late', durationMs: null }])
    this.#change()
  }

  #expire(): void {
    const { policy, clock } = this.#options
    if (policy.partialGroups !== 'wait') this.#groups.expire(clock.nowMs() - policy.groupDeadlineMs)
  }

  /** The next batch, if there are groups enough; `short`: or any at all. */
  #form(short: boolean): pb.Batch.$Properties | null {
    const { policy } = this.#options
    const { version } = this.#ports.weights
    // Most wakings: judging every group again for each ending would cost the square of a batch.
    if (!short && policy.tokens === 0 && this.#groups.rollouts < policy.rollouts) return null
    const swept: SweptGroup[] = []
    const got = { rollouts: 0, tokens: 0 }
    const enough = () => (policy.tokens > 0 ? got.tokens >= policy.tokens : got.rollouts >= policy.rollouts)
    for (const group of this.#groups.ready) {
      if (enough()) break
      const each = sweepGroup(group, policy, version)
      swept.push(each)
      got.rollouts += each.delivered?.rollouts?.length ?? 0
      got.tokens += each.sampledTokens
    }
    if (got.rollouts === 0 && swept.length > 0) this.#takeAway(swept)
    if (!enough() && !(short && got.rollouts > 0)) return null
    return this.#deliver(swept, { short: !enough(), version })
  }

  #deliver(swept: readonly SweptGroup[], { short, version }: { readonly short: boolean; readonly version: number }): pb.Batch.$Properties {
    this.#takeAway(swept)
    const groups = swept.flatMap(({ delivered }) => delivered ?? [])
    const rollouts = groups.flatMap((group) => group.rollouts ?? [])
    this.#learner.commit(rollouts.map(({ rolloutId }) => rolloutId ?? ''))
    this.#delivered.batches++
    this.#delivered.rollouts += rollouts.length
    this.#change()
    return {
      number: this.#delivered.batches,
      groups,
      cursor: this.#cursor(),
      weightVersion: version,
      dropped: this.#drops.sinceLast(),
      policy: policyMessage(this.#options.policy),
      short,
    }
  }

  #takeAway(swept: readonly SweptGroup[]): void {
    this.#groups.take(swept.length)
    this.#drop(swept.flatMap(({ dropped }) => dropped))
  }

  /** Counted, and behind the cursor: what is dropped is not read again. */
  #drop(dropped: readonly Dropped[]): void {
    for (const each of dropped) this.#drops.add(each.reason, each.durationMs)
    this.#delivered.dropped += dropped.length
    this.#learner.commit(dropped.map(({ rolloutId }) => rolloutId))
  }

  #cursor(): pb.LearnerCursor.$Properties {
    const { batches, rollouts, dropped } = this.#delivered
    const closed = this.#groups.closed
    const partitions = (this.#learner.cursor().partitions ?? []).map((each) => ({
      ...each,
      closedGroups: closed.filter(({ partition }) => partition === each.partition).map(({ groupId, missing }) => ({ groupId, missing })),
    }))
    return { partitions, batches, deliveredRollouts: rollouts, droppedRollouts: dropped, stream: this.from.stream ?? '' }
  }

  /** Nothing more fits, and nothing can be delivered: every group that waits lacks a member that lies further on in the stream. */
  #stuck(): SortieError {
    const { bufferBytesMax } = this.#options
    const message = `${String(this.#groups.rollouts)} rollouts of groups that are not whole fill the learner's buffer of ${String(bufferBytesMax)} bytes`
    return new SortieError('learner.buffer-full', message, {
      remedy: 'raise --buffer-mib, or let partial groups be masked or dropped; nothing is lost, reading goes on from the cursor',
    })
  }

  #change(): void {
    this.#changed.resolve()
    this.#changed = Promise.withResolvers()
  }

  /** Until something changed, or the oldest group's deadline passed. */
  async #woken(signal: AbortSignal): Promise<void> {
    const { clock, policy } = this.#options
    const { oldestMs } = this.#groups
    const timer = new AbortController()
    const either = AbortSignal.any([signal, timer.signal])
    const waitMs = policy.partialGroups === 'wait' || oldestMs === null ? hourMs : oldestMs + policy.groupDeadlineMs - clock.nowMs()
    try {
      await Promise.race([this.#changed.promise, clock.sleep(Math.max(1, Math.min(waitMs, hourMs)), either)])
    } finally {
      timer.abort()
    }
  }
}

// No deadline is nearer: looking again once an hour costs nothing.
const hourMs = 3_600_000

function closedGroupsOf(cursor: pb.LearnerCursor.$Properties): ClosedGroup[] {
  return (cursor.partitions ?? []).flatMap(({ partition, closedGroups }) =>
    (closedGroups ?? []).map(({ groupId, missing }) => ({ partition: partition ?? 0, groupId: groupId ?? '', missing: missing ?? 0 })),
  )
}
