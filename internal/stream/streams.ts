import { isDeepStrictEqual } from 'node:util'
import { AckPolicy, type ConsumerConfig, DeliverPolicy, DiscardPolicy, RetentionPolicy, StorageType, type StreamConfig } from 'nats'
import { SortieError } from '#internal/base/errors.ts'
import { partitionsDefault } from '#internal/rollout/identity.ts'
import { type StreamConnection, apiErrorCode, apiErrors, call } from './connection.ts'
import { type FleetSubjects, subjectsOf } from './subjects.ts'

export interface FleetStreamOptions {
  readonly fleet: string
  /** The environments that tasks may name: each has its own consumer. */
  readonly environments: readonly string[]
  /** Fixed for the life of a fleet. */
  readonly partitions?: number
  readonly taskBytesMax?: number
  readonly trajectoryBytesMax?: number
  readonly replicas?: number
  readonly storage?: 'file' | 'memory'
  /** A heartbeat older than this is gone from the presence bucket. Milliseconds. */
  readonly presenceTtlMs?: number
}

/** A chunk of trajectory records, without its headers: NATS's default payload limit is 1 MiB, headers included. Bytes. */
export const chunkBytesMax = 512 * 1024
/** A task message: its input and verifier. Bytes. */
export const taskBytesMax = 512 * 1024
/** How long a worker may be silent about a claimed task before it is another's. Milliseconds. */
export const ackWaitMs = 30_000
/** Generous: drains and evictions consume deliveries too, and poison is judged by attempts instead. */
export const deliveriesMax = 20
/** A task published twice within this is stored once. Milliseconds. */
export const duplicateWindowMs = 120_000
export const presenceTtlMsDefault = 30_000
const orderAgeMaxMs = 24 * 3_600_000

const messageHeadersBytesMax = 8 * 1024
const mib = 1024 * 1024
const nanos = (ms: number) => ms * 1e6

/** Where a fleet's number of partitions is kept: readers and writers must agree on it. */
const partitionsKey = 'sortie-partitions'
/** Where a stream's own name is kept, given once: sequences of one that was made anew are others. */
export const streamKey = 'sortie-stream'

type Declared = Partial<StreamConfig> & { readonly name: string }
type DeclaredConsumer = Partial<ConsumerConfig> & { readonly durable_name: string }

/** A fleet's streams as declared; an owner creates them, everybody else only finds them. */
export function declareStreams(options: FleetStreamOptions): readonly Declared[] {
  const subjects = subjectsOf(options.fleet)
  const common = {
    storage: options.storage === 'memory' ? StorageType.Memory : StorageType.File,
    num_replicas: options.replicas ?? 1,
    // `old` would lose work and trajectories without a word; `new` pushes back.
    discard: DiscardPolicy.New,
    max_age: 0,
  }
  const bucket = (name: string, bytesMax: number, ttlMs = 0): Declared => ({
    ...common,
    name: `KV_${name}`,
    subjects: [`$KV.${name}.>`],
    retention: RetentionPolicy.Limits,
    max_msgs_per_subject: 1,
    max_bytes: bytesMax,
    max_age: nanos(ttlMs),
    allow_rollup_hdrs: true,
    deny_delete: true,
    allow_direct: true,
  })
  return [
    {
      ...common,
      name: subjects.taskStream,
      subjects: [subjects.allTasks],
      retention: RetentionPolicy.Workqueue,
      max_bytes: options.taskBytesMax ?? 256 * mib,
      max_msg_size: taskBytesMax + messageHeadersBytesMax,
      duplicate_window: nanos(duplicateWindowMs),
    },
    {
      ...common,
      name: subjects.trajectoryStream,
      subjects: [subjects.allChunks],
      retention: RetentionPolicy.Limits,
      max_bytes: options.trajectoryBytesMax ?? 1024 * mib,
      max_msg_size: chunkBytesMax + messageHeadersBytesMax,
      allow_direct: true,
      metadata: { [partitionsKey]: String(options.partitions ?? partitionsDefault) },
    },
    {
      ...common,
      name: subjects.orderStream,
      subjects: [subjects.cancel],
      retention: RetentionPolicy.Limits,
      // Ten thousand orders, of a day: an order that is older names what has ended by its deadline.
      discard: DiscardPolicy.Old,
      max_bytes: mib,
      max_age: nanos(orderAgeMaxMs),
      allow_direct: true,
    },
    // A few hundred bytes a rollout, for the rollouts that are open and those that ended within a day.
    bucket(subjects.ledgerBucket, 256 * mib),
    bucket(subjects.keeperBucket, mib),
    bucket(subjects.presenceBucket, 16 * mib, options.presenceTtlMs ?? presenceTtlMsDefault),
    bucket(subjects.marksBucket, 16 * mib),
    bucket(subjects.weightsBucket, 16 * mib),
    // Rollouts that could not be done, with their tasks: somebody looks at them long before there are so many.
    bucket(subjects.deadBucket, 64 * mib),
  ]
}

/** The shared consumer of one environment's tasks. */
export function declareTaskConsumer(subjects: FleetSubjects, environment: string): DeclaredConsumer {
  return {
    durable_name: subjects.taskConsumer(environment),
    filter_subject: subjects.task(environment),
    ack_policy: AckPolicy.Explicit,
    deliver_policy: DeliverPolicy.All,
    ack_wait: nanos(ackWaitMs),
    max_deliver: deliveriesMax,
  }
}

/**
 * Creates a fleet's streams, buckets and task consumers; the fleet's owner alone calls this, and may call it again.
 * Throws `stream.mismatch`, with every difference, when one exists with another configuration: then nothing was changed.
 */
