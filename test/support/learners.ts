import { systemClock } from '#internal/base/clock.ts'
import { systemRng } from '#internal/base/rng.ts'
import { LedgerKeeper, type LedgerKeeperOptions } from '#internal/learner/ledger-keeper.ts'
import {
  FleetLearner,
  type LearnerServiceOptions,
  type LearnerServicePorts,
  bufferBytesMaxDefault,
} from '#internal/learner/learner-service.ts'
import type { StreamConnection } from '#internal/stream/connection.ts'
import { ControlBus } from '#internal/stream/control.ts'
import { LedgerStore } from '#internal/stream/ledger.ts'
import { MarksStore } from '#internal/stream/marks-store.ts'
import { TrajectoryStream } from '#internal/stream/trajectory-stream.ts'
import { WeightsStore } from '#internal/stream/weights-store.ts'
import { silentLogger } from '#internal/telemetry/logger.ts'
import { never } from './fleet.ts'

/** The learner of a fleet, on the bus. It refuses to quarantine: what a test does not expect fails it. */
export function startLearner(
  connection: StreamConnection,
  { quarantine, marks, ...given }: Partial<LearnerServiceOptions & Pick<LearnerServicePorts, 'quarantine' | 'marks'>> = {},
): Promise<FleetLearner> {
  const options = { fleet: 'test', partitions: 4, bufferBytesMax: bufferBytesMaxDefault, ...given }
  const { fleet, partitions } = options
  const ports = {
    chunks: new TrajectoryStream(connection, { fleet, partitions }),
    quarantine: quarantine ?? {
      quarantine: ({ rolloutId, reason }) => Promise.reject(new Error(`rollout ${rolloutId} was refused: ${reason}`)),
    },
    marks: marks ?? new MarksStore(connection, fleet),
    weights: new WeightsStore(connection, fleet),
    control: new ControlBus(connection, fleet),
  }
  return FleetLearner.start(ports, { clock: systemClock, rng: systemRng, logger: silentLogger, ...options }, never)
}

export interface RunningKeeper extends AsyncDisposable {
  readonly keeper: LedgerKeeper
}

/** Keeps the ledger of a fleet until it is disposed of. */
export function startKeeper(
  connection: StreamConnection,
  name: string,
  {
    ledger,
    orders,
    partitions = 4,
    ...given
  }: Partial<LedgerKeeperOptions> & { readonly ledger?: LedgerStore; readonly orders?: ControlBus; readonly partitions?: number } = {},
): RunningKeeper {
  const options = { fleet: 'test', name, clock: systemClock, logger: silentLogger, ...given }
  const ports = {
    ledger: ledger ?? new LedgerStore(connection, options.fleet),
    records: new TrajectoryStream(connection, { fleet: options.fleet, partitions }),
    orders: orders ?? new ControlBus(connection, options.fleet),
  }
  const keeper = new LedgerKeeper(ports, options)
  const stop = new AbortController()
  const running = keeper.run(stop.signal)
  return {
    keeper,
    [Symbol.asyncDispose]: async () => {
      stop.abort(new Error('stopped'))
      await running
    },
  }
}
