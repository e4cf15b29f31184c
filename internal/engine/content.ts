import { concatTokens } from '#internal/rollout/tokens.ts'
import { engineFailed } from './api.ts'
import { plainPieces, type AddedTokens } from './plain-text.ts'

// Pieces of one content that are tokenised at a time.
const piecesAtOnce = 16

/** A tokeniser that takes added tokens for what they are wherever they stand. */
export interface Tokeniser {
  /** Ids that no content may become. */
  readonly special: ReadonlySet<number>
  /** Their texts. */
  readonly added: AddedTokens
  tokens(text: string, signal: AbortSignal): Promise<Uint32Array>
  text(tokens: readonly number[], signal: AbortSignal): Promise<string>
}

/** Content to tokens, none of them special: in pieces that hold none. Rejects with `engine.failed` where that would make it another text. */
export async function tokenizeContent(tokeniser: Tokeniser, content: string, signal: AbortSignal): Promise<Uint32Array> {
  const pieces = plainPieces(content, tokeniser.added)
  const parts: Uint32Array[] = []
  for (let at = 0; at < pieces.length; at += piecesAtOnce)
    parts.push(...(await Promise.all(pieces.slice(at, at + piecesAtOnce).map((piece) => tokeniser.tokens(piece, signal)))))
  const ids = concatTokens(parts)
  const parsed = ids.find((id) => tokeniser.special.has(id))
  if (parsed !== undefined) throw engineFailed(`content became the special token ${String(parsed)}`, false)
  // A tokeniser that writes a space before whatever it is given would do so before each piece.
  if (pieces.length > 1 && (await tokeniser.text([...ids], signal)) !== content)
    throw engineFailed(
      'content with special tokens in it cannot be tokenised as the text that it is: its pieces become another text',
      false,
    )
  return ids
}
