import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, onTestFinished, test } from 'vitest'
import { validateTask } from '../registry.ts'
import { importHumanEval } from './humaneval.ts'

const file = fileURLToPath(new URL('../../../test/data/HumanEval.jsonl.gz', import.meta.url))

async function fileOf(text: string): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'sortie-humaneval-'))
  onTestFinished(() => rm(folder, { recursive: true }))
  await writeFile(join(folder, 'h.jsonl'), text)
  return join(folder, 'h.jsonl')
}

test('all problems become tasks that the environment takes, and the tests stay with the verifier', async () => {
  const tasks = await importHumanEval(file)
  expect(tasks).toHaveLength(164)
  expect(tasks.flatMap(validateTask)).toEqual([])
  expect(tasks[0]).toMatchObject({ task_id: 'HumanEval-0', environment: 'python', input: { entry_point: 'has_close_elements' } })
  for (const task of tasks) expect(JSON.stringify(task.input)).not.toContain('def check(')
})

test('every bad line is named, and nothing is imported', async () => {
  const path = await fileOf('{"task_id": "HumanEval/0"}\nnot json\n')
  await expect(importHumanEval(path)).rejects.toMatchObject({
    code: 'task.invalid',
    message: expect.stringMatching(new RegExp(`\\n  ${path}:1: prompt: [^]*\\n  ${path}:2: `)) as string,
  })
  const other = await fileOf('no\n'.repeat(1_000))
  await expect(importHumanEval(other)).rejects.toMatchObject({ message: expect.stringMatching(/:20: .*\n {2}and 980 more$/) as string })
  await expect(importHumanEval(await fileOf(''))).rejects.toMatchObject({ code: 'task.invalid' })
  await expect(importHumanEval('/nonexistent')).rejects.toMatchObject({ code: 'file.unreadable' })
})
