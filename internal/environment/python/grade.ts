import { readFileSync } from 'node:fs'
import type { Readable } from 'node:stream'
import { z } from 'zod'
import { SortieError, errorText } from '#internal/base/errors.ts'
import { escapeControls } from '#internal/base/escape.ts'
import type { IntegrityFinding } from '#internal/rollout/interaction.ts'
import { OutputCapture } from '../sandbox/capture.ts'
import type { SandboxHost } from '../sandbox/host.ts'
import { sandboxLimits, type SandboxEnd, type SandboxLimits } from '../sandbox/limits.ts'
import type { Sandbox } from '../sandbox/sandbox.ts'
import type { PythonVerifier } from './schema.ts'

export interface GradeRequest {
  /** The whole program of the candidate. */
  readonly program: string
  readonly entryPoint: string
  readonly verifier: PythonVerifier
  /** Processor time of the candidate over all calls, ms; three times that is its wall time. */
  readonly candidateMs: number
}

export interface Grade {
  readonly passed: boolean
  readonly evidence: string
  readonly findings: readonly IntegrityFinding[]
}

const text = (name: string) => readFileSync(new URL(name, import.meta.url), 'utf8')
const wire = { '/sandbox/wire.py': text('wire.py') }
const candidateFiles = { ...wire, '/sandbox/candidate.py': text('candidate.py') }
const driverFiles = { ...wire, '/sandbox/driver.py': text('driver.py') }

// One returned value; honest ones are far smaller.
const replyBytesMax = 1_048_576
// A request of the driver: the largest input of a test.
const requestBytesMax = 16 * 1_048_576
const keepErrorBytes = 65_536
// The driver outlives the candidate by this much, so that its silence is its own failure.
const driverGraceMs = 10_000

const verdictSchema = z.object({
  passed: z.boolean(),
  calls: z.number(),
  fault: z.enum(['gone', 'protocol', 'exit', 'load']).nullable(),
  alarms: z.array(z.tuple([z.string(), z.string()])),
  evidence: z.string(),
})
const driverLine = z.union([z.object({ send: z.string() }), z.object({ verdict: verdictSchema })])
type DriverVerdict = z.infer<typeof verdictSchema>

/**
 * Judges a program in a fresh pair of sandboxes: the candidate's interpreter in one, with no test in it, and the driver in
 * the other, which sends inputs and compares what comes back. Only the driver's word is a verdict. Rejects with
 * `verifier.failed` when the driver or a sandbox broke, and with the signal's reason.
 */
export async function grade(request: GradeRequest, host: SandboxHost, signal: AbortSignal): Promise<Grade> {
  signal.throwIfAborted()
  const limits: SandboxLimits = {
    ...host.limits,
    cpuMs: request.candidateMs,
    wallMs: request.candidateMs * 3,
    outputBytes: requestBytesMax,
  }
  const driverLimits: SandboxLimits = { ...sandboxLimits, cpuMs: limits.wallMs + driverGraceMs, wallMs: limits.wallMs + driverGraceMs }
  try {
    await using candidate = await host.start({ command: [host.python, '/sandbox/candidate.py'], files: candidateFiles, limits })
    await using driver = await host.start({ command: [host.python, '/sandbox/driver.py'], files: driverFiles, limits: driverLimits })
    return await new Grading(request, candidate, driver).run(signal)
  } catch (thrown) {
    signal.throwIfAborted()
    if (thrown instanceof SortieError && thrown.code === 'verifier.failed') throw thrown
    throw new SortieError('verifier.failed', `the grading broke: ${errorText(thrown)}`, { cause: thrown })
  }
}

/** One grading: it carries lines between the two and waits for the verdict. */
class Grading {
  readonly #request: GradeRequest
  readonly #candidate: Sandbox
  readonly #driver: Sandbox
  readonly #verdict = Promise.withResolvers<DriverVerdict>()
  readonly #printed = new OutputCapture(keepErrorBytes)
  readonly #complaint = new OutputCapture(keepErrorBytes)
  /** Replies that the driver waits for: the first says that the code is loaded. */
  #owed = 1
  #gone = false
  #violation = ''

  constructor(request: GradeRequest, candidate: Sandbox, driver: Sandbox) {
    this.#request = request
    this.#candidate = candidate
    this.#driver = driver
  }

