import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { systemClock } from '#internal/base/clock.ts'
import { systemRng } from '#internal/base/rng.ts'
import { silentLogger } from '#internal/telemetry/logger.ts'
import { LocalProcess } from './process.ts'
import { Supervisor } from './supervisor.ts'

let folder = ''
const never = new AbortController().signal

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sortie-local-'))
})
afterEach(async () => {
  await rm(folder, { recursive: true })
})

function shell(name: string, script: string) {
  return { name, command: '/bin/sh', arguments: ['-c', script], environment: {}, logPath: join(folder, `${name}.log`) }
}

function supervisor(): Supervisor {
  return new Supervisor({ clock: systemClock, rng: systemRng, logger: silentLogger })
}

test('a process that is killed is started again', async () => {
  const fleet = supervisor()
  await fleet.keep(shell('worker-1', 'exec sleep 60'), never)
  const first = fleet.processes.get('worker-1')
  first?.signal('SIGKILL')
  await expect.poll(() => fleet.processes.get('worker-1')?.pid, { timeout: 5_000 }).not.toBe(first?.pid)
  await fleet.stopAll(1_000)
  expect(fleet.processes.size).toBe(0)
})

test('a process whose configuration is wrong is not: the failure quotes its last words', async () => {
  const fleet = supervisor()
  await fleet.keep(shell('replica-1', 'echo "model.gguf is not a GGUF file" >&2; exit 2'), never)
  await expect(fleet.failure).rejects.toThrow(/replica-1 ended with exit code 2, 1 times in a row[\s\S]*not a GGUF file/)
  expect(await readFile(join(folder, 'replica-1.log'), 'utf8')).toContain('not a GGUF file')
  await fleet.stopAll(1_000)
})

test('what a process of ours logged last is the failure: its code, its words, its remedy', async () => {
  const fleet = supervisor()
  const line = JSON.stringify({
    level: 50,
    code: 'model.invalid',
    error: 'x.gguf is not a model',
    remedy: 'give another',
    msg: 'replica failed',
  })
  await fleet.keep(shell('replica-1', `echo '${line}' >&2; exit 2`), never)
  await expect(fleet.failure).rejects.toMatchObject({
    code: 'model.invalid',
    message: 'replica-1: x.gguf is not a model',
    remedy: 'give another',
  })
  await fleet.stopAll(1_000)
})

test('a process that ignores SIGTERM is killed after the grace', async () => {
  const process = await LocalProcess.start(shell('stubborn', 'trap "" TERM; echo up; while :; do sleep 0.05; done'))
  await expect.poll(() => process.lastWords).toBe('up')
  const end = await process.stop(100, systemClock)
  expect(end.signal).toBe('SIGKILL')
})

test('a command that does not exist is an error with its name', async () => {
  const process = LocalProcess.start({ ...shell('ghost', ''), command: join(folder, 'nothing-here') })
  // setpriv, where it exists, is what starts; then the failure is its exit code and words.
  const outcome = await process.then(
    async (started) => `${String((await started.ended).code)} ${started.lastWords}`,
    (thrown: unknown) => String(thrown),
  )
  expect(outcome).toMatch(/nothing-here/)
})
