import { expect, test } from 'vitest'
import { mergeOver } from './merge.ts'

test('containers are merged by name, their variables too, and new ones are added', () => {
  const base = { containers: [{ name: 'worker', image: 'ours', env: [{ name: 'A', value: '1' }, { name: 'B', value: '2' }] }] } // prettier-ignore
  const over = { containers: [{ name: 'worker', env: [{ name: 'B', value: '3' }] }, { name: 'helper', image: 'theirs' }] } // prettier-ignore
  expect(mergeOver(base, over)).toEqual({
    containers: [
      { name: 'worker', image: 'ours', env: [{ name: 'A', value: '1' }, { name: 'B', value: '3' }] }, // prettier-ignore
      { name: 'helper', image: 'theirs' },
    ],
  })
})

test('a volume is replaced whole, a mount by its path, and tolerations are added', () => {
  const base = {
    volumes: [{ name: 'model-cache', emptyDir: {} }, { name: 'tmp', emptyDir: {} }], // prettier-ignore
    volumeMounts: [{ name: 'tmp', mountPath: '/tmp' }],
    tolerations: [{ key: 'a' }],
  }
  const over = {
    volumes: [{ name: 'model-cache', persistentVolumeClaim: { claimName: 'c' } }],
    volumeMounts: [{ name: 'other', mountPath: '/tmp' }],
    tolerations: [{ key: 'b' }],
  }
  expect(mergeOver(base, over)).toEqual({
    volumes: [{ name: 'model-cache', persistentVolumeClaim: { claimName: 'c' } }, { name: 'tmp', emptyDir: {} }], // prettier-ignore
    volumeMounts: [{ name: 'other', mountPath: '/tmp' }],
    tolerations: [{ key: 'a' }, { key: 'b' }],
  })
})

test('other lists and values are replaced, and what is not said stays', () => {
  expect(
    mergeOver({ args: ['a'], resources: { requests: { cpu: '1', memory: '2' } } }, { args: ['b'], resources: { requests: { cpu: '8' } } }),
  ).toEqual({
    args: ['b'],
    resources: { requests: { cpu: '8', memory: '2' } },
  })
})

test('an entry that is none is handed on: the API server says what is wrong with it', () => {
  expect(mergeOver({ volumes: [{ name: 'tmp' }] }, { volumes: [null] })).toEqual({ volumes: [{ name: 'tmp' }, null] })
})
