import { readFile } from 'node:fs/promises'
import { SortieError, errorText } from '#internal/base/errors.ts'
import { validateTask } from '#internal/environment/registry.ts'
import { parseTaskFiles } from '#internal/rollout/task-file.ts'
import type { TaskLine } from '#internal/rollout/task.ts'

/** Reads and checks task files; throws `task.invalid` with every error, `file.unreadable`, or `config.invalid` when nothing is left to do. */
export async function readTasks(
  paths: readonly string[],
  only: { readonly environment: string; readonly limit: number },
): Promise<readonly TaskLine[]> {
  const files = await Promise.all(paths.map(async (name) => ({ name, bytes: await readTaskFile(name) })))
  const parsed = parseTaskFiles(files, validateTask)
  if (parsed.kind === 'errors') {
    const lines = parsed.errors.map(({ file, line, message }) => `  ${file}:${String(line)}: ${message}`)
    if (parsed.more > 0) lines.push(`  and ${String(parsed.more)} more`)
    throw new SortieError('task.invalid', `the task files have errors, nothing was started:\n${lines.join('\n')}`, {
      remedy: '`sortie tasks schema` prints what a task may be',
    })
  }
  const chosen = parsed.tasks.filter((task) => only.environment === '' || task.environment === only.environment)
  if (chosen.length > 0) return only.limit === 0 ? chosen : spread(chosen, only.limit)
  const there = [...new Set(parsed.tasks.map((task) => task.environment))].join(', ')
  throw new SortieError('config.invalid', `no task is of environment ${JSON.stringify(only.environment)}`, {
    remedy: `the files have: ${there}`,
  })
}

/** The first tasks of each environment in turn: a limit must not leave one of them out. */
function spread(tasks: readonly TaskLine[], limit: number): TaskLine[] {
  const queues = [...new Set(tasks.map((task) => task.environment))].map((environment) =>
    tasks.filter((task) => task.environment === environment),
  )
  const longest = Math.max(...queues.map((queue) => queue.length))
  const inTurn = Array.from({ length: longest }, (_, index) => queues.flatMap((queue) => queue[index] ?? [])).flat()
  return inTurn.slice(0, limit)
}

async function readTaskFile(path: string): Promise<Uint8Array> {
  try {
    return await readFile(path)
  } catch (thrown) {
    throw new SortieError('file.unreadable', `task file ${path} cannot be read: ${errorText(thrown)}`, { cause: thrown })
  }
}
