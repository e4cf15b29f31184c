import type { Clock } from '#internal/base/clock.ts'
import { SortieError } from '#internal/base/errors.ts'
import type { Rng } from '#internal/base/rng.ts'
import { LocalProcess, type ProcessSpec } from './process.ts'
import { Restarts } from './restarts.ts'

type Role = 'worker' | 'replica'

export interface LocalPodsOptions {
  /** The process that stands for a pod of a role, under its name. */
  readonly processOf: (role: Role, name: string) => ProcessSpec
  /** How long a pod of a role may go on after SIGTERM. Milliseconds. */
  readonly graceMsOf: (role: Role) => number
  readonly clock: Clock
  readonly rng: Rng
}

/** A process as a pod; satisfies the reconciler's `ObservedPod`. */
export interface LocalPod {
  readonly name: string
  readonly uid: string
  readonly resourceVersion: string
  readonly role: Role
  readonly index: number
  readonly templateHash: string
  readonly phase: 'running' | 'succeeded' | 'failed'
  readonly createdAtMs: number
  readonly deleting: boolean
  readonly nodeLost: false
  readonly drainAsked: { readonly epoch: number; readonly atMs: number } | null
  readonly failure: { readonly reason: 'CrashLoop'; readonly message: string } | null
}

interface Entry {
  readonly pod: Omit<LocalPod, 'phase' | 'failure' | 'deleting' | 'drainAsked'>
  readonly process: LocalProcess
  deleting: boolean
  drainAsked: LocalPod['drainAsked']
  /** Null while it runs. */
  exit: { readonly code: number | null; readonly signal: string | null } | null
}

const lastWordsShown = 500

/** The pods of a fleet as processes of this machine: the reconciler does not know the difference. */
export class LocalPods implements AsyncDisposable {
  readonly #options: LocalPodsOptions
  readonly #entries = new Map<string, Entry>()
  readonly #restarts = new Restarts()
  readonly #failed = Promise.withResolvers<never>()

  constructor(options: LocalPodsOptions) {
    this.#options = options
    this.#failed.promise.catch(() => undefined)
  }

  /** Rejects as soon as a process is beyond help, as `Restarts` says; never resolves. */
  get failure(): Promise<never> {
    return this.#failed.promise
  }

  /** What this process started it knows. */
  isCurrent(): boolean {
    return true
  }

  /** Nobody is asked. */
  busyMs(): number {
    return 0
  }

  list(): Promise<LocalPod[]> {
    return Promise.resolve([...this.#entries.values()].map(podOf))
  }

  /** Throws `process.failed` when the process cannot be started. A pod that is there already stays. */
  async create({
    role,
    index,
    templateHash,
  }: {
    readonly role: Role
    readonly index: number
    readonly templateHash: string
  }): Promise<void> {
    const name = `${role}-${String(index)}`
    if (this.#entries.has(name)) return
    const { processOf, clock, rng } = this.#options
    const uid = rng.hex(8)
    const spec = processOf(role, name)
    const process = await LocalProcess.start({ ...spec, environment: { ...spec.environment, SORTIE_INCARNATION: uid } })
    const pod = {
      name,
      uid,
      resourceVersion: '1',
      role,
      index,
      templateHash,
      createdAtMs: clock.nowMs(),
      nodeLost: false,
    } as const
    const entry: Entry = { pod, process, deleting: false, drainAsked: null, exit: null }
    this.#entries.set(name, entry)
    const startedNs = clock.monotonicNs()
    void process.ended.then((exit) => {
      entry.exit = exit
      if (entry.deleting) return
      try {
        this.#restarts.count(spec, process, { end: exit, livedMs: (clock.monotonicNs() - startedNs) / 1e6 })
      } catch (thrown) {
        this.#failed.reject(thrown)
      }
    })
  }

  markDrain({ name }: { readonly name: string }, epoch: number): Promise<void> {
    const entry = this.#entries.get(name)
    if (entry !== undefined) entry.drainAsked = { epoch, atMs: this.#options.clock.nowMs() }
    return Promise.resolve()
  }

  /** Resolves at once; the pod is listed as `deleting` until its process is gone. */
  delete({ name, uid }: { readonly name: string; readonly uid: string }, { force }: { readonly force: boolean }): Promise<void> {
    const entry = this.#entries.get(name)
    if (entry === undefined || entry.deleting) return Promise.resolve()
    if (entry.pod.uid !== uid) return Promise.reject(new SortieError('stream.conflict', `pod ${name} is another one than was seen`))
    entry.deleting = true
    void this.#end(entry, force ? 0 : this.#options.graceMsOf(entry.pod.role))
    return Promise.resolve()
  }

  /** Those that are leaving already go on for no longer than their grace is from now: it may have become shorter. */
  hasten(): void {
    for (const { process, deleting, pod } of this.#entries.values()) {
      if (!deleting) continue
      const timer = this.#options.clock.after(this.#options.graceMsOf(pod.role), () => {
        process.signal('SIGKILL')
      })
      void process.ended.then(() => {
        timer[Symbol.dispose]()
      })
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    // Workers first: what they finish needs replicas.
    for (const role of ['worker', 'replica'] as const) {
      const entries = [...this.#entries.values()].filter(({ pod }) => pod.role === role)
      for (const entry of entries) entry.deleting = true
      await Promise.all(entries.map((entry) => this.#end(entry, this.#options.graceMsOf(role))))
    }
  }

  async #end(entry: Entry, graceMs: number): Promise<void> {
    await entry.process.stop(graceMs, this.#options.clock)
    if (this.#entries.get(entry.pod.name) === entry) this.#entries.delete(entry.pod.name)
  }
}

function podOf({ pod, process, deleting, drainAsked, exit }: Entry): LocalPod {
  const failed = exit !== null && exit.code !== 0
  const how = exit?.signal ?? `exit code ${String(exit?.code ?? 0)}`
  return {
    ...pod,
    deleting,
    drainAsked,
    phase: exit === null ? 'running' : failed ? 'failed' : 'succeeded',
    failure: failed ? { reason: 'CrashLoop', message: `${how}: ${process.lastWords.slice(-lastWordsShown)}` } : null,
  }
}
