/**
 * Chunks to trajectories: order, wholeness and the one ending of every rollout. Pure; docs/spec/assembly.md has the rules.
 *
 *   S1  a trajectory is visible only when whole: chunks 0..n-1 of one attempt, each naming the digest of the one before, then its ending
 *   S2  a higher attempt, from its opening on, takes the place of a lower one that has not ended; a lower one's chunks are superseded
 *   S3  the same chunk again is ignored; another chunk under the same number is a conflict, and the attempt is quarantined
 *   S4  a missing, cut or altered chunk quarantines the attempt, with the reason; it is never admitted in part
 *   S5  a rollout ends once: a second ending is counted as a duplicate and admitted no more; so is a first chunk that follows a record which was
 *       not met, for that one belongs to an ending further back
 *   S6  the order between rollouts is irrelevant
 *   S7  memory is bounded: an attempt that would exceed it is let go of, and quarantined with its ending; beyond the most open rollouts,
 *       chunks of others are refused one by one
 *   S8  handing back ends an attempt, not its rollout
 *   S10 what is no record of the rollout it is stored under (no fence, another rollout, another partition) is refused by itself
 */
import { SortieError, errorText } from '#internal/base/errors.ts'
import type { pb } from '#internal/gen/v1.js'
import { type RecordPlace, notItsRecord } from './record.ts'
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
  /** The rollout ended with it. Else it is one message that is no chunk of its rollout, which may still go on. */
  readonly ended: boolean
  /** The first chunk that came of the attempt: whose group it is. Null for a message that cannot be read. */
  readonly head: pb.TrajectoryChunk | null
  /** What was refused, as published. Empty where it had to be let go of (S7). */
  readonly chunks: readonly Uint8Array[]
}

export type AssemblyEffect =
  | { readonly kind: 'admitted'; readonly trajectory: AssembledTrajectory }
  | { readonly kind: 'quarantined'; readonly quarantined: Quarantined }
  | { readonly kind: 'duplicate'; readonly rolloutId: string }
  /** A chunk of an attempt whose rollout has ended, or that another took the place of. The fence should leave none. */
  | { readonly kind: 'superseded'; readonly rolloutId: string }
  | { readonly kind: 'kept' }

interface OpenAttempt {
  readonly head: pb.TrajectoryChunk
  chunks: Uint8Array[]
  turns: pb.Turn.$Properties[]
  fragments: Uint8Array[]
  bytes: number
  /** Why it can no longer become whole. */
  broken: string | null
  handedBack: boolean
}

export interface AssemblyLimits {
  /** Bytes of all rollouts that have not ended. */
  readonly openBytesMax: number
  /** Rollouts that have not ended. */
  readonly openRolloutsMax: number
  /** Ended rollouts, and as many refused ones, that are known by their id; the oldest are forgotten. */
  readonly idsMax: number
  readonly latestWeightVersion: number
}

// A thousand open rollouts of half a megabyte: what a learner's memory can hold, and far more than slots produce.
// A hundred thousand open rollouts are ten thousand workers' slots; beyond that it is openings that nobody ends.
// A hundred thousand ids are about 6 MB.
export const assemblyLimitsDefault: AssemblyLimits = {
  openBytesMax: 512 * 1024 * 1024,
  openRolloutsMax: 100_000,
  idsMax: 100_000,
  latestWeightVersion: Number.MAX_SAFE_INTEGER,
}

const kept: AssemblyEffect = { kind: 'kept' }

/** Takes the chunks of a stream, in stream order, and gives trajectories. */
export class Assembly {
  readonly #limits: AssemblyLimits
  readonly #open = new Map<string, OpenAttempt>()
  /** Oldest first. */
  readonly #ended = new Set<string>()
  /** Rollouts of which a first message was refused: what follows it is not behind an ending. Oldest first. */
  readonly #refused = new Set<string>()
  #openBytes = 0

  constructor(limits: Partial<AssemblyLimits> = {}) {
    this.#limits = { ...assemblyLimitsDefault, ...limits }
  }

  /** Rollouts that have chunks here and no ending yet. */
  get openRollouts(): number {
    return this.#open.size
  }

  /** Bytes that are held for them. */
  get openBytes(): number {
    return this.#openBytes
  }