export async function createFleetStreams(connection: StreamConnection, options: FleetStreamOptions, signal: AbortSignal): Promise<void> {
  const { jsm } = connection
  const subjects = subjectsOf(options.fleet)
  const missing: Declared[] = []
  const differences: string[] = []
  for (const declared of declareStreams(options)) {
    const found = await findStream(connection, declared.name, signal)
    if (found === null) missing.push(declared)
    else differences.push(...differencesOf(`stream ${declared.name}`, declared, found))
  }
  const missingConsumers: DeclaredConsumer[] = []
  for (const environment of options.environments) {
    const declared = declareTaskConsumer(subjects, environment)
    const found = await findConsumer(connection, { stream: subjects.taskStream, name: declared.durable_name }, signal)
    if (found === null) missingConsumers.push(declared)
    else differences.push(...differencesOf(`consumer ${declared.durable_name}`, declared, found))
  }
  if (differences.length > 0) {
    const message = `fleet ${options.fleet} exists with another configuration, nothing was changed:\n  ${differences.join('\n  ')}`
    throw new SortieError('stream.mismatch', message, {
      remedy: 'declare what it has, take another fleet name, or delete the stream once its content is not needed: nats stream rm',
    })
  }
  for (const declared of missing) {
    const isNamed = declared.name === subjects.trajectoryStream
    const named = isNamed ? { ...declared, metadata: { ...declared.metadata, [streamKey]: connection.rng.hex(16) } } : declared
    await call(`create stream ${declared.name}`, () => jsm.streams.add(named), signal)
  }
  for (const declared of missingConsumers) {
    await call(`create consumer ${declared.durable_name}`, () => jsm.consumers.add(subjects.taskStream, declared), signal)
  }
}

/** Finds a fleet's streams and says how many partitions it has; throws `stream.mismatch` when one of them is not there. */
export async function openFleetStreams(
  connection: StreamConnection,
  fleet: string,
  signal: AbortSignal,
): Promise<{ readonly partitions: number }> {
  let partitions = 0
  const subjects = subjectsOf(fleet)
  for (const { name } of declareStreams({ fleet, environments: [] })) {
    const found = await findStream(connection, name, signal)
    if (found === null) {
      throw new SortieError('stream.mismatch', `fleet ${fleet} has no stream ${name} at ${connection.url}`, {
        remedy: 'its owner creates it: start `sortie run` or the controller first, and see that the fleet name is the same',
      })
    }
    if (name === subjects.trajectoryStream) partitions = Number(found.metadata?.[partitionsKey] ?? partitionsDefault)
  }
  return { partitions }
}

/** What each of a fleet's streams holds. */
export async function fleetStreamSizes(
  connection: StreamConnection,
  fleet: string,
  signal: AbortSignal,
): Promise<readonly { readonly name: string; readonly messages: number; readonly bytes: number }[]> {
  const names = declareStreams({ fleet, environments: [] }).map(({ name }) => name)
  const infos = names.map((name) => call(`read stream ${name}`, () => connection.jsm.streams.info(name), signal))
  return (await Promise.all(infos)).map(({ config, state }) => ({ name: config.name, messages: state.messages, bytes: state.bytes }))
}

/** Deletes what `createFleetStreams` made, and all that is in it. */
export async function deleteFleetStreams(connection: StreamConnection, fleet: string, signal: AbortSignal): Promise<void> {
  for (const { name } of declareStreams({ fleet, environments: [] })) {
    if ((await findStream(connection, name, signal)) !== null) {
      await call(`delete stream ${name}`, () => connection.jsm.streams.delete(name), signal)
    }
  }
}

/** Only what is declared is compared: the server adds its defaults and notes, and limits on running work are moved live. */
function differencesOf(what: string, declared: object, found: object): string[] {
  const has = found as Record<string, unknown>
  return Object.entries(declared).flatMap(([field, wanted]: [string, unknown]) => {
    if (field === 'metadata') return differencesOf(`${what}: metadata`, wanted as object, has[field] ?? {})
    // The server leaves zero and false out.
    const value = has[field] ?? (typeof wanted === 'number' ? 0 : typeof wanted === 'boolean' ? false : undefined)
    if (isDeepStrictEqual(value, wanted)) return []
    return [`${what}: ${field} is ${JSON.stringify(value)}, declared ${JSON.stringify(wanted)}`]
  })
}

async function findStream(connection: StreamConnection, name: string, signal: AbortSignal): Promise<StreamConfig | null> {
  const info = await unlessMissing(apiErrors.streamNotFound, () =>
    call(`read stream ${name}`, () => connection.jsm.streams.info(name), signal),
  )
  return info?.config ?? null
}

async function findConsumer(
  connection: StreamConnection,
  consumer: { readonly stream: string; readonly name: string },
  signal: AbortSignal,
): Promise<ConsumerConfig | null> {
  const info = await unlessMissing(apiErrors.consumerNotFound, () =>
    call(`read consumer ${consumer.name}`, () => connection.jsm.consumers.info(consumer.stream, consumer.name), signal),
  )
  return info?.config ?? null
}

async function unlessMissing<T>(missing: number, action: () => Promise<T>): Promise<T | null> {
  try {
    return await action()
  } catch (thrown) {
    const codes: readonly (number | null)[] = [missing, apiErrors.streamNotFound]
    if (thrown instanceof SortieError && codes.includes(apiErrorCode(thrown.cause))) return null
    throw thrown
  }
}
