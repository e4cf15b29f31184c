import { fileURLToPath } from 'node:url'
import { beforeAll, expect, test } from 'vitest'
import { grade } from '#internal/environment/python/grade.ts'
import { humanEvalTask, readHumanEval, type HumanEvalProblem } from '#internal/environment/python/humaneval.ts'
import { pythonInput, pythonVerifier } from '#internal/environment/python/schema.ts'
import type { SandboxHost } from '#internal/environment/sandbox/host.ts'
import { openSandboxes } from '../support/sandbox.ts'

const { signal } = new AbortController()
// Two cores: more at once would only make each slower.
const gradings = 3
let host: SandboxHost
let problems: HumanEvalProblem[]

beforeAll(async () => {
  host = await openSandboxes()
  problems = await readHumanEval(fileURLToPath(new URL('../data/HumanEval.jsonl.gz', import.meta.url)))
})

/** Grades one answer a problem, and returns the ids whose verdict is not `expected`. */
async function unexpected(answer: (problem: HumanEvalProblem) => string, expected: boolean): Promise<string[]> {
  const wrong: string[] = []
  const left = [...problems]
  const worker = async () => {
    for (let problem = left.shift(); problem !== undefined; problem = left.shift()) {
      const task = humanEvalTask(problem)
      const { starter = '', entry_point: entryPoint } = pythonInput.parse(task.input)
      const request = {
        program: `${starter}\n\n${answer(problem)}`,
        entryPoint,
        verifier: pythonVerifier.parse(task.verifier),
        candidateMs: 20_000,
      }
      const { passed, evidence, findings } = await grade(request, host, signal)
      if (passed !== expected || (expected && findings.length > 0)) wrong.push(`${task.task_id}: ${evidence} ${JSON.stringify(findings)}`)
    }
  }
  await Promise.all(Array.from({ length: gradings }, worker))
  return wrong
}

test('all 164 canonical solutions pass', { timeout: 120_000 }, async () => {
  expect(problems).toHaveLength(164)
  expect(await unexpected((problem) => problem.prompt + problem.canonical_solution, true)).toEqual([])
})

test('none of 164 broken solutions passes', { timeout: 120_000 }, async () => {
  // The function is there and returns, but never what was asked.
  expect(await unexpected((problem) => `def ${problem.entry_point}(*args, **kwargs):\n    return ("broken", args)\n`, false)).toEqual([])
})
