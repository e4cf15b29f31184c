import { Command } from 'commander'
import { systemClock as clock } from '#internal/base/clock.ts'
import { SortieError } from '#internal/base/errors.ts'
import { systemRng as rng } from '#internal/base/rng.ts'
import { renderDead, renderLetter } from '#internal/cli/dead-view.ts'
import { addOptions, valuesOf } from '#internal/config/option.ts'
import { lookOptions } from '#internal/config/submit.ts'
import { pb } from '#internal/gen/v1.js'
import { DeadLetters } from '#internal/stream/dead-letters.ts'
import { LedgerStore } from '#internal/stream/ledger.ts'
import { TaskQueue } from '#internal/stream/task-queue.ts'
import { withBus } from '../shared/bus.ts'
import { forgetDead, letterToRetry, readDead } from '../shared/dead.ts'

/** What could not be done: not by the policy's doing. */
export function deadCommand(): Command {
  return new Command('dead')
    .description('Rollouts that could not be done: poisoned, failed, or out of time with nobody to end them.')
    .addCommand(listCommand())
    .addCommand(showCommand())
    .addCommand(retryCommand())
    .addCommand(dropCommand())
}

function listCommand(): Command {
  const command = addOptions(new Command('list').description('A line for each.'), lookOptions)
  return command.action(async () => {
    const options = valuesOf(command, lookOptions)
    await withBus(options, 'observer', async (bus, signal) => {
      const dead = await readDead(bus, signal)
      process.stdout.write(options.output === 'json' ? `${JSON.stringify(dead)}\n` : renderDead(dead))
    })
  })
}

function showCommand(): Command {
  const command = addOptions(new Command('show').description('One of them, with its task.').argument('<id>', 'rollout id'), lookOptions)
  return command.action(async (id: string) => {
    const options = valuesOf(command, lookOptions)
    await withBus(options, 'observer', async ({ connection, fleet }, signal) => {
      const letter = await new DeadLetters(connection, fleet).get(id, signal)
      const whole = pb.DeadLetter.toObject(letter, { longs: Number, enums: String, bytes: String, defaults: true })
      process.stdout.write(options.output === 'json' ? `${JSON.stringify(whole)}\n` : renderLetter(letter))
    })
  })
}

function retryCommand(): Command {
  const command = new Command('retry').description('Submit their tasks again, as new rollouts, and take them off the list.')
  command.argument('<ids...>', 'rollout ids')
  return addOptions(command, lookOptions).action(async (ids: string[]) => {
    const options = valuesOf(command, lookOptions)
    await withBus(options, 'submitter', async (bus, signal) => {
      const { connection, fleet } = bus
      const retried: Record<string, string> = {}
      for (const id of ids) {
        const { task } = await letterToRetry(bus, id, signal)
        if (task == null)
          throw new SortieError('config.invalid', `rollout ${id} has no task with it`, { remedy: 'submit it from its file' })
        // A group of its own: the group that it was of has ended without it.
        const rolloutId = `r-${rng.hex(12)}`
        const again = { ...task, rolloutId, groupId: `g-${rng.hex(12)}`, groupSize: 1, groupIndex: 0, deadlineUnixMs: deadlineAgain(task) }
        await new TaskQueue(connection, { fleet }).submit([again], new LedgerStore(connection, fleet), signal)
        await forgetDead(bus, id, signal)
        retried[id] = rolloutId
      }
      const lines = Object.entries(retried).map(([id, rolloutId]) => `${id} is tried again as ${rolloutId}\n`)
      process.stdout.write(options.output === 'json' ? `${JSON.stringify(retried)}\n` : lines.join(''))
    })
  })
}

function dropCommand(): Command {
  const command = new Command('drop').description('Take them off the list for good.').argument('<ids...>', 'rollout ids')
  return addOptions(command, lookOptions).action(async (ids: string[]) => {
    await withBus(valuesOf(command, lookOptions), 'submitter', async (bus, signal) => {
      for (const id of ids) await forgetDead(bus, id, signal)
      process.stderr.write(`${String(ids.length)} dropped\n`)
    })
  })
}

const againWithinMs = 30 * 60_000

/** The old deadline has passed, or soon will. */
function deadlineAgain(task: pb.RolloutTask.$Properties): number {
  return (task.deadlineUnixMs ?? 0) === 0 ? 0 : clock.nowMs() + againWithinMs
}
