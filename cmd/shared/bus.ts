import { systemClock as clock } from '#internal/base/clock.ts'
import { systemRng as rng } from '#internal/base/rng.ts'
import type { busOptions } from '#internal/config/bus.ts'
import type { Values } from '#internal/config/option.ts'
import { connectStream, type StreamConnection } from '#internal/stream/connection.ts'
import { openFleetStreams } from '#internal/stream/streams.ts'
import { type Logger, createLogger } from '#internal/telemetry/logger.ts'
import { busAccess } from './bus-access.ts'
import { interruptSignals } from './interrupt.ts'

export interface OpenBus extends AsyncDisposable {
  readonly connection: StreamConnection
  readonly fleet: string
  readonly partitions: number
}

/** Connects to a running fleet's bus as `name`. Throws `stream.unreachable`, or `stream.mismatch` when there is no such fleet. */
export async function openBus(
  options: Values<typeof busOptions>,
  { name, logger }: { readonly name: string; readonly logger: Logger },
  signal: AbortSignal,
): Promise<OpenBus> {
  const { fleet } = options
  await using stack = new AsyncDisposableStack()
  const connection = stack.use(await connectStream({ ...(await busAccess(options)), name, clock, rng, logger }, signal))
  const { partitions } = await openFleetStreams(connection, fleet, signal)
  const owned = stack.move()
  return { connection, fleet, partitions, [Symbol.asyncDispose]: () => owned.disposeAsync() }
}

/** Does something over a running fleet's bus, as `name`, until it is done or the person interrupts. */
export async function withBus(
  options: Values<typeof busOptions>,
  name: string,
  action: (bus: OpenBus, signal: AbortSignal) => Promise<void>,
): Promise<void> {
  using interrupt = interruptSignals(() => undefined)
  await using bus = await openBus(options, { name, logger: createLogger('error') }, interrupt.drain)
  await action(bus, interrupt.drain)
}
