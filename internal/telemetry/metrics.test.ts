import { readFileSync } from 'node:fs'
import type { Registry } from 'prom-client'
import { expect, test } from 'vitest'
import { createControllerMetrics } from './controller-metrics.ts'
import { createMetrics } from './metrics.ts'

/** As the columns of the table have them. */
interface Row {
  readonly name: string
  readonly type: string
  readonly labels: string
  readonly of: string
}

/** What a registry holds; prom-client's own types leave out what its metrics know of themselves. */
function rowsOf(registry: Registry, of: string): Row[] {
  const metrics = registry.getMetricsAsArray() as unknown as readonly (Omit<Row, 'labels' | 'of'> & {
    readonly labelNames: readonly string[]
  })[]
  return metrics.map(({ name, type, labelNames }) => ({ name, type, labels: labelNames.join(' '), of }))
}

test('docs/operations.md has every metric, with its type and labels, and no other', () => {
  const text = readFileSync(new URL('../../docs/operations.md', import.meta.url), 'utf8')
  const listed = [...text.matchAll(/^\| `(\w+)` \| (counter|gauge|histogram) \| ([^|]*)\|.*\| (\w+) \|$/gm)].map(
    ([, name = '', type = '', labels = '', of = '']): Row => ({ name, type, labels: labels.replaceAll('`', '').trim(), of }),
  )
  const isOfReplica = (name: string) => /^sortie_(engine|weight)_/.test(name)
  const ofPods = rowsOf(createMetrics().registry, 'worker').map((row) => (isOfReplica(row.name) ? { ...row, of: 'replica' } : row))
  const ofController = rowsOf(createControllerMetrics(() => 0, () => true).registry, 'controller') // prettier-ignore
  const byName = (a: Row, b: Row) => (a.name < b.name ? -1 : 1)
  expect(listed.toSorted(byName)).toEqual([...ofPods, ...ofController].sort(byName))
})
