import { pc } from './colours.ts'
import { columns, headedTable } from './table.ts'

/** Where a running fleet stands; `sortie status -o json` prints exactly this. */
export interface FleetView {
  readonly fleet: string
  readonly rollouts: {
    /** The sum of the rest. */
    readonly submitted: number
    readonly queued: number
    readonly running: number
    readonly ended: number
    readonly by_status: Readonly<Record<string, number>>
    readonly duplicates: number
    readonly strangers: number
  }
  readonly keeper: {
    /** Null: nobody keeps the ledger. */
    readonly holder: string | null
    /** Messages of the stream that are not counted yet: until then some that ended are shown as running. */
    readonly behind: number
  }
  readonly queue: Readonly<Record<string, { readonly waiting: number; readonly claimed: number }>>
  readonly stream: { readonly messages: number; readonly bytes: number; readonly fill: number }
  readonly weight_version: number
  readonly workers: readonly FleetMember[]
  readonly replicas: readonly FleetMember[]
}

export interface FleetMember {
  readonly name: string
  readonly state: string
  readonly slots: number
  readonly busy: number
  readonly waiting: number
  readonly weight_version: number
}

/** A fleet as a person reads it. */
export function renderFleet(view: FleetView): string {
  const { rollouts, keeper, stream } = view
  const statuses = Object.entries(rollouts.by_status).map(([status, count]) => `${status} ${String(count)}`)
  const facts = columns(0)
  facts.push(
    ['fleet', view.fleet],
    [
      'rollouts',
      `${String(rollouts.submitted)} submitted = ${String(rollouts.ended)} ended + ${String(rollouts.running)} running + ${String(rollouts.queued)} queued`,
    ],
    ['ended', statuses.length === 0 ? 'none' : statuses.join(', ')],
    ['ledger', keeperWords(keeper)],
    ['tasks', queueWords(view.queue)],
    [
      'stream',
      `${(stream.fill * 100).toFixed(0)} % full: ${stream.messages.toLocaleString('en-US')} chunks, ${(stream.bytes / 2 ** 20).toFixed(1)} MiB`,
    ],
    ['weights', `v${String(view.weight_version)}`],
  )
  if (rollouts.duplicates > 0) facts.push(['duplicates', pc.red(String(rollouts.duplicates))])
  if (rollouts.strangers > 0) facts.push(['strangers', pc.red(String(rollouts.strangers))])
  const members = headedTable(['', 'state', 'busy', 'slots', 'waiting', 'weights'], { style: { compact: true } })
  for (const { name, state, busy, slots, waiting, weight_version } of [...view.workers, ...view.replicas]) {
    members.push([name, state === 'ready' ? pc.green(state) : pc.yellow(state), busy, slots, waiting, `v${String(weight_version)}`])
  }
  const who = view.workers.length + view.replicas.length === 0 ? 'no worker and no replica is there' : members.toString()
  return `${facts.toString()}\n\n${who}\n`.replaceAll(/ +$/gm, '')
}

function keeperWords({ holder, behind }: FleetView['keeper']): string {
  if (holder === null) return pc.red('nobody keeps it: the counts stand still until an owner comes')
  return behind === 0 ? `kept by ${holder}, up to date` : `kept by ${holder}, ${String(behind)} chunks behind`
}

function queueWords(queue: FleetView['queue']): string {
  const words = Object.entries(queue).map(
    ([environment, { waiting, claimed }]) => `${environment} ${String(waiting)} waiting, ${String(claimed)} claimed`,
  )
  return words.length === 0 ? 'no environment' : words.join('; ')
}
