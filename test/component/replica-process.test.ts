import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFile, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { afterEach, expect, test } from 'vitest'
import { systemClock as clock } from '#internal/base/clock.ts'
import { systemRng as rng } from '#internal/base/rng.ts'
import { LlamaCpp } from '#internal/engine/llama-cpp.ts'
import { ReplicaPolicy } from '#internal/engine/replica-policy.ts'
import { pb } from '#internal/gen/v1.js'
import { concatTokens } from '#internal/rollout/tokens.ts'
import { PresenceBoard } from '#internal/stream/presence.ts'
import { startFleet } from '../support/fleet.ts'
import { modelPath, repository } from '../support/llama.ts'
import { scriptedModelName, startScriptedLlamaServer } from '../support/scripted-llama-server.ts'

// The replica as its own process: what it prints, announces, and leaves behind.

const signal = new AbortController().signal
const started: ChildProcess[] = []
afterEach(() => {
  for (const child of started.splice(0)) child.kill('SIGKILL')
})

interface LogLine {
  readonly msg: string
  readonly url?: string
  readonly code?: string
  readonly error?: string
}

function start(flags: readonly string[], environment: Readonly<Record<string, string>> = { SORTIE_FLEET_TOKEN: 'secret-of-the-fleet' }) {
  const child = spawn(process.execPath, [join(repository, 'cmd/replica/main.ts'), '--fleet', 'test', ...flags], {
    env: { PATH: process.env['PATH'] ?? '', ...environment },
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  started.push(child)
  const lines: LogLine[] = []
  const ended = once(child, 'exit').then(([code]) => code as number | null)
  const reading = createInterface({ input: child.stderr })
  const line = async (msg: string): Promise<LogLine> => {
    for (;;) {
      const found = lines.find((each) => each.msg === msg)
      if (found !== undefined) return found
      if (child.exitCode !== null) throw new Error(`it ended before it said "${msg}": ${JSON.stringify(lines)}`)
      await Promise.race([once(reading, 'line'), once(reading, 'close')])
    }
  }
  reading.on('line', (text) => lines.push(JSON.parse(text) as LogLine))
  return { child, ended, line, lines }
}

async function commandLinesWith(text: string): Promise<string[]> {
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name))
  const lines = await Promise.all(pids.map((pid) => readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '')))
  return lines.filter((line) => line.includes(text))
}

async function until(condition: () => Promise<boolean>): Promise<void> {
  const deadline = Date.now() + 10_000
  while (!(await condition())) {
    if (Date.now() > deadline) throw new Error('it did not come to pass in 10 s')
    await clock.sleep(20, signal)
  }
}

test('an engine does not outlive its replica, however that ends, and knows no token of the fleet', { timeout: 60_000 }, async () => {
  // A context size that no other test has marks this engine's command line.
  const mark = ['--ctx-size', '777', ''].join('\0')
  const replica = start(['--model', modelPath, '--context-tokens', '777', '--parallel', '1'])
  await replica.line('replica ready')
  expect((await commandLinesWith(mark)).length).toBe(1)
  const environments = await Promise.all(
    (await readdir('/proc'))
      .filter((name) => /^\d+$/.test(name))
      .map(async (pid) => {
        const own = (await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '')).includes(mark)
        return own ? await readFile(`/proc/${pid}/environ`, 'utf8') : ''
      }),
  )
  expect(environments.join('')).not.toContain('secret-of-the-fleet')
  replica.child.kill('SIGKILL')
  await replica.ended
  await until(async () => (await commandLinesWith(mark)).length === 0)
})

test('it attaches to a running engine, announces itself, serves, and drains on SIGTERM', { timeout: 60_000 }, async () => {
  await using fleet = await startFleet()
  await using engine = await startScriptedLlamaServer({ answer: (prompt) => `You said: ${prompt.split('\n')[1] ?? ''}`, slots: 3 })
  const replica = start(['--name', 'r-7', '--engine-url', engine.url, '--nats-url', fleet.server.url])
  const { url } = await replica.line('replica ready')
  const board = new PresenceBoard(fleet.connection, { fleet: 'test' })
  const watching = new AbortController()
  const running = board.run(watching.signal)
  const replicas = () => board.current(pb.PresenceKind.PRESENCE_KIND_REPLICA)
  await until(() => Promise.resolve(replicas().length === 1))
  const states = pb.PresenceState
  expect(replicas()[0]).toMatchObject({
    name: 'r-7',
    url,
    slots: 3,
    state: states.PRESENCE_STATE_READY,
    model: scriptedModelName,
    weightVersion: 0,
  })

  const policy = new ReplicaPolicy({ replicas, token: 'secret-of-the-fleet', clock, rng })
  const { template } = await policy.model(signal)
  const prompt = concatTokens([
    template.piece(null, 'system', null)!,
    await policy.tokenize('hello', signal),
    template.piece('system', 'user', null)!,
    await policy.tokenize('there', signal),
    template.piece('user', 'assistant', null)!,
  ])
  expect([...prompt]).toEqual([...(await renderedBy(engine.url))])
  const sampling = { temperature: 1, topP: 1, topK: 0, seed: 1, maxTokens: 100 }
  const generation = await policy.generate({ tokenIds: prompt, sampling, stopTokenIds: [], traceId: 't' }, signal)
  expect(generation).toMatchObject({ text: 'You said: hello<|im_end|>', finishReason: 'stop', replica: 'r-7', model: scriptedModelName })

  replica.child.kill('SIGTERM')
  expect(await replica.ended).toBe(0)
  expect(replica.lines.at(-1)?.msg).toBe('replica stopped')
  await until(() => Promise.resolve(replicas().length === 0))
  watching.abort()
  await running
})

async function renderedBy(url: string): Promise<Uint32Array> {
  const engine = new LlamaCpp(() => url, clock)
  const messages = [
    { role: 'system', content: 'hello' },
    { role: 'user', content: 'there' },
  ] as const
  return await engine.tokenizeTemplate((await engine.render(messages, signal)) ?? '', true, signal)
}

test.each([
  [
    'engine arguments that are no list',
    ['--model', modelPath, '--engine-args', '--threads 4'],
    'config.invalid',
    'is no JSON list of texts',
  ],
  ['a file that is no model', ['--model', join(repository, 'package.json')], 'model.invalid', 'is not a model'],
  ['neither model nor engine', [], 'config.invalid', 'either --model or --engine-url'],
  ['an engine that it cannot start', ['--engine', 'vllm', '--model', modelPath], 'config.invalid', 'starts llama.cpp alone'],
  ['a name that is no subject token', ['--name', 'a.b', '--model', modelPath], 'subject.invalid', 'a.b'],
])('%s: exit 2, and one line that says what to do', async (_name, flags, code, words) => {
  const replica = start(flags)
  expect(await replica.ended).toBe(2)
  const line = await replica.line('replica failed').catch(() => replica.lines.at(-1))
  expect(line).toMatchObject({ code, error: expect.stringContaining(words) as string })
})

test('a missing fleet token is refused, as is a program that is no engine', async () => {
  const tokenless = start(['--model', modelPath], {})
  expect(await tokenless.ended).toBe(2)
  const wrong = start(['--model', modelPath, '--llama-server', '/bin/false'])
  expect(await wrong.ended).toBe(1)
  expect(wrong.lines.at(-1)).toMatchObject({ code: 'process.failed', error: expect.stringContaining('exit code 1') as string })
})
