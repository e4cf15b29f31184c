import { writeFile, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { systemClock as clock } from '#internal/base/clock.ts'
import { pb } from '#internal/gen/v1.js'
import type { Policy } from '#internal/rollout/policy.ts'
import { concatTokens, tokenBytes } from '#internal/rollout/tokens.ts'
import { policyOver, promptOf, request, testExactTokens } from '../support/exact-tokens.ts'
import { fleetToken, startLlama, startReplica } from '../support/llama.ts'

// The policy's whole way, with the real engine and the real model: policy -> replica -> llama-server.

type Llama = Awaited<ReturnType<typeof startLlama>>
type TestReplica = Awaited<ReturnType<typeof startReplica>>

const signal = new AbortController().signal
let llama: Llama
let replica: TestReplica
let policy: Policy

beforeAll(async () => {
  llama = await startLlama()
  replica = await startReplica('r-1', llama)
  policy = policyOver(() => [replica])
})
afterAll(async () => {
  await replica[Symbol.asyncDispose]()
  await llama[Symbol.asyncDispose]()
})

const userPrompt = (text: string) => promptOf(policy, text)

testExactTokens('llama-server', () => ({ policy, engine: llama.engine }))

test('a turn says which model sampled it, and how long its first token took', async () => {
  const generation = await policy.generate(request(await userPrompt('Say hi.'), { maxTokens: 2 }), signal)
  expect(generation.model).toBe('SmolLM2-135M-Instruct.Q4_1.gguf')
  expect(generation.firstTokenNs).toBeGreaterThan(0)
})

test('what was read before is cached, and said to be', async () => {
  const first = await userPrompt('Say hi, and bye.')
  const { tokenIds } = await policy.generate(request(first, { maxTokens: 20 }), signal)
  const second = await policy.generate(request(concatTokens([first, tokenIds]), { maxTokens: 2 }), signal)
  expect(second.cachedTokens).toBeGreaterThan(first.length)
})

describe('bad requests', () => {
  test('a prompt longer than the context is an overflow, not a failure to try again', async () => {
    const error = { code: 'engine.context-overflow', retryable: false }
    await expect(policy.generate(request(new Uint32Array(2_000).fill(1_000)), signal)).rejects.toMatchObject(error)
  })

  test('a wrong token is refused, on every call', async () => {
    const stranger = policyOver(() => [replica], 'wrong')
    await expect(stranger.model(signal)).rejects.toMatchObject({ code: 'access.denied', retryable: false })
    for (const path of ['/v1/model', '/v1/generate', '/v1/tokenize', '/v1/other']) {
      expect((await fetch(replica.url + path)).status).toBe(401)
    }
    for (const path of ['/healthz', '/readyz', '/metrics']) expect((await fetch(replica.url + path)).status).toBe(200)
  })

  test.each([
    ['no tokens', { tokenIds: new Uint8Array(0) }, 400, 'token_ids is 0'],
    ['ids cut in the middle', { tokenIds: new Uint8Array(5) }, 400, 'token_ids has 5 bytes'],
    ['no token limit', { tokenIds: tokenBytes(Uint32Array.of(1)), sampling: { temperature: 1, topP: 1 } }, 400, 'max_tokens is 0'],
    ['temperature NaN', { tokenIds: tokenBytes(Uint32Array.of(1)), sampling: { temperature: NaN, topP: 1, maxTokens: 1 } }, 400, 'NaN'],
  ])('%s: refused with the field and its limit', async (_name, message, status, words) => {
    const answer = await post(pb.GenerateRequest.encode(message).finish())
    expect(answer.status).toBe(status)
    expect(await answer.text()).toContain(words)
  })

  test('garbage and floods are refused', async () => {
    expect((await post(Buffer.from([0x0a, 0xff, 0xff]))).status).toBe(400)
    const flood = await post(Buffer.alloc(9 * 1024 * 1024)).then(
      (answer) => answer.status,
      // The server answers and hangs up while the flood is still being sent.
      () => 413,
    )
    expect(flood).toBe(413)
  })

  async function post(body: Uint8Array): Promise<Response> {
    const headers = { authorization: `Bearer ${fleetToken}` }
    return await fetch(`${replica.url}/v1/generate`, { method: 'POST', headers, body: Buffer.from(body) })
  }
})

describe('lifetimes', () => {
  test('an aborted turn stops the engine at once', async () => {
    const abort = new AbortController()
    const prompt = await userPrompt('Count from 1 to 300.')
    // Left alone it goes on for many seconds.
    const running = policy.generate(request(prompt, { maxTokens: 900, temperature: 0 }), abort.signal)
    await until(async () => (await busySlots()) === 1)
    abort.abort(new Error('no longer wanted'))
    await expect(running).rejects.toThrow('no longer wanted')
    await until(async () => (await busySlots()) === 0)
    await clock.sleep(50, signal)
    expect(await busySlots()).toBe(0)
  })

  test('an engine that is killed comes back, and the turn is tried again', { timeout: 60_000 }, async () => {
    const prompt = await userPrompt('Tell me a very long story.')
    const before = llama.process.pid
    const running = policy.generate(request(prompt, { maxTokens: 200 }), signal)
    await until(async () => (await busySlots()) === 1)
    process.kill(before, 'SIGKILL')
    const generation = await running
    expect(generation.tokenIds.length).toBe(generation.logprobs.length)
    expect(llama.process.pid).not.toBe(before)
    expect(llama.restarts()).toBe(1)
  })

  test('a file that is no model is refused in words', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'sortie-model-'))
    try {
      const text = join(folder, 'text.gguf')
      await writeFile(text, 'hello, I am no model')
      await expect(startLlama({ modelPath: text })).rejects.toMatchObject({
        code: 'model.invalid',
        message: expect.stringContaining('"hell"') as string,
      })
      const torn = join(folder, 'torn.gguf')
      await writeFile(torn, 'GGUF but no more than that')
      const quoted = { code: 'model.invalid', message: expect.stringContaining('failed to load model') as string }
      await expect(startLlama({ modelPath: torn })).rejects.toMatchObject(quoted)
      await expect(startLlama({ modelPath: join(folder, 'none.gguf') })).rejects.toMatchObject({ code: 'model.invalid' })
    } finally {
      await rm(folder, { recursive: true })
    }
  })

  async function busySlots(): Promise<number> {
    const slots = (await (await fetch(`${llama.process.url}/slots`)).json()) as { is_processing: boolean }[]
    return slots.filter((slot) => slot.is_processing).length
  }

  /** The engine's state is its own to change: it is asked until it has. */
  async function until(condition: () => Promise<boolean>): Promise<void> {
    const deadline = Date.now() + 10_000
    while (!(await condition())) {
      if (Date.now() > deadline) throw new Error('it did not come to pass in 10 s')
      await clock.sleep(10, signal)
    }
  }
})
