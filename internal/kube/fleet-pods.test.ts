import { expect, test, vi } from 'vitest'
import { SortieError } from '#internal/base/errors.ts'
import { KubeError } from './api-errors.ts'
import { FleetPods } from './fleet-pods.ts'
import { ObjectStore } from './object-store.ts'
import { type PodObject, keepOfPod } from './pod-view.ts'

const never = new AbortController().signal
const owner = { apiVersion: 'sortie.dev/v1alpha1', kind: 'RolloutFleet', name: 'f', uid: 'u', controller: true }
const labels = { 'sortie.dev/fleet': 'f', 'sortie.dev/role': 'worker', 'sortie.dev/index': '0', 'sortie.dev/template': 'a' }

/** A pod that is being deleted, of a fleet whose spec gives 600 s by now; a node counts as lost after 60 s. */
function deletedPod(finalizers: readonly string[] = []) {
  let nowMs = 1_000_000
  const store = new ObjectStore<PodObject>()
  const given = (deletionGracePeriodSeconds: number | undefined, resourceVersion: string) => {
    const metadata = { name: 'f-worker-0', namespace: 'n', uid: 'p', resourceVersion, labels, finalizers, ownerReferences: [owner] }
    const grace = deletionGracePeriodSeconds === undefined ? {} : { deletionGracePeriodSeconds }
    const object = { metadata: { ...metadata, deletionTimestamp: '2026-01-01T00:00:00Z', ...grace }, status: { phase: 'Running' } }
    store.apply('MODIFIED', keepOfPod(object))
  }
  const refuse = () => Promise.reject(new Error('nothing is to be called'))
  const pods = new FleetPods({
    client: { get: refuse, create: refuse, merge: refuse, apply: refuse, delete: refuse },
    ...{ store, namespace: 'n', fleet: 'f', owner, nodeLostMs: 60_000 },
    isCurrent: () => true,
    manifestOf: () => ({
      metadata: { name: 'f-worker-0', namespace: 'n', labels, annotations: {} },
      spec: { terminationGracePeriodSeconds: 600 },
    }),
    credentialsOf: () => Promise.resolve(null),
    clock: { nowMs: () => nowMs, monotonicNs: () => nowMs * 1e6, sleep: refuse, after: () => ({ [Symbol.dispose]: () => undefined }) },
  })
  const listed = async (laterSeconds: number) => {
    nowMs += laterSeconds * 1_000
    return (await pods.list({ mends: true }, never))[0]
  }
  const isLost = async (laterSeconds: number) => (await listed(laterSeconds))?.nodeLost
  const failureOf = async (laterSeconds: number) => (await listed(laterSeconds))?.failure?.message
  return { given, isLost, failureOf }
}

test('a pod is lost by the grace that it was given when it was deleted, not by the one that its fleet gives', async () => {
  const { given, isLost } = deletedPod()
  given(3_600, '1')
  expect(await isLost(0)).toBe(false)
  expect(await isLost(3_660)).toBe(false)
  expect(await isLost(1)).toBe(true)
})

test('a grace that somebody shortens counts from when it was, and one that is not said is the one of the fleet', async () => {
  const { given, isLost } = deletedPod()
  given(3_600, '1')
  expect([await isLost(0), await isLost(1_800)]).toEqual([false, false])
  given(30, '2')
  expect([await isLost(0), await isLost(90), await isLost(1)]).toEqual([false, false, true])
  const other = deletedPod()
  other.given(undefined, '1')
  expect([await other.isLost(0), await other.isLost(660), await other.isLost(1)]).toEqual([false, false, true])
})

test('a lost pod that was forced away, and is kept by a finalizer, stays lost', async () => {
  const { given, isLost } = deletedPod(['test/keep'])
  given(30, '1')
  expect([await isLost(0), await isLost(91)]).toEqual([false, true])
  given(0, '2')
  expect([await isLost(0), await isLost(5), await isLost(55)]).toEqual([true, true, true])
})

/** Pods that wait for their secrets, the second of them nobody's, before a server that answers as the test says; what was asked of it. */
function startingPods(answer: (what: string, name: string) => Error | null | Promise<null>, count = 2) {
  let nowMs = 0
  const store = new ObjectStore<PodObject>()
  for (let index = 0; index < count; index++) {
    const metadata = { name: `f-worker-${String(index)}`, namespace: 'n', uid: `p${String(index)}`, resourceVersion: '1' }
    const marked = {
      ...metadata,
      labels: { ...labels, 'sortie.dev/index': String(index) },
      ...(index === 1 ? {} : { ownerReferences: [owner] }),
    }
    store.apply('ADDED', keepOfPod({ metadata: marked, status: { phase: 'Pending' } }))
  }
  const asked: string[] = []
  const ask = async (what: string, name: string, object: object) => {
    asked.push(`${what} ${name}`)
    const refused = await answer(what, name)
    if (refused !== null) throw refused
    return object as never
  }
  const refuse = () => Promise.reject(new Error('nothing else is to be called'))
  const pods = new FleetPods({
    client: {
      ...{ get: refuse, apply: refuse, delete: refuse },
      create: (_, __, body) => ask('create', (body as PodObject).metadata.name, body),
      merge: (_, __, { name, body }) => ask('merge', name, { ...store.get(`n/${name}`), ...body, metadata: { ...store.get(`n/${name}`)?.metadata, ...(body as PodObject).metadata } }), // prettier-ignore
    },
    ...{ store, namespace: 'n', fleet: 'f', owner, nodeLostMs: 60_000 },
    isCurrent: () => true,
    manifestOf: () => ({ metadata: { name: '', namespace: 'n', labels, annotations: {} }, spec: {} }),
    credentialsOf: () => Promise.resolve('credentials'),
    clock: { nowMs: () => nowMs, monotonicNs: () => nowMs * 1e6, sleep: refuse, after: () => ({ [Symbol.dispose]: () => undefined }) },
  })
  const failures = async (mends = true) => (await pods.list({ mends }, never)).map(({ failure }) => failure?.reason ?? null)
  const pass = (ms: number) => void (nowMs += ms)
  return { failures, asked, pods, pass }
}

