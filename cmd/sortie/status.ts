import { Command } from 'commander'
import { type FleetMember, type FleetView, renderFleet } from '#internal/cli/fleet-status-view.ts'
import { addOptions, valuesOf } from '#internal/config/option.ts'
import { lookOptions } from '#internal/config/submit.ts'
import { pb } from '#internal/gen/v1.js'
import { countsOf, noTotals, totalsFromState } from '#internal/rollout/ledger.ts'
import { statusName } from '#internal/rollout/status.ts'
import { LedgerStore } from '#internal/stream/ledger.ts'
import { readPresence } from '#internal/stream/presence.ts'
import { TaskQueue } from '#internal/stream/task-queue.ts'
import { TrajectoryStream } from '#internal/stream/trajectory-stream.ts'
import { WeightsStore } from '#internal/stream/weights-store.ts'
import { type OpenBus, withBus } from '../shared/bus.ts'

export function statusCommand(): Command {
  const command = new Command('status').description(
    'Where a running fleet stands: submitted = ended + in flight, who is there, what waits.',
  )
  return addOptions(command, lookOptions).action(async () => {
    const options = valuesOf(command, lookOptions)
    await withBus(options, 'observer', async (bus, signal) => {
      const view = await readFleet(bus, signal)
      process.stdout.write(options.output === 'json' ? `${JSON.stringify(view)}\n` : renderFleet(view))
    })
  })
}

async function readFleet({ connection, fleet, partitions }: OpenBus, signal: AbortSignal): Promise<FleetView> {
  const ledger = new LedgerStore(connection, fleet)
  const stream = new TrajectoryStream(connection, { fleet, partitions })
  // The position first: what ends while this is read is then behind it, and shows as not counted yet.
  const keeper = await ledger.readKeeper(signal)
  const open: pb.LedgerEntry[] = []
  for await (const { entry } of ledger.scan(signal)) if (entry.state !== pb.LedgerState.LEDGER_STATE_ENDED) open.push(entry)
  const counts = countsOf(open, keeper === null ? noTotals : totalsFromState(keeper.state))
  const { lastSequence, messages, bytes } = await stream.extent(signal)
  const present = await readPresence(connection, fleet, signal)
  const of = (kind: pb.PresenceKind) => present.filter((each) => each.kind === kind).map(memberOf)
  const byStatus = Object.fromEntries([...counts.ended].map(([status, count]) => [statusName(status), count]))
  const holder = keeper?.state.holder ?? ''
  return {
    fleet,
    rollouts: {
      submitted: counts.submitted,
      queued: counts.queued,
      running: counts.running,
      ended: counts.submitted - counts.queued - counts.running,
      by_status: byStatus,
      duplicates: counts.duplicates,
      strangers: counts.strangers,
    },
    keeper: { holder: holder === '' ? null : holder, behind: Math.max(0, lastSequence - (keeper?.state.streamSequence ?? 0)) },
    queue: await new TaskQueue(connection, { fleet }).depth(signal),
    stream: { messages, bytes, fill: await stream.fill(signal) },
    weight_version: (await new WeightsStore(connection, fleet).current(signal))?.weightVersion ?? 0,
    workers: of(pb.PresenceKind.PRESENCE_KIND_WORKER),
    replicas: of(pb.PresenceKind.PRESENCE_KIND_REPLICA),
  }
}

function memberOf({ name, state, slots, busy, waiting, weightVersion }: pb.Presence): FleetMember {
  const word = (pb.PresenceState[state] ?? 'unknown').replace('PRESENCE_STATE_', '').toLowerCase()
  return { name, state: word, slots, busy, waiting, weight_version: weightVersion }
}
