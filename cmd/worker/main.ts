/** An environment worker: a number of slots, in each of which one rollout at a time is played. */
import { systemClock as clock } from '#internal/base/clock.ts'
import { SortieError, errorText } from '#internal/base/errors.ts'
import { systemRng as rng } from '#internal/base/rng.ts'
import { parseOptions } from '#internal/config/option.ts'
import { workerOptions, type WorkerOptions } from '#internal/config/worker.ts'
import { ReplicaPolicy } from '#internal/engine/replica-policy.ts'
import { environments, environmentSource } from '#internal/environment/registry.ts'
import { pb } from '#internal/gen/v1.js'
import { chunkLimitsDefault } from '#internal/rollout/chunk.ts'
import { checkToken } from '#internal/rollout/identity.ts'
import { connectStream } from '#internal/stream/connection.ts'
import { ControlBus } from '#internal/stream/control.ts'
import { DeadLetters } from '#internal/stream/dead-letters.ts'
import { announcePresence, PresenceBoard } from '#internal/stream/presence.ts'
import { openFleetStreams } from '#internal/stream/streams.ts'
import { TaskQueue } from '#internal/stream/task-queue.ts'
import { TrajectoryStream } from '#internal/stream/trajectory-stream.ts'
import { serveHealth } from '#internal/telemetry/health.ts'
import { createLogger, errorFields, type Logger } from '#internal/telemetry/logger.ts'
import { createMetrics } from '#internal/telemetry/metrics.ts'
import { Worker } from '#internal/worker/worker.ts'
import { busAccess } from '../shared/bus-access.ts'
import { openSandboxes } from '../shared/sandboxes.ts'

const options = parseOptions('worker', 'Runs rollouts of a fleet: the turn loop between a policy and an environment.', workerOptions)
const logger = createLogger(options.logLevel, { fleet: options.fleet, worker: options.name })
try {
  await run(options, logger)
} catch (thrown) {
  logger.error('worker failed', errorFields(thrown))
  // 2: starting it again cannot help.
  const mistake =
    thrown instanceof SortieError &&
    ['config.invalid', 'subject.invalid', 'environment.unknown', 'sandbox.unavailable'].includes(thrown.code)
  process.exitCode = mistake ? 2 : 1
}

async function run(options: WorkerOptions, logger: Logger): Promise<void> {
  const { fleet } = options
  const name = checkToken('name', options.name)
  const life = new AbortController()
  const metrics = createMetrics()
  const served = await environmentsOf(options, logger, life.signal)
  const bus = { ...(await busAccess(options)), name: `worker-${name}`, clock, rng, logger }
  await using connection = await connectStream(bus, life.signal)
  const { partitions } = await openFleetStreams(connection, fleet, life.signal)
  const board = new PresenceBoard(connection, { fleet, replicasOnly: true, ttlMs: options.presenceTtl })
  const replicas = () =>
    board.current(pb.PresenceKind.PRESENCE_KIND_REPLICA).filter(({ state }) => state === pb.PresenceState.PRESENCE_STATE_READY)
  const policy = new ReplicaPolicy({ replicas, token: options.fleetToken, clock, rng })
  const log = new TrajectoryStream(connection, { fleet, partitions })
  const dead = new DeadLetters(connection, fleet)
  const tasks = new TaskQueue(connection, { fleet }).source([...served.versions.keys()])
  const limits = { turns: options.turns, tokensPerTurn: options.tokensPerTurn, tokens: options.tokens, wallMs: options.wall }
  const bounds = { limits, chunkLimits: chunkLimitsDefault, leaseMs: options.lease, silentAttemptsMax: options.silentAttempts }
  const worker = new Worker(
    { slots: options.slots, highWater: options.highWaterPercent / 100, graceMs: options.grace },
    { tasks, control: new ControlBus(connection, fleet), replicas: { anyReady: () => replicas().length > 0 } },
    { fleet, worker: name, ...bounds, log, dead, environments: served, policy, clock, logger, metrics },
  )
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.on(signal, () => {
      worker.drain()
    })
  }
  const readiness = () => {
    if (worker.draining) return { ready: false, reason: 'draining' }
    if (connection.nats.isClosed()) return { ready: false, reason: 'the bus is away' }
    return replicas().length > 0 ? { ready: true, reason: 'ready' } : { ready: false, reason: 'no inference replica is ready' }
  }
  const { PRESENCE_STATE_READY, PRESENCE_STATE_UNREADY, PRESENCE_STATE_DRAINING } = pb.PresenceState
  const presence = () => ({
    kind: pb.PresenceKind.PRESENCE_KIND_WORKER,
    name,
    incarnation: options.incarnation,
    state: worker.draining ? PRESENCE_STATE_DRAINING : readiness().ready ? PRESENCE_STATE_READY : PRESENCE_STATE_UNREADY,
    slots: options.slots,
    busy: worker.busy,
    draining: worker.draining,
  })
  await using health = await serveHealth({ host: options.healthHost, port: options.healthPort }, metrics.registry, readiness)
  const beside = [board.run(life.signal), announcePresence(connection, { fleet, ttlMs: options.presenceTtl }, presence, life.signal)]
  logger.info('worker started', { slots: options.slots, url: `http://${options.healthHost}:${String(health.port)}` })
  try {
    await worker.run()
  } finally {
    life.abort()
    await Promise.allSettled(beside)
  }
  logger.info('worker stopped')
}

/** The environments that this machine can serve; without a sandbox, those that need none. */
async function environmentsOf(options: WorkerOptions, logger: Logger, signal: AbortSignal) {
  const names = options.environments === '' ? [] : options.environments.split(',').map((each) => each.trim())
  const named = environments.some((each) => each.sandbox.needed && names.includes(each.name))
  const needed = named || (names.length === 0 && environments.some((each) => each.sandbox.needed))
  const sandboxes = needed
    ? await openSandboxes(options, signal).catch((thrown: unknown) => {
        if (named) throw thrown
        logger.error('no sandbox can be had', errorFields(thrown))
        return null
      })
    : null
  return environmentSource({ names, configuration: configurationOf(options.environmentConfig), sandboxes, clock, rng })
}

function configurationOf(text: string): Readonly<Record<string, unknown>> {
  if (text === '') return {}
  const remedy = 'give a JSON object of environments by name, such as {"math":{}}'
  try {
    const value: unknown = JSON.parse(text)
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Readonly<Record<string, unknown>>
  } catch (thrown) {
    throw new SortieError('config.invalid', `--environment-config is no JSON: ${errorText(thrown)}`, { remedy, cause: thrown })
  }
  throw new SortieError('config.invalid', '--environment-config is no JSON object', { remedy })
}
