import fc from 'fast-check'
import { expect, test } from 'vitest'
import { parseTaskFiles } from './task-file.ts'

const good = { task_id: 'a', environment: 'math', input: { question: '1+1' }, verifier: { answer: '2' } }
const file = (name: string, ...lines: (string | object)[]) => ({
  name,
  bytes: Buffer.from(lines.map((line) => (typeof line === 'string' ? line : JSON.stringify(line))).join('\n')),
})
const nothing = () => []
const errorsOf = (...files: { name: string; bytes: Uint8Array }[]) => {
  const result = parseTaskFiles(files, nothing)
  return result.kind === 'errors' ? result.errors.map(({ file: name, line, message }) => `${name}:${String(line)}: ${message}`) : []
}

test('good files give their tasks, in order; blank lines are nothing', () => {
  const result = parseTaskFiles([file('x', good, '', { ...good, task_id: 'b' }), file('y', { ...good, task_id: 'c' })], nothing)
  expect(result.kind === 'tasks' && result.tasks.map((task) => task.task_id)).toEqual(['a', 'b', 'c'])
})

test('every error of every file is listed, with file and line', () => {
  const errors = errorsOf(
    file(
      'x.jsonl',
      good,
      'not json',
      { ...good, task_id: '../b' },
      { ...good, task_id: 'c', group_size: 0 },
      { ...good, task_id: 'd', enviroment: 'math' },
    ),
    file('y.jsonl', good, { ...good, task_id: 'e', sandbox: { image: '' } }),
    file('z.jsonl'),
  )
  expect(errors).toEqual([
    expect.stringMatching(/^x\.jsonl:2: not JSON/),
    expect.stringMatching(/^x\.jsonl:3: task_id: /),
    expect.stringMatching(/^x\.jsonl:4: group_size: /),
    'x.jsonl:5: unknown field "enviroment", did you mean "environment"?',
    'y.jsonl:1: task_id: "a" is taken by x.jsonl:1',
    expect.stringMatching(/^y\.jsonl:2: sandbox\.image: /),
    'z.jsonl:1: the file has no tasks: one JSON object a line',
  ])
})

test('a byte order mark, bytes that are not UTF-8, and an endless line are named as what they are', () => {
  const withMark = { name: 'bom', bytes: Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), file('', good).bytes]) }
  const broken = { name: 'latin', bytes: Buffer.concat([Buffer.from('{"task_id":"'), Buffer.from([0xe9]), Buffer.from('"}')]) }
  const long = file('long', { ...good, input: { question: 'x'.repeat(600_000) } })
  expect(errorsOf(withMark, broken, long)).toEqual([
    expect.stringContaining('bom:1: the line begins with a byte order mark'),
    'latin:1: not UTF-8',
    expect.stringMatching(/long:1: the line has \d+ bytes, 524288 at most/),
  ])
})

test('keys that would reach Object.prototype are refused, and it stays as it was', () => {
  const before = Object.getOwnPropertyNames(Object.prototype)
  const text = JSON.stringify(good).replace('"question":"1+1"', '"__proto__":{"polluted":true}')
  expect(errorsOf(file('x', text))).toEqual(['x:1: the key "__proto__" is refused'])
  expect(Object.getOwnPropertyNames(Object.prototype)).toEqual(before)
  expect(({} as Record<string, unknown>)['polluted']).toBeUndefined()
})

test('what is nested too deep is refused before anything recurses into it; brackets in strings are text', () => {
  const nested = (depth: number) => JSON.stringify(good).replace('"1+1"', `${'['.repeat(depth)}${']'.repeat(depth)}`)
  expect(parseTaskFiles([file('x', nested(62))], nothing).kind).toBe('tasks')
  // 1,500 exhausted the stack of the schema, 3,000 that of the parser.
  for (const depth of [63, 1_500, 3_000, 200_000]) {
    expect(errorsOf(file('x', nested(depth)))).toEqual([`x:1: arrays and objects are nested ${String(depth + 2)} deep, 64 at most`])
  }
  const text = { ...good, input: { question: `"\\${'['.repeat(100)}` } }
  expect(parseTaskFiles([file('x', text)], nothing).kind).toBe('tasks')
})

test('what the environment finds wrong is an error of the line', () => {
  const result = parseTaskFiles([file('x', good)], () => [{ path: 'input.question', message: 'too short' }])
  expect(result).toMatchObject({ kind: 'errors', errors: [{ line: 1, message: 'input.question: too short' }], more: 0 })
})

test('errors beyond a hundred are counted, not listed', () => {
  const result = parseTaskFiles([file('x', ...Array.from({ length: 250 }, () => 'no'))], nothing)
  expect(result).toMatchObject({ kind: 'errors', more: 150 })
  const keys = Object.fromEntries(Array.from({ length: 60_000 }, (_, index) => [index.toString(36), 1]))
  expect(parseTaskFiles([file('x', { ...good, ...keys })], nothing)).toMatchObject({ kind: 'errors', more: 59_900 })
})

test('a message quotes no more of a line than a person reads', () => {
  expect(errorsOf(file('x', { ...good, ['k'.repeat(400_000)]: 1 }))[0]).toHaveLength('x:1: '.length + 301)
})

test('whatever the bytes are, it does not throw', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) =>
      ['tasks', 'errors'].includes(parseTaskFiles([{ name: 'x', bytes }], nothing).kind),
    ),
  )
  fc.assert(fc.property(fc.json(), (text) => ['tasks', 'errors'].includes(parseTaskFiles([file('x', text)], nothing).kind)))
})

test('a task id that is taken is said on a line that has other errors too', () => {
  expect(errorsOf(file('x', { ...good, group_size: 0 }, { ...good, enviroment: 'math' }))).toEqual([
    'x:1: group_size: is 0, 1 at least',
    'x:2: unknown field "enviroment", did you mean "environment"?',
    'x:2: task_id: "a" is taken by x:1',
  ])
})

test('what is missing or is something else is said in our words: the field, the value, what is needed', () => {
  const { input, ...without } = good
  void input
  expect(errorsOf(file('x', without, { ...good, task_id: 7, limits: { turns: 'many' } }))).toEqual([
    'x:1: input: is missing: an object is needed',
    'x:2: task_id: is 7, a text is needed',
    'x:2: limits.turns: is "many", a number is needed',
  ])
})

test('a byte order mark in the middle of a file is named with its line', () => {
  const mark = Buffer.from([0xef, 0xbb, 0xbf])
  const bytes = Buffer.concat([file('', good).bytes, Buffer.from('\n'), mark, file('', { ...good, task_id: 'b' }).bytes])
  expect(errorsOf({ name: 'x', bytes })).toEqual([expect.stringContaining('x:2: the line begins with a byte order mark')])
})
