import { readFile } from 'node:fs/promises'
import type { KubeConfig } from '@kubernetes/client-node'
import { systemClock as clock } from '#internal/base/clock.ts'
import { SortieError, errorText } from '#internal/base/errors.ts'
import type { clusterOptions } from '#internal/config/cluster.ts'
import type { Values } from '#internal/config/option.ts'
import { KubeClient, loadKubeconfig } from '#internal/kube/client.ts'

export interface Cluster extends AsyncDisposable {
  readonly client: KubeClient
  readonly config: KubeConfig
  readonly namespace: string
}

/** The cluster that the options name. Throws `config.invalid`. */
export async function openCluster({ kubeconfig, context, namespace }: Values<typeof clusterOptions>): Promise<Cluster> {
  const config = loadKubeconfig(kubeconfig === '' ? null : await readKubeconfig(kubeconfig), context)
  const client = new KubeClient(config, { clock, fieldManager: 'sortie' })
  return {
    client,
    config,
    namespace: namespace === '' ? client.namespace : namespace,
    [Symbol.asyncDispose]: () => client[Symbol.asyncDispose](),
  }
}

async function readKubeconfig(path: string): Promise<string> {
  return readFile(path, 'utf8').catch((thrown: unknown) => {
    throw new SortieError('config.invalid', `--kubeconfig ${path} cannot be read: ${errorText(thrown)}`, { cause: thrown })
  })
}
