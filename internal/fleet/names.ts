/** What the parts of a fleet are called, on the bus and on a cluster: all of it follows from namespace, name, role and index. */
import { createHash } from 'node:crypto'
import type { Role } from './plan.ts'
import { reservedPrefix } from './resource.ts'

const tokenMax = 64

/**
 * A fleet's name on the bus, where clusters and namespaces may share a server: `training_code`. Unambiguous, since neither part can have
 * an underscore; one that would be too long ends in a hash.
 */
export function busFleetOf(namespace: string, name: string): string {
  const whole = `${namespace}_${name}`
  return whole.length <= tokenMax ? whole : `${whole.slice(0, tokenMax - 11)}-${shortHash(whole)}`
}

export function podName(fleet: string, role: Role, index: number): string {
  return `${fleet}-${role}-${String(index)}`
}

/** Names of what a fleet has once. */
export function fleetObjectName(fleet: string): string {
  return `${fleet}-sortie`
}

/** 10 hexadecimal digits of what a text says. */
export function shortHash(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 10)
}

export const marks = {
  fleet: `${reservedPrefix}fleet`,
  role: `${reservedPrefix}role`,
  index: `${reservedPrefix}index`,
  template: `${reservedPrefix}template`,
  /** Annotation: the epoch of the drain that a pod was asked for. */
  drain: `${reservedPrefix}drain`,
  finalizer: `${reservedPrefix}drain`,
} as const

export const managedBy = { 'app.kubernetes.io/managed-by': 'sortie' } as const

/** What everything of a fleet is labelled with. */
export function fleetLabels(fleet: string): Record<string, string> {
  return { 'app.kubernetes.io/name': 'sortie', 'app.kubernetes.io/instance': fleet, ...managedBy, [marks.fleet]: fleet }
}

export function roleLabels(fleet: string, role: Role): Record<string, string> {
  return { ...fleetLabels(fleet), 'app.kubernetes.io/component': role, [marks.role]: role }
}
