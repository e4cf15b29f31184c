import fc from 'fast-check'
import { expect, test } from 'vitest'
import { pb } from '#internal/gen/v1.js'
import { type Episode, renderEpisode } from './episode-view.ts'

const plain = (text: string) => text.replace(/\u001b\[\d+m/g, '')
const episode: Episode = {
  head: {
    rolloutId: 'r-1',
    taskId: 't-1',
    environment: 'python',
    environmentVersion: '1',
    groupId: 'g-1',
    groupSize: 2,
    groupIndex: 0,
    attempt: 2,
    worker: 'w-1',
    opening: { seed: 9 },
  },
  turns: [
    {
      turnIndex: 0,
      replica: 'replica-1',
      usage: { promptTokens: 40, cachedTokens: 30, sampledTokens: 12 },
      sampling: { temperature: 0.5, topP: 1 },
      effort: { requested: 0.5, budgetTokens: 64, thinkingTokens: 64, forcedStop: true },
      finishReason: pb.FinishReason.FINISH_REASON_LENGTH,
      segments: [
        { role: pb.Role.ROLE_TEMPLATE, text: '' },
        { role: pb.Role.ROLE_USER, text: 'add\nthem' },
        { role: pb.Role.ROLE_ASSISTANT, text: 'ok \u001b[2Jgone', versionSpans: [{ weightVersion: 0, tokenCount: 12 }] },
      ],
      toolCalls: [
        {
          name: 'python\u001b]0;',
          argumentsJson: JSON.stringify({ code: 'print(1)\nprint("\u202e")', times: 2 }),
          status: pb.ToolStatus.TOOL_STATUS_FAILED,
          startedAtUnixMs: 5,
          endedAtUnixMs: 12,
          output: 'boom',
          outputTruncated: true,
          outputBytes: 99,
        },
      ],
    },
  ],
  ending: {
    status: pb.RolloutStatus.ROLLOUT_STATUS_TRUNCATED,
    stopCondition: 'turn_cut',
    rewards: [{ name: 'passed', weight: 1, evidence: '' }],
    totals: { timings: { decodeNs: 2e9 } },
  },
}

test('an episode reads as turns, calls, verdict and time; what a terminal would obey is escaped', () => {
  const shown = renderEpisode(episode)
  expect(shown.replace(/\u001b\[\d+m/g, '')).not.toMatch(/\u001b/)
  const text = plain(shown)
  expect(text).toContain('truncated, turn_cut')
  expect(text).toContain(
    '12 tokens by replica-1 at v0, 40 given, of them 30 cached, temperature 0.5, effort 0.5: 64 of 64 thinking tokens, stopped there',
  )
  expect(text).toContain('cut by its limit of tokens')
  expect(text).toContain('ok \\x1b[2Jgone')
  expect(text).toContain('call python\\x1b]0; failed in 7 ms, shown in part: 99 bytes')
  expect(text).toContain('  code\n    print(1)\n    print("\\u202e")\n  times\n    2\noutput\n  boom')
  expect(text).toContain('passed not determined')
  expect(text).toMatch(/decode +█+ 100 % {2}2\.000 s/)
})

test('without a verdict it says so, and does not show a 0', () => {
  expect(plain(renderEpisode({ ...episode, ending: { status: pb.RolloutStatus.ROLLOUT_STATUS_TIMED_OUT } }))).toContain(
    'no reward: there is no verdict',
  )
})

test('whatever a policy or a tool says, no line is one that a terminal obeys', () => {
  const text = fc.string({ unit: 'binary', maxLength: 20 })
  fc.assert(
    fc.property(text, text, text, (name, argumentsJson, said) => {
      const [turn] = episode.turns
      const error = { code: 'x', message: said }
      const rewards = [{ name: said, evidence: said, verifier: said }]
      const shown = renderEpisode({
        head: { ...episode.head, environmentVersion: said },
        turns: [
          {
            ...turn,
            replica: said,
            error,
            segments: [{ role: pb.Role.ROLE_TOOL, text: said }],
            toolCalls: [{ name, argumentsJson, output: said }],
          },
        ],
        ending: { status: 1, stopCondition: said, error, rewards, integrityFindings: [{ kind: name, evidence: said }] },
      })
      expect(shown).not.toMatch(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/)
    }),
  )
})
