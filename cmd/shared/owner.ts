import { systemClock as clock } from '#internal/base/clock.ts'
import { Gatekeeper } from '#internal/learner/gatekeeper.ts'
import { LedgerKeeper } from '#internal/learner/ledger-keeper.ts'
import { OrphanWatch } from '#internal/learner/orphan-watch.ts'
import { Retention } from '#internal/learner/retention.ts'
import type { StreamConnection } from '#internal/stream/connection.ts'
import { ConsumerWatch } from '#internal/stream/consumer-watch.ts'
import { ControlBus } from '#internal/stream/control.ts'
import { LedgerStore } from '#internal/stream/ledger.ts'
import { MarksStore } from '#internal/stream/marks-store.ts'
import { PresenceBoard } from '#internal/stream/presence.ts'
import { TaskGate, openGate } from '#internal/stream/task-gate.ts'
import { TaskQueue } from '#internal/stream/task-queue.ts'
import { TrajectoryStream } from '#internal/stream/trajectory-stream.ts'
import { WeightsStore } from '#internal/stream/weights-store.ts'
import type { Logger } from '#internal/telemetry/logger.ts'

export interface OwnerSpec {
  readonly fleet: string
  readonly partitions: number
  readonly environments: readonly string[]
  /** Of this owner alone: two with one name would share the ledger's lease. */
  readonly name: string
  /** How much later than its deadline a rollout is ended by force. Milliseconds. */
  readonly reaperGraceMs: number
  /** How far back a trainer may restore a checkpoint. Milliseconds; absent: as retention has it. */
  readonly replayWindowMs?: number
  /** Between two looks at what may be purged. Milliseconds; absent: as retention has it. */
  readonly purgeEveryMs?: number
  /** How long the ledger waits for an owner that is gone. Milliseconds; absent: as the keeper has it. */
  readonly leaseMs?: number
  readonly logger: Logger
}

/** What a fleet's owner runs beside its streams: the ledger's keeper, retention, and a board of who is there. */
export interface Owner {
  readonly ledger: LedgerStore
  readonly records: TrajectoryStream
  readonly keeper: LedgerKeeper
  readonly board: PresenceBoard
  /** Runs all of it until the signal aborts; each rejects with what does not pass. */
  readonly run: (signal: AbortSignal) => Promise<void>[]
}

export function createOwner(connection: StreamConnection, spec: OwnerSpec): Owner {
  const { fleet, partitions, logger, name, replayWindowMs, purgeEveryMs, leaseMs } = spec
  const windows = {
    ...(replayWindowMs === undefined ? {} : { replayWindowMs }),
    ...(purgeEveryMs === undefined ? {} : { everyMs: purgeEveryMs }),
  }
  const ledger = new LedgerStore(connection, fleet)
  const records = new TrajectoryStream(connection, { fleet, partitions })
  const keeper = new LedgerKeeper(
    { ledger, records, orders: new ControlBus(connection, fleet) },
    { fleet, name, clock, logger, graceMs: spec.reaperGraceMs, ...(leaseMs === undefined ? {} : { leaseMs }) },
  )
  const marks = new MarksStore(connection, fleet)
  const retention = new Retention({ chunks: records, marks, counted: () => keeper }, { partitions, clock, logger, ...windows })
  const board = new PresenceBoard(connection, { fleet })
  const endedCount = () => [...keeper.counts().ended.values()].reduce((sum, count) => sum + count, 0)
  const gates = {
    gate: new TaskGate(connection, fleet),
    marks,
    weights: new WeightsStore(connection, fleet),
    counted: () => (keeper.holding ? { ended: endedCount(), position: keeper.position } : null),
  }
  const gatekeeper = new Gatekeeper(gates, { partitions, environments: spec.environments, clock, logger, open: openGate })
  const watch = new ConsumerWatch(connection, { fleet, environments: spec.environments })
  const orphans = new OrphanWatch(
    { keeper, queue: new TaskQueue(connection, { fleet }) },
    { environments: spec.environments, clock, logger },
  )
  return {
    ledger,
    records,
    keeper,
    board,
    run: (signal) => [
      keeper.run(signal),
      retention.run(signal),
      board.run(signal),
      watch.run(signal),
      orphans.run(signal),
      gatekeeper.run(signal),
    ],
  }
}
