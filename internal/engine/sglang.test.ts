import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, test } from 'vitest'
import { systemClock as clock } from '#internal/base/clock.ts'
import type { GenerationRequest } from '#internal/rollout/policy.ts'
import { Sglang } from './sglang.ts'

// What an SGLang might answer that it should not. What it does answer: test/component/sglang.test.ts.

const signal = new AbortController().signal
const logprobs = (ids: readonly number[]) => ids.map((id) => [-id, id, null])

function generated(ids: readonly number[], meta: object = {}): object {
  const own = { finish_reason: { type: 'length', length: ids.length }, prompt_tokens: 3, output_token_logprobs: logprobs(ids) }
  return { output_ids: ids, meta_info: { ...own, ...meta } }
}

/** An engine of 16 tokens, the last of which is special, that answers a generation with `said`; keeps the bodies that it was sent. */
async function engineThatSays(status: number, said: unknown) {
  const bodies: Record<string, unknown>[] = []
  const text = ({ tokens, skip_special_tokens: skip }: { tokens: number[] | number[][]; skip_special_tokens: boolean }) => {
    const one = (id: number) => (id > 15 || (skip && id === 15) ? '' : id === 15 ? '<end>' : `t${String(id)}`)
    return { text: tokens.map((each) => (typeof each === 'number' ? one(each) : each.map(one).join(''))) }
  }
  const server = createServer((incoming, response) => {
    const parts: Buffer[] = []
    incoming.on('data', (part: Buffer) => parts.push(part))
    incoming.on('end', () => {
      const body = JSON.parse(Buffer.concat(parts).toString('utf8') || '{}') as Record<string, unknown>
      if (incoming.url === '/v1/models') response.end(JSON.stringify({ data: [{ id: '/models/x', max_model_len: 16 }] }))
      else if (incoming.url === '/server_info') response.end(JSON.stringify({ max_req_input_len: 12 }))
      else if (incoming.url === '/v1/tokenize') response.end(JSON.stringify({ tokens: [1] }))
      else if (incoming.url === '/v1/detokenize') {
        const answer = text(body as unknown as Parameters<typeof text>[0])
        const isOne = typeof (body['tokens'] as unknown[])[0] === 'number'
        response.end(JSON.stringify(isOne ? { text: answer.text.join('') } : answer))
      } else {
        bodies.push(body)
        response.writeHead(status).end(typeof said === 'string' ? said : JSON.stringify(said))
      }
    })
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    engine: new Sglang(() => `http://127.0.0.1:${String((server.address() as AddressInfo).port)}/`, clock, { slots: 4 }),
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

test('every sampler is named, so that no default of the model acts', async () => {
  await using sglang = await engineThatSays(200, generated([7, 8]))
  const generation = await sglang.engine.generate(request([4, 5, 6]), signal)
  expect([[...generation.tokenIds], [...generation.logprobs], generation.finishReason, generation.text]).toEqual([
    [7, 8],
    [-7, -8],
    'length',
    't7t8',
  ])
  const none = { min_p: 0, repetition_penalty: 1, presence_penalty: 0, frequency_penalty: 0, min_new_tokens: 0 }
  const own = { temperature: 1, top_p: 1, top_k: -1, sampling_seed: 3, max_new_tokens: 2, stop_token_ids: [9] }
  expect(sglang.bodies).toEqual([{ input_ids: [4, 5, 6], sampling_params: { ...own, ...none }, return_logprob: true }])
})

test('the token that a turn stopped at is its last, and not in its text', async () => {
  await using sglang = await engineThatSays(200, generated([7, 9], { finish_reason: { type: 'stop', matched: 9 } }))
  expect(await sglang.engine.generate(request([4, 5, 6]), signal)).toMatchObject({ finishReason: 'stop', text: 't7' })
})

test.each<[string, number, unknown, string]>([
  ['another prompt', 200, generated([7, 8], { prompt_tokens: 4 }), 'read 4 prompt tokens of 3'],
  ['no token', 200, generated([]), '0 token ids of at most 2'],
  ['more than was asked for', 200, generated([1, 2, 3]), '3 token ids of at most 2'],
  ['a logprob too few', 200, generated([7, 8], { output_token_logprobs: logprobs([7]) }), '2 token ids and 1 logprobs'],
  ['logprobs of other tokens', 200, generated([7, 8], { output_token_logprobs: logprobs([7, 6]) }), 'not of the same tokens'],
  [
    'a logprob that is none',
    200,
    generated([7, 8], {
      output_token_logprobs: [
        [null, 7],
        [-1, 8],
      ],
    }),
    'cannot be read',
  ],
  ['a stop that is not the last token', 200, generated([7, 8], { finish_reason: { type: 'stop', matched: 9 } }), 'stopped at 9'],
  ['a stop at a text', 200, generated([7, 8], { finish_reason: { type: 'stop', matched: 'x' } }), 'stopped at "x"'],
  ['an abort', 200, generated([7, 8], { finish_reason: { type: 'abort', message: 'out of memory' } }), 'out of memory'],
  ['no JSON', 200, 'oops', 'cannot be read'],
  ['an error', 500, { error: { message: 'it broke' } }, 'it broke'],
])('%s is an error that says so, and may be tried elsewhere', async (_what, status, said, words) => {
  await using sglang = await engineThatSays(status, said)
  await expect(sglang.engine.generate(request([4, 5, 6]), signal)).rejects.toMatchObject({
    code: 'engine.failed',
    retryable: true,
    message: expect.stringContaining(words) as string,
  })
})

test('ids beyond the vocabulary never reach the engine', async () => {
  await using sglang = await engineThatSays(200, generated([7, 8]))
  await expect(sglang.engine.generate(request([4, 16]), signal)).rejects.toMatchObject({ code: 'engine.failed', retryable: false })
  expect(sglang.bodies).toEqual([])
})

test('a prompt longer than the engine takes, which is less than the context, is an overflow', async () => {
  await using sglang = await engineThatSays(200, generated([7, 8], { prompt_tokens: 11 }))
  await expect(sglang.engine.generate(request(Array<number>(12).fill(1)), signal)).rejects.toMatchObject({
    code: 'engine.context-overflow',
  })
  expect(sglang.bodies).toEqual([])
  expect((await sglang.engine.generate(request(Array<number>(11).fill(1)), signal)).promptTokens).toBe(11)
})
