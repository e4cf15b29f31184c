import { type ChildProcess, spawn } from 'node:child_process'
import { createWriteStream, existsSync } from 'node:fs'
import { once } from 'node:events'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { systemClock as clock } from '#internal/base/clock.ts'
import { freePort } from '#internal/base/free-port.ts'
import { Vllm } from '#internal/engine/vllm.ts'
import { repository } from './llama.ts'

const folder = join(repository, '.tools/vllm')

/** Why tests of vLLM cannot run here; null when they can. */
export const vllmMissing = existsSync(join(folder, 'installed')) ? null : 'it is not installed: make setup-vllm'
if (vllmMissing !== null) process.stderr.write(`tests against vLLM are skipped: ${vllmMissing}\n`)

export const vllmSlots = 8
export const vllmContextTokens = 1_024
const startWithinMs = 240_000

/** A real vLLM on the CPU, with the real model, with the flags that pods give it. Its own words go to .tools/vllm/server.log. */
export async function startVllm() {
  const port = await freePort()
  const url = `http://127.0.0.1:${String(port)}`
  const listen = ['--host', '127.0.0.1', '--port', String(port)]
  const size = ['--max-num-seqs', String(vllmSlots), '--max-model-len', String(vllmContextTokens), '--dtype', 'bfloat16', '--enforce-eager']
  const asked = ['--enable-scale-out', '--enable-tokenizer-info-endpoint', '--enable-prompt-tokens-details']
  const child = spawn(
    join(folder, 'bin/python'),
    ['-m', 'vllm.entrypoints.openai.api_server', '--model', join(folder, 'model'), ...listen, ...size, ...asked],
    {
      env: {
        PATH: '/usr/bin:/bin',
        HOME: folder,
        HF_HUB_OFFLINE: '1',
        OMP_NUM_THREADS: '2',
        VLLM_CPU_KVCACHE_SPACE: '1',
        VLLM_CPU_OMP_THREADS_BIND: 'nobind',
        VLLM_NO_USAGE_STATS: '1',
      },
      stdio: ['ignore', 'pipe', 'pipe'],
      // Its engine is a process of its own, which is to go with it.
      detached: true,
    },
  )
  const log = createWriteStream(join(folder, 'server.log'))
  child.stdout.pipe(log, { end: false })
  child.stderr.pipe(log, { end: false })
  const engine = new Vllm(() => url, clock, { slots: vllmSlots })
  const untilMs = Date.now() + startWithinMs
  while (!(await engine.healthy(2_000, new AbortController().signal))) {
    if (child.exitCode !== null || Date.now() > untilMs) {
      stop(child)
      throw new Error('vLLM does not start: see .tools/vllm/server.log')
    }
    await sleep(500)
  }
  return {
    url,
    engine,
    [Symbol.asyncDispose]: async () => {
      stop(child)
      if (child.exitCode === null && child.signalCode === null) await once(child, 'exit')
    },
  }
}

function stop({ pid }: ChildProcess): void {
  try {
    if (pid !== undefined) process.kill(-pid, 'SIGKILL')
  } catch {
    // It has ended.
  }
}
