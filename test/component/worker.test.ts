import { afterEach, beforeEach, expect, test } from 'vitest'
import { SortieError } from '#internal/base/errors.ts'
import { pb } from '#internal/gen/v1.js'
import { Learner } from '#internal/learner/learner.ts'
import type { ChunkReader } from '#internal/learner/ports.ts'
import type { AssembledTrajectory } from '#internal/rollout/assembly.ts'
import { decodeChunk } from '#internal/rollout/codec.ts'
import { deriveTurnSeed } from '#internal/rollout/identity.ts'
import type { Environment } from '#internal/rollout/interaction.ts'
import { statusName } from '#internal/rollout/status.ts'
import { ControlBus } from '#internal/stream/control.ts'
import { LedgerStore } from '#internal/stream/ledger.ts'
import { TaskQueue } from '#internal/stream/task-queue.ts'
import { TrajectoryStream } from '#internal/stream/trajectory-stream.ts'
import { silentLogger } from '#internal/telemetry/logger.ts'
import { connectTo, never, rolloutTask, startFleet, type TestFleet } from '../support/fleet.ts'
import { ScriptedPolicy } from '../support/scripted-policy.ts'
import { environmentsOf, startWorker } from '../support/worker.ts'

// A worker over a real nats-server. The policy is scripted, so that every ending can be brought about.

let fleet: TestFleet
let records: TrajectoryStream

beforeEach(async () => {
  fleet = await startFleet()
  records = new TrajectoryStream(fleet.connection, { fleet: 'test', partitions: 4 })
})
afterEach(async () => {
  await fleet[Symbol.asyncDispose]()
})

const question = { inputJson: Buffer.from('{"question":"1 + 1?"}'), verifierJson: Buffer.from('{"answer":"2"}') }
const mathTask = (rolloutId: string, overrides: pb.RolloutTask.$Properties = {}) =>
  rolloutTask(rolloutId, { ...overrides, task: { taskId: `task-${rolloutId}`, environment: 'math', ...question, ...overrides.task } })

async function submit(...tasks: pb.RolloutTask.$Properties[]): Promise<void> {
  await new TaskQueue(fleet.connection, { fleet: 'test' }).submit(tasks, new LedgerStore(fleet.connection, 'test'), never)
}

/** Every chunk of a rollout, once its ending is there. */
async function chunksOf(rolloutId: string): Promise<pb.TrajectoryChunk[]> {
  const address = { groupId: `group-${rolloutId}`, rolloutId }
  await expect.poll(async () => (await records.last(address, never))?.chunk.ending != null, { timeout: 15_000 }).toBe(true)
  const { lastSequence } = await records.extent(never)
  const chunks: pb.TrajectoryChunk[] = []
  for await (const stored of records.read({ startSequence: 1, untilSequence: lastSequence }, never)) {
    if (stored.rolloutId === rolloutId) chunks.push(decodeChunk(stored.bytes))
  }
  return chunks
}

const turnsOf = (chunks: readonly pb.TrajectoryChunk[]) => chunks.flatMap((chunk) => chunk.turns?.turns ?? [])

/** An environment that does what it is told; the rest works. */
function environment(parts: Partial<Environment>): Environment {
  return {
    sandboxEnforcement: '',
    reset: () => Promise.resolve({ messages: [{ role: 'user', text: 'go' }] }),
    step: () => Promise.resolve({ observation: { messages: [] }, done: true, toolCalls: [] }),
    verify: () =>
      Promise.resolve({ rewards: [{ name: 'r', value: 1, weight: 1, verifier: 'v', verifierVersion: '1', evidence: '' }], findings: [] }),
    close: () => Promise.resolve(),
    ...parts,
  }
}

