/**
 * The consume sweep: which trajectories a learner still accepts, and what the others were (docs/spec/staleness.md).
 *
 *   W1  a trajectory is admitted iff learner's version − oldest version that sampled a token of it ≤ max_staleness_steps
 *   W2  one of which nothing was sampled is as fresh as can be
 *   W3  what is dropped is counted by its reason and by how long it took: dropping slow tasks is a bias
 */
import type { pb } from '#internal/gen/v1.js'

/** The oldest weight version that sampled a token; null when nothing was sampled. */
export function oldestWeightVersion(turns: readonly pb.Turn.$Properties[]): number | null {
  return versionsOf(turns).reduce<number | null>((oldest, version) => (oldest === null ? version : Math.min(oldest, version)), null)
}

/** The newest weight version that sampled a token; null when nothing was sampled. */
export function newestWeightVersion(turns: readonly pb.Turn.$Properties[]): number | null {
  return versionsOf(turns).reduce<number | null>((newest, version) => (newest === null ? version : Math.max(newest, version)), null)
}

/** Whether a trajectory is too old for a learner at `weightVersion`. `maxSteps` null: any age is accepted. */
export function isStale(oldest: number | null, weightVersion: number, maxSteps: number | null): boolean {
  return oldest !== null && maxSteps !== null && weightVersion - oldest > maxSteps
}

function versionsOf(turns: readonly pb.Turn.$Properties[]): number[] {
  return turns.flatMap(({ segments }) =>
    (segments ?? []).flatMap(({ versionSpans }) =>
      (versionSpans ?? []).flatMap(({ weightVersion, tokenCount }) => ((tokenCount ?? 0) > 0 ? [weightVersion ?? 0] : [])),
    ),
  )
}

const buckets = [
  ['1s', 1_000],
  ['10s', 10_000],
  ['1m', 60_000],
  ['10m', 600_000],
  ['1h', 3_600_000],
  ['longer', Infinity],
] as const

export type DurationBucket = (typeof buckets)[number][0] | 'unknown'

/** The bucket of a duration in milliseconds, by its upper end; null is one that is not known. */
export function durationBucketOf(durationMs: number | null): DurationBucket {
  if (durationMs === null) return 'unknown'
  return buckets.find(([, upperMs]) => durationMs <= upperMs)?.[0] ?? 'longer'
}

/** Counts what was dropped by reason and duration bucket; both are closed sets, so it stays small. */
export class DropCounts {
  #last = new Map<string, number>()
  readonly #total = new Map<string, number>()

  add(reason: string, durationMs: number | null): void {
    const key = `${reason} ${durationBucketOf(durationMs)}`
    for (const counts of [this.#last, this.#total]) counts.set(key, (counts.get(key) ?? 0) + 1)
  }

  /** Since the last call of it. */
  sinceLast(): pb.DroppedCount.$Properties[] {
    const last = this.#last
    this.#last = new Map()
    return countsOf(last)
  }

  total(): pb.DroppedCount.$Properties[] {
    return countsOf(this.#total)
  }
}

function countsOf(counts: ReadonlyMap<string, number>): pb.DroppedCount.$Properties[] {
  return [...counts].map(([key, count]) => {
    const [reason = '', durationBucket = ''] = key.split(' ')
    return { reason, durationBucket, count }
  })
}
