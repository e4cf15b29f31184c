import { endianness } from 'node:os'
import { SortieError, invariant } from '#internal/base/errors.ts'

// Views of typed arrays are the wire format only on a little-endian machine; every platform that Node 24 runs on but s390x is one.
invariant(endianness() === 'LE', 'sortie needs a little-endian machine')

/** The wire form of token ids: little-endian uint32 each. A view, not a copy: do not change the ids afterwards. */
export function tokenBytes(ids: Uint32Array): Uint8Array {
  return new Uint8Array(ids.buffer, ids.byteOffset, ids.byteLength)
}

/** Token ids of their wire form; at most one aligned copy. Throws `chunk.invalid` when the length is no multiple of 4. */
export function tokenIds(bytes: Uint8Array | null | undefined): Uint32Array {
  const own = aligned(bytes, 'token_ids')
  return new Uint32Array(own.buffer, own.byteOffset, own.byteLength / 4)
}

/** The wire form of logprobs: little-endian float32 each. A view, not a copy. */
export function logprobBytes(logprobs: Float32Array): Uint8Array {
  return new Uint8Array(logprobs.buffer, logprobs.byteOffset, logprobs.byteLength)
}

/** Logprobs of their wire form; at most one aligned copy. Throws `chunk.invalid` when the length is no multiple of 4. */
export function logprobs(bytes: Uint8Array | null | undefined): Float32Array {
  const own = aligned(bytes, 'logprobs')
  return new Float32Array(own.buffer, own.byteOffset, own.byteLength / 4)
}

// Always a copy: a view would pin the whole receive buffer for as long as one turn of it is kept, and could be unaligned.
function aligned(bytes: Uint8Array | null | undefined, field: string): Uint8Array<ArrayBuffer> {
  if (bytes === null || bytes === undefined) return new Uint8Array(0)
  if (bytes.byteLength % 4 !== 0) {
    throw new SortieError('chunk.invalid', `${field} has ${String(bytes.byteLength)} bytes, which is no multiple of 4`)
  }
  return new Uint8Array(bytes)
}

export function concatTokens(parts: readonly Uint32Array[]): Uint32Array {
  const whole = new Uint32Array(parts.reduce((length, part) => length + part.length, 0))
  let at = 0
  for (const part of parts) {
    whole.set(part, at)
    at += part.length
  }
  return whole
}
