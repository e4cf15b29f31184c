/**
 * Which of the sampled tokens the reported logprobs belong to, where that is certain.
 *
 * llama-server reports no logprob for a token that ends in the middle of a character, so there may be fewer logprobs than tokens.
 * A report is certain where the leftmost and the rightmost way to place all the reports, in order, put it on the same token.
 *
 *   G1  with as many reports as tokens and equal ids, every position is certain
 *   G2  a certain position agrees with every way to place the reports
 *
 * Null when the reports cannot be placed at all: then ids and logprobs are not of the same tokens.
 * Otherwise one entry a token: the index of its report, or -1 where it is missing or uncertain.
 */
export function placeReports(tokens: ArrayLike<number>, reportedIds: readonly number[]): Int32Array | null {
  const leftmost: number[] = []
  for (let at = 0; at < tokens.length && leftmost.length < reportedIds.length; at++) {
    if (tokens[at] === reportedIds[leftmost.length]) leftmost.push(at)
  }
  if (leftmost.length < reportedIds.length) return null
  const placed = new Int32Array(tokens.length).fill(-1)
  let report = reportedIds.length - 1
  for (let at = tokens.length - 1; at >= 0 && report >= 0; at--) {
    if (tokens[at] !== reportedIds[report]) continue
    if (leftmost[report] === at) placed[at] = report
    report--
  }
  return placed
}
