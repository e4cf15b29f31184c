import { abortable, withDeadline } from '#internal/base/abort.ts'
import type { Clock } from '#internal/base/clock.ts'
import { SortieError, errorText, invariant } from '#internal/base/errors.ts'
import { pb } from '#internal/gen/v1.js'
import {
  type EpisodeCommand,
  type EpisodeEvent,
  type EpisodeLimits,
  type EpisodeStep,
  type Outcome,
  episodeStart,
  nextEpisode,
} from '#internal/rollout/episode.ts'
import { deriveTurnSeed } from '#internal/rollout/identity.ts'
import type { Environment, StepResult } from '#internal/rollout/interaction.ts'
import type { Generation, Policy, PolicyModel, SamplingRequest } from '#internal/rollout/policy.ts'
import { Trace } from './trace.ts'

export interface EpisodeSpec {
  readonly rolloutId: string
  /** The group member's seed; every turn derives its own. */
  readonly seed: number
  readonly limits: EpisodeLimits
  readonly sampling: pb.TaskSampling.$Properties
  readonly environment: Environment
  readonly policy: Policy
  readonly clock: Clock
  /** Told, before a turn has tokens, which weights it is asked of. */
  readonly onAsked: (weightVersion: number) => void
  /** Takes a finished turn; rejects when the attempt is fenced off or its chunks cannot be stored. */
  readonly onTurn: (turn: pb.Turn.$Properties) => Promise<void>
}

/** From outside. `stop` ends the attempt without an outcome; `cancel` ends the rollout as cancelled. */
export interface EpisodeSignals {
  readonly stop: AbortSignal
  readonly cancel: AbortSignal
}

export interface EpisodeEnd {
  readonly outcome: Outcome
  readonly totals: pb.Totals.$Properties
}

/** Plays one episode. Rejects only with `stop`'s reason, with what `onTurn` rejects with, or on a broken invariant. */
export async function playEpisode(spec: EpisodeSpec, signals: EpisodeSignals): Promise<EpisodeEnd> {
  const startedNs = spec.clock.monotonicNs()
  using wall = withDeadline(AbortSignal.any([signals.stop, signals.cancel]), spec.limits.wallMs, { clock: spec.clock, what: 'the rollout' })
  const player = new Player(spec, wall.signal)
  let step: EpisodeStep = episodeStart
  while (step.command.kind !== 'end') {
    const event = await player.perform(step.command).catch((thrown: unknown): EpisodeEvent => {
      signals.stop.throwIfAborted()
      if (signals.cancel.aborted) return { kind: 'stopped', reason: 'cancelled' }
      if (wall.signal.aborted) return { kind: 'stopped', reason: 'wall_limit' }
      return failureOf(thrown)
    })
    // A turn whose step failed, or was stopped, is still what the policy did.
    if (event.kind === 'failed' || event.kind === 'stopped') await player.closeTurn(event.kind === 'failed' ? event.error : null)
    const next = nextEpisode(step.state, event, spec.limits)
    invariant(next !== null, `event ${event.kind} cannot happen while ${step.state.kind}`)
    step = next
  }
  const wallMs = Math.round((spec.clock.monotonicNs() - startedNs) / 1e6)
  return { outcome: step.command.outcome, totals: { ...player.totals, wallMs } }
}

/** What broke, by whose side it broke on. A failure of the attempt itself (fenced, stream) is not an event: it goes up. */
function failureOf(thrown: unknown): EpisodeEvent {
  const error = SortieError.from(thrown, 'environment.failed')
  if (error.code === 'invariant.broken' || error.code.startsWith('stream.') || error.code.startsWith('chunk.')) throw error
  if (error.code === 'engine.context-overflow') return { kind: 'overflowed' }
  const side = error.code.startsWith('engine.') ? 'inference' : 'environment'
  return { kind: 'failed', side, error: { code: error.code, message: errorText(error).slice(0, errorCharsMax) } }
}

// An error's words travel with the trajectory: enough to understand it, not a log.
const errorCharsMax = 2_000

interface OpenTurn {
  readonly turn: pb.Turn.$Properties
  readonly generation: Generation
}

/** Carries out the commands of one episode. */
class Player {
  readonly #spec: EpisodeSpec
  readonly #signal: AbortSignal
  readonly totals = {
    turns: 0,
    promptTokens: 0,
    sampledTokens: 0,
    timings: { queueNs: 0, timeToFirstTokenNs: 0, decodeNs: 0, environmentNs: 0 },
  }
  #trace: Trace | null = null
  #model: PolicyModel | null = null
  #open: OpenTurn | null = null

  constructor(spec: EpisodeSpec, signal: AbortSignal) {
    this.#spec = spec
    this.#signal = signal
  }

  async perform(command: EpisodeCommand): Promise<EpisodeEvent> {
    switch (command.kind) {
      case 'reset':
        return await this.#reset()
      case 'generate':
        return await this.#generate(command.maxTokens)
      case 'step':
        return await this.#step()
      case 'verify':
        return await this.#verify()
      case 'end':
        throw new SortieError('invariant.broken', 'an episode that ended has nothing to perform')
    }
  }

