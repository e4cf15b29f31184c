import type { Msg } from 'nats'
import { type BackoffPolicy, retry } from '#internal/base/backoff.ts'
import { SortieError, invariant } from '#internal/base/errors.ts'
import { pb } from '#internal/gen/v1.js'
import { checkToken } from '#internal/rollout/identity.ts'
import type { QueueExtent } from '#internal/rollout/orphans.ts'
import { errorFields } from '#internal/telemetry/logger.ts'
import { type StreamConnection, apiErrorCode, apiErrors, call } from './connection.ts'
import type { LedgerStore } from './ledger.ts'
import { type Delivery, Pull } from './pull.ts'
import { ackWaitMs, taskBytesMax } from './streams.ts'
import { type FleetSubjects, subjectsOf } from './subjects.ts'

export interface SubmitResult {
  /** Rollouts that are in the queue by this call. */
  readonly submitted: number
  /** Rollouts that were there already, or had been. */
  readonly duplicates: number
}

export interface TaskQueueOptions {
  readonly fleet: string
  /** How long `claim` waits before it says that there is nothing. Milliseconds. */
  readonly pollMs?: number
  /** How long a full queue may push a submission back. */
  readonly submitPolicy?: BackoffPolicy
}

// Submissions in flight: each is two round trips, and the server handles many at a time.
const submitWindow = 64
const submitPolicyDefault: BackoffPolicy = { firstMs: 50, maxMs: 2_000, attemptsMax: 15 }
const pollMsDefault = 5_000
/** A third of the ack wait: two lost signs of life do not lose the task. */
export const workingEveryMs = ackWaitMs / 3
// An unconfirmed ack is sent again; if all are lost, the next worker finds the ending record and acks.
const ackPolicy: BackoffPolicy = { firstMs: 100, maxMs: 2_000, attemptsMax: 4 }
// A message that came although we no longer wanted it: another pull is already waiting for it.
const unwantedDelayMs = 1
// A consumer that does not answer is asked again no sooner than this.
const consumerMissingDelayMs = 1_000

/** The fleet's queue of rollouts to run. */
export class TaskQueue {
  readonly #connection: StreamConnection
  readonly #options: TaskQueueOptions
  readonly #subjects: FleetSubjects

  constructor(connection: StreamConnection, options: TaskQueueOptions) {
    this.#connection = connection
    this.#options = options
    this.#subjects = subjectsOf(options.fleet)
  }

  /**
   * Submits rollouts: the ledger's entry first, then the task, so that no rollout runs that nobody accounts for. May be repeated with
   * the same tasks: each is stored once. Throws `stream.full` (what was refused is in neither), `task.invalid`, `environment.unknown`,
   * `stream.unreachable`.
   */
  async submit(tasks: Iterable<pb.RolloutTask.$Properties>, ledger: LedgerStore, signal: AbortSignal): Promise<SubmitResult> {
    const failures: unknown[] = []
    const iterator = tasks[Symbol.iterator]()
    const known = new Map<string, Promise<void>>()
    const count = { submitted: 0, duplicates: 0 }
    const lane = async () => {
      // After a failure nothing new is begun, but what is on its way is finished: an entry goes with its task.
      for (let next = iterator.next(); next.done !== true && failures.length === 0; next = iterator.next()) {
        const added = await this.#submitOne(next.value, { ledger, known }, signal)
        count[added ? 'submitted' : 'duplicates']++
      }
    }
    const lanes = Array.from({ length: submitWindow }, () => lane().catch((thrown: unknown) => failures.push(thrown)))
    await Promise.all(lanes)
    signal.throwIfAborted()
    if (failures.length > 0) throw submissionError(failures[0], count.submitted)
    return count
  }

