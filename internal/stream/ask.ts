import type { MsgRequest, StoredMsg } from 'nats'
import { SortieError } from '#internal/base/errors.ts'
import { type StreamConnection, apiErrorCode, apiErrors, call } from './connection.ts'

/** One stored message, by asking for it; null when there is none such. Throws `stream.unreachable`. */
export async function askFor(
  connection: StreamConnection,
  stream: string,
  query: MsgRequest,
  signal: AbortSignal,
): Promise<StoredMsg | null> {
  try {
    return await call(`read a message of ${stream}`, () => connection.jsm.streams.getMessage(stream, query), signal)
  } catch (thrown) {
    if (thrown instanceof SortieError && apiErrorCode(thrown.cause) === apiErrors.noMessageFound) return null
    throw thrown
  }
}

/** The first message of a subject, from a sequence on. The server finds it here as well; the client's type knows that of direct reads alone. */
export function nextOf(filter: string, seq = 1): MsgRequest {
  const query: MsgRequest & { readonly next_by_subj: string } = { seq, next_by_subj: filter }
  return query
}

interface WalkOptions {
  readonly stream: string
  readonly filter: string
  readonly startSequence: number
}

/**
 * What a stream holds under a filter, in order, by asking for one message after another: for those who may make no consumer, since whoever
 * may make one may have the server send what is stored to any subject; and where a consumer would cost more than the few messages do.
 */
export async function* walk(
  connection: StreamConnection,
  { stream, filter, startSequence }: WalkOptions,
  signal: AbortSignal,
): AsyncGenerator<StoredMsg> {
  for (let seq = Math.max(1, startSequence); ;) {
    const found = await askFor(connection, stream, nextOf(filter, seq), signal)
    if (found === null) return
    seq = found.seq + 1
    yield found
  }
}
