import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { finalAnswer, lastNumber, readAnswer, reduced, sameAnswer } from './answer.ts'

function equal(given: string, expected: string, tolerance?: string): boolean {
  const [a, b] = [readAnswer(given), readAnswer(expected)]
  if (a === null || b === null) return false
  return sameAnswer(a, b, tolerance === undefined ? null : (readAnswer(tolerance)?.value ?? null))
}

test.each([
  ['2 + 3 = 5\n#### 5', '5'],
  ['#### 4\nNo, wait.\n#### 5 apples', '5 apples'],
  ['so \\boxed{\\frac{1}{2}} it is', '\\frac{1}{2}'],
  ['#### 4\n\\boxed{5}', '5'],
  ['The answer is 3.5. Good.', '3.5'],
  ['Answer: $1,200.', '$1,200'],
  ['I do not know.', null],
  ['####', null],
])('the final answer of %j', (text, answer) => {
  expect(finalAnswer(text)).toBe(answer)
})

test.each([
  ['5 + 4 = 9.', '9'],
  ['From 10 we take 3, so -7/2 in 1 step', '1'],
  ['it is $1,200.50', '$1,200.50'],
  ['about 20%', '20%'],
  ['none', null],
])('the last number of %j', (text, answer) => {
  expect(lastNumber(text)).toBe(answer)
})

test.each([
  ['1,234', '1234'],
  ['1 234 567', '1234567'],
  ['0.5', '1/2'],
  ['2/4', '1/2'],
  ['1 1/2', '3/2'],
  ['\\frac{3}{4}', '0.75'],
  ['\\dfrac12', '12', false],
  ['$18.00', '18'],
  ['-$5', '-5'],
  ['$-5', '-5'],
  ['−3', '-3'],
  ['18 dollars', '18'],
  ['**18**', '18'],
  ['18\\text{ cm}', '18'],
  ['1.5e3', '1500'],
  ['20%', '20'],
  ['20%', '0.2'],
  ['0.2', '20%'],
  ['50%', '5000%', false],
  ['4 + 5 = 9', '9'],
  ['5.', '5'],
  ['.5', '0.5'],
  ['0.333', '1/3', false],
  ['5 or 6', '5', false],
  ['5', '6', false],
  ['five', '5', false],
  ['1/0', '0', false],
  ['12,34', '1234', false],
])('%s against %s', (given, expected, right = true) => {
  expect(equal(given, expected)).toBe(right)
})

test('a tolerance is the largest difference, to the last digit', () => {
  expect(equal('0.333', '1/3', '0.001')).toBe(true)
  expect(equal('1.01', '1', '0.01')).toBe(true)
  expect(equal('1.0100000000000000001', '1', '0.01')).toBe(false)
})

const integers = fc.bigInt({ min: -(10n ** 30n), max: 10n ** 30n })
const naturals = fc.bigInt({ min: 1n, max: 10n ** 30n })

test('a fraction is itself however it is written', () => {
  fc.assert(
    fc.property(integers, naturals, fc.bigInt({ min: 1n, max: 1000n }), (top, bottom, by) => {
      expect(readAnswer(`${String(top)}/${String(bottom)}`)?.value).toEqual(reduced(top, bottom))
      expect(equal(`${String(top * by)}/${String(bottom * by)}`, `${String(top)}/${String(bottom)}`)).toBe(true)
    }),
  )
})

test('neighbours differ, at any size', () => {
  fc.assert(
    fc.property(integers, (value) => {
      expect(equal(String(value), String(value + 1n))).toBe(false)
    }),
  )
})

test('any text is read or refused, never thrown at', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      readAnswer(text)
      finalAnswer(text)
      lastNumber(text)
    }),
    { numRuns: 500 },
  )
})

test("GSM8K's own answers are read, and are equal to themselves alone", () => {
  const lines = readFileSync(new URL('../../../test/data/gsm8k-20.jsonl', import.meta.url), 'utf8')
    .trim()
    .split('\n')
  const answers = lines.map((line) => finalAnswer((JSON.parse(line) as { answer: string }).answer) ?? '')
  expect(answers).toHaveLength(20)
  for (const answer of answers) {
    expect(equal(answer, answer)).toBe(true)
    expect(equal(`${answer}1`, answer)).toBe(false)
  }
})
