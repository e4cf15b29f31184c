import fc from 'fast-check'
import { expect, test } from 'vitest'
import { ObjectStore } from './object-store.ts'
import type { KubeObject } from './objects.ts'

const object = (name: string, uid: string, resourceVersion: number): KubeObject => ({
  metadata: { namespace: 'n', name, uid, resourceVersion: String(resourceVersion) },
})

test('O1: a write is seen at once, and a list from before it does not take it away', () => {
  const store = new ObjectStore()
  store.replace([], '10')
  store.learn(object('a', 'u', 12))
  expect(store.get('n/a')).toBeDefined()
  store.replace([], '11')
  expect(store.get('n/a')).toBeDefined()
  store.replace([], '13')
  expect(store.get('n/a')).toBeUndefined()
})

test('O2: an answer that comes after the watch has passed it does not bring back what was deleted', () => {
  const store = new ObjectStore()
  store.replace([], '10')
  store.apply('ADDED', object('a', 'u', 11))
  store.apply('DELETED', object('a', 'u', 12))
  store.learn(object('a', 'u', 11))
  expect(store.size).toBe(0)
})

test('O3: the end of one object is not the end of its successor', () => {
  const store = new ObjectStore()
  store.learn(object('a', 'new', 14))
  store.apply('DELETED', object('a', 'old', 13))
  expect(store.get('n/a')?.metadata.uid).toBe('new')
  store.forget('n/a', 'old')
  expect(store.size).toBe(1)
})

test('O4: the version that a write of ours was answered with is no news, an older one of somebody else and a newer one are', () => {
  const store = new ObjectStore()
  store.replace([object('a', 'u', 9)], '10')
  store.learn(object('a', 'u', 12))
  const isNews = (type: 'ADDED' | 'MODIFIED' | 'DELETED', version: number) => store.apply(type, object('a', 'u', version)).isNews
  expect([isNews('MODIFIED', 11), isNews('MODIFIED', 12), isNews('MODIFIED', 13), isNews('DELETED', 14)]).toEqual([true, false, true, true])
})

// A server's history of one name, told by a watch at some delay, while answers to writes come whenever they like.
test('however answers and events mingle, at the end the store has what the server has', () => {
  const history = fc.array(fc.constantFrom('write', 'delete'), { minLength: 1, maxLength: 12 })
  fc.assert(
    fc.property(history, fc.array(fc.nat(12), { maxLength: 12 }), (steps, learnedAt) => {
      const store = new ObjectStore()
      store.replace([], '0')
      let living: KubeObject | null = null
      let lives = 0
      const events = steps.flatMap((step, index): { type: 'ADDED' | 'MODIFIED' | 'DELETED'; object: KubeObject }[] => {
        if (step === 'delete' && living === null) return []
        const type = step === 'delete' ? 'DELETED' : living === null ? 'ADDED' : 'MODIFIED'
        if (type === 'ADDED') lives++
        const next = object('a', `u${String(lives)}`, index + 1)
        living = step === 'delete' ? null : next
        return [{ type, object: next }]
      })
      events.forEach((event, index) => {
        // Answers to writes that the watch has told of, or is about to.
        for (const at of learnedAt) {
          const answer = events[Math.min(at, index)]
          if (answer !== undefined && answer.type !== 'DELETED') store.learn(answer.object)
        }
        store.apply(event.type, event.object)
      })
      expect([...store.values()]).toEqual(living === null ? [] : [living])
    }),
  )
})
