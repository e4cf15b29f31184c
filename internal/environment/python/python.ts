import { createHash } from 'node:crypto'
import { pb } from '#internal/gen/v1.js'
import type { Action, Environment, Message, Observation, StepResult, ToolCallRecord, Verdict } from '#internal/rollout/interaction.ts'
import { invariant } from '#internal/base/errors.ts'
import { define, type EnvironmentContext, type EnvironmentTask } from '../definition.ts'
import type { SandboxHost, SandboxRun } from '../sandbox/host.ts'
import { parseAction, type ParsedAction } from '../tool-call.ts'
import { answerIn } from './answer.ts'
import { grade } from './grade.ts'
import {
  pythonConfiguration,
  pythonInput,
  pythonVerifier,
  type PythonConfiguration,
  type PythonInput,
  type PythonVerifier,
} from './schema.ts'

const version = '1'
// Runs asked for in one turn; each takes a sandbox of its own.
const runsMax = 4

// Few words, and before the task: a small model does what it read last.
const instructions =
  'You can run Python code: <tool_call>{"name": "python", "arguments": {"code": "print(1)"}}</tool_call>\nAnswer with one ```python block.'

/** Write a Python function: a tool that runs code, several turns, hidden tests. */
export const pythonEnvironment = define<PythonInput, PythonVerifier, PythonConfiguration>({
  name: 'python',
  version,
  description:
    'Write a Python function; code runs in a sandbox, and the answer is judged in fresh ones by a driver outside its interpreter.',
  deterministic: true,
  tools: [
    {
      name: 'python',
      description: 'Runs code in a fresh sandbox and returns its output and exit status.',
      arguments: { code: 'the program' },
    },
    {
      name: 'submit',
      description: 'Ends the episode with the answer.',
      arguments: { code: 'the whole answer; the last one given when left out' },
    },
  ],
  sandbox: { needed: true },
  input: pythonInput,
  verifier: pythonVerifier,
  configuration: pythonConfiguration,
  create: (task, context) => new PythonEpisode(task, context),
})

class PythonEpisode implements Environment {
  readonly sandboxEnforcement: string
  readonly #task: EnvironmentTask<PythonInput, PythonVerifier>
  readonly #context: EnvironmentContext<PythonConfiguration>
  readonly #host: SandboxHost
  readonly #turnsMax: number
  // Ends what still runs when the episode is closed from outside.
  readonly #closing = new AbortController()
  readonly #running = new Set<Promise<unknown>>()
  #turns = 0
  #answer: string | null = null

  constructor(task: EnvironmentTask<PythonInput, PythonVerifier>, context: EnvironmentContext<PythonConfiguration>) {
    invariant(context.sandboxes !== null, 'the registry makes no python episode without sandboxes')
    this.#task = task
    this.#context = context
    this.#host = context.sandboxes
    this.#turnsMax = task.input.max_turns ?? context.configuration.max_turns
    this.sandboxEnforcement = context.sandboxes.enforcement
  }