test('what is stored under a rollout and is no record of it keeps nobody from playing it', async () => {
  await records.append({ groupId: 'group-r-1', rolloutId: 'r-1', worker: 'w-9' }, Uint8Array.of(0x0f), 0, never)
  await using _worker = startWorker(fleet.connection, new ScriptedPolicy(() => ({ text: '#### 2' })))
  await submit(mathTask('r-1'))
  await expect.poll(async () => (await records.last({ groupId: 'group-r-1', rolloutId: 'r-1' }, never))?.chunk.ending?.status).toBe(1)
  const admitted: string[] = []
  const sink = {
    admit: ({ head }: AssembledTrajectory) => Promise.resolve(void admitted.push(head.rolloutId)),
    quarantine: () => Promise.resolve(),
  }
  const { lastSequence } = await records.extent(never)
  const read: ChunkReader['read'] = (from, signal) => records.read({ ...from, untilSequence: lastSequence }, signal)
  await new Learner({ read }, sink, { partitions: 4, logger: silentLogger }).run(never)
  expect(admitted).toEqual(['r-1'])
})

test('a rollout is recorded whole: opening, turns with exact tokens, ending with its reward; and its task is gone', async () => {
  const policy = new ScriptedPolicy(() => ({ text: 'so it is\n#### 2' }))
  await using _worker = startWorker(fleet.connection, policy)
  await submit(mathTask('r-1'))
  const chunks = await chunksOf('r-1')
  expect(chunks.map((chunk) => chunk.record)).toEqual(['opening', 'turns', 'ending'])
  expect(chunks.map((chunk) => chunk.chunkSeq)).toEqual([0, 1, 2])
  const ending = chunks.at(-1)?.ending
  expect(statusName(ending?.status ?? 0)).toBe('completed')
  expect(ending?.rewards).toMatchObject([{ value: 1 }])
  expect(ending?.totals).toMatchObject({ turns: 1, chunks: 3 })
  const segments = turnsOf(chunks)[0]?.segments ?? []
  const prompt = segments.filter((segment) => segment.role !== pb.Role.ROLE_ASSISTANT)
  // The policy was given exactly the tokens that are recorded before its own.
  expect(Buffer.concat(prompt.map((segment) => segment.tokenIds ?? new Uint8Array()))).toEqual(
    Buffer.from(policy.requests[0]?.tokenIds.buffer ?? new ArrayBuffer()),
  )
  await expect.poll(async () => (await fleet.connection.jsm.streams.info('sortie_test_tasks')).state.messages).toBe(0)
})

test('members of a group have their own seeds, turns derive theirs, and both are recorded', async () => {
  const policy = new ScriptedPolicy(() => ({ text: '#### 3' }))
  await using _worker = startWorker(fleet.connection, policy)
  await submit(...[0, 1, 2].map((index) => mathTask(`m-${String(index)}`, { groupSize: 3, groupIndex: index, seed: 100 + index })))
  for (const index of [0, 1, 2]) {
    const chunks = await chunksOf(`m-${String(index)}`)
    expect(chunks[0]?.opening?.seed).toBe(100 + index)
    expect(turnsOf(chunks)[0]?.sampling).toMatchObject({ seed: deriveTurnSeed(100 + index, 0), temperature: 1, topP: 1 })
  }
})

test('an engine that fails is failed_inference, and there is no reward', async () => {
  const policy = new ScriptedPolicy(() => {
    throw new SortieError('engine.failed', 'HTTP 500 from the engine')
  })
  await using _worker = startWorker(fleet.connection, policy)
  await submit(mathTask('r-2'))
  const ending = (await chunksOf('r-2')).at(-1)?.ending
  expect(statusName(ending?.status ?? 0)).toBe('failed_inference')
  expect(ending?.rewards).toEqual([])
  expect(ending?.error).toMatchObject({ code: 'engine.failed' })
})

test('while no replica is ready nothing is claimed, and nothing fails for want of one', async () => {
  const policy = new ScriptedPolicy(() => ({ text: '#### 3' }))
  let isReady = false
  await using it = startWorker(fleet.connection, policy, { anyReady: () => isReady })
  await submit(mathTask('r-early'))
  const pending = async () => (await fleet.connection.jsm.consumers.info('sortie_test_tasks', 'task_math')).num_pending
  await new Promise((resolve) => setTimeout(resolve, 1_200))
  expect([await pending(), it.worker.busy]).toEqual([1, 0])
  isReady = true
  expect(statusName((await chunksOf('r-early')).at(-1)?.ending?.status ?? 0)).toBe('completed')
})

