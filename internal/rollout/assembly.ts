/**
 * Chunks to trajectories: order, wholeness and the one ending of every rollout. Pure; docs/spec/assembly.md has the rules.
 *
 *   S1  a trajectory is visible only when whole: chunks 0..n-1 of one attempt, each naming the digest of the one before, then its ending
 *   S2  a higher attempt takes the place of a lower one that has not ended; a lower one's chunks are ignored from then on
 *   S3  the same chunk again is ignored; another chunk under the same number is a conflict, and the attempt is quarantined
 *   S4  a missing, cut or altered chunk quarantines the attempt, with the reason; it is never admitted in part
 *   S5  a rollout ends once: a second ending is counted as a duplicate and admitted no more
 *   S6  the order between rollouts is irrelevant
 */
import { SortieError, errorText } from '#internal/base/errors.ts'
import type { pb } from '#internal/gen/v1.js'
import { checkChunk, checkTurn, decodeChunk, decodeTurn, sha256 } from './codec.ts'

/** A finished rollout: the chunks of the attempt that ended it, as they were published, and what they say. */
export interface AssembledTrajectory {
  /** The opening chunk's fields: identity, seed, worker, attempt. */
  readonly head: pb.TrajectoryChunk
  readonly turns: readonly pb.Turn.$Properties[]
  readonly ending: pb.EndingRecord.$Properties
  /** As published: unknown fields included. */
  readonly chunks: readonly Uint8Array[]
}

export interface Quarantined {
  readonly rolloutId: string
  readonly attempt: number
  readonly reason: string
  /** What was refused: a whole attempt, or one message. */
  readonly chunks: readonly Uint8Array[]
}

export type AssemblyEffect =
  | { readonly kind: 'admitted'; readonly trajectory: AssembledTrajectory }
  | { readonly kind: 'quarantined'; readonly quarantined: Quarantined }
  | { readonly kind: 'duplicate'; readonly rolloutId: string }
  | { readonly kind: 'kept' }

interface OpenAttempt {
  readonly head: pb.TrajectoryChunk
  readonly chunks: Uint8Array[]
  readonly turns: pb.Turn.$Properties[]
  fragments: Uint8Array[]
  bytes: number
  /** Why it can no longer become whole. */
  broken: string | null
}

export interface AssemblyLimits {
  /** Bytes of all rollouts that have not ended. */
  readonly openBytesMax: number
  readonly latestWeightVersion: number
}

// A thousand open rollouts of half a megabyte: what a learner's memory can hold, and far more than slots produce.
export const assemblyLimitsDefault: AssemblyLimits = { openBytesMax: 512 * 1024 * 1024, latestWeightVersion: Number.MAX_SAFE_INTEGER }

const kept: AssemblyEffect = { kind: 'kept' }

/** Takes the chunks of a stream, in stream order, and gives trajectories. */
export class Assembly {
  readonly #limits: AssemblyLimits
  readonly #open = new Map<string, OpenAttempt>()
  /** Attempt that ended each rollout. Grows with the run: an id of 26 characters each. */
  readonly #ended = new Map<string, number>()
  #openBytes = 0

  constructor(limits: AssemblyLimits = assemblyLimitsDefault) {
    this.#limits = limits
  }

  /** Rollouts that have chunks here and no ending yet. */
  get openRollouts(): number {
    return this.#open.size
  }

  /** Never throws, whatever the bytes are: what cannot be read is quarantined under the rollout of its subject. */
  take(rolloutId: string, bytes: Uint8Array): AssemblyEffect {
    let chunk: pb.TrajectoryChunk
    try {
      chunk = decodeChunk(bytes)
    } catch (thrown) {
      return this.#refuse(rolloutId, bytes, errorText(thrown))
    }
    if (chunk.rolloutId !== rolloutId)
      return this.#refuse(rolloutId, bytes, `the chunk says rollout_id ${JSON.stringify(chunk.rolloutId.slice(0, 80))}`)
    if (this.#ended.has(rolloutId)) return chunk.ending != null ? { kind: 'duplicate', rolloutId } : kept
    const open = this.#open.get(rolloutId)
    if (open !== undefined && chunk.attempt < open.head.attempt) return kept
    if (open === undefined || chunk.attempt > open.head.attempt) return this.#begin(chunk, bytes)
    return this.#continue(open, chunk, bytes)
  }

  #begin(chunk: pb.TrajectoryChunk, bytes: Uint8Array): AssemblyEffect {
    this.#drop(chunk.rolloutId)
    const attempt: OpenAttempt = { head: chunk, chunks: [], turns: [], fragments: [], bytes: 0, broken: null }
    this.#open.set(chunk.rolloutId, attempt)
    return this.#continue(attempt, chunk, bytes)
  }

