import { abortable, withDeadline } from '#internal/base/abort.ts'
import type { Clock } from '#internal/base/clock.ts'
import { SortieError, errorText, invariant } from '#internal/base/errors.ts'
import { pb } from '#internal/gen/v1.js'
import { ChunkBuilder, type ChunkIdentity, type ChunkLimits } from '#internal/rollout/chunk.ts'
import type { EpisodeLimits } from '#internal/rollout/episode.ts'
import type { Environment } from '#internal/rollout/interaction.ts'
import type { Policy } from '#internal/rollout/policy.ts'
import { isDead, statusName } from '#internal/rollout/status.ts'
import { schemaVersion } from '#internal/rollout/submission.ts'
import type { Metrics } from '#internal/telemetry/metrics.ts'
import { type Logger, errorFields } from '#internal/telemetry/logger.ts'
import { ChunkEmitter } from './emitter.ts'
import { type EpisodeEnd, type EpisodeSignals, playEpisode } from './episode.ts'
import type { ChunkAddress, ChunkLog, ClaimedTask, DeadLetterBox, EnvironmentSource, LastRecord } from './ports.ts'

export interface AttemptContext {
  readonly fleet: string
  readonly worker: string
  readonly limits: EpisodeLimits
  readonly chunkLimits: ChunkLimits
  readonly leaseMs: number
  /** Attempts that may end without a word before the rollout is poison. */
  readonly silentAttemptsMax: number
  readonly log: ChunkLog
  readonly dead: DeadLetterBox
  readonly environments: EnvironmentSource
  readonly policy: Policy
  readonly clock: Clock
  readonly logger: Logger
  readonly metrics: Metrics
}

/** Signals of an episode, and who is told which weight versions are asked for its tokens, and which sampled them. */
export interface AttemptSignals extends EpisodeSignals {
  readonly onAsked: (weightVersion: number) => void
  readonly onSampled: (weightVersion: number) => void
}

/** How an attempt came out for its worker; the rollout's own outcome is in its ending record. */
export type AttemptResult = 'ended' | 'had-ended' | 'late' | 'fenced' | 'handed-back'

/** A rollout that could not be written is tried again elsewhere, not at once: the bus needs a moment. */
const handBackDelayMs = 1_000
/** The last word of a drained attempt is best effort: it must not outlive the grace. */
const lastWordMs = 2_000
/** Killing a sandbox's processes and removing its folders takes milliseconds. */
const closeMs = 10_000

/** Runs one attempt at a claimed rollout, from the opening record to the ack. Rejects only on a broken invariant. */
export async function runAttempt(claim: ClaimedTask, context: AttemptContext, signals: AttemptSignals): Promise<AttemptResult> {
  const { task } = claim
  const address = { groupId: task.groupId ?? '', rolloutId: task.rolloutId ?? '', worker: context.worker }
  const logger = context.logger.with({ rolloutId: address.rolloutId, taskId: task.task?.taskId ?? '' })
  try {
    const last = await context.log.last(address, signals.stop)
    if (last?.chunk.ending != null) {
      await keepDead(claim, last.chunk.ending, { dead: context.dead, worker: last.chunk.worker ?? '', logger }, signals.stop)
      await claim.ack(signals.stop)
      return 'had-ended'
    }
    // Stopped for longer than the lease since the pull: the task is another's by now.
    if ((context.clock.monotonicNs() - claim.pulledAtNs) / 1e6 > context.leaseMs) {
      claim.abandon()
      return 'late'
    }
    const attempt = new Attempt(claim, address, last, { ...context, logger })
    return await attempt.run(signals)
  } catch (thrown) {
    return giveUp(claim, thrown, { logger, stopped: signals.stop.aborted })
  }
}

/**
 * Before the task is acked: the queue is the only place that has it. Where there is no room the task goes all the same: its rollout has
 * ended, and would only come again, for ever.
 */
