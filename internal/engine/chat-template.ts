/**
 * The chat template's own tokens, taken from its renderings (docs/spec/tokens.md).
 *
 *   P1  a piece is exactly what the template writes between two contents; content never passes through the template
 *   P2  at most one BOS, at the start of a trace alone
 *   P3  what the policy sampled is never repeated: where it ended its turn with the token that a piece starts with, the piece starts behind that
 */
import { SortieError } from '#internal/base/errors.ts'
import type { ChatTemplate } from '#internal/rollout/policy.ts'

export const roles = ['system', 'user', 'assistant', 'tool'] as const
export type TemplateRole = (typeof roles)[number]

/** `previous` null: the start of a trace. */
export interface Transition {
  readonly previous: TemplateRole | null
  readonly next: TemplateRole
}

export interface TemplatePiece extends Transition {
  readonly text: string
  readonly tokenIds: Uint32Array
}

export interface RenderedMessage {
  readonly role: TemplateRole
  readonly content: string
}

/** What reading a template needs of an engine. */
export interface TemplateEngine {
  /** The conversation with the generation prompt behind it; null when the template refuses it. */
  render(messages: readonly RenderedMessage[], signal: AbortSignal): Promise<string | null>
  /** Tokens of template text, special ones included; `start`: with the BOS that the model wants before a trace. */
  tokenizeTemplate(text: string, start: boolean, signal: AbortSignal): Promise<Uint32Array>
}

/** Every transition that a trace can make. The policy's own turn follows something, and nobody speaks for it twice. */
export const transitions: readonly Transition[] = [null, ...roles].flatMap((previous) =>
  roles.filter((next) => !(next === 'assistant' && (previous === null || previous === 'assistant'))).map((next) => ({ previous, next })),
)

/** The shortest conversation with the transition in it that templates accept, and which of its messages is `next` (behind the last: the policy's). */
export function conversation(transition: Transition): { readonly roles: readonly TemplateRole[]; readonly at: number } {
  // Templates that fold the system prompt into the first user message refuse it alone.
  if (transition.previous === null && transition.next === 'system') return { roles: ['system', 'user'], at: 0 }
  const before: Record<TemplateRole, readonly TemplateRole[]> = {
    system: ['system'],
    user: ['user'],
    assistant: ['user', 'assistant'],
    tool: ['user', 'assistant', 'tool'],
  }
  const prefix = transition.previous === null ? [] : before[transition.previous]
  // Never an assistant message last, which engines take for an answer to continue: its piece is the generation prompt behind the others.
  return { roles: transition.next === 'assistant' ? prefix : [...prefix, transition.next], at: prefix.length }
}

/** Content that no template writes by itself; letters and digits alone, so that none trims or escapes it. */
export function placeholder(index: number): string {
  return `sortie0content0${String(index)}0placeholder`
}

/** P1: what stands between the contents of `previous` and `next`; null when the template dropped, repeated or moved a content. */
export function pieceText(rendering: string, transition: Transition): string | null {
  const { roles, at } = conversation(transition)
  const contents = roles.map((_, index) => placeholder(index))
  if (contents.some((content) => rendering.split(content).length !== 2)) return null
  const starts = contents.map((content) => rendering.indexOf(content))
  const from = at === 0 ? 0 : (starts[at - 1] ?? 0) + placeholder(at - 1).length
  const to = starts[at] ?? rendering.length
  return to < from ? null : rendering.slice(from, to)
}

/** P2: one BOS where the model wants one (or the template wrote one), however many the two put there together. */
export function withOneBos(ids: Uint32Array, bosId: number | null, wanted: boolean): Uint32Array {
  if (bosId === null) return ids
  let leading = 0
  while (ids[leading] === bosId) leading++
  if (leading === 0 && !wanted) return ids
  return new Uint32Array([bosId, ...ids.subarray(leading)])
}

/** Reads all pieces; a tool's message is written as a user's where the template refuses the role. Throws `model.invalid` without the least. */
export async function readTemplate(engine: TemplateEngine, signal: AbortSignal): Promise<readonly TemplatePiece[]> {
  const texts = new Map<string, string | null>()
  for (const transition of transitions) {
    const messages = conversation(transition).roles.map((role, index) => ({ role, content: placeholder(index) }))
    const rendering = await engine.render(messages, signal)
    texts.set(key(transition), rendering === null ? null : pieceText(rendering, transition))
  }
  const pieces: TemplatePiece[] = []
  for (const transition of transitions) {
    const text = texts.get(key(transition)) ?? texts.get(key(withoutTools(transition)))
    if (text === null || text === undefined) continue
    const tokenIds = await engine.tokenizeTemplate(text, transition.previous === null, signal)
    pieces.push({ ...transition, text, tokenIds })
  }
  for (const needed of [
    { previous: null, next: 'user' },
    { previous: 'user', next: 'assistant' },
  ] as const) {
    if (pieces.some((piece) => key(piece) === key(needed))) continue
    throw new SortieError(
      'model.invalid',
      `the model's chat template has no piece from ${needed.previous ?? 'the start'} to ${needed.next}`,
      {
        remedy: 'use an instruction-tuned model whose GGUF file carries a chat template',
      },
    )
  }
  return pieces
}

/** A template of pieces that were read, here or by a replica. */
export function pieceTemplate(pieces: readonly Omit<TemplatePiece, 'text'>[]): ChatTemplate {
  const byTransition = new Map(pieces.map((piece) => [key(piece), piece.tokenIds]))
  return {
    piece: (previous, next, ended) => {
      const ids = byTransition.get(key({ previous, next }))
      if (ids === undefined) return null
      // P3
      return ended !== null && ids[0] === ended ? ids.slice(1) : ids
    },
  }
}

function key(transition: Transition): string {
  return `${transition.previous ?? ''}>${transition.next}`
}

function withoutTools(transition: Transition): Transition {
  const { previous, next } = transition
  return { previous: previous === 'tool' ? 'user' : previous, next: next === 'tool' ? 'user' : next }
}
