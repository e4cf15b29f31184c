import { access, constants, readFile, realpath } from 'node:fs/promises'
import { execFile } from 'node:child_process'
import { dirname } from 'node:path'
import { finished } from 'node:stream/promises'
import { promisify } from 'node:util'
import type { Clock } from '#internal/base/clock.ts'
import { SortieError, errorText } from '#internal/base/errors.ts'
import type { Rng } from '#internal/base/rng.ts'
import { Cgroups } from './cgroup.ts'
import { OutputCapture, type CapturedOutput } from './capture.ts'
import { pythonHome, type SandboxTools } from './command.ts'
import { inheritedDescriptors } from './inherited-descriptors.ts'
import { enforcements, sandboxLimits, type Enforcement, type SandboxEnd, type SandboxLimits } from './limits.ts'
import { Sandbox, type SandboxSetting, type SandboxSpec } from './sandbox.ts'

export interface SandboxHostOptions {
  /** Where to look for each tool, first come first taken (config/environment.ts). */
  readonly paths: { readonly bwrap: readonly string[]; readonly python: readonly string[] }
  /** `auto` takes the strongest that works; any other is taken or refused. */
  readonly enforcement: 'auto' | Enforcement
  readonly limits: SandboxLimits
  readonly clock: Clock
  readonly rng: Rng
}

export interface SandboxProbe {
  readonly enforcement: Enforcement
  readonly bwrap: string
  readonly bwrapVersion: string
  /** Path on this machine and version. */
  readonly python: string
  readonly pythonVersion: string
  /** Why the stronger ways are not to be had, one line each. */
  readonly notes: readonly string[]
}

/** What a payload did, in bounded memory. */
export interface SandboxRun {
  readonly end: SandboxEnd
  readonly stdout: CapturedOutput
  readonly stderr: CapturedOutput
}

interface Ground {
  readonly tools: SandboxTools
  readonly enforcement: Enforcement
  readonly cgroups: Cgroups | null
  readonly inherited: SandboxSetting['inherited']
}

const run = promisify(execFile)
const probeMs = 20_000

/** Starts sandboxes on this machine, in the one way that was tried when it was opened. */
export class SandboxHost {
  readonly probe: SandboxProbe
  /** Limits of a sandbox for which nothing else is said. */
  readonly limits: SandboxLimits
  readonly #ground: Ground
  readonly #options: SandboxHostOptions

  private constructor(probe: SandboxProbe, ground: Ground, options: SandboxHostOptions) {
    this.probe = probe
    this.limits = options.limits
    this.#ground = ground
    this.#options = options
  }

  /** Tries a sandbox for real. Rejects with `sandbox.unavailable`, what was tried and the remedy: there is no way without one. */
  static async open(options: SandboxHostOptions, signal: AbortSignal): Promise<SandboxHost> {
    const bwrap = await firstExecutable('bubblewrap', options.paths.bwrap, 'run `make setup`, or install the package bubblewrap')
    const python = await firstExecutable('Python', options.paths.python, 'install Python 3, or give its path with --python')
    await firstExecutable('setpriv and prlimit', ['/usr/bin/prlimit'], 'install the package util-linux')
    const bwrapVersion = (await firstLine(bwrap, ['--version'])).replace('bubblewrap ', '')
    const facts = await firstLine(python, ['-c', 'import sys; print(sys.base_prefix, "%d.%d.%d" % sys.version_info[:3], sep="\\t")'])
    const [prefix = '', pythonVersion = ''] = facts.split('\t')
    if (!/^\d+\.\d+\.\d+$/.test(pythonVersion)) {
      throw new SortieError(
        'sandbox.unavailable',
        `${python} is no Python: asked for its version, it said ${JSON.stringify(facts.slice(0, 80))}`,
        {
          remedy: 'give the path of a Python 3 with --python (SORTIE_PYTHON)',
        },
      )
    }
    const tools = await toolsOf(bwrap, prefix, pythonVersion)
    const notes: string[] = []
    for (const enforcement of options.enforcement === 'auto' ? enforcements : [options.enforcement]) {
      try {
        const cgroups = enforcement === 'rlimits' ? null : await Cgroups.open(enforcement)
        const probe = { enforcement, bwrap, bwrapVersion, python, pythonVersion, notes }
        const host = new SandboxHost(probe, { tools, enforcement, cgroups, inherited: await inheritedDescriptors() }, options)
        await host.#try(signal)
        return host
      } catch (thrown) {
        signal.throwIfAborted()
        notes.push(`${enforcement}: ${errorText(thrown)}`)
      }
    }
    throw new SortieError('sandbox.unavailable', `no sandbox can be started here; ${notes.join('; ')}`, {
      remedy:
        'allow user namespaces (sysctl kernel.unprivileged_userns_clone=1, kernel.apparmor_restrict_unprivileged_userns=0) or run as root with CAP_SYS_ADMIN; ' +
        'in a pod: hostUsers: false, procMount: Unmasked and seccompProfile Unconfined for the container, or a runtimeClassName such as gvisor',
    })
  }

