/** A pod template of a user over the pod that Sortie makes. Pure. */

type Json = unknown
type Fields = Readonly<Record<string, Json>>

/**
 * `over` on top of `base`: fields one by one, lists of named things by name, mounts by their path, tolerations added; other lists and values
 * are replaced. A volume is replaced whole: it has one source.
 */
export function mergeOver(base: Json, over: Json, at = ''): Json {
  if (over === undefined) return base
  if (at === 'volumes') return byKey(base, over, { key: 'name', merge: (_, given) => given })
  if (at === 'volumeMounts') return byKey(base, over, { key: 'mountPath', merge: (_, given) => given })
  if (at === 'tolerations') return [...listOf(base), ...listOf(over)]
  // An empty list adds nothing: it does not take what is there away.
  if (isNamed(base) && (isNamed(over) || isEmpty(over)))
    return byKey(base, over, { key: 'name', merge: (own, given) => mergeOver(own, given) })
  if (!isFields(base) || !isFields(over)) return over
  const keys = new Set([...Object.keys(base), ...Object.keys(over)])
  return Object.fromEntries([...keys].map((key) => [key, mergeOver(base[key], over[key], key)]))
}

function byKey(
  base: Json,
  over: Json,
  { key, merge }: { readonly key: string; readonly merge: (own: Json, given: Json) => Json },
): readonly Json[] {
  const merged = new Map<unknown, Json>(listOf(base).map((each) => [(each as Fields)[key], each]))
  // Whatever stands in a list, the API server says what is wrong with it.
  for (const each of listOf(over)) {
    const name = isFields(each) ? each[key] : undefined
    merged.set(name, merged.has(name) ? merge(merged.get(name), each) : each)
  }
  return [...merged.values()]
}

function isFields(value: Json): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function isNamed(value: Json): boolean {
  return Array.isArray(value) && value.length > 0 && value.every((each) => isFields(each) && typeof each['name'] === 'string')
}

function isEmpty(value: Json): boolean {
  return Array.isArray(value) && value.length === 0
}

function listOf(value: Json): readonly Json[] {
  return Array.isArray(value) ? (value as Json[]) : []
}
