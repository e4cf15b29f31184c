import { expect, test } from 'vitest'
import { type FleetProblem, validateFleet } from './validate.ts'

const fleet = (spec: object, rest: object = {}) => ({
  apiVersion: 'sortie.dev/v1alpha1',
  kind: 'RolloutFleet',
  metadata: { name: 'math' },
  spec: { model: { name: 'm' }, environment: { name: 'math' }, ...spec },
  ...rest,
})

function problemsOf(value: unknown): readonly FleetProblem[] {
  const validated = validateFleet(value)
  return validated.kind === 'problems' ? validated.problems : []
}

test('five lines are a fleet, with every default', () => {
  const validated = validateFleet(fleet({}))
  expect(validated).toMatchObject({
    kind: 'fleet',
    fleet: { name: 'math', spec: { environment: { slotsPerWorker: 4, maxReplicas: 10 }, paused: false } },
  })
})

test('every error is said at once: the field, the value, the limit', () => {
  const spec = {
    environment: { name: 'math', minReplicas: -1, maxReplicas: 1.5, slotsPerWorker: 'four', replcias: 3 },
    inference: { engine: 'tgi', maxReplicas: 1e9 },
    paused: 'no',
  }
  expect(problemsOf(fleet(spec)).map(({ path, message }) => `${path} ${message}`)).toEqual([
    'spec.environment.slotsPerWorker is "four", a number is needed',
    'spec.environment.minReplicas is -1, 0 at least',
    'spec.environment.maxReplicas is 1.5, a whole number is needed',
    'spec.environment.replcias unknown field "replcias", did you mean "replicas"?',
    'spec.inference.engine is "tgi", one of llama.cpp, vllm, sglang is needed',
    'spec.inference.maxReplicas is 1000000000, 10000 at most',
    'spec.paused is "no", true or false is needed',
  ])
})

type Row = readonly [name: string, spec: object, message: string]

/** The same template for workers and for replicas. */
const bad = (name: string, spec: object, message: string): readonly Row[] => [
  [`${name}, of workers,`, { environment: { name: 'math', template: { spec } } }, message],
  [`${name}, of replicas,`, { inference: { template: { spec } } }, message],
]

test.for<Row>([
  ['min above max', { environment: { name: 'math', minReplicas: 5, maxReplicas: 3 } }, 'minReplicas 5 exceeds maxReplicas 3'],
  [
    'a grace that does not cover the lease',
    { environment: { name: 'math', drain: { gracePeriodSeconds: 0 } } },
    'drain.gracePeriodSeconds 0 must cover leaseSeconds 30',
  ],
  [
    'a reserved label',
    { environment: { name: 'math', template: { metadata: { labels: { 'sortie.dev/role': 'x' } } } } },
    "labels under sortie.dev/ are the controller's own",
  ],
  ['the host’s network', { inference: { template: { spec: { hostNetwork: true } } } }, 'hostNetwork is refused'],
  [
    'a privileged container',
    { environment: { name: 'math', template: { spec: { containers: [{ name: 'worker', securityContext: { privileged: true } }] } } } },
    'a privileged container is refused',
  ],
  ...bad(
    'a privileged container that runs first',
    { initContainers: [{ name: 'engine', securityContext: { privileged: true } }] },
    'a privileged container is refused: the pod runs code that a model wrote, or serves those that do (container "engine")',
  ),
  ...bad(
    'a capability',
    { containers: [{ name: 'a' }, { name: 'b', securityContext: { capabilities: { add: ['SYS_ADMIN'], drop: ['ALL'] } } }] },
    'capabilities.add is refused',
  ),
  ...bad(
    'capabilities that are kept',
    { initContainers: [{ name: 'a', securityContext: { capabilities: { drop: ['NET_RAW'] } } }] },
    'capabilities.drop must have ALL',
  ),
  ...bad(
    'a way to more rights',
    { containers: [{ name: 'worker', securityContext: { allowPrivilegeEscalation: true } }] },
    'allowPrivilegeEscalation is refused',
  ),
  ...bad('the node’s files', { volumes: [{ name: 'node', hostPath: { path: '/' } }] }, 'a hostPath volume is refused'),
  ...bad(
    'a token in a projected volume',
    { volumes: [{ name: 'token', projected: { sources: [{ configMap: { name: 'a' } }, { serviceAccountToken: { path: 't' } }] } }] },
    'a projected serviceAccountToken is refused',
  ),
  ...bad('the users of the node', { hostUsers: true }, 'hostUsers is refused'),
  ['a token', { inference: { template: { spec: { serviceAccountName: 'admin' } } } }, 'serviceAccountName is refused'],
  ['a stream in plain text', { stream: { url: 'nats://nats:4222' } }, 'or allowPlaintext must say that this is for development'],
  [
    'a second server in plain text',
    { stream: { url: 'tls://a:4222,nats://b:4222', credentialsSecret: 's' } },
    'or allowPlaintext must say that this is for development',
  ],
  ['a GPU engine without a GPU', { inference: { engine: 'vllm' } }, 'vllm needs gpus of at least 1'],
  ['a template that could never roll out', { inference: { maxSurge: 0, maxUnavailable: 0 } }, 'could never roll out'],
])('%s is refused', ([, spec, message]) => {
  expect(
    problemsOf(fleet(spec))
      .map((problem) => problem.message)
      .join(),
  ).toContain(message)
})