async function keepDead(
  claim: ClaimedTask,
  ending: pb.EndingRecord.$Properties,
  { dead, worker, logger }: Pick<AttemptContext, 'dead' | 'worker' | 'logger'>,
  signal: AbortSignal,
): Promise<void> {
  if (!isDead(ending.status, worker)) return
  const { status, stopCondition, error, endedAtUnixMs } = ending
  const outcome = { status: status ?? 0, stopCondition: stopCondition ?? '', error: error ?? null, endedAtUnixMs: endedAtUnixMs ?? 0 }
  try {
    await dead.put({ task: claim.task, ...outcome }, signal)
  } catch (thrown) {
    if (!(thrown instanceof SortieError) || thrown.code !== 'stream.full') throw thrown
    const remedy = 'sortie tasks dead list, then drop what is done with'
    logger.error('no room among the dead, its task is not kept', { ...errorFields(thrown), status: statusName(status), remedy })
  }
}

function giveUp(claim: ClaimedTask, thrown: unknown, context: { readonly logger: Logger; readonly stopped: boolean }): AttemptResult {
  if (thrown instanceof SortieError && thrown.code === 'invariant.broken') throw thrown
  if (thrown instanceof SortieError && thrown.code === 'stream.fenced') {
    context.logger.warn('fenced off by another attempt')
    claim.abandon()
    return 'fenced'
  }
  if (!context.stopped) context.logger.error('attempt could not be recorded, handing it back', errorFields(thrown))
  claim.handBack(context.stopped ? 1 : handBackDelayMs)
  return 'handed-back'
}

class Attempt {
  readonly #claim: ClaimedTask
  readonly #address: ChunkAddress
  readonly #last: LastRecord | null
  readonly #context: AttemptContext
  readonly #builder: ChunkBuilder
  readonly #identity: ChunkIdentity

  constructor(claim: ClaimedTask, address: ChunkAddress, last: LastRecord | null, context: AttemptContext) {
    this.#claim = claim
    this.#address = address
    this.#last = last
    this.#context = context
    this.#identity = identityOf(claim.task, last, context)
    this.#builder = new ChunkBuilder(this.#identity, context.chunkLimits)
  }

