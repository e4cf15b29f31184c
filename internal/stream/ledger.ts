import { pb } from '#internal/gen/v1.js'
import { type StreamConnection, call } from './connection.ts'
import { KvBucket } from './kv.ts'
import { subjectsOf } from './subjects.ts'

export interface StoredEntry {
  readonly entry: pb.LedgerEntry
  readonly revision: number
}

/** A change of the ledger; `entry` is null when it was removed. */
export interface LedgerChange {
  readonly rolloutId: string
  readonly entry: pb.LedgerEntry | null
  readonly revision: number
}

const keeperKey = 'state'

/** The ledger: one entry a rollout, under its id, and beside it what its keeper has read and counted. */
export class LedgerStore {
  readonly #entries: KvBucket
  readonly #keeper: KvBucket
  readonly #connection: StreamConnection
  readonly #stream: string

  constructor(connection: StreamConnection, fleet: string) {
    const subjects = subjectsOf(fleet)
    this.#connection = connection
    this.#stream = `KV_${subjects.ledgerBucket}`
    this.#entries = new KvBucket(connection, subjects.ledgerBucket)
    this.#keeper = new KvBucket(connection, subjects.keeperBucket)
  }

  /** Opens an entry; resolves with its revision, or null when there is one already. Throws `stream.full`, `stream.unreachable`. */
  async create(entry: pb.LedgerEntry.$Properties, signal: AbortSignal): Promise<number | null> {
    return this.#entries.create(entry.rolloutId ?? '', pb.LedgerEntry.encode(entry).finish(), signal)
  }

  /** Takes back an entry whose task was refused. */
  async withdraw(rolloutId: string, signal: AbortSignal): Promise<void> {
    await this.#entries.remove(rolloutId, signal)
  }

  async get(rolloutId: string, signal: AbortSignal): Promise<StoredEntry | null> {
    const found = await this.#entries.get(rolloutId, signal)
    return found === null ? null : { entry: decodeEntry(found.value), revision: found.revision }
  }

  /** Throws `stream.conflict` when the entry's last revision is another. */
  async update(entry: pb.LedgerEntry.$Properties, revision: number, signal: AbortSignal): Promise<number> {
    return this.#entries.put(entry.rolloutId ?? '', pb.LedgerEntry.encode(entry).finish(), revision, signal)
  }

  /** Drops an entry that is long over; those who follow are not told. */
  async forget(rolloutId: string, signal: AbortSignal): Promise<void> {
    await this.#entries.forget(rolloutId, signal)
  }

  /** Every entry as it is, then every change, until the signal aborts. */
  async *follow(signal: AbortSignal): AsyncGenerator<LedgerChange> {
    for await (const { key, value, revision } of this.#entries.follow(signal)) {
      yield { rolloutId: key, entry: value === null ? null : decodeEntry(value), revision }
    }
  }

  /** How much of its room the entries take, from 0 to 1. */
  async fill(signal: AbortSignal): Promise<number> {
    const read = () => this.#connection.jsm.streams.info(this.#stream)
    const { state, config } = await call(`read stream ${this.#stream}`, read, signal)
    return config.max_bytes > 0 ? state.bytes / config.max_bytes : 0
  }

  /** Every entry as it is now, those first that were written first. */
  async *scan(signal: AbortSignal): AsyncGenerator<StoredEntry> {
    for await (const { value, revision } of this.#entries.scan(signal)) yield { entry: decodeEntry(value), revision }
  }

  async readKeeper(signal: AbortSignal): Promise<{ readonly state: pb.KeeperState; readonly revision: number } | null> {
    const found = await this.#keeper.get(keeperKey, signal)
    return found === null ? null : { state: pb.KeeperState.decode(found.value), revision: found.revision }
  }

  /** Throws `stream.conflict` when another keeper wrote since `revision` (0: nobody has yet). */
  async writeKeeper(state: pb.KeeperState.$Properties, revision: number, signal: AbortSignal): Promise<number> {
    return this.#keeper.put(keeperKey, pb.KeeperState.encode(state).finish(), revision, signal)
  }
}

function decodeEntry(value: Uint8Array): pb.LedgerEntry {
  return pb.LedgerEntry.decode(value)
}
