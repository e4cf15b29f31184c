/** What goes wrong when, drawn from a seed. Pure: the same seed is the same story. */

export type Fault =
  | {
      readonly kind: 'kill-worker' | 'kill-sandbox' | 'kill-owner' | 'kill-learner' | 'kill-gateway' | 'kill-nats'
      readonly target: number
    }
  | { readonly kind: 'stop-worker' | 'stop-owner' | 'stop-learner' | 'stop-gateway'; readonly target: number; readonly forMs: number }
  /** Of a worker's connection; behind the last worker's comes the learner's. */
  | { readonly kind: 'drop-replies' | 'half-open' | 'delay'; readonly target: number; readonly forMs: number }
  | { readonly kind: 'cut'; readonly target: number }
  | { readonly kind: 'engine-errors' | 'engine-hangs'; readonly target: number; readonly forMs: number }
  | { readonly kind: 'restore-checkpoint'; readonly target: number }
  | { readonly kind: 'repeat-chunks'; readonly target: number }
  /** The chunks of a rollout behind the learner's floor come again, to a learner that starts anew: it has not met any of that rollout. */
  | { readonly kind: 'repeat-committed'; readonly target: number }
  /** It sleeps between its batches. */
  | { readonly kind: 'slow-learner'; readonly target: number; readonly forMs: number }
  /** The trajectory stream has room for nothing more. */
  | { readonly kind: 'full-stream'; readonly target: number; readonly forMs: number }

export interface TimedFault {
  readonly atMs: number
  readonly fault: Fault
}

export interface Story {
  readonly seed: number
  readonly rollouts: number
  readonly groupSize: number
  readonly workers: number
  /** How long the engine takes for a turn. Milliseconds. */
  readonly turnMs: number
  readonly faults: readonly TimedFault[]
  /** The trainer is a Python process that reads through the gateway; otherwise it is on the learner library itself. */
  readonly gateway: boolean
  /** Committed rollouts are purged at once; checkpoints are then not restored to older ones. */
  readonly purging: boolean
  /** One clock is so far ahead. Milliseconds. */
  readonly skewMs: number
  /** Whose. The learner's is its gateway's, where it has one. */
  readonly skewed: 'worker-0' | 'owner' | 'learner'
  /** The learner publishes weights so often, and accepts rollouts that are `stalenessStepsMax` behind; 0: never, and any. */
  readonly weightsEveryMs: number
  /** Every fifth task has a deadline, so long after it was submitted; 0: none has. */
  readonly deadlineMs: number
  /** The trajectory stream has room for so many bytes at first; what is full is healed by purging. */
  readonly streamBytes: number
}

/** So many versions behind a rollout may be where weights are published. */
export const stalenessStepsMax = 1

