import { closest, distance } from 'fastest-levenshtein'
import type { z } from 'zod'

/** What is wrong with a value, where, in words for the person who wrote it. */
export interface SchemaIssue {
  readonly path: readonly (string | number)[]
  /** The field that is not known, the last of the path; null for other mistakes. */
  readonly field: string | null
  readonly message: string
}

/** A schema's issues in our words: the field, the value, what is allowed. One for each path and unknown field. */
export function describeIssues(
  error: z.ZodError,
  input: unknown,
  fieldsAt: (path: readonly (string | number)[]) => readonly string[],
): SchemaIssue[] {
  const found = error.issues.flatMap((issue): SchemaIssue[] => {
    const path = issue.path.map((part) => (typeof part === 'number' ? part : String(part)))
    if (issue.code !== 'unrecognized_keys') return [{ path, field: null, message: wordsOf(issue, valueAt(input, path)) }]
    const fields = fieldsAt(path)
    return issue.keys.map((key) => ({
      path: [...path, key],
      field: key,
      message: `unknown field ${JSON.stringify(key)}${suggestion(key, fields)}`,
    }))
  })
  const seen = new Set<string>()
  return found.filter(({ path }) => {
    const key = JSON.stringify(path)
    return !seen.has(key) && seen.add(key)
  })
}

/** `, did you mean …?` when a known name is near enough to be meant. */
export function suggestion(given: string, known: readonly string[]): string {
  if (known.length === 0) return ''
  const near = closest(given, [...known])
  return distance(given, near) <= Math.max(2, Math.floor(given.length / 3)) ? `, did you mean ${JSON.stringify(near)}?` : ''
}

function wordsOf(issue: z.core.$ZodIssue, value: unknown): string {
  const given = shown(value)
  switch (issue.code) {
    case 'invalid_type':
      return value === undefined ? `is missing: ${article(issue.expected)} is needed` : `is ${given}, ${article(issue.expected)} is needed`
    case 'too_small':
      return `is ${given}, ${limitWords(issue.origin, issue.minimum, 'at least')}`
    case 'too_big':
      return `is ${given}, ${limitWords(issue.origin, issue.maximum, 'at most')}`
    case 'invalid_value':
      return `is ${given}, one of ${issue.values.map(String).join(', ')} is needed`
    case 'invalid_union':
      return `is ${given}, which is none of what may stand here`
    case 'invalid_format':
      return `is ${given}: ${issue.message}`
    default:
      return `is ${given}: ${issue.message}`
  }
}

const articles: Readonly<Record<string, string>> = {
  int: 'a whole number',
  number: 'a number',
  string: 'a text',
  boolean: 'true or false',
  object: 'an object',
  record: 'an object',
  array: 'a list',
}

function article(expected: string): string {
  return articles[expected] ?? expected
}

function limitWords(origin: string, limit: number | bigint, which: 'at least' | 'at most'): string {
  const what = origin === 'string' ? ' characters' : origin === 'array' || origin === 'set' ? ' entries' : ''
  return `${String(limit)}${what} ${which}`
}

// Enough to find it again in the file.
const shownMax = 60

function shown(value: unknown): string {
  const text = JSON.stringify(value) as string | undefined
  if (text === undefined) return 'missing'
  return text.length <= shownMax ? text : `${text.slice(0, shownMax)}…`
}

function valueAt(input: unknown, path: readonly (string | number)[]): unknown {
  let value = input
  for (const part of path)
    value = typeof value === 'object' && value !== null ? (value as Record<string | number, unknown>)[part] : undefined
  return value
}
