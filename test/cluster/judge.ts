import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { systemClock as clock } from '#internal/base/clock.ts'
import { systemRng as rng } from '#internal/base/rng.ts'
import { connectStream } from '#internal/stream/connection.ts'
import { silentLogger } from '#internal/telemetry/logger.ts'
import { never } from '../support/fleet.ts'
import { repository } from '../support/llama.ts'
import { readPlayed } from '../support/played.ts'

/** A worker that the controller deleted, and when. Unix milliseconds. */
export interface Deletion {
  readonly pod: string
  readonly atMs: number
  /** Its container ran, as far as the server knew; a pod that has failed plays nothing. */
  readonly isRunning: boolean
  /** When it was asked to drain; null: it was not. */
  readonly drainAskedMs: number | null
}

const controller = 'system:serviceaccount:sortie-system:sortie-controller'

/** Every worker that the controller deleted, by the API server's audit log. */
export async function podDeletions(namespace: string): Promise<Deletion[]> {
  const log = await readFile(join(repository, '.tools/cluster/log/audit.log'), 'utf8')
  const events = log.split('\n').filter((line) => line !== '').map((line) => JSON.parse(line) as AuditEvent) // prettier-ignore
  const own = events.filter(
    ({ user, objectRef, responseStatus }) =>
      user.username === controller &&
      objectRef.namespace === namespace &&
      objectRef.name?.includes('-worker-') === true &&
      responseStatus?.code === 200,
  )
  const asked = new Map<string, number>()
  const deletions: Deletion[] = []
  for (const { verb, objectRef, requestReceivedTimestamp, responseObject } of own) {
    const [pod, atMs] = [objectRef.name ?? '', Date.parse(requestReceivedTimestamp)]
    if (verb === 'patch') asked.set(pod, atMs)
    if (verb !== 'delete') continue
    deletions.push({ pod, atMs, isRunning: responseObject?.status?.phase === 'Running', drainAskedMs: asked.get(pod) ?? null })
    // The next one of that name is another.
    asked.delete(pod)
  }
  return deletions
}

interface AuditEvent {
  readonly verb: string
  readonly user: { readonly username: string }
  readonly objectRef: { readonly namespace?: string; readonly name?: string }
  readonly responseStatus?: { readonly code?: number }
  readonly responseObject?: { readonly status?: { readonly phase?: string } }
  readonly requestReceivedTimestamp: string
}

/** What each worker played and how each rollout ended, by the stream. */
export async function readStream(environment: Readonly<Record<string, string>>, fleet: string) {
  const { SORTIE_NATS_URL: url = '', SORTIE_NATS_TOKEN: token = '' } = environment
  await using connection = await connectStream({ url, token, name: 'reader', clock, rng, logger: silentLogger }, never)
  return await readPlayed(connection, fleet)
}