test('an environment that breaks, or whose verifier does, is failed_environment, and there is no reward', async () => {
  const broken = () => Promise.reject(new SortieError('sandbox.failed', 'the sandbox is gone'))
  const environments = environmentsOf((task) => environment(task.taskId === 'task-step' ? { step: broken } : { verify: broken }))
  await using _worker = startWorker(fleet.connection, new ScriptedPolicy(() => ({ text: 'x' })), { context: { environments } })
  await submit(mathTask('step'), mathTask('verify'))
  for (const [rolloutId, stopCondition] of [
    ['step', 'environment_failed'],
    ['verify', 'verifier_failed'],
  ] as const) {
    const chunks = await chunksOf(rolloutId)
    const ending = chunks.at(-1)?.ending
    expect(statusName(ending?.status ?? 0)).toBe('failed_environment')
    expect(ending).toMatchObject({ stopCondition, rewards: [] })
    // What the policy did before is kept.
    expect(turnsOf(chunks)).toHaveLength(1)
  }
})

test('a NaN from a verifier is no reward', async () => {
  const verify = () => Promise.resolve({ rewards: [{ name: 'r', value: Number.NaN, weight: 1 }], findings: [] })
  const environments = environmentsOf(() => environment({ verify }))
  await using _worker = startWorker(fleet.connection, new ScriptedPolicy(() => ({ text: 'x' })), { context: { environments } })
  await submit(mathTask('nan'))
  const ending = (await chunksOf('nan')).at(-1)?.ending
  expect(ending).toMatchObject({ stopCondition: 'verifier_failed', rewards: [] })
})

test('a task that never ends hits its wall limit, even in an environment that ignores its signal', async () => {
  const environments = environmentsOf(() => environment({ step: () => new Promise(() => undefined) }))
  await using _worker = startWorker(fleet.connection, new ScriptedPolicy(() => ({ text: 'x' })), { context: { environments } })
  await submit(mathTask('slow', { task: { taskId: 'slow', limits: { wallMs: 300 } } }))
  const ending = (await chunksOf('slow')).at(-1)?.ending
  expect(statusName(ending?.status ?? 0)).toBe('timed_out')
  expect(ending).toMatchObject({ stopCondition: 'wall_limit', rewards: [] })
})

test('a turn that was cut and a context that is full are truncated, and still verified', async () => {
  const endless = environmentsOf((task) =>
    environment(
      task.taskId === 'cut'
        ? {}
        : {
            step: () =>
              Promise.resolve({ observation: { messages: [{ role: 'user', text: 'more '.repeat(20) }] }, done: false, toolCalls: [] }),
          },
    ),
  )
  await using _worker = startWorker(fleet.connection, new ScriptedPolicy(() => ({ text: 'so and so', cut: true }), 160), {
    context: { environments: endless },
  })
  await submit(mathTask('cut', { task: { taskId: 'cut' } }), mathTask('full', { task: { taskId: 'full' } }))
  for (const [rolloutId, stopCondition] of [
    ['cut', 'turn_cut'],
    ['full', 'context_overflow'],
  ] as const) {
    const ending = (await chunksOf(rolloutId)).at(-1)?.ending
    expect(statusName(ending?.status ?? 0)).toBe('truncated')
    expect(ending).toMatchObject({ stopCondition, rewards: [{ value: 1 }] })
  }
})

