/**
 * Task files: JSON Lines in, tasks or every error out. Nothing is taken from a file that has an error, nor from its neighbours.
 */
import type { z } from 'zod'
import { describeIssues } from '#internal/base/schema-issues.ts'
import { type TaskLine, taskSchema } from './task.ts'

export interface TaskFile {
  readonly name: string
  readonly bytes: Uint8Array
}

export interface TaskFileError {
  readonly file: string
  /** From 1. */
  readonly line: number
  readonly message: string
}

export interface TaskProblem {
  readonly path: string
  readonly message: string
}

export type TaskFiles =
  | { readonly kind: 'tasks'; readonly tasks: readonly TaskLine[] }
  /** `more` counts those beyond the first hundred. */
  | { readonly kind: 'errors'; readonly errors: readonly TaskFileError[]; readonly more: number }

// Whoever has more than this has one mistake a hundred times.
const errorsShownMax = 100
// A message may quote a key, and a key may be as long as a line.
const messageCharsMax = 300
// A task travels as one message of at most 512 KiB.
const lineBytesMax = 512 * 1024
// Far beyond any task, and far below what exhausts the stack of those who read one, here or in Python.
const nestingMax = 64
const newline = 0x0a
const byteOrderMark = [0xef, 0xbb, 0xbf]

/** Reads task files. `validate`: what is wrong with a task as its environment sees it. Never throws, whatever the bytes are. */
export function parseTaskFiles(files: readonly TaskFile[], validate: (line: TaskLine) => readonly TaskProblem[]): TaskFiles {
  const tasks: TaskLine[] = []
  const errors: TaskFileError[] = []
  let more = 0
  const places = new Map<string, string>()
  const note = (file: string, line: number, message: string) => {
    if (errors.length === errorsShownMax) more++
    else errors.push({ file, line, message: message.length > messageCharsMax ? `${message.slice(0, messageCharsMax)}…` : message })
  }
  for (const { name, bytes } of files) {
    let found = 0
    for (const { line, content } of linesOf(bytes)) {
      found++
      const { task, taskId, messages } = parseLine(content, validate)
      for (const message of messages) note(name, line, message)
      if (task !== null) tasks.push(task)
      if (taskId === null) continue
      const before = places.get(taskId)
      if (before === undefined) places.set(taskId, `${name}:${String(line)}`)
      else note(name, line, `task_id: ${JSON.stringify(taskId)} is taken by ${before}`)
    }
    if (found === 0) note(name, 1, 'the file has no tasks: one JSON object a line')
  }
  return errors.length === 0 ? { kind: 'tasks', tasks } : { kind: 'errors', errors, more }
}

/** Lines that are not blank, with their numbers. */
function* linesOf(bytes: Uint8Array): Generator<{ line: number; content: Uint8Array }> {
  for (let start = 0, line = 1; start < bytes.length; line++) {
    const at = bytes.indexOf(newline, start)
    const end = at === -1 ? bytes.length : at
    const content = bytes.subarray(start, end)
    if (content.some((byte) => byte > 0x20)) yield { line, content }
    start = end + 1
  }
}

interface ParsedLine {
  /** Null when there are messages. */
  readonly task: TaskLine | null
  /** Also of a line that has other errors; null when it cannot be read. */
  readonly taskId: string | null
  readonly messages: readonly string[]
}

function parseLine(content: Uint8Array, validate: (line: TaskLine) => readonly TaskProblem[]): ParsedLine {
  const refuse = (message: string): ParsedLine => ({ task: null, taskId: null, messages: [message] })
  if (content.length > lineBytesMax) return refuse(`the line has ${String(content.length)} bytes, ${String(lineBytesMax)} at most`)
  if (byteOrderMark.every((byte, index) => content[index] === byte)) {
    return refuse('the line begins with a byte order mark: save the file as UTF-8 without one')
  }
  let text: string
  let value: unknown
  try {
    text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(content)
  } catch {
    return refuse('not UTF-8')
  }
  if (nestingOf(text) > nestingMax)
    return refuse(`arrays and objects are nested ${String(nestingOf(text))} deep, ${String(nestingMax)} at most`)
  try {
    value = parseJson(text)
  } catch (thrown) {
    if (thrown instanceof SyntaxError) return refuse(`not JSON: ${thrown.message}`)
    if (thrown instanceof ForbiddenKey) return refuse(thrown.message)
    throw thrown
  }
  const parsed = taskSchema.safeParse(value)
  const given = (value as { task_id?: unknown } | null)?.task_id
  const taskId = typeof given === 'string' ? given : null
  if (!parsed.success) return { task: null, taskId, messages: messagesOf(parsed.error, value) }
  const messages = validate(parsed.data).map(({ path, message }) => `${path}: ${message}`)
  return { task: messages.length === 0 ? parsed.data : null, taskId, messages }
}

/** How deep arrays and objects lie in each other, counted before they are parsed: parsing and checking recurse. */
function nestingOf(text: string): number {
  let depth = 0
  let deepest = 0
  let inString = false
  for (let at = 0; at < text.length; at++) {
    const character = text[at]
    if (inString && character === '\\') at++
    else if (character === '"') inString = !inString
    else if (inString) continue
    else if (character === '[' || character === '{') deepest = Math.max(deepest, ++depth)
    else if (character === ']' || character === '}') depth--
  }
  return deepest
}

class ForbiddenKey extends Error {}

/** JSON without keys that could reach Object.prototype. */
function parseJson(text: string): unknown {
  return JSON.parse(text, (key: string, value: unknown) => {
    if (key === '__proto__' || key === 'constructor' || key === 'prototype')
      throw new ForbiddenKey(`the key ${JSON.stringify(key)} is refused`)
    return value
  })
}

const fields = Object.keys(taskSchema.shape)

function messagesOf(error: z.ZodError, value: unknown): string[] {
  return describeIssues(error, value, (path) => (path.length === 0 ? fields : [])).map(({ path, field, message }) => {
    const where = field === null ? path : path.slice(0, -1)
    return where.length === 0 ? message : `${where.join('.')}: ${message}`
  })
}
