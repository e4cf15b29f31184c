import fc from 'fast-check'
import { expect, test } from 'vitest'
import { SortieError } from '#internal/base/errors.ts'
import { pb } from '#internal/gen/v1.js'
import { checkChunk, checkTurn, chunkBytesMax, decodeChunk, encodeChunk, sampledOtherwise } from './codec.ts'
import { logprobBytes, tokenBytes } from './tokens.ts'

const identity = {
  schemaVersion: 1,
  runId: 'run',
  fleet: 'f',
  taskId: 't',
  groupId: 'g',
  groupSize: 1,
  rolloutId: 'r',
  attempt: 1,
  worker: 'w',
  environment: 'math',
}
const ids = Uint32Array.from([5, 6, 7])
const sampled = (overrides: pb.Segment.$Properties = {}): pb.Segment.$Properties => ({
  role: pb.Role.ROLE_ASSISTANT,
  tokenIds: tokenBytes(ids),
  logprobs: logprobBytes(Float32Array.from([-0.1, -0.2, 0])),
  lossMask: Uint8Array.from([1, 1, 1]),
  versionSpans: [{ weightVersion: 3, tokenCount: 3 }],
  ...overrides,
})
const turnWith = (overrides: pb.Segment.$Properties): pb.Turn.$Properties => ({ trainable: true, segments: [sampled(overrides)] })
const code = (action: () => unknown): string => {
  try {
    action()
    return 'nothing was thrown'
  } catch (thrown) {
    return SortieError.from(thrown, 'invariant.broken').code
  }
}

test('any bytes decode, or are refused with one clear code; Object.prototype stays as it was', () => {
  const before = Object.getOwnPropertyNames(Object.prototype)
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 400 }), (bytes) => {
      expect(['nothing was thrown', 'chunk.undecodable']).toContain(code(() => checkChunk(decodeChunk(bytes))))
    }),
    { numRuns: 2_000 },
  )
  expect(Object.getOwnPropertyNames(Object.prototype)).toEqual(before)
})

test('a chunk that was cut at any byte is refused, or is told from the whole by its digest: it never decodes to the same', () => {
  const whole = encodeChunk({ ...identity, chunkSeq: 1, turns: { turns: [turnWith({})] } })
  for (let length = 1; length < whole.byteLength; length++) {
    const cut = whole.slice(0, length)
    const outcome = code(() => {
      expect(Buffer.from(pb.TrajectoryChunk.encode(decodeChunk(cut)).finish()).equals(whole)).toBe(false)
    })
    expect(['nothing was thrown', 'chunk.undecodable']).toContain(outcome)
  }
})

test('the byte at which decoding failed is named: a varint that was cut, a string that is shorter than it says, a wire type that is none', () => {
  const before = [0x08, 0x01] // schema_version 1
  expect(() => decodeChunk(Uint8Array.from([...before, 0x08, 0x80]))).toThrow('a chunk of 4 bytes cannot be decoded at byte 4')
  expect(() => decodeChunk(Uint8Array.from([...before, 0x12, 0x7f]))).toThrow('at byte 4')
  expect(() => decodeChunk(Uint8Array.from([...before, 0x0f]))).toThrow('at byte 3')
})

test('messages nested without end are refused, not recursed into', () => {
  // Field 99 as a group that opens another, a hundred thousand times.
  const groups = Buffer.alloc(200_000)
  for (let at = 0; at < groups.length; at += 2) groups.set([0x9b, 0x06], at)
  expect(code(() => decodeChunk(groups))).toBe('chunk.undecodable')
})

test('fields of a newer writer survive a decode and encode', () => {
  const unknown = Buffer.from([0xa2, 0x06, 0x03, 0x6e, 0x65, 0x77]) // field 100, "new"
  const bytes = Buffer.concat([encodeChunk({ ...identity, opening: { leaseMs: 1 } }), unknown])
  expect(Buffer.from(pb.TrajectoryChunk.encode(decodeChunk(bytes)).finish()).includes(unknown)).toBe(true)
})

