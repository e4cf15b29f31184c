import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, test } from 'vitest'
import { systemClock as clock } from '#internal/base/clock.ts'
import type { GenerationRequest } from '#internal/rollout/policy.ts'
import { Vllm } from './vllm.ts'

// What a vLLM might answer that it should not. What it does answer: test/component/vllm.test.ts.

const signal = new AbortController().signal
const logprobs = (ids: readonly number[]) => ({ content: ids.map((id) => ({ token_id: id, logprob: -id })) })
const choice = { finish_reason: 'length', token_ids: [7, 8], logprobs: logprobs([7, 8]) }
const generated = { usage: { prompt_tokens: 3 }, choices: [choice] }
const answers: Readonly<Record<string, unknown>> = {
  '/v1/models': { data: [{ id: '/models/x', max_model_len: 16 }] },
  '/tokenizer_info': { eos_token: 'E', added_tokens_decoder: { 2: '<E>' } },
  '/tokenize': { tokens: [2] },
  '/detokenize': { prompt: 'text' },
}

/** An engine that answers a generation with `said`, and the rest as one does, but with a status for `closed`; keeps the bodies that it was sent. */
async function engineThatSays(status: number, said: unknown, closed: Readonly<Record<string, number>> = {}) {
  const bodies: Record<string, unknown>[] = []
  const server = createServer((incoming, response) => {
    const path = incoming.url ?? ''
    const parts: Buffer[] = []
    incoming.on('data', (part: Buffer) => parts.push(part))
    incoming.on('end', () => {
      const refused = closed[path]
      if (refused !== undefined) response.writeHead(refused).end('{"detail":"refused"}')
      else if (path in answers) response.end(JSON.stringify(answers[path]))
      else {
        bodies.push(JSON.parse(Buffer.concat(parts).toString('utf8')) as Record<string, unknown>)
        response.writeHead(status).end(typeof said === 'string' ? said : JSON.stringify(said))
      }
    })
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    engine: new Vllm(() => `http://127.0.0.1:${String((server.address() as AddressInfo).port)}/`, clock, { slots: 4 }),
    bodies,
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}

function request(tokenIds: readonly number[], maxTokens = 2): GenerationRequest {
  const sampling = { temperature: 1, topP: 1, topK: 0, seed: 3, maxTokens }
  return { tokenIds: Uint32Array.from(tokenIds), sampling, stopTokenIds: [9], traceId: 't' }
}

test('an id that is told as a text alone, as older versions do, is an id', async () => {
  const content = [7, 8].map((id) => ({ token: `token_id:${String(id)}`, logprob: -id }))
  await using vllm = await engineThatSays(200, { ...generated, choices: [{ ...choice, logprobs: { content } }] })
  expect([...(await vllm.engine.generate(request([4, 5, 6]), signal)).tokenIds]).toEqual([7, 8])
})

test('every sampler is named, so that no default of the model acts', async () => {
  await using vllm = await engineThatSays(200, generated)
  const generation = await vllm.engine.generate(request([4, 5, 6]), signal)
  expect([[...generation.tokenIds], [...generation.logprobs], generation.finishReason]).toEqual([[7, 8], [-7, -8], 'length'])
  const none = { min_p: 0, repetition_penalty: 1, presence_penalty: 0, frequency_penalty: 0 }
  const sampling = { temperature: 1, top_p: 1, top_k: 0, seed: 3, logprobs: 0, max_tokens: 2, stop_token_ids: [9], ...none }
  expect(vllm.bodies[0]).toMatchObject({ token_ids: [4, 5, 6], sampling_params: sampling })
})

test.each([
  ['other tokens than logprobs', { choices: [{ ...choice, logprobs: logprobs([7, 9]) }] }, '2 token ids and 2 logprobs, not of the same'],
  ['fewer logprobs than tokens', { choices: [{ ...choice, logprobs: logprobs([7]) }] }, '2 token ids and 1 logprobs'],
  ['more than was asked for', { choices: [{ ...choice, token_ids: [7, 8, 9] }] }, '3 token ids of at most 2'],
  ['no tokens at all', { choices: [{ ...choice, token_ids: [], logprobs: logprobs([]) }] }, '0 token ids'],
  ['no logprobs', { choices: [{ ...choice, logprobs: null }] }, 'logprobs'],
  ['a turn that was given up', { choices: [{ ...choice, finish_reason: 'abort' }] }, 'ended the turn as "abort"'],
  ['a prompt that was cut', { usage: { prompt_tokens: 2 } }, '2 prompt tokens of 3'],
])('%s: an error that says so', async (_name, change, words) => {
  await using broken = await engineThatSays(200, { ...generated, ...change })
  const error = { code: 'engine.failed', retryable: true, message: expect.stringContaining(words) as string }
  await expect(broken.engine.generate(request([4, 5, 6]), signal)).rejects.toMatchObject(error)
})

test.each([
  [503, '{"error":{"message":"overloaded","type":"ServiceUnavailableError","code":503}}', true],
  [500, 'Internal Server Error', true],
  [400, '{"error":{"message":"Token id 999999 is out of vocabulary","type":"BadRequestError","code":400}}', false],
  [200, 'not JSON', true],
])('status %i with %s can be tried again: %s', async (status, said, retryable) => {
  await using broken = await engineThatSays(status, said)
  await expect(broken.engine.generate(request([4]), signal)).rejects.toMatchObject({ code: 'engine.failed', retryable })
})

test('the context bounds a turn before anything is sent', async () => {
  await using vllm = await engineThatSays(200, { ...generated, usage: { prompt_tokens: 14 } })
  const full = { code: 'engine.context-overflow', message: 'the prompt has 16 tokens, the model holds 16' }
  await expect(vllm.engine.generate(request(Array(16).fill(4)), signal)).rejects.toMatchObject(full)
  await vllm.engine.generate(request(Array(14).fill(4), 100), signal)
  expect(vllm.bodies).toMatchObject([{ sampling_params: { max_tokens: 2 } }])
})

test('content that became a special token all the same is refused', async () => {
  await using vllm = await engineThatSays(200, generated)
  await expect(vllm.engine.tokenize('x', signal)).rejects.toMatchObject({ code: 'engine.failed', retryable: false })
})

// What the real one says without its flags.
test.each([
  ['/inference/v1/generate', 403],
  ['/tokenizer_info', 404],
])('without %s it says which flags to start it with', async (path, status) => {
  await using plain = await engineThatSays(400, '{}', { [path]: status })
  const error = { code: 'config.invalid', remedy: 'start vLLM 0.26 or newer with --enable-scale-out --enable-tokenizer-info-endpoint' }
  await expect(plain.engine.describe(signal)).rejects.toMatchObject(error)
})
