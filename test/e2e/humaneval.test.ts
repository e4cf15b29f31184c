import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { humanEvalTask, readHumanEval, type HumanEvalProblem } from '#internal/environment/python/humaneval.ts'
import { startScriptedLlamaServer } from '../support/scripted-llama-server.ts'
import { root, sortie } from '../support/sortie.ts'

// HumanEval through everything: the CLI, real processes, a real bus and real sandboxes. The policy alone is SCRIPTED: it
// answers with given programs, behind the API of a llama-server.

let folder = ''
let tasks = ''
let problems: HumanEvalProblem[] = []

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sortie-humaneval-'))
  problems = await readHumanEval(join(root, 'test/data/HumanEval.jsonl.gz'))
  tasks = join(folder, 'humaneval.jsonl')
  // A byte is a token to the script: the longest answer needs a few thousand.
  const limits = { tokens_per_turn: 16_384, tokens: 65_536 }
  await writeFile(tasks, problems.map((problem) => JSON.stringify({ ...humanEvalTask(problem), limits })).join('\n'))
})
afterAll(async () => {
  await rm(folder, { recursive: true })
})

async function play(name: string, program: (problem: HumanEvalProblem) => string) {
  const answers = problems.map((problem) => ({ prompt: problem.prompt.trim(), answer: `\`\`\`python\n${program(problem)}\n\`\`\`` }))
  await using engine = await startScriptedLlamaServer({
    answer: (text) => answers.find(({ prompt }) => text.includes(prompt))?.answer ?? 'no such problem',
  })
  const flags = ['--engine-url', engine.url, '--replicas', '1', '--workers', '1', '--slots', '3', '-o', 'json', '--out', join(folder, name)]
  const outcome = await sortie(['run', tasks, ...flags])
  const index = JSON.parse((await sortie(['trajectories', 'list', '-o', 'json', '--run', join(folder, name)])).stdout) as {
    task_id: string
    reward: number | null
  }[]
  return {
    outcome,
    index,
    result: JSON.parse(outcome.stdout) as {
      rollouts: { completed: number }
      rewards: { python: { mean: number; count: number } }
      lost: number
    },
  }
}

test('the canonical solutions of all 164 problems pass', { timeout: 240_000 }, async () => {
  const { outcome, index, result } = await play('canonical', (problem) => problem.prompt + problem.canonical_solution)
  expect(index.filter((entry) => entry.reward !== 1).map((entry) => entry.task_id)).toEqual([])
  expect(result).toMatchObject({ rollouts: { completed: 164 }, rewards: { python: { mean: 1, count: 164 } }, lost: 0 })
  expect(outcome.code).toBe(0)
})

test('of 164 broken solutions none passes', { timeout: 240_000 }, async () => {
  const { index, result } = await play('broken', (problem) => `def ${problem.entry_point}(*args, **kwargs):\n    return ("broken", args)\n`)
  expect(index.filter((entry) => entry.reward !== 0).map((entry) => entry.task_id)).toEqual([])
  expect(result).toMatchObject({ rollouts: { completed: 164 }, rewards: { python: { mean: 0, count: 164 } }, lost: 0 })
})
