// A person who presses Ctrl-C waits for what runs, but not for the grace of a cluster.
export const drainGraceMs = 8_000
// What a pod has beyond its drain on a cluster, to say goodbye.
const goodbyeMs = 10_000

/**
 * How long a process may go on after SIGTERM, in milliseconds. In a fleet that `stays`: its own grace, after which it ends by itself, and
 * time to do so; one that `drains` waits as long as a person does; one that `stops` not at all.
 */
export function processGraceMs(fleet: 'stays' | 'drains' | 'stops', own: { readonly gracePeriodSeconds: number }): number {
  if (fleet === 'stops') return 0
  return fleet === 'drains' ? drainGraceMs : own.gracePeriodSeconds * 1_000 + goodbyeMs
}
