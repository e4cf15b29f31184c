import { busAccessOptions, incarnation } from './bus.ts'
import { choice, duration, httpProtocols, integer, natsProtocols, text, type Values, url } from './option.ts'
import { processOptions } from './process.ts'

/** Engines that an agent speaks to. */
export const engineKinds = ['llama.cpp', 'vllm', 'sglang'] as const
export type EngineKind = (typeof engineKinds)[number]

/** Options of an inference replica. */
export const replicaOptions = {
  name: text('name', 'Name of this replica, unique in its fleet.', { fallback: 'replica-1', value: 'name' }),
  fleet: text('fleet', 'Fleet that it belongs to.', { fallback: 'local', value: 'name' }),
  incarnation,
  host: text('host', 'Address to listen on.', { fallback: '127.0.0.1', value: 'address' }),
  port: integer('port', 'Port to listen on; 0 takes a free one.', { fallback: 0, min: 0, max: 65_535 }),
  advertiseUrl: url('advertise-url', 'URL by which workers reach this replica (default: where it listens).', httpProtocols),
  fleetToken: text('fleet-token', 'Token that workers must present; give it by SORTIE_FLEET_TOKEN.', { secret: true }),
  model: text('model', 'GGUF file to serve.', { value: 'path' }),
  engine: choice(
    'engine',
    'What samples: llama.cpp is started here or attached to, vllm and sglang are attached to.',
    engineKinds,
    'llama.cpp',
  ),
  engineUrl: url('engine-url', 'A running engine to attach to instead of starting a llama-server.', httpProtocols),
  engineWait: duration('engine-wait', 'How long to wait for the engine at --engine-url: it may have a model to fetch and to load.', {
    fallbackMs: 30_000,
    minMs: 0,
    maxMs: 24 * 3_600_000,
  }),
  llamaServer: text('llama-server', 'The llama-server to start (default: .tools/bin/llama-server, then the PATH).', { value: 'path' }),
  engineArgs: text('engine-args', 'Added to the command line of that llama-server: a JSON list of texts.', { value: 'json' }),
  engineLog: text('engine-log', "File that the engine's own output is appended to; empty keeps its last words alone.", { value: 'path' }),
  threads: integer('threads', 'Threads of the engine.', { fallback: 1, min: 1, max: 1024 }),
  parallel: integer('parallel', 'Sequences that the engine decodes at a time; of vllm its --max-num-seqs; sglang says so itself.', {
    fallback: 4,
    min: 1,
    max: 4096,
  }),
  contextTokens: integer('context-tokens', 'Tokens of prompt and answer that one sequence may hold.', {
    fallback: 2_048,
    min: 256,
    max: 4_194_304,
    unit: 'tokens',
  }),
  grace: duration('grace', 'How long generations in flight may go on after SIGTERM.', {
    fallbackMs: 25_000,
    minMs: 0,
    maxMs: 24 * 3_600_000,
  }),
  natsUrl: url('nats-url', 'nats-server to announce itself at; empty announces nothing.', natsProtocols),
  ...busAccessOptions,
  ...processOptions,
} as const

export type ReplicaOptions = Values<typeof replicaOptions>
