import { createHash, timingSafeEqual } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import { SortieError } from './errors.ts'

/** Throws `access.denied` unless the request carries the bearer token. In constant time: digests have one length, whatever was presented. */
export function checkBearer(request: IncomingMessage, token: string, whose: { readonly message: string; readonly remedy: string }): void {
  const digest = (text: string) => createHash('sha256').update(text).digest()
  const presented = request.headers.authorization ?? ''
  if (timingSafeEqual(digest(presented), digest(`Bearer ${token}`))) return
  throw new SortieError('access.denied', whose.message, { remedy: whose.remedy })
}

/** The request's body; throws `chunk.too-large` beyond `bytesMax`. */
export async function readBody(request: IncomingMessage, bytesMax: number): Promise<Buffer> {
  const parts: Buffer[] = []
  let bytes = 0
  for await (const part of request as AsyncIterable<Buffer>) {
    bytes += part.length
    if (bytes > bytesMax) throw new SortieError('chunk.too-large', `the request is larger than ${String(bytesMax)} bytes`)
    parts.push(part)
  }
  return Buffer.concat(parts)
}
