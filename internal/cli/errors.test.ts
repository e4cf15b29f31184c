import { expect, test } from 'vitest'
import { SortieError } from '#internal/base/errors.ts'
import { exitCodeOfError, renderError } from './errors.ts'

test('a mistake exits with 2, an interruption with 130, what broke with 1', () => {
  expect(exitCodeOfError(new SortieError('config.invalid', 'x'))).toBe(2)
  expect(exitCodeOfError(new SortieError('aborted', 'x'))).toBe(130)
  expect(exitCodeOfError(new SortieError('sandbox.failed', 'x'))).toBe(1)
  expect(exitCodeOfError(new TypeError('x'))).toBe(1)
})

test('an error is what, its code, and what to do; its stack stays inside', () => {
  const shown = renderError(new SortieError('config.invalid', 'slots is 0', { remedy: 'give 1 or more' }))
  expect(shown).toBe('error: slots is 0 [config.invalid]\ntry: give 1 or more\n')
})

test('what the cause says is said once', () => {
  const cause = new Error('connection refused')
  expect(renderError(new SortieError('config.invalid', 'no engine', { cause }))).toContain('no engine: connection refused [')
  expect(renderError(new SortieError('config.invalid', 'no engine: connection refused', { cause })).match(/refused/g)).toHaveLength(1)
})

test('what an error quotes of a file or a server cannot steer the terminal', () => {
  const shown = renderError(new SortieError('task.invalid', 'x:1: not JSON: \u001b[2J\u202e\n  x:2: no', { remedy: 'see \u0007' }))
  expect(shown).toBe('error: x:1: not JSON: \\x1b[2J\\u202e\n  x:2: no [task.invalid]\ntry: see \\x07\n')
})

test('a bug of ours shows where it is', () => {
  expect(renderError(new SortieError('invariant.broken', 'lost one'))).toMatch(/this is a bug[\s\S]*^ +at /m)
})