  async #reset(): Promise<EpisodeEvent> {
    this.#model = await this.#spec.policy.model(this.#signal)
    this.#trace = new Trace(this.#spec.policy, this.#model)
    const observation = await this.#environment((signal) => this.#spec.environment.reset(signal))
    return await this.#prompt(observation)
  }

  async #prompt(observation: StepResult['observation']): Promise<EpisodeEvent> {
    const { trace, model } = this.#ready()
    await trace.observe(observation.messages, this.#signal)
    trace.invite()
    return { kind: 'prompted', promptTokens: trace.length, contextTokens: model.contextTokens }
  }

  async #generate(maxTokens: number): Promise<EpisodeEvent> {
    const { trace, model } = this.#ready()
    const turnIndex = this.totals.turns
    const { sampling: asked, seed, policy, rolloutId, onAsked } = this.#spec
    const sampling: SamplingRequest = {
      temperature: asked.temperature ?? 1,
      topP: asked.topP ?? 1,
      topK: asked.topK ?? 0,
      seed: deriveTurnSeed(seed, turnIndex),
      maxTokens,
    }
    const prompt = trace.tokens
    const request = { tokenIds: prompt, sampling, stopTokenIds: model.stopTokenIds, traceId: rolloutId, onAsked }
    const generation = await abortable(policy.generate(request, this.#signal), this.#signal)
    checkGeneration(generation)
    trace.sampled(generation)
    this.#open = { generation, turn: openTurn({ turnIndex, sampling, generation, rolloutId }) }
    const timings = this.totals.timings
    timings.queueNs += generation.queueNs
    timings.timeToFirstTokenNs += generation.firstTokenNs
    timings.decodeNs += generation.decodeNs
    this.totals.sampledTokens += generation.tokenIds.length
    return { kind: 'generated', sampledTokens: generation.tokenIds.length, cut: generation.finishReason === 'length' }
  }

  async #step(): Promise<EpisodeEvent> {
    const { generation } = this.#opened()
    const action = { text: generation.text, cut: generation.finishReason === 'length' }
    const result = await this.#environment((signal) => this.#spec.environment.step(action, signal))
    const { turn } = this.#opened()
    turn.toolCalls = [...result.toolCalls]
    if (result.reward !== undefined && Number.isFinite(result.reward)) turn.stepReward = result.reward
    await this.closeTurn(null)
    return result.done ? { kind: 'done' } : await this.#prompt(result.observation)
  }

  async #verify(): Promise<EpisodeEvent> {
    const verdict = await this.#environment((signal) => this.#spec.environment.verify(signal))
    const broken = verdict.rewards.find((reward) => reward.value != null && !Number.isFinite(reward.value))
    if (broken === undefined) return { kind: 'verified', verdict }
    throw new SortieError(
      'verifier.failed',
      `reward ${broken.name ?? ''} is ${String(broken.value)}: a verifier gives a finite number or none`,
    )
  }

  /** Hands the turn on, as far as it came. */
  async closeTurn(error: { readonly code: string; readonly message: string } | null): Promise<void> {
    if (this.#open === null) return
    const { turn } = this.#open
    this.#open = null
    turn.segments = this.#ready().trace.takeSegments()
    if (error !== null) turn.error = { ...error }
    const given = turn.segments.reduce(
      (sum, { role, tokenIds }) => sum + (role === pb.Role.ROLE_ASSISTANT ? 0 : (tokenIds?.byteLength ?? 0) / 4),
      0,
    )
    this.totals.turns++
    this.totals.promptTokens += given
    await this.#spec.onTurn(turn)
  }

  /** Times a call of the environment; one that ignores its signal is left behind, and `close` ends it. */
  async #environment<T>(call: (signal: AbortSignal) => Promise<T>): Promise<T> {
    const startedNs = this.#spec.clock.monotonicNs()
    try {
      return await abortable(call(this.#signal), this.#signal)
    } finally {
      const elapsedNs = this.#spec.clock.monotonicNs() - startedNs
      this.totals.timings.environmentNs += elapsedNs
      if (this.#open?.turn.timings != null) this.#open.turn.timings.environmentNs = elapsedNs
    }
  }

  #ready(): { readonly trace: Trace; readonly model: PolicyModel } {
    invariant(this.#trace !== null && this.#model !== null, 'an episode is reset first')
    return { trace: this.#trace, model: this.#model }
  }

  #opened(): OpenTurn {
    invariant(this.#open !== null, 'a turn is generated before it is stepped')
    return this.#open
  }
}

function checkGeneration(generation: Generation): void {
  const tokens = generation.tokenIds.length
  const spanned = generation.versionSpans.reduce((sum, span) => sum + span.tokenCount, 0)
  if (tokens > 0 && generation.logprobs.length === tokens && spanned === tokens) return
  const lengths = `${String(tokens)} token ids, ${String(generation.logprobs.length)} logprobs, ${String(spanned)} tokens in version spans`
  throw new SortieError('engine.failed', `replica ${generation.replica} answered with ${lengths}: they must agree, and be more than none`)
}

function openTurn(context: {
  turnIndex: number
  sampling: SamplingRequest
  generation: Generation
  rolloutId: string
}): pb.Turn.$Properties {
  const { turnIndex, sampling, generation, rolloutId } = context
  const stopped = generation.finishReason === 'stop'
  return {
    traceId: rolloutId,
    agent: 'policy',
    trainable: true,
    turnIndex,
    sampling: { ...sampling, logprobsMode: generation.logprobsMode },
    finishReason: stopped ? pb.FinishReason.FINISH_REASON_STOP : pb.FinishReason.FINISH_REASON_LENGTH,
    usage: { promptTokens: generation.promptTokens, cachedTokens: generation.cachedTokens, sampledTokens: generation.tokenIds.length },
    timings: { queueNs: generation.queueNs, timeToFirstTokenNs: generation.firstTokenNs, decodeNs: generation.decodeNs, environmentNs: 0 },
    replica: generation.replica,
    model: generation.model,
  }
}
