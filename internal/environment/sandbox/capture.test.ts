import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { OutputCapture, readable } from './capture.ts'

test('the first bytes are kept, the whole is counted and digested', () => {
  fc.assert(
    fc.property(fc.array(fc.uint8Array({ maxLength: 50 })), fc.nat(200), (chunks, keep) => {
      const capture = new OutputCapture(keep)
      for (const chunk of chunks) capture.add(chunk)
      const whole = Buffer.concat(chunks)
      const result = capture.finish()
      expect(result.bytes).toBe(whole.length)
      expect(result.truncated).toBe(whole.length > keep)
      expect(Buffer.from(result.sha256)).toEqual(createHash('sha256').update(whole).digest())
      expect(result.text).toBe(readable(whole.subarray(0, keep)))
    }),
  )
})

test('five gigabytes pass in flat memory', () => {
  const chunk = new Uint8Array(64 * 2 ** 20).fill(0x78)
  const capture = new OutputCapture(1_024)
  const before = process.memoryUsage().rss
  for (let bytes = 0; bytes < 5 * 2 ** 30; bytes += chunk.length) capture.add(chunk)
  expect(process.memoryUsage().rss - before).toBeLessThan(32 * 2 ** 20)
  const result = capture.finish()
  expect(result.bytes).toBe(5 * 2 ** 30)
  expect(result.text).toBe('x'.repeat(1_024))
})

test.each([
  ['line ends and tabs stay', 'a\tb\r\nc\n', 'a\tb\nc\n'],
  ['ANSI', '\u001b[31mred\u001b[0m', '\\x1b[31mred\\x1b[0m'],
  ['NUL and a lone return', 'a\u0000b\rc', 'a\\x00b\\x0dc'],
  ['C1 and marks of direction', '\u009b1m \u202eevil', '\\x9b1m \\u202eevil'],
  ['other scripts', 'žluťoučký 馬 🐎', 'žluťoučký 馬 🐎'],
  ['the replacement character itself', 'a\ufffdb', 'a\ufffdb'],
])('%s', (_what, given, shown) => {
  expect(readable(Buffer.from(given))).toBe(shown)
})

test('invalid UTF-8 shows its bytes', () => {
  expect(readable(Buffer.from([0x61, 0xff, 0xc3, 0x28, 0xed, 0xa0, 0x80, 0xf0, 0x9f, 0xe2, 0x82, 0xac]))).toBe(
    'a\\xff\\xc3(\\xed\\xa0\\x80\\xf0\\x9f€',
  )
})

test('whatever the bytes, nothing in the text acts on a terminal', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
      expect(readable(bytes)).not.toMatch(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/)
    }),
  )
})
