/** An inference replica: an engine and the agent beside it. */
import { once } from 'node:events'
import { systemClock as clock } from '#internal/base/clock.ts'
import { SortieError } from '#internal/base/errors.ts'
import { systemRng as rng } from '#internal/base/rng.ts'
import { parseOptions } from '#internal/config/option.ts'
import { replicaOptions, type ReplicaOptions } from '#internal/config/replica.ts'
import { configuredWeights, type Announce } from '#internal/replica/ports.ts'
import { Replica } from '#internal/replica/replica.ts'
import { serveReplica } from '#internal/replica/server.ts'
import { checkToken } from '#internal/rollout/identity.ts'
import { connectStream } from '#internal/stream/connection.ts'
import { announcePresence } from '#internal/stream/presence.ts'
import { createLogger, errorFields, type Logger } from '#internal/telemetry/logger.ts'
import { createMetrics } from '#internal/telemetry/metrics.ts'
import { busAccess } from '../shared/bus-access.ts'
import { startEngine } from './engine.ts'

const options = parseOptions('replica', 'Serves a model to the workers of a fleet.', replicaOptions)
const logger = createLogger(options.logLevel, { fleet: options.fleet, replica: options.name })
const stop = new AbortController()
for (const signal of ['SIGTERM', 'SIGINT'] as const) {
  process.once(signal, () => {
    stop.abort(new SortieError('aborted', `stopped by ${signal}`))
  })
}
try {
  await run(options, logger, stop.signal)
} catch (thrown) {
  if (!stop.signal.aborted) {
    logger.error('replica failed', errorFields(thrown))
    // 2: starting it again cannot help.
    const mistake = thrown instanceof SortieError && ['config.invalid', 'subject.invalid', 'model.invalid'].includes(thrown.code)
    process.exitCode = mistake ? 2 : 1
  }
}

async function run(options: ReplicaOptions, logger: Logger, signal: AbortSignal): Promise<void> {
  check(options)
  const [metrics, weights] = [createMetrics(), configuredWeights]
  await using bus = await joinBus(options, logger, signal)
  const { engine, host } = await startEngine(options, { logger, metrics }, signal)
  await using _ = host
  const model = await engine.describe(signal)
  const { name, host: address, port, fleetToken: token } = options
  const replica = new Replica({ name, engine, host, model, weights, clock, metrics })
  await using server = await serveReplica(replica, { host: address, port, token, registry: metrics.registry, logger })
  const url = options.advertiseUrl === '' ? `http://${options.host}:${String(server.port)}` : options.advertiseUrl
  // Outlives the signal: that this replica drains is to be heard as well.
  const gone = new AbortController()
  const announcing = bus.announce(() => ({ ...replica.presence(url), incarnation: options.incarnation }), gone.signal)
  logger.info('replica ready', { url, weightVersion: weights.version, slots: model.slots })
  try {
    await Promise.race([aborted(signal), host.failure, announcing.then(() => aborted(signal))])
    logger.info('replica draining', { graceMs: options.grace })
    await replica.drain(options.grace, gone.signal)
  } finally {
    gone.abort()
    await announcing.catch(() => undefined)
  }
  logger.info('replica stopped')
}

// A declaration: `run` is awaited above, where a constant would not be there yet.
async function aborted(signal: AbortSignal): Promise<void> {
  if (!signal.aborted) await once(signal, 'abort')
}

function check(options: ReplicaOptions): void {
  checkToken('name', options.name)
  checkToken('fleet', options.fleet)
  if (options.fleetToken === '') {
    throw new SortieError('config.invalid', "the fleet's token is missing", {
      remedy: 'set SORTIE_FLEET_TOKEN, the same for all of the fleet',
    })
  }
  if (options.engine !== 'llama.cpp' && options.engineUrl === '') {
    throw new SortieError('config.invalid', `a replica starts llama.cpp alone, and --engine is ${options.engine}`, {
      remedy: 'start the engine beside it, and give its URL by --engine-url',
    })
  }
  if ((options.model === '') === (options.engineUrl === '')) {
    throw new SortieError('config.invalid', 'give either --model or --engine-url', {
      remedy: '`make setup` brings a small model into .tools/models/',
    })
  }
}

async function joinBus(options: ReplicaOptions, logger: Logger, signal: AbortSignal): Promise<{ announce: Announce } & AsyncDisposable> {
  const { fleet, name } = options
  if (options.natsUrl === '') return { announce: () => Promise.resolve(), [Symbol.asyncDispose]: () => Promise.resolve() }
  const connection = await connectStream({ ...(await busAccess(options)), name: `replica-${name}`, clock, rng, logger }, signal)
  return {
    announce: (read, until) => announcePresence(connection, { fleet, ttlMs: options.presenceTtl }, read, until),
    [Symbol.asyncDispose]: () => connection[Symbol.asyncDispose](),
  }
}
