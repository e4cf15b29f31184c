import { systemClock as clock } from '#internal/base/clock.ts'
import { systemRng as rng } from '#internal/base/rng.ts'
import { bufferBytes, type GatewayOptions } from '#internal/config/learner.ts'
import { FleetLearner } from '#internal/learner/learner-service.ts'
import type { RunFolder } from '#internal/learner/run-folder.ts'
import { ControlBus } from '#internal/stream/control.ts'
import { MarksStore } from '#internal/stream/marks-store.ts'
import { TrajectoryStream } from '#internal/stream/trajectory-stream.ts'
import { WeightsStore } from '#internal/stream/weights-store.ts'
import type { Logger } from '#internal/telemetry/logger.ts'
import type { OpenBus } from './bus.ts'

/** A learner over a running fleet's bus; what it refuses goes into the folder's quarantine. */
export function openLearner(
  { connection, fleet, partitions }: OpenBus,
  parts: { readonly options: Pick<GatewayOptions, 'bufferMib'>; readonly folder: RunFolder; readonly logger: Logger },
  signal: AbortSignal,
): Promise<FleetLearner> {
  const ports = {
    chunks: new TrajectoryStream(connection, { fleet, partitions }),
    quarantine: parts.folder,
    marks: new MarksStore(connection, fleet),
    weights: new WeightsStore(connection, fleet),
    control: new ControlBus(connection, fleet),
  }
  const { logger, options } = parts
  return FleetLearner.start(ports, { fleet, partitions, bufferBytesMax: bufferBytes(options), clock, rng, logger }, signal)
}