  async run(signals: AttemptSignals): Promise<AttemptResult> {
    const { task } = this.#claim
    const { log, metrics, clock } = this.#context
    const opening = this.#builder.opening({
      leaseMs: this.#context.leaseMs,
      seed: task.seed ?? 0,
      deadlineUnixMs: task.deadlineUnixMs ?? 0,
    })
    const sequence = await log.append(this.#address, opening, this.#last?.sequence ?? 0, signals.stop)
    const onStored = (bytes: number) => {
      metrics.trajectoryBytes.inc(bytes)
      metrics.chunks.inc()
    }
    onStored(opening.byteLength)
    const closing = new AbortController()
    const emitter = new ChunkEmitter(log, { address: this.#address, sequence, onStored }, closing.signal)
    // What fences this attempt off, or fails its chunks, ends the episode too: there is nobody to play it for.
    const broken = new AbortController()
    const stop = AbortSignal.any([signals.stop, broken.signal])
    const aging = this.#flushByAge(emitter, broken, AbortSignal.any([stop, closing.signal]))
    try {
      const end = await this.#play(emitter, { ...signals, stop })
      closing.signal.throwIfAborted()
      const ending = endingOf(end, clock)
      await emitter.push(this.#builder.end(ending))
      await emitter.flush()
      await keepDead(this.#claim, ending, this.#context, signals.stop)
      await this.#claim.ack(signals.stop)
      this.#count(end)
      return 'ended'
    } catch (thrown) {
      if (signals.stop.aborted) await this.#sayHandBack(emitter, closing)
      throw broken.signal.aborted ? broken.signal.reason : thrown
    } finally {
      closing.abort()
      await aging
    }
  }

  async #play(emitter: ChunkEmitter, signals: AttemptSignals): Promise<EpisodeEnd & { readonly enforcement: string }> {
    const { task } = this.#claim
    const { clock, environments, policy, limits, silentAttemptsMax } = this.#context
    const silent = this.#identity.silentAttempts ?? 0
    if (silent >= silentAttemptsMax) return { ...poisoned(silent), enforcement: '' }
    let environment
    try {
      environment = environments.create(task.task ?? {})
    } catch (thrown) {
      return { ...unplayable(thrown), enforcement: '' }
    }
    try {
      const spec = { seed: task.seed ?? 0, limits: limitsOf(task, limits, clock.nowMs()), sampling: task.task?.sampling ?? {} }
      const onTurn = async (turn: pb.Turn.$Properties) => {
        this.#countTurn(turn)
        for (const { versionSpans } of turn.segments ?? [])
          for (const span of versionSpans ?? []) signals.onSampled(span.weightVersion ?? 0)
        await emitter.push(this.#builder.add(turn, clock.monotonicNs()))
      }
      const { onAsked } = signals
      const end = await playEpisode({ ...spec, rolloutId: this.#address.rolloutId, environment, policy, clock, onAsked, onTurn }, signals)
      return { ...end, enforcement: environment.sandboxEnforcement }
    } finally {
      await this.#close(environment)
    }
  }

  /** An environment that does not close keeps what it holds, but not the slot. */
  async #close(environment: Environment): Promise<void> {
    using limit = withDeadline(new AbortController().signal, closeMs, { clock: this.#context.clock, what: 'closing the environment' })
    await abortable(environment.close(), limit.signal).catch((thrown: unknown) => {
      this.#context.logger.error('environment did not close', errorFields(thrown))
    })
  }

  /** A turn must not wait for the next one longer than the age limit: the next may be minutes away. */
  async #flushByAge(emitter: ChunkEmitter, broken: AbortController, signal: AbortSignal): Promise<void> {
    try {
      while (!signal.aborted) {
        const nowNs = this.#context.clock.monotonicNs()
        await emitter.push(this.#builder.due(nowNs))
        const dueNs = this.#builder.dueNs ?? nowNs + 1e9
        await this.#context.clock.sleep(Math.max(10, (dueNs - nowNs) / 1e6), signal)
      }
    } catch (thrown) {
      if (!signal.aborted) broken.abort(thrown)
    }
  }

  /** Tells the next attempt that this one was drained, and did not die. */
  async #sayHandBack(emitter: ChunkEmitter, closing: AbortController): Promise<void> {
    using _timer = this.#context.clock.after(lastWordMs, () => {
      closing.abort(new SortieError('deadline.passed', 'the last word took too long'))
    })
    await emitter
      .push(this.#builder.handBack('drained'))
      .then(() => emitter.flush())
      .catch(() => undefined)
  }

  #countTurn(turn: pb.Turn.$Properties): void {
    const { metrics } = this.#context
    const environment = this.#identity.environment ?? ''
    const timings = turn.timings ?? {}
    metrics.turns.inc({ environment })
    metrics.tokensSampled.inc({ environment }, turn.usage?.sampledTokens ?? 0)
    // Some engines tell neither: no observation is not one of 0 seconds.
    if ((timings.timeToFirstTokenNs ?? 0) > 0) {
      metrics.turnSeconds.observe({ phase: 'queue' }, (timings.queueNs ?? 0) / 1e9)
      metrics.turnSeconds.observe({ phase: 'first_token' }, (timings.timeToFirstTokenNs ?? 0) / 1e9)
    }
    metrics.turnSeconds.observe({ phase: 'decode' }, (timings.decodeNs ?? 0) / 1e9)
    metrics.turnSeconds.observe({ phase: 'environment' }, (timings.environmentNs ?? 0) / 1e9)
  }

  #count(end: EpisodeEnd): void {
    const { metrics, logger } = this.#context
    const environment = this.#identity.environment ?? ''
    const status = statusName(end.outcome.status)
    metrics.rollouts.inc({ environment, status })
    metrics.tokensPrompt.inc({ environment }, end.totals.promptTokens ?? 0)
    for (const reward of end.outcome.verdict?.rewards ?? []) if (reward.value != null) metrics.reward.observe({ environment }, reward.value)
    for (const finding of end.outcome.verdict?.findings ?? []) metrics.integrityFindings.inc({ kind: finding.kind ?? 'other' })
    const fields = { environment, status, stopCondition: end.outcome.stopCondition, durationMs: end.totals.wallMs ?? 0 }
    if (end.outcome.error === null) logger.info('rollout ended', fields)
    else logger.warn('rollout ended by a failure', { ...fields, code: end.outcome.error.code, error: end.outcome.error.message })
  }
}

function identityOf(task: pb.RolloutTask.$Properties, last: LastRecord | null, context: AttemptContext): ChunkIdentity {
  const environment = task.task?.environment ?? ''
  const silentBefore = last?.chunk.silentAttempts ?? 0
  return {
    schemaVersion,
    fleet: context.fleet,
    runId: task.runId ?? '',
    taskId: task.task?.taskId ?? '',
    taskSha256: task.taskSha256 ?? new Uint8Array(),
    groupId: task.groupId ?? '',
    groupSize: task.groupSize ?? 0,
    groupIndex: task.groupIndex ?? 0,
    rolloutId: task.rolloutId ?? '',
    attempt: (last?.chunk.attempt ?? 0) + 1,
    worker: context.worker,
    environment,
    environmentVersion: context.environments.versions.get(environment) ?? '',
    startedAtUnixMs: context.clock.nowMs(),
    // What lies there may be no record at all: then nobody has tried yet.
    silentAttempts: last === null || last.chunk.attempt === 0 || last.chunk.handBack != null ? silentBefore : silentBefore + 1,
  }
}

function limitsOf(task: pb.RolloutTask.$Properties, defaults: EpisodeLimits, nowMs: number): EpisodeLimits {
  const asked = task.task?.limits ?? {}
  const or = (value: number | null | undefined, fallback: number) => (value == null || value === 0 ? fallback : value)
  const untilDeadlineMs = or(task.deadlineUnixMs, Number.MAX_SAFE_INTEGER) - nowMs
  return {
    turns: or(asked.turns, defaults.turns),
    tokensPerTurn: or(asked.tokensPerTurn, defaults.tokensPerTurn),
    tokens: or(asked.tokens, defaults.tokens),
    wallMs: Math.max(0, Math.min(or(asked.wallMs, defaults.wallMs), untilDeadlineMs)),
  }
}

function poisoned(silentAttempts: number): EpisodeEnd {
  const message = `${String(silentAttempts)} attempts at it ended without a word: it takes its worker down`
  const error = { code: 'environment.failed', message }
  return { outcome: { status: pb.RolloutStatus.ROLLOUT_STATUS_POISONED, stopCondition: 'poisoned', verdict: null, error }, totals: {} }
}

/** A task that no environment takes is nobody's crash: it ends with the reason. */
function unplayable(thrown: unknown): EpisodeEnd {
  const { code } = SortieError.from(thrown, 'environment.failed')
  invariant(code !== 'invariant.broken', errorText(thrown))
  const error = { code, message: errorText(thrown) }
  return {
    outcome: { status: pb.RolloutStatus.ROLLOUT_STATUS_FAILED_ENVIRONMENT, stopCondition: 'environment_failed', verdict: null, error },
    totals: {},
  }
}

function endingOf(end: EpisodeEnd & { readonly enforcement: string }, clock: Clock): pb.EndingRecord.$Properties {
  const { outcome, totals, enforcement } = end
  return {
    status: outcome.status,
    stopCondition: outcome.stopCondition,
    rewards: [...(outcome.verdict?.rewards ?? [])],
    integrityFindings: [...(outcome.verdict?.findings ?? [])],
    totals,
    ...(outcome.error === null ? {} : { error: { ...outcome.error } }),
    endedAtUnixMs: clock.nowMs(),
    sandboxEnforcement: enforcement,
  }
}
