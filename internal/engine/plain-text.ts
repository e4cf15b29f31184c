/**
 * Content for a tokeniser that takes added tokens (special ones, and others) for what they are wherever it meets them: in pieces, none of
 * which holds one.
 *
 *   X1  the pieces, joined, are the content
 *   X2  no piece contains an added token's text
 *   X3  content without any is one piece: it is tokenised as the model was taught
 */

/** The texts of two characters or more; white space alone is ordinary text, which some tokenisers have in the same list. */
export class AddedTokens {
  readonly texts: ReadonlySet<string>
  /** Where one of them begins, wherever another does. */
  readonly pattern: RegExp | null

  constructor(listed: Iterable<string>) {
    this.texts = new Set([...listed].filter((text) => [...text].length > 1 && text.trim() !== ''))
    const escaped = [...this.texts].map((text) => RegExp.escape(text))
    this.pattern = escaped.length === 0 ? null : new RegExp(`(?=${escaped.join('|')})`, 'gu')
  }
}

/** Cuts behind the first character of every added token in `content`. */
export function plainPieces(content: string, { pattern }: AddedTokens): string[] {
  const pieces: string[] = []
  let from = 0
  for (const { index } of pattern === null ? [] : content.matchAll(pattern)) {
    const cut = index + String.fromCodePoint(content.codePointAt(index) ?? 0).length
    pieces.push(content.slice(from, cut))
    from = cut
  }
  return from < content.length || pieces.length === 0 ? [...pieces, content.slice(from)] : pieces
}
