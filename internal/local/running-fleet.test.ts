import { mkdir, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pid } from 'node:process'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { systemClock } from '#internal/base/clock.ts'
import { LocalProcess } from './process.ts'
import { isRunning, readRunning, recordRunning, runningUnder } from './running-fleet.ts'

let parent = ''
let folder = ''
const fleet = { fleet: 'math', pid, natsUrl: 'nats://127.0.0.1:4222', natsToken: 'secret' }

beforeEach(async () => {
  parent = await mkdtemp(join(tmpdir(), 'sortie-running-'))
  folder = join(parent, 'math')
  await mkdir(folder)
})
afterEach(async () => {
  await rm(parent, { recursive: true })
})

test('a fleet that runs is found until it takes its record back, and nobody else may read its token', async () => {
  const record = await recordRunning(folder, fleet)
  expect(await readRunning(folder)).toMatchObject(fleet)
  expect(await runningUnder(parent)).toMatchObject([{ folder, running: fleet }])
  expect((await stat(join(folder, 'running.json'))).mode & 0o777).toBe(0o600)
  await record[Symbol.asyncDispose]()
  expect(await readRunning(folder)).toBeNull()
  expect(await runningUnder(parent)).toEqual([])
  expect(await runningUnder(join(parent, 'nothing'))).toEqual([])
})

test('a pid that another process has now is not the fleet', async () => {
  await recordRunning(folder, fleet)
  const file = join(folder, 'running.json')
  const record = JSON.parse(await readFile(file, 'utf8')) as { processStart: string }
  await writeFile(file, JSON.stringify({ ...record, processStart: String(Number(record.processStart) - 1) }))
  expect(await readRunning(folder)).toBeNull()
})

test('a process that was killed runs no fleet any more', async () => {
  const process = await LocalProcess.start({
    ...{ name: 'up', command: '/bin/sleep', arguments: ['60'] },
    ...{ environment: {}, logPath: join(parent, 'up.log') },
  })
  await recordRunning(folder, { ...fleet, pid: process.pid })
  const running = await readRunning(folder)
  expect(running).not.toBeNull()
  await process.stop(0, systemClock)
  expect(await readRunning(folder)).toBeNull()
  expect(running === null || (await isRunning(running))).toBe(false)
})

test.for(['', '{', '{}', '{"fleet":"math","pid":0,"processStart":"1","natsUrl":"","natsToken":""}', '{"fleet":"math","pid":-7}'])(
  'a record that says %j is none',
  async (text) => {
    await writeFile(join(folder, 'running.json'), text)
    expect(await readRunning(folder)).toBeNull()
  },
)
