/**
 * The name of a stream of trajectories says which life of it sequences are of. It is drawn when the stream is made; where a server has lost its
 * end, that end is appended: `9f86d081884c7d65.800` is the stream that came back with 800 records, whatever it had before.
 */

/** The name of a stream that has lost what lay behind a sequence. */
export function lostAt(name: string, lastSequence: number): string {
  return `${name}.${String(lastSequence)}`
}

/**
 * How far places that were kept under one name hold in the stream as it is named now: `Infinity` for the same, or where one is not known; up to
 * where it has lost its end since; null for another stream.
 */
export function reachOf(kept: string | null | undefined, now: string): number | null {
  if (kept == null || kept === '' || now === '' || kept === now) return Infinity
  if (!now.startsWith(`${kept}.`)) return null
  return Math.min(...now.slice(kept.length + 1).split('.').map(Number)) // prettier-ignore
}
