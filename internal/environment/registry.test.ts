import { readFile, readdir } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { systemClock } from '#internal/base/clock.ts'
import { systemRng } from '#internal/base/rng.ts'
import type { Environment } from '#internal/rollout/interaction.ts'
import { taskSchema, taskToProto } from '#internal/rollout/task.ts'
import { guarded } from './guard.ts'
import { environmentSource, listEnvironments, validateTask } from './registry.ts'

const { signal } = new AbortController()
const task = (over: object) =>
  taskSchema.parse({ task_id: 't', environment: 'math', input: { question: '1 + 1?' }, verifier: { answer: 2 }, ...over })
const source = (over: object = {}) =>
  environmentSource({ names: ['math'], configuration: {}, sandboxes: null, clock: systemClock, rng: systemRng, ...over })

test('every environment is listed with its schemas', () => {
  const listed = listEnvironments()
  expect(listed.map((each) => [each.name, each.deterministic, each.sandbox.needed])).toEqual([
    ['math', true, false],
    ['python', true, true],
  ])
  for (const each of listed)
    expect([each.input, each.verifier, each.configuration].map((schema) => '$schema' in schema)).toEqual([true, true, true])
})

test('a task is judged by its environment, with the path of each problem', () => {
  expect(validateTask(task({}))).toEqual([])
  expect(validateTask(task({ environment: 'maths' }))).toEqual([
    { path: 'environment', message: 'there is no environment "maths"; there are: math, python' },
  ])
  expect(validateTask(task({ input: { question: '', turns: 2 }, verifier: { answer: 'many' } })).map((each) => each.path)).toEqual([
    'input.question',
    'input',
    'verifier.answer',
  ])
  const python = task({
    environment: 'python',
    input: { prompt: 'p', entry_point: 'f-g' },
    verifier: { kind: 'cases', cases: [{ args: 1, expected: 2 }] },
  })
  expect(validateTask(python).map((each) => each.path)).toEqual(['input.entry_point', 'verifier.cases.0.args'])
})

test('the bundled examples are tasks that their environments take, at least 24 over both', async () => {
  const folder = fileURLToPath(new URL('../../examples/tasks/', import.meta.url))
  const lines = (
    await Promise.all((await readdir(folder)).filter((name) => name.endsWith('.jsonl')).map((name) => readFile(folder + name, 'utf8')))
  )
    .flatMap((text) => text.trim().split('\n'))
    .map((line) => taskSchema.parse(JSON.parse(line)))
  expect(lines.flatMap(validateTask)).toEqual([])
  expect(lines.length).toBeGreaterThanOrEqual(24)
  expect(new Set(lines.map((line) => line.task_id)).size).toBe(lines.length)
  expect(new Set(lines.map((line) => line.environment))).toEqual(new Set(['math', 'python']))
})

test('what is not there is refused by name', () => {
  expect(() => source({ names: ['chess'] })).toThrow(expect.objectContaining({ code: 'environment.unknown' }) as Error)
  expect(() => source({ names: ['python'] })).toThrow(expect.objectContaining({ code: 'sandbox.unavailable' }) as Error)
  expect(() => source({ configuration: { math: { max_turns: 0 } } })).toThrow(expect.objectContaining({ code: 'config.invalid' }) as Error)
  expect(() => source().create(taskToProto(task({ environment: 'python' })))).toThrow(
    expect.objectContaining({ code: 'sandbox.unavailable' }) as Error,
  )
  expect(() => source().create(taskToProto(task({ verifier: {} })))).toThrow(expect.objectContaining({ code: 'task.invalid' }) as Error)
})

test('without a sandbox only what needs none is served', () => {
  expect([...source({ names: [] }).versions.keys()]).toEqual(['math'])
})

test('an answer in one turn', async () => {
  const environment = source().create(taskToProto(task({})))
  expect((await environment.reset(signal)).messages[0]?.text).toBe('1 + 1?\nWrite the final answer as "#### number".')
  expect(await environment.step({ text: 'It is #### 2.0', cut: false }, signal)).toEqual({
    observation: { messages: [] },
    done: true,
    toolCalls: [],
  })
  expect((await environment.verify(signal)).rewards).toMatchObject([{ name: 'correct', value: 1, evidence: 'final answer "2.0" is right' }])
})

test('several turns with feedback, the last answer counts', async () => {
  const environment = source().create(taskToProto(task({ input: { question: 'q', max_turns: 3, answer_form: 'last_number' } })))
  const said = async (text: string) => {
    const { observation, done } = await environment.step({ text, cut: false }, signal)
    return [done, ...observation.messages.map((each) => each.text)]
  }
  expect(await said('hm')).toEqual([false, 'There is no answer.'])
  expect(await said('it is 3')).toEqual([false, 'That is not right. Try again.'])
  expect(await said('then 2')).toEqual([true])
  expect((await environment.verify(signal)).rewards).toMatchObject([{ value: 1 }])
})

test.each([Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY])('a reward of %d is absent, never 0', async (value) => {
  const broken: Environment = {
    sandboxEnforcement: '',
    reset: () => Promise.resolve({ messages: [] }),
    step: () => Promise.resolve({ observation: { messages: [] }, reward: value, done: true, toolCalls: [] }),
    verify: () => Promise.resolve({ rewards: [{ name: 'r', value, evidence: 'e' }], findings: [] }),
    close: () => Promise.reject(new Error('late')),
  }
  const environment = guarded(broken)
  expect(await environment.step({ text: '', cut: false }, signal)).not.toHaveProperty('reward')
  expect((await environment.verify(signal)).rewards).toEqual([{ name: 'r', evidence: `invalid reward ${String(value)}; e` }])
  await expect(environment.close()).resolves.toBeUndefined()
})
