/** The engine of a replica: one that it starts, or one that runs already. */
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { systemClock as clock } from '#internal/base/clock.ts'
import { SortieError } from '#internal/base/errors.ts'
import { systemRng as rng } from '#internal/base/rng.ts'
import { inheritedEnvironment } from '#internal/config/inherited.ts'
import type { ReplicaOptions } from '#internal/config/replica.ts'
import { LlamaCpp } from '#internal/engine/llama-cpp.ts'
import { Sglang } from '#internal/engine/sglang.ts'
import { Vllm } from '#internal/engine/vllm.ts'
import { attachEngine } from '#internal/replica/attached-engine.ts'
import { EngineProcess } from '#internal/replica/engine-process.ts'
import type { Engine, EngineHost } from '#internal/replica/ports.ts'
import type { Logger } from '#internal/telemetry/logger.ts'
import type { Metrics } from '#internal/telemetry/metrics.ts'

const attached = {
  'llama.cpp': (url: () => string) => new LlamaCpp(url, clock),
  vllm: (url: () => string, slots: number) => new Vllm(url, clock, { slots }),
  sglang: (url: () => string, slots: number) => new Sglang(url, clock, { slots }),
} as const

const installed = join(import.meta.dirname, '../../.tools/bin/llama-server')

/** Attaches to the engine at `engineUrl`, or starts a llama-server with `model`. Throws `engine.unreachable`, `engine.failed`. */
export async function startEngine(
  options: ReplicaOptions,
  context: { readonly logger: Logger; readonly metrics: Metrics },
  signal: AbortSignal,
): Promise<{ engine: Engine; host: EngineHost }> {
  const { logger, metrics } = context
  const { engineUrl: url, engine: kind, engineWait: waitMs } = options
  if (url !== '') {
    const engine = attached[kind](() => url, options.parallel)
    const host = await attachEngine(engine, { url, kind, waitMs, clock, logger }, signal)
    return { engine, host }
  }
  const healthy = (at: string, withinMs: number, until: AbortSignal) => new LlamaCpp(() => at, clock).healthy(withinMs, until)
  const onRestart = () => void metrics.engineRestarts.inc()
  const command = options.llamaServer || (existsSync(installed) ? installed : 'llama-server')
  // The engine is to know no token of the fleet.
  const environment = Object.fromEntries(Object.entries(inheritedEnvironment()).filter(([key]) => !key.endsWith('_TOKEN')))
  const spec = {
    ...options,
    arguments: readArguments(options.engineArgs),
    command,
    modelPath: options.model,
    logPath: options.engineLog,
    environment,
  }
  const host = await EngineProcess.start(spec, { clock, rng, logger, healthy, onRestart }, signal)
  return { engine: new LlamaCpp(() => host.url, clock, { shared: false }), host }
}

function readArguments(json: string): readonly string[] {
  if (json === '') return []
  try {
    return z.array(z.string()).parse(JSON.parse(json))
  } catch (thrown) {
    throw new SortieError('config.invalid', `--engine-args ${json} is no JSON list of texts`, {
      remedy: 'write it so: ["--threads", "4"]',
      cause: thrown,
    })
  }
}
