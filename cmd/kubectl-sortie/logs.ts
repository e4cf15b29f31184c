import { Command } from 'commander'
import { SortieError, errorText } from '#internal/base/errors.ts'
import { escapeControls } from '#internal/base/escape.ts'
import { busOptions } from '#internal/config/bus.ts'
import { clusterOptions } from '#internal/config/cluster.ts'
import { addOptions, outputOption, valuesOf } from '#internal/config/option.ts'
import { pb } from '#internal/gen/v1.js'
import { LedgerStore } from '#internal/stream/ledger.ts'
import { withBus } from '../shared/bus.ts'
import { openCluster } from '../shared/cluster.ts'
import { print } from '../shared/runs.ts'

const options = { ...busOptions, ...clusterOptions, output: outputOption } as const

/** What the worker that has a rollout says of it. */
export function logsCommand(): Command {
  const command = new Command('logs')
    .description("A rollout's lines in the log of the worker that played it last, whichever that is.")
    .argument('<rollout>', 'rollout id')
  return addOptions(command, options).action(async (rolloutId: string) => {
    const values = valuesOf(command, options)
    await withBus(values, 'observer', async ({ connection, fleet }, signal) => {
      const entry = (await new LedgerStore(connection, fleet).get(rolloutId, signal))?.entry
      if (entry === undefined) {
        throw new SortieError('config.invalid', `fleet ${fleet} knows no rollout ${JSON.stringify(rolloutId)}`, {
          remedy: 'kubectl sortie trajectories fetch lists those that have ended',
        })
      }
      const state = pb.LedgerState[entry.state].replace('LEDGER_STATE_', '').toLowerCase()
      process.stderr.write(`${rolloutId}: ${state}, attempt ${String(entry.attempt)}, worker ${entry.worker || 'none yet'}\n`)
      if (entry.worker === '') return
      await using cluster = await openCluster(values)
      await copyLines(cluster, { worker: entry.worker, rolloutId, isJson: values.output === 'json' }, signal)
    })
  })
}

async function copyLines(
  { client, namespace }: Awaited<ReturnType<typeof openCluster>>,
  { worker, rolloutId, isJson }: { readonly worker: string; readonly rolloutId: string; readonly isJson: boolean },
  signal: AbortSignal,
): Promise<void> {
  let found = 0
  try {
    for await (const line of client.logs(namespace, { pod: worker, container: 'worker' }, signal)) {
      if (!line.includes(rolloutId)) continue
      found++
      await print(`${isJson ? line : escapeControls(line)}\n`)
    }
  } catch (thrown) {
    if (!(thrown instanceof SortieError) || thrown.code !== 'kube.not-found') throw thrown
    throw new SortieError('kube.not-found', `worker ${worker} has gone, and its log with it: ${errorText(thrown)}`, {
      remedy: 'the trajectory has how the rollout ended: kubectl sortie trajectories fetch',
    })
  }
  if (found === 0) process.stderr.write(`nothing of it is in the log of ${worker}: the pod may be another one of that name by now\n`)
}
