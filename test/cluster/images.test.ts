import { execFile } from 'node:child_process'
import { mkdtemp, readFile, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'
import { repository } from '../support/llama.ts'

// What `make images` has built: what is in each archive, what its list says, and what docs/install.md says of its size.

const folder = join(repository, '.tools/images')
const run = async (command: string, ...flags: string[]) => (await promisify(execFile)(command, flags, { maxBuffer: 2 ** 26 })).stdout
const names = ['controller', 'worker', 'replica', 'engine', 'nats']
const refused = /(^|\/)(npm|npx|corepack|yarn|pnpm|pip3?|gcc|g\+\+|cc|c\+\+|cpp|clang|ld|as|make|apt-get|apt|curl|wget)(-[\d.]+)?$/

interface Bill {
  readonly bomFormat: string
  readonly specVersion: string
  readonly metadata: { readonly component: { readonly type: string; readonly name: string } }
  readonly components: readonly { readonly type: string; readonly name: string; readonly version: string; readonly purl: string }[]
}

/** Paths of files in an image, of all its layers. */
async function filesOf(name: string): Promise<string[]> {
  const archive = join(folder, `${name}.tar`)
  const [{ Layers: layers = [] } = {}] = JSON.parse(await run('tar', '-xOf', archive, './manifest.json')) as { Layers?: string[] }[]
  const unpacked = await mkdtemp(join(tmpdir(), 'sortie-image-'))
  try {
    await run('tar', '-xf', archive, '-C', unpacked)
    const lists = await Promise.all(layers.map((layer) => run('tar', '-tf', join(unpacked, layer))))
    return lists.flatMap((list) => list.split('\n').map((path) => path.replace(/^\./, '')))
  } finally {
    await rm(unpacked, { recursive: true })
  }
}

test.each(names)('%s: neither npm nor a compiler, nor anything to fetch more by', async (name) => {
  const files = await filesOf(name)
  expect(files.length).toBeGreaterThan(3)
  expect(
    files.filter((path) => refused.test(path) || path.includes('/node_modules/npm/') || /^\/app\/(cmd|internal)\/.*\.test\.ts$/.test(path)),
  ).toEqual([])
})

test.each(names)('%s: its list has each part once, with where it is from', async (name) => {
  const bill = JSON.parse(await readFile(join(folder, `${name}.cdx.json`), 'utf8')) as Bill
  expect(bill).toMatchObject({ bomFormat: 'CycloneDX', specVersion: '1.6', metadata: { component: { type: 'container', name } } })
  const purls = bill.components.map(({ purl }) => purl)
  expect(new Set(purls).size).toBe(purls.length)
  for (const { name: of, version, purl } of bill.components) {
    expect(version, of).toMatch(/^\d/)
    expect(purl).toMatch(/^pkg:(deb\/debian|npm|pypi|generic)\/[^@]+@[^@]+$/)
  }
  const kinds = new Set(purls.map((purl) => /^pkg:([a-z]+)/.exec(purl)?.[1] ?? ''))
  const expected = { nats: ['generic'], engine: ['deb', 'generic', 'pypi'] }[name] ?? ['deb', 'generic', 'npm']
  expect([...kinds].sort()).toEqual(expected)
  if (name === 'engine') expect(bill.components.filter(({ type }) => type === 'machine-learning-model')).toHaveLength(1)
})

test.each(names)('%s is as large as docs/install.md says, within a tenth', async (name) => {
  const text = await readFile(join(repository, 'docs/install.md'), 'utf8')
  const [, said = ''] = new RegExp(`^\\| ${name} \\| (\\d+) \\|`, 'm').exec(text) ?? []
  const mib = (await stat(join(folder, `${name}.tar`))).size / 2 ** 20
  expect(Math.abs(mib / Number(said) - 1), `${mib.toFixed(0)} MiB`).toBeLessThan(0.1)
})
