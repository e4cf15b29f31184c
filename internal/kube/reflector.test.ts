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
