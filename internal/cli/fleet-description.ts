import { escapeControls } from '#internal/base/escape.ts'
import { pc } from './colours.ts'
import { columns, headedTable } from './table.ts'

/** A fleet on a cluster; `kubectl sortie describe -o json` prints exactly this. */
export interface FleetDescription {
  readonly fleet: string
  readonly namespace: string
  readonly conditions: readonly { readonly type: string; readonly status: string; readonly reason: string; readonly message: string }[]
  readonly stream: { readonly fleet: string; readonly url: string } | null
  readonly pods: readonly DescribedPod[]
  readonly events: readonly {
    readonly at: string
    readonly reason: string
    readonly note: string
    readonly warning: boolean
    readonly count: number
  }[]
}

export interface DescribedPod {
  readonly name: string
  readonly role: string
  readonly node: string | null
  readonly phase: string
  readonly ready: boolean
  readonly restarts: number
  /** It is asked to go, and finishes what it has. */
  readonly leaving: boolean
}

/** A fleet as a person reads it. */
export function renderDescription({ fleet, namespace, conditions, stream, pods, events }: FleetDescription): string {
  const facts = columns(0)
  facts.push(['fleet', `${namespace}/${fleet}`], ['bus', stream === null ? 'not known yet' : `${stream.fleet} at ${stream.url}`])
  const answers = headedTable(['', 'is', 'says'], { style: { compact: true } })
  for (const { type, status, reason, message } of conditions) {
    const isWell = type === 'Degraded' ? status !== 'True' : type !== 'Ready' || status === 'True'
    answers.push([type, (isWell ? pc.green : pc.red)(`${status}: ${reason}`), escapeControls(message)])
  }
  const members = headedTable(['pod', 'role', 'node', 'state', 'restarts'], { style: { compact: true } })
  for (const pod of pods) members.push([pod.name, pod.role, pod.node ?? '', stateOf(pod), String(pod.restarts)])
  const happened = columns(0)
  for (const { at, reason, note, warning, count } of events) {
    const times = count > 1 ? ` (${String(count)} times)` : ''
    happened.push([at, (warning ? pc.yellow : String)(escapeControls(reason)), `${escapeControls(note)}${times}`])
  }
  const parts = [facts.toString(), answers.toString(), pods.length === 0 ? 'no pod' : members.toString()]
  if (events.length > 0) parts.push(happened.toString())
  return `${parts.join('\n\n')}\n`.replaceAll(/ +$/gm, '')
}

function stateOf({ phase, ready, leaving }: DescribedPod): string {
  if (leaving) return pc.yellow('draining')
  return ready ? pc.green('ready') : pc.yellow(phase.toLowerCase())
}