  /** Never throws, whatever the bytes are: what is no record of the rollout is quarantined by itself. */
  take(place: RecordPlace, message: Uint8Array): AssemblyEffect {
    const { rolloutId, follows } = place
    // A copy: the message is a view into the receive buffer, and decoded turns are views into it; one kept chunk would pin it all.
    const bytes = new Uint8Array(message)
    let chunk: pb.TrajectoryChunk
    try {
      chunk = decodeChunk(bytes)
    } catch (thrown) {
      return this.#refuse(place, bytes, errorText(thrown))
    }
    const strange = notItsRecord(chunk, place)
    if (strange !== null) return this.#refuse(place, bytes, strange)
    if (this.#hasEnded(rolloutId, follows)) return { kind: chunk.ending != null ? 'duplicate' : 'superseded', rolloutId }
    if (follows === null) return this.#refuse(place, bytes, 'the chunk was stored without the fence of its rollout')
    const open = this.#open.get(rolloutId)
    if (open === undefined && this.#open.size >= this.#limits.openRolloutsMax) return this.#overflow(chunk, bytes)
    // Only an opening takes another's place: a number that was altered on its way must not.
    if (open === undefined || (chunk.attempt > open.head.attempt && chunk.opening != null)) return this.#begin(chunk, bytes)
    if (chunk.attempt < open.head.attempt || open.handedBack) return { kind: 'superseded', rolloutId }
    if (chunk.attempt > open.head.attempt) open.broken ??= `incomplete: attempt ${String(chunk.attempt)} has no opening`
    return this.#continue(open, chunk, bytes)
  }

  #begin(chunk: pb.TrajectoryChunk, bytes: Uint8Array): AssemblyEffect {
    this.#drop(chunk.rolloutId)
    const attempt: OpenAttempt = { head: chunk, chunks: [], turns: [], fragments: [], bytes: 0, broken: null, handedBack: false }
    this.#open.set(chunk.rolloutId, attempt)
    return this.#continue(attempt, chunk, bytes)
  }

  #continue(open: OpenAttempt, chunk: pb.TrajectoryChunk, bytes: Uint8Array): AssemblyEffect {
    const known = open.broken === null ? open.chunks[chunk.chunkSeq] : undefined
    if (known !== undefined && Buffer.compare(known, bytes) === 0) return kept
    if (known !== undefined) open.broken = `conflict: chunk ${String(chunk.chunkSeq)} came twice, with different content`
    open.broken ??= this.#problemOf(open, chunk)
    if (this.#openBytes + bytes.byteLength > this.#limits.openBytesMax) this.#letGo(open)
    else this.#keep(open, chunk, bytes)
    if (chunk.handBack != null) this.#handBack(open)
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
    return null
  }

  #keep(open: OpenAttempt, chunk: pb.TrajectoryChunk, bytes: Uint8Array): void {
    open.chunks.push(bytes)
    open.bytes += bytes.byteLength
    this.#openBytes += bytes.byteLength
    if (open.broken !== null) return
    for (const turn of chunk.turns?.turns ?? []) open.broken ??= addTurn(open, turn)
    if (open.broken !== null) return
    if (chunk.fragment != null) open.broken = this.#join(open, chunk.fragment)
    else if (open.fragments.length > 0) open.broken = 'incomplete: a turn lacks fragments'
  }

  #letGo(open: OpenAttempt): void {
    open.broken = `refused: rollouts that have not ended hold ${String(this.#limits.openBytesMax)} bytes, the most there may be`
    this.#clear(open)
  }

  /** The number stays, so that late chunks of the attempt are told from another's. */
  #handBack(open: OpenAttempt): void {
    open.handedBack = true
    this.#clear(open)
  }

  #clear(open: OpenAttempt): void {
    this.#openBytes -= open.bytes
    Object.assign(open, { chunks: [], turns: [], fragments: [], bytes: 0 })
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
      return problems.length === 0 ? addTurn(open, turn) : `invalid: ${problems.join('; ')}`
    } catch (thrown) {
      return SortieError.from(thrown, 'chunk.undecodable').message
    }
  }

  #end(open: OpenAttempt, ending: pb.EndingRecord.$Properties): AssemblyEffect {
    const { head, chunks, turns } = open
    const { rolloutId, attempt } = head
    this.#drop(rolloutId)
    this.#refused.delete(rolloutId)
    this.#note(rolloutId, this.#ended)
    const reason = open.broken ?? miscounted(chunks.length, ending)
    if (reason !== null) return { kind: 'quarantined', quarantined: { rolloutId, attempt, reason, ended: true, head, chunks } }
    return { kind: 'admitted', trajectory: { head, turns, ending, chunks } }
  }

  /** By its id, or by a record before this one that lies further back than what was met: behind a cursor are whole rollouts alone (C1). */
  #hasEnded(rolloutId: string, follows: number | null): boolean {
    if (this.#ended.has(rolloutId)) return true
    return follows !== null && follows > 0 && !this.#open.has(rolloutId) && !this.#refused.has(rolloutId)
  }

  #note(rolloutId: string, ids: Set<string>): void {
    ids.add(rolloutId)
    const [oldest] = ids
    if (ids.size > this.#limits.idsMax && oldest !== undefined) ids.delete(oldest)
  }

  #drop(rolloutId: string): void {
    this.#openBytes -= this.#open.get(rolloutId)?.bytes ?? 0
    this.#open.delete(rolloutId)
  }

  #overflow(chunk: pb.TrajectoryChunk, bytes: Uint8Array): AssemblyEffect {
    const { rolloutId, attempt } = chunk
    const ended = chunk.ending != null
    this.#note(rolloutId, ended ? this.#ended : this.#refused)
    const reason = `refused: ${String(this.#limits.openRolloutsMax)} rollouts have not ended, the most there may be`
    return { kind: 'quarantined', quarantined: { rolloutId, attempt, reason, ended, head: chunk, chunks: [bytes] } }
  }

  /** A message that is no chunk of its rollout breaks the attempt that is open there: a chunk of it may be what was lost. */
  #refuse({ rolloutId, follows }: RecordPlace, bytes: Uint8Array, reason: string): AssemblyEffect {
    const open = this.#open.get(rolloutId)
    if (open !== undefined) open.broken ??= reason
    // Behind a record that was not met it is behind an ending, as whatever follows it is.
    else if (!this.#hasEnded(rolloutId, follows)) this.#note(rolloutId, this.#refused)
    const attempt = open?.head.attempt ?? 0
    return { kind: 'quarantined', quarantined: { rolloutId, attempt, reason, ended: false, head: null, chunks: [bytes] } }
  }
}

/** Why the turn does not follow the one before it; null when it does. */
function addTurn(open: OpenAttempt, turn: pb.Turn.$Properties): string | null {
  const [next, given] = [open.turns.length, turn.turnIndex ?? 0]
  open.turns.push(turn)
  return given === next ? null : `incomplete: turn ${String(next)} expected, turn ${String(given)} came`
}

function miscounted(chunks: number, ending: pb.EndingRecord.$Properties): string | null {
  const declared = ending.totals?.chunks ?? 0
  return declared === chunks ? null : `incomplete: the ending record counts ${String(declared)} chunks, ${String(chunks)} came`
}
