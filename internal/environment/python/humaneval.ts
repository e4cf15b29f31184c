import { gunzipSync } from 'node:zlib'
import { readFile } from 'node:fs/promises'
import { z } from 'zod'
import { SortieError, errorText } from '#internal/base/errors.ts'
import { describeIssues } from '#internal/base/schema-issues.ts'
import { taskSchema, type TaskLine } from '#internal/rollout/task.ts'

const problem = z.object({
  task_id: z.string().regex(/^[A-Za-z0-9_/-]{1,64}$/),
  prompt: z.string(),
  entry_point: z.string(),
  canonical_solution: z.string(),
  test: z.string(),
})

/** A problem of HumanEval, as its own file has it. */
export type HumanEvalProblem = z.infer<typeof problem>

// The file has 214 KB; this stops one that unpacks without end.
const unpackedBytesMax = 64 * 1_048_576
// Another file altogether is wrong in every line: the first few say so.
const faultsShownMax = 20

/** Reads HumanEval's own file, gzipped or not. Throws `file.unreadable`, or `task.invalid` listing every bad line as file:line. */
export async function readHumanEval(path: string): Promise<HumanEvalProblem[]> {
  let text: string
  try {
    const bytes = await readFile(path)
    const isGzip = bytes[0] === 0x1f && bytes[1] === 0x8b
    text = (isGzip ? gunzipSync(bytes, { maxOutputLength: unpackedBytesMax }) : bytes).toString('utf8')
  } catch (thrown) {
    throw new SortieError('file.unreadable', `${path}: ${errorText(thrown)}`, { cause: thrown })
  }
  const problems: HumanEvalProblem[] = []
  const faults: string[] = []
  for (const [index, line] of text.split('\n').entries()) {
    if (line.trim() === '') continue
    const found = readProblem(line)
    if (typeof found === 'string') faults.push(`${path}:${String(index + 1)}: ${found}`)
    else problems.push(found)
  }
  if (faults.length > 0) {
    const shown = faults.slice(0, faultsShownMax).map((fault) => `  ${fault}`)
    if (faults.length > shown.length) shown.push(`  and ${String(faults.length - shown.length)} more`)
    throw new SortieError('task.invalid', `${path} is not HumanEval's file:\n${shown.join('\n')}`, {
      remedy: 'give HumanEval.jsonl or HumanEval.jsonl.gz as the benchmark publishes it',
    })
  }
  if (problems.length === 0) throw new SortieError('task.invalid', `${path} holds no problem`)
  return problems
}

/** A problem as a task of the environment `python`: the policy sees the prompt, the verifier keeps the test. */
export function humanEvalTask(found: HumanEvalProblem): TaskLine {
  return taskSchema.parse({
    task_id: found.task_id.replaceAll('/', '-'),
    environment: 'python',
    input: {
      prompt: `Complete this Python function:\n\`\`\`python\n${found.prompt.trim()}\n\`\`\``,
      entry_point: found.entry_point,
      starter: starter(found),
    },
    verifier: { kind: 'check', prompt: found.prompt, entry_point: found.entry_point, test: found.test },
    metadata: { source: 'HumanEval', source_id: found.task_id },
  })
}

/** Reads the file and turns every problem into a task, in order. Throws as `readHumanEval`. */
export async function importHumanEval(path: string): Promise<TaskLine[]> {
  return (await readHumanEval(path)).map(humanEvalTask)
}

/** The prompt with a body: its imports and helpers are there for the answer, which then replaces the function itself. */
function starter(found: HumanEvalProblem): string {
  return `${found.prompt.trimEnd()}\n    raise NotImplementedError\n`
}

function readProblem(line: string): HumanEvalProblem | string {
  try {
    const read = problem.safeParse(JSON.parse(line))
    return read.success
      ? read.data
      : describeIssues(read.error, JSON.parse(line), () => [])
          .map(({ path, message }) => `${path.join('.')}: ${message}`)
          .join('; ')
  } catch (thrown) {
    return errorText(thrown)
  }
}
