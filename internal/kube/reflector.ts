import { withDeadline } from '#internal/base/abort.ts'
import { backoffDelayMs } from '#internal/base/backoff.ts'
import type { Clock } from '#internal/base/clock.ts'
import { SortieError } from '#internal/base/errors.ts'
import type { Rng } from '#internal/base/rng.ts'
import { type Logger, errorFields } from '#internal/telemetry/logger.ts'
import { KubeError } from './api-errors.ts'
import type { KubeClient, ListPage, WatchEvent } from './client.ts'
import { ObjectStore } from './object-store.ts'
import type { KubeObject, ResourceKind } from './objects.ts'

export interface ReflectorOptions<T extends KubeObject> {
  readonly kind: ResourceKind
  /** Null: the whole cluster. */
  readonly namespace: string | null
  readonly labels?: string
  /** What is kept of an object: all that nobody reads would only take memory. */
  readonly keep: (object: T) => T
  /** Told the key of what changed by others, and what it is now or was at last: what we wrote ourselves we know. Must not throw, and does no work. */
  readonly onChange: (key: string, object: T | undefined) => void
  readonly clock: Clock
  readonly rng: Rng
  readonly logger: Logger
  /** A watch that says nothing for so long, not even a bookmark, is dead. The server sends one a minute. Milliseconds. */
  readonly silenceMs?: number
}

const pageSize = 500
// Not all watchers of a cluster at the same moment.
const watchSeconds = { min: 240, max: 480 }
const silenceMsDefault = 90_000
// A server may end a watch whenever it likes, but one that only opens and ends them is in trouble.
const watchMsMin = 1_000
const backoff = { firstMs: 200, maxMs: 30_000, attemptsMax: Infinity }

/**
 * Keeps a store of the objects of one kind current, for as long as its signal lets it: a list in pages, then a watch from there, bookmarks,
 * a new list when the version has become too old, and whatever breaks is tried again. It never ends by an error of the server.
 *
 * There is no resync. Client-go's tells handlers every ten minutes of what they know already; here the looks do that, which read the store
 * every few seconds for each fleet and its pods (of an invalid one every minute), and pods of no fleet are nobody's. A watch
 * that has lost its way is found by its silence, is no longer current, and is opened anew.
 */
export class Reflector<T extends KubeObject> {
  readonly store = new ObjectStore<T>()
  readonly #client: Pick<KubeClient, 'list' | 'watch'>
  readonly #options: ReflectorOptions<T>
  #heardNs: number | null = null
  #failures = 0

  constructor(client: Pick<KubeClient, 'list' | 'watch'>, options: ReflectorOptions<T>) {
    this.#client = client
    this.#options = options
  }

  /** Whether the store is what the server has, as far as can be told: listed, and heard of within the silence that is allowed. */
  get isCurrent(): boolean {
    const { clock, silenceMs = silenceMsDefault } = this.#options
    return this.#heardNs !== null && clock.monotonicNs() - this.#heardNs < silenceMs * 1e6
  }

  /** Runs until the signal aborts; then resolves. */
  async run(signal: AbortSignal): Promise<void> {
    let version: string | null = null
    while (!signal.aborted) {
      try {
        version ??= await this.#list(signal)
        version = await this.#watch(version, signal)
        this.#failures = 0
      } catch (thrown) {
        if (signal.aborted) return
        if (thrown instanceof SortieError && thrown.code === 'kube.gone') version = null
        await this.#wait(thrown, signal)
      }
    }
  }

  async #wait(thrown: unknown, signal: AbortSignal): Promise<void> {
    const { clock, rng, logger, kind } = this.#options
    this.#failures++
    const asked = thrown instanceof KubeError ? thrown.retryAfterMs : 0
    const delayMs = Math.max(asked, backoffDelayMs(backoff, Math.min(this.#failures, 20), rng))
    logger.warn('watching is interrupted', { part: kind.plural, delayMs, ...errorFields(thrown) })
    await clock.sleep(delayMs, signal).catch(() => undefined)
  }

  async #list(signal: AbortSignal): Promise<string> {
    const { kind, namespace, labels, keep, onChange } = this.#options
    const objects: T[] = []
    let from: string | null = null
    for (;;) {
      const query = { namespace, limit: pageSize, from, ...(labels === undefined ? {} : { labels }) }
      const page: ListPage<T> = await this.#client.list<T>(kind, query, signal)
      for (const object of page.items) objects.push(keep(object))
      from = page.more
      if (from !== null) continue
      this.#hear()
      for (const [key, object] of this.store.replace(objects, page.resourceVersion)) onChange(key, object)
      return page.resourceVersion
    }
  }

  /** Until the server ends it or it falls silent; the version that was reached. */
  async #watch(from: string, signal: AbortSignal): Promise<string> {
    const { kind, namespace, labels, rng, clock, silenceMs = silenceMsDefault } = this.#options
    const timeoutSeconds = Math.floor(watchSeconds.min + rng.next() * (watchSeconds.max - watchSeconds.min))
    let version = from
    using ends = withDeadline(signal, (timeoutSeconds + 30) * 1_000, { clock, what: `a watch of ${kind.plural}` })
    const silent = new AbortController()
    const query = { namespace, resourceVersion: version, timeoutSeconds, ...(labels === undefined ? {} : { labels }) }
    const until = AbortSignal.any([ends.signal, silent.signal])
    using _watchdog = this.#watchdog(silent, silenceMs)
    const startedNs = clock.monotonicNs()
    let isMute = true
    try {
      for await (const event of this.#client.watch<T>(kind, query, until)) {
        isMute = false
        version = this.#heard(event) ?? version
      }
      if (isMute && clock.monotonicNs() - startedNs < watchMsMin * 1e6)
        throw new SortieError('kube.unreachable', `a watch of ${kind.plural} ended at once, without a word`, { retryable: true })
    } catch (thrown) {
      // What came before the break is not asked for again.
      if (version === from || (thrown instanceof SortieError && thrown.code === 'kube.gone')) throw thrown
      await this.#wait(thrown, signal)
    }
    return version
  }

  /** One timer for the whole watch: one for each event would cost as much as the events. */
  #watchdog(silent: AbortController, ms: number): Disposable {
    const { clock, kind } = this.#options
    // Not as if something were heard: the store is not current for having asked.
    const startedNs = clock.monotonicNs()
    let timer: Disposable
    const look = () => {
      const leftMs = ms - (clock.monotonicNs() - Math.max(startedNs, this.#heardNs ?? 0)) / 1e6
      if (leftMs > 0) timer = clock.after(Math.ceil(leftMs), look)
      else
        silent.abort(new SortieError('kube.unreachable', `nothing was heard of ${kind.plural} for ${String(ms)} ms`, { retryable: true }))
    }
    timer = clock.after(ms, look)
    return { [Symbol.dispose]: () => { timer[Symbol.dispose]() } } // prettier-ignore
  }

  #heard({ type, object }: WatchEvent<T>): string | undefined {
    this.#hear()
    this.#failures = 0
    const { resourceVersion } = object.metadata
    if (type === 'BOOKMARK') this.store.reach(resourceVersion ?? '')
    else {
      const kept = this.#options.keep(object)
      const { key, isNews } = this.store.apply(type, kept)
      if (isNews) this.#options.onChange(key, kept)
    }
    return resourceVersion
  }

  #hear(): void {
    this.#heardNs = this.#options.clock.monotonicNs()
  }
}
