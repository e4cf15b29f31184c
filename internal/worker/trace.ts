import { SortieError } from '#internal/base/errors.ts'
import { pb } from '#internal/gen/v1.js'
import type { Message } from '#internal/rollout/interaction.ts'
import type { Generation, Policy, PolicyModel } from '#internal/rollout/policy.ts'
import { concatTokens, logprobBytes, tokenBytes } from '#internal/rollout/tokens.ts'

type Speaker = Message['role'] | 'assistant'

const roles = { system: pb.Role.ROLE_SYSTEM, user: pb.Role.ROLE_USER, tool: pb.Role.ROLE_TOOL } as const

/** One agent's append-only tokens: a prompt is exactly what stands here, never text that was tokenised again. */
export class Trace {
  readonly #model: PolicyModel
  readonly #policy: Policy
  readonly #parts: Uint32Array[] = []
  #length = 0
  /** Since the last turn was taken. */
  #segments: pb.Segment.$Properties[] = []
  #previous: Speaker | null = null
  /** The token that the policy ended its last turn with, while nothing follows it. */
  #ended: number | null = null

  constructor(policy: Policy, model: PolicyModel) {
    this.#policy = policy
    this.#model = model
  }

  get length(): number {
    return this.#length
  }

  get tokens(): Uint32Array {
    return concatTokens(this.#parts)
  }

  /** Appends messages, each behind the template's own tokens. */
  async observe(messages: readonly Message[], signal: AbortSignal): Promise<void> {
    for (const { role, text } of messages) {
      this.#appendTemplate(role)
      const ids = await this.#policy.tokenize(text, signal)
      this.#append(ids, { role: roles[role], tokenIds: tokenBytes(ids), text })
      this.#previous = role
      this.#ended = null
    }
  }

  /** Appends the generation prompt: what follows is the policy's. */
  invite(): void {
    this.#appendTemplate('assistant')
    this.#previous = 'assistant'
  }

  /** Appends what the policy sampled, with the engine's own logprobs and weight versions. */
  sampled(generation: Generation): void {
    const { tokenIds, logprobs, text } = generation
    this.#append(tokenIds, {
      role: pb.Role.ROLE_ASSISTANT,
      tokenIds: tokenBytes(tokenIds),
      logprobs: logprobBytes(logprobs),
      lossMask: new Uint8Array(tokenIds.length).fill(1),
      versionSpans: generation.versionSpans.map((span) => ({ ...span })),
      text,
    })
    this.#ended = generation.finishReason === 'stop' ? (tokenIds.at(-1) ?? null) : null
  }

  /** The segments of the turn that is over. */
  takeSegments(): pb.Segment.$Properties[] {
    const segments = this.#segments
    this.#segments = []
    return segments
  }

  #appendTemplate(next: Speaker): void {
    const piece = this.#model.template.piece(this.#previous, next, this.#ended)
    if (piece === null) {
      const from = this.#previous ?? 'the start'
      throw new SortieError('engine.failed', `the chat template of ${this.#model.name} has no way from ${from} to ${next}`, {
        remedy: 'serve a model whose chat template knows these roles',
      })
    }
    if (piece.length > 0) this.#append(piece, { role: pb.Role.ROLE_TEMPLATE, tokenIds: tokenBytes(piece) })
  }

  #append(ids: Uint32Array, segment: pb.Segment.$Properties): void {
    this.#parts.push(ids)
    this.#length += ids.length
    this.#segments.push(segment)
  }
}
