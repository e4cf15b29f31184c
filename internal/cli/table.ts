import Table from 'cli-table3'
import { pc } from './colours.ts'

type Options = NonNullable<ConstructorParameters<typeof Table>[0]>

const parts = [
  'top',
  'top-mid',
  'top-left',
  'top-right',
  'bottom',
  'bottom-mid',
  'bottom-left',
  'bottom-right',
  'left',
  'left-mid',
  'mid',
  'mid-mid',
  'right',
  'right-mid',
  'middle',
] as const
const noLines = Object.fromEntries(parts.map((part) => [part, '']))

/** A table with a head. Its colours are picocolors', which knows when there is no terminal; cli-table3's own are always on. */
export function headedTable(head: readonly string[], options: Options = {}): Table.Table {
  return new Table({ ...options, head: head.map((name) => pc.bold(name)), style: { head: [], border: [], ...options.style } })
}

/** Columns without lines, indented. */
export function columns(indent: number): Table.Table {
  return new Table({ chars: noLines, style: { head: [], border: [], 'padding-left': indent, 'padding-right': 2 } })
}
