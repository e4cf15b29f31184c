/** Exact reading and comparison of final answers. */

/** A rational number in lowest terms; the denominator is positive. */
export interface Rational {
  readonly numerator: bigint
  readonly denominator: bigint
}

export interface Answer {
  readonly value: Rational
  readonly percent: boolean
}

// Longer than any honest answer; it bounds the work that a number can cost.
const digitsMax = 400
const number = String.raw`\d{1,3}(?:[, ]\d{3})+(?:\.\d+)?|\d+(?:\.\d*)?|\.\d+`
const pattern = new RegExp(
  String.raw`^(?<sign>[-+]?)\s*(?<currency>[$€£¥]?)\s*(?<sign2>[-+]?)(?:(?<whole>\d+)\s+(?=\d+\s*/))?(?<top>${number})(?:[eE](?<exponent>[-+]?\d{1,3}))?(?:\s*/\s*(?<bottom>${number}))?\s*(?<unit>.*)$`,
)

/**
 * The policy's final answer: what stands after the last `####`, in the last `\boxed{}`, or after the last
 * "answer is"; null when there is none of these. The rest of the line is taken, not judged.
 */
export function finalAnswer(text: string): string | null {
  const marks = [...text.matchAll(/####[ \t]*([^\n]*)/g)].map((match) => ({ at: match.index, answer: match[1] ?? '' }))
  const boxes = [...text.matchAll(/\\boxed\s*\{/g)].map((match) => ({
    at: match.index,
    answer: braced(text, match.index + match[0].length),
  }))
  const words = [...text.matchAll(/\banswer(?:\s+is|\s*[:=])\s*:?\s*([^\n]*)/gi)].map((match) => ({
    at: match.index,
    answer: sentence(match[1] ?? ''),
  }))
  // A mark that was asked for outranks a phrase, wherever it stands; among marks the last one counts.
  const found = [...marks, ...boxes].sort((a, b) => a.at - b.at).at(-1) ?? words.at(-1)
  const answer = found?.answer.trim() ?? ''
  return answer === '' ? null : answer.slice(0, digitsMax * 2)
}

/** The last number that stands in the text, with its sign, currency and per cent; null when there is none. */
export function lastNumber(text: string): string | null {
  const found = [...text.matchAll(new RegExp(String.raw`(?<![\w.])-?[$€£¥]?(?:${number})(?:\s*/\s*\d+)?\s*%?`, 'g'))].at(-1)
  return found === undefined ? null : found[0].trim().replace(/\.$/, '')
}

/** The one number in `text`, with what may stand around it; null when there is none, or more than one. */
export function readAnswer(text: string): Answer | null {
  // "4 + 5 = 9": what stands after the last sign of equality.
  const plain = text
    .slice(text.lastIndexOf('=') + 1)
    .replaceAll('−', '-')
    .replace(/\\(?:text|mathrm)\{([^{}]*)\}/g, '$1')
  const latex = plain
    .replace(/\\[dt]?frac\s*\{([^{}]*)\}\s*\{([^{}]*)\}/g, '$1/$2')
    .replace(/\\[,;! ]|\\left|\\right|[*`]|\{|\}/g, '')
    .replace(/\\(?=[$%])/g, '')
  const groups = pattern.exec(latex.trim())?.groups
  if (groups === undefined) return null
  const unit = groups['unit'] ?? ''
  if (/\d/.test(unit) || unit.length > 60) return null
  const value = rational(groups)
  return value === null ? null : { value, percent: /^\s*(%|per ?cent)/i.test(unit) }
}

/**
 * Whether the answers are equal: exactly as rational numbers, or, with a tolerance, when they differ by no more than that.
 * A percentage may be given as its number (20%: 20) or as its part of one (20%: 0.2); two percentages compare as such.
 */
export function sameAnswer(given: Answer, expected: Answer, tolerance: Rational | null): boolean {
  const near = (a: Rational, b: Rational) => {
    if (tolerance === null) return a.numerator * b.denominator === b.numerator * a.denominator
    const difference = a.numerator * b.denominator - b.numerator * a.denominator
    const size = difference < 0n ? -difference : difference
    return size * tolerance.denominator <= tolerance.numerator * a.denominator * b.denominator
  }
  if (near(given.value, expected.value)) return true
  if (given.percent === expected.percent) return false
  const part = (answer: Answer) => (answer.percent ? reduced(answer.value.numerator, answer.value.denominator * 100n) : answer.value)
  return near(part(given), part(expected))
}

function rational(groups: Partial<Record<string, string>>): Rational | null {
  const top = decimal(groups['top'] ?? '')
  const bottom = groups['bottom'] === undefined ? reduced(1n, 1n) : decimal(groups['bottom'])
  if (top === null || bottom === null || bottom.numerator === 0n) return null
  const exponent = Number(groups['exponent'] ?? 0)
  const scale = 10n ** BigInt(Math.abs(exponent))
  const whole = BigInt((groups['whole'] ?? '0').slice(0, digitsMax))
  const denominator = top.denominator * bottom.numerator * (exponent < 0 ? scale : 1n)
  const numerator = top.numerator * bottom.denominator * (exponent < 0 ? 1n : scale) + whole * denominator
  const negative = (groups['sign'] === '-') !== (groups['sign2'] === '-')
  return reduced(negative ? -numerator : numerator, denominator)
}

function decimal(text: string): Rational | null {
  const digits = text.replace(/[, ]/g, '')
  if (digits.length > digitsMax) return null
  const [whole = '', part = ''] = digits.split('.')
  return reduced(BigInt(`${whole}${part}` || '0'), 10n ** BigInt(part.length))
}

/** In lowest terms. */
export function reduced(numerator: bigint, denominator: bigint): Rational {
  const sign = denominator < 0n ? -1n : 1n
  const divisor = gcd(numerator < 0n ? -numerator : numerator, denominator * sign) || 1n
  return { numerator: (sign * numerator) / divisor, denominator: (sign * denominator) / divisor }
}

function gcd(a: bigint, b: bigint): bigint {
  let [x, y] = [a, b]
  while (y !== 0n) [x, y] = [y, x % y]
  return x
}

/** What stands in a brace that was opened before `at`; to the end of the text when it is never closed. */
function braced(text: string, at: number): string {
  let depth = 1
  for (let index = at; index < text.length; index++) {
    if (text[index] === '{') depth++
    else if (text[index] === '}' && --depth === 0) return text.slice(at, index)
  }
  return text.slice(at)
}

/** Up to the end of the sentence: a full stop that is no decimal point. */
function sentence(text: string): string {
  return text.split(/\.(?:\s|$)/)[0] ?? ''
}
