import { Command } from 'commander'
import { systemClock as clock } from '#internal/base/clock.ts'
import { SortieError } from '#internal/base/errors.ts'
import { systemRng as rng } from '#internal/base/rng.ts'
import { addOptions, valuesOf } from '#internal/config/option.ts'
import { cancelOptions, submitOptions } from '#internal/config/submit.ts'
import { checkToken } from '#internal/rollout/identity.ts'
import { planSubmission } from '#internal/rollout/submission.ts'
import { checkCancel } from '#internal/rollout/cancel-order.ts'
import { ControlBus } from '#internal/stream/control.ts'
import { LedgerStore } from '#internal/stream/ledger.ts'
import { TaskQueue } from '#internal/stream/task-queue.ts'
import { withBus } from '../shared/bus.ts'
import { readTasks } from '../shared/tasks.ts'

/** Work for a running fleet. */
export function submitCommand(): Command {
  const command = new Command('submit').description(
    'Queue tasks for a running fleet. May be repeated: what is queued, runs or has ended is not queued again.',
  )
  command.argument('<tasks...>', 'task files, JSON Lines')
  return addOptions(command, submitOptions).action(async (files: string[]) => {
    const options = valuesOf(command, submitOptions)
    const tasks = await readTasks(files, options)
    const runId = options.runId === '' ? `run-${rng.hex(6)}` : checkToken('run_id', options.runId)
    const plan = { runId, submission: options.submission, groupSize: options.groupSize, seed: options.seed }
    const rollouts = planSubmission(tasks, { ...plan, deadlineUnixMs: clock.nowMs() + options.deadline })
    await withBus(options, 'submitter', async ({ connection, fleet }, signal) => {
      const result = await new TaskQueue(connection, { fleet }).submit(rollouts, new LedgerStore(connection, fleet), signal)
      const { submitted, duplicates } = result
      const before = duplicates === 0 ? '' : `; ${String(duplicates)} were there before`
      process.stdout.write(
        options.output === 'json'
          ? `${JSON.stringify({ run_id: runId, submission: options.submission, tasks: tasks.length, ...result })}\n`
          : `${String(submitted)} rollouts of ${String(tasks.length)} tasks queued as ${runId}${before}\n`,
      )
    })
  })
}

/** Ends running and queued work. */
export function cancelCommand(): Command {
  const command = new Command('cancel').description(
    'Cancel a run, a group or a rollout, or what old weights have sampled: also in the middle of a turn.',
  )
  return addOptions(command, cancelOptions).action(async () => {
    const options = valuesOf(command, cancelOptions)
    const { run: runId, group: groupId, rollout: rolloutId, olderThan } = options
    if (runId === '' && groupId === '' && rolloutId === '' && olderThan === 0) {
      throw new SortieError('config.invalid', 'nothing is named to be cancelled', {
        remedy: 'give --run, --group, --rollout or --older-than-version',
      })
    }
    const cancel = { runId, groupId, rolloutId, ...(olderThan === 0 ? {} : { olderThanWeightVersion: olderThan }) }
    checkCancel(cancel)
    await withBus(options, 'canceller', async ({ connection, fleet }, signal) => {
      await new ControlBus(connection, fleet).publish({ cancel }, signal)
      process.stderr.write('cancelled; `sortie status` shows them end\n')
    })
  })
}
