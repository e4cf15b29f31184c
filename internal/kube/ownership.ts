/** What is a fleet's own and what is not: nothing else is changed or deleted, whatever it is called. */
import { SortieError } from '#internal/base/errors.ts'
import { managedBy, marks } from '#internal/fleet/names.ts'
import type { KubeClient } from './client.ts'
import type { KubeObject, ObjectMeta, OwnerReference, ResourceKind } from './objects.ts'

export function isOwnedBy({ ownerReferences }: ObjectMeta, owner: Pick<OwnerReference, 'uid'>): boolean {
  return ownerReferences?.some(({ uid, controller }) => controller === true && uid === owner.uid) === true
}

/** Owned by the fleet; or labelled as its own, and nobody else's: what an owner was taken from, or a backup brought back. */
export function isOfFleet(metadata: ObjectMeta, owner: OwnerReference): boolean {
  if (metadata.ownerReferences?.some(({ controller }) => controller === true) === true) return isOwnedBy(metadata, owner)
  const expected = { ...managedBy, [marks.fleet]: owner.name }
  return Object.entries(expected).every(([key, value]) => metadata.labels?.[key] === value)
}

export interface MadeObject {
  readonly kind: ResourceKind
  readonly namespace: string
  readonly body: KubeObject
  readonly isOurs: (found: ObjectMeta) => boolean
}

/**
 * Makes an object; where one of its name is there already it is looked at first, and left alone. One call where there is none.
 * Throws `kube.exists` for what is somebody else's.
 */
export async function makeOrFind<T extends KubeObject>(
  client: Pick<KubeClient, 'get' | 'create'>,
  { kind, namespace, body, isOurs }: MadeObject,
  signal: AbortSignal,
): Promise<{ readonly object: T; readonly isNew: boolean }> {
  try {
    return { object: await client.create<T>(kind, namespace, body, signal), isNew: true }
  } catch (thrown) {
    if (!(thrown instanceof SortieError) || thrown.code !== 'kube.exists') throw thrown
  }
  const object = await client.get<T>(kind, namespace, body.metadata.name, signal)
  if (isOurs(object.metadata)) return { object, isNew: false }
  throw new SortieError('kube.exists', `a ${kind.kind} ${namespace}/${body.metadata.name} is there that is not this fleet's`, {
    remedy: 'if it is of a fleet or pod that was deleted it goes by itself; else delete or rename it',
  })
}

/** Null for what is not there. */
export async function gone<T>(call: Promise<T>): Promise<T | null> {
  return call.catch((thrown: unknown) => {
    if (thrown instanceof SortieError && thrown.code === 'kube.not-found') return null
    throw thrown
  })
}
