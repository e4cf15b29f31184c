import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { DockerfileParser, type Dockerfile } from 'dockerfile-ast'
import { validate } from 'dockerfile-utils'
import { expect, test } from 'vitest'
import { entrypoints, packages, user } from '../../deploy/docker/contents.ts'
import { repository } from '../support/llama.ts'

// The Dockerfile is held against the images that `make images` builds and test/cluster runs: the same packages, user and commands; and against
// a linter's idea of a Dockerfile. test/e2e/dockerfile.test.ts builds it.

const text = await readFile(join(repository, 'deploy/docker/Dockerfile'), 'utf8')
const file = DockerfileParser.parse(text)

/** Instructions of a stage and of those that it is made from, the first first. */
function instructionsOf(stage: string, of: Dockerfile = file) {
  const froms = of.getFROMs()
  const from = froms.find((each) => each.getBuildStage() === stage)
  if (from === undefined) return []
  const next = froms[froms.indexOf(from) + 1]
  const [first, last] = [from.getRange().start.line, next?.getRange().start.line ?? Infinity]
  const own = of.getInstructions().filter((each) => each.getRange().start.line > first && each.getRange().start.line < last)
  const all: typeof own = [...instructionsOf(from.getImage() ?? '', of), ...own]
  return all
}

const wordsOf = (stage: string, keyword: string) =>
  instructionsOf(stage).filter((each) => each.getKeyword() === keyword).map((each) => each.getArgumentsContent() ?? '') // prettier-ignore
const installed = (stage: string) =>
  wordsOf(stage, 'RUN').flatMap((line) => (/--no-install-recommends ([a-z0-9+ -]+)/.exec(line)?.[1] ?? '').trim().split(/ +/)).filter((name) => name !== '') // prettier-ignore

test('a linter has nothing to say', () => {
  expect(validate(text)).toEqual([])
})

test('bases are arguments, pinned by digest', () => {
  const bases = file.getInitialARGs().map((each) => each.getProperty()?.getValue())
  expect(bases).toHaveLength(2)
  for (const base of bases) expect(base).toMatch(/^[a-z]+:[a-z0-9-]+@sha256:[0-9a-f]{64}$/)
  const stages = file.getFROMs().map((each) => each.getBuildStage())
  for (const from of file.getFROMs()) expect(['${NODE_IMAGE}', '${DEBIAN_IMAGE}', ...stages]).toContain(from.getImage())
})

test.each(['controller', 'worker', 'replica', 'engine'] as const)(
  '%s has the packages, the user and the command of make images',
  (name) => {
    const own = name === 'worker' || name === 'engine' ? packages[name] : []
    expect(installed(name)).toEqual([...packages.system, ...own])
    expect(wordsOf(name, 'USER').at(-1)).toBe(`${String(user)}:${String(user)}`)
    expect(JSON.parse(wordsOf(name, 'ENTRYPOINT').at(-1) ?? '')).toEqual(entrypoints[name])
    expect(wordsOf(name, 'RUN').join('\n')).not.toMatch(/npm|gcc|build-essential/)
  },
)
