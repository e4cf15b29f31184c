import { withDeadline } from '#internal/base/abort.ts'
import { pb } from '#internal/gen/v1.js'
import { errorFields } from '#internal/telemetry/logger.ts'
import { checkToken } from '#internal/rollout/identity.ts'
import type { StreamConnection } from './connection.ts'
import { KvBucket, pollEveryMs } from './kv.ts'
import { presenceTtlMsDefault } from './streams.ts'
import { subjectsOf } from './subjects.ts'

export interface PresenceOptions {
  readonly fleet: string
  /** A heartbeat is believed for this long after it was received. Milliseconds. */
  readonly ttlMs?: number
}

interface BoardOptions extends PresenceOptions {
  /** A worker asks for replicas alone: it has no right to a consumer. */
  readonly replicasOnly?: boolean
}

const kindNames = new Map<pb.PresenceKind | null | undefined, string>([
  [pb.PresenceKind.PRESENCE_KIND_WORKER, 'worker'],
  [pb.PresenceKind.PRESENCE_KIND_REPLICA, 'replica'],
])

/** Beats for one worker or replica until the signal aborts, then takes its entry away. A beat that fails is not repeated: the next is due soon. */
export async function announcePresence(
  connection: StreamConnection,
  options: PresenceOptions,
  read: () => pb.Presence.$Properties,
  signal: AbortSignal,
): Promise<void> {
  const { clock, logger } = connection
  const ttlMs = options.ttlMs ?? presenceTtlMsDefault
  const bucket = new KvBucket(connection, subjectsOf(options.fleet).presenceBucket)
  const key = keyOf(read())
  try {
    for (let beat = 1; ; beat++) {
      const presence = { ...read(), beat, ttlMs }
      try {
        await bucket.put(key, pb.Presence.encode(presence).finish(), null, signal)
      } catch (thrown) {
        signal.throwIfAborted()
        logger.warn('heartbeat failed', errorFields(thrown))
      }
      // Two beats may be lost before anybody doubts.
      await clock.sleep(ttlMs / 3, signal)
    }
  } catch (thrown) {
    if (!signal.aborted) throw thrown
  }
  // Best effort, for a second at most: whoever misses it sees the entry age.
  using limit = withDeadline(new AbortController().signal, 1_000, { clock, what: 'leaving' })
  await bucket.remove(key, limit.signal).catch(() => undefined)
}

/** Who is there: every entry ages by this reader's own time of receipt, since the expiry of an entry tells nobody. */
export class PresenceBoard {
  readonly #connection: StreamConnection
  readonly #bucket: KvBucket
  readonly #ttlMs: number
  readonly #replicasOnly: boolean
  readonly #seen = new Map<string, { readonly presence: pb.Presence; readonly revision: number; readonly receivedNs: number }>()

  constructor(connection: StreamConnection, options: BoardOptions) {
    this.#connection = connection
    this.#bucket = new KvBucket(connection, subjectsOf(options.fleet).presenceBucket)
    this.#ttlMs = options.ttlMs ?? presenceTtlMsDefault
    this.#replicasOnly = options.replicasOnly ?? false
  }

  /** Keeps the board current until the signal aborts. Throws `stream.unreachable` when the server stays away. */
  async run(signal: AbortSignal): Promise<void> {
    try {
      // Often enough that no heartbeat has aged before the next one is seen.
      const everyMs = Math.min(pollEveryMs, this.#ttlMs / 6)
      const changes = this.#replicasOnly ? this.#bucket.poll('replica.>', everyMs, signal) : this.#bucket.follow(signal)
      for await (const change of changes) this.#apply(change)
    } catch (thrown) {
      if (!signal.aborted) throw thrown
    }
  }

  /** The heartbeats that are still believed, oldest name first. */
  current(kind: pb.PresenceKind): readonly pb.Presence[] {
    const nowNs = this.#connection.clock.monotonicNs()
    const found: pb.Presence[] = []
    for (const [key, { presence, receivedNs }] of this.#seen) {
      const ttlMs = presence.ttlMs > 0 ? Math.min(presence.ttlMs, this.#ttlMs) : this.#ttlMs
      // Names come and go with pods: what is no longer believed is not kept either.
      if (nowNs - receivedNs > ttlMs * 1e6) this.#seen.delete(key)
      else if (presence.kind === kind) found.push(presence)
    }
    return found.sort((a, b) => (a.name < b.name ? -1 : 1))
  }

  #apply(change: { readonly key: string; readonly value: Uint8Array | null; readonly revision: number }): void {
    const known = this.#seen.get(change.key)
    // An entry that is only delivered again must not look alive.
    if (known !== undefined && change.revision <= known.revision) return
    if (change.value === null) {
      this.#seen.delete(change.key)
      return
    }
    try {
      const presence = pb.Presence.decode(change.value)
      this.#seen.set(change.key, { presence, revision: change.revision, receivedNs: this.#connection.clock.monotonicNs() })
    } catch (thrown) {
      this.#connection.logger.warn('presence entry cannot be decoded', { subject: change.key, ...errorFields(thrown) })
    }
  }
}

/** Everybody who has beaten within the bucket's time to live, as it is now: for people. A board ages entries better. */
export async function readPresence(connection: StreamConnection, fleet: string, signal: AbortSignal): Promise<pb.Presence[]> {
  const found: pb.Presence[] = []
  for await (const { value } of new KvBucket(connection, subjectsOf(fleet).presenceBucket).scan(signal))
    found.push(pb.Presence.decode(value))
  return found.sort((a, b) => (a.name < b.name ? -1 : 1))
}

function keyOf(presence: pb.Presence.$Properties): string {
  return `${kindNames.get(presence.kind) ?? 'other'}.${checkToken('name', presence.name ?? '')}`
}
