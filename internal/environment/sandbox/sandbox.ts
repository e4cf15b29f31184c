import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { PassThrough, type Readable, type Writable } from 'node:stream'
import type { Clock } from '#internal/base/clock.ts'
import { SortieError, errorText } from '#internal/base/errors.ts'
import type { Cgroup } from './cgroup.ts'
import { OutputCapture } from './capture.ts'
import { argumentsFd, bwrapArguments, firstFileFd, payloadCommand, startMark, statusFd, type SandboxTools } from './command.ts'
import type { EndReason, Enforcement, SandboxEnd, SandboxLimits } from './limits.ts'
import { processTree } from './process-tree.ts'

export interface SandboxSpec {
  /** Absolute path inside the sandbox, then its arguments. */
  readonly command: readonly string[]
  /** Read-only files, by their absolute path inside: the text itself, so that nothing of ours is mounted. */
  readonly files: Readonly<Record<string, string>>
  readonly limits: SandboxLimits
}

export interface SandboxSetting {
  readonly tools: SandboxTools
  readonly enforcement: Enforcement
  readonly group: Cgroup | null
  readonly uid: number | null
  /** Descriptors that this process would pass on (inherited-descriptors.ts), and one of /dev/null to stand in their place. */
  readonly inherited: { readonly descriptors: readonly number[]; readonly nullDescriptor: number }
  readonly clock: Clock
}

// Often enough that a bomb is stopped before its neighbours feel it, seldom enough to cost nothing.
const watchEveryMs = 100
// What bubblewrap, setpriv or prlimit may say when they fail.
const complaintBytes = 2_048
// The kernel kills at once; this is for a machine that is very busy.
const reapWithinMs = 10_000
// From its arguments to naming its init bubblewrap takes milliseconds, on a machine that is very busy a second or two.
const stubbornAfterMs = 5_000
// Processes of bubblewrap itself in the tree: the monitor outside and the init inside.
const ownProcesses = 2

/**
 * One sandbox, used once. It ends when its payload exits, when a limit is reached, or when it is stopped; then
 * everything in it is killed and reaped. Dispose it to be sure.
 */
export class Sandbox {
  readonly stdin: Writable
  readonly stdout: Readable
  readonly stderr: Readable
  /** Settles when all is reaped. Rejects with `sandbox.failed` when the sandbox itself broke. */
  readonly ended: Promise<SandboxEnd>
  readonly #child: ChildProcess
  readonly #setting: SandboxSetting
  readonly #limits: SandboxLimits
  readonly #over = new AbortController()
  readonly #complaint = new OutputCapture(complaintBytes)
  #status = ''
  #begun = false
  #started = false
  #outputBytes = 0
  #reason: EndReason | null = null