test('what a pod may have is taken: volumes of its own, capabilities that are dropped, containers beside and before', () => {
  const container = { name: 'a', securityContext: { privileged: false, capabilities: { add: [], drop: ['ALL'] } } }
  const spec = {
    ...{ containers: [container], initContainers: [{ name: 'b', image: 'i' }], hostUsers: false },
    volumes: [{ name: 'a', emptyDir: {} }, { name: 'b', projected: { sources: [{ secret: { name: 's' } }] } }], // prettier-ignore
  }
  expect(problemsOf(fleet({ environment: { name: 'math', template: { spec } }, inference: { template: { spec } } }))).toEqual([])
})

test('as many labels and annotations as the API server takes, and no more', () => {
  const many = (count: number) => Object.fromEntries(Array.from({ length: count }, (_, index) => [`l${String(index)}`, 'x']))
  const said = (count: number) => {
    const metadata = { labels: many(count), annotations: many(count) }
    const problems = problemsOf(fleet({ environment: { name: 'math', template: { metadata } } }))
    return problems.map(({ path, message }) => `${path} ${message}`)
  }
  expect(said(64)).toEqual([])
  expect(said(65)).toEqual([
    expect.stringMatching(/^spec\.environment\.template\.metadata\.labels .*at most 64 of them/),
    expect.stringMatching(/^spec\.environment\.template\.metadata\.annotations .*at most 64 of them/),
  ])
})

test('an entry of a list that is none is named', () => {
  const spec = { volumes: [null], containers: [{ name: 'worker', volumeMounts: [null] }], initContainers: [null] }
  expect(problemsOf(fleet({ environment: { name: 'math', template: { spec } } })).map(({ path, message }) => `${path} ${message}`)).toEqual(
    [
      'spec.environment.template.spec.containers.0.volumeMounts.0 is null, an object is needed',
      'spec.environment.template.spec.initContainers.0 is null, an object is needed',
      'spec.environment.template.spec.volumes.0 is null, an object is needed',
    ],
  )
})

test('a name that no subject could have is refused', () => {
  for (const name of ['a.b', 'a*', 'a b', 'Ä', '-a', 'a'.repeat(41)]) {
    expect(problemsOf(fleet({}, { metadata: { name: 'a'.repeat(40) } }))).toEqual([])
    expect(problemsOf(fleet({}, { metadata: { name } })).map(({ path }) => path)).toEqual(['metadata.name'])
  }
})

