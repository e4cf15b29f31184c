/** What the controller says of a fleet. Absent is unknown: never 0 for that. */
import { z } from 'zod'

/** As long as a spec's may be. */
export const urlMax = 2_048

const count = () => z.int().min(0)

/** Types of conditions, as the API conventions have them: each answers one question. */
export const conditionTypes = ['Ready', 'Progressing', 'Degraded', 'ScalingActive', 'Pinned'] as const

/** Why a condition is as it is: a closed set; docs/operations.md says what to do about each. */
export const conditionReasons = [
  'AllReady',
  'Starting',
  'RollingOut',
  'Draining',
  'Paused',
  'Invalid',
  'ImagePullFailed',
  'Unschedulable',
  'QuotaExceeded',
  'AdmissionRefused',
  'ConfigError',
  'CrashLoop',
  'Evicted',
  'NodeLost',
  'InternalError',
  'StreamUnreachable',
  'FollowingDemand',
  'Stabilising',
  'AtMinimum',
  'AtMaximum',
  'Idle',
  'SignalsMissing',
  'PinnedByReplicas',
  'NotPinned',
  'Deleting',
] as const

export type ConditionReason = (typeof conditionReasons)[number]

const pods = {
  desired: count().optional().describe('Pods that are wanted.'),
  replicas: count().optional().describe('Pods that are there.'),
  ready: count().optional().describe('Pods that can do their job.'),
  updated: count().optional().describe('Pods of the newest template.'),
  draining: count().optional().describe('Pods that finish what they have and leave.'),
}

export const fleetStatusSchema = z
  .strictObject({
    observedGeneration: z.int().min(0).optional().describe('Generation of the spec that this status is about.'),
    conditions: z
      .array(
        z.strictObject({
          type: z.enum(conditionTypes).describe('What is asked.'),
          status: z.enum(['True', 'False', 'Unknown']).describe('The answer.'),
          reason: z.enum(conditionReasons).describe('Why, in one word.'),
          message: z.string().max(4096).describe('Why, for people.'),
          observedGeneration: z.int().min(0).optional().describe('Generation of the spec that it is about.'),
          lastTransitionTime: z.string().max(40).describe('When the answer changed, RFC 3339.'),
        }),
      )
      .max(16)
      .optional()
      .describe('Is it well, and if not, why.'),
    environment: z
      .strictObject({
        ...pods,
        selector: z.string().max(1024).optional().describe('Of the worker pods, for the scale subresource.'),
        busySlots: count().optional().describe('Slots that play a rollout.'),
        slots: count().optional().describe('Slots of the workers that are ready.'),
      })
      .optional()
      .describe('The workers.'),
    inference: z
      .strictObject({ ...pods, weightVersion: count().optional().describe('Oldest weight version that a ready replica serves.') })
      .optional()
      .describe('The replicas.'),
    stream: z
      .strictObject({
        fleet: z.string().max(64).describe('Name of the fleet on the bus.'),
        url: z.string().max(urlMax).describe('Where the bus is, as pods of the cluster reach it.'),
      })
      .optional()
      .describe('Its bus.'),
  })
  .describe('What the fleet is.')

export type FleetStatus = z.output<typeof fleetStatusSchema>
