/** What the ledger keeper needs of the outside world: the stream layer satisfies it structurally. */
import type { pb } from '#internal/gen/v1.js'
import type { RecordPlace } from '#internal/rollout/record.ts'

export interface StoredEntry {
  readonly entry: pb.LedgerEntry.$Properties
  readonly revision: number
}

export interface Ledger {
  get(rolloutId: string, signal: AbortSignal): Promise<StoredEntry | null>
  /** Throws `stream.conflict` when the entry's last revision is another. */
  update(entry: pb.LedgerEntry.$Properties, revision: number, signal: AbortSignal): Promise<number>
  /** Drops an entry that is over; those who follow are not told. */
  forget(rolloutId: string, signal: AbortSignal): Promise<void>
  /** How much of its room the entries take, from 0 to 1. */
  fill(signal: AbortSignal): Promise<number>
  /** Every entry as it is now, those first that were written first. */
  scan(signal: AbortSignal): AsyncIterable<StoredEntry>
  /** Every entry as it is, then every change, in order, until the signal aborts; a removed one is null. */
  follow(signal: AbortSignal): AsyncIterable<{
    readonly rolloutId: string
    readonly entry: pb.LedgerEntry.$Properties | null
    readonly revision: number
  }>
  readKeeper(signal: AbortSignal): Promise<{ readonly state: pb.KeeperState; readonly revision: number } | null>
  /** Throws `stream.conflict` when another keeper wrote since `revision` (0: nobody has yet). */
  writeKeeper(state: pb.KeeperState.$Properties, revision: number, signal: AbortSignal): Promise<number>
}

/** Cancel orders, in the order in which they were given. */
export interface OrderStream {
  orders(startSequence: number, signal: AbortSignal): AsyncIterable<{ readonly sequence: number; readonly cancel: pb.Cancel.$Properties }>
}

export interface RecordAddress {
  readonly groupId: string
  readonly rolloutId: string
  readonly worker: string
}

export interface StoredRecord extends RecordPlace {
  readonly sequence: number
  readonly bytes: Uint8Array
  readonly storedAtMs: number
}

/** A place of the stream by its name; `storedAtMs`: when the record there was stored, 0 where that is not known. */
export interface KeptPlace {
  readonly stream: string
  readonly sequence: number
  readonly storedAtMs: number
}

export interface RecordStream {
  /** The stream's own name, which it got when it was made, and from where, of when, to where it reaches. */
  extent(signal: AbortSignal): Promise<{
    readonly stream: string
    readonly firstSequence: number
    readonly firstStoredAtMs: number
    readonly lastSequence: number
  }>
  /** As `extent`, of a stream that had come to a place: where that is lost, and the name is still the same, it is named anew by where it was cut. */
  loseEnd(place: KeptPlace, signal: AbortSignal): Promise<{ readonly stream: string; readonly lastSequence: number }>
  /** Every chunk from a sequence on, in order, until the signal aborts. Throws `cursor.invalid` when it has lost its end, and names it anew where `names`. */
  read(
    options: { readonly startSequence: number; readonly names: boolean; readonly since: KeptPlace },
    signal: AbortSignal,
  ): AsyncIterable<StoredRecord>
  last(
    address: RecordAddress,
    signal: AbortSignal,
  ): Promise<{ readonly sequence: number; readonly chunk: pb.TrajectoryChunk.$Properties } | null>
  /** Throws `stream.fenced` when somebody else wrote in between. */
  append(address: RecordAddress, chunk: Uint8Array, expectedSequence: number, signal: AbortSignal): Promise<number>
}
