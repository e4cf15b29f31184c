import { readFile, writeFile } from 'node:fs/promises'
import { isIP } from 'node:net'
import { join, resolve } from 'node:path'
import { Command } from 'commander'
import { systemClock as clock } from '#internal/base/clock.ts'
import { SortieError, errorText } from '#internal/base/errors.ts'
import { systemRng as rng } from '#internal/base/rng.ts'
import { gatewayOptions, type GatewayOptions } from '#internal/config/learner.ts'
import { addOptions, valuesOf } from '#internal/config/option.ts'
import type { pb } from '#internal/gen/v1.js'
import { serveGateway } from '#internal/learner/gateway.ts'
import { RunFolder } from '#internal/learner/run-folder.ts'
import { createLogger } from '#internal/telemetry/logger.ts'
import { createMetrics } from '#internal/telemetry/metrics.ts'
import { openBus } from '../shared/bus.ts'
import { interruptSignals } from '../shared/interrupt.ts'
import { openLearner } from '../shared/learner.ts'
import { startedAt } from '../shared/runs.ts'
import { simulateCommand } from './learner-simulate.ts'

export function learnerCommand(): Command {
  return new Command('learner')
    .description("The learner's side of a fleet, for trainers in any language.")
    .addCommand(serveCommand())
    .addCommand(simulateCommand())
}

const howTo = `
A trainer in Python connects with clients/python (docs/learner.md):
  import sortie_rl
  client = sortie_rl.connect('http://127.0.0.1:7400', token=open('TOKEN_FILE').read())
  for batch in client.batches(): ...; batch.commit()`

function serveCommand(): Command {
  const command = new Command('serve')
    .description('Serve batches of a running fleet over HTTP on this machine, until Ctrl-C.')
    .addHelpText('after', howTo)
  return addOptions(command, gatewayOptions).action(async () => {
    using interrupt = interruptSignals(() => process.stderr.write('\nclosing\n'))
    await serve(valuesOf(command, gatewayOptions), interrupt.drain)
  })
}

async function serve(options: GatewayOptions, signal: AbortSignal): Promise<void> {
  checkHost(options)
  const logger = createLogger('warn')
  await using bus = await openBus(options, { name: 'learner', logger }, signal)
  const out = resolve(options.out === '' ? join('sortie-learners', startedAt()) : options.out)
  await using folder = await RunFolder.create(out, { fleet: bus.fleet, gateway: true })
  await using learner = await openLearner(bus, { options, folder, logger }, signal)
  const tokenFile = resolve(options.tokenFile === '' ? join(out, 'token') : options.tokenFile)
  const listen = { host: options.host, port: options.port, token: await tokenOf(tokenFile), registry: createMetrics().registry }
  await using gateway = await serveGateway(learner, { ...listen, clock, logger, onBatch: sayBatch })
  process.stderr.write(
    `learner of fleet ${bus.fleet} at http://${options.host}:${String(gateway.port)}, token in ${tokenFile}, refused rollouts in ${out}\n`,
  )
  if (!signal.aborted) await new Promise<void>((end) => { signal.addEventListener('abort', () => { end() }, { once: true }) }) // prettier-ignore
}

/** The token is all that guards it, and nothing is encrypted. */
function checkHost({ host, openToNetwork }: GatewayOptions): void {
  const isLocal = host === 'localhost' || host === '::1' || (isIP(host) === 4 && host.startsWith('127.'))
  if (isLocal || openToNetwork) return
  throw new SortieError('config.invalid', `--host ${host} is beyond this machine`, {
    remedy: 'run the gateway beside the trainer, or say --open-to-network on a network that you trust',
  })
}

/** The token in the file; a new one is made for its owner alone. */
async function tokenOf(path: string): Promise<string> {
  try {
    await writeFile(path, `${rng.hex(24)}\n`, { flag: 'wx', mode: 0o600 })
  } catch (thrown) {
    if ((thrown as NodeJS.ErrnoException).code !== 'EEXIST')
      throw new SortieError('config.invalid', `the token file ${path} cannot be written: ${errorText(thrown)}`, {
        remedy: 'give another with --token-file',
        cause: thrown,
      })
  }
  const token = (await readFile(path, 'utf8')).trim()
  if (token !== '') return token
  throw new SortieError('config.invalid', `the token file ${path} is empty`, { remedy: 'remove it, and one is made' })
}

function sayBatch({ number, groups, weightVersion, dropped, short }: pb.Batch.$Properties): void {
  const rollouts = (groups ?? []).reduce((sum, group) => sum + (group.rollouts?.length ?? 0), 0)
  const lost = (dropped ?? []).reduce((sum, { count }) => sum + (count ?? 0), 0)
  const notes = [short === true ? 'short' : '', lost > 0 ? `${String(lost)} dropped since the last` : ''].filter((note) => note !== '')
  process.stderr.write(
    `batch ${String(number)}: ${String(groups?.length)} groups, ${String(rollouts)} rollouts, weights v${String(weightVersion)}${notes.length > 0 ? ` (${notes.join(', ')})` : ''}\n`,
  )
}