  get enforcement(): Enforcement {
    return this.#ground.enforcement
  }

  /** Path of the Python interpreter inside a sandbox. */
  get python(): string {
    return this.#ground.tools.python
  }

  /** Starts a sandbox; rejects with `sandbox.failed`. */
  async start(spec: SandboxSpec): Promise<Sandbox> {
    const { tools, enforcement, cgroups, inherited } = this.#ground
    try {
      const group = (await cgroups?.create(spec.limits)) ?? null
      const uid = tools.asRoot ? await freshUid(this.#options.rng) : null
      return new Sandbox(spec, { tools, enforcement, group, uid, inherited, clock: this.#options.clock })
    } catch (thrown) {
      throw SortieError.from(thrown, 'sandbox.failed')
    }
  }

  /** Runs a payload to its end. Rejects with `sandbox.failed`, or with the signal's reason. */
  async run(spec: SandboxSpec & { readonly keepBytes: number; readonly input?: string }, signal: AbortSignal): Promise<SandboxRun> {
    signal.throwIfAborted()
    await using sandbox = await this.start(spec)
    const onAbort = () => {
      sandbox.stop()
    }
    signal.addEventListener('abort', onAbort, { once: true })
    try {
      if (signal.aborted) onAbort()
      const outputs = [new OutputCapture(spec.keepBytes), new OutputCapture(spec.keepBytes)] as const
      sandbox.stdout.on('data', (chunk: Buffer) => {
        outputs[0].add(chunk)
      })
      sandbox.stderr.on('data', (chunk: Buffer) => {
        outputs[1].add(chunk)
      })
      sandbox.stdin.end(spec.input ?? '')
      const [end] = await Promise.all([sandbox.ended, finished(sandbox.stdout), finished(sandbox.stderr)])
      signal.throwIfAborted()
      return { end, stdout: outputs[0].finish(), stderr: outputs[1].finish() }
    } catch (thrown) {
      signal.throwIfAborted()
      throw thrown
    } finally {
      signal.removeEventListener('abort', onAbort)
    }
  }

  async #try(signal: AbortSignal): Promise<void> {
    // No route out, nobody's rights, no file of the machine beyond the system: what is promised is looked at, not assumed.
    const code = [
      'import os, socket',
      'assert os.getuid() != 0 and os.getppid() == 1, "identity"',
      'assert not any(os.path.exists(p) for p in ("/root", "/work", "/etc/shadow")), "files"',
      'assert [n for _, n in socket.if_nameindex()] in ([], ["lo"]), "network"',
      'open("/tmp/probe", "w").write("x")',
      'print("sandbox works")',
    ].join('\n')
    const limits = { ...sandboxLimits, wallMs: probeMs }
    const done = await this.run({ command: [this.python, '-c', code], files: {}, limits, keepBytes: 1_024 }, signal)
    if (done.stdout.text !== 'sandbox works\n') {
      throw new SortieError(
        'sandbox.failed',
        `the trial ended with ${done.end.reason}, exit ${String(done.end.exitCode)}: ${done.stderr.text.trim()}`,
      )
    }
  }
}

async function toolsOf(bwrap: string, prefix: string, version: string): Promise<SandboxTools> {
  const real = await realpath(prefix)
  const name = `python${version.split('.').slice(0, 2).join('.')}`
  const python = real === '/usr' ? `/usr/bin/${name}` : `${pythonHome}/bin/${name}`
  return { bwrap, pythonPrefix: real, python, asRoot: process.getuid?.() === 0 }
}

async function firstExecutable(what: string, paths: readonly string[], remedy: string): Promise<string> {
  for (const path of paths) {
    try {
      await access(path, constants.X_OK)
      return await realpath(dirname(path)).then((folder) => `${folder}${path.slice(dirname(path).length)}`)
    } catch {
      // The next one may do.
    }
  }
  throw new SortieError('sandbox.unavailable', `${what} was not found, having looked at ${paths.slice(0, 8).join(', ')}`, { remedy })
}

async function firstLine(command: string, given: readonly string[]): Promise<string> {
  try {
    const { stdout } = await run(command, [...given], { timeout: probeMs, maxBuffer: 65_536 })
    return stdout.split('\n')[0] ?? ''
  } catch (thrown) {
    throw new SortieError('sandbox.unavailable', `${command} does not run: ${errorText(thrown)}`, { cause: thrown })
  }
}

/** A user id that nothing else has: from the upper half of the largest range that this user namespace maps. */
async function freshUid(rng: Rng): Promise<number> {
  const ranges = (await readFile('/proc/self/uid_map', 'utf8'))
    .trim()
    .split('\n')
    .map((line) => line.trim().split(/\s+/).map(Number))
    .map(([first = 0, , count = 1]) => ({ first, count: Math.min(count, 2 ** 31 - 1) }))
  const widest = ranges.reduce((best, each) => (each.count > best.count ? each : best))
  const half = Math.floor(widest.count / 2)
  return widest.first + half + Math.floor(rng.next() * (widest.count - half))
}
