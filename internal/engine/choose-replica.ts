import { createHash } from 'node:crypto'

export interface Candidate {
  readonly name: string
  /** Calls that this worker has in flight there. */
  readonly load: number
}

/** How far above the mean a replica's load may go before its traces overflow to their next choice. */
const overloadFactor = 1.25

/**
 * The replica for a trace: rendezvous hashing with bounded loads, so that a trace stays where its prefix is cached unless that
 * replica is loaded a quarter above the mean. Null when there is none.
 *
 *   R1  any candidates, a choice; its load is below ceil(1.25 · (total + 1) / n)
 *   R2  the order of the candidates does not matter
 *   R3  a replica that leaves moves only the traces that it had
 *
 * Sources: Thaler and Ravishankar, "A Name-Based Mapping Scheme for Rendezvous", 1996; Mirrokni, Thorup and Zadimoghaddam,
 * "Consistent Hashing with Bounded Loads", arXiv 1608.01350.
 */
export function chooseReplica<T extends Candidate>(candidates: readonly T[], trace: string): T | null {
  const total = candidates.reduce((sum, each) => sum + each.load, 0)
  // Never below the mean, so that somebody is always under it.
  const bound = Math.ceil((overloadFactor * (total + 1)) / candidates.length)
  let best: { readonly candidate: T; readonly score: string } | null = null
  for (const candidate of candidates) {
    if (candidate.load >= bound) continue
    const score = scoreOf(candidate.name, trace)
    if (best === null || score > best.score) best = { candidate, score }
  }
  return best?.candidate ?? null
}

function scoreOf(name: string, trace: string): string {
  return createHash('sha256')
    .update(JSON.stringify([name, trace]))
    .digest('hex')
}
