import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Clock } from '#internal/base/clock.ts'
import { type QueueMeter, WorkQueue } from './workqueue.ts'

const never = new AbortController().signal

/** Time that the test moves. */
class MovedClock implements Clock {
  #ms = 0
  readonly #timers = new Set<{ readonly atMs: number; readonly action: () => void }>()

  nowMs = () => this.#ms
  monotonicNs = () => this.#ms * 1e6
  sleep = () => Promise.reject(new Error('nothing here sleeps'))

  after(ms: number, action: () => void): Disposable {
    const timer = { atMs: this.#ms + ms, action }
    this.#timers.add(timer)
    return { [Symbol.dispose]: () => void this.#timers.delete(timer) }
  }

  move(ms: number): void {
    this.#ms += ms
    for (const timer of [...this.#timers].filter(({ atMs }) => atMs <= this.#ms)) {
      this.#timers.delete(timer)
      timer.action()
    }
  }
}

function queueOf(clock = new MovedClock(), meter?: QueueMeter) {
  const rng = { next: () => 1, hex: () => '' }
  const options = { ownerOf: (key: string) => key.split('/')[0] ?? '', clock, rng, backoff: { firstMs: 100, maxMs: 1_000 } }
  return new WorkQueue(meter === undefined ? options : { ...options, meter })
}

test('W1, W2, W4: whatever happens in whatever order, a key is taken by one at a time, and after every time that it was added', async () => {
  const step = fc.record({
    what: fc.constantFrom('add', 'later', 'take', 'well', 'failed', 'move'),
    key: fc.constantFrom('a/1', 'a/2', 'b/1'),
  })
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 60 }), async (steps) => {
      const clock = new MovedClock()
      using queue = queueOf(clock)
      const [taken, owed] = [new Set<string>(), new Set<string>()]
      const take = async () => {
        const key = await queue.take(never)
        expect(taken.has(key)).toBe(false)
        taken.add(key)
        owed.delete(key)
      }
      for (const { what, key } of steps) {
        if (what === 'add') queue.add(key)
        if (what === 'later') queue.addAfter(key, 500)
        if (what === 'add' || what === 'later') owed.add(key)
        if (what === 'move') clock.move(400)
        if (what === 'take' && queue.depth > 0) await take()
        if ((what === 'well' || what === 'failed') && taken.delete(key)) {
          queue.done(key, what)
          if (what === 'failed') owed.add(key)
        }
        expect(queue.depth).toBeLessThanOrEqual(3)
      }
      // Everybody ends, and time passes: nothing that was added is forgotten.
      for (const key of taken) queue.done(key, 'well')
      taken.clear()
      clock.move(10_000)
      while (queue.depth > 0) await take()
      expect([...owed]).toEqual([])
    }),
  )
})

test('W3: owners take turns, however many keys one of them has', async () => {
  using queue = queueOf()
  for (let index = 0; index < 100; index++) queue.add(`busy/${String(index)}`)
  queue.add('quiet/1')
  const order = [await queue.take(never), await queue.take(never), await queue.take(never)]
  expect(order).toEqual(['busy/0', 'quiet/1', 'busy/1'])
})

test('a key that fails again and again comes later and later, and soon again once it was well', async () => {
  const clock = new MovedClock()
  using queue = queueOf(clock)
  queue.add('a/1')
  const waits: number[] = []
  for (const outcome of ['failed', 'failed', 'failed', 'failed', 'failed', 'well', 'failed'] as const) {
    queue.done(await queue.take(never), outcome)
    if (outcome === 'well') queue.add('a/1')
    let waitedMs = 0
    for (; queue.depth === 0; waitedMs += 50) clock.move(50)
    waits.push(waitedMs)
  }
  expect(waits).toEqual([100, 200, 400, 800, 1_000, 0, 100])
})

test('who waits is woken by a key, or by the signal', async () => {
  using queue = queueOf()
  const waiting = queue.take(never)
  queue.add('a/1')
  expect(await waiting).toBe('a/1')
  const stop = new AbortController()
  const stopped = queue.take(stop.signal)
  stop.abort(new Error('stopped'))
  await expect(stopped).rejects.toThrow('stopped')
  // One that was stopped while it was woken leaves the key to the next.
  const last = new AbortController()
  const [first, second] = [queue.take(last.signal), queue.take(never)]
  queue.add('a/2')
  last.abort(new Error('stopped'))
  await expect(first).rejects.toThrow('stopped')
  expect(await second).toBe('a/2')
})

test('tells how often keys came to wait, how long they did, and how often they failed', async () => {
  const told: (string | number)[] = []
  const meter = { added: () => void told.push('added'), taken: (seconds: number) => void told.push(seconds), retried: () => void told.push('retried') } // prettier-ignore
  const clock = new MovedClock()
  using queue = queueOf(clock, meter)
  queue.add('a/1')
  clock.move(300)
  queue.add('a/1')
  clock.move(100)
  await queue.take(never)
  queue.add('a/1')
  queue.add('a/1')
  expect(told).toEqual(['added', 0.4])
  queue.done('a/1', 'failed')
  expect(told).toEqual(['added', 0.4, 'retried', 'added'])
})
