import { natsProtocols, text, url } from './option.ts'

/** How to be let in to a bus: the same for every process that joins one. */
export const busAccessOptions = {
  natsToken: text('nats-token', 'Token of that server; give it by SORTIE_NATS_TOKEN.', { secret: true }),
  natsCreds: text('nats-creds', 'Credentials file, in place of a token (`sortie auth mint`).', { value: 'file' }),
  natsCa: text('nats-ca', 'PEM of the authority that the server is checked by, where the system does not know it.', { value: 'file' }),
  natsPlaintext: {
    flag: 'nats-plaintext',
    prose: 'Development only: speak to a server on another machine without TLS.',
    fallback: false as boolean,
  },
} as const

/** Names are used again: whoever counts pods has to know which of them speaks. */
export const incarnation = text('incarnation', 'Which life of its name this is, such as the uid of its pod.', { value: 'uid' })

/** How to reach a running fleet's bus: the same for every command that does. */
export const busOptions = {
  fleet: text('fleet', 'Name of the fleet (default: the one that `sortie up` keeps in this folder, else local).', { value: 'name' }),
  natsUrl: url('nats-url', "The fleet's nats-server (default: that of `sortie up`, else nats://127.0.0.1:4222).", natsProtocols),
  ...busAccessOptions,
} as const
