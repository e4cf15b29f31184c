import { systemClock } from '#internal/base/clock.ts'
import { systemRng } from '#internal/base/rng.ts'
import { environmentSource } from '#internal/environment/registry.ts'
import type { pb } from '#internal/gen/v1.js'
import { chunkLimitsDefault } from '#internal/rollout/chunk.ts'
import type { Environment } from '#internal/rollout/interaction.ts'
import type { Policy } from '#internal/rollout/policy.ts'
import { ControlBus } from '#internal/stream/control.ts'
import { DeadLetters } from '#internal/stream/dead-letters.ts'
import { TaskQueue } from '#internal/stream/task-queue.ts'
import { TrajectoryStream } from '#internal/stream/trajectory-stream.ts'
import type { StreamConnection } from '#internal/stream/connection.ts'
import { silentLogger } from '#internal/telemetry/logger.ts'
import { createMetrics } from '#internal/telemetry/metrics.ts'
import type { AttemptContext } from '#internal/worker/attempt.ts'
import { Worker, type WorkerOptions } from '#internal/worker/worker.ts'

export const mathOnly = environmentSource({ names: ['math'], configuration: {}, sandboxes: null, clock: systemClock, rng: systemRng })

/** An environment source of one environment, under the name that the test fleet's queue knows. */
export function environmentsOf(create: (task: pb.Task.$Properties) => Environment) {
  return { versions: new Map([['math', '0']]), create }
}

export interface TestWorker extends AsyncDisposable {
  readonly worker: Worker
  readonly context: AttemptContext
}

/** A worker in this process, over a real bus. Disposing of it stops it at once. */
export function startWorker(
  connection: StreamConnection,
  policy: Policy,
  overrides: {
    readonly context?: Partial<AttemptContext>
    readonly options?: Partial<WorkerOptions>
    readonly partitions?: number
    readonly anyReady?: () => boolean
  } = {},
): TestWorker {
  const log = new TrajectoryStream(connection, { fleet: 'test', partitions: overrides.partitions ?? 4 })
  const context: AttemptContext = {
    fleet: 'test',
    worker: 'w-1',
    limits: { turns: 4, tokensPerTurn: 256, tokens: 4_096, wallMs: 20_000 },
    chunkLimits: chunkLimitsDefault,
    leaseMs: 30_000,
    silentAttemptsMax: 3,
    log,
    dead: new DeadLetters(connection, 'test'),
    environments: mathOnly,
    policy,
    clock: systemClock,
    logger: silentLogger,
    metrics: createMetrics(),
    ...overrides.context,
  }
  const tasks = new TaskQueue(connection, { fleet: 'test', pollMs: 1_000 }).source(['math'])
  const worker = new Worker(
    { slots: 4, highWater: 0.8, graceMs: 5_000, ...overrides.options },
    { tasks, control: new ControlBus(connection, 'test'), replicas: { anyReady: overrides.anyReady ?? (() => true) } },
    context,
  )
  const running = worker.run()
  return {
    worker,
    context,
    [Symbol.asyncDispose]: async () => {
      worker.stop()
      await running
    },
  }
}
