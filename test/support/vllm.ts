import { systemClock as clock } from '#internal/base/clock.ts'
import { Vllm } from '#internal/engine/vllm.ts'
import { engineContextTokens, engineMissing, engineSlots, safetensorsModel, startPythonEngine } from './python-engine.ts'

/** Why tests of vLLM cannot run here; null when they can. */
export const vllmMissing = engineMissing('vllm')

/** A real vLLM on the CPU, with the real model, with the flags that pods give it. */
export function startVllm() {
  const size = [
    '--max-num-seqs',
    String(engineSlots),
    '--max-model-len',
    String(engineContextTokens),
    '--dtype',
    'bfloat16',
    '--enforce-eager',
  ]
  const asked = ['--enable-scale-out', '--enable-tokenizer-info-endpoint', '--enable-prompt-tokens-details']
  return startPythonEngine({
    name: 'vllm',
    flags: ['-m', 'vllm.entrypoints.openai.api_server', '--model', safetensorsModel, ...size, ...asked],
    environment: { VLLM_CPU_KVCACHE_SPACE: '1', VLLM_CPU_OMP_THREADS_BIND: 'nobind', VLLM_NO_USAGE_STATS: '1' },
    connect: (url) => new Vllm(() => url, clock, { slots: engineSlots }),
  })
}
