import { text } from './option.ts'

/** Which cluster, and where in it: as kubectl has them. No environment names: they would clash with those of a controller. */
export const clusterOptions = {
  namespace: {
    ...text('namespace', "Namespace of the fleet; empty: the kubeconfig's.", { value: 'name' }),
    short: 'n',
    environment: null,
  },
  kubeconfig: { ...text('kubeconfig', 'Kubeconfig file; empty: as kubectl finds it.', { value: 'file' }), environment: null },
  context: { ...text('context', 'Context of the kubeconfig; empty: the current one.', { value: 'name' }), environment: null },
} as const
