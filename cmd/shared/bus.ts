import { systemClock as clock } from '#internal/base/clock.ts'
import { SortieError } from '#internal/base/errors.ts'
import { systemRng as rng } from '#internal/base/rng.ts'
import type { busOptions } from '#internal/config/bus.ts'
import type { Values } from '#internal/config/option.ts'
import { type ConnectOptions, connectStream, type StreamConnection } from '#internal/stream/connection.ts'
import type { Role } from '#internal/stream/roles.ts'
import { openFleetStreams } from '#internal/stream/streams.ts'
import { type Logger, createLogger } from '#internal/telemetry/logger.ts'
import { busAccess } from './bus-access.ts'
import { interruptSignals } from './interrupt.ts'
import { busHere, nothingHere } from './running.ts'

/** Under which names commands join a bus, and the role whose rights each needs: credentials and private inboxes follow from the two. */
export const roleOfName = {
  observer: 'observer',
  submitter: 'owner',
  canceller: 'learner',
  learner: 'learner',
  owner: 'owner',
} as const satisfies Record<string, Role>

export type BusName = keyof typeof roleOfName

/** A way to a bus, open until it is disposed of. */
export interface ReachedBus extends AsyncDisposable {
  /** Name of the fleet on the bus. */
  readonly fleet: string
  readonly access: Omit<ConnectOptions, 'name' | 'clock' | 'rng' | 'logger'>
  /** What to do when nothing answers there, where we know more than that the address may be wrong. */
  readonly remedy?: string
}

export type ReachBus = (options: Values<typeof busOptions>, name: BusName, signal: AbortSignal) => Promise<ReachedBus>

let reachBus: ReachBus = async (given) => {
  const { isFound, options } = await busHere(given)
  const remedy = isFound || given.natsUrl !== '' ? {} : { remedy: nothingHere }
  return { fleet: options.fleet, access: await busAccess(options), ...remedy, [Symbol.asyncDispose]: () => Promise.resolve() }
}

/** From now on every command gets to its bus in this way: the plugin of kubectl goes through the API server. */
export function reachBusBy(way: ReachBus): void {
  reachBus = way
}

export interface OpenBus extends AsyncDisposable {
  readonly connection: StreamConnection
  readonly fleet: string
  readonly partitions: number
}

/** Connects to a running fleet's bus as `name`. Throws `stream.unreachable`, or `stream.mismatch` when there is no such fleet. */
export async function openBus(
  options: Values<typeof busOptions>,
  { name, logger }: { readonly name: BusName; readonly logger: Logger },
  signal: AbortSignal,
): Promise<OpenBus> {
  await using stack = new AsyncDisposableStack()
  const { fleet, access, remedy } = stack.use(await reachBus(options, name, signal))
  const connecting = connectStream({ ...access, name, clock, rng, logger }, signal)
  const connection = stack.use(await connecting.catch((thrown: unknown) => rethrow(thrown, remedy)))
  const { partitions } = await openFleetStreams(connection, fleet, signal)
  const owned = stack.move()
  return { connection, fleet, partitions, [Symbol.asyncDispose]: () => owned.disposeAsync() }
}

function rethrow(thrown: unknown, remedy: string | undefined): never {
  if (remedy === undefined || !(thrown instanceof SortieError) || thrown.code !== 'stream.unreachable') throw thrown
  throw new SortieError(thrown.code, thrown.message, { remedy, retryable: thrown.retryable, cause: thrown.cause })
}

/** Does something over a running fleet's bus, as `name`, until it is done or the person interrupts. */
export async function withBus(
  options: Values<typeof busOptions>,
  name: BusName,
  action: (bus: OpenBus, signal: AbortSignal) => Promise<void>,
): Promise<void> {
  using interrupt = interruptSignals(() => undefined)
  await using bus = await openBus(options, { name, logger: createLogger('error') }, interrupt.drain)
  await action(bus, interrupt.drain)
}
