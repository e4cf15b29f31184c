import { checkToken, isToken } from '#internal/rollout/identity.ts'

/** Every subject, stream and bucket name of a fleet; throws `subject.invalid` for a fleet that cannot be part of one. */
export function subjectsOf(fleet: string) {
  const root = `sortie.${checkToken('fleet', fleet)}`
  const name = (part: string) => `sortie_${fleet}_${part}`
  return {
    fleet,
    taskStream: name('tasks'),
    allTasks: `${root}.task.*`,
    task: (environment: string) => `${root}.task.${checkToken('environment', environment)}`,
    /** The durable consumer of an environment's tasks, shared by every worker that serves it. */
    taskConsumer: (environment: string) => `task_${checkToken('environment', environment)}`,

    /** Cancel orders, kept for the keeper that comes after one that was away. */
    orderStream: name('orders'),

    trajectoryStream: name('trajectories'),
    allChunks: `${root}.chunk.>`,
    partitionChunks: (partition: number) => `${root}.chunk.${String(partition)}.>`,
    /** What the fence is over: the rollout's records of all workers. */
    rolloutChunks: (partition: number, rolloutId: string) => `${root}.chunk.${String(partition)}.${checkToken('rollout_id', rolloutId)}.*`,
    chunk: (partition: number, rolloutId: string, worker: string) =>
      `${root}.chunk.${String(partition)}.${checkToken('rollout_id', rolloutId)}.${checkToken('worker', worker)}`,

    ledgerBucket: name('ledger'),
    keeperBucket: name('keeper'),
    presenceBucket: name('presence'),
    marksBucket: name('marks'),
    weightsBucket: name('weights'),
    deadBucket: name('dead'),

    /** Control is split by what it does and to whom, so that permissions can be: a worker says `drained` of itself alone. */
    cancel: `${root}.control.cancel`,
    pause: `${root}.control.pause`,
    drain: (worker: string) => `${root}.control.drain.${checkToken('worker', worker)}`,
    drained: (worker: string) => `${root}.control.drained.${checkToken('worker', worker)}`,
    allControl: `${root}.control.>`,
  }
}

export type FleetSubjects = ReturnType<typeof subjectsOf>

export interface ChunkSubject {
  readonly partition: number
  readonly rolloutId: string
  readonly worker: string
}

/** The parts of a chunk's subject; null when it is none that a writer of ours would use. */
export function parseChunkSubject(subject: string): ChunkSubject | null {
  const [root, , kind, partition, rolloutId, worker, ...rest] = subject.split('.')
  if (root !== 'sortie' || kind !== 'chunk' || rolloutId === undefined || worker === undefined || rest.length > 0) return null
  if (!/^(0|[1-9]\d{0,5})$/.test(partition ?? '') || !isToken(rolloutId) || !isToken(worker)) return null
  return { partition: Number(partition), rolloutId, worker }
}
