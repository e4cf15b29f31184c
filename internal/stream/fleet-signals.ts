import { pb } from '#internal/gen/v1.js'
import { errorFields } from '#internal/telemetry/logger.ts'
import { type StreamConnection, call } from './connection.ts'
import { ControlBus } from './control.ts'
import { PresenceBoard } from './presence.ts'
import { presenceTtlMsDefault } from './streams.ts'
import { type FleetSubjects, subjectsOf } from './subjects.ts'

export interface FleetSignalsOptions {
  readonly fleet: string
  readonly environments: readonly string[]
  /** As the workers and replicas of the fleet beat. Milliseconds. */
  readonly presenceTtlMs?: number
}

/** What workers and replicas say of themselves, and what waits for them; satisfies the reconciler's `Signals`. */
export class FleetSignals {
  readonly #connection: StreamConnection
  readonly #options: FleetSignalsOptions
  readonly #subjects: FleetSubjects
  readonly #board: PresenceBoard
  readonly #control: ControlBus
  /** By pod; a name is used again, so it stays as small as the fleet. */
  readonly #drained = new Map<string, number>()
  /** From when on who is not heard is missing. */
  #heardFromNs = Infinity

  constructor(connection: StreamConnection, options: FleetSignalsOptions) {
    this.#connection = connection
    this.#options = options
    this.#subjects = subjectsOf(options.fleet)
    this.#board = new PresenceBoard(connection, {
      fleet: options.fleet,
      ...(options.presenceTtlMs === undefined ? {} : { ttlMs: options.presenceTtlMs }),
    })
    this.#control = new ControlBus(connection, options.fleet)
  }

  /** Listens until the signal aborts. Rejects with what does not pass. */
  async run(signal: AbortSignal): Promise<void> {
    const { onRestored, clock } = this.#connection
    const ttlNs = (this.#options.presenceTtlMs ?? presenceTtlMsDefault) * 1e6
    // Everybody has beaten once before anybody is taken for missing. After the bus was away a beat may have been lost to that: twice, and some time.
    this.#heardFromNs = clock.monotonicNs() + ttlNs / 3
    const begin = () => {
      this.#heardFromNs = clock.monotonicNs() + ttlNs * 0.8
    }
    onRestored.add(begin)
    try {
      await Promise.all([this.#board.run(signal), this.#listen(signal)])
    } finally {
      onRestored.delete(begin)
    }
  }

  heartbeats(role: 'worker' | 'replica') {
    const { clock } = this.#connection
    if (this.#connection.awayMs() !== null || clock.monotonicNs() < this.#heardFromNs) return null
    const kind = role === 'worker' ? pb.PresenceKind.PRESENCE_KIND_WORKER : pb.PresenceKind.PRESENCE_KIND_REPLICA
    return this.#board.current(kind).map((presence) => ({
      name: presence.name,
      incarnation: presence.incarnation,
      ready: presence.state === pb.PresenceState.PRESENCE_STATE_READY,
      capacity: presence.slots,
      busy: presence.busy,
      waiting: presence.waiting,
      weightVersion: presence.weightVersion,
    }))
  }

  /**
   * Tasks that nobody plays, over all environments; null when nobody is heard, or the bus does not say. Those that were handed back, or whose
   * worker was lost, wait for another among the ones that are on their way: of these, as many are played as busy slots are heard of. A task that
   * was claimed since the last beat waits here until the next one: with what is in use it is counted once.
   */
  async backlog(signal: AbortSignal): Promise<number | null> {
    const { taskStream, taskConsumer } = this.#subjects
    // Asked while the bus is away, it would answer when its time is up.
    if (this.heartbeats('worker') === null) return null
    try {
      const consumers = this.#options.environments.map((environment) => {
        const name = taskConsumer(environment)
        return call(`read consumer ${name}`, () => this.#connection.jsm.consumers.info(taskStream, name), signal)
      })
      const looks = await Promise.all(consumers)
      const unclaimed = looks.reduce((sum, { num_pending }) => sum + num_pending, 0)
      const onTheirWay = looks.reduce((sum, { num_ack_pending }) => sum + num_ack_pending, 0)
      const beats = this.heartbeats('worker')
      if (beats === null) return null
      // A slot may be of another environment that the fleet had before: then too few are said to wait here, until that worker has left.
      return unclaimed + Math.max(0, onTheirWay - beats.reduce((sum, { busy }) => sum + busy, 0))
    } catch (thrown) {
      signal.throwIfAborted()
      this.#connection.logger.warn('the backlog is not known', errorFields(thrown))
      return null
    }
  }

  async askToDrain(worker: string, epoch: number, graceMs: number, signal: AbortSignal): Promise<void> {
    await this.#control.publish({ drain: { worker, epoch, graceMs } }, signal)
  }

  drainedEpoch(name: string): number | null {
    return this.#drained.get(name) ?? null
  }

  async #listen(signal: AbortSignal): Promise<void> {
    for await (const { drained } of await this.#control.all(signal)) {
      if (drained != null) this.#drained.set(drained.worker ?? '', drained.epoch ?? 0)
    }
  }
}
