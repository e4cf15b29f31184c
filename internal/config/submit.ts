import { busOptions } from './bus.ts'
import { duration, integer, outputOption, text } from './option.ts'

/** Options of `sortie tasks submit`. */
export const submitOptions = {
  ...busOptions,
  runId: text(
    'run-id',
    'Name of the run; the same run, submission and task are the same rollouts, and are queued once (default: a new one).',
    {
      value: 'name',
    },
  ),
  submission: integer('submission', 'Number of this submission of the run: a second epoch over the same tasks is 2.', {
    fallback: 1,
    min: 1,
    max: 1_000_000,
  }),
  environment: text('environment', 'Only the tasks of this environment.', { value: 'name' }),
  groupSize: integer('group-size', 'Rollouts a task, where the task does not say.', { fallback: 1, min: 1, max: 1024 }),
  limit: integer('limit', 'Only so many tasks, from each environment in turn; 0 is all.', {
    fallback: 0,
    min: 0,
    max: 1_000_000,
    unit: 'tasks',
  }),
  seed: integer('seed', 'Seed from which every rollout derives its own.', { fallback: 1, min: 0, max: 2 ** 31 - 1 }),
  deadline: duration('deadline', 'When this has passed, what has not ended is ended as timed_out.', {
    fallbackMs: 30 * 60_000,
    minMs: 1_000,
    maxMs: 7 * 24 * 3_600_000,
  }),
  output: outputOption,
} as const

/** Options of `sortie tasks cancel`. */
export const cancelOptions = {
  ...busOptions,
  run: { ...text('run', 'Rollouts of this run.', { value: 'name' }), environment: null },
  group: { ...text('group', 'Rollouts of this group.', { value: 'id' }), environment: null },
  rollout: { ...text('rollout', 'This rollout.', { value: 'id' }), environment: null },
  olderThan: integer('older-than-version', 'Only what weights older than this version have sampled; 0: whatever it is.', {
    fallback: 0,
    min: 0,
    max: Number.MAX_SAFE_INTEGER,
    unit: 'version',
  }),
} as const

/** Options of the commands that look at a running fleet. */
export const lookOptions = { ...busOptions, output: outputOption } as const
