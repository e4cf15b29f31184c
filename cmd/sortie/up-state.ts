import { rm, writeFile } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import { SortieError } from '#internal/base/errors.ts'
import { readRunning, recordRunning, type RunningFleet } from '#internal/local/running-fleet.ts'
import { stateParent } from '../shared/running.ts'

/** Two would write into one another's state, the store of the nats-server among it. */
export async function refuseSecond(state: string): Promise<void> {
  const running = await readRunning(state)
  if (running === null) return
  const { fleet, pid: other } = running
  throw new SortieError('config.invalid', `fleet ${fleet} runs from ${state} already, as process ${String(other)}`, {
    remedy: `\`sortie down\` ends it; or give this one another --state`,
  })
}

/** Says where the fleet is, to people and to the commands that look for it, until the stack is disposed of. */
export async function announce(state: string, running: Omit<RunningFleet, 'processStart'>, stack: AsyncDisposableStack): Promise<void> {
  const file = join(state, 'connection.env')
  const { fleet, natsUrl, natsToken } = running
  const quoted = `'${state.replaceAll("'", `'\\''`)}'`
  const line = `export SORTIE_FLEET=${fleet} SORTIE_NATS_URL=${natsUrl} SORTIE_NATS_TOKEN=${natsToken} SORTIE_STATE=${quoted}\n`
  await writeFile(file, line, { mode: 0o600 })
  stack.defer(() => rm(file, { force: true }))
  stack.use(await recordRunning(state, running))
  const isFound = dirname(state) === resolve(stateParent)
  const how = isFound ? 'commands in this folder find it; from anywhere else' : 'to reach it'
  process.stderr.write(`fleet ${fleet} on ${natsUrl}; ${how}: source ${file}\n`)
}
