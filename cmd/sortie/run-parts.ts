import { resolve } from 'node:path'
import { systemClock as clock } from '#internal/base/clock.ts'
import { SortieError } from '#internal/base/errors.ts'
import { needPart } from '#internal/config/parts.ts'
import type { RunOptions } from '#internal/config/run.ts'
import { EngineApi } from '#internal/engine/api.ts'
import { checkModelFile } from '#internal/replica/engine-process.ts'

/** How long an engine that was named may take to answer. */
const engineWithinMs = 10_000

/** The parts that a run needs of this machine, the engine at a URL among them; throws `config.invalid`, `engine.unreachable`. */
export async function findParts(
  options: RunOptions,
  signal: AbortSignal,
): Promise<{ natsServer: string; llamaServer: string; model: string }> {
  const ownEngine = options.engineUrl === ''
  if (!ownEngine && options.model !== '') {
    throw new SortieError('config.invalid', 'both --model (or SORTIE_MODEL) and --engine-url are given', {
      remedy: 'give one: the engine at a URL has its own model',
    })
  }
  if (ownEngine && options.engine !== 'llama.cpp') {
    throw new SortieError('config.invalid', `--engine is ${options.engine}, and llama.cpp alone is started here`, {
      remedy: `give --engine-url URL of a ${options.engine} that runs`,
    })
  }
  // Before anything is started: a replica would try for longer, and say it in its log.
  if (!ownEngine) await needEngine(options.engineUrl, signal)
  const model = !ownEngine ? '' : options.model === '' ? await needPart('model') : resolve(options.model)
  if (ownEngine) await checkModelFile(model)
  return {
    natsServer: options.natsUrl === '' ? await needPart('natsServer') : '',
    llamaServer: ownEngine ? await needPart('llamaServer') : '',
    model,
  }
}

async function needEngine(url: string, signal: AbortSignal): Promise<void> {
  const engine = new EngineApi(() => url, clock)
  const startedNs = clock.monotonicNs()
  for (let tries = 1; !(await engine.healthy(engineWithinMs, signal)); tries++) {
    const waitedMs = (clock.monotonicNs() - startedNs) / 1e6
    if (waitedMs > engineWithinMs) {
      const tried = `tried ${String(tries)} times in ${(waitedMs / 1_000).toFixed(0)} s`
      throw new SortieError('engine.unreachable', `no engine answers at ${url}: ${tried}`, {
        remedy: 'see that it runs there and has loaded its model: GET /health answers 200',
      })
    }
    await clock.sleep(500, signal)
  }
}
