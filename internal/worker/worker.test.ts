import { expect, test, vi } from 'vitest'
import { abortable } from '#internal/base/abort.ts'
import { pb } from '#internal/gen/v1.js'
import { chunkLimitsDefault } from '#internal/rollout/chunk.ts'
import { silentLogger } from '#internal/telemetry/logger.ts'
import { createMetrics } from '#internal/telemetry/metrics.ts'
import type { AttemptContext } from './attempt.ts'
import { Worker } from './worker.ts'

// A worker whose only rollout never ends by itself, under a clock that the test moves. Over a real bus: test/component/worker.test.ts.

const minuteMs = 60_000

async function playing(graceMs: number) {
  let nowMs = 0
  const sleepers = new Set<{ readonly atMs: number; readonly wake: () => void }>()
  const clock = {
    nowMs: () => nowMs,
    monotonicNs: () => nowMs * 1e6,
    sleep: (ms: number, signal: AbortSignal) =>
      abortable(new Promise<void>((wake) => void sleepers.add({ atMs: nowMs + ms, wake })), signal),
    after: () => ({ [Symbol.dispose]: () => undefined }),
  }
  const handBack = vi.fn()
  const orders: ((control: pb.Control) => void)[] = []
  const claim = { task: {}, pulledAtNs: 0, ack: () => Promise.resolve(), handBack, abandon: () => undefined }
  const tasks = [claim]
  const forever = (signal: AbortSignal) => abortable(new Promise<never>(() => undefined), signal)
  const context = {
    ...{ fleet: 'f', worker: 'w', leaseMs: minuteMs, silentAttemptsMax: 3, chunkLimits: chunkLimitsDefault },
    log: { fill: () => Promise.resolve(0), last: (_: unknown, signal: AbortSignal) => forever(signal) },
    ...{ clock, logger: silentLogger, metrics: createMetrics() },
  } as unknown as AttemptContext
  const control = {
    forWorker: async (_: string, signal: AbortSignal) => heard(signal),
    publish: () => Promise.resolve(),
  }
  async function* heard(signal: AbortSignal): AsyncGenerator<pb.Control> {
    for (;;) yield await abortable(new Promise<pb.Control>((resolve) => void orders.push(resolve)), signal)
  }
  const source = { claim: async (signal: AbortSignal) => tasks.shift() ?? forever(signal) }
  const worker = new Worker({ slots: 1, highWater: 0.8, graceMs }, { tasks: source, control, replicas: { anyReady: () => true } }, context)
  const running = worker.run()
  await vi.waitFor(() => expect(worker.busy).toBe(1))
  const settled = () => new Promise((resolve) => setTimeout(resolve, 5))
  return {
    worker,
    running,
    order: async (graceMs: number) => {
      orders.shift()?.(pb.Control.create({ drain: { worker: 'w', epoch: 7, graceMs } }))
      await settled()
    },
    /** Whether it still plays, so much later. */
    plays: async (laterMs: number) => {
      nowMs += laterMs
      for (const sleeper of sleepers) if (sleeper.atMs <= nowMs) sleeper.wake()
      await settled()
      return handBack.mock.calls.length === 0
    },
  }
}

test('a shorter grace brings the end of a drain forward, counted from its beginning, and a longer one prolongs nothing', async () => {
  const { order, plays, running } = await playing(minuteMs)
  await order(120 * minuteMs)
  expect(await plays(10 * minuteMs)).toBe(true)
  await order(30 * minuteMs)
  await order(30 * minuteMs)
  await order(240 * minuteMs)
  expect(await plays(20 * minuteMs - 1)).toBe(true)
  expect(await plays(1)).toBe(false)
  await running
})

test('where the shorter grace is over already, what runs is handed back at once', async () => {
  const { order, plays, running } = await playing(minuteMs)
  await order(120 * minuteMs)
  expect(await plays(10 * minuteMs)).toBe(true)
  await order(minuteMs)
  expect(await plays(0)).toBe(false)
  await running
})

test('SIGTERM in the middle of a drain holds it to the grace of the pod', async () => {
  const { worker, order, plays, running } = await playing(20 * minuteMs)
  await order(120 * minuteMs)
  expect(await plays(10 * minuteMs)).toBe(true)
  worker.drain()
  expect(await plays(10 * minuteMs - 1)).toBe(true)
  expect(await plays(1)).toBe(false)
  await running
})
