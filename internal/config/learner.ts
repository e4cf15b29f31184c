import { busOptions } from './bus.ts'
import { integer, outputOption, seconds, text, type Values } from './option.ts'

const mib = 2 ** 20

/** Options of `sortie learner serve`. */
export const gatewayOptions = {
  ...busOptions,
  host: {
    ...text('host', 'Address to listen on; one that is not of this machine needs --open-to-network.', {
      fallback: '127.0.0.1',
      value: 'address',
    }),
    environment: null,
  },
  port: { ...integer('port', 'Port to listen on; 0 takes a free one.', { fallback: 7400, min: 0, max: 65_535 }), environment: null },
  openToNetwork: {
    flag: 'open-to-network',
    prose: 'Listen beyond this machine: whoever has the token reads trajectories and publishes weights, in plain text.',
    fallback: false as boolean,
  },
  tokenFile: text(
    'token-file',
    'File with the token that trainers present; made, for its owner alone, when it is not there (default: token in --out).',
    { value: 'path' },
  ),
  out: {
    ...text('out', 'Folder for the token and for what is refused (default: a new one under ./sortie-learners/).', { value: 'dir' }),
    environment: null,
  },
  bufferMib: integer('buffer-mib', 'Rollouts that wait for their group, or to be taken, weigh no more.', {
    fallback: 512,
    min: 1,
    max: 1024 * 1024,
    unit: 'MiB',
  }),
} as const

export type GatewayOptions = Values<typeof gatewayOptions>

/** Bytes of `--buffer-mib`. */
export function bufferBytes({ bufferMib }: Pick<GatewayOptions, 'bufferMib'>): number {
  return bufferMib * mib
}

/** Options of `sortie learner simulate`. */
export const simulateOptions = {
  ...busOptions,
  stepSeconds: {
    ...seconds('step-seconds', 'How long a step of the simulated trainer takes.', { fallback: 5, min: 0, max: 3_600 }),
    environment: null,
  },
  batch: {
    ...integer('batch', 'Rollouts in a batch, at least.', { fallback: 16, min: 1, max: 1_000_000, unit: 'rollouts' }),
    environment: null,
  },
  maxStaleness: {
    ...integer('max-staleness', 'Accepted lag in weight versions; -1: any.', { fallback: 2, min: -1, max: 1_000, unit: 'versions' }),
    environment: null,
  },
  steps: { ...integer('steps', 'Steps to take; 0: until Ctrl-C.', { fallback: 0, min: 0, max: 1_000_000, unit: 'n' }), environment: null },
  bufferMib: gatewayOptions.bufferMib,
  output: outputOption,
} as const
