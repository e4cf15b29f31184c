import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { systemClock as clock } from '#internal/base/clock.ts'
import { SortieError } from '#internal/base/errors.ts'
import { systemRng as rng } from '#internal/base/rng.ts'
import type { pb } from '#internal/gen/v1.js'
import { Learner } from '#internal/learner/learner.ts'
import type { RunFolder } from '#internal/learner/run-folder.ts'
import { startNats, type LocalNats } from '#internal/local/nats.ts'
import { connectStream } from '#internal/stream/connection.ts'
import { createFleetStreams, deleteFleetStreams, openFleetStreams } from '#internal/stream/streams.ts'
import { TaskQueue } from '#internal/stream/task-queue.ts'
import type { Logger } from '#internal/telemetry/logger.ts'
import type { Interrupt } from '../shared/interrupt.ts'
import { keepFleet, type KeepSpec } from '../shared/keep-fleet.ts'
import { createOwner, type Owner } from '../shared/owner.ts'
import { cancelRun } from './run-cancel.ts'

export interface SessionSpec {
  readonly fleet: string
  readonly environments: readonly string[]
  readonly natsServer: string
  /** Empty: a server of our own. */
  readonly natsUrl: string
  readonly natsToken: string
  readonly logFolder: string
  readonly output: RunFolder
  readonly logger: Logger
}

/** The owner's side of a fleet on one machine: the bus, the streams, the ledger and the learner. */
export interface Session extends AsyncDisposable, Pick<Owner, 'keeper' | 'records' | 'board'> {
  readonly natsUrl: string
  readonly learner: Learner
  /** Starts workers and replicas, and keeps them as their resource says. */
  readonly startFleet: (spec: Omit<KeepSpec, 'logger' | 'say' | 'end'>) => void
  readonly submit: (tasks: readonly pb.RolloutTask[]) => Promise<void>
  /** For how long the nats-server has been away, in milliseconds; null while it is there. */
  readonly busAwayMs: () => number | null
  /** Ends every rollout that is still open, as cancelled. Throws `stream.unreachable` when the bus is away; workers are stopped all the same. */
  readonly cancelAll: (runId: string) => Promise<void>
  /** Rejects when a part is beyond help. */
  readonly failure: Promise<never>
}

// Worker and owner share a clock here: the worker ends its own rollouts at the deadline, and gets this long to write it down.
const reaperGraceMs = 3_000
/**
 * Brings everything up but the fleet's own processes; disposing of it takes everything down and leaves no process behind.
 * The first interrupt ends the opening; what was opened lives until the second.
 */
export async function openSession(spec: SessionSpec, { drain, kill }: Pick<Interrupt, 'drain' | 'kill'>): Promise<Session> {
  await using stack = new AsyncDisposableStack()
  await mkdir(spec.logFolder, { recursive: true })
  const life = new AbortController()
  const alive = AbortSignal.any([kill, life.signal])
  const own = spec.natsUrl === '' ? await ownNats(spec, stack, drain) : null
  const natsUrl = own?.url ?? spec.natsUrl
  const { fleet, logger } = spec
  const connection = stack.use(await connectStream({ url: natsUrl, token: spec.natsToken, name: 'owner', clock, rng, logger }, drain))
  await createFleetStreams(connection, { fleet, environments: spec.environments }, drain)
  if (spec.natsUrl !== '') stack.defer(() => deleteFleetStreams(connection, fleet, AbortSignal.timeout(5_000)).catch(() => undefined))
  const { partitions } = await openFleetStreams(connection, fleet, drain)
  const owner = createOwner(connection, { fleet, partitions, environments: spec.environments, name: 'owner', reaperGraceMs, logger })
  const learner = new Learner(owner.records, spec.output, { partitions, logger })
  const failure = Promise.withResolvers<never>()
  failure.promise.catch(() => undefined)
  const running = [...owner.run(alive), learner.run(alive)]
  const fail = (thrown: unknown) => {
    if (!alive.aborted) failure.reject(SortieError.from(thrown, 'process.failed'))
  }
  for (const part of [...running, ...(own === null ? [] : [own.failure])]) {
    part.catch(fail)
  }
  stack.defer(async () => {
    life.abort()
    await Promise.allSettled(running)
  })
  const leaving = new AbortController()
  let kept: Promise<void> = Promise.resolve()
  const stopFleet = async () => {
    leaving.abort()
    await kept
  }
  stack.defer(stopFleet)
  const owned = stack.move()
  return {
    natsUrl,
    ...owner,
    learner,
    failure: failure.promise,
    busAwayMs: () => connection.awayMs(),
    startFleet: (fleetSpec) => {
      const keeping = keepFleet(
        connection,
        { ...fleetSpec, logger, say: () => undefined, end: leaving.signal },
        { drain: kill, kill: alive },
      )
      kept = keeping.catch((thrown: unknown) => {
        if (!leaving.signal.aborted) fail(thrown)
      })
    },
    submit: async (tasks) => {
      await new TaskQueue(connection, { fleet }).submit(tasks, owner.ledger, kill)
    },
    cancelAll: (runId) => cancelRun(runId, { ...owner, connection, stopFleet, fleet }, kill),
    [Symbol.asyncDispose]: () => owned.disposeAsync(),
  }
}

async function ownNats(spec: SessionSpec, stack: AsyncDisposableStack, signal: AbortSignal): Promise<LocalNats> {
  const place = { folder: join(spec.output.path, 'nats'), logPath: join(spec.logFolder, 'nats-server.log') }
  return stack.use(
    await startNats({ command: spec.natsServer, ...place, token: spec.natsToken }, { clock, rng, logger: spec.logger }, signal),
  )
}
