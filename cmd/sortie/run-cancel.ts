import { withDeadline } from '#internal/base/abort.ts'
import { systemClock as clock } from '#internal/base/clock.ts'
import { pb } from '#internal/gen/v1.js'
import { endOpenRollouts } from '#internal/learner/reaper.ts'
import type { StreamConnection } from '#internal/stream/connection.ts'
import { ControlBus } from '#internal/stream/control.ts'
import type { LedgerStore } from '#internal/stream/ledger.ts'
import type { TrajectoryStream } from '#internal/stream/trajectory-stream.ts'

export interface CancelContext {
  readonly connection: StreamConnection
  readonly fleet: string
  /** Ends the fleet's processes, each with its grace: workers drain. */
  readonly stopFleet: () => Promise<void>
  readonly ledger: LedgerStore
  readonly records: TrajectoryStream
}

// Workers drain within their grace; a bus that is away for longer than the rest of this does not keep a person waiting.
const cancelWithinMs = 20_000
const interrupted = {
  status: pb.RolloutStatus.ROLLOUT_STATUS_CANCELLED,
  stopCondition: 'cancelled',
  error: { code: 'aborted', message: 'the run was interrupted' },
}

/**
 * Ends every rollout of a run that is still open, as cancelled: workers end what they run; what is still in the queue is ended here,
 * fenced like any writer. Throws `stream.unreachable` or `deadline.passed` when the bus is away; workers are stopped all the same.
 */
export async function cancelRun(runId: string, context: CancelContext, signal: AbortSignal): Promise<void> {
  using limit = withDeadline(signal, cancelWithinMs, { clock, what: 'ending what is open' })
  try {
    await new ControlBus(context.connection, context.fleet).publish({ cancel: { runId } }, limit.signal)
  } finally {
    await context.stopFleet()
  }
  await endOpenRollouts(context.ledger, interrupted, { ...context, clock }, limit.signal)
}
