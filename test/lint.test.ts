import { ESLint, Linter } from 'eslint'
import { expect, test } from 'vitest'
import { layers } from '../eslint.config.ts'
import { root } from './support/sortie.ts'

const eslint = new ESLint({ cwd: root })

/** The rules of the house, without those that need types, on a text that would stand in that file. */
async function broken(file: string, text: string): Promise<string[]> {
  const { rules } = (await eslint.calculateConfigForFile(file)) as { rules: Linter.RulesRecord }
  const own = Object.fromEntries(Object.entries(rules).filter(([name]) => /^(no-restricted-|max-)/.test(name)))
  const parsed = { languageOptions: { ecmaVersion: 2026, sourceType: 'module' }, rules: own } satisfies Linter.Config
  return new Linter().verify(text, { ...parsed, files: ['**/*.ts'] }, { filename: file }).map(({ ruleId, message }) => ruleId ?? message)
}

const imports = (folder: string) => `import '#internal/${folder}/some/part.ts'`

test('a folder may import exactly what is below its layer, and itself', async () => {
  for (const [level, folders] of layers.entries()) {
    for (const from of folders) {
      for (const to of layers.flat()) {
        const allowed = from === to || layers.slice(0, level).flat().includes(to)
        const expected = allowed ? [] : ['no-restricted-imports']
        expect(await broken(`internal/${from}/x.ts`, imports(to)), `${from} imports ${to}`).toEqual(expected)
        expect(await broken(`internal/${from}/x.ts`, `import '../${to}/part.ts'`), `${from} imports ../${to}`).toEqual(expected)
      }
      expect(await broken(`internal/${from}/x.ts`, imports('gen')), `${from} imports gen`).toEqual([])
      expect(await broken(`internal/${from}/x.ts`, "import '../../cmd/sortie/run.ts'"), `${from} imports cmd`).toContain(
        'no-restricted-imports',
      )
    }
  }
})

test.each([
  ['Date.now()', 'no-restricted-properties'],
  ['new Date()', 'no-restricted-syntax'],
  ['Date()', 'no-restricted-syntax'],
  ['Math.random()', 'no-restricted-properties'],
  ['process.env.HOME', 'no-restricted-properties'],
  ["import { env } from 'node:process'", 'no-restricted-syntax'],
  ['setTimeout(() => 0, 1)', 'no-restricted-globals'],
  ['globalThis.setInterval(() => 0, 1)', 'no-restricted-globals'],
  ['globalThis.Date.now()', 'no-restricted-globals'],
  ['process.hrtime()', 'no-restricted-properties'],
  ['const { env } = process', 'no-restricted-properties'],
  ["import p from 'node:process'", 'no-restricted-syntax'],
  ["import * as p from 'node:process'", 'no-restricted-syntax'],
  ['crypto.randomUUID()', 'no-restricted-globals'],
  ["import { randomBytes } from 'node:crypto'", 'no-restricted-syntax'],
  ["await import('#internal/base/rng.ts')", 'no-restricted-syntax'],
  ['setImmediate(() => 0)', 'no-restricted-globals'],
  ['performance.mark("x")', 'no-restricted-globals'],
  ["import { setTimeout as sleep } from 'node:timers/promises'", 'no-restricted-syntax'],
  ["import { performance } from 'node:perf_hooks'", 'no-restricted-syntax'],
  ['export default 1', 'no-restricted-syntax'],
])('%s is refused where time and environment are handed in, and fine at the base', async (text, rule) => {
  for (const file of ['internal/worker/x.ts', 'internal/rollout/x.ts', 'cmd/worker/x.ts']) expect(await broken(file, text)).toContain(rule)
  for (const file of ['internal/base/x.ts', 'internal/config/x.ts', 'internal/worker/x.test.ts'])
    expect(await broken(file, text)).toEqual([])
})

test('a time that was handed in may become a date', async () => {
  expect(await broken('internal/worker/x.ts', 'new Date(nowMs)')).toEqual([])
})

test.each(["import 'node:fs/promises'", "import 'node:net'", "import 'nats'"])('%s is refused in the domain alone', async (text) => {
  expect(await broken('internal/rollout/x.ts', text)).toEqual(['no-restricted-imports'])
  expect(await broken('internal/stream/x.ts', text)).toEqual([])
})

const lines = (count: number) => 'x()\n'.repeat(count)

test('files, functions and parameter lists have a size', async () => {
  expect(await broken('internal/worker/x.ts', lines(500))).toEqual([])
  expect(await broken('internal/worker/x.ts', lines(501))).toEqual(['max-lines'])
  expect(await broken('cmd/worker/main.ts', lines(121))).toEqual(['max-lines'])
  expect(await broken('internal/worker/x.ts', `function f() {\n${lines(68)}}`)).toEqual([])
  expect(await broken('internal/worker/x.ts', `function f() {\n${lines(69)}}`)).toEqual(['max-lines-per-function'])
  expect(await broken('internal/worker/x.ts', 'function f(a, b, c, d) {}')).toEqual([])
  expect(await broken('internal/worker/x.ts', 'function f(a, b, c, d, e) {}')).toEqual(['max-params'])
})

test('a promise that nobody waits for is found', async () => {
  const found = await eslint.lintText("void 0\nPromise.resolve('lost')\n", { filePath: 'internal/worker/worker.ts' })
  expect(found.flatMap(({ messages }) => messages.map(({ ruleId }) => ruleId))).toContain('@typescript-eslint/no-floating-promises')
})
