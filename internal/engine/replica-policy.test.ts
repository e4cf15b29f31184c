import { createServer } from 'node:http'
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { expect, test } from 'vitest'
import type { Clock } from '#internal/base/clock.ts'
import { systemClock } from '#internal/base/clock.ts'
import { systemRng as rng } from '#internal/base/rng.ts'
import { pb } from '#internal/gen/v1.js'
import type { GenerationRequest } from '#internal/rollout/policy.ts'
import { logprobBytes, tokenBytes, tokenIds } from '#internal/rollout/tokens.ts'
import { ReplicaPolicy, type ReplicaAddress } from './replica-policy.ts'

const signal = new AbortController().signal
const good = {
  tokenIds: tokenBytes(Uint32Array.of(7, 8)),
  logprobs: logprobBytes(Float32Array.of(-1, -2)),
  versionSpans: [{ weightVersion: 4, tokenCount: 2 }],
  finishReason: pb.FinishReason.FINISH_REASON_STOP,
  replica: 'r',
}
const failing = { status: 502, body: JSON.stringify({ code: 'engine.failed', message: 'broke', retryable: true }) }

function request(traceId: string): GenerationRequest {
  const sampling = { temperature: 1, topP: 1, topK: 0, seed: 3, maxTokens: 2 }
  return { tokenIds: Uint32Array.of(4, 5, 6), sampling, stopTokenIds: [2], traceId }
}

/** A replica that answers as it is told, and keeps what it was asked. */
async function replica(name: string, answer: () => { status: number; body: string | Uint8Array }) {
  const asked: pb.GenerateRequest[] = []
  const server = createServer((incoming, response) => {
    const parts: Buffer[] = []
    incoming.on('data', (part: Buffer) => parts.push(part))
    incoming.on('end', () => {
      asked.push(pb.GenerateRequest.decode(Buffer.concat(parts)))
      const { status, body } = answer()
      response.writeHead(status).end(body)
    })
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    name,
    url: `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`,
    asked,
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}

const answers = (message: pb.GenerateResponse.$Properties) => () => ({ status: 200, body: pb.GenerateResponse.encode(message).finish() })

function policyOver(replicas: readonly ReplicaAddress[], clock: Clock = systemClock): ReplicaPolicy {
  return new ReplicaPolicy({ replicas: () => replicas, token: 't', clock, rng, noneReadyMs: 20_000 })
}

/** Sleeping moves it, and nothing else. */
function movedClock(): Clock {
  let nowMs = 0
  return {
    ...systemClock,
    monotonicNs: () => nowMs * 1_000_000,
    sleep: async (ms) => {
      await new Promise((resolve) => setImmediate(resolve))
      nowMs += ms
    },
  }
}

test('a failed call is repeated elsewhere with exactly the same tokens, and the failing replica is left alone', async () => {
  await using bad = await replica('bad', () => failing)
  await using well = await replica('well', answers(good))
  const policy = policyOver([bad, well])
  for (let trace = 0; trace < 8; trace++) expect((await policy.generate(request(`t${String(trace)}`), signal)).replica).toBe('r')
  expect(well.asked.length).toBe(8)
  // Once it had failed, it was asked no more within its half second.
  expect(bad.asked.length).toBe(1)
  for (const asked of [...bad.asked, ...well.asked]) {
    expect([...tokenIds(asked.tokenIds)]).toEqual([4, 5, 6])
    expect(asked).toMatchObject({ stopTokenIds: [2], sampling: { temperature: 1, topP: 1, topK: 0, seed: 3, maxTokens: 2 } })
  }
})

test('a trace keeps to one replica', async () => {
  await using a = await replica('a', answers(good))
  await using b = await replica('b', answers(good))
  const policy = policyOver([a, b])
  for (let turn = 0; turn < 6; turn++) await policy.generate(request('one trace'), signal)
  expect([a.asked.length, b.asked.length].sort()).toEqual([0, 6])
})

test('what would fail everywhere is asked once', async () => {
  const overflow = { status: 422, body: JSON.stringify({ code: 'engine.context-overflow', message: 'too long', retryable: false }) }
  await using a = await replica('a', () => overflow)
  await using b = await replica('b', () => overflow)
  await expect(policyOver([a, b]).generate(request('t'), signal)).rejects.toMatchObject({ code: 'engine.context-overflow' })
  expect(a.asked.length + b.asked.length).toBe(1)
})

test('a call that fails wherever it goes ends after a bounded number of tries', async () => {
  await using a = await replica('a', () => failing)
  await using b = await replica('b', () => ({ status: 500, body: 'a proxy in between' }))
  await expect(policyOver([a, b], movedClock()).generate(request('t'), signal)).rejects.toMatchObject({
    code: 'engine.failed',
    retryable: true,
  })
  expect(a.asked.length + b.asked.length).toBe(6)
})

test('with no replica ready in time, the error says what was tried, for how long, and what to do', async () => {
  const error = {
    code: 'engine.none-ready',
    message: expect.stringMatching(/20 s: no replica has announced/) as string,
    remedy: expect.anything() as string,
  }
  await expect(policyOver([], movedClock()).generate(request('t'), signal)).rejects.toMatchObject(error)
})

test('waiting for a replica ends with the signal', async () => {
  const abort = new AbortController()
  const waiting = policyOver([]).generate(request('t'), abort.signal)
  abort.abort(new Error('cancelled'))
  await expect(waiting).rejects.toThrow('cancelled')
})

test.each([
  ['fewer logprobs', { ...good, logprobs: logprobBytes(Float32Array.of(-1)) }, '2 token ids, 1 logprobs and 2 versions'],
  ['fewer versions', { ...good, versionSpans: [{ weightVersion: 4, tokenCount: 1 }] }, '2 token ids, 2 logprobs and 1 versions'],
])('%s than tokens: refused, with all three lengths', async (_name, message, words) => {
  await using broken = await replica('a', answers(message))
  await expect(policyOver([broken]).generate(request('t'), signal)).rejects.toMatchObject({
    code: 'engine.failed',
    message: expect.stringContaining(words) as string,
  })
})