test('of a name that is refused, the character and its place are said', () => {
  const [name] = problemsOf(fleet({}, { metadata: { name: 'ab.c' } }))
  expect(name?.message).toMatch(/^"ab\.c" has an illegal character "\." at position 3: metadata\.name must have/)
  const said = (environment: string) =>
    problemsOf(fleet({ environment: { name: environment } })).map(({ path, message }) => `${path} ${message}`)
  expect(said('ab>c')).toEqual(['spec.environment.name is "ab>c": illegal character ">" at position 3'])
  expect(said('a b\n')).toEqual(['spec.environment.name is "a b\\n": illegal character " " at position 2'])
  expect(said('')).toEqual(['spec.environment.name is "", 1 characters at least'])
  expect(said('a'.repeat(65))[0]).toContain('64 characters at most')
})

test('another kind, a missing spec and a field beside it are named', () => {
  expect(
    problemsOf({ apiVersion: 'sortie.dev/v1alpha1', kind: 'RolloutFlet', metadata: { name: 'a' }, spc: {} }).map(
      ({ path, message }) => `${path} ${message}`,
    ),
  ).toEqual([
    'spc unknown field "spc", did you mean "spec"?',
    'kind is "RolloutFlet", one of RolloutFleet is needed',
    'spec is missing: an object is needed',
  ])
  expect(problemsOf(null).length).toBeGreaterThan(0)
})

test('a mistake in one field hides none of the rules over others, and brings none that would be about itself', () => {
  const said = (spec: object) => problemsOf(fleet(spec)).map(({ path, message }) => `${path} ${message}`)
  const template = { spec: { hostNetwork: true, containers: [{ nam: 'worker' }, { name: 'a', securityContext: { privileged: 'yes' } }] } }
  const environment = { name: 'math', minReplicas: 5, maxReplicas: 3, replcias: 1, drain: { gracePeriodSeconds: 5 }, template }
  expect(said({ environment, inference: { minReplicas: 9, maxReplicas: 'many' }, model: {} })).toEqual([
    'spec.model.name is missing: a text is needed',
    'spec.environment.template.spec.containers.0.name is missing: a text is needed',
    'spec.environment.template.spec.containers.1.securityContext.privileged is "yes", true or false is needed',
    'spec.environment.replcias unknown field "replcias", did you mean "replicas"?',
    'spec.inference.maxReplicas is "many", a number is needed',
    'spec.environment minReplicas 5 exceeds maxReplicas 3',
    'spec.environment.template.spec hostNetwork is refused: the pod runs code that a model wrote, or serves those that do',
    'spec.environment drain.gracePeriodSeconds 5 must cover leaseSeconds 30: a worker that is leaving keeps its rollouts at least as long as its lease',
  ])
  expect(said({ environment: null, paused: 1 })).toHaveLength(2)
  expect(problemsOf({ ...fleet({ paused: 1 }), metadata: { name: 'a.b' } }).map(({ path }) => path)).toEqual([
    'spec.paused',
    'metadata.name',
  ])
})

test('each URL of the bus has a scheme, a host and a port that there is', () => {
  const urls = [
    ...[
      'tls://nats:422222',
      'tls://a b:4222',
      'tls://nats:0',
      'nats:4222',
      'http://nats:4222',
      'tls://',
      'tls://a:1,',
      'tls://[::1:4222',
      '',
    ],
    ...['tls://a:1;b:2', 'tls://a:4222/path', 'tls://-a:1', 'tls://a:1,tls://b:65536'],
  ]
  for (const url of urls) {
    const messages = problemsOf(fleet({ stream: { url, allowPlaintext: true } })).map(({ message }) => message)
    expect([url, messages]).toEqual([url, [expect.stringContaining('names no server of NATS: write tls://HOST:PORT')]])
  }
  for (const url of ['tls://nats:4222', 'nats://u:p@10.0.0.1:65535/', 'tls://[::1]:1', 'tls://a.b.svc, tls://c_d:22'])
    expect(problemsOf(fleet({ stream: { url, allowPlaintext: true } }))).toEqual([])
  expect(problemsOf(fleet({ stream: { url: 'tls://user:secret@b:x', allowPlaintext: true } }))[0]?.message).toMatch(
    /^url "tls:\/\/b:x" names/,
  )
})
