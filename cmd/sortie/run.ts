import { join, relative, resolve } from 'node:path'
import { Command } from 'commander'
import { systemRng as rng } from '#internal/base/rng.ts'
import { renderError } from '#internal/cli/errors.ts'
import { renderSummary } from '#internal/cli/summary.ts'
import { inheritedEnvironment } from '#internal/config/inherited.ts'
import { addOptions, valuesOf } from '#internal/config/option.ts'
import { runOptions, type RunOptions } from '#internal/config/run.ts'
import { RunFolder } from '#internal/learner/run-folder.ts'
import { planSubmission } from '#internal/rollout/submission.ts'
import { createLogger } from '#internal/telemetry/logger.ts'
import { type Interrupt, interruptSignals } from '../shared/interrupt.ts'
import { startedAt } from '../shared/runs.ts'
import { readTasks } from '../shared/tasks.ts'
import { fleetOfRun } from './run-fleet.ts'
import { findParts } from './run-parts.ts'
import { playRollouts } from './run-play.ts'
import { openSession } from './run-session.ts'
import { exitCodeOf, summarise } from './run-summary.ts'

const examples = `
Examples:
  sortie run examples/tasks/*.jsonl --group-size 2
  sortie run tasks.jsonl --model ~/models/qwen.gguf --workers 4 --slots 8
  sortie run tasks.jsonl --engine-url http://127.0.0.1:8080 -o json
  sortie run tasks.jsonl --engine vllm --engine-url http://127.0.0.1:8000 --replicas 1 --slots 32

Exit code: 0 every rollout ended, none for a failure of the fleet; 1 some work could not be done; 2 your mistake; 130 interrupted.
One Ctrl-C drains and reports; the second stops at once.`

/** Always there, whatever the PATH is. */
const launcher = join(import.meta.dirname, '../../.tools/bin/sortie')

export function runCommand(): Command {
  const command = new Command('run').description('Roll out tasks with a whole fleet on this machine, and keep the trajectories.')
  command.argument('<tasks...>', 'task files, JSON Lines').addHelpText('after', examples)
  return addOptions(command, runOptions).action(async (files: string[]) => {
    using interrupt = interruptSignals(() =>
      process.stderr.write('\ninterrupted: what runs is being ended and reported; Ctrl-C again stops at once\n'),
    )
    try {
      process.exitCode = await run(files, valuesOf(command, runOptions), interrupt)
    } catch (thrown) {
      if (!interrupt.drain.aborted) throw thrown
      process.stderr.write(renderError(thrown))
      process.exitCode = 130
    }
  })
}

async function run(files: readonly string[], options: RunOptions, interrupt: Interrupt): Promise<number> {
  const tasks = await readTasks(files, options)
  const runId = `run-${rng.hex(6)}`
  const parts = await findParts(options, interrupt.drain)
  const out = resolve(options.out === '' ? join('sortie-runs', `${startedAt()}-${runId.slice(4)}`) : options.out)
  await using output = await RunFolder.create(out, {
    run_id: runId,
    seed: options.seed,
    tasks: tasks.length,
    files: files.map((file) => resolve(file)),
  })
  const environments = [...new Set(tasks.map((task) => task.environment))]
  const secrets = { natsToken: options.natsUrl === '' ? rng.hex(16) : options.natsToken, fleetToken: rng.hex(16) }
  const common = { ...options, ...secrets, fleet: runId, logFolder: join(out, 'logs') }
  const logger = createLogger('error')
  await using session = await openSession({ ...common, environments, natsServer: parts.natsServer, output, logger }, interrupt)
  const environment = { ...inheritedEnvironment(), SORTIE_LLAMA_SERVER: parts.llamaServer }
  const fleet = fleetOfRun(runId, environments[0] ?? '', options)
  const settings = { worker: {}, replica: { SORTIE_ENGINE: options.engine } }
  const processes = { ...common, natsUrl: session.natsUrl, model: parts.model, settings }
  session.startFleet({ fleet, environments, processes, environment })

  const plan = { runId, submission: 1, groupSize: options.groupSize, seed: options.seed }
  const planned = (nowMs: number) => planSubmission(tasks, { ...plan, deadlineUnixMs: nowMs + options.deadline })
  const played = await playRollouts(session, planned, { ...options, interrupt })
  const summary = summarise(session, output, played)
  const example = output.entries.find((entry) => entry.reward !== null)?.rollout_id ?? output.entries[0]?.rollout_id ?? null
  process.stdout.write(
    options.output === 'json'
      ? `${JSON.stringify(summary)}\n`
      : renderSummary(summary, example, { command: near(launcher), output: near(out) }),
  )
  if (played.failure !== null) process.stderr.write(renderError(played.failure))
  return interrupt.drain.aborted ? 130 : exitCodeOf(summary)
}

/** A path as short as it can be said from here. */
function near(path: string): string {
  const short = relative('.', path)
  if (short === '') return '.'
  return short.startsWith('..') ? path : short
}
