/** The owner's process of a story: the ledger's keeper, and retention with the story's window. */
import { systemClock as clock } from '#internal/base/clock.ts'
import { systemRng as rng } from '#internal/base/rng.ts'
import { LedgerKeeper } from '#internal/learner/ledger-keeper.ts'
import { Retention } from '#internal/learner/retention.ts'
import { connectStream } from '#internal/stream/connection.ts'
import { LedgerStore } from '#internal/stream/ledger.ts'
import { MarksStore } from '#internal/stream/marks-store.ts'
import { openFleetStreams } from '#internal/stream/streams.ts'
import { TrajectoryStream } from '#internal/stream/trajectory-stream.ts'
import { ControlBus } from '#internal/stream/control.ts'
import { createLogger } from '#internal/telemetry/logger.ts'

const [url = '', purging = ''] = process.argv.slice(2)
const logger = createLogger('warn')
const never = new AbortController().signal
const connection = await connectStream({ url, name: 'owner', clock, rng, logger }, never)
const { partitions } = await openFleetStreams(connection, 'test', never)
const records = new TrajectoryStream(connection, { fleet: 'test', partitions })
const ledger = new LedgerStore(connection, 'test')
// Short, so that one that was killed is not waited for: the lease is its own, under one name.
const keeper = new LedgerKeeper(
  { ledger, records, orders: new ControlBus(connection, 'test') },
  { fleet: 'test', name: 'owner', clock, logger, leaseMs: 3_000 },
)
const marks = new MarksStore(connection, 'test')
// Otherwise it waits for longer than a story takes: a stream that a fault has filled would be relieved of what is still to be read again.
const windows = purging === 'purging' ? { replayWindowMs: 0, everyMs: 500 } : { everyMs: 3_600_000 }
const retention = new Retention({ chunks: records, marks, counted: () => keeper }, { partitions, clock, logger, ...windows })
await Promise.all([keeper.run(never), retention.run(never)])
