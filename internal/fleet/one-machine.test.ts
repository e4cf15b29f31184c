import fc from 'fast-check'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { type MachineChoice, notOnOneMachine, onOneMachine } from './one-machine.ts'
import { type FleetSpec, fleetSpecSchema } from './resource.ts'

const nothing: MachineChoice = { engine: '', engineUrl: '', model: '', natsUrl: '', bundledModel: 'small' }

function specOf(spec: {
  readonly model?: object
  readonly inference?: object
  readonly stream?: object
  readonly environment?: object
}): FleetSpec {
  return fleetSpecSchema.parse({ ...spec, model: { name: 'small', ...spec.model }, environment: { name: 'math', ...spec.environment } })
}

function carriedOut(spec: FleetSpec, choice: Partial<MachineChoice> = {}) {
  const machine = onOneMachine(spec, { ...nothing, ...choice })
  if (machine.kind === 'refused') throw new Error(machine.message)
  return machine
}

function refusal(spec: FleetSpec, choice: Partial<MachineChoice> = {}) {
  const machine = onOneMachine(spec, { ...nothing, ...choice })
  return machine.kind === 'refused' ? `${machine.message}; ${machine.remedy}` : null
}

/** Carried out by processes, by the plan or by the bus: whoever adds a field to the resource decides where it belongs. */
const carried = [
  ...['model.name', 'paused'],
  ...['name', 'config', 'slotsPerWorker', 'minReplicas', 'maxReplicas', 'replicas', 'drain', 'leaseSeconds'].map(
    (each) => `environment.${each}`,
  ),
  ...['maxUnavailable', 'maxSurge'].flatMap((each) => [`environment.${each}`, `inference.${each}`]),
  ...['engine', 'args', 'minReplicas', 'maxReplicas', 'replicas', 'sequencesPerReplica', 'contextTokens', 'drain'].map(
    (each) => `inference.${each}`,
  ),
  ...['url', 'allowPlaintext', 'replicas', 'trajectoryGiB', 'replayWindowSeconds'].map((each) => `stream.${each}`),
  ...['mode', 'targets', 'windows', 'idleSeconds'].map((each) => `scaling.${each}`),
]

test('L1: every field of the resource is carried out or known not to be', () => {
  const schema = z.toJSONSchema(fleetSpecSchema, { io: 'input' })
  const fields = Object.entries(schema.properties ?? {}).flatMap(([part, inside]) => {
    const names = typeof inside === 'object' ? Object.keys(inside.properties ?? {}) : []
    return names.length === 0 ? [part] : names.map((name) => `${part}.${name}`)
  })
  expect(fields.sort()).toEqual([...carried, ...notOnOneMachine].sort())
})

test('L1: what a machine has no counterpart of is named once, with its value', () => {
  const template = { metadata: { labels: { team: 'a' } }, spec: { runtimeClassName: 'gvisor', nodeSelector: { spot: 'x'.repeat(500) } } }
  const spec = specOf({
    model: { tokenSecret: 'hub' },
    environment: { minAvailable: 1, template },
    inference: { gpus: 2, gpuResource: 'amd.com/gpu', template: { spec: { volumes: [] } } },
    stream: { replicas: 3, credentialsSecret: 'c', caSecret: 'a' },
  })
  const { ignored, spec: own } = carriedOut(spec)
  expect(ignored.map(({ path, value }) => `${path} ${value.slice(0, 20)}`)).toEqual([
    'model.tokenSecret hub',
    'environment.minAvailable 1',
    'environment.template.metadata.labels {"team":"a"}',
    'environment.template.spec.runtimeClassName gvisor',
    'environment.template.spec.nodeSelector {"spot":"xxxxxxxxxxx',
    'inference.gpus 2',
    'inference.gpuResource amd.com/gpu',
    'inference.template.spec.volumes []',
    'stream.credentialsSecret c',
    'stream.caSecret a',
    'stream.replicas 3',
  ])
  expect(Math.max(...ignored.map(({ value }) => value.length))).toBeLessThan(130)
  expect(own.stream.replicas).toBe(1)
  expect(carriedOut(specOf({})).ignored).toEqual([])
})

