import { pc } from './colours.ts'
import { columns } from './table.ts'

/** What a run came to; `sortie run -o json` prints exactly this. */
export interface RunSummary {
  readonly rollouts: {
    readonly submitted: number
    /** Rollouts that ended, whatever their status. */
    readonly completed: number
    /** Adds up to `submitted`; `unfinished` are those without an ending record. */
    readonly by_status: Readonly<Record<string, number>>
  }
  readonly groups: { readonly submitted: number; readonly completed: number }
  readonly turns: number
  readonly tokens: { readonly prompt: number; readonly sampled: number }
  /** Over the rewards that were determined; a mean of none is null. */
  readonly rewards: Readonly<Record<string, { readonly mean: number | null; readonly count: number }>>
  /** Sums over all rollouts, in seconds: they ran side by side, so they exceed `seconds`. */
  readonly seconds_by_phase: { readonly queue: number; readonly first_token: number; readonly decode: number; readonly environment: number }
  /** From the first submission to the last ending. */
  readonly seconds: number
  readonly rollouts_per_second: number
  readonly tokens_per_second: number
  /** Submitted, but neither ended in the stream nor open in the ledger; null when a failure left them uncounted. */
  readonly lost: number | null
  /** Ending records beyond the first, over all rollouts. */
  readonly duplicates: number
  readonly output: string
}

const barWidth = 30

/** The summary as a person reads it. `names`: how they call sortie, and the run's folder, from where they stand. */
export function renderSummary(
  summary: RunSummary,
  example: string | null,
  names: { readonly command: string; readonly output: string },
): string {
  const { rollouts, groups, tokens } = summary
  const statuses = Object.entries(rollouts.by_status).map(([status, count]) => `${paint(status)(status)} ${String(count)}`)
  const facts = columns(0)
  facts.push(
    ['rollouts', `${String(rollouts.completed)} of ${String(rollouts.submitted)} ended: ${statuses.join(', ')}`],
    ['groups', `${String(groups.completed)} of ${String(groups.submitted)} complete`],
    ['turns', count(summary.turns)],
    ['tokens', `${count(tokens.sampled)} sampled, ${count(tokens.prompt)} given`],
    [
      'speed',
      `${summary.tokens_per_second.toFixed(1)} tokens/s, ${summary.rollouts_per_second.toFixed(2)} rollouts/s over ${summary.seconds.toFixed(1)} s`,
    ],
    ['lost', summary.lost === 0 ? pc.green('0') : pc.red(summary.lost === null ? 'not counted' : String(summary.lost))],
    ['duplicates', summary.duplicates === 0 ? pc.green('0') : pc.red(String(summary.duplicates))],
  )
  const next = [`trajectories  ${names.output}`]
  if (example !== null) next.push(`see one       ${names.command} trajectories show ${example} --run ${names.output}`)
  const lines = [
    facts.toString(),
    '',
    pc.bold('reward'),
    rewards(summary),
    '',
    pc.bold('where the time went'),
    phases(summary),
    '',
    ...next,
    '',
  ]
  // Columns pad their last cell too.
  return lines.join('\n').replaceAll(/ +$/gm, '')
}

function rewards(summary: RunSummary): string {
  const table = columns(2)
  for (const [environment, { mean, count: rewarded }] of Object.entries(summary.rewards)) {
    table.push([environment, mean === null ? 'none determined' : `${bar(mean)} ${mean.toFixed(3)}`, `over ${String(rewarded)}`])
  }
  return table.toString()
}

function phases(summary: RunSummary): string {
  const table = columns(2)
  const entries = Object.entries(summary.seconds_by_phase)
  const whole = entries.reduce((sum, [, seconds]) => sum + seconds, 0)
  for (const [phase, seconds] of entries) {
    const share = whole === 0 ? 0 : seconds / whole
    table.push([phase.replace('_', ' '), `${bar(share)} ${(share * 100).toFixed(0).padStart(3)} %`, `${seconds.toFixed(1)} s`])
  }
  return table.toString()
}

function bar(share: number): string {
  const filled = Math.round(Math.min(1, Math.max(0, share)) * barWidth)
  return pc.cyan('█'.repeat(filled)) + pc.dim('░'.repeat(barWidth - filled))
}

function paint(status: string): (text: string) => string {
  if (status === 'completed') return pc.green
  return status === 'truncated' ? pc.yellow : pc.red
}

function count(value: number): string {
  return value.toLocaleString('en-US')
}
