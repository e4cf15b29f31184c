import type { Clock } from '#internal/base/clock.ts'
import { SortieError } from '#internal/base/errors.ts'
import { pb } from '#internal/gen/v1.js'
import type { Generation, GenerationRequest } from '#internal/rollout/policy.ts'
import { tokenBytes } from '#internal/rollout/tokens.ts'
import type { Readiness } from '#internal/telemetry/health.ts'
import type { Metrics } from '#internal/telemetry/metrics.ts'
import type { Engine, EngineDescription, EngineHost, Weights } from './ports.ts'

export interface ReplicaContext {
  readonly name: string
  readonly engine: Engine
  readonly host: EngineHost
  readonly model: EngineDescription
  readonly weights: Weights
  readonly clock: Clock
  readonly metrics: Metrics
}

// Generations a slot that may wait in the engine's queue, beyond which another replica is the better place.
// A fleet's workers share its replicas evenly within a quarter, so this much is never reached unless replicas are missing.
const waitingPerSlotMax = 16
const drainPollMs = 50

const rolesOnWire = {
  system: pb.Role.ROLE_SYSTEM,
  user: pb.Role.ROLE_USER,
  assistant: pb.Role.ROLE_ASSISTANT,
  tool: pb.Role.ROLE_TOOL,
} as const

/** One model at one weight version: bounds what is asked of the engine, and stamps what it samples. */
export class Replica {
  readonly #context: ReplicaContext
  #inFlight = 0
  #draining = false

  constructor(context: ReplicaContext) {
    this.#context = context
    context.metrics.weightVersion.set(context.weights.version)
  }

  /** Rejects with `engine.busy` (retryable, elsewhere) when draining, unready or full, and with what the engine rejects with. */
  async generate(request: GenerationRequest, signal: AbortSignal): Promise<Generation> {
    const { engine, model, weights, metrics, name } = this.#context
    const limit = model.slots * (1 + waitingPerSlotMax)
    const { ready, reason } = this.readiness()
    if (!ready) throw busy(`replica ${name} is not ready: ${reason}`)
    if (this.#inFlight >= limit) throw busy(`replica ${name} has ${String(this.#inFlight)} generations in flight, its limit`)
    this.#inFlight += 1
    metrics.engineRunning.set(this.#inFlight)
    try {
      const spans = weights.begin()
      const generation = await engine.generate(request, signal)
      checkLengths(generation)
      metrics.engineRequests.inc({ outcome: generation.finishReason })
      return { ...generation, versionSpans: spans(generation.tokenIds.length), replica: name, model: model.name }
    } catch (thrown) {
      metrics.engineRequests.inc({ outcome: signal.aborted ? 'aborted' : 'failed' })
      throw thrown
    } finally {
      this.#inFlight -= 1
      metrics.engineRunning.set(this.#inFlight)
    }
  }

  async tokenize(text: string, signal: AbortSignal): Promise<Uint32Array> {
    return await this.#context.engine.tokenize(text, signal)
  }

  get model(): pb.ModelInfo.$Properties {
    const { model, weights } = this.#context
    return {
      name: model.name,
      contextTokens: model.contextTokens,
      stopTokenIds: [...model.stopTokenIds],
      weightVersion: weights.version,
      templatePieces: model.pieces.map((piece) => ({
        previous: piece.previous === null ? pb.Role.ROLE_UNSPECIFIED : rolesOnWire[piece.previous],
        next: rolesOnWire[piece.next],
        tokenIds: tokenBytes(piece.tokenIds),
        text: piece.text,
      })),
    }
  }

  /** Ready means: the engine answers, the weights are the fleet's, and more work is welcome. */
  readiness(): Readiness {
    if (this.#draining) return { ready: false, reason: 'draining' }
    if (!this.#context.host.healthy) return { ready: false, reason: 'the engine is down, and being started again' }
    if (!this.#context.weights.current) return { ready: false, reason: 'newer weights are being loaded' }
    return { ready: true, reason: 'ready' }
  }

  /** What a heartbeat says, but for its number and age. */
  presence(url: string): pb.Presence.$Properties {
    const { name, model, weights } = this.#context
    const states = pb.PresenceState
    const state = this.readiness().ready ? states.PRESENCE_STATE_READY : states.PRESENCE_STATE_UNREADY
    return {
      kind: pb.PresenceKind.PRESENCE_KIND_REPLICA,
      name,
      state: this.#draining ? states.PRESENCE_STATE_DRAINING : state,
      slots: model.slots,
      busy: Math.min(this.#inFlight, model.slots),
      waiting: Math.max(0, this.#inFlight - model.slots),
      weightVersion: weights.version,
      draining: this.#draining,
      url,
      model: model.name,
    }
  }

  /** Takes no more work, and waits for what is in flight, for `graceMs` at most. */
  async drain(graceMs: number, signal: AbortSignal): Promise<void> {
    this.#draining = true
    const { clock } = this.#context
    const deadlineNs = clock.monotonicNs() + graceMs * 1_000_000
    while (this.#inFlight > 0 && clock.monotonicNs() < deadlineNs) await clock.sleep(drainPollMs, signal)
  }
}

function busy(message: string): SortieError {
  return new SortieError('engine.busy', message, { retryable: true })
}

/** The last look before tokens leave: ids, logprobs and what is trained on them must be of the same length. */
function checkLengths(generation: { readonly tokenIds: Uint32Array; readonly logprobs: Float32Array }): void {
  const { tokenIds, logprobs } = generation
  const finite = logprobs.every((logprob) => Number.isFinite(logprob))
  if (tokenIds.length === logprobs.length && finite) return
  const what = finite ? `${String(logprobs.length)} logprobs` : 'a logprob that is not a number'
  throw new SortieError('engine.failed', `the engine returned ${String(tokenIds.length)} token ids and ${what}`, { retryable: true })
}