  /** Tasks that nobody has claimed, and those that are being worked on, by environment. */
  async depth(signal: AbortSignal): Promise<Record<string, { readonly waiting: number; readonly claimed: number }>> {
    const { taskStream } = this.#subjects
    const depth: Record<string, { waiting: number; claimed: number }> = {}
    // One consumer an environment: a page of the listing holds 256.
    const consumers = await call(`list consumers of ${taskStream}`, () => this.#connection.jsm.consumers.list(taskStream).next(), signal)
    for (const { name, num_pending, num_ack_pending } of consumers) {
      depth[name.replace(/^task_/, '')] = { waiting: num_pending, claimed: num_ack_pending }
    }
    return depth
  }

  /** Where an environment's oldest task and the queue's newest message are; satisfies the orphan watch's queue. */
  async extent(environment: string, signal: AbortSignal): Promise<QueueExtent> {
    const { taskStream } = this.#subjects
    const { jsm } = this.#connection
    // The oldest first: what is stored in between only makes `last` greater.
    const query = { seq: 1, next_by_subj: this.#subjects.task(environment) }
    const first = await call(`read ${taskStream}`, () => jsm.streams.getMessage(taskStream, query), signal).catch((thrown: unknown) => {
      if (thrown instanceof SortieError && apiErrorCode(thrown.cause) === apiErrors.noMessageFound) return null
      throw thrown
    })
    const { state } = await call(`read stream ${taskStream}`, () => jsm.streams.info(taskStream), signal)
    return { first: first?.seq ?? null, last: state.last_seq }
  }

  /** Tasks of some environments for one worker; satisfies the worker's `TaskSource`. */
  source(environments: readonly string[]): TaskSource {
    invariant(environments.length > 0, 'a worker serves at least one environment')
    let turn = 0
    return {
      claim: (signal) => {
        // Who is asked first changes from claim to claim: with work for all, all are served.
        turn = (turn + 1) % environments.length
        return this.#claim([...environments.slice(turn), ...environments.slice(0, turn)], signal)
      },
    }
  }

  async #submitOne(
    task: pb.RolloutTask.$Properties,
    context: { readonly ledger: LedgerStore; readonly known: Map<string, Promise<void>> },
    signal: AbortSignal,
  ): Promise<boolean> {
    const rolloutId = checkToken('rollout_id', task.rolloutId ?? '')
    const environment = task.task?.environment ?? ''
    const subject = this.#subjects.task(environment)
    const bytes = pb.RolloutTask.encode(task).finish()
    if (bytes.byteLength > taskBytesMax) {
      const message = `task ${task.task?.taskId ?? ''} has ${String(bytes.byteLength)} bytes, ${String(taskBytesMax)} at most`
      throw new SortieError('task.invalid', message, { remedy: 'put what is large into a file that the environment reads' })
    }
    let known = context.known.get(environment)
    if (known === undefined) context.known.set(environment, (known = this.#checkEnvironment(environment, signal)))
    await known
    const entry = entryOf(task, this.#connection.clock.nowMs())
    const revision = await context.ledger.create(entry, signal)
    if (revision === null) {
      // A submitter that died between entry and task comes back for the task; whatever is running or has ended needs none.
      const found = await context.ledger.get(rolloutId, signal)
      if (found?.entry.state !== pb.LedgerState.LEDGER_STATE_QUEUED) return false
    }
    try {
      const stored = await this.#publish(subject, bytes, rolloutId, signal)
      return revision !== null || stored
    } catch (thrown) {
      // A definite refusal: nothing is in the queue, so nothing may be open in the ledger.
      const refused = thrown instanceof SortieError && thrown.code === 'stream.full'
      if (refused && revision !== null) await context.ledger.withdraw(rolloutId, signal)
      throw thrown
    }
  }

  /** False when the queue had it already. */
  async #publish(subject: string, bytes: Uint8Array, rolloutId: string, signal: AbortSignal): Promise<boolean> {
    const { js, clock, rng } = this.#connection
    const policy = this.#options.submitPolicy ?? submitPolicyDefault
    const publish = () => call(`submit to ${subject}`, () => js.publish(subject, bytes, { msgID: rolloutId }), signal)
    return !(await retry(publish, { policy, clock, rng }, signal)).duplicate
  }

  /** The queue would keep a task that no consumer is for, and nobody would ever run it. */
  async #checkEnvironment(environment: string, signal: AbortSignal): Promise<void> {
    const { taskStream, taskConsumer, fleet } = this.#subjects
    const name = taskConsumer(environment)
    try {
      await call(`read consumer ${name}`, () => this.#connection.jsm.consumers.info(taskStream, name), signal)
    } catch (thrown) {
      if (!(thrown instanceof SortieError) || apiErrorCode(thrown.cause) !== apiErrors.consumerNotFound) throw thrown
      throw new SortieError('environment.unknown', `fleet ${fleet} has no environment ${JSON.stringify(environment)}`, {
        remedy: 'give the environment to the fleet when it is created, or correct the task',
      })
    }
  }

  async #claim(environments: readonly string[], signal: AbortSignal): Promise<Claim | null> {
    const { clock } = this.#connection
    const delivery = (await this.#waiting(environments, signal)) ?? (await this.#first(environments, signal))
    if (delivery === null) return null
    const pulledAtNs = clock.monotonicNs()
    try {
      const task = pb.RolloutTask.decode(delivery.message.data)
      return new Claim(this.#connection, { task, pulledAtNs, message: delivery.message })
    } catch (thrown) {
      // It would not be read better by the next worker. Its ledger entry stays open until the reaper ends it.
      const { subject } = delivery.message
      this.#connection.logger.error('task cannot be decoded, dropped', {
        subject,
        sequence: delivery.streamSequence,
        ...errorFields(thrown),
      })
      delivery.message.respond('+TERM undecodable')
      return null
    }
  }

  /** What waits already, one environment after the other: with open requests for all, each claim would take a task of each. */
  async #waiting(environments: readonly string[], signal: AbortSignal): Promise<Delivery | null> {
    if (environments.length === 1) return null
    const stream = this.#subjects.taskStream
    for (const environment of environments) {
      signal.throwIfAborted()
      const consumer = this.#subjects.taskConsumer(environment)
      const pull = new Pull(this.#connection, { stream, consumer, batch: 1, expiresMs: 0 }, signal)
      const delivery = await pull.next()
      // Nothing may be left on its way to a worker that stops.
      await pull.close((message) => {
        giveBack(message, unwantedDelayMs)
      })
      if (delivery !== null) return delivery
    }
    return null
  }

  /** One open request for each environment; the first message wins, and whatever comes besides goes straight back. */
  async #first(environments: readonly string[], signal: AbortSignal): Promise<Delivery | null> {
    signal.throwIfAborted()
    const expiresMs = this.#options.pollMs ?? pollMsDefault
    const stream = this.#subjects.taskStream
    const pulls = environments.map((environment) => {
      const consumer = this.#subjects.taskConsumer(environment)
      return new Pull(this.#connection, { stream, consumer, batch: 1, expiresMs }, signal)
    })
    const won = Promise.withResolvers<Delivery | null>()
    let first: Delivery | null = null
    const waiting = pulls.map(async (pull) => {
      const delivery = await pull.next()
      if (delivery === null) return
      if (first === null) won.resolve((first = delivery))
      else giveBack(delivery.message, unwantedDelayMs)
    })
    void Promise.all(waiting).then(() => {
      won.resolve(null)
    })
    const delivery = await won.promise
    const closing = Promise.all(
      pulls.map((pull) =>
        pull.close((message) => {
          giveBack(message, unwantedDelayMs)
        }),
      ),
    )
    if (delivery !== null) return delivery
    // Nothing may be left on its way to a worker that stops.
    await closing
    signal.throwIfAborted()
    if (pulls.every((pull) => pull.status === 503)) {
      await this.#connection.clock.sleep(consumerMissingDelayMs, signal)
      throw new SortieError('stream.unreachable', `no task consumer of fleet ${this.#subjects.fleet} answers`, {
        retryable: true,
        remedy: "see that the fleet's owner runs, and that it knows this worker's environments",
      })
    }
    return null
  }
}

export interface TaskSource {
  claim(signal: AbortSignal): Promise<Claim | null>
}

/** One claimed queue message; satisfies the worker's `ClaimedTask`. Says that it is being worked on until it is ended. */
export class Claim {
  readonly task: pb.RolloutTask
  readonly pulledAtNs: number
  readonly #connection: StreamConnection
  readonly #message: Msg
  readonly #working = new AbortController()
  #acked: Promise<void> | null = null

  constructor(
    connection: StreamConnection,
    claimed: { readonly task: pb.RolloutTask; readonly pulledAtNs: number; readonly message: Msg },
  ) {
    this.task = claimed.task
    this.pulledAtNs = claimed.pulledAtNs
    this.#connection = connection
    this.#message = claimed.message
    void this.#extend(this.#working.signal)
  }

  /** Resolves when the server has confirmed that the task is done with. Throws `stream.unreachable`. */
  ack(signal: AbortSignal): Promise<void> {
    if (this.#acked === null) {
      if (this.#working.signal.aborted) return Promise.resolve()
      this.#working.abort()
      this.#acked = this.#confirm(signal)
    }
    return this.#acked
  }

  /** Gives the task back, for another worker after `delayMs`. */
  handBack(delayMs: number): void {
    if (this.#working.signal.aborted) return
    this.#working.abort()
    giveBack(this.#message, delayMs)
  }

  /** Says nothing more: the message is another's once the ack wait has passed. */
  abandon(): void {
    this.#working.abort()
  }

  async #confirm(signal: AbortSignal): Promise<void> {
    const { nats, clock, rng } = this.#connection
    const reply = this.#message.reply ?? ''
    const request = () => call('ack a task', () => nats.request(reply, '+ACK', { timeout: 5_000 }), signal)
    await retry(request, { policy: ackPolicy, clock, rng }, signal)
  }

  async #extend(signal: AbortSignal): Promise<void> {
    try {
      for (;;) {
        await this.#connection.clock.sleep(workingEveryMs, signal)
        this.#message.respond('+WPI')
      }
    } catch {
      // Ended, or the connection is closed: then it is another's soon.
    }
  }
}

/** A nak without a delay would come back at once, whatever the consumer's back-off. */
function giveBack(message: Msg, delayMs: number): void {
  try {
    message.respond(`-NAK ${JSON.stringify({ delay: Math.max(1, Math.round(delayMs)) * 1e6 })}`)
  } catch {
    // The connection is closed: the message is another's once the ack wait has passed.
  }
}

function entryOf(task: pb.RolloutTask.$Properties, nowMs: number): pb.LedgerEntry.$Properties {
  return {
    rolloutId: task.rolloutId ?? '',
    runId: task.runId ?? '',
    groupId: task.groupId ?? '',
    groupSize: task.groupSize ?? 0,
    groupIndex: task.groupIndex ?? 0,
    taskId: task.task?.taskId ?? '',
    taskSha256: task.taskSha256 ?? new Uint8Array(),
    environment: task.task?.environment ?? '',
    state: pb.LedgerState.LEDGER_STATE_QUEUED,
    submittedAtUnixMs: nowMs,
    deadlineUnixMs: task.deadlineUnixMs ?? 0,
  }
}

function submissionError(thrown: unknown, submitted: number): SortieError {
  const error = SortieError.from(thrown, 'stream.unreachable')
  const before = submitted === 1 ? '1 rollout was' : `${String(submitted)} rollouts were`
  return new SortieError(error.code, `${error.message} (${before} submitted before)`, {
    retryable: error.retryable,
    cause: error,
    ...(error.remedy === undefined ? {} : { remedy: error.remedy }),
  })
}
