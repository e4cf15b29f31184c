import { mkdir, mkdtemp, readFile, readdir, rm, truncate, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { pb } from '#internal/gen/v1.js'
import { Assembly, type AssembledTrajectory } from '#internal/rollout/assembly.ts'
import { ChunkBuilder } from '#internal/rollout/chunk.ts'
import { encodeChunk, sha256 } from '#internal/rollout/codec.ts'
import { reassemble } from './export.ts'
import { RunFolder, RunReader } from './run-folder.ts'

let parent: string
let path: string

beforeEach(async () => {
  parent = await mkdtemp(join(tmpdir(), 'sortie-run-'))
  path = join(parent, 'run')
})
afterEach(() => rm(parent, { recursive: true }))

/** A field 999 of the value 5, which this reader does not know; a newer writer may well put it before what this one does know. */
const unknownField = Uint8Array.from([0xb8, 0x3e, 5])

function trajectoryOf(rolloutId: string, turns = 2): AssembledTrajectory {
  const identity = { schemaVersion: 1, runId: 'run', groupId: 'g', groupSize: 2, taskId: 't', attempt: 1, worker: 'w', environment: 'math' }
  const opening = Buffer.concat([unknownField, new ChunkBuilder({ ...identity, rolloutId }).opening({ seed: 3 })])
  const records = [
    { turns: { turns: Array.from({ length: turns }, (_, turnIndex) => ({ turnIndex, segments: [{ text: 'é' }] })) } },
    { ending: { status: 1, stopCondition: 'done', rewards: [{ name: 'exact', weight: 1 }], totals: { chunks: 3 } } },
  ]
  const assembly = new Assembly()
  let previous: Uint8Array = opening
  assembly.take({ rolloutId, partition: 0, partitions: 1, follows: 0 }, opening)
  for (const [index, record] of records.entries()) {
    previous = encodeChunk({ ...identity, rolloutId, chunkSeq: index + 1, previousSha256: sha256(previous), ...record })
    const effect = assembly.take({ rolloutId, partition: 0, partitions: 1, follows: 0 }, previous)
    if (effect.kind === 'admitted') return effect.trajectory
  }
  throw new Error('not whole')
}

async function writeRun(...ids: string[]): Promise<void> {
  await using folder = await RunFolder.create(path, { run_id: 'run' })
  await Promise.all(ids.map((id) => folder.admit(trajectoryOf(id))))
}

test('F1: what was written is read again, byte by byte, in order', async () => {
  await writeRun('r-aa', 'r-ab', 'r-ba')
  const reader = await RunReader.open(path)
  expect(reader.problems).toEqual([])
  expect(reader.entries.map(({ rollout_id, reward, turns, status }) => ({ rollout_id, reward, turns, status }))).toEqual(
    ['r-aa', 'r-ab', 'r-ba'].map((rollout_id) => ({ rollout_id, reward: null, turns: 2, status: 'completed' })),
  )
  for (const entry of reader.entries) {
    const chunks = await reader.read(entry)
    expect(reassemble(entry.rollout_id, chunks).chunks.map((chunk) => Buffer.from(chunk))).toEqual(
      trajectoryOf(entry.rollout_id).chunks.map((chunk) => Buffer.from(chunk)),
    )
  }
  expect(JSON.parse(await readFile(join(path, 'run.json'), 'utf8'))).toEqual({ run_id: 'run' })
})

test('F1: what a newer writer said stays in the record, where it said it', async () => {
  await writeRun('r')
  const reader = await RunReader.open(path)
  const [opening = new Uint8Array()] = await reader.read(reader.find('r'))
  expect(opening.subarray(0, unknownField.length)).toEqual(Buffer.from(unknownField))
})

test('an id is found by its beginning, and the nearest is named otherwise', async () => {
  await writeRun('r-aa', 'r-ab', 'r-ba')
  const reader = await RunReader.open(path)
  expect(reader.find('r-b').rollout_id).toBe('r-ba')
  expect(() => reader.find('r-a')).toThrow(expect.objectContaining({ code: 'config.invalid', remedy: 'give more of it: r-aa, r-ab' }))
  expect(() => reader.find('r-bx')).toThrow(expect.objectContaining({ code: 'config.invalid', remedy: 'did you mean r-ba?' }))
})

test('what was refused is kept with its reason', async () => {
  {
    await using folder = await RunFolder.create(path, {})
    await folder.quarantine({ rolloutId: 'r', attempt: 2, reason: 'cut', ended: false, head: null, chunks: [Uint8Array.of(1, 2)] })
  }
  const reader = await RunReader.open(path)
  expect(reader.quarantined).toEqual([{ rollout_id: 'r', attempt: 2, reason: 'cut', chunks_base64: ['AQI='] }])
  expect(() => reader.find('r')).toThrow(expect.objectContaining({ code: 'config.invalid', message: 'rollout r was refused: cut' }))
})

test('F3: a cut at any byte of either file is named, and what is before it is read', async () => {
  await writeRun('r-a', 'r-b')
  const index = await readFile(join(path, 'index.jsonl'))
  const records = await readFile(join(path, 'trajectories.pb'))
  const second = (await RunReader.open(path)).entries[1]?.offset ?? 0
  for (let at = index.indexOf('\n') + 2; at < index.length - 1; at += 7) {
    await writeFile(join(path, 'index.jsonl'), index.subarray(0, at))
    const reader = await RunReader.open(path)
    expect(reader.entries.map(({ rollout_id }) => rollout_id)).toEqual(['r-a'])
    expect(reader.problems).toContain('index.jsonl:2: not a whole line, left out')
    expect(reader.problems.join()).toContain(`${String(records.length - second)} bytes behind byte ${String(second)}`)
  }
  await writeFile(join(path, 'index.jsonl'), index)
  for (let at = records.length - 1; at >= second; at -= 7) {
    await truncate(join(path, 'trajectories.pb'), at)
    const reader = await RunReader.open(path)
    expect(reader.problems).toEqual([`trajectories.pb: ends at byte ${String(at)}, within or before r-b, left out`])
    expect(reader.entries).toHaveLength(1)
    for (const entry of reader.entries) expect(reassemble('r-a', await reader.read(entry)).head.rolloutId).toBe('r-a')
  }
})

test('F3: a record that is not what the index says is an error with its place', async () => {
  await writeRun('r-a')
  const reader = await RunReader.open(path)
  const [entry] = reader.entries
  if (entry === undefined) throw new Error('no entry')
  await writeFile(join(path, 'trajectories.pb'), Buffer.alloc(entry.bytes, 0xff))
  await expect(reader.read(entry)).rejects.toMatchObject({ code: 'trajectory.incomplete' })
  await truncate(join(path, 'trajectories.pb'), 3)
  await expect(reader.read(entry)).rejects.toMatchObject({
    code: 'trajectory.incomplete',
    message: 'trajectories.pb ends at byte 3, in r-a',
  })
})

test('F2: a write that failed is the last', async () => {
  await using folder = await RunFolder.create(path, {})
  const broken = { ...trajectoryOf('r-a'), head: null as unknown as pb.TrajectoryChunk }
  await expect(folder.admit(broken)).rejects.toThrow()
  await expect(folder.admit(trajectoryOf('r-b'))).rejects.toThrow()
  expect((await RunReader.open(path)).entries).toEqual([])
})

test('a folder that holds a run is not written over', async () => {
  await writeRun('r')
  await expect(RunFolder.create(path, {})).rejects.toMatchObject({ code: 'config.invalid', message: `${path} holds a run already` })
  await expect(RunReader.open(parent)).rejects.toMatchObject({ code: 'config.invalid' })
})

test('where a folder cannot be made, or a file is in its place, that is said, and nothing is left half made', async () => {
  await expect(RunFolder.create('/proc/sortie/run', {})).rejects.toMatchObject({ code: 'config.invalid' })
  const file = join(parent, 'plain-file')
  await writeFile(file, '')
  await expect(RunFolder.create(file, {})).rejects.toThrow('plain-file is a file, no folder for a run')
  await expect(RunFolder.create(join(file, 'below'), {})).rejects.toThrow('plain-file is a file, no folder for a run')
  const half = join(parent, 'half')
  await mkdir(half)
  await writeFile(join(half, 'quarantine.jsonl'), '')
  await expect(RunFolder.create(half, {})).rejects.toThrow('holds a run already')
  expect(await readdir(half)).toEqual(['quarantine.jsonl'])
})