  #continue(open: OpenAttempt, chunk: pb.TrajectoryChunk, bytes: Uint8Array): AssemblyEffect {
    const known = open.chunks[chunk.chunkSeq]
    if (known !== undefined) {
      if (Buffer.compare(known, bytes) === 0) return kept
      open.broken ??= `conflict: chunk ${String(chunk.chunkSeq)} came twice, with different content`
    } else {
      open.broken ??= this.#problemOf(open, chunk)
      if (open.broken === null) this.#append(open, chunk, bytes)
      else this.#keep(open, bytes)
    }
    return chunk.ending == null ? kept : this.#end(open, chunk.ending)
  }

  #problemOf(open: OpenAttempt, chunk: pb.TrajectoryChunk): string | null {
    const next = open.chunks.length
    if (chunk.chunkSeq !== next) {
      const missing = Array.from({ length: Math.min(chunk.chunkSeq - next, 20) }, (_, index) => next + index)
      return `incomplete: chunk ${missing.join(', ')} missing before chunk ${String(chunk.chunkSeq)}`
    }
    const previous = open.chunks.at(-1)
    const expected = previous === undefined ? new Uint8Array() : sha256(previous)
    if (Buffer.compare(expected, chunk.previousSha256) !== 0)
      return `altered: chunk ${String(chunk.chunkSeq)} names another digest for the chunk before it`
    const problems = checkChunk(chunk, this.#limits.latestWeightVersion)
    if (problems.length > 0) return `invalid: chunk ${String(chunk.chunkSeq)}: ${problems.join('; ')}`
    if (this.#openBytes > this.#limits.openBytesMax)
      return `refused: open rollouts hold more than ${String(this.#limits.openBytesMax)} bytes`
    return null
  }

  #append(open: OpenAttempt, chunk: pb.TrajectoryChunk, bytes: Uint8Array): void {
    this.#keep(open, bytes)
    open.turns.push(...(chunk.turns?.turns ?? []))
    if (chunk.fragment != null) open.broken = this.#join(open, chunk.fragment)
  }

  #join(open: OpenAttempt, fragment: pb.TurnFragment.$Properties): string | null {
    const where = `fragment ${String(fragment.fragmentIndex ?? 0)} of turn ${String(fragment.turnIndex ?? 0)}`
    if ((fragment.fragmentIndex ?? 0) !== open.fragments.length) return `incomplete: ${where} is out of order`
    open.fragments.push(fragment.data ?? new Uint8Array())
    if (open.fragments.length < (fragment.fragmentCount ?? 0)) return null
    const whole = Buffer.concat(open.fragments)
    open.fragments = []
    if (Buffer.compare(sha256(whole), fragment.turnSha256 ?? new Uint8Array()) !== 0)
      return `altered: ${where} does not add up to the turn's digest`
    try {
      const turn = decodeTurn(whole)
      const problems = checkTurn(turn, this.#limits.latestWeightVersion)
      open.turns.push(turn)
      return problems.length === 0 ? null : `invalid: ${problems.join('; ')}`
    } catch (thrown) {
      return SortieError.from(thrown, 'chunk.undecodable').message
    }
  }

  #end(open: OpenAttempt, ending: pb.EndingRecord.$Properties): AssemblyEffect {
    const { head, chunks, turns } = open
    const { rolloutId, attempt } = head
    this.#drop(rolloutId)
    this.#ended.set(rolloutId, attempt)
    const unfinished = open.fragments.length > 0 ? 'incomplete: the last turn lacks fragments' : miscounted(chunks.length, ending)
    const reason = open.broken ?? unfinished
    if (reason !== null) return { kind: 'quarantined', quarantined: { rolloutId, attempt, reason, chunks } }
    return { kind: 'admitted', trajectory: { head, turns, ending, chunks } }
  }

  #keep(open: OpenAttempt, bytes: Uint8Array): void {
    // A copy: the message's own bytes are a view into the receive buffer, which one kept chunk would pin as a whole.
    open.chunks.push(new Uint8Array(bytes))
    open.bytes += bytes.byteLength
    this.#openBytes += bytes.byteLength
  }

  #drop(rolloutId: string): void {
    this.#openBytes -= this.#open.get(rolloutId)?.bytes ?? 0
    this.#open.delete(rolloutId)
  }

  /** A message that is no chunk of its rollout breaks the attempt that is open there: a chunk of it may be what was lost. */
  #refuse(rolloutId: string, bytes: Uint8Array, reason: string): AssemblyEffect {
    const open = this.#open.get(rolloutId)
    if (open !== undefined) open.broken ??= reason
    return { kind: 'quarantined', quarantined: { rolloutId, attempt: open?.head.attempt ?? 0, reason, chunks: [new Uint8Array(bytes)] } }
  }
}

function miscounted(chunks: number, ending: pb.EndingRecord.$Properties): string | null {
  const declared = ending.totals?.chunks ?? 0
  return declared === chunks ? null : `incomplete: the ending record counts ${String(declared)} chunks, ${String(chunks)} came`
}
