import { createServer } from 'node:http'
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { expect, test } from 'vitest'
import { systemClock as clock } from '#internal/base/clock.ts'
import type { GenerationRequest } from '#internal/rollout/policy.ts'
import { scriptedModelName, scriptedStopToken, startScriptedLlamaServer } from '../../test/support/scripted-llama-server.ts'
import { LlamaCpp } from './llama-cpp.ts'

const signal = new AbortController().signal

const props = { default_generation_settings: { n_ctx: 512 }, total_slots: 1, model_path: '/m/x.gguf', bos_token: '', eos_token: 'E' }
const completion = {
  tokens: [7, 8],
  completion_probabilities: [
    { id: 7, logprob: -1 },
    { id: 8, logprob: -2 },
  ],
  stop_type: 'limit',
  tokens_evaluated: 3,
  tokens_predicted: 2,
  timings: { cache_n: 1, prompt_ms: 1, predicted_ms: 2 },
}

/** An engine that answers /completion with `said`, and keeps the bodies that it was sent. */
async function engineThatSays(status: number, said: unknown) {
  const bodies: Record<string, unknown>[] = []
  let [running, atOnce] = [0, 0]
  const server = createServer((incoming, response) => {
    const path = incoming.url ?? ''
    const parts: Buffer[] = []
    incoming.on('data', (part: Buffer) => parts.push(part))
    incoming.on('end', () => {
      if (path === '/completion') atOnce = Math.max(atOnce, ++running)
      response.on('finish', () => (running -= path === '/completion' ? 1 : 0))
      if (path === '/completion') bodies.push(JSON.parse(Buffer.concat(parts).toString('utf8')) as Record<string, unknown>)
      const others: Record<string, unknown> = { '/props': props, '/tokenize': { tokens: [2] }, '/detokenize': { content: 'text' } }
      const body = typeof said === 'string' && path === '/completion' ? said : JSON.stringify(others[path] ?? said)
      // Later, so that calls overlap where they may.
      setImmediate(() => response.writeHead(path === '/completion' ? status : 200).end(body))
    })
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const engine = new LlamaCpp(() => `http://127.0.0.1:${String((server.address() as AddressInfo).port)}/`, clock)
  return {
    engine,
    bodies,
    atOnce: () => atOnce,
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}

function request(sampling: Partial<GenerationRequest['sampling']> = {}): GenerationRequest {
  return {
    tokenIds: Uint32Array.of(4, 5, 6),
    sampling: { temperature: 1, topP: 1, topK: 0, seed: 3, maxTokens: 2, ...sampling },
    stopTokenIds: [],
    traceId: 't',
  }
}

test('temperature 1 and no other sampler, unless more is asked', async () => {
  await using plain = await engineThatSays(200, completion)
  const generation = await plain.engine.generate(request(), signal)
  expect(plain.bodies[0]).toMatchObject({ prompt: [4, 5, 6], n_predict: 2, seed: 3, temperature: 1, samplers: ['temperature'], n_probs: 1 })
  expect(plain.bodies[0]).not.toHaveProperty('stop')
  expect(generation).toMatchObject({ finishReason: 'length', promptTokens: 3, cachedTokens: 1, firstTokenNs: 1e6, decodeNs: 2e6 })
  expect([...generation.logprobs]).toEqual([-1, -2])
  await plain.engine.generate(request({ temperature: 0.5, topK: 40, topP: 0.9 }), signal)
  expect(plain.bodies[1]).toMatchObject({ temperature: 0.5, samplers: ['temperature', 'top_k', 'top_p'], top_k: 40, top_p: 0.9 })
})

test.each([
  ['other tokens than logprobs', { completion_probabilities: [{ id: 9, logprob: -1 }] }, '2 token ids and 1 logprobs'],
  ['more logprobs than tokens', { tokens: [7], tokens_predicted: 1 }, '1 token ids and 2 logprobs'],
  ['ids that were left out', { tokens_predicted: 5 }, '2 token ids for 5 sampled tokens'],
  ['no tokens at all', { tokens: [], completion_probabilities: [], tokens_predicted: 0 }, '0 token ids'],
  ['a prompt that was cut', { tokens_evaluated: 2 }, '2 prompt tokens of 3'],
  ['a logprob that is no number', { completion_probabilities: [{ id: 7, logprob: null }] }, 'logprob'],
])('%s: an error that names the lengths', async (_name, change, words) => {
  await using broken = await engineThatSays(200, { ...completion, ...change })
  const error = { code: 'engine.failed', retryable: true, message: expect.stringContaining(words) as string }
  await expect(broken.engine.generate(request(), signal)).rejects.toMatchObject(error)
})

test.each([
  [503, '{"error":{"code":503,"message":"Loading model","type":"unavailable_error"}}', 'engine.failed', true],
  [500, 'Internal Server Error', 'engine.failed', true],
  [400, '{"error":{"code":400,"message":"Prompt contains invalid tokens","type":"invalid_request_error"}}', 'engine.failed', false],
  [400, '{"error":{"code":400,"message":"too long","type":"exceed_context_size_error"}}', 'engine.context-overflow', false],
  [200, 'not JSON', 'engine.failed', true],
])('status %i with %s is %s', async (status, said, code, retryable) => {
  await using broken = await engineThatSays(status, said)
  await expect(broken.engine.generate(request(), signal)).rejects.toMatchObject({ code, retryable })
})

test('no more turns at once than the engine has slots, also when the first come together', async () => {
  await using single = await engineThatSays(200, completion)
  await Promise.all(Array.from({ length: 8 }, () => single.engine.generate(request({ maxTokens: 6 }), signal)))
  expect(single.bodies.length).toBe(8)
  expect(single.atOnce()).toBe(1)
})

test('an answer without end is refused, and nobody there is unreachable', async () => {
  await using endless = await engineThatSays(200, 'x'.repeat(6 * 1024 * 1024))
  await expect(endless.engine.generate(request(), signal)).rejects.toMatchObject({
    code: 'engine.failed',
    message: expect.stringContaining('longer than') as string,
  })
  const nobody = new LlamaCpp(() => 'http://127.0.0.1:1', clock)
  await expect(nobody.describe(signal)).rejects.toMatchObject({ code: 'engine.unreachable', retryable: true })
  expect(await nobody.healthy(1_000, signal)).toBe(false)
})

test('the scripted engine plays its answers over exact tokens, and says that it is one', async () => {
  const answer = '你好 <|im_end|> def f():\n  return 1'
  await using server = await startScriptedLlamaServer({ answer: (prompt) => (prompt.includes('Q') ? answer : ''), slots: 2 })
  const engine = new LlamaCpp(() => server.url, clock)
  expect((await engine.describe(signal)).name).toBe(scriptedModelName)
  const prompt = await engine.tokenizeTemplate('<|im_start|>user\nQ<|im_end|>\n<|im_start|>assistant\n', true, signal)
  const generation = await engine.generate({ ...request({ maxTokens: 500 }), tokenIds: prompt }, signal)
  expect(generation).toMatchObject({ finishReason: 'stop', text: answer })
  expect(generation.tokenIds.at(-1)).toBe(scriptedStopToken)
  expect(generation.tokenIds.length).toBe(Buffer.byteLength(answer) + 1)
  expect(generation.logprobs.length).toBe(generation.tokenIds.length)
})