test('L2: another engine or another model is refused, until the person names it', () => {
  const vllm = specOf({ model: { name: 'Qwen/Qwen3-8B' }, inference: { engine: 'vllm', gpus: 1, args: ['--x'] } })
  expect(refusal(vllm)).toMatch(/the engine is vllm.*--engine-url URL.*--engine llama\.cpp/)
  expect(refusal(vllm, { engine: 'llama.cpp' })).toMatch(/model\.name is Qwen\/Qwen3-8B.*--model FILE/)
  expect(carriedOut(specOf({ inference: { engine: 'sglang', gpus: 1 } }), { engineUrl: 'http://h:1' }).engine).toBe('sglang')
  expect(refusal(specOf({}), { engine: 'vllm' })).toMatch(/--engine-url URL/)
  expect(refusal(specOf({}), { engineUrl: 'http://h:1', model: '/m.gguf' })).toMatch(/both --model/)

  const tried = carriedOut(vllm, { engine: 'llama.cpp', model: '/m.gguf' })
  expect(tried).toMatchObject({ engine: 'llama.cpp', model: '/m.gguf' })
  // Arguments of another engine mean nothing to this one.
  expect(tried.spec.inference.args).toEqual([])
  expect(tried.ignored.map(({ path }) => path)).toEqual(['inference.gpus', 'inference.args'])
  expect(carriedOut(specOf({})).model).toBeNull()
  expect(carriedOut(specOf({ model: { name: '/models/a.gguf' } })).model).toBe('/models/a.gguf')
})

test('a running engine is one replica of its own kind, with a model and arguments of its own', () => {
  const inference = { engine: 'vllm', gpus: 1, minReplicas: 2, maxReplicas: 16, replicas: 4, contextTokens: 32_768, args: ['--x'] }
  const { spec, engine, model, ignored } = carriedOut(specOf({ model: { name: 'Qwen/Qwen3-8B' }, inference }), { engineUrl: 'http://h:1' })
  expect([engine, model]).toEqual(['vllm', ''])
  expect(spec.inference).toMatchObject({ minReplicas: 1, maxReplicas: 1, replicas: 1, args: [] })
  expect(ignored.map(({ path }) => path.slice('inference.'.length))).toEqual([
    ...['gpus', 'args', 'contextTokens', 'minReplicas', 'maxReplicas', 'replicas'],
  ])
})

test('the bus is the one that the person names, or that of the resource, whose copies it can then keep', () => {
  const stream = { url: 'nats://h:1', allowPlaintext: true, replicas: 3 }
  expect(carriedOut(specOf({ stream }))).toMatchObject({ natsUrl: 'nats://h:1', ignored: [], spec: { stream: { replicas: 3 } } })
  expect(carriedOut(specOf({ stream }), { natsUrl: 'nats://other:1' }).natsUrl).toBe('nats://other:1')
  expect(carriedOut(specOf({})).natsUrl).toBe('')
})

test('L3: what is carried out is what the resource says', () => {
  const numbers = fc.record({
    sequencesPerReplica: fc.integer({ min: 1, max: 4096 }),
    contextTokens: fc.integer({ min: 256, max: 100_000 }),
    minReplicas: fc.integer({ min: 0, max: 3 }),
    maxReplicas: fc.integer({ min: 3, max: 9 }),
    args: fc.array(fc.string(), { maxLength: 3 }),
    drain: fc.record({ gracePeriodSeconds: fc.nat(1_000) }),
  })
  fc.assert(
    fc.property(numbers, (inference) => {
      const spec = specOf({ inference })
      expect(carriedOut(spec).spec).toEqual(spec)
      expect(carriedOut(spec).ignored).toEqual([])
    }),
  )
})
