import { systemClock as clock } from '#internal/base/clock.ts'
import { Sglang } from '#internal/engine/sglang.ts'
import { engineContextTokens, engineMissing, engineSlots, safetensorsModel, startPythonEngine } from './python-engine.ts'

/** Why tests of SGLang cannot run here; null when they can. */
export const sglangMissing = engineMissing('sglang')

/** A real SGLang on the CPU, with the real model, with what pods give it, and what it needs where there is no GPU. */
export function startSglang(environment: Readonly<Record<string, string>> = { SGLANG_RETURN_ORIGINAL_LOGPROB: '1' }) {
  const size = ['--max-running-requests', String(engineSlots), '--context-length', String(engineContextTokens), '--dtype', 'bfloat16']
  const cpu = ['--device', 'cpu', '--attention-backend', 'torch_native', '--sampling-backend', 'pytorch', '--grammar-backend', 'none']
  return startPythonEngine({
    name: 'sglang',
    flags: ['-m', 'sglang.launch_server', '--model-path', safetensorsModel, ...size, ...cpu, '--max-total-tokens', '8192'],
    environment,
    connect: (url) => new Sglang(() => url, clock, { slots: engineSlots }),
  })
}
