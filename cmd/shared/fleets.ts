import { readFile } from 'node:fs/promises'
import { type Document, LineCounter, isNode, parseAllDocuments } from 'yaml'
import { SortieError, errorText } from '#internal/base/errors.ts'
import { type Fleet, validateFleet } from '#internal/fleet/validate.ts'

/** A resource file is a few kilobytes; beyond this it is something else. Bytes. */
const fileBytesMax = 1024 * 1024

/** Reads the fleets of YAML files; throws `config.invalid` with every error, its file and line, or `file.unreadable`. */
export async function readFleets(paths: readonly string[]): Promise<readonly Fleet[]> {
  const fleets: Fleet[] = []
  const errors: string[] = []
  for (const path of paths) {
    const text = await readText(path)
    const lines = new LineCounter()
    for (const document of parseAllDocuments(text, { lineCounter: lines, uniqueKeys: true })) {
      const place = (offset: number) => `  ${path}:${String(lines.linePos(offset).line)}`
      for (const { message, pos } of document.errors) errors.push(`${place(pos[0])}: ${message.split('\n')[0] ?? ''}`)
      if (document.errors.length > 0 || document.contents === null) continue
      const validated = validateFleet(document.toJS({ maxAliasCount: 100 }))
      if (validated.kind === 'fleet') fleets.push(validated.fleet)
      else for (const { path: at, message } of validated.problems) errors.push(`${place(offsetOf(document, at))}: ${at}: ${message}`)
    }
  }
  if (errors.length > 0) {
    throw new SortieError('config.invalid', `the resources have errors:\n${errors.join('\n')}`, {
      remedy: 'docs/reference/rolloutfleet.md has every field; on a cluster, `kubectl explain rolloutfleet.spec`',
    })
  }
  if (fleets.length > 0) return fleets
  throw new SortieError('config.invalid', `${paths.join(', ')}: no RolloutFleet`, { remedy: 'see examples/fleets' })
}

/** Where a field stands; of one that is missing, where what should hold it stands. */
function offsetOf(document: Document.Parsed, at: string): number {
  const path = at === '' ? [] : at.split('.')
  for (let length = path.length; length > 0; length--) {
    const node = document.getIn(path.slice(0, length), true)
    if (isNode(node) && node.range != null) return node.range[0]
  }
  return document.contents?.range[0] ?? 0
}

async function readText(path: string): Promise<string> {
  let bytes: Uint8Array
  try {
    bytes = await readFile(path)
  } catch (thrown) {
    throw new SortieError('file.unreadable', `${path} cannot be read: ${errorText(thrown)}`, { cause: thrown })
  }
  if (bytes.byteLength <= fileBytesMax) return new TextDecoder().decode(bytes)
  throw new SortieError('config.invalid', `${path} has ${String(bytes.byteLength)} bytes, ${String(fileBytesMax)} at most for a resource`)
}
