import { execFile } from 'node:child_process'
import { mkdir, mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { RunFolder } from '#internal/learner/run-folder.ts'
import { Assembly } from '#internal/rollout/assembly.ts'
import { ChunkBuilder } from '#internal/rollout/chunk.ts'
import { logprobBytes, tokenBytes } from '#internal/rollout/tokens.ts'
import { goldenFolder, goldens, readHex, toHex } from '../support/goldens.ts'

const root = join(import.meta.dirname, '../..')
const python = join(root, '.tools/venv/bin/python')
const run = promisify(execFile)

test.each(goldens())('$name is on the wire what it was', ({ name, codec, object }) => {
  const meant = codec.fromObject(object)
  expect(toHex(codec.encode(meant).finish()), 'the wire must not change: old trajectories are read for years').toBe(toHex(readHex(name)))
  const names = { enums: String, bytes: String }
  expect(codec.toObject(codec.decode(readHex(name)), names)).toEqual(codec.toObject(meant, names))
})

describe('a reader in Python, of code generated from proto/', () => {
  let folder: string
  let generated: string

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'sortie-python-'))
    generated = join(folder, 'generated')
    await mkdir(generated)
    const files = (await readdir(join(root, 'proto/sortie/v1'))).map((file) => `sortie/v1/${file}`)
    await run(python, ['-m', 'grpc_tools.protoc', '-I', 'proto', `--python_out=${generated}`, ...files], { cwd: root })
  })
  afterAll(() => rm(folder, { recursive: true }))

  async function read(what: 'goldens' | 'trajectories', path: string): Promise<unknown[]> {
    const { stdout } = await run(python, [join(root, 'test/python/read_trajectories.py'), generated, what, path])
    return stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as unknown)
  }

  test('means the same by every golden message, and they leave no field out', async () => {
    const verdicts = Object.fromEntries(goldens().map(({ name }) => [name, 'equal']))
    expect(await read('goldens', goldenFolder)).toEqual([{ verdicts, never_set: [] }])
  })

  test('reads a run’s trajectories: tokens, logprobs, fragments, and rewards that are not there', async () => {
    const path = join(folder, 'run')
    const written = [samples(3), samples(2_000)]
    {
      await using output = await RunFolder.create(path, {})
      for (const [index, sample] of written.entries()) await output.admit(trajectoryOf(`r-${String(index)}`, sample))
    }
    const found = await read('trajectories', join(path, 'trajectories.pb'))
    expect(found).toEqual(
      written.map(({ ids, values }, index) => ({
        rollout_id: `r-${String(index)}`,
        chunks: index === 0 ? 3 : expect.any(Number),
        status: 'ROLLOUT_STATUS_COMPLETED',
        rewards: [0, null],
        texts: ['naïve 😀'],
        token_ids: [[...ids]],
        logprobs: [[...values]],
      })),
    )
    expect((found[1] as { chunks: number }).chunks).toBeGreaterThan(4)
  })
})

interface Sample {
  readonly ids: Uint32Array
  readonly values: Float32Array
}

/** Ids of the whole range of 32 bits, and logprobs that no double holds by accident. */
function samples(count: number): Sample {
  const ids = Uint32Array.from({ length: count }, (_, index) => (index === 0 ? 0xffff_ffff : index * 75))
  return { ids, values: Float32Array.from(ids, (_, index) => -0.1 * (index + 1)) }
}

function trajectoryOf(rolloutId: string, { ids, values }: Sample) {
  const identity = {
    schemaVersion: 1,
    runId: 'run',
    groupId: 'g',
    groupSize: 1,
    taskId: 't',
    rolloutId,
    attempt: 1,
    worker: 'w',
    environment: 'math',
  }
  const builder = new ChunkBuilder(identity, { bytesMax: 4_096, turnsMax: 16, ageMsMax: 2_000 })
  const segment = {
    role: 3,
    text: 'naïve 😀',
    tokenIds: tokenBytes(ids),
    logprobs: logprobBytes(values),
    lossMask: new Uint8Array(ids.length).fill(1),
    versionSpans: [{ weightVersion: 0, tokenCount: ids.length }],
  }
  const rewards = [
    { name: 'exact', value: 0, weight: 1 },
    { name: 'judged', weight: 1 },
  ]
  const chunks = [builder.opening({}), ...builder.add({ trainable: true, segments: [segment] }, 0), ...builder.end({ status: 1, rewards })]
  const assembly = new Assembly()
  const effect = chunks.map((chunk) => assembly.take({ rolloutId, partition: 0, partitions: 1, follows: 0 }, chunk)).at(-1)
  if (effect?.kind !== 'admitted') throw new Error(JSON.stringify(effect))
  return effect.trajectory
}
