import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { systemClock as clock } from '#internal/base/clock.ts'
import { systemRng as rng } from '#internal/base/rng.ts'
import { marks } from '#internal/fleet/names.ts'
import { connectStream } from '#internal/stream/connection.ts'
import { silentLogger } from '#internal/telemetry/logger.ts'
import { never } from '../support/fleet.ts'
import { repository } from '../support/llama.ts'
import { readPlayed } from '../support/played.ts'

/** A worker that the controller deleted, and when. Unix milliseconds. */
export interface Deletion {
  readonly pod: string
  readonly atMs: number
  /** Its container ran, as far as the server knew; one that has ended plays nothing. */
  readonly isRunning: boolean
  /** When it was asked to drain; null: it was not. */
  readonly drainAskedMs: number | null
}

const controller = 'system:serviceaccount:sortie-system:sortie-controller'

/** Every worker that the controller deleted, by the API server's audit log: its lines, in order. */
export function deletionsOf(log: string, namespace: string): Deletion[] {
  const own = actsOf(log, namespace).filter(
    ({ objectRef, responseStatus }) => objectRef.name?.includes('-worker-') === true && responseStatus?.code === 200,
  )
  // By uid, which is in the body of both requests: a name is used again.
  const asked = new Map<string, number>()
  const deletions: Deletion[] = []
  for (const { verb, objectRef, requestReceivedTimestamp, requestObject, responseObject } of own) {
    const atMs = Date.parse(requestReceivedTimestamp)
    if (verb === 'patch' && typeof requestObject?.metadata?.annotations?.[marks.drain] === 'string')
      asked.set(requestObject.metadata.uid ?? '', atMs)
    if (verb !== 'delete') continue
    const uid = requestObject?.preconditions?.uid ?? 'unknown'
    // A kubelet says that a pod has failed only after all of it has gone, and of the container at once.
    const { phase, containerStatuses = [] } = responseObject?.status ?? {}
    const isRunning = phase === 'Running' && !containerStatuses.some(({ name, state }) => name === 'worker' && state?.terminated != null)
    deletions.push({ pod: objectRef.name ?? '', atMs, isRunning, drainAskedMs: asked.get(uid) ?? null })
  }
  return deletions
}

/** Every pod that the controller made from then on. */
export function creationsOf(log: string, namespace: string, sinceMs: number): string[] {
  return actsOf(log, namespace)
    .filter(({ verb, objectRef, responseStatus }) => verb === 'create' && objectRef.resource === 'pods' && responseStatus?.code === 201)
    .filter(({ requestReceivedTimestamp }) => Date.parse(requestReceivedTimestamp) >= sinceMs)
    .map(({ objectRef }) => objectRef.name ?? '')
}

/** What the controller asked for. */
function actsOf(log: string, namespace: string): AuditEvent[] {
  const events = log.split('\n').filter((line) => line !== '').map((line) => JSON.parse(line) as AuditEvent) // prettier-ignore
  return events.filter(({ user, objectRef }) => user.username === controller && objectRef.namespace === namespace)
}

/** Of the cluster of these stories. */
export function auditLog(): Promise<string> {
  return readFile(join(repository, '.tools/cluster/log/audit.log'), 'utf8')
}

interface AuditEvent {
  readonly verb: string
  readonly user: { readonly username: string }
  readonly objectRef: { readonly resource?: string; readonly namespace?: string; readonly name?: string }
  readonly responseStatus?: { readonly code?: number }
  /** Of a patch, merged or applied, what it says; of a deletion its options. */
  readonly requestObject?: {
    readonly metadata?: { readonly uid?: string; readonly annotations?: Readonly<Record<string, unknown>> }
    readonly preconditions?: { readonly uid?: string }
  }
  readonly responseObject?: {
    readonly status?: {
      readonly phase?: string
      readonly containerStatuses?: readonly { readonly name: string; readonly state?: { readonly terminated?: object } }[]
    }
  }
  readonly requestReceivedTimestamp: string
}

/** What each worker played and how each rollout ended, by the stream. */
export async function readStream(environment: Readonly<Record<string, string>>, fleet: string) {
  const { SORTIE_NATS_URL: url = '', SORTIE_NATS_TOKEN: token = '' } = environment
  await using connection = await connectStream({ url, token, name: 'reader', clock, rng, logger: silentLogger }, never)
  return await readPlayed(connection, fleet)
}
