import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { entrypoints, user } from '../../deploy/docker/contents.ts'
import { Builder, buildahMissing } from '../support/buildah.ts'
import { repository } from '../support/llama.ts'

// The Dockerfile, built by a real builder, on bases from this machine's Debian mirror: what comes out runs, and has the program
// of this tree.

const run = promisify(execFile)

describe.skipIf(buildahMissing !== null)('images from the Dockerfile', { timeout: 300_000 }, () => {
  let builder: Builder

  beforeAll(async () => {
    builder = await Builder.start()
  }, 300_000)
  afterAll(() => (builder as Builder | undefined)?.[Symbol.asyncDispose]())

  test.each(['controller', 'worker', 'replica', 'engine'] as const)('%s: it builds, and its command runs as nobody', async (name) => {
    const container = await builder.build(name)
    const inside = (...command: readonly string[]) => builder.buildah('run', container, '--', ...command)
    expect(await inside('id', '--user')).toBe(String(user))
    expect(await inside(...entrypoints[name], '--help')).toMatch(name === 'engine' ? /--model/ : /^Usage: /)
    // No npm, no compiler, nothing of ours that can be written to.
    await expect(inside('sh', '-c', 'command -v npm || command -v gcc || command -v pip3')).rejects.toThrow()
    expect(await inside('find', name === 'engine' ? '/opt/engine' : '/app', '-writable', '-not', '-type', 'l')).toBe('')
    if (name !== 'engine') expect(await inside('sortie', 'version')).toMatch(/^sortie /)
    if (name === 'worker')
      expect(await inside('sh', '-c', 'bwrap --version && python3 --version && prlimit --version')).toMatch(/bubblewrap/)
    if (name === 'engine') expect(await inside('sh', '-c', 'ls /opt/engine/models')).toMatch(/\.gguf$/)
    else expect(await programIn(join(await builder.buildah('mount', container), 'app'))).toEqual(await programIn(repository))
  })
})

/** Digests of the program's files below a folder, without its tests. */
async function programIn(root: string): Promise<string> {
  const files = "find cmd internal -type f -not -name '*.test.ts' | LC_ALL=C sort | xargs sha256sum"
  return (await run('sh', ['-c', files], { cwd: root, maxBuffer: 64 * 2 ** 20 })).stdout
}
