import type { ParsedAction } from '../tool-call.ts'

/**
 * The code that a turn offers as its answer: what it submits, else its last fenced block that defines the entry point,
 * else bare code from that definition on; null when there is none.
 */
export function answerIn(text: string, parsed: ParsedAction, entryPoint: string): string | null {
  const submitted = parsed.calls.findLast((call) => call.name === 'submit')?.arguments['code']
  if (typeof submitted === 'string' && submitted.trim() !== '') return unfenced(submitted)
  // Entry points are Python names: nothing in them needs escaping.
  const definition = new RegExp(`^(?:async[ ]+)?def[ ]+${entryPoint}[ ]*\\(|^${entryPoint}[ ]*=`, 'm')
  const block = parsed.blocks.findLast((each) => /^(python3?|py|)$/.test(each.language) && definition.test(each.text))
  if (block !== undefined) return block.text
  return parsed.blocks.length === 0 && parsed.calls.length === 0 ? bareCode(text, definition) : null
}

/** From the first import or definition up to the first line of prose after the function; null when it is not defined. */
function bareCode(text: string, definition: RegExp): string | null {
  if (!definition.test(text)) return null
  const lines = text.split('\n')
  const first = lines.findIndex((line) => /^(def|async def|import|from|class|@)\b|^@/.test(line) || definition.test(line))
  const kept: string[] = []
  for (const line of lines.slice(first)) {
    if (!/^(\s|$|[@#)\]}]|def |async def |class |import |from |[A-Za-z_][A-Za-z0-9_]* *=)/.test(line)) break
    kept.push(line)
  }
  return kept.join('\n')
}

function unfenced(code: string): string {
  return /^\s*```[A-Za-z0-9]*\n([^]*?)\n?\s*```\s*$/.exec(code)?.[1] ?? code
}
