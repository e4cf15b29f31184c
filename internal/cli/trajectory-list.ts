import { pc } from './colours.ts'
import { headedTable } from './table.ts'

/** What a list shows of a rollout; an index entry has it. */
export interface ListedRollout {
  readonly rollout_id: string
  readonly task_id: string
  readonly environment: string
  readonly group_index: number
  readonly status: string
  readonly reward: number | null
  readonly turns: number
  readonly tokens: { readonly sampled: number }
  readonly seconds: { readonly wall: number }
}

/** Rollouts as a table, a line each. */
export function renderRollouts(rollouts: readonly ListedRollout[]): string {
  const table = headedTable(['rollout', 'task', 'environment', 'member', 'status', 'reward', 'turns', 'tokens', 'seconds'], {
    style: { compact: true },
  })
  for (const each of rollouts) {
    table.push([
      each.rollout_id,
      each.task_id,
      each.environment,
      { content: String(each.group_index + 1), hAlign: 'right' },
      each.status,
      { content: each.reward === null ? pc.yellow('none') : each.reward.toFixed(2), hAlign: 'right' },
      { content: String(each.turns), hAlign: 'right' },
      { content: String(each.tokens.sampled), hAlign: 'right' },
      { content: each.seconds.wall.toFixed(1), hAlign: 'right' },
    ])
  }
  return `${table.toString()}\n`
}
