/**
 * Content for a tokeniser that takes special tokens for what they are wherever it meets them: in pieces, none of which holds one.
 *
 *   X1  the pieces, joined, are the content
 *   X2  no piece contains a special token's text
 *   X3  content without any is one piece: it is tokenised as the model was taught
 */

/** Special tokens as they are written, of two characters or more; white space alone is ordinary text, which some tokenisers have in the same list. */
export function specialTexts(addedTokens: Iterable<string>): string[] {
  return [...new Set(addedTokens)].filter((text) => text.length > 1 && text.trim() !== '')
}

/** Cuts behind the first character of every special token in `content`. */
export function plainPieces(content: string, specials: readonly string[]): string[] {
  const pieces: string[] = []
  let rest = content
  for (;;) {
    const at = firstOf(rest, specials)
    if (at < 0) return rest === '' && pieces.length > 0 ? pieces : [...pieces, rest]
    const cut = at + String.fromCodePoint(rest.codePointAt(at) ?? 0).length
    pieces.push(rest.slice(0, cut))
    rest = rest.slice(cut)
  }
}

function firstOf(text: string, specials: readonly string[]): number {
  let first = -1
  for (const special of specials) {
    const at = text.indexOf(special)
    if (at >= 0 && (first < 0 || at < first)) first = at
  }
  return first
}