test('D16: a rollout that took three workers down without a word is poison; a drained attempt does not count', async () => {
  await submit(mathTask('p-1'), mathTask('p-2'))
  const address = (rolloutId: string) => ({ groupId: `group-${rolloutId}`, rolloutId, worker: 'dead' })
  const identity = (rolloutId: string, attempt: number) => ({
    schemaVersion: 1,
    runId: 'run',
    fleet: 'test',
    groupId: `group-${rolloutId}`,
    groupSize: 1,
    rolloutId,
    taskId: 't',
    worker: 'dead',
    environment: 'math',
    attempt,
  })
  for (const rolloutId of ['p-1', 'p-2']) {
    let sequence = 0
    for (const attempt of [1, 2, 3]) {
      const common = { ...identity(rolloutId, attempt), silentAttempts: rolloutId === 'p-1' ? attempt - 1 : 0 }
      sequence = await records.append(address(rolloutId), pb.TrajectoryChunk.encode({ ...common, opening: {} }).finish(), sequence, never)
      if (rolloutId === 'p-2')
        sequence = await records.append(
          address(rolloutId),
          pb.TrajectoryChunk.encode({ ...common, chunkSeq: 1, handBack: { reason: 'drained' } }).finish(),
          sequence,
          never,
        )
    }
  }
  await using _worker = startWorker(fleet.connection, new ScriptedPolicy(() => ({ text: '#### 2' })))
  expect(statusName((await chunksOf('p-1')).at(-1)?.ending?.status ?? 0)).toBe('poisoned')
  const second = (await chunksOf('p-2')).at(-1)
  expect(second).toMatchObject({ attempt: 4, silentAttempts: 0 })
  expect(statusName(second?.ending?.status ?? 0)).toBe('completed')
})

test('an attempt that is overtaken stops, and its successor alone ends the rollout', async () => {
  const entered = Promise.withResolvers<void>()
  const held = Promise.withResolvers<void>()
  const policy = new ScriptedPolicy(async () => {
    entered.resolve()
    await held.promise
    return { text: '#### 2' }
  })
  await using _worker = startWorker(fleet.connection, policy)
  await submit(mathTask('f-1'))
  await entered.promise
  const address = { groupId: 'group-f-1', rolloutId: 'f-1', worker: 'w-2' }
  const last = await records.last(address, never)
  const common = {
    schemaVersion: 1,
    runId: 'run',
    fleet: 'test',
    groupId: 'group-f-1',
    groupSize: 1,
    rolloutId: 'f-1',
    taskId: 't',
    worker: 'w-2',
    environment: 'math',
    attempt: 2,
  }
  const opened = await records.append(address, pb.TrajectoryChunk.encode({ ...common, opening: {} }).finish(), last?.sequence ?? 0, never)
  held.resolve()
  await records.append(
    address,
    pb.TrajectoryChunk.encode({ ...common, chunkSeq: 1, ending: { status: pb.RolloutStatus.ROLLOUT_STATUS_COMPLETED } }).finish(),
    opened,
    never,
  )
  const chunks = await chunksOf('f-1')
  expect(chunks.filter((chunk) => chunk.ending != null).map((chunk) => chunk.worker)).toEqual(['w-2'])
  await expect.poll(() => _worker.worker.busy).toBe(0)
})

test('a cancelled run ends as cancelled, in mid-turn, and before it is begun', async () => {
  const entered = Promise.withResolvers<void>()
  const policy = new ScriptedPolicy((_request, signal) => {
    entered.resolve()
    return new Promise((_resolve, reject) => {
      signal.addEventListener('abort', () => {
        reject(signal.reason as Error)
      })
    })
  })
  await using _worker = startWorker(fleet.connection, policy, { options: { slots: 1 } })
  await submit(mathTask('c-1'), mathTask('c-2'))
  await entered.promise
  await new ControlBus(fleet.connection, 'test').publish({ cancel: { runId: 'run' } }, never)
  for (const rolloutId of ['c-1', 'c-2']) expect(statusName((await chunksOf(rolloutId)).at(-1)?.ending?.status ?? 0)).toBe('cancelled')
})

test('a drain hands back what does not end in the grace, with a last word, and another worker ends it', async () => {
  const entered = Promise.withResolvers<void>()
  const stuck = new ScriptedPolicy(() => {
    entered.resolve()
    return new Promise(() => undefined)
  })
  const first = startWorker(fleet.connection, stuck, { options: { slots: 1 } })
  await submit(mathTask('d-1'))
  await entered.promise
  first.worker.drain(100)
  await first[Symbol.asyncDispose]()
  const other = await connectTo(fleet.server, 'w-2')
  await using _second = startWorker(other, new ScriptedPolicy(() => ({ text: '#### 2' })), { context: { worker: 'w-2' } })
  const chunks = await chunksOf('d-1')
  expect(chunks.map((chunk) => [chunk.attempt, chunk.record])).toEqual([
    [1, 'opening'],
    [1, 'handBack'],
    [2, 'opening'],
    [2, 'turns'],
    [2, 'ending'],
  ])
  await other[Symbol.asyncDispose]()
})