const everything = ['create f-worker-0', 'create f-worker-1', 'merge f-worker-1']

test.for([
  [new SortieError('kube.quota', 'no'), ['QuotaExceeded', null], everything],
  [new SortieError('kube.forbidden', 'no'), ['AdmissionRefused', null], everything],
  [new SortieError('kube.invalid', 'no'), ['AdmissionRefused', null], everything],
  [new SortieError('config.invalid', 'no'), ['ConfigError', null], everything],
  [new KubeError('kube.busy', 'a webhook', { retryable: true, retryAfterMs: 0 }), ['AdmissionRefused', null], everything],
  [new KubeError('kube.busy', 'no time', { retryable: true, retryAfterMs: 0 }), [null, null], everything],
  [new KubeError('kube.busy', 'all of it, a webhook too', { retryable: true, retryAfterMs: 1_000 }), [null, null], everything],
  [new SortieError('kube.conflict', 'no'), [null, null], everything],
] as const)('what is refused to one pod (%s) holds up no other', async ([refusal, failures, calls]) => {
  const { failures: listed, asked } = startingPods((what, name) => (what === 'create' && name === 'f-worker-0' ? refusal : null))
  expect(await listed()).toEqual(failures)
  expect(asked.sort()).toEqual(calls)
})

test.for([
  [new SortieError('kube.quota', 'no'), 'QuotaExceeded'],
  [new KubeError('kube.busy', 'no time', { retryable: true, retryAfterMs: 1_000 }), null],
] as const)(
  'what is refused to all (%s) is asked for no more of them than are mended at a time, and stays said of those',
  async ([refusal, reason]) => {
    const { failures, asked } = startingPods((what) => (what === 'create' ? refusal : null), 20)
    expect((await failures()).filter((each) => each !== null)).toHaveLength(reason === null ? 0 : 8)
    expect(new Set(asked.map((each) => each.split(' ')[1])).size).toBe(8)
    expect((await failures()).filter((each) => each !== null)).toHaveLength(reason === null ? 0 : 16)
  },
)

test('a server that is slow holds a look up for one call after two seconds, and each pod has its turn', async () => {
  const { failures, asked, pass } = startingPods((what) => {
    // Eight at a time, of which each takes ten seconds.
    if (what === 'create') pass(10_000 / 8)
    return what === 'create' ? new KubeError('kube.busy', 'a webhook is slow', { retryable: true, retryAfterMs: 0 }) : null
  }, 20)
  const turns: number[] = []
  for (const look of [0, 1, 2]) {
    const before = new Set(asked)
    const said = await failures()
    turns.push(asked.filter((each) => each.startsWith('create') && !before.has(each)).length)
    expect(said.filter((each) => each === 'AdmissionRefused')).toHaveLength(Math.min(20, 8 * (look + 1)))
  }
  expect(turns).toEqual([8, 8, 4])
})

test('pods are mended eight at a time', async () => {
  const answered = Promise.withResolvers<null>()
  const counts = { now: 0, most: 0 }
  const { failures } = startingPods(async () => {
    counts.most = Math.max(counts.most, ++counts.now)
    await answered.promise
    counts.now--
    return null
  }, 20)
  const look = failures()
  await vi.waitFor(() => expect(counts.now).toBe(8))
  answered.resolve(null)
  await look
  expect(counts.most).toBe(8)
})

test('how long an API server wants to be left alone is passed on', async () => {
  const busy = new KubeError('kube.busy', 'all of it', { retryable: true, retryAfterMs: 30_000 })
  const { failures, pods } = startingPods(() => busy)
  expect(pods.busyMs()).toBe(0)
  await failures()
  expect(pods.busyMs()).toBe(30_000)
})

test('a pod that may not be adopted is listed, and said to be refused', async () => {
  const { failures, asked } = startingPods((what) => (what === 'merge' ? new SortieError('kube.forbidden', 'no') : null))
  expect(await failures()).toEqual([null, 'AdmissionRefused'])
  expect(asked.sort()).toEqual(['create f-worker-0', 'merge f-worker-1'])
})

test('an API server that is away is no failure of a pod', async () => {
  const { failures } = startingPods(() => new SortieError('kube.unreachable', 'away', { retryable: true }))
  await expect(failures()).rejects.toMatchObject({ code: 'kube.unreachable' })
})

test('without mending nothing is adopted and nothing is minted', async () => {
  const { failures, asked } = startingPods(() => null)
  expect(await failures(false)).toEqual([null, null])
  expect(asked).toEqual([])
  expect(await failures()).toEqual([null, null])
  expect(asked.sort()).toEqual(everything)
})

test('of a pod that is lost and does not go it is said what keeps it', async () => {
  const { given, failureOf } = deletedPod(['test/keep'])
  given(30, '1')
  expect(await failureOf(0)).toBeUndefined()
  expect(await failureOf(91)).toBe('its node has not ended it in time, and it is kept by the finalizer test/keep')
})