test('what is too large is refused before it is sent, and before it is decoded', () => {
  const chunk = { ...identity, chunkSeq: 1, fragment: { fragmentCount: 1, data: new Uint8Array(chunkBytesMax) } }
  expect(code(() => encodeChunk(chunk))).toBe('chunk.too-large')
  expect(code(() => decodeChunk(new Uint8Array(chunkBytesMax + 1)))).toBe('chunk.too-large')
})

test('lengths that differ are named, all of them', () => {
  expect(checkTurn(turnWith({}))).toEqual([])
  expect(checkTurn(turnWith({ logprobs: logprobBytes(new Float32Array(2)) })).join()).toContain(
    'token_ids 3, logprobs 2, loss_mask 3, version spans 3',
  )
  expect(checkTurn(turnWith({ lossMask: new Uint8Array(4) })).join()).toContain('loss_mask 4')
  expect(checkTurn(turnWith({ versionSpans: [{ weightVersion: 1, tokenCount: 2 }] })).join()).toContain('version spans 2')
  expect(checkTurn(turnWith({ tokenIds: new Uint8Array(13) })).join()).toContain('token_ids 3.25')
})

test('a missing logprob is missing: such tokens cannot be trainable', () => {
  expect(checkTurn(turnWith({ logprobs: new Uint8Array() })).join()).toContain('without logprobs cannot be trainable')
  expect(checkTurn({ ...turnWith({ logprobs: new Uint8Array() }), trainable: false })).toEqual([])
})

test('loss counts sampled tokens alone, each once or not at all', () => {
  const given = { role: pb.Role.ROLE_TOOL, logprobs: new Uint8Array(), versionSpans: [] }
  expect(checkTurn(turnWith({ ...given, lossMask: Uint8Array.of(0, 1, 0) })).join()).toContain(
    'loss_mask is 1 at token 1, which was not sampled: it must be 0',
  )
  expect(checkTurn(turnWith({ ...given, lossMask: Uint8Array.of(1, 7, 0) })).join()).toContain('loss_mask is 7 at token 1: 0 or 1')
  expect(checkTurn(turnWith({ lossMask: Uint8Array.of(1, 0, 2) })).join()).toContain('loss_mask is 2 at token 2: 0 or 1')
  for (const lossMask of [new Uint8Array(), new Uint8Array(3)]) expect(checkTurn(turnWith({ ...given, lossMask }))).toEqual([])
  expect(checkTurn(turnWith({ lossMask: Uint8Array.of(1, 0, 1) }))).toEqual([])
})

test('NaN and infinite logprobs and rewards are refused; an absent reward is not', () => {
  for (const value of [Number.NaN, Infinity, -Infinity, 0.5]) {
    expect(checkTurn(turnWith({ logprobs: logprobBytes(Float32Array.from([-1, value, -1])) })).join()).toContain(
      'a logprob is NaN, infinite or above 0',
    )
  }
  const ending = (value?: number) =>
    pb.TrajectoryChunk.create({
      ...identity,
      chunkSeq: 1,
      ending: { status: 1, rewards: [{ name: 'r', ...(value === undefined ? {} : { value }) }] },
    })
  expect(checkChunk(ending(Number.NaN)).join()).toContain('reward r is NaN')
  expect(checkChunk(ending())).toEqual([])
})

test('a weight version from the future is refused by name', () => {
  expect(checkTurn(turnWith({ versionSpans: [{ weightVersion: 12, tokenCount: 3 }] }), 11).join()).toContain(
    'weight version v12 > latest v11',
  )
})

test('an identity that could not be a subject, or says nothing, is refused field by field', () => {
  const problems = checkChunk(pb.TrajectoryChunk.create({ ...identity, rolloutId: 'a.b', worker: '', groupIndex: 1, chunkSeq: 0 }))
  expect(problems.join('\n')).toMatch(/rollout_id "a\.b" has an illegal character "\." at position 2/)
  expect(problems.join('\n')).toMatch(/worker "" is empty/)
  expect(problems.join('\n')).toMatch(/group_index 1 is not below group_size 1/)
  expect(problems.join('\n')).toMatch(/no record that this reader knows/)
})

