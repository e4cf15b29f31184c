import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { conditionReasons } from './status.ts'

test('docs/operations.md says of every reason what to do', () => {
  const text = readFileSync(new URL('../../docs/operations.md', import.meta.url), 'utf8')
  const explained = [...text.matchAll(/^\| `([A-Z]\w+)`/gm)].map(([, reason]) => reason)
  expect(explained).toEqual([...conditionReasons])
})
