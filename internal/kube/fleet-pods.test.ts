import { expect, test } from 'vitest'
import { FleetPods } from './fleet-pods.ts'
import { ObjectStore } from './object-store.ts'
import { type PodObject, keepOfPod } from './pod-view.ts'

const never = new AbortController().signal
const owner = { apiVersion: 'sortie.dev/v1alpha1', kind: 'RolloutFleet', name: 'f', uid: 'u', controller: true }
const labels = { 'sortie.dev/fleet': 'f', 'sortie.dev/role': 'worker', 'sortie.dev/index': '0', 'sortie.dev/template': 'a' }

/** A pod that is being deleted, of a fleet whose spec gives 600 s by now; a node counts as lost after 60 s. */
function deletedPod() {
  let nowMs = 1_000_000
  const store = new ObjectStore<PodObject>()
  const given = (deletionGracePeriodSeconds: number | undefined, resourceVersion: string) => {
    const metadata = { name: 'f-worker-0', namespace: 'n', uid: 'p', resourceVersion, labels, ownerReferences: [owner] }
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
  const isLost = async (laterSeconds: number) => {
    nowMs += laterSeconds * 1_000
    return (await pods.list(never))[0]?.nodeLost
  }
  return { given, isLost }
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
