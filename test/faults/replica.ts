/**
 * The replica's process of a story in which weights are published: the replica as it is, over the SCRIPTED engine, with weights that follow
 * what the learner publishes. They are a number here: nothing is loaded.
 */
import { systemClock as clock } from '#internal/base/clock.ts'
import { SortieError } from '#internal/base/errors.ts'
import { systemRng as rng } from '#internal/base/rng.ts'
import { LlamaCpp } from '#internal/engine/llama-cpp.ts'
import { attachEngine } from '#internal/replica/attached-engine.ts'
import { Replica } from '#internal/replica/replica.ts'
import { serveReplica } from '#internal/replica/server.ts'
import { connectStream } from '#internal/stream/connection.ts'
import { announcePresence } from '#internal/stream/presence.ts'
import { WeightsStore } from '#internal/stream/weights-store.ts'
import { createLogger, errorFields } from '#internal/telemetry/logger.ts'
import { createMetrics } from '#internal/telemetry/metrics.ts'

const [natsUrl = '', engineUrl = ''] = process.argv.slice(2)
const logger = createLogger('warn')
const never = new AbortController().signal
const connection = await connectStream({ url: natsUrl, name: 'replica', clock, rng, logger }, never)
const store = new WeightsStore(connection, 'test')
let version = 0
const weights = {
  get version() {
    return version
  },
  current: true,
  begin: () => {
    const weightVersion = version
    return (tokenCount: number) => [{ weightVersion, tokenCount }]
  },
}
const engine = new LlamaCpp(() => engineUrl, clock)
const host = await attachEngine(engine, { url: engineUrl, kind: 'llama.cpp', waitMs: 10_000, clock, logger }, never)
const metrics = createMetrics()
const replica = new Replica({ name: 'replica', engine, host, model: await engine.describe(never), weights, clock, metrics })
const token = process.env['SORTIE_FLEET_TOKEN'] ?? ''
const server = await serveReplica(replica, { host: '127.0.0.1', port: 0, token, registry: metrics.registry, logger })
const url = `http://127.0.0.1:${String(server.port)}`
const announcing = announcePresence(connection, { fleet: 'test', ttlMs: 3_000 }, () => ({ ...replica.presence(url) }), never)
await Promise.race([announcing, followWeights()])

async function followWeights(): Promise<never> {
  for (;;) {
    await clock.sleep(100, never)
    try {
      version = (await store.current(never))?.weightVersion ?? 0
    } catch (thrown) {
      // The server is down now and then: what is served stays what it was.
      if (!(thrown instanceof SortieError)) throw thrown
      logger.warn('the weights could not be read', errorFields(thrown))
    }
  }
}
