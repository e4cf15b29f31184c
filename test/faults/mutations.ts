/**
 * Ways to break the promises on purpose: each is one textual change of a copy of the code, with a story that brings it to light. The code
 * itself has no switch for any of them; a change that no longer fits its file fails the test, so that nobody tests nothing.
 */
import { cpSync, mkdtempSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Story, storyOf } from './schedule.ts'

export interface Mutation {
  readonly name: string
  readonly file: string
  readonly find: string
  readonly replace: string
  /** What goes wrong in its story. */
  readonly faults: Story['faults']
  readonly change?: Partial<Story>
  /** Invariants of which at least one must be found broken. */
  readonly breaks: RegExp
}

const root = join(import.meta.dirname, '../..')

// Mutations share stories where they can: each has to be well without any of them.
const stopped = {
  faults: [
    { atMs: 2_500, fault: { kind: 'stop-worker', target: 0, forMs: 6_000 } },
    { atMs: 3_000, fault: { kind: 'stop-worker', target: 1, forMs: 6_000 } },
  ],
} as const
const purged = { faults: [{ atMs: 1_500, fault: { kind: 'slow-learner', target: 0, forMs: 4_000 } }], change: { purging: true } } as const
const repeated = {
  faults: [
    { atMs: 3_000, fault: { kind: 'repeat-chunks', target: 0 } },
    { atMs: 3_500, fault: { kind: 'repeat-chunks', target: 4 } },
    { atMs: 4_500, fault: { kind: 'repeat-committed', target: 0 } },
  ],
  change: { groupSize: 1 },
} as const

export const mutations: readonly Mutation[] = [
  {
    name: 'the task is acked before the publish ack of its ending',
    file: 'internal/worker/attempt.ts',
    find: `      await emitter.push(this.#builder.end(ending))
      await emitter.flush()
      await keepDead(this.#claim, ending, this.#context, signals.stop)
      await this.#claim.ack(signals.stop)
`,
    replace: `      await this.#claim.ack(signals.stop)
      await emitter.push(this.#builder.end(ending))
      await emitter.flush()
`,
    ...stopped,
    breaks: /^I9 /,
  },
  {
    name: 'the fence is skipped',
    file: 'internal/stream/trajectory-stream.ts',
    find: 'const expect = { lastSubjectSequence: expectedSequence }',
    replace: 'const expect = { lastSubjectSequence: (await this.#lastMessage(address, signal))?.seq ?? 0 }',
    ...stopped,
    breaks: /^I8 /,
  },
  {
    name: 'a purge leaves no tombstone',
    file: 'internal/stream/trajectory-stream.ts',
    find: 'rolloutChunks(partition, rolloutId), seq: sequence }',
    replace: 'rolloutChunks(partition, rolloutId), seq: sequence + 1 }',
    ...purged,
    breaks: /^I[13] /,
  },
  {
    name: 'what was not committed is purged',
    file: 'internal/learner/marks.ts',
    find: 'return committedIn(marks, partition)?.floorSequence ?? 0',
    replace: 'return marks.length + partition >= 0 ? Number.MAX_SAFE_INTEGER : 0',
    ...purged,
    breaks: /^I1 /,
  },
  {
    name: 'error 10071 is taken for success',
    file: 'internal/stream/trajectory-stream.ts',
    find: '      return this.#ownOrFenced({ ...address, subject }, chunk, signal)',
    replace: '      return (await this.#lastMessage(address, signal))?.seq ?? 0',
    ...stopped,
    breaks: /^I[3489] /,
  },
  {
    name: 'an attempt begins without its opening record',
    file: 'internal/worker/attempt.ts',
    find: 'const sequence = await log.append(this.#address, opening, this.#last?.sequence ?? 0, signals.stop)',
    replace: 'const sequence = await Promise.resolve(this.#last?.sequence ?? 0)',
    ...stopped,
    breaks: /^I4 /,
  },
  {
    name: 'a second ending is admitted',
    file: 'internal/rollout/assembly.ts',
    find: "if (this.#hasEnded(rolloutId, follows)) return { kind: chunk.ending != null ? 'duplicate' : 'superseded', rolloutId }",
    replace: '',
    ...repeated,
    breaks: /^I2 /,
  },
  {
    name: 'a repetition is told by its id alone',
    file: 'internal/rollout/assembly.ts',
    find: 'return follows !== null && follows > 0 && !this.#open.has(rolloutId) && !this.#refused.has(rolloutId)',
    replace: 'return false',
    ...repeated,
    breaks: /^I2 /,
  },
  {
    name: 'a trainer gets other logprobs than were sampled',
    file: 'internal/rollout/sequences.ts',
    find: 'probabilities.set(logprobs(segment.logprobs), at)',
    replace: 'probabilities.set(logprobs(segment.logprobs).map((value) => value - 1), at)',
    ...stopped,
    breaks: /^I13 /,
  },
]

/** The story that a mutation is found by. */
export function storyOfMutation({ faults, change }: Mutation): Story {
  return {
    ...storyOf(1),
    rollouts: 96,
    groupSize: 2,
    turnMs: 400,
    purging: false,
    gateway: false,
    skewMs: 0,
    skewed: 'worker-0',
    weightsEveryMs: 0,
    deadlineMs: 0,
    streamBytes: 64 * 2 ** 20,
    faults,
    ...change,
  }
}

/** A copy of the code with the change; throws when the change fits nowhere, or in two places. */
export function mutatedTree({ file, find, replace }: Pick<Mutation, 'file' | 'find' | 'replace'>): string {
  const tree = mkdtempSync(join(tmpdir(), 'sortie-mutated-'))
  for (const part of ['cmd', 'internal', 'test', 'package.json']) cpSync(join(root, part), join(tree, part), { recursive: true })
  symlinkSync(join(root, 'node_modules'), join(tree, 'node_modules'))
  const path = join(tree, file)
  const code = readFileSync(path, 'utf8')
  const places = code.split(find).length - 1
  if (places !== 1) throw new Error(`${file} has the text of the mutation ${String(places)} times, once is needed:\n${find}`)
  writeFileSync(
    path,
    code.replace(find, () => replace),
  )
  return tree
}
