import { SortieError } from '#internal/base/errors.ts'
import type { KubeClient } from './client.ts'
import { type KubeObject, kinds } from './objects.ts'

export interface SecretObject extends KubeObject {
  /** In base64. */
  readonly data?: Readonly<Record<string, string>>
}

/** A secret's values; null when it is not there. */
export async function readSecret(
  client: Pick<KubeClient, 'get'>,
  namespace: string,
  name: string,
  signal: AbortSignal,
): Promise<Readonly<Record<string, string>> | null> {
  try {
    const { data = {} } = await client.get<SecretObject>(kinds.secret, namespace, name, signal)
    return Object.fromEntries(Object.entries(data).map(([key, text]) => [key, Buffer.from(text, 'base64').toString('utf8')]))
  } catch (thrown) {
    if (thrown instanceof SortieError && thrown.code === 'kube.not-found') return null
    throw thrown
  }
}
