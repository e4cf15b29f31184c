import { duration, outputOption, text } from './option.ts'

/** Options of `sortie down`. */
export const downOptions = {
  fleet: text('fleet', 'Name of the fleet (default: the only one that runs in this folder).', { value: 'name' }),
  state: text('state', 'Folder of its state, where `sortie up` was given one.', { value: 'dir' }),
  now: { flag: 'now', environment: null, prose: 'Do not wait for what runs: the same as a second Ctrl-C.', fallback: false as boolean },
  timeout: {
    ...duration('timeout', 'How long to wait for its end.', { fallbackMs: 60_000, minMs: 1_000, maxMs: 3_600_000 }),
    environment: null,
  },
  output: outputOption,
} as const
