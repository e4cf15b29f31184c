import { expect, test } from 'vitest'
import { silentLogger } from '#internal/telemetry/logger.ts'
import type { WatchEvent } from './client.ts'
import { type KubeObject, kinds } from './objects.ts'
import { Reflector } from './reflector.ts'

const bookmark: WatchEvent<KubeObject> = { type: 'BOOKMARK', object: { metadata: { name: '', resourceVersion: '2' } } }

/** The waits of a reflector whose watches live for so long each, and say so much, before the server ends them; then it stops. */
async function waitsOf(watches: readonly { readonly livesMs: number; readonly says: readonly WatchEvent<KubeObject>[] }[]) {
  let nowMs = 0
  const waits: number[] = []
  const life = new AbortController()
  const left = [...watches]
  const client = {
    list: () => Promise.resolve({ items: [], resourceVersion: '1', more: null }),

    watch: async function* () {
      const watch = left.shift()
      if (watch === undefined) life.abort()
      nowMs += watch?.livesMs ?? 0
      yield* watch?.says ?? []
    },
  }
  const clock = {
    nowMs: () => nowMs,
    monotonicNs: () => nowMs * 1e6,
    sleep: (ms: number) => Promise.resolve(void waits.push(ms)),
    after: () => ({ [Symbol.dispose]: () => undefined }),
  }
  const rng = { next: () => 1, hex: () => '' }
  const options = { kind: kinds.secret, namespace: null, keep: <T>(object: T) => object, onChange: () => undefined }
  await new Reflector(client as never, { ...options, clock, rng, logger: silentLogger }).run(life.signal)
  return waits
}

test('watches that end at once without a word are opened again later and later, others at once', async () => {
  const mute = { livesMs: 999, says: [] }
  expect(await waitsOf([mute, mute, mute])).toEqual([200, 400, 800])
  expect(await waitsOf([mute, { livesMs: 1_000, says: [] }, mute])).toEqual([200, 200])
  expect(await waitsOf([mute, { livesMs: 0, says: [bookmark] }, mute])).toEqual([200, 200])
})

test('a write of ours that comes back by the watch is told to nobody, and what others write is', async () => {
  const told: string[] = []
  const life = new AbortController()
  const secretOf = (name: string, resourceVersion: string) => ({ metadata: { name, namespace: 'n', uid: name, resourceVersion } })
  const client = {
    list: () => Promise.resolve({ items: [secretOf('ours', '1'), secretOf('theirs', '1')], resourceVersion: '1', more: null }),
    watch: async function* (): AsyncGenerator<WatchEvent<KubeObject>> {
      reflector.store.learn(secretOf('ours', '2'))
      told.length = 0
      yield { type: 'MODIFIED', object: secretOf('ours', '2') }
      yield { type: 'MODIFIED', object: secretOf('theirs', '3') }
      yield { type: 'MODIFIED', object: secretOf('ours', '4') }
      life.abort()
    },
  }
  const clock = {
    ...{ nowMs: () => 0, monotonicNs: () => 0, sleep: () => Promise.resolve() },
    after: () => ({ [Symbol.dispose]: () => undefined }),
  }
  const options = { kind: kinds.secret, namespace: null, keep: <T>(object: T) => object, rng: { next: () => 1, hex: () => '' } }
  const onChange = (key: string) => void told.push(key)
  const reflector = new Reflector<KubeObject>(client as never, { ...options, onChange, clock, logger: silentLogger })
  await reflector.run(life.signal)
  expect(told).toEqual(['n/theirs', 'n/ours'])
})
