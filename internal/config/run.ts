import { choice, duration, httpProtocols, integer, natsProtocols, outputOption, text, type Values, url } from './option.ts'
import { engineKinds } from './replica.ts'

/** Options of `sortie run`. */
export const runOptions = {
  environment: text('environment', 'Only the tasks of this environment.', { value: 'name' }),
  groupSize: integer('group-size', 'Rollouts a task, where the task does not say: a group that a learner compares.', {
    fallback: 1,
    min: 1,
    max: 1024,
  }),
  workers: integer('workers', 'Environment worker processes.', { fallback: 2, min: 1, max: 64 }),
  slots: integer('slots', 'Rollouts that each worker runs at a time.', { fallback: 4, min: 1, max: 256 }),
  replicas: integer('replicas', 'Inference replica processes; the cores are shared among them.', { fallback: 2, min: 1, max: 16 }),
  model: text('model', 'GGUF file that the replicas serve (default: the small model that set-up brings).', { value: 'path' }),
  engine: choice('engine', 'What answers at --engine-url; llama.cpp alone is started here.', engineKinds, 'llama.cpp'),
  engineUrl: url('engine-url', 'A running engine to use instead of starting any llama-server.', httpProtocols),
  natsUrl: url('nats-url', 'A running nats-server to use instead of starting one; the token is in SORTIE_NATS_TOKEN.', natsProtocols),
  natsToken: text('nats-token', 'Token of that server.', { secret: true }),
  out: text('out', 'Folder for the trajectories (default: a new one under ./sortie-runs/).', { value: 'dir' }),
  seed: integer('seed', 'Seed from which every rollout derives its own.', { fallback: 1, min: 0, max: 2 ** 31 - 1 }),
  limit: integer('limit', 'Only so many tasks, from each environment in turn; 0 is all.', {
    fallback: 0,
    min: 0,
    max: 1_000_000,
    unit: 'tasks',
  }),
  deadline: duration('deadline', 'When this has passed, what has not ended is ended as timed_out.', {
    fallbackMs: 30 * 60_000,
    minMs: 1_000,
    maxMs: 7 * 24 * 3_600_000,
  }),
  output: outputOption,
} as const

export type RunOptions = Values<typeof runOptions>
