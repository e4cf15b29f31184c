import { expect, test } from 'vitest'
import { pb } from '#internal/gen/v1.js'
import { trainingSequences } from './sequences.ts'
import { logprobBytes, logprobs, tokenBytes, tokenIds } from './tokens.ts'

const given = (...ids: number[]): pb.Segment.$Properties => ({ role: pb.Role.ROLE_USER, tokenIds: tokenBytes(Uint32Array.from(ids)) })
const sampled = (ids: number[], weightVersion: number): pb.Segment.$Properties => ({
  role: pb.Role.ROLE_ASSISTANT,
  tokenIds: tokenBytes(Uint32Array.from(ids)),
  logprobs: logprobBytes(Float32Array.from(ids, (id) => -id)),
  lossMask: new Uint8Array(ids.length).fill(1),
  versionSpans: [{ weightVersion, tokenCount: ids.length }],
})

function read(sequence: pb.TrainingSequence.$Properties | undefined) {
  const versions = sequence?.weightVersions ?? new Uint8Array()
  return {
    tokens: [...tokenIds(sequence?.tokenIds)],
    mask: [...(sequence?.lossMask ?? [])],
    logprobs: [...logprobs(sequence?.logprobs)],
    versions: [...new BigInt64Array(versions.buffer)].map(Number),
    shared: sequence?.sharedTokens,
  }
}

test('a trace is one sequence: what was given is masked, has no logprob and no version', () => {
  const turns = [
    { traceId: 't', trainable: true, segments: [given(1, 2), sampled([3, 4], 5)] },
    { traceId: 't', trainable: true, segments: [given(6), sampled([7], 8)] },
  ]
  expect(trainingSequences(turns).map(read)).toEqual([
    {
      tokens: [1, 2, 3, 4, 6, 7],
      mask: [0, 0, 1, 1, 0, 1],
      logprobs: [NaN, NaN, -3, -4, NaN, -7],
      versions: [-1, -1, 5, 5, -1, 8],
      shared: 0,
    },
  ])
})

test('a branch begins with the prefix that it shares, which counts in the loss of its own trace alone', () => {
  const turns = [
    { traceId: 'a', trainable: true, segments: [given(1), sampled([2, 3], 0)] },
    { traceId: 'b', parentTraceId: 'a', branchTokenCount: 2, trainable: true, segments: [given(9), sampled([8], 1)] },
  ]
  const [, branch] = trainingSequences(turns).map(read)
  expect(branch).toEqual({ tokens: [1, 2, 9, 8], mask: [0, 0, 0, 1], logprobs: [NaN, NaN, NaN, -8], versions: [-1, -1, -1, 1], shared: 2 })
})

test('a turn that is not trainable counts in no loss, and keeps its logprobs', () => {
  const [sequence] = trainingSequences([{ traceId: 't', trainable: false, segments: [sampled([3], 0)] }]).map(read)
  expect(sequence).toMatchObject({ mask: [0], logprobs: [-3] })
})

test('a branch longer than its parent, or from none, is refused with both lengths', () => {
  const turn = { traceId: 'b', parentTraceId: 'a', branchTokenCount: 5, segments: [] }
  expect(() => trainingSequences([turn])).toThrow('trace b branches after 5 tokens of trace a, which is not there')
  expect(() => trainingSequences([{ traceId: 'a', segments: [given(1)] }, turn])).toThrow('which has 1')
})
