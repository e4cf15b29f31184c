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
      usage: { sampledTokens: 12 },
      finishReason: pb.FinishReason.FINISH_REASON_LENGTH,
      segments: [
        { role: pb.Role.ROLE_TEMPLATE, text: '' },
        { role: pb.Role.ROLE_USER, text: 'add\nthem' },
        { role: pb.Role.ROLE_ASSISTANT, text: 'ok \u001b[2Jgone', versionSpans: [{ weightVersion: 0, tokenCount: 12 }] },
      ],
      toolCalls: [
        {
          name: 'python',
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
  expect(text).toContain('12 tokens by replica-1 at v0, cut by its limit')
  expect(text).toContain('ok \\x1b[2Jgone')
  expect(text).toContain('call python failed in 7 ms, shown in part: 99 bytes')
  expect(text).toContain('passed not determined')
  expect(text).toMatch(/decode +█+ 2\.000 s/)
})

test('without a verdict it says so, and does not show a 0', () => {
  expect(plain(renderEpisode({ ...episode, ending: { status: pb.RolloutStatus.ROLLOUT_STATUS_TIMED_OUT } }))).toContain(
    'no reward: there is no verdict',
  )
})
