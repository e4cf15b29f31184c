/**
 * What the processes of a fleet inherit from ours: where programs and temporary files are, and every SORTIE_ setting.
 * The rest, credentials of other programs among it, stays here.
 */
export function inheritedEnvironment(): Record<string, string> {
  const kept = ['PATH', 'HOME', 'TMPDIR', 'LANG']
  const entries = Object.entries(process.env).filter(
    ([name, value]) => value !== undefined && (kept.includes(name) || name.startsWith('SORTIE_')),
  )
  return Object.fromEntries(entries) as Record<string, string>
}
