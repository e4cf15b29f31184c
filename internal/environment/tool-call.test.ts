import fc from 'fast-check'
import { expect, test } from 'vitest'
import { parseAction } from './tool-call.ts'

const tools = ['python', 'submit']

test.each([
  ['tags', '<tool_call>{"name": "python", "arguments": {"code": "print(1)"}}</tool_call>'],
  ['tags over lines', 'I try it.\n<tool_call>\n{"name": "python", "arguments": {"code": "print(1)"}}\n</tool_call>\nDone.'],
  ['tags that are never closed', '<tool_call>{"name": "python", "arguments": {"code": "print(1)"}}'],
  ['a fence inside tags', '<tool_call>\n```json\n{"name": "python", "arguments": {"code": "print(1)"}}\n```\n</tool_call>'],
  ['a fence', 'So:\n```json\n{"name": "python", "arguments": {"code": "print(1)"}}\n```'],
  ['parameters', '<tool_call>{"name": "python", "parameters": {"code": "print(1)"}}</tool_call>'],
  ['arguments as a string', '<tool_call>{"name": "python", "arguments": "{\\"code\\": \\"print(1)\\"}"}</tool_call>'],
])('reads a call in %s', (_form, text) => {
  expect(parseAction(text, tools)).toEqual({ calls: [{ name: 'python', arguments: { code: 'print(1)' } }], blocks: [], problems: [] })
})

test('fenced code is a block, open or closed', () => {
  expect(parseAction('Here:\n```python\nx = 1\n```\nand\n```\ny', tools).blocks).toEqual([
    { language: 'python', text: 'x = 1\n', open: false },
    { language: '', text: 'y', open: true },
  ])
})

test.each([
  ['JSON that is none', '<tool_call>{name: python}</tool_call>', 'not valid JSON'],
  ['JSON that is cut', '<tool_call>{"name": "python", "argum', 'never closed'],
  ['another tool', '<tool_call>{"name": "browser", "arguments": {}}</tool_call>', 'There is no tool "browser"; there is: python, submit.'],
  ['no name', '<tool_call>{"arguments": {}}</tool_call>', 'no "name"'],
  ['a list', '<tool_call>[1]</tool_call>', 'not a JSON object'],
  [
    'arguments of another kind',
    '<tool_call>{"name": "python", "arguments": [1]}</tool_call>',
    '"arguments" of python are not a JSON object',
  ],
  ['nesting without end', `<tool_call>${'['.repeat(5_000)}${']'.repeat(5_000)}</tool_call>`, 'nested deeper than 64'],
])('says what is wrong with %s', (_what, text, words) => {
  const { calls, problems } = parseAction(text, tools)
  expect(calls).toEqual([])
  expect(problems).toHaveLength(1)
  expect(problems[0]).toContain(words)
})

test.each([
  '{"name": "python", "arguments": {"__proto__": {"polluted": true}}}',
  '{"__proto__": {"polluted": true}, "name": "python", "arguments": {}}',
])('refuses __proto__ and leaves Object.prototype alone: %s', (json) => {
  const { calls, problems } = parseAction(`<tool_call>${json}</tool_call>`, tools)
  expect(calls).toEqual([])
  expect(problems).toEqual(['The key "__proto__" is not allowed.'])
  expect(({} as Record<string, unknown>)['polluted']).toBeUndefined()
})

test('a turn with more calls than are read says so', () => {
  const { calls, problems } = parseAction('<tool_call>{"name": "python"}</tool_call>'.repeat(40), tools)
  expect(calls).toHaveLength(16)
  expect(problems).toEqual(['Only 16 tool calls are read in one turn.'])
})

test('never throws, and its answer is bounded', () => {
  const piece = fc.constantFrom(
    '<tool_call>',
    '</tool_call>',
    '```',
    '```json\n',
    '```python\n',
    '\n',
    '{"name":',
    '"python"',
    '"arguments":',
    '{',
    '}',
    '[',
    '\\',
    '__proto__',
    '\u0000',
    '\ud800',
  )
  const text = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 300 }),
    fc.array(fc.oneof(piece, fc.string({ maxLength: 8 })), { maxLength: 60 }).map((parts) => parts.join('')),
  )
  fc.assert(
    fc.property(text, (given) => {
      const { calls, problems } = parseAction(given, tools)
      expect(calls.length + problems.length).toBeLessThanOrEqual(17)
      for (const call of calls) expect(tools).toContain(call.name)
    }),
    { numRuns: 500 },
  )
})
