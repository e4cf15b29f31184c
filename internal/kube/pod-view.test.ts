import { expect, test } from 'vitest'
import { type PodObject, failureOf, keepOfPod, phaseOf } from './pod-view.ts'

const failed = (status: NonNullable<PodObject['status']>) =>
  failureOf(keepOfPod({ metadata: { name: 'p' }, status: { phase: 'Failed', ...status } }))
const waiting = (reason: string, message: string) =>
  failureOf(
    keepOfPod({
      metadata: { name: 'p' },
      status: { phase: 'Pending', containerStatuses: [{ name: 'worker', state: { waiting: { reason, message } } }] },
    }),
  )
const killed = [{ name: 'worker', state: { terminated: { exitCode: 137, reason: 'Error' } } }]

test.for(['Evicted', 'Preempting', 'NodeShutdown', 'Terminated'])('a pod that its node ended (%s) has not crashed', (reason) => {
  const message = 'the node was low on memory'
  expect(failed({ reason, message, containerStatuses: killed })).toEqual({ reason: 'Evicted', message: `${reason}: ${message}` })
})

test('a pod that had to go for another has not crashed', () => {
  const preempted = { type: 'DisruptionTarget', status: 'True', reason: 'PreemptionByScheduler', message: 'for a pod of priority 7' }
  const evicted = { reason: 'Evicted', message: 'PreemptionByScheduler: for a pod of priority 7' }
  expect(failed({ conditions: [preempted], containerStatuses: killed })).toEqual(evicted)
  expect(failed({ containerStatuses: killed })).toMatchObject({ reason: 'CrashLoop' })
})

test('what a pod refers to and is not there is no crash', () => {
  const message = 'secret "f-sortie" not found'
  expect(waiting('CreateContainerConfigError', message)).toEqual({ reason: 'ConfigError', message: `worker: ${message}` })
  expect(waiting('CrashLoopBackOff', 'back-off 10s')).toMatchObject({ reason: 'CrashLoop' })
})

test.for([
  ['worker', 3, 'failed', { reason: 'CrashLoop', message: 'worker: exit code 3 (Error): no sandbox here' }],
  ['agent', 137, 'failed', { reason: 'CrashLoop', message: 'agent: exit code 137 (Error): no sandbox here' }],
  ['worker', 0, 'succeeded', null],
  ['mesh', 1, 'running', null],
] as const)('a pod in which %s ended with %i beside others that run is %s', ([name, exitCode, phase, failure]) => {
  const terminated = { exitCode, reason: 'Error', message: 'no sandbox here' }
  const beside = { name: name === 'mesh' ? 'worker' : 'mesh', state: {} }
  const crashedBefore = { name: 'init', state: { terminated: { exitCode: 9 } } }
  const status = { phase: 'Running', containerStatuses: [beside, { name, state: { terminated } }], initContainerStatuses: [crashedBefore] }
  const pod = keepOfPod({ metadata: { name: 'p' }, status })
  expect([phaseOf(pod), failureOf(pod)]).toEqual([phase, failure])
})

test.for([
  ['worker', { running: { startedAt: '2026-01-01T00:00:00Z' } }, 'running'],
  ['agent', { running: {} }, 'running'],
  ['worker', { terminated: { exitCode: 0 } }, 'succeeded'],
  ['agent', { terminated: { exitCode: 3 } }, 'failed'],
  ['worker', { waiting: { reason: 'PodInitializing' } }, 'pending'],
  ['worker', undefined, 'pending'],
] as const)('a pod whose %s is %o is that, though another container waits and Kubernetes calls it pending', ([name, state, phase]) => {
  const beside = { name: 'mesh', state: { waiting: { reason: 'ImagePullBackOff', message: 'no such image' } } }
  const status = { phase: 'Pending', containerStatuses: [beside, { name, ...(state === undefined ? {} : { state }) }] }
  const pod = keepOfPod({ metadata: { name: 'p' }, status })
  expect(phaseOf(pod)).toBe(phase)
  expect(failureOf(pod)?.reason).toBe(phase === 'failed' ? 'CrashLoop' : 'ImagePullFailed')
})
