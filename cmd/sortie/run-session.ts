import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { systemClock as clock } from '#internal/base/clock.ts'
import { SortieError } from '#internal/base/errors.ts'
import { systemRng as rng } from '#internal/base/rng.ts'
import { pb } from '#internal/gen/v1.js'
import { LedgerKeeper } from '#internal/learner/ledger-keeper.ts'
import { Learner } from '#internal/learner/learner.ts'
import { endOpenRollouts } from '#internal/learner/reaper.ts'
import type { RunFolder } from '#internal/learner/run-folder.ts'
import { startNats, type LocalNats } from '#internal/local/nats.ts'
import { Supervisor } from '#internal/local/supervisor.ts'
import { connectStream, type StreamConnection } from '#internal/stream/connection.ts'
import { ControlBus } from '#internal/stream/control.ts'
import { LedgerStore } from '#internal/stream/ledger.ts'
import { PresenceBoard } from '#internal/stream/presence.ts'
import { createFleetStreams, deleteFleetStreams, openFleetStreams } from '#internal/stream/streams.ts'
import { TaskQueue } from '#internal/stream/task-queue.ts'
import { TrajectoryStream } from '#internal/stream/trajectory-stream.ts'
import type { Logger } from '#internal/telemetry/logger.ts'

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
export interface Session extends AsyncDisposable {
  readonly natsUrl: string
  readonly supervisor: Supervisor
  readonly keeper: LedgerKeeper
  readonly learner: Learner
  readonly records: TrajectoryStream
  readonly board: PresenceBoard
  readonly submit: (tasks: readonly pb.RolloutTask[]) => Promise<void>
  /** Ends every rollout that is still open, as cancelled. */
  readonly cancelAll: (runId: string) => Promise<void>
  /** Rejects when a part is beyond help. */
  readonly failure: Promise<never>
}

// Worker and owner share a clock here: the worker ends its own rollouts at the deadline, and gets this long to write it down.
const reaperGraceMs = 3_000
const drainGraceMs = 8_000
const interrupted = {
  status: pb.RolloutStatus.ROLLOUT_STATUS_CANCELLED,
  stopCondition: 'cancelled',
  error: { code: 'aborted', message: 'the run was interrupted' },
}

/** Brings everything up but the fleet's own processes; disposing of it takes everything down and leaves no process behind. */
export async function openSession(spec: SessionSpec, signal: AbortSignal): Promise<Session> {
  await using stack = new AsyncDisposableStack()
  await mkdir(spec.logFolder, { recursive: true })
  const life = new AbortController()
  const alive = AbortSignal.any([signal, life.signal])
  const own = spec.natsUrl === '' ? await ownNats(spec, stack, signal) : null
  const natsUrl = own?.url ?? spec.natsUrl
  const { fleet, logger } = spec
  const connection = stack.use(await connectStream({ url: natsUrl, token: spec.natsToken, name: 'owner', clock, rng, logger }, signal))
  await createFleetStreams(connection, { fleet, environments: spec.environments }, signal)
  if (spec.natsUrl !== '') stack.defer(() => deleteFleetStreams(connection, fleet, AbortSignal.timeout(5_000)).catch(() => undefined))
  const { partitions } = await openFleetStreams(connection, fleet, signal)
  const parts = fleetParts(connection, { ...spec, partitions })
  const failure = Promise.withResolvers<never>()
  failure.promise.catch(() => undefined)
  const supervisor = new Supervisor({ clock, rng, logger })
  const running = [parts.keeper.run(alive), parts.learner.run(alive), parts.board.run(alive)]
  void own?.process.ended.then(() => {
    if (!alive.aborted) failure.reject(new SortieError('process.failed', `nats-server ended: ${own.process.lastWords.slice(-500)}`))
  })
  for (const part of [...running, supervisor.failure]) {
    part.catch((thrown: unknown) => {
      if (!alive.aborted) failure.reject(SortieError.from(thrown, 'process.failed'))
    })
  }
  stack.defer(async () => {
    life.abort()
    await Promise.allSettled(running)
  })
  stack.defer(() => supervisor.stopAll(drainGraceMs))
  const owned = stack.move()
  return {
    natsUrl,
    supervisor,
    ...parts,
    failure: failure.promise,
    submit: async (tasks) => {
      await new TaskQueue(connection, { fleet }).submit(tasks, parts.ledger, signal)
    },
    cancelAll: async (runId) => {
      // Workers end what they run; what is still in the queue is ended here, fenced like any writer.
      await new ControlBus(connection, fleet).publish({ cancel: { runId } }, signal)
      await supervisor.stop('worker', drainGraceMs)
      await endOpenRollouts(parts.ledger, interrupted, { ...parts, fleet, clock }, signal)
    },
    [Symbol.asyncDispose]: () => owned.disposeAsync(),
  }
}

function fleetParts(connection: StreamConnection, spec: SessionSpec & { readonly partitions: number }) {
  const { fleet, partitions, logger, output } = spec
  const ledger = new LedgerStore(connection, fleet)
  const records = new TrajectoryStream(connection, { fleet, partitions })
  const keeper = new LedgerKeeper({ ledger, records }, { fleet, name: 'owner', clock, logger, graceMs: reaperGraceMs })
  const learner = new Learner(records, output, { partitions, logger })
  return { ledger, records, keeper, learner, board: new PresenceBoard(connection, { fleet }) }
}

async function ownNats(spec: SessionSpec, stack: AsyncDisposableStack, signal: AbortSignal): Promise<LocalNats> {
  const place = { folder: join(spec.output.path, 'nats'), logPath: join(spec.logFolder, 'nats-server.log') }
  return stack.use(await startNats({ command: spec.natsServer, ...place, token: spec.natsToken }, clock, signal))
}
