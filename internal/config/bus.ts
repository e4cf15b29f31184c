import { natsProtocols, text, url } from './option.ts'

/** How to reach a running fleet's bus: the same for every command that does. */
export const busOptions = {
  fleet: text('fleet', 'Name of the fleet.', { fallback: 'local', value: 'name' }),
  natsUrl: url('nats-url', "The fleet's nats-server.", { ...natsProtocols, fallback: 'nats://127.0.0.1:4222' }),
  natsToken: text('nats-token', 'Token of that server; give it by SORTIE_NATS_TOKEN.', { secret: true }),
} as const