test('an ending that nobody verified has no reward, whatever its value', () => {
  const ending = (status: pb.RolloutStatus, value: number) =>
    checkChunk(pb.TrajectoryChunk.create({ ...identity, chunkSeq: 1, ending: { status, rewards: [{ name: 'answer', value }] } })).join()
  const { ROLLOUT_STATUS_FAILED_INFERENCE, ROLLOUT_STATUS_CANCELLED, ROLLOUT_STATUS_TIMED_OUT, ROLLOUT_STATUS_TRUNCATED } = pb.RolloutStatus
  expect(ending(ROLLOUT_STATUS_TIMED_OUT, 0)).toContain('ended as timed_out, yet reward answer is 0: it must be absent')
  expect(ending(ROLLOUT_STATUS_FAILED_INFERENCE, 0)).toContain('ended as failed_inference, yet reward answer is 0: it must be absent')
  expect(ending(ROLLOUT_STATUS_CANCELLED, 1)).toContain('ended as cancelled')
  expect(ending(ROLLOUT_STATUS_TRUNCATED, 0)).toBe('')
})

test('other samplers than temperature 1 must say what their logprobs are; raw ones are a warning', () => {
  const sampling = { temperature: 0.5, topP: 1, topK: 0 }
  const turn = { ...turnWith({}), sampling }
  expect(checkTurn(turn).join()).toContain('sampled at temperature 0.5, top_p 1, top_k 0 without a logprobs_mode')
  const raw = { ...turn, sampling: { ...sampling, logprobsMode: pb.LogprobsMode.LOGPROBS_MODE_RAW } }
  expect(checkTurn(raw)).toEqual([])
  expect(sampledOtherwise([raw, raw])).toEqual([expect.stringContaining("not the behaviour policy's")])
  expect(sampledOtherwise([{ ...raw, sampling: { temperature: 1, topP: 1, topK: 0 } }, turnWith({})])).toEqual([])
})

test('no sampler has a temperature below 0 or a top_p above 1: such a record says nothing of its logprobs', () => {
  const logprobsMode = pb.LogprobsMode.LOGPROBS_MODE_RAW
  for (const sampling of [
    { temperature: -1 },
    { temperature: Number.NaN },
    { temperature: 1, topP: 1.5 },
    { temperature: 1, topP: Number.NaN },
  ])
    expect(checkTurn({ ...turnWith({}), sampling: { ...sampling, logprobsMode } }).join()).toContain('which no sampler does')
  expect(checkTurn({ ...turnWith({}), sampling: { temperature: 0, topP: 0, logprobsMode } })).toEqual([])
})

test('forced tokens are left out of the loss: a turn that says that it has some, and leaves none out, is refused', () => {
  const effort = { forcedStop: true }
  const given = { role: pb.Role.ROLE_TEMPLATE, tokenIds: tokenBytes(Uint32Array.of(9)) }
  const words = 'effort has forced_stop, yet every token from the first sampled one on counts in the loss'
  expect(checkTurn({ ...turnWith({}), effort }).join()).toContain(words)
  // What came before the first sampled token was forced by nobody.
  expect(checkTurn({ trainable: true, effort, segments: [given, sampled()] }).join()).toContain(words)
  expect(checkTurn({ trainable: true, effort, segments: [sampled(), given, sampled()] })).toEqual([])
  expect(checkTurn({ ...turnWith({ lossMask: Uint8Array.of(1, 0, 1) }), effort })).toEqual([])
  expect(checkTurn({ ...turnWith({}), effort, trainable: false })).toEqual([])
  expect(checkTurn({ ...turnWith({}), effort: { forcedStop: false } })).toEqual([])
})
