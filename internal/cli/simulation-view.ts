import { columns } from './table.ts'

/** What the view needs of a report. */
export interface ShownSimulation {
  readonly steps: number
  readonly accepted: number
  readonly weight_version: number
  readonly staleness_steps: Readonly<Record<string, number>>
  readonly dropped: readonly { readonly reason: string; readonly duration_bucket: string; readonly count: number }[]
  readonly stale_share_by_duration: Readonly<Record<string, number>>
  readonly slow_over_fast: number | null
}

/** A simulation's report for people. */
export function renderSimulation(report: ShownSimulation): string {
  const words = (counts: Readonly<Record<string, number>>, show: (value: number) => string) =>
    Object.entries(counts).map(([key, value]) => `${key}: ${show(value)}`).join(', ') || 'none' // prettier-ignore
  const dropped = report.dropped.map(({ reason, duration_bucket, count }) => `${reason} within ${duration_bucket}: ${String(count)}`)
  const { slow_over_fast: bias } = report
  const table = columns(0)
  table.push(
    ['SIMULATION', 'nothing was trained: batches were taken, and versions without weights published'],
    ['steps', String(report.steps)],
    ['accepted', `${String(report.accepted)} rollouts, up to v${String(report.weight_version)}`],
    ['staleness', words(report.staleness_steps, String)],
    ['dropped', dropped.length === 0 ? 'none' : dropped.join(', ')],
    ['stale share', words(report.stale_share_by_duration, (share) => `${(share * 100).toFixed(0)} %`)],
    ['bias', bias === null ? 'not to be said' : `slow rollouts are dropped ${bias.toFixed(1)} times as often as fast ones`],
  )
  return `${table.toString()}\n`.replaceAll(/ +$/gm, '')
}
