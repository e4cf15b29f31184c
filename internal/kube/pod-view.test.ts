import { expect, test } from 'vitest'
import { type PodObject, failureOf, keepOfPod } from './pod-view.ts'

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