test('a drain that is ordered is answered with its epoch once nothing runs, and what is cancelled meanwhile ends at once', async () => {
  const entered = Promise.withResolvers<void>()
  const stuck = new ScriptedPolicy(() => {
    entered.resolve()
    return new Promise(() => undefined)
  })
  await using first = startWorker(fleet.connection, stuck, { options: { slots: 1 } })
  await submit(mathTask('e-1'))
  await entered.promise
  const control = new ControlBus(fleet.connection, 'test')
  const listening = new AbortController()
  const said = await control.all(listening.signal)
  await control.publish({ drain: { worker: 'w-1', epoch: 7 } }, never)
  await expect.poll(() => first.worker.draining).toBe(true)
  await control.publish({ cancel: { rolloutId: 'e-1' } }, never)
  for await (const { drained } of said) if (drained?.epoch === 7) break
  listening.abort()
  expect(first.worker.busy).toBe(0)
  expect(statusName((await chunksOf('e-1')).at(-1)?.ending?.status ?? 0)).toBe('cancelled')
})

test('what old weights were asked for is stopped in the middle of its turn, also by an order that its worker never heard', async () => {
  const asked = Promise.withResolvers<void>()
  const stuck = (weightVersion: number) =>
    new ScriptedPolicy((request) => {
      request.onAsked?.(weightVersion)
      asked.resolve()
      return new Promise(() => undefined)
    })
  const control = new ControlBus(fleet.connection, 'test')
  const order = () => control.publish({ cancel: { runId: 'run', olderThanWeightVersion: 12 } }, never)
  const ending = async (id: string) => statusName((await chunksOf(id)).at(-1)?.ending?.status ?? 0)
  {
    await using _first = startWorker(fleet.connection, stuck(11), { options: { slots: 1 } })
    await submit(mathTask('o-1'))
    await asked.promise
    await order()
    expect(await ending('o-1')).toBe('cancelled')
  }
  // Given before this worker came.
  await using _second = startWorker(fleet.connection, stuck(11), { options: { slots: 1 } })
  await submit(mathTask('o-2'))
  expect(await ending('o-2')).toBe('cancelled')
})

test('with little room left one slot goes on alone: what a full stream waits for may be in the queue', async () => {
  const held = Promise.withResolvers<void>()
  const policy = new ScriptedPolicy(async () => {
    await held.promise
    return { text: '#### 2' }
  })
  const log = new TrajectoryStream(fleet.connection, { fleet: 'test', partitions: 4 })
  const gated = { last: log.last.bind(log), append: log.append.bind(log), fill: () => Promise.resolve(0.85) }
  await using one = startWorker(fleet.connection, policy, { context: { log: gated } })
  for (const id of ['t-1', 't-2', 't-3']) await submit(mathTask(id))
  await expect.poll(() => one.worker.busy).toBe(1)
  await new Promise((resolve) => setTimeout(resolve, 700))
  expect(one.worker.busy).toBe(1)
  held.resolve()
  for (const id of ['t-1', 't-2', 't-3']) expect(statusName((await chunksOf(id)).at(-1)?.ending?.status ?? 0)).toBe('completed')
})

test('a nearly full stream stops claiming, and room lets it go on', async () => {
  let fill = 0.9
  const log = new TrajectoryStream(fleet.connection, { fleet: 'test', partitions: 4 })
  const gated = { last: log.last.bind(log), append: log.append.bind(log), fill: () => Promise.resolve(fill) }
  await using _worker = startWorker(fleet.connection, new ScriptedPolicy(() => ({ text: '#### 2' })), { context: { log: gated } })
  await submit(mathTask('h-1'))
  // As long as a claim would have taken many times over.
  await new Promise((resolve) => setTimeout(resolve, 700))
  expect(await records.last({ groupId: 'group-h-1', rolloutId: 'h-1' }, never)).toBeNull()
  fill = 0.5
  expect(statusName((await chunksOf('h-1')).at(-1)?.ending?.status ?? 0)).toBe('completed')
})
