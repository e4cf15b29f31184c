import { outputOption, text } from './option.ts'

/** Options of `sortie scale`. */
export const scaleOptions = {
  namespace: {
    ...text('namespace', "Namespace of the fleet; empty: the kubeconfig's.", { value: 'name' }),
    short: 'n',
    environment: null,
  },
  kubeconfig: { ...text('kubeconfig', 'Kubeconfig file; empty: as kubectl finds it.', { value: 'file' }), environment: null },
  output: outputOption,
} as const
