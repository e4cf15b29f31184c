import { pc } from './colours.ts'
import { headedTable } from './table.ts'

/** One thing that was looked at. */
export interface Finding {
  readonly part: string
  readonly state: 'ok' | 'missing' | 'broken'
  /** Version, place, or what is wrong. */
  readonly detail: string
  /** The command or setting that mends it; empty when nothing is wrong. */
  readonly remedy: string
}

export function renderFindings(findings: readonly Finding[]): string {
  const table = headedTable(['part', '', 'what'], { colWidths: [null, null, 100], wordWrap: true, style: { compact: true } })
  for (const { part, state, detail, remedy } of findings) {
    const mark = state === 'ok' ? pc.green('ok') : pc.red(state)
    table.push([part, mark, remedy === '' ? detail : `${detail}\n${pc.cyan('mend:')} ${remedy}`])
  }
  const wrong = findings.filter(({ state }) => state !== 'ok').length
  const verdict =
    wrong === 0 ? pc.green('everything that a fleet on this machine needs is here') : pc.red(`${String(wrong)} missing or broken`)
  return `${table.toString()}\n${verdict}\n`
}
