/** What a simulated trainer saw: a load for a fleet, and a measure of staleness. Nothing is trained. Pure. */
import type { pb } from '#internal/gen/v1.js'
import { type DurationBucket, durationBucketOf } from '#internal/weights/staleness.ts'

/** `sortie learner simulate -o json` prints exactly this. */
export interface SimulationReport {
  /** So that nobody takes it for training. */
  readonly simulation: true
  readonly steps: number
  readonly accepted: number
  readonly weight_version: number
  /** Rollouts accepted, by how many versions they were behind. */
  readonly staleness_steps: Readonly<Record<string, number>>
  readonly dropped: readonly { readonly reason: string; readonly duration_bucket: string; readonly count: number }[]
  /** Share that was dropped as stale, by how long rollouts took; slow ones above fast ones is a bias. */
  readonly stale_share_by_duration: Readonly<Record<string, number>>
  /** Stale share of the slowest bucket over that of the fastest; null where it cannot be said. */
  readonly slow_over_fast: number | null
}

const order: readonly DurationBucket[] = ['1s', '10s', '1m', '10m', '1h', 'longer']

/** Gathers batches into a report. */
export class Simulation {
  #steps = 0
  #version = 0
  readonly #staleness = new Map<number, number>()
  readonly #accepted = new Map<DurationBucket, number>()
  readonly #dropped = new Map<string, { readonly reason: string; readonly bucket: string; count: number }>()

  step(batch: pb.Batch.$Properties, weightVersion: number): void {
    this.#steps++
    this.#version = weightVersion
    for (const { rollouts } of batch.groups ?? []) {
      for (const { stalenessSteps, ending } of rollouts ?? []) {
        add(this.#staleness, stalenessSteps ?? 0)
        add(this.#accepted, durationBucketOf(ending?.totals?.wallMs ?? 0))
      }
    }
    for (const { reason, durationBucket, count } of batch.dropped ?? []) {
      const key = `${reason ?? ''} ${durationBucket ?? ''}`
      const known = this.#dropped.get(key) ?? { reason: reason ?? '', bucket: durationBucket ?? '', count: 0 }
      known.count += count ?? 0
      this.#dropped.set(key, known)
    }
  }

  report(): SimulationReport {
    const shares = new Map<DurationBucket, number>()
    for (const bucket of order) {
      const stale = this.#dropped.get(`stale ${bucket}`)?.count ?? 0
      const all = stale + (this.#accepted.get(bucket) ?? 0)
      if (all > 0) shares.set(bucket, stale / all)
    }
    const [fast, slow] = [[...shares.values()][0], [...shares.values()].at(-1)]
    return {
      simulation: true,
      steps: this.#steps,
      accepted: [...this.#accepted.values()].reduce((sum, count) => sum + count, 0),
      weight_version: this.#version,
      staleness_steps: Object.fromEntries([...this.#staleness].sort(([a], [b]) => a - b).map(([steps, count]) => [String(steps), count])),
      dropped: [...this.#dropped.values()].map(({ reason, bucket, count }) => ({ reason, duration_bucket: bucket, count })),
      stale_share_by_duration: Object.fromEntries(shares),
      slow_over_fast: shares.size < 2 || fast === undefined || slow === undefined || fast === 0 ? null : slow / fast,
    }
  }
}

function add<K>(counts: Map<K, number>, key: K): void {
  counts.set(key, (counts.get(key) ?? 0) + 1)
}