/** Mulberry32: small, seeded, the same everywhere. */
export function randomOf(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

// Long enough that every fault meets work in progress, short enough that twenty stories are a coffee.
const playMs = 9_000
const workers = 3

/** The story of a seed. */
export function storyOf(seed: number): Story {
  const random = randomOf(seed)
  const below = (limit: number) => Math.floor(random() * limit)
  const between = (low: number, high: number) => low + below(high - low)
  const purging = random() < 0.4
  const gateway = random() < 0.5
  // The last one is the learner's, or its gateway's.
  const connection = () => below(workers + 1)
  const kinds: (() => Fault)[] = [
    () => ({ kind: 'kill-worker', target: below(workers) }),
    () => ({ kind: 'kill-worker', target: below(workers) }),
    () => ({ kind: 'kill-sandbox', target: below(workers) }),
    () => ({ kind: 'kill-owner', target: 0 }),
    () => ({ kind: 'kill-learner', target: 0 }),
    () => ({ kind: gateway ? 'kill-gateway' : 'kill-learner', target: 0 }),
    () => ({ kind: 'kill-nats', target: 0 }),
    // Past the ack wait and the lease, and not.
    () => ({ kind: 'stop-worker', target: below(workers), forMs: between(500, 7_000) }),
    () => ({ kind: 'stop-worker', target: below(workers), forMs: between(3_500, 7_000) }),
    () => ({ kind: 'stop-owner', target: 0, forMs: between(500, 5_000) }),
    () => ({ kind: 'stop-learner', target: 0, forMs: between(500, 5_000) }),
    () => ({ kind: gateway ? 'stop-gateway' : 'stop-learner', target: 0, forMs: between(500, 5_000) }),
    () => ({ kind: 'drop-replies', target: connection(), forMs: between(300, 4_000) }),
    () => ({ kind: 'half-open', target: connection(), forMs: between(300, 4_000) }),
    () => ({ kind: 'delay', target: connection(), forMs: between(300, 3_000) }),
    () => ({ kind: 'cut', target: connection() }),
    () => ({ kind: 'engine-errors', target: 0, forMs: between(300, 2_000) }),
    () => ({ kind: 'engine-hangs', target: 0, forMs: between(300, 2_000) }),
    () => (purging ? { kind: 'kill-learner', target: 0 } : { kind: 'restore-checkpoint', target: below(100) }),
    () => ({ kind: 'repeat-chunks', target: below(1_000) }),
    () => ({ kind: 'slow-learner', target: 0, forMs: between(1_000, 4_000) }),
    () => ({ kind: 'full-stream', target: 0, forMs: between(1_000, 3_000) }),
  ]
  const count = between(4, 9)
  const faults = Array.from({ length: count }, () => ({
    atMs: below(playMs),
    fault: (kinds[below(kinds.length)] ?? kinds[0])?.() as Fault,
  }))
  // Not drawn, so that a seed's story is otherwise what it was.
  const skewed = (['worker-0', 'owner', 'learner'] as const)[seed % 3] ?? 'worker-0'
  const skewMs = random() < 0.3 ? (random() < 0.5 ? 600_000 : -600_000) : 0
  return {
    seed,
    rollouts: between(120, 240),
    groupSize: between(1, 5),
    workers,
    gateway,
    turnMs: between(40, 400),
    faults: faults.sort((a, b) => a.atMs - b.atMs),
    purging,
    skewMs,
    skewed,
    weightsEveryMs: random() < 0.4 ? 1_500 : 0,
    // A worker or owner whose clock is ahead would end all of them at once, and an owner whose clock is behind ends none of them.
    deadlineMs: random() < 0.5 && skewMs <= 0 && (skewMs === 0 || skewed !== 'owner') ? between(3_000, 7_000) : 0,
    streamBytes: purging && random() < 0.5 ? 256 * 1024 : roomy,
  }
}

/** What a story has in it: each kind of fault, and what it is played with. */
export function traitsOf(story: Story): ReadonlySet<string> {
  const { faults, gateway, purging, skewMs, weightsEveryMs, deadlineMs } = story
  return new Set([
    ...faults.map(({ fault }) => fault.kind),
    ...(faults.some(({ fault }) => connectionFaults.includes(fault.kind) && fault.target === workers) ? ["the learner's connection"] : []),
    gateway ? 'over the gateway' : 'on the library',
    ...(purging ? ['purging'] : []),
    ...(skewMs !== 0 ? ['a clock that is off'] : []),
    ...(weightsEveryMs > 0 ? ['weights'] : []),
    ...(deadlineMs > 0 ? ['deadlines'] : []),
    ...(isTight(story) ? ['a small stream'] : []),
  ])
}

const connectionFaults: readonly string[] = ['drop-replies', 'half-open', 'delay', 'cut']
const roomy = 64 * 1024 * 1024
const isTight = ({ streamBytes }: Story) => streamBytes < roomy

/** A fault in words. */
export function faultWords({ atMs, fault }: TimedFault): string {
  const lasting = 'forMs' in fault ? ` for ${String(fault.forMs)} ms` : ''
  return `${String(atMs).padStart(5)} ms  ${fault.kind} ${String(fault.target)}${lasting}`
}
