import { writeFile } from 'node:fs/promises'
import { Command } from 'commander'
import { errorText, SortieError } from '#internal/base/errors.ts'
import { addOptions, outputOption, text, valuesOf } from '#internal/config/option.ts'
import { importHumanEval } from '#internal/environment/python/humaneval.ts'
import { taskJsonSchema } from '#internal/rollout/task.ts'
import { readTasks } from '../shared/tasks.ts'
import { deadCommand } from './tasks-dead.ts'
import { cancelCommand, submitCommand } from './tasks-submit.ts'

export function tasksCommand(): Command {
  return new Command('tasks')
    .description('Check and import task files; submit tasks to a running fleet, cancel them, look at those that could not be done.')
    .addCommand(validateCommand())
    .addCommand(importCommand())
    .addCommand(schemaCommand())
    .addCommand(submitCommand())
    .addCommand(cancelCommand())
    .addCommand(deadCommand())
}

function validateCommand(): Command {
  const options = { output: outputOption } as const
  const command = addOptions(
    new Command('validate').description('Check task files: every error with its file and line.').argument('<files...>'),
    options,
  )
  return command.action(async (files: string[]) => {
    const tasks = await readTasks(files, { environment: '', limit: 0 })
    const counts: Record<string, number> = {}
    for (const { environment } of tasks) counts[environment] = (counts[environment] ?? 0) + 1
    const result = { tasks: tasks.length, by_environment: counts }
    const shown = Object.entries(counts).map(([environment, count]) => `${environment} ${String(count)}`)
    process.stdout.write(
      valuesOf(command, options).output === 'json'
        ? `${JSON.stringify(result)}\n`
        : `${String(tasks.length)} ${tasks.length === 1 ? 'task is' : 'tasks are'} well: ${shown.join(', ')}\n`,
    )
  })
}

function importCommand(): Command {
  // No environment name: SORTIE_OUT is the folder of a run.
  const options = { out: { ...text('out', 'File to write (default: standard output).', { value: 'file' }), environment: null } } as const
  const humaneval = addOptions(
    new Command('humaneval').description("Tasks of HumanEval's own file, gzipped or not.").argument('<file>'),
    options,
  )
  humaneval.action(async (file: string) => {
    const { out } = valuesOf(humaneval, options)
    const lines = (await importHumanEval(file)).map((task) => `${JSON.stringify(task)}\n`).join('')
    if (out === '') process.stdout.write(lines)
    else await write(out, lines)
  })
  return new Command('import').description("Make tasks of a benchmark's own file.").addCommand(humaneval)
}

async function write(path: string, content: string): Promise<void> {
  try {
    await writeFile(path, content, { flag: 'wx' })
  } catch (thrown) {
    throw new SortieError('config.invalid', `${path} cannot be written: ${errorText(thrown)}`, {
      cause: thrown,
      remedy: 'give a file that is not there yet with --out',
    })
  }
}

function schemaCommand(): Command {
  return new Command('schema').description('JSON Schema of a line of a task file.').action(() => {
    process.stdout.write(`${JSON.stringify(taskJsonSchema(), null, 2)}\n`)
  })
}
