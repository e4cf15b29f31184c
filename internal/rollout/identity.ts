import { createHash } from 'node:crypto'
import { SortieError } from '#internal/base/errors.ts'

/** One token of a NATS subject, as Sortie allows it: also safe as a file name and a Kubernetes label value. */
const subjectToken = /^[A-Za-z0-9_-]{1,64}$/

/** Whether `value` may stand in a subject. */
export function isToken(value: string): boolean {
  return subjectToken.test(value)
}

/** Returns `value` when it may stand in a subject; throws `subject.invalid` naming the field and the first bad character. */
export function checkToken(field: string, value: string): string {
  if (isToken(value)) return value
  const at = [...value].findIndex((character) => !/[A-Za-z0-9_-]/.test(character))
  const what =
    value === ''
      ? 'is empty'
      : at >= 0
        ? `has an illegal character ${JSON.stringify([...value][at])} at position ${String(at + 1)}`
        : `has ${String(value.length)} characters, 64 at most`
  throw new SortieError('subject.invalid', `${field} ${JSON.stringify(value.slice(0, 80))} ${what}`, {
    remedy: 'use letters, digits, "_" and "-" only',
  })
}

/** Chunk subjects are spread over this many partitions by group; fixed for the life of a fleet. */
export const partitionsDefault = 16

/** partition = hash(group_id) mod partitions; the hash is the first four bytes of SHA-256, big-endian. */
export function partitionOf(groupId: string, partitions: number): number {
  return createHash('sha256').update(groupId).digest().readUInt32BE(0) % partitions
}

export interface RolloutKey {
  readonly runId: string
  /** Counts submissions of a run: a second epoch over the same tasks is new work. */
  readonly submission: number
  readonly taskId: string
  readonly groupIndex: number
}

/** The rollout's id where the submitter chose none: a hash of run, submission number, task and group index. */
export function deriveRolloutId(key: RolloutKey): string {
  return `r-${shortHash([key.runId, String(key.submission), key.taskId, String(key.groupIndex)])}`
}

/** The group's id: one a task and submission. */
export function deriveGroupId(key: Omit<RolloutKey, 'groupIndex'>): string {
  return `g-${shortHash([key.runId, String(key.submission), key.taskId])}`
}

/** Seed of a group member: distinct in its group, and the same again for the same run seed. */
export function deriveSeed(runSeed: number, taskId: string, groupIndex: number): number {
  const digest = createHash('sha256')
    .update(JSON.stringify([runSeed, taskId]))
    .digest()
  // 31 bits: engines read a seed as a signed or unsigned 32-bit number, and 2^32 - 1 is llama.cpp's word for "random".
  return (digest.readUInt32BE(0) + groupIndex) % 0x7fff_ffff
}

/** Seed of one turn: distinct along an episode, and the same again for the same member's seed. */
export function deriveTurnSeed(seed: number, turnIndex: number): number {
  // An odd multiplier visits every residue before it repeats; this one is 2^32 over the golden ratio.
  return (seed + Math.imul(turnIndex, 0x9e37_79b1)) >>> 1
}

function shortHash(parts: readonly string[]): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 24)
}
