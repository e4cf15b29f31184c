import { join, resolve } from 'node:path'
import { Command } from 'commander'
import { renderRollouts } from '#internal/cli/trajectory-list.ts'
import { busOptions } from '#internal/config/bus.ts'
import { addOptions, integer, outputOption, text, valuesOf } from '#internal/config/option.ts'
import { Learner } from '#internal/learner/learner.ts'
import { committedWithin, purgedOfStream } from '#internal/learner/marks.ts'
import type { ChunkReader, TrajectorySink } from '#internal/learner/ports.ts'
import { RunFolder } from '#internal/learner/run-folder.ts'
import { MarksStore } from '#internal/stream/marks-store.ts'
import { TrajectoryStream } from '#internal/stream/trajectory-stream.ts'
import { createLogger } from '#internal/telemetry/logger.ts'
import { type OpenBus, withBus } from '../shared/bus.ts'
import { print, startedAt } from '../shared/runs.ts'

const options = {
  ...busOptions,
  out: { ...text('out', 'Folder to write (default: a new one under ./sortie-runs/).', { value: 'dir' }), environment: null },
  follow: {
    flag: 'follow',
    short: 'f',
    environment: null,
    prose: 'Go on with what ends from now on, until Ctrl-C.',
    fallback: false as boolean,
  },
  limit: {
    ...integer('limit', 'End after so many; 0: all.', { fallback: 0, min: 0, max: 1_000_000, unit: 'trajectories' }),
    environment: null,
  },
  output: outputOption,
} as const

/** What a running fleet's stream holds, into a folder that the other commands read; nothing is committed or taken away. */
export function fetchCommand(): Command {
  const command = new Command('fetch').description(
    "Copy the trajectories that a running fleet's trainers have not committed into a run's folder, and list them as they come (as JSON: one a line).",
  )
  return addOptions(command, options).action(async () => {
    const { out, follow, limit, output, ...rest } = valuesOf(command, options)
    await withBus(rest, 'observer', async (bus, signal) => {
      const path = resolve(out === '' ? join('sortie-runs', `${startedAt()}-${bus.fleet}`) : out)
      await using folder = await RunFolder.create(path, { fleet: bus.fleet, fetched: true })
      await fetch(bus, { folder, follow, limit, isJson: output === 'json' }, signal)
      const count = folder.entries.length
      process.stderr.write(`${String(count)} ${count === 1 ? 'trajectory' : 'trajectories'} in ${path}\n`)
      if (count > 0) process.stderr.write('try: sortie trajectories show ID\n')
    })
  })
}

interface Fetching {
  readonly folder: RunFolder
  readonly follow: boolean
  /** 0: all. */
  readonly limit: number
  readonly isJson: boolean
}

async function fetch(
  { connection, fleet, partitions }: OpenBus,
  { folder, follow, limit, isJson }: Fetching,
  signal: AbortSignal,
): Promise<void> {
  const stream = new TrajectoryStream(connection, { fleet, partitions })
  const marks = new MarksStore(connection, fleet)
  const all = Array.from({ length: partitions }, (_, partition) => partition)
  // The marks first: none of them lies behind an end of the stream that is read later.
  const committed = await marks.committed(signal)
  const extent = await stream.extent(signal)
  const { lastSequence } = extent
  // What was committed may be purged in part: of that the stream has endings alone.
  const place = committedWithin(committed, extent, purgedOfStream((await marks.retention(signal))?.mark, extent), all)
  const cursor = { ...place, stream: extent.stream }
  const reader: ChunkReader = {
    read: (from, until) => stream.read({ ...from, ...(follow ? {} : { untilSequence: lastSequence }) }, until),
  }
  const enough = new AbortController()
  const sink: TrajectorySink = {
    admit: async (trajectory) => {
      if (enough.signal.aborted) return
      await folder.admit(trajectory)
      const entry = folder.entries.at(-1)
      if (entry !== undefined && isJson) await print(`${JSON.stringify(entry)}\n`)
      else if (entry !== undefined && follow)
        await print(`${entry.rollout_id}  ${entry.status}  ${entry.reward?.toFixed(2) ?? 'no reward'}\n`)
      if (folder.entries.length === limit) enough.abort()
    },
    quarantine: (refused) => folder.quarantine(refused),
  }
  const until = AbortSignal.any([signal, enough.signal])
  if (follow || lastSequence > 0) await new Learner(reader, sink, { partitions, cursor, logger: createLogger('error') }).run(until)
  if (!isJson && !follow && folder.entries.length > 0) await print(renderRollouts(folder.entries))
}