  constructor(spec: SandboxSpec, setting: SandboxSetting) {
    this.#setting = setting
    this.#limits = spec.limits
    const { child, stdin, begin } = launch(spec, setting)
    this.#child = child
    this.stdin = stdin
    this.stdout = this.#follow(child.stdout)
    this.stderr = this.#follow(child.stderr)
    ;(child.stdio[statusFd] as Readable).setEncoding('utf8').on('data', (text: string) => {
      // Two short objects come; more would not be bubblewrap.
      if (this.#status.length < 4_096) this.#status += text
      if (this.#reason !== null) this.#kill()
    })
    this.ended = this.#run(begin)
    // Whoever waits for the end gets the error; nobody waiting is no crash.
    this.ended.catch(() => undefined)
  }

  /** Kills everything inside; `ended` tells when it is gone. Safe to repeat. */
  stop(reason: EndReason = 'stopped'): void {
    if (this.#over.signal.aborted) return
    this.#reason ??= reason
    // Output that nobody reads any more must not keep the end from being seen.
    this.#child.stdout?.resume()
    this.#child.stderr?.resume()
    this.#kill()
  }

  /**
   * The init of a pid namespace takes all of it along, whatever forks meanwhile; bubblewrap then ends by itself.
   * bubblewrap without its arguments has started nothing, and goes alone. In between it is left to name its init, which takes it
   * milliseconds: killed there, it would leave behind an init that waits for it for ever, with our pipes open.
   */
  #kill(): void {
    const init = Number(/"child-pid": (\d+)/.exec(this.#status)?.[1] ?? 0)
    if (init > 1) kill(init)
    else if (!this.#begun) this.#child.kill('SIGKILL')
  }

  /** Whatever there is, root first: for a bubblewrap that does not get as far as naming its init. */
  async #killTree(): Promise<void> {
    for (const { pid } of await processTree(this.#child.pid ?? -1)) kill(pid)
  }

  /** Processes of the payload that are alive now. */
  async processes(): Promise<number> {
    const tree = await processTree(this.#child.pid ?? -1)
    return Math.max(0, tree.length - ownProcesses)
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.stop()
    await this.ended.catch(() => undefined)
  }

  async #run(begin: () => void): Promise<SandboxEnd> {
    const exited = once(this.#child, 'close') as Promise<[number | null, NodeJS.Signals | null]>
    const watch = this.#watch().catch(() => {
      this.stop()
      return true
    })
    try {
      // bubblewrap waits for its arguments: until they come it has started nothing that could escape the group.
      const entered = await this.#enter().catch(errorText)
      if (entered !== '' || this.#reason !== null) this.#child.kill('SIGKILL')
      else {
        this.#begun = true
        begin()
      }
      const [code] = await exited
      this.#over.abort()
      if (entered !== '') throw new SortieError('sandbox.failed', `a sandbox could not enter its control group: ${entered}`)
      const watchFailed = (await watch) === true
      await this.#findLimit()
      const exit = /"exit-code": (\d+)/.exec(this.#status)?.[1]
      if (watchFailed) throw new SortieError('sandbox.failed', 'the limits of a sandbox could not be read')
      if (!this.#started) throw this.#failure(code)
      return { reason: this.#reason ?? 'exited', exitCode: this.#reason === null && exit !== undefined ? Number(exit) : null }
    } finally {
      this.#over.abort()
      await this.#setting.group?.remove(reapWithinMs, this.#setting.clock)
    }
  }

  async #enter(): Promise<string> {
    if (this.#child.pid !== undefined) await this.#setting.group?.enter(this.#child.pid)
    return ''
  }

  #failure(code: number | null): SortieError {
    const words = this.#complaint.finish().text.trim()
    const what = words === '' ? `it ended with ${String(code)} before its payload began` : words
    if (this.#reason === 'stopped') return new SortieError('aborted', 'the sandbox was stopped before its payload began')
    return new SortieError('sandbox.failed', `a sandbox could not be started: ${what}`, { remedy: 'run `sortie doctor`' })
  }

  /** Passes output on, without the start mark, and counts it. */
  #follow(source: Readable | null): Readable {
    if (source === null) throw new SortieError('sandbox.failed', 'a sandbox has no output')
    const isOutput = source === this.#child.stdout
    const passed = new PassThrough()
    source.on('data', (chunk: Buffer) => {
      let rest = chunk
      if (isOutput && !this.#started) {
        this.#started = chunk[0] === startMark
        rest = chunk.subarray(1)
      }
      if (!isOutput && !this.#started) this.#complaint.add(chunk)
      this.#outputBytes += rest.length
      if (this.#outputBytes > this.#limits.outputBytes) this.stop('output_limit')
      if (this.#reason !== null) return
      // The reader sets the pace: a payload that writes faster waits in its own write call.
      if (rest.length > 0 && !passed.write(rest)) {
        source.pause()
        passed.once('drain', () => source.resume())
      }
    })
    source.on('close', () => passed.end())
    // A pipe that breaks when the sandbox is killed is the end of it, no error.
    source.on('error', () => undefined)
    return passed
  }

  async #watch(): Promise<void> {
    const { clock } = this.#setting
    const beganNs = clock.monotonicNs()
    for (let stoppingNs: number | null = null; ;) {
      const nowNs = clock.monotonicNs()
      const left = this.#limits.wallMs - (nowNs - beganNs) / 1e6
      if (left <= 0) this.stop('wall_limit')
      if (this.#reason !== null) stoppingNs ??= nowNs
      if (stoppingNs !== null && nowNs - stoppingNs > stubbornAfterMs * 1e6) await this.#killTree()
      try {
        await clock.sleep(stoppingNs === null ? Math.max(1, Math.min(watchEveryMs, left)) : watchEveryMs, this.#over.signal)
      } catch {
        return
      }
      await this.#findLimit()
    }
  }

  /** Stops the sandbox when it has reached a limit; after its end, finds out whether it had. */
  async #findLimit(): Promise<void> {
    if (this.#reason !== null) return
    const found = this.#setting.group === null ? await this.#limitInTree() : await this.#limitInGroup(this.#setting.group)
    if (found === null) return
    this.stop(found)
    this.#reason ??= found
  }

  async #limitInGroup(group: Cgroup): Promise<EndReason | null> {
    const figures = await group.figures()
    if (figures.forksRefused > 0) return 'process_limit'
    if (figures.oomKills > 0) return 'memory_limit'
    return figures.cpuMs > this.#limits.cpuMs ? 'cpu_limit' : null
  }

  async #limitInTree(): Promise<EndReason | null> {
    // SIGXCPU: the limit on a single process came before ours on all.
    if (this.#over.signal.aborted) return this.#status.includes('"exit-code": 152') ? 'cpu_limit' : null
    const tree = await processTree(this.#child.pid ?? -1)
    const sum = (of: (each: (typeof tree)[number]) => number) => tree.reduce((total, each) => total + of(each), 0)
    if (sum((each) => each.threads) - ownProcesses >= this.#limits.processes) return 'process_limit'
    if (sum((each) => each.residentBytes) > this.#limits.memoryBytes) return 'memory_limit'
    return sum((each) => each.cpuMs) > this.#limits.cpuMs ? 'cpu_limit' : null
  }
}

function launch(spec: SandboxSpec, setting: SandboxSetting): { child: ChildProcess; stdin: Writable; begin: () => void } {
  const paths = Object.keys(spec.files)
  const inside = payloadCommand(spec.command, spec.limits, setting)
  const { descriptors, nullDescriptor } = setting.inherited
  const count = firstFileFd + paths.length
  const stdio: ('pipe' | 'ignore' | number)[] = Array.from({ length: Math.max(count, ...descriptors.map((each) => each + 1)) }, (_, fd) =>
    fd < count ? 'pipe' : descriptors.includes(fd) ? nullDescriptor : 'ignore',
  )
  // Its own path would show in the sandbox as the command line of the first process.
  const child = spawn(setting.tools.bwrap, ['--args', String(argumentsFd), '--', ...inside], { argv0: 'bwrap', stdio, env: {}, cwd: '/' })
  // A failed spawn shows in `close` and in the missing start mark; a payload that does not read closes its pipe on us.
  child.on('error', () => undefined)
  const write = (fd: number, text: string) => {
    const pipe = child.stdio[fd] as Writable
    pipe.on('error', () => undefined)
    pipe.end(text)
  }
  const begin = () => {
    write(argumentsFd, `${bwrapArguments(setting.tools, spec.limits, paths).join('\0')}\0`)
    Object.values(spec.files).forEach((text, index) => {
      write(firstFileFd + index, text)
    })
  }
  const stdin = child.stdin
  if (stdin === null) throw new SortieError('sandbox.failed', 'a sandbox has no input')
  stdin.on('error', () => undefined)
  return { child, stdin, begin }
}

function kill(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL')
  } catch {
    // It is gone already.
  }
}
