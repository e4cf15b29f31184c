import type { pb } from '#internal/gen/v1.js'

interface Running {
  readonly task: pb.RolloutTask.$Properties
  readonly controller: AbortController
}

// What was cancelled is remembered for tasks that are still in the queue. A worker that forgets the oldest plays a rollout in vain,
// which costs time and harms nothing.
const rememberedMax = 10_000

/** Which rollouts are cancelled: those that run, and those that this worker may claim later. */
export class Cancellations {
  readonly #running = new Set<Running>()
  readonly #remembered = new Set<string>()

  /** Registers a rollout; its signal aborts when it is cancelled, at once if it already is. Dispose when it has ended. */
  enter(task: pb.RolloutTask.$Properties): { readonly signal: AbortSignal; [Symbol.dispose](): void } {
    const running: Running = { task, controller: new AbortController() }
    this.#running.add(running)
    if (keysOf(task).some((key) => this.#remembered.has(key))) running.controller.abort()
    return { signal: running.controller.signal, [Symbol.dispose]: () => void this.#running.delete(running) }
  }

  cancel(order: pb.Cancel.$Properties): void {
    const keys = new Set(keysOf(order))
    for (const key of keys) this.#remember(key)
    for (const { task, controller } of this.#running) if (keysOf(task).some((key) => keys.has(key))) controller.abort()
  }

  #remember(key: string): void {
    this.#remembered.add(key)
    const oldest = this.#remembered.values().next().value
    if (this.#remembered.size > rememberedMax && oldest !== undefined) this.#remembered.delete(oldest)
  }
}

function keysOf(named: { runId?: string | null; groupId?: string | null; rolloutId?: string | null }): string[] {
  const keys: [string, string | null | undefined][] = [
    ['run', named.runId],
    ['group', named.groupId],
    ['rollout', named.rolloutId],
  ]
  return keys.filter(([, value]) => value != null && value !== '').map(([kind, value]) => `${kind} ${String(value)}`)
}
