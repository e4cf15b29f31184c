import { systemClock } from '#internal/base/clock.ts'
import { systemRng } from '#internal/base/rng.ts'
import { pb } from '#internal/gen/v1.js'
import { type ConnectOptions, type StreamConnection, connectStream } from '#internal/stream/connection.ts'
import { type FleetStreamOptions, createFleetStreams } from '#internal/stream/streams.ts'
import { silentLogger } from '#internal/telemetry/logger.ts'
import { NatsServer, type NatsServerOptions } from './nats-server.ts'

/** For tests that end by themselves: what never comes is ended by the test's own limit. */
export const never: AbortSignal = new AbortController().signal

export function connectTo(
  server: Pick<NatsServer, 'url'>,
  name: string,
  options: Partial<ConnectOptions> = {},
  signal = never,
): Promise<StreamConnection> {
  return connectStream({ url: server.url, name, clock: systemClock, rng: systemRng, logger: silentLogger, ...options }, signal)
}

export interface TestFleet extends AsyncDisposable {
  readonly server: NatsServer
  readonly connection: StreamConnection
}

/** A real server with a fleet's streams, small enough for a test, and its owner's connection. */
export async function startFleet(options: Partial<FleetStreamOptions> = {}, serverOptions: NatsServerOptions = {}): Promise<TestFleet> {
  const server = await NatsServer.start(serverOptions)
  const connection = await connectTo(server, 'owner')
  await createFleetStreams(connection, { fleet: 'test', environments: ['math'], partitions: 4, ...options }, never)
  return {
    server,
    connection,
    [Symbol.asyncDispose]: async () => {
      await connection[Symbol.asyncDispose]()
      await server[Symbol.asyncDispose]()
    },
  }
}

/** A rollout's task, as a submitter would send it. */
export function rolloutTask(rolloutId: string, overrides: pb.RolloutTask.$Properties = {}): pb.RolloutTask.$Properties {
  const task = { taskId: `task-${rolloutId}`, environment: 'math', inputJson: Buffer.from('{}'), verifierJson: Buffer.from('{}') }
  return {
    schemaVersion: 1,
    runId: 'run',
    rolloutId,
    groupId: `group-${rolloutId}`,
    groupSize: 1,
    groupIndex: 0,
    task,
    seed: 7,
    ...overrides,
  }
}

/** An encoded chunk; `text` tells chunks apart. */
export function chunkBytes(chunk: pb.TrajectoryChunk.$Properties): Uint8Array {
  return pb.TrajectoryChunk.encode({ schemaVersion: 1, runId: 'run', fleet: 'test', ...chunk }).finish()
}
