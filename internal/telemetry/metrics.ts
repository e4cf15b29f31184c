import { Counter, Gauge, Histogram, Registry } from 'prom-client'

/**
 * The catalogue of every metric. Base units, labels from closed sets only: never ids, pod names or raw errors.
 * `environment` is closed by the registry of environments.
 */
export function createMetrics() {
  const registry = new Registry()
  const registers = [registry]
  return {
    registry,
    rollouts: new Counter({
      name: 'sortie_rollouts_total',
      help: 'Rollouts that this worker ended, by status.',
      labelNames: ['environment', 'status'],
      registers,
    }),
    turns: new Counter({ name: 'sortie_turns_total', help: 'Turns played.', labelNames: ['environment'], registers }),
    tokensSampled: new Counter({
      name: 'sortie_tokens_sampled_total',
      help: 'Tokens sampled from the policy.',
      labelNames: ['environment'],
      registers,
    }),
    tokensPrompt: new Counter({
      name: 'sortie_tokens_prompt_total',
      help: 'Tokens appended to traces that the policy did not sample.',
      labelNames: ['environment'],
      registers,
    }),
    trajectoryBytes: new Counter({
      name: 'sortie_trajectory_bytes_total',
      help: 'Bytes of trajectory chunks that the stream acknowledged.',
      registers,
    }),
    chunks: new Counter({ name: 'sortie_trajectory_chunks_total', help: 'Trajectory chunks that the stream acknowledged.', registers }),
    turnSeconds: new Histogram({
      name: 'sortie_turn_seconds',
      help: 'Where the time of a turn goes.',
      labelNames: ['phase'],
      // From a scripted engine's microseconds to a slow tool's minutes.
      buckets: [0.001, 0.005, 0.02, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300],
      registers,
    }),
    slots: new Gauge({ name: 'sortie_slots', help: 'Slots of this worker, by state.', labelNames: ['state'], registers }),
    integrityFindings: new Counter({
      name: 'sortie_integrity_findings_total',
      help: 'Signs of cheating that verifiers found.',
      labelNames: ['kind'],
      registers,
    }),
    reward: new Histogram({
      name: 'sortie_reward',
      help: 'Rewards that verifiers gave.',
      labelNames: ['environment'],
      buckets: [0, 0.25, 0.5, 0.75, 1],
      registers,
    }),
    engineRequests: new Counter({
      name: 'sortie_engine_requests_total',
      help: 'Generations that this replica was asked for, by outcome.',
      labelNames: ['outcome'],
      registers,
    }),
    engineRunning: new Gauge({ name: 'sortie_engine_requests_running', help: 'Generations in flight at this replica.', registers }),
    engineRestarts: new Counter({
      name: 'sortie_engine_restarts_total',
      help: 'Times that this replica started its engine again.',
      registers,
    }),
    weightVersion: new Gauge({ name: 'sortie_weight_version', help: 'Weight version that this replica serves.', registers }),
  }
}

export type Metrics = ReturnType<typeof createMetrics>
