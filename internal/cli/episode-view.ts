import { pb } from '#internal/gen/v1.js'
import { statusName } from '#internal/rollout/status.ts'
import { pc } from './colours.ts'

const width = 100
const barWidth = 30

const roleNames = new Map<pb.Role | null | undefined, string>([
  [pb.Role.ROLE_SYSTEM, 'system'],
  [pb.Role.ROLE_USER, 'user'],
  [pb.Role.ROLE_ASSISTANT, 'policy'],
  [pb.Role.ROLE_TOOL, 'tool'],
])
const paints: Readonly<Record<string, (text: string) => string>> = { system: pc.dim, user: pc.blue, policy: pc.green, tool: pc.yellow }

/** What is shown of an episode: joined turns and the ending of the attempt that ended it. */
export interface Episode {
  readonly head: pb.TrajectoryChunk.$Properties
  readonly turns: readonly pb.Turn.$Properties[]
  readonly ending: pb.EndingRecord.$Properties
}

/** An episode as a person reads it: what was said and done, turn by turn, how it was judged, and where the time went. */
export function renderEpisode(episode: Episode): string {
  const { turns, ending } = episode
  return [header(episode), ...turns.map(renderTurn), rule('verdict'), renderVerdict(ending), rule('time'), renderTimes(ending), ''].join(
    '\n',
  )
}

function header({ head, ending }: Episode): string {
  const status = statusName(ending.status)
  const paint = status === 'completed' ? pc.green : status === 'truncated' ? pc.yellow : pc.red
  const member = `${String((head.groupIndex ?? 0) + 1)} of ${String(head.groupSize ?? 0)} in ${head.groupId ?? ''}`
  const facts: [string, string][] = [
    ['rollout', head.rolloutId ?? ''],
    ['task', `${head.taskId ?? ''}  (${head.environment ?? ''} ${head.environmentVersion ?? ''})`],
    ['group', member],
    ['status', `${paint(status)}, ${ending.stopCondition ?? ''}`],
    ['attempt', `${String(head.attempt ?? 0)} on ${head.worker ?? ''}, seed ${String(head.opening?.seed ?? 0)}`],
  ]
  if (ending.sandboxEnforcement) facts.push(['sandbox', `limits by ${ending.sandboxEnforcement}`])
  if (ending.error != null) facts.push(['error', pc.red(`${ending.error.code ?? ''}: ${printable(ending.error.message ?? '')}`)])
  return facts.map(([name, value]) => `${pc.bold(name.padEnd(8))} ${value}`).join('\n')
}

function renderTurn(turn: pb.Turn.$Properties): string {
  const versions = new Set((turn.segments ?? []).flatMap((segment) => (segment.versionSpans ?? []).map((span) => span.weightVersion ?? 0)))
  const sampled = `${String(turn.usage?.sampledTokens ?? 0)} tokens by ${turn.replica ?? ''} at v${[...versions].join(', v')}`
  const cut = turn.finishReason === pb.FinishReason.FINISH_REASON_LENGTH ? pc.yellow(', cut by its limit') : ''
  const lines = [rule(`turn ${String((turn.turnIndex ?? 0) + 1)}`), pc.dim(sampled) + cut]
  for (const { role, text } of turn.segments ?? []) {
    const name = roleNames.get(role)
    if (name !== undefined) lines.push(block(name, text ?? ''))
  }
  for (const call of turn.toolCalls ?? []) lines.push(renderCall(call))
  if (turn.stepReward != null) lines.push(`${pc.bold('step reward')} ${String(turn.stepReward)}`)
  if (turn.error != null) lines.push(pc.red(`${turn.error.code ?? ''}: ${printable(turn.error.message ?? '')}`))
  return lines.join('\n')
}

function renderCall(call: pb.ToolCall.$Properties): string {
  const status = (pb.ToolStatus[call.status ?? 0] ?? '').replace('TOOL_STATUS_', '').toLowerCase()
  const tookMs = (call.endedAtUnixMs ?? 0) - (call.startedAtUnixMs ?? 0)
  const whole = call.outputTruncated === true ? pc.yellow(`, shown in part: ${String(call.outputBytes ?? 0)} bytes`) : ''
  const paint = status === 'ok' ? pc.green : pc.red
  return `${pc.magenta('call')} ${call.name ?? ''} ${paint(status)} in ${String(tookMs)} ms${whole}\n${indent(printable(call.output ?? ''))}`
}

function renderVerdict(ending: pb.EndingRecord.$Properties): string {
  const rewards = (ending.rewards ?? []).map(({ name, value, weight, verifier, verifierVersion, evidence }) => {
    const shown = value == null ? pc.yellow('not determined') : pc.bold(String(value))
    return `${name ?? ''} ${shown}  (weight ${String(weight ?? 0)}, ${verifier ?? ''} ${verifierVersion ?? ''})\n${indent(printable(evidence ?? ''))}`
  })
  const findings = (ending.integrityFindings ?? []).map(
    ({ kind, evidence }) => `${pc.red('integrity')} ${kind ?? ''}: ${printable(evidence ?? '')}`,
  )
  const all = [...rewards, ...findings]
  return all.length === 0 ? pc.yellow('no reward: there is no verdict, which is not a reward of 0') : all.join('\n')
}

function renderTimes(ending: pb.EndingRecord.$Properties): string {
  const timings = ending.totals?.timings ?? {}
  const phases: [string, number][] = [
    ['queue', timings.queueNs ?? 0],
    ['first token', timings.timeToFirstTokenNs ?? 0],
    ['decode', timings.decodeNs ?? 0],
    ['environment', timings.environmentNs ?? 0],
  ]
  const longest = Math.max(...phases.map(([, ns]) => ns), 1)
  return phases
    .map(
      ([name, ns]) =>
        `${name.padEnd(12)} ${pc.cyan('█'.repeat(Math.round((ns / longest) * barWidth)).padEnd(barWidth, '░'))} ${(ns / 1e9).toFixed(3)} s`,
    )
    .join('\n')
}

function block(name: string, text: string): string {
  const paint = paints[name] ?? ((plain: string) => plain)
  return `${pc.bold(paint(name))}\n${indent(paint(printable(text)))}`
}

function rule(title: string): string {
  return pc.dim(`── ${title} ${'─'.repeat(Math.max(0, width - title.length - 4))}`)
}

function indent(text: string): string {
  return text
    .split('\n')
    .map((line) => `  ${line}`)
    .join('\n')
}

/** Text of a model or a tool, without what a terminal would obey. */
export function printable(text: string): string {
  return text.replace(
    /[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/g,
    (character) => `\\x${character.charCodeAt(0).toString(16).padStart(2, '0')}`,
  )
}
