import { escapeControls } from '#internal/base/escape.ts'
import type { pb } from '#internal/gen/v1.js'
import { statusName } from '#internal/rollout/status.ts'
import { pc } from './colours.ts'
import { columns, headedTable } from './table.ts'

/** A rollout that could not be done; `sortie tasks dead list -o json` prints these. */
export interface DeadRollout {
  readonly rollout_id: string
  readonly task_id: string
  readonly environment: string
  readonly run_id: string
  readonly status: string
  readonly why: string
  readonly ended_at_ms: number
  /** Its task is kept, so that it can be tried again. */
  readonly retry: boolean
}

// A reason in a table is for telling one from another; `show` has the whole.
const whyCharsMax = 60

/** The dead as a table, a line each. */
export function renderDead(dead: readonly DeadRollout[]): string {
  if (dead.length === 0) return 'nothing is among the dead\n'
  const table = headedTable(['rollout', 'task', 'environment', 'status', 'ended', 'why'], { style: { compact: true } })
  for (const { rollout_id, task_id, environment, status, why, ended_at_ms } of dead) {
    const short = escapeControls(why).split('\n')[0]?.slice(0, whyCharsMax) ?? ''
    table.push([rollout_id, task_id, environment, pc.red(status), new Date(ended_at_ms).toISOString().slice(0, 19), short])
  }
  return `${table.toString()}\n`
}

/** One of them, with its task. */
export function renderLetter({ task, status, stopCondition, error }: pb.DeadLetter): string {
  const text = (json: Uint8Array | null | undefined) => escapeControls(new TextDecoder().decode(json ?? new Uint8Array()))
  const table = columns(0)
  table.push(
    ['rollout', task?.rolloutId ?? ''],
    ['run', task?.runId ?? ''],
    ['task', `${task?.task?.taskId ?? ''} of ${task?.task?.environment ?? ''}`],
    ['ended as', `${pc.red(statusName(status))}, ${stopCondition}`],
    ['why', escapeControls(error?.message ?? 'it does not say')],
    ['input', text(task?.task?.inputJson)],
    ['verifier', text(task?.task?.verifierJson)],
    ['try again', `sortie tasks dead retry ${task?.rolloutId ?? ''}`],
  )
  return `${table.toString()}\n`.replaceAll(/ +$/gm, '')
}
