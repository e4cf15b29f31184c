import { relative, resolve } from 'node:path'
import { SortieError } from '#internal/base/errors.ts'
import { type RunningFleet, readRunning, runningUnder } from '#internal/local/running-fleet.ts'

/** Where `sortie up` keeps a fleet's state unless it is told otherwise: a folder for each under this one. */
export const stateParent = 'sortie-fleets'

export interface FoundFleet {
  /** Of its state. */
  readonly folder: string
  readonly running: RunningFleet
}

/**
 * The fleet that `sortie up` keeps here: from the folder `state`, else from the folder of states where we are. An empty name is any.
 * Null when there is none; throws `config.invalid` when there are several.
 */
export async function findRunning({ fleet, state }: { readonly fleet: string; readonly state: string }): Promise<FoundFleet | null> {
  const all = state === '' ? await runningUnder(resolve(stateParent)) : await inFolder(resolve(state))
  const found = all.filter(({ running }) => fleet === '' || running.fleet === fleet)
  if (found.length < 2) return found[0] ?? null
  const places = found.map(({ running, folder }) => `${running.fleet} (${relative('.', folder)})`)
  throw new SortieError('config.invalid', `${String(found.length)} fleets run here: ${places.sort().join(', ')}`, {
    remedy: 'name one by --fleet; `sortie down` knows those of one name by --state DIR',
  })
}

async function inFolder(folder: string): Promise<FoundFleet[]> {
  const running = await readRunning(folder)
  return running === null ? [] : [{ folder, running }]
}

/** What to do where no fleet runs and none was named. */
export const nothingHere =
  'start one: `sortie up`; one that runs is found in the folder where it was started, and from anywhere else by `source` of the connection.env that it names'

/** Where commands that are told nothing look for a bus: at the only fleet that runs here, else at nats-server's own address. */
export async function busHere<Options extends { readonly fleet: string; readonly natsUrl: string; readonly natsToken: string }>(
  options: Options,
): Promise<{ readonly isFound: boolean; readonly options: Options }> {
  const found = options.natsUrl === '' ? await findRunning({ fleet: options.fleet, state: '' }) : null
  if (found === null) {
    return { isFound: false, options: { ...options, fleet: options.fleet || 'local', natsUrl: options.natsUrl || 'nats://127.0.0.1:4222' } }
  }
  const { fleet, natsUrl, natsToken } = found.running
  return { isFound: true, options: { ...options, fleet, natsUrl, natsToken } }
}
