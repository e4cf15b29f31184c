import { withDeadline } from '#internal/base/abort.ts'
import type { Clock } from '#internal/base/clock.ts'
import { SortieError } from '#internal/base/errors.ts'
import type { Rng } from '#internal/base/rng.ts'
import { type Logger, errorFields } from '#internal/telemetry/logger.ts'
import type { KubeClient } from './client.ts'
import { type KubeObject, kinds } from './objects.ts'

export interface LeaseOptions {
  readonly namespace: string
  readonly name: string
  /** Of this process alone. */
  readonly holder: string
  /** How long a lease that is not renewed is respected. Milliseconds. */
  readonly leaseMs: number
  /** How long the holder tries to renew before it gives up: less than the lease, or two would lead. Milliseconds. */
  readonly renewWithinMs: number
  readonly retryMs: number
  readonly clock: Clock
  readonly rng: Rng
  readonly logger: Logger
}

interface LeaseObject extends KubeObject {
  readonly spec?: {
    readonly holderIdentity?: string
    readonly leaseDurationSeconds?: number
    readonly acquireTime?: string
    readonly renewTime?: string
    readonly leaseTransitions?: number
  }
}

/**
 * Leads while it holds a Lease: waits for it, runs `lead` with a signal that aborts when it is lost, and gives it back at the end.
 * Whether another's lease has run out is measured by this process's own clock from when it saw it change, never by the times written in it.
 * Rejects with `kube.lease-lost` when it is lost: the process is to end, since it cannot know what it has not seen.
 * Protocol: client-go's leader election.
 */
export async function leadWith(
  client: Pick<KubeClient, 'get' | 'create' | 'replace'>,
  options: LeaseOptions,
  lead: (signal: AbortSignal) => Promise<void>,
  signal: AbortSignal,
): Promise<void> {
  const lease = new Lease(client, options)
  await lease.acquire(signal)
  options.logger.info('leading', { part: options.holder })
  const lost = new AbortController()
  const ended = new AbortController()
  const keeping = lease.keep(AbortSignal.any([signal, ended.signal])).catch((thrown: unknown) => {
    lost.abort(thrown)
  })
  try {
    await lead(AbortSignal.any([signal, lost.signal]))
  } catch (thrown) {
    if (!lost.signal.aborted) throw thrown
  } finally {
    ended.abort()
    await keeping
    if (!lost.signal.aborted) await lease.release()
  }
  lost.signal.throwIfAborted()
}

class Lease {
  readonly #client: Pick<KubeClient, 'get' | 'create' | 'replace'>
  readonly #options: LeaseOptions
  /** The lease as it was last seen to change, and when by our clock. */
  #seen: { readonly mark: string; readonly atNs: number; readonly leaseMs: number } | null = null
  #held: LeaseObject | null = null

  constructor(client: Pick<KubeClient, 'get' | 'create' | 'replace'>, options: LeaseOptions) {
    this.#client = client
    this.#options = options
  }

  async acquire(signal: AbortSignal): Promise<void> {
    const { clock, rng, retryMs, logger } = this.#options
    for (;;) {
      try {
        if ((await this.#try(signal)) === 'ours') return
      } catch (thrown) {
        signal.throwIfAborted()
        logger.warn('the lease cannot be had', errorFields(thrown))
      }
      await clock.sleep(retryMs * (1 + rng.next() * 0.2), signal)
    }
  }

  /** Renews until the signal aborts. Rejects when that has failed for too long, or another one has it. */
  async keep(signal: AbortSignal): Promise<void> {
    const { clock, retryMs, renewWithinMs, logger } = this.#options
    for (let renewedNs = clock.monotonicNs(); ;) {
      await clock.sleep(retryMs, signal).catch(() => undefined)
      if (signal.aborted) return
      const leftMs = renewWithinMs - (clock.monotonicNs() - renewedNs) / 1e6
      if (leftMs <= 0) throw lost('it could not be renewed in time')
      const startedNs = clock.monotonicNs()
      try {
        // A server that is silent must not keep a leader that others have given up.
        using deadline = withDeadline(signal, leftMs, { clock, what: 'renewing the lease' })
        const whose = await this.#try(deadline.signal)
        if (whose === 'theirs') throw lost('another one has it')
        if (whose === 'ours') renewedNs = startedNs
      } catch (thrown) {
        if (thrown instanceof SortieError && thrown.code === 'kube.lease-lost') throw thrown
        if (signal.aborted) return
        logger.warn('the lease was not renewed', errorFields(thrown))
      }
    }
  }

  /** So that the next one need not wait; best effort. */
  async release(): Promise<void> {
    const { clock, retryMs } = this.#options
    if (this.#held?.spec === undefined) return
    const { metadata, spec } = this.#held
    using limit = withDeadline(new AbortController().signal, retryMs, { clock, what: 'releasing the lease' })
    const body = { metadata, spec: { ...spec, holderIdentity: '', leaseDurationSeconds: 1 } }
    await this.#client.replace(kinds.lease, this.#options.namespace, body, limit.signal).catch(() => undefined)
  }

  /** Takes or renews it; `raced` when somebody wrote at the same time: look again. */
  async #try(signal: AbortSignal): Promise<'ours' | 'theirs' | 'raced'> {
    const { namespace, name, holder, clock } = this.#options
    const known = await this.#client.get<LeaseObject>(kinds.lease, namespace, name, signal).catch((thrown: unknown) => {
      if (thrown instanceof SortieError && thrown.code === 'kube.not-found') return null
      throw thrown
    })
    if (known === null) {
      return this.#write(() => this.#client.create(kinds.lease, namespace, { metadata: { name }, spec: this.#spec(undefined) }, signal))
    }
    const { holderIdentity = '', renewTime = '', leaseDurationSeconds = 0, leaseTransitions = 0 } = known.spec ?? {}
    const mark = `${holderIdentity} ${renewTime} ${String(leaseTransitions)} ${known.metadata.uid ?? ''}`
    if (this.#seen?.mark !== mark) this.#seen = { mark, atNs: clock.monotonicNs(), leaseMs: leaseDurationSeconds * 1_000 }
    const isFree = holderIdentity === '' || holderIdentity === holder
    if (!isFree && clock.monotonicNs() - this.#seen.atNs < this.#seen.leaseMs * 1e6) return 'theirs'
    const body = { metadata: known.metadata, spec: this.#spec(known.spec) }
    return this.#write(() => this.#client.replace(kinds.lease, namespace, body, signal))
  }

  async #write(action: () => Promise<LeaseObject>): Promise<'ours' | 'raced'> {
    try {
      this.#held = await action()
      return 'ours'
    } catch (thrown) {
      if (thrown instanceof SortieError && (thrown.code === 'kube.conflict' || thrown.code === 'kube.exists')) return 'raced'
      throw thrown
    }
  }

  #spec(before: LeaseObject['spec']) {
    const { holder, leaseMs, clock } = this.#options
    // MicroTime: six digits, or the API refuses it.
    const now = new Date(clock.nowMs()).toISOString().replace('Z', '000Z')
    const isOurs = before?.holderIdentity === holder
    return {
      holderIdentity: holder,
      leaseDurationSeconds: Math.max(1, Math.ceil(leaseMs / 1_000)),
      acquireTime: isOurs ? (before.acquireTime ?? now) : now,
      renewTime: now,
      leaseTransitions: (before?.leaseTransitions ?? 0) + (isOurs ? 0 : 1),
    }
  }
}

function lost(why: string): SortieError {
  return new SortieError('kube.lease-lost', `the lease is lost: ${why}`, {
    remedy: 'none is needed: another controller acts, and this one is started again',
  })
}
