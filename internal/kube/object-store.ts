import type { KubeObject } from './objects.ts'

/**
 * What is known of the objects of one kind: what a list and a watch said, and answers to our own writes, whichever is newer.
 *
 *   O1  a write of ours is seen by the next look, before the watch says it: no object is made or changed twice for want of patience
 *   O2  an answer that the watch has passed already changes nothing: what was deleted meanwhile does not come back
 *   O3  an object of the same name and another uid is another object
 *   O4  what the watch says of the very version that an answer to a write of ours has said is no news
 *
 * Resource versions are compared as the integers that they are (Kubernetes KEP-5504); what cannot be compared is taken from the watch alone.
 */
export class ObjectStore<T extends KubeObject> {
  readonly #objects = new Map<string, T>()
  /** The newest version that list or watch have said. */
  #reached = 0n

  get(key: string): T | undefined {
    return this.#objects.get(key)
  }

  values(): IterableIterator<T> {
    return this.#objects.values()
  }

  get size(): number {
    return this.#objects.size
  }

  /** All that there is at a version; what changed, by key, as it is now or was. */
  replace(objects: readonly T[], resourceVersion: string): Map<string, T> {
    const changed = new Map<string, T>()
    const listed = new Map(objects.map((object) => [keyOf(object), object]))
    const at = versionOf(resourceVersion)
    for (const [key, known] of this.#objects) {
      // O1: written after the list was made.
      if (listed.has(key) || newer(known.metadata.resourceVersion, at)) continue
      this.#objects.delete(key)
      changed.set(key, known)
    }
    for (const [key, object] of listed) {
      const known = this.#objects.get(key)
      if (known?.metadata.resourceVersion === object.metadata.resourceVersion || isNewer(known, object)) continue
      this.#objects.set(key, object)
      changed.set(key, object)
    }
    this.#reach(resourceVersion)
    return changed
  }

  /**
   * What the watch says, and whether it is news. A version that is older than what is known is: somebody else wrote it, and what is known of it
   * by the answer to our own later write nobody has looked at yet.
   */
  apply(type: 'ADDED' | 'MODIFIED' | 'DELETED', object: T): { readonly key: string; readonly isNews: boolean } {
    const key = keyOf(object)
    const known = this.#objects.get(key)
    const { uid, resourceVersion } = object.metadata
    const isNews = type === 'DELETED' || resourceVersion === undefined || known?.metadata.resourceVersion !== resourceVersion
    if (type === 'DELETED') {
      if (known === undefined || known.metadata.uid === uid) this.#objects.delete(key)
    } else if (!isNewer(known, object)) this.#objects.set(key, object)
    this.#reach(resourceVersion)
    return { key, isNews }
  }

  /** How far the watch has come, when nothing has changed. */
  reach(resourceVersion: string): void {
    this.#reach(resourceVersion)
  }

  /** The answer to a write of ours. */
  learn(object: T): void {
    if (!newer(object.metadata.resourceVersion, this.#reached)) return
    const key = keyOf(object)
    if (!isNewer(this.#objects.get(key), object)) this.#objects.set(key, object)
  }

  /** A write of ours found it gone. */
  forget(key: string, uid: string): void {
    if (this.#objects.get(key)?.metadata.uid === uid) this.#objects.delete(key)
  }

  #reach(resourceVersion: string | undefined): void {
    const version = versionOf(resourceVersion)
    if (version !== null && version > this.#reached) this.#reached = version
  }
}

/** `namespace/name`; of a cluster's own objects `/name`. */
export function keyOf({ metadata }: KubeObject): string {
  return `${metadata.namespace ?? ''}/${metadata.name}`
}

function versionOf(resourceVersion: string | undefined): bigint | null {
  return resourceVersion !== undefined && /^\d{1,20}$/.test(resourceVersion) ? BigInt(resourceVersion) : null
}

function newer(resourceVersion: string | undefined, than: bigint | null): boolean {
  const version = versionOf(resourceVersion)
  return version !== null && than !== null && version > than
}

/** Whether what is known is of a later version than what is said. */
function isNewer(known: KubeObject | undefined, said: KubeObject): boolean {
  return known !== undefined && newer(known.metadata.resourceVersion, versionOf(said.metadata.resourceVersion))
}
