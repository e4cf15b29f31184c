/** The owner's process of a story: all that an owner runs, with the story's windows. */
import { systemClock as clock } from '#internal/base/clock.ts'
import { systemRng as rng } from '#internal/base/rng.ts'
import { connectStream } from '#internal/stream/connection.ts'
import { openFleetStreams } from '#internal/stream/streams.ts'
import { createLogger } from '#internal/telemetry/logger.ts'
import { createOwner } from '../../cmd/shared/owner.ts'

const [url = '', purging = ''] = process.argv.slice(2)
const logger = createLogger('warn')
const never = new AbortController().signal
const connection = await connectStream({ url, name: 'owner', clock, rng, logger }, never)
const { partitions } = await openFleetStreams(connection, 'test', never)
// Otherwise it waits for longer than a story takes: a stream that a fault has filled would be relieved of what is still to be read again.
const windows = purging === 'purging' ? { replayWindowMs: 0, purgeEveryMs: 500 } : { purgeEveryMs: 3_600_000 }
// Short, so that one that was killed is not waited for: the lease is its own, under one name.
const spec = { fleet: 'test', partitions, environments: ['math', 'python'], name: 'owner', reaperGraceMs: 5_000, leaseMs: 3_000, logger }
await Promise.all(createOwner(connection, { ...spec, ...windows }).run(never))
