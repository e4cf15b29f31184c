import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { pb } from '#internal/gen/v1.js'
import { ChunkBuilder } from '#internal/rollout/chunk.ts'
import { logprobBytes, tokenBytes } from '#internal/rollout/tokens.ts'
import { exportLine, reassemble } from './export.ts'
import { indexEntryOf } from './index-entry.ts'

const identity = {
  schemaVersion: 1,
  runId: 'run',
  fleet: 'f',
  taskId: 't',
  taskSha256: Uint8Array.of(0xab, 1),
  groupId: 'g',
  groupSize: 2,
  groupIndex: 1,
  rolloutId: 'r',
  attempt: 1,
  worker: 'w',
  environment: 'python',
}
const turn: pb.Turn.$Properties = {
  turnIndex: 0,
  trainable: true,
  finishReason: pb.FinishReason.FINISH_REASON_STOP,
  sampling: { temperature: 1, topP: 1, logprobsMode: pb.LogprobsMode.LOGPROBS_MODE_RAW },
  effort: { requested: 0.5 },
  usage: { promptTokens: 2, sampledTokens: 3 },
  timings: { decodeNs: 5e8 },
  segments: [
    { role: pb.Role.ROLE_USER, text: 'a\u0000b', tokenIds: tokenBytes(Uint32Array.of(7, 8)) },
    {
      role: pb.Role.ROLE_ASSISTANT,
      tokenIds: tokenBytes(Uint32Array.of(0, 258, 0xffff_ffff)),
      logprobs: logprobBytes(Float32Array.of(-0.1, -1e-30, 0)),
      lossMask: Uint8Array.of(1, 1, 0),
      versionSpans: [
        { weightVersion: 7, tokenCount: 2 },
        { weightVersion: 8, tokenCount: 1 },
      ],
    },
  ],
  toolCalls: [{ name: 'python', argumentsJson: '{}', status: pb.ToolStatus.TOOL_STATUS_TIMED_OUT, outputSha256: Uint8Array.of(0xcd) }],
}
const ending: pb.EndingRecord.$Properties = {
  status: pb.RolloutStatus.ROLLOUT_STATUS_COMPLETED,
  stopCondition: 'done',
  rewards: [
    { name: 'passed', value: 0, weight: 1, evidence: '0 of 3' },
    { name: 'style', weight: 1 },
  ],
  integrityFindings: [{ kind: 'exit', evidence: 'os._exit' }],
  totals: { promptTokens: 2, sampledTokens: 3, wallMs: 1500 },
}

function chunksOf(turns: readonly pb.Turn.$Properties[]): Uint8Array[] {
  const builder = new ChunkBuilder(identity, { bytesMax: 200, turnsMax: 16, ageMsMax: 2_000 })
  return [builder.opening({ seed: 9 }), ...turns.flatMap((each) => builder.add(each, 0)), ...builder.end(ending)]
}

function exported(chunks: readonly Uint8Array[]): Record<string, unknown> {
  const trajectory = reassemble('r', chunks)
  const line = JSON.stringify(exportLine(indexEntryOf(trajectory, { offset: 0, bytes: 1 }), trajectory))
  return JSON.parse(line) as Record<string, unknown>
}

test('tokens, logprobs and masks are arrays, to the last bit; what is absent is null', () => {
  const line = exported(chunksOf([turn]))
  expect(line).toMatchObject({
    rollout_id: 'r',
    task_sha256: 'ab01',
    seed: 9,
    status: 'completed',
    reward: 0,
    rewards: [
      { name: 'passed', value: 0, evidence: '0 of 3' },
      { name: 'style', value: null },
    ],
    integrity_findings: [{ kind: 'exit', evidence: 'os._exit' }],
    turns: [
      {
        finish_reason: 'stop',
        sampling: { temperature: 1, logprobs_mode: 'raw' },
        effort: { requested: 0.5 },
        usage: { prompt: 2, sampled: 3 },
        seconds: { decode: 0.5 },
        step_reward: null,
        segments: [
          { role: 'user', text: 'a\u0000b', token_ids: [7, 8], logprobs: null, loss_mask: [0, 0], weight_versions: [] },
          {
            role: 'assistant',
            token_ids: [0, 258, 0xffff_ffff],
            logprobs: [Math.fround(-0.1), Math.fround(-1e-30), 0],
            loss_mask: [1, 1, 0],
            weight_versions: [
              [7, 2],
              [8, 1],
            ],
          },
        ],
        tool_calls: [{ name: 'python', arguments: '{}', status: 'timed_out', output: '', output_sha256: 'cd' }],
      },
    ],
  })
})

test('every field that is exported is written down', () => {
  const reference = readFileSync(join(import.meta.dirname, '../../docs/reference/export.md'), 'utf8')
  const written = new Set([...reference.matchAll(/`([a-z_0-9]+)`/g)].map(([, name]) => name))
  expect([...namesIn(exported(chunksOf([turn])))].filter((name) => !written.has(name))).toEqual([])
})

function namesIn(value: unknown, found = new Set<string>()): Set<string> {
  if (Array.isArray(value)) for (const each of value) namesIn(each, found)
  else if (typeof value === 'object' && value !== null)
    for (const [name, each] of Object.entries(value)) {
      found.add(name)
      namesIn(each, found)
    }
  return found
}

test('a record whose chunks were altered on the disk is refused, with the reason', () => {
  const chunks = chunksOf([turn])
  expect(() => reassemble('r', chunks.slice(0, -1))).toThrow('r: the record has no ending')
  expect(() => reassemble('r', [...chunks.slice(0, 1), ...chunks.slice(2)])).toThrow(/^r: incomplete: chunk 1 missing/)
  expect(() => reassemble('other', chunks)).toThrow('other: the chunk says rollout_id "r"')
})
