import { busAccessOptions, incarnation } from './bus.ts'
import { environmentOptions } from './environment.ts'
import { duration, integer, natsProtocols, text, type Values, url } from './option.ts'
import { processOptions } from './process.ts'

const hourMs = 3_600_000

/** Options of an environment worker. */
export const workerOptions = {
  name: text('name', 'Name of this worker, unique in its fleet.', { fallback: 'worker-1', value: 'name' }),
  fleet: text('fleet', 'Fleet that it belongs to.', { fallback: 'local', value: 'name' }),
  incarnation,
  slots: integer('slots', 'Rollouts at a time.', { fallback: 4, min: 1, max: 256 }),
  environments: text('environments', 'Environments to serve, by comma; empty is all that this machine can.', { value: 'names' }),
  environmentConfig: text('environment-config', 'Configuration of environments by name, JSON: {"NAME":{…}} (`sortie env show NAME`).', {
    value: 'json',
  }),
  natsUrl: url('nats-url', 'nats-server of the fleet.', { ...natsProtocols, fallback: 'nats://127.0.0.1:4222' }),
  ...busAccessOptions,
  fleetToken: text('fleet-token', 'What replicas ask of workers; give it by SORTIE_FLEET_TOKEN.', { secret: true }),
  turns: integer('turns', 'Turns of a rollout, where the task does not say.', { fallback: 8, min: 1, max: 1_000 }),
  tokensPerTurn: integer('tokens-per-turn', 'Tokens that a turn may sample, where the task does not say.', {
    fallback: 128,
    min: 1,
    max: 131_072,
    unit: 'tokens',
  }),
  tokens: integer('tokens', 'Tokens that a rollout may sample, where the task does not say.', {
    fallback: 2_048,
    min: 1,
    max: 10_000_000,
    unit: 'tokens',
  }),
  wall: duration('wall', 'How long a rollout may take, where the task does not say.', {
    fallbackMs: 120_000,
    minMs: 100,
    maxMs: 24 * hourMs,
  }),
  lease: duration('lease', 'A worker that was stopped for longer than this gives up what it had claimed.', {
    fallbackMs: 30_000,
    minMs: 1_000,
    maxMs: hourMs,
  }),
  grace: duration('grace', 'How long rollouts may go on after SIGTERM.', { fallbackMs: 25_000, minMs: 0, maxMs: 7 * 24 * hourMs }),
  highWaterPercent: integer('high-water-percent', 'At this fill of the trajectory stream one slot claims alone; half-way to full none.', {
    fallback: 80,
    min: 1,
    max: 100,
    unit: 'percent',
  }),
  silentAttempts: integer('silent-attempts', 'Attempts that may end without a word before a rollout is poison.', {
    fallback: 3,
    min: 1,
    max: 100,
  }),
  healthHost: text('health-host', 'Address of /metrics, /healthz and /readyz.', { fallback: '127.0.0.1', value: 'address' }),
  healthPort: integer('health-port', 'Port of them; 0 takes a free one.', { fallback: 0, min: 0, max: 65_535 }),
  ...processOptions,
  ...environmentOptions,
} as const

export type WorkerOptions = Values<typeof workerOptions>