  reset(): Promise<Observation> {
    const messages: Message[] = [{ role: 'user', text: this.#task.input.prompt }]
    if (this.#turnsMax > 1) messages.unshift({ role: 'system', text: instructions })
    return Promise.resolve({ messages })
  }

  async step(action: Action, signal: AbortSignal): Promise<StepResult> {
    this.#turns++
    const isLast = this.#turns >= this.#turnsMax
    const parsed = parseAction(action.text, ['python', 'submit'])
    const answer = answerIn(action.text, parsed, this.#task.input.entry_point)
    if (answer !== null) this.#answer = answer
    const toolCalls: ToolCallRecord[] = parsed.problems.map((problem) => this.#malformed(problem))
    const messages: Message[] = parsed.problems.map((text) => ({ role: 'tool', text }))
    const submitted = parsed.calls.some((call) => call.name === 'submit') && this.#answer !== null
    for (const code of runsOf(parsed, answer)) {
      const record = await this.#runTool(code, signal)
      toolCalls.push(record)
      messages.push({ role: 'tool', text: record.output ?? '' })
    }
    if (submitted || isLast) return { observation: { messages: [] }, done: true, toolCalls }
    if (answer !== null) {
      const failure = await this.#failingExample(answer, signal)
      if (failure === null) return { observation: { messages: [] }, done: true, toolCalls }
      messages.push({ role: 'user', text: `${failure}\nWrite the whole function again.` })
    }
    if (messages.length === 0)
      messages.push({ role: 'user', text: `Write the function ${this.#task.input.entry_point} in a \`\`\`python block.` })
    return { observation: { messages }, done: false, toolCalls }
  }

  async verify(signal: AbortSignal): Promise<Verdict> {
    if (this.#answer === null) return this.#verdict(0, 'no answer: no code block defines the function', [])
    const { passed, evidence, findings } = await this.#grade(this.#answer, this.#task.verifier, signal)
    return this.#verdict(passed ? 1 : 0, evidence, findings)
  }

  async close(): Promise<void> {
    this.#closing.abort()
    await Promise.allSettled(this.#running)
  }

  /** Null when every visible example holds, or there is none. */
  async #failingExample(answer: string, signal: AbortSignal): Promise<string | null> {
    const cases = this.#task.input.examples ?? []
    if (cases.length === 0) return null
    const { passed, evidence } = await this.#grade(answer, { kind: 'cases', cases }, signal)
    return passed ? null : `That is not right: ${evidence.slice(0, 500)}.`
  }

  #grade(answer: string, verifier: PythonVerifier, signal: AbortSignal) {
    const { starter, entry_point: entryPoint } = this.#task.input
    const program = starter === undefined ? answer : `${starter}\n\n${answer}`
    const request = { program, entryPoint, verifier, candidateMs: this.#context.configuration.grading_ms }
    return this.#tracked(grade(request, this.#host, AbortSignal.any([signal, this.#closing.signal])))
  }

  async #runTool(code: string, signal: AbortSignal): Promise<ToolCallRecord> {
    const startedAtUnixMs = this.#context.clock.nowMs()
    const spec = {
      command: [this.#host.python, '/sandbox/main.py'],
      files: { '/sandbox/main.py': code },
      limits: this.#host.limits,
      keepBytes: this.#context.configuration.output_bytes,
    }
    const done = await this.#tracked(this.#host.run(spec, AbortSignal.any([signal, this.#closing.signal])))
    return {
      name: 'python',
      argumentsJson: JSON.stringify({ code }),
      startedAtUnixMs,
      endedAtUnixMs: this.#context.clock.nowMs(),
      status: statusOf(done),
      output: told(done),
      outputTruncated: done.stdout.truncated || done.stderr.truncated,
      outputBytes: done.stdout.bytes + done.stderr.bytes,
      // Of two streams: the digest of their digests, standard output first.
      outputSha256: createHash('sha256').update(done.stdout.sha256).update(done.stderr.sha256).digest(),
    }
  }

  async #tracked<T>(work: Promise<T>): Promise<T> {
    this.#running.add(work)
    try {
      return await work
    } finally {
      this.#running.delete(work)
    }
  }

  #malformed(problem: string): ToolCallRecord {
    const now = this.#context.clock.nowMs()
    return {
      name: '',
      argumentsJson: '',
      startedAtUnixMs: now,
      endedAtUnixMs: now,
      status: pb.ToolStatus.TOOL_STATUS_MALFORMED,
      output: problem,
    }
  }

  #verdict(value: number, evidence: string, findings: Verdict['findings']): Verdict {
    const verifier = `python.${this.#task.verifier.kind}`
    return { rewards: [{ name: 'tests', value, weight: 1, verifier, verifierVersion: version, evidence }], findings }
  }
}

/** The programs that a turn asks to be run: calls of the tool, and blocks that are no answer. */
function runsOf(parsed: ParsedAction, answer: string | null): string[] {
  const called = parsed.calls.filter((call) => call.name === 'python').map((call) => call.arguments['code'])
  const blocks =
    answer === null && called.length === 0
      ? parsed.blocks.filter((block) => /^(python3?|py)$/.test(block.language)).map((block) => block.text)
      : []
  return [...called, ...blocks].filter((code) => typeof code === 'string').slice(0, runsMax)
}

function statusOf({ end }: SandboxRun): pb.ToolStatus {
  if (end.reason === 'wall_limit' || end.reason === 'cpu_limit') return pb.ToolStatus.TOOL_STATUS_TIMED_OUT
  if (end.reason !== 'exited') return pb.ToolStatus.TOOL_STATUS_LIMITED
  return end.exitCode === 0 ? pb.ToolStatus.TOOL_STATUS_OK : pb.ToolStatus.TOOL_STATUS_FAILED
}

/** What the policy reads of a run. */
function told({ end, stdout, stderr }: SandboxRun): string {
  const cut = (part: SandboxRun['stdout']) => (part.truncated ? `\n[cut: ${String(part.bytes)} bytes in all]` : '')
  const parts = [
    stdout.text === '' ? '' : `${stdout.text.trimEnd()}${cut(stdout)}`,
    stderr.text === '' ? '' : `stderr:\n${stderr.text.trimEnd()}${cut(stderr)}`,
    end.reason === 'exited' ? `exit ${String(end.exitCode)}` : `stopped: ${end.reason}`,
  ]
  return parts.filter((part) => part !== '').join('\n')
}
