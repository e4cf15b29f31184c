import { createHash, type Hash } from 'node:crypto'
import { escapeControls } from '#internal/base/escape.ts'

/**
 * Output of any length in bounded memory: the first `keepBytes` are kept, the whole is counted and digested.
 */
export class OutputCapture {
  readonly #keepBytes: number
  readonly #hash: Hash = createHash('sha256')
  readonly #kept: Buffer[] = []
  #keptBytes = 0
  #bytes = 0

  constructor(keepBytes: number) {
    this.#keepBytes = keepBytes
  }

  add(chunk: Uint8Array): void {
    this.#bytes += chunk.length
    this.#hash.update(chunk)
    const room = this.#keepBytes - this.#keptBytes
    if (room <= 0 || chunk.length === 0) return
    // A copy: a slice would keep the whole of the chunk's pool alive.
    const part = Buffer.from(chunk.subarray(0, room))
    this.#kept.push(part)
    this.#keptBytes += part.length
  }

  /** Bytes in all, kept or not. */
  get bytes(): number {
    return this.#bytes
  }

  /** The result; call it once. */
  finish(): CapturedOutput {
    return {
      text: readable(Buffer.concat(this.#kept)),
      truncated: this.#bytes > this.#keptBytes,
      bytes: this.#bytes,
      sha256: this.#hash.digest(),
    }
  }
}

export interface CapturedOutput {
  /** The first bytes, escaped so that they can be read and stored as text. */
  readonly text: string
  readonly truncated: boolean
  /** Of the whole. */
  readonly bytes: number
  /** Of the whole. */
  readonly sha256: Uint8Array
}

/**
 * Bytes as text in which nothing acts on a terminal or a parser: line ends and tabs stay, other control characters
 * (NUL, ANSI escapes, C1, bidirectional marks) and invalid UTF-8 appear as `\x1b`, `\xff` or `\u202e`.
 */
export function readable(bytes: Uint8Array): string {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const text = buffer.toString('utf8')
  return escapeControls(text.includes('\ufffd') ? decodeLoosely(buffer) : text)
}

/** UTF-8 in which each invalid byte becomes `\xNN`. */
function decodeLoosely(buffer: Buffer): string {
  const parts: string[] = []
  for (let at = 0; at < buffer.length;) {
    const length = sequenceLength(buffer, at)
    if (length === 0) parts.push(`\\x${(buffer[at] ?? 0).toString(16).padStart(2, '0')}`)
    else parts.push(buffer.toString('utf8', at, at + length))
    at += Math.max(1, length)
  }
  return parts.join('')
}

/** Length of the valid UTF-8 sequence at `at`; 0 when there is none. */
function sequenceLength(buffer: Buffer, at: number): number {
  const first = buffer[at] ?? 0
  if (first < 0x80) return 1
  const length = first >= 0xc2 && first < 0xe0 ? 2 : first >= 0xe0 && first < 0xf0 ? 3 : first >= 0xf0 && first < 0xf5 ? 4 : 0
  if (length === 0 || at + length > buffer.length) return 0
  // U+FFFD itself is valid: it decodes to the three bytes that stand here.
  const decoded = buffer.toString('utf8', at, at + length)
  return Buffer.from(decoded).equals(buffer.subarray(at, at + length)) ? length : 0
}
