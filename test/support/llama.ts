import { join } from 'node:path'
import { systemClock as clock } from '#internal/base/clock.ts'
import { systemRng as rng } from '#internal/base/rng.ts'
import { LlamaCpp } from '#internal/engine/llama-cpp.ts'
import { EngineProcess } from '#internal/replica/engine-process.ts'
import { configuredWeights, type Engine, type EngineHost } from '#internal/replica/ports.ts'
import { Replica } from '#internal/replica/replica.ts'
import { serveReplica } from '#internal/replica/server.ts'
import { silentLogger } from '#internal/telemetry/logger.ts'
import { createMetrics } from '#internal/telemetry/metrics.ts'

export const repository = join(import.meta.dirname, '../..')
export const modelPath = join(repository, '.tools/models/SmolLM2-135M-Instruct.Q4_1.gguf')
export const llamaServer = join(repository, '.tools/bin/llama-server')

const signal = new AbortController().signal

/** A real llama-server with the real model, of one's own. */
export async function startLlama(
  options: { readonly parallel?: number; readonly contextTokens?: number; readonly modelPath?: string } = {},
) {
  let restarts = 0
  const process = await EngineProcess.start(
    {
      command: llamaServer,
      modelPath: options.modelPath ?? modelPath,
      threads: 1,
      parallel: options.parallel ?? 2,
      contextTokens: options.contextTokens ?? 1_024,
      arguments: [],
      logPath: '',
      environment: { PATH: '/usr/bin:/bin' },
    },
    {
      clock,
      rng,
      logger: silentLogger,
      healthy: (url, withinMs, until) => new LlamaCpp(() => url, clock).healthy(withinMs, until),
      onRestart: () => (restarts += 1),
    },
    signal,
  )
  return {
    process,
    engine: new LlamaCpp(() => process.url, clock, { shared: false }),
    restarts: () => restarts,
    [Symbol.asyncDispose]: () => process[Symbol.asyncDispose](),
  }
}

export const fleetToken = 'a-token-of-the-tests'

/** A whole replica in this process, over a real engine. */
export async function startReplica(name: string, started: { readonly engine: Engine; readonly process: EngineHost }) {
  const metrics = createMetrics()
  const { engine, process: host } = started
  const replica = new Replica({ name, engine, host, model: await engine.describe(signal), weights: configuredWeights, clock, metrics })
  const server = await serveReplica(replica, {
    host: '127.0.0.1',
    port: 0,
    token: fleetToken,
    registry: metrics.registry,
    logger: silentLogger,
  })
  return { name, replica, url: `http://127.0.0.1:${String(server.port)}`, [Symbol.asyncDispose]: () => server[Symbol.asyncDispose]() }
}
