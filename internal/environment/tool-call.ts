/** Tool calls as models write them: JSON in tags, fenced JSON, fenced Python. Parsing never throws, whatever the text. */

export interface ToolCall {
  readonly name: string
  readonly arguments: Readonly<Record<string, unknown>>
}

export interface CodeBlock {
  /** What stands after the fence: `python`, or empty. */
  readonly language: string
  readonly text: string
  /** The fence was never closed. */
  readonly open: boolean
}

export interface ParsedAction {
  /** In the order in which they stand. */
  readonly calls: readonly ToolCall[]
  /** Fenced blocks that are no tool call. */
  readonly blocks: readonly CodeBlock[]
  /** What was meant as a call and could not be read, each as a sentence for the policy. */
  readonly problems: readonly string[]
}

// A turn is bounded by tokens; these keep a hostile one from costing more than it says.
const callsMax = 16
const textMax = 1_048_576
const depthMax = 64

/**
 * Reads `<tool_call>{"name": …, "arguments": {…}}</tool_call>`, fenced JSON of the same form, and other fenced blocks.
 * `tools` are the names offered: a call of another is a problem that names them.
 */
export function parseAction(text: string, tools: readonly string[]): ParsedAction {
  const calls: ToolCall[] = []
  const blocks: CodeBlock[] = []
  const problems: string[] = []
  for (const part of findParts(text.slice(0, textMax))) {
    if (calls.length + problems.length >= callsMax) {
      problems.push(`Only ${String(callsMax)} tool calls are read in one turn.`)
      break
    }
    const isTag = part.language === null
    if (part.language !== null && !(part.language === 'json' && part.text.includes('"name"'))) {
      blocks.push({ language: part.language, text: part.text, open: part.open })
      continue
    }
    const read = readCall(part.text, tools)
    if (typeof read !== 'string') calls.push(read)
    else
      problems.push(
        isTag && part.open && read.startsWith('The tool call is not valid JSON') ? `${read} It was never closed with </tool_call>.` : read,
      )
  }
  return { calls, blocks, problems }
}

interface Part {
  readonly at: number
  /** Null for a tag. */
  readonly language: string | null
  readonly text: string
  readonly open: boolean
}

function findParts(text: string): Part[] {
  const tags = [...text.matchAll(/<tool_call>([^]*?)(<\/tool_call>|$(?![^]))/g)].map((match) => ({
    at: match.index,
    end: match.index + match[0].length,
    language: null,
    text: withoutFence(match[1] ?? ''),
    open: match[2] === '',
  }))
  const fences = [...text.matchAll(/^[ \t]*```[ \t]*([A-Za-z0-9_+-]*)[^\n]*\n([^]*?)(^[ \t]*```|$(?![^]))/gm)].map((match) => ({
    at: match.index,
    language: (match[1] ?? '').toLowerCase(),
    text: match[2] ?? '',
    open: match[3] === '',
  }))
  const outside = fences.filter((fence) => !tags.some((tag) => tag.at <= fence.at && fence.at < tag.end))
  const inside = tags.filter((tag) => !outside.some((fence) => fence.at < tag.at && tag.at < fence.at + fence.text.length))
  return [...inside, ...outside].sort((a, b) => a.at - b.at)
}

function withoutFence(text: string): string {
  return /^\s*```[A-Za-z]*\n([^]*?)\n?\s*```\s*$/.exec(text)?.[1] ?? text
}

/** A call, or what is wrong with it. */
function readCall(text: string, tools: readonly string[]): ToolCall | string {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch (thrown) {
    const why = thrown instanceof Error ? thrown.message.slice(0, 120) : 'unreadable'
    return `The tool call is not valid JSON (${why}). Write {"name": "${tools[0] ?? 'tool'}", "arguments": {...}}.`
  }
  const forbidden = forbiddenKey(value, 0)
  if (forbidden !== null) return forbidden
  if (!isRecord(value)) return 'The tool call is not a JSON object.'
  const { name } = value
  if (typeof name !== 'string') return 'The tool call has no "name".'
  if (!tools.includes(name)) return `There is no tool ${JSON.stringify(name.slice(0, 40))}; there is: ${tools.join(', ')}.`
  const given =
    typeof value['arguments'] === 'string' ? parsedOrNull(value['arguments']) : (value['arguments'] ?? value['parameters'] ?? {})
  if (!isRecord(given)) return `The "arguments" of ${name} are not a JSON object.`
  return forbiddenKey(given, 0) ?? { name, arguments: given }
}

function parsedOrNull(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

/** Keys that reach into prototypes when someone copies an object by assignment, and nesting that could exhaust a stack. */
function forbiddenKey(value: unknown, depth: number): string | null {
  if (depth > depthMax) return `The tool call is nested deeper than ${String(depthMax)}.`
  if (typeof value !== 'object' || value === null) return null
  for (const [key, each] of Object.entries(value)) {
    if (key === '__proto__') return 'The key "__proto__" is not allowed.'
    const found = forbiddenKey(each, depth + 1)
    if (found !== null) return found
  }
  return null
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
