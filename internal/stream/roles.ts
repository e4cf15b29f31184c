/**
 * Who may say and hear what on the bus: the one table from which credentials are made. Everything that is not listed is denied.
 * docs/security.md says what each right is for, and what remains possible with it.
 */
import { checkToken } from '#internal/rollout/identity.ts'
import { committedKey } from './marks-store.ts'
import { subjectsOf } from './subjects.ts'

export const roles = ['owner', 'worker', 'replica', 'learner', 'observer'] as const
export type Role = (typeof roles)[number]

export interface Identity {
  readonly role: Role
  /** Of this process alone: the name that it connects under is its role and this. */
  readonly name: string
  readonly fleet: string
  /** Of a worker: the environments that it serves. */
  readonly environments: readonly string[]
  /** Of a learner: what it may commit, its share alone; absent: everything, as learner 0 of 1. */
  readonly share?: { readonly index: number; readonly of: number }
}

export interface Permissions {
  readonly publish: readonly string[]
  readonly subscribe: readonly string[]
}

/** The name of a connection: its replies come to an inbox that nobody else may hear. */
export function connectionName({ role, name }: Pick<Identity, 'role' | 'name'>): string {
  return role === 'owner' || role === 'learner' || role === 'observer' ? name : `${role}-${name}`
}

/** What an identity may do. Throws `subject.invalid` when a part of it cannot stand in a subject. */
export function permissionsOf(identity: Identity): Permissions {
  const { role, fleet } = identity
  const name = checkToken('name', identity.name)
  const subjects = subjectsOf(fleet)
  const inbox = `_INBOX_${connectionName(identity)}.>`
  const all = streamsOf(fleet)
  const look = ['$JS.API.INFO', ...all.map((stream) => `$JS.API.STREAM.INFO.${stream}`)]
  const kv = (bucket: string, key: string) => `$KV.${bucket}.${key}`
  const bucket = (of: string) => `KV_${of}`
  const { presenceBucket, marksBucket, weightsBucket, deadBucket, ledgerBucket, keeperBucket } = subjects
  const { trajectoryStream, taskStream, orderStream } = subjects
  switch (role) {
    case 'owner':
      return {
        publish: ['$JS.API.INFO', ...all.flatMap(everythingOn), `sortie.${fleet}.>`, ...bucketsOf(fleet).map((each) => kv(each, '>'))],
        subscribe: [inbox, subjects.allControl],
      }
    case 'worker': {
      const tasks = identity.environments.flatMap((environment) => {
        const consumer = subjects.taskConsumer(environment)
        return [`$JS.API.CONSUMER.MSG.NEXT.${taskStream}.${consumer}`, `$JS.ACK.${taskStream}.${consumer}.>`]
      })
      return {
        publish: [
          ...look,
          ...tasks,
          // The last record of a rollout, for the fence; heartbeats; orders that it missed.
          ...[trajectoryStream, bucket(presenceBucket), orderStream].map(asking),
          subjects.chunk(0, 'any', name).replace('.0.any.', '.*.*.'),
          kv(presenceBucket, `worker.${name}`),
          kv(deadBucket, '*'),
          subjects.drained(name),
        ],
        subscribe: [inbox, subjects.cancel, subjects.pause, subjects.drain(name)],
      }
    }
    case 'replica':
      return { publish: ['$JS.API.INFO', kv(presenceBucket, `replica.${name}`)], subscribe: [inbox] }
    case 'learner':
      return {
        publish: [
          ...look,
          // Of nothing that it may write itself: see `reading`.
          ...reading(trajectoryStream),
          ...[bucket(marksBucket), bucket(weightsBucket)].map(asking),
          kv(marksBucket, committedKey(identity.share ?? {})),
          kv(weightsBucket, 'current'),
          subjects.cancel,
        ],
        subscribe: [inbox],
      }
    case 'observer':
      return {
        publish: [
          ...look,
          // Not of the queue: whoever may make a consumer there takes tasks away.
          ...[trajectoryStream, ...[presenceBucket, ledgerBucket, marksBucket, weightsBucket, deadBucket].map(bucket)].flatMap(reading),
          `$JS.API.CONSUMER.LIST.${taskStream}`,
          ...[keeperBucket, weightsBucket, ledgerBucket, deadBucket, presenceBucket, marksBucket].map(bucket).map(asking),
        ],
        subscribe: [inbox, subjects.allControl],
      }
  }
}

/** To read single messages, by sequence or subject. The server answers in JSON of its own, so nothing of ours takes the answer for a message. */
function asking(stream: string): string {
  return `$JS.API.STREAM.MSG.GET.${stream}`
}

/**
 * To read a stream by a consumer of one's own. The server does not ask where such a consumer may deliver to: whoever has this right can have
 * it publish what the stream holds, as it is, under any subject. So nobody has it on a stream in which he may store what he likes.
 */
function reading(stream: string): string[] {
  const verbs = ['CREATE', 'INFO', 'DELETE', 'MSG.NEXT']
  return verbs.flatMap((verb) => [
    `$JS.API.CONSUMER.${verb}.${stream}.>`,
    ...(verb === 'CREATE' ? [`$JS.API.CONSUMER.CREATE.${stream}`] : []),
  ])
}

/** By verb wildcards: credentials travel in one line of the protocol, which should stay short. */
function everythingOn(stream: string): string[] {
  const ofStream = [`$JS.API.STREAM.*.${stream}`, `$JS.API.STREAM.MSG.*.${stream}`]
  return [...ofStream, `$JS.API.CONSUMER.*.${stream}`, `$JS.API.CONSUMER.*.${stream}.>`, `$JS.API.CONSUMER.*.*.${stream}.>`]
}

function bucketsOf(fleet: string): string[] {
  const { ledgerBucket, keeperBucket, presenceBucket, marksBucket, weightsBucket, deadBucket } = subjectsOf(fleet)
  return [ledgerBucket, keeperBucket, presenceBucket, marksBucket, weightsBucket, deadBucket]
}

function streamsOf(fleet: string): string[] {
  const { taskStream, trajectoryStream, orderStream } = subjectsOf(fleet)
  return [taskStream, trajectoryStream, orderStream, ...bucketsOf(fleet).map((bucket) => `KV_${bucket}`)]
}
