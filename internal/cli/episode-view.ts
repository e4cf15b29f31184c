import { escapeControls } from '#internal/base/escape.ts'
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
    ['task', `${head.taskId ?? ''}  (${head.environment ?? ''} ${escapeControls(head.environmentVersion ?? '')})`],
    ['group', member],
    ['status', `${paint(status)}, ${escapeControls(ending.stopCondition ?? '')}`],
    ['attempt', `${String(head.attempt ?? 0)} on ${head.worker ?? ''}, seed ${String(head.opening?.seed ?? 0)}`],
  ]
  if (ending.sandboxEnforcement) facts.push(['sandbox', `limits by ${escapeControls(ending.sandboxEnforcement)}`])
  if (ending.error != null) facts.push(['error', errorLine(ending.error)])
  return facts.map(([name, value]) => `${pc.bold(name.padEnd(8))} ${value}`).join('\n')
}

function renderTurn(turn: pb.Turn.$Properties): string {
  const lines = [rule(`turn ${String((turn.turnIndex ?? 0) + 1)}`), pc.dim(turnFacts(turn).join(', '))]
  if (turn.finishReason === pb.FinishReason.FINISH_REASON_LENGTH) lines.push(pc.yellow('cut by its limit of tokens'))
  for (const { role, text } of turn.segments ?? []) {
    const name = roleNames.get(role)
    if (name !== undefined) lines.push(block(name, text ?? ''))
  }
  for (const call of turn.toolCalls ?? []) lines.push(renderCall(call))
  if (turn.stepReward != null) lines.push(`${pc.bold('step reward')} ${String(turn.stepReward)}`)
  if (turn.error != null) lines.push(errorLine(turn.error))
  return lines.join('\n')
}

/** What a reader needs to judge the turn: who sampled it, of what, how, and with how much thinking. */
function turnFacts({ segments, usage, sampling, effort, replica, agent, parentTraceId }: pb.Turn.$Properties): string[] {
  const versions = new Set((segments ?? []).flatMap((segment) => (segment.versionSpans ?? []).map((span) => span.weightVersion ?? 0)))
  const facts = [`${String(usage?.sampledTokens ?? 0)} tokens by ${escapeControls(replica ?? '')} at v${[...versions].join(', v')}`]
  if (usage != null) facts.push(`${String(usage.promptTokens ?? 0)} given, of them ${String(usage.cachedTokens ?? 0)} cached`)
  if (sampling != null) facts.push(...samplers(sampling))
  if (effort != null) {
    const { requested, thinkingTokens, budgetTokens, forcedStop } = effort
    const stopped = forcedStop === true ? ', stopped there' : ''
    facts.push(`effort ${String(requested ?? 0)}: ${String(thinkingTokens ?? 0)} of ${String(budgetTokens ?? 0)} thinking tokens${stopped}`)
  }
  if (parentTraceId) facts.push(`agent ${escapeControls(agent ?? '')}, a branch of ${escapeControls(parentTraceId)}`)
  return facts
}

/** Only what is out of the ordinary: temperature 1 and nothing else. */
function samplers({ temperature, topP, topK }: pb.Sampling.$Properties): string[] {
  const facts = []
  if ((temperature ?? 1) !== 1) facts.push(`temperature ${String(temperature)}`)
  if ((topP ?? 1) !== 1 && topP !== 0) facts.push(`top_p ${String(topP)}`)
  if ((topK ?? 0) !== 0) facts.push(`top_k ${String(topK)}`)
  return facts
}

function renderCall(call: pb.ToolCall.$Properties): string {
  const status = (pb.ToolStatus[call.status ?? 0] ?? 'unknown').replace('TOOL_STATUS_', '').toLowerCase()
  const tookMs = (call.endedAtUnixMs ?? 0) - (call.startedAtUnixMs ?? 0)
  const whole = call.outputTruncated === true ? pc.yellow(`, shown in part: ${String(call.outputBytes ?? 0)} bytes`) : ''
  const paint = status === 'ok' ? pc.green : pc.red
  return [
    `${pc.magenta('call')} ${escapeControls(call.name ?? '')} ${paint(status)} in ${String(tookMs)} ms${whole}`,
    ...argumentsOf(call.argumentsJson ?? '').map(([name, value]) => indent(`${pc.dim(name)}\n${indent(escapeControls(value))}`)),
    pc.magenta('output'),
    indent(escapeControls(call.output ?? '')),
  ].join('\n')
}

/** Each argument as text, so that code reads as code; what is no object is shown as it came. */
function argumentsOf(json: string): [string, string][] {
  let parsed: unknown
  try {
    parsed = JSON.parse(json)
  } catch {
    parsed = null
  }
  if (typeof parsed !== 'object' || parsed === null || Array.isArray(parsed)) return json === '' ? [] : [['arguments', json]]
  return Object.entries(parsed).map(([name, value]) => [escapeControls(name), typeof value === 'string' ? value : JSON.stringify(value)])
}

function renderVerdict(ending: pb.EndingRecord.$Properties): string {
  const rewards = (ending.rewards ?? []).map(({ name, value, weight, verifier, verifierVersion, evidence }) => {
    const shown = value == null ? pc.yellow('not determined') : pc.bold(String(value))
    const by = escapeControls(`${verifier ?? ''} ${verifierVersion ?? ''}`)
    const said = (evidence ?? '') === '' ? '' : `\n${indent(escapeControls(evidence ?? ''))}`
    return `${escapeControls(name ?? '')} ${shown}  (weight ${String(weight ?? 0)}, ${by})${said}`
  })
  const findings = (ending.integrityFindings ?? []).map(
    ({ kind, evidence }) => `${pc.red('integrity')} ${escapeControls(kind ?? '')}: ${escapeControls(evidence ?? '')}`,
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
  const sum = phases.reduce((whole, [, ns]) => whole + ns, 0)
  return phases
    .map(([name, ns]) => {
      const share = sum === 0 ? 0 : ns / sum
      const bar = pc.cyan('█'.repeat(Math.round(share * barWidth)).padEnd(barWidth, '░'))
      return `${name.padEnd(12)} ${bar} ${(share * 100).toFixed(0).padStart(3)} %  ${(ns / 1e9).toFixed(3)} s`
    })
    .join('\n')
}

function block(name: string, text: string): string {
  const paint = paints[name] ?? ((plain: string) => plain)
  return `${pc.bold(paint(name))}\n${indent(paint(escapeControls(text)))}`
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

function errorLine({ code, message }: pb.RecordedError.$Properties): string {
  return pc.red(escapeControls(`${code ?? ''}: ${message ?? ''}`))
}