  async run(signal: AbortSignal): Promise<Grade> {
    const onAbort = () => {
      this.#verdict.reject(signal.reason as Error)
    }
    signal.addEventListener('abort', onAbort, { once: true })
    if (signal.aborted) onAbort()
    const { program, entryPoint, verifier } = this.#request
    this.#candidate.stderr.on('data', (chunk: Buffer) => {
      this.#printed.add(chunk)
    })
    this.#driver.stderr.on('data', (chunk: Buffer) => {
      this.#complaint.add(chunk)
    })
    onLines(this.#candidate.stdout, replyBytesMax, (line) => {
      this.#onReply(line)
    })
    onLines(this.#driver.stdout, requestBytesMax, (line) => {
      this.#onDriver(line)
    })
    this.#candidate.ended.then(
      (end) => {
        this.#tellGone(gone(end))
      },
      (thrown: unknown) => {
        this.#verdict.reject(thrown)
      },
    )
    this.#driver.ended.then((end) => {
      this.#driverEnded(end)
    }, this.#verdict.reject)
    this.#driver.stdin.write(`${JSON.stringify(verifier)}\n`)
    this.#candidate.stdin.write(`${JSON.stringify({ code: program, entry_point: entryPoint })}\n`)
    try {
      return await this.#judged(await this.#verdict.promise)
    } finally {
      signal.removeEventListener('abort', onAbort)
    }
  }

  async #judged(verdict: DriverVerdict): Promise<Grade> {
    const findings: IntegrityFinding[] = verdict.alarms.map(([kind, evidence]) => ({ kind, evidence: escapeControls(evidence) }))
    // The candidate's interpreter waits for its next call: whatever else lives there was left behind.
    const left = (await this.#candidate.processes()) - 1
    if (left > 0)
      findings.push({ kind: 'process_left_behind', evidence: `${String(left)} processes beside the interpreter when the tests were over` })
    if (verdict.fault === 'exit' || (verdict.fault === 'gone' && verdict.evidence.includes('exited'))) {
      findings.push({ kind: 'exit_during_grading', evidence: verdict.evidence })
    }
    if (verdict.fault === 'protocol' || this.#violation !== '') {
      findings.push({ kind: 'protocol_violated', evidence: this.#violation || verdict.evidence })
    }
    const printed = this.#printed.finish().text
    const at = printed.search(/"?(verdict|passed)"?\s*[:=]/i)
    if (at >= 0) findings.push({ kind: 'verdict_printed', evidence: printed.slice(at, at + 200) })
    const passed = verdict.passed && left <= 0 && this.#violation === ''
    return {
      passed,
      evidence: escapeControls(verdict.passed && !passed ? `${verdict.evidence}; refused for what it left or wrote` : verdict.evidence),
      findings,
    }
  }

  #onReply(line: string | null): void {
    if (line === null) this.#violate(`a reply is longer than ${String(replyBytesMax)} bytes`)
    else if (this.#owed === 0) this.#violate('a reply that nobody asked for')
    else if (!this.#gone) {
      this.#owed--
      this.#driver.stdin.write(`${JSON.stringify({ reply: line })}\n`)
    }
  }

  #onDriver(line: string | null): void {
    const parsed = driverLine.safeParse(line === null ? null : parsedJson(line))
    if (!parsed.success) this.#verdict.reject(new SortieError('verifier.failed', 'the driver wrote a line that is none'))
    else if ('verdict' in parsed.data) this.#verdict.resolve(parsed.data.verdict)
    else {
      this.#owed++
      this.#candidate.stdin.write(`${parsed.data.send}\n`)
    }
  }

  #violate(what: string): void {
    this.#violation = what
    this.#tellGone(what)
    this.#candidate.stop()
  }

  #tellGone(what: string): void {
    if (this.#gone) return
    this.#gone = true
    this.#driver.stdin.write(`${JSON.stringify({ gone: what })}\n`)
  }

  #driverEnded(end: SandboxEnd): void {
    const words = this.#complaint.finish().text.trim().split('\n').at(-1) ?? ''
    this.#verdict.reject(
      new SortieError(
        'verifier.failed',
        `the driver ended without a verdict (${end.reason}, exit ${String(end.exitCode)}): ${words.slice(0, 500)}`,
      ),
    )
  }
}

function gone(end: SandboxEnd): string {
  if (end.reason === 'exited') return `the code's process exited with ${String(end.exitCode)} during the tests`
  return `the code's sandbox was ended: ${end.reason}`
}

/** Calls `take` with each line; with null, once, when one is longer than `bytesMax`. What follows no line end is no line. */
function onLines(source: Readable, bytesMax: number, take: (line: string | null) => void): void {
  let parts: Buffer[] = []
  let bytes = 0
  let over = false
  source.on('data', (chunk: Buffer) => {
    let rest = chunk
    while (!over) {
      const end = rest.indexOf(0x0a)
      const part = end < 0 ? rest : rest.subarray(0, end)
      bytes += part.length
      if (bytes > bytesMax) {
        over = true
        parts = []
        take(null)
        return
      }
      parts.push(part)
      if (end < 0) return
      const line = Buffer.concat(parts).toString('utf8')
      parts = []
      bytes = 0
      take(line)
      rest = rest.subarray(end + 1)
    }
  })
}

function parsedJson(line: string): unknown {
  try {
    return JSON.parse(line)
  } catch {
    return null
  }
}
