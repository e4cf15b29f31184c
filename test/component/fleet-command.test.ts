import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { root, sortie } from '../support/sortie.ts'

let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sortie-fleets-'))
})
afterAll(() => rm(folder, { recursive: true }))

async function validate(text: string) {
  const file = join(folder, 'fleet.yaml')
  await writeFile(file, text)
  return await sortie(['fleet', 'validate', file])
}

const head = 'apiVersion: sortie.dev/v1alpha1\nkind: RolloutFleet\nmetadata: { name: math }\n'

test('every example is well', async () => {
  const examples = join(root, 'examples/fleets')
  const files = (await readdir(examples)).map((name) => join(examples, name))
  const { code, stdout, stderr } = await sortie(['fleet', 'validate', ...files, '-o', 'json'])
  expect([code, stderr]).toEqual([0, ''])
  expect(JSON.parse(stdout)).toHaveLength(files.length)
})

test('every error is said at once, with its line and the nearest field', async () => {
  const { code, stdout, stderr } = await validate(
    `${head}spec:\n  model: { name: m }\n  environment:\n    name: math\n    replcias: 3\n    minReplicas: -1\n`,
  )
  expect([code, stdout]).toEqual([2, ''])
  expect(stderr).toContain('fleet.yaml:8: spec.environment.replcias: unknown field "replcias", did you mean "replicas"?')
  expect(stderr).toContain('fleet.yaml:9: spec.environment.minReplicas: is -1, 0 at least')
  expect(stderr).toContain('kubectl explain')
})

test.for([
  ['no YAML', `${head}spec: {`, 'fleet.yaml:4: '],
  ['a key that stands twice', `${head}kind: RolloutFleet\nspec: {}\n`, 'fleet.yaml:4: Map keys must be unique'],
  ['nothing', '', 'no RolloutFleet'],
  [
    'a rule that spans fields',
    `${head}spec: { model: { name: m }, environment: { name: math, minReplicas: 5, maxReplicas: 3 } }`,
    'minReplicas 5 exceeds maxReplicas 3',
  ],
] as const)('%s is the caller’s mistake', async ([, text, message]) => {
  const { code, stderr } = await validate(text)
  expect(code).toBe(2)
  expect(stderr).toContain(message)
  expect(stderr).not.toMatch(/ at .*\.ts:\d+/)
})

test.for([
  [
    'an engine that is not started here',
    'production.yaml',
    [],
    /the engine is vllm.*\[config\.invalid\]\ntry: give --engine-url URL.*--engine llama\.cpp/,
  ],
  ['a model that is fetched', 'production.yaml', ['--engine', 'llama.cpp'], /model\.name is Qwen\/Qwen3-8B.*\ntry: give --model FILE/],
  ['a model of an image', 'trying-out.yaml', [], /\/opt\/engine\/models\/\S+ cannot be read.*\ntry: .*give --model FILE/s],
] as const)('one machine runs no other fleet than the resource: %s', async ([, example, flags, said]) => {
  const { code, stderr } = await sortie(['up', '-f', join(root, 'examples/fleets', example), ...flags], { cwd: folder })
  expect([code, stderr]).toEqual([2, expect.stringMatching(said)])
})

test('what one machine cannot have is refused where that is asked for', async () => {
  const file = join(folder, 'strict.yaml')
  await writeFile(file, `${head}spec:\n  model: { name: SmolLM2-135M-Instruct }\n  environment: { name: math }\n  inference: { gpus: 2 }\n`)
  const { code, stderr } = await sortie(['up', '-f', file, '--strict'], { cwd: folder })
  expect([code, stderr]).toEqual([2, expect.stringContaining(`of ${file} one machine cannot have:\n  inference.gpus 2`)])
})

test('a file that is not there is named', async () => {
  const { code, stderr } = await sortie(['fleet', 'validate', join(folder, 'none.yaml')])
  expect([code, stderr]).toEqual([2, expect.stringContaining('none.yaml cannot be read')])
})
