import { busAccessOptions } from './bus.ts'
import { type EngineKind, engineKinds } from './replica.ts'
import { choice, httpProtocols, integer, natsProtocols, type OptionSpec, text, url } from './option.ts'

/** Empty: what the resource says. */
const engine: OptionSpec<'' | EngineKind> = {
  ...choice('engine', 'What samples, whatever the resource says; llama.cpp alone is started.', engineKinds, 'llama.cpp'),
  fallback: '',
}

/** Options of `sortie up`. */
export const upOptions = {
  file: {
    ...text('file', 'RolloutFleet to run (default: the small model and the environment of --environment).', { value: 'yaml' }),
    short: 'f',
    environment: null,
  },
  environment: text('environment', 'Environment of the fleet, where no file says it.', { fallback: 'math', value: 'name' }),
  model: text('model', 'GGUF file to serve, whatever the resource says (default: the small model that set-up brings).', { value: 'path' }),
  engine,
  engineUrl: url('engine-url', 'A running engine to attach to instead of starting llama-servers.', httpProtocols),
  strict: {
    flag: 'strict',
    environment: null,
    prose: 'Refuse a resource with fields that one machine cannot carry out, instead of naming them.',
    fallback: false as boolean,
  },
  natsUrl: url('nats-url', 'A running nats-server to use instead of starting one; the token is in SORTIE_NATS_TOKEN.', natsProtocols),
  natsToken: text('nats-token', 'Token of that server.', { secret: true }),
  natsPlaintext: busAccessOptions.natsPlaintext,
  natsPort: {
    ...integer('nats-port', 'Port of the nats-server that is started; 0 takes a free one.', { fallback: 0, min: 0, max: 65_535 }),
    environment: null,
  },
  state: {
    ...text('state', 'Folder for logs and for how to connect (default: ./sortie-fleets/NAME).', { value: 'dir' }),
    environment: null,
  },
} as const
