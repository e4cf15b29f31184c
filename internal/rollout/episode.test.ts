import fc from 'fast-check'
import { expect, test } from 'vitest'
import { pb } from '#internal/gen/v1.js'
import { type EpisodeEvent, type EpisodeLimits, type EpisodeState, episodeStart, nextEpisode, type Outcome } from './episode.ts'

const limits = fc.record({
  turns: fc.integer({ min: 1, max: 6 }),
  tokensPerTurn: fc.integer({ min: 1, max: 64 }),
  tokens: fc.integer({ min: 1, max: 200 }),
  wallMs: fc.constant(1_000),
})
const error = { code: 'environment.failed', message: 'it broke' }
const verdict = { rewards: [{ name: 'correct', value: 1, weight: 1 }], findings: [] }

/** How the world answers each command; numbers pick among the answers. */
interface World {
  readonly limits: EpisodeLimits
  readonly contextTokens: number
  readonly choices: readonly number[]
}
const worlds: fc.Arbitrary<World> = fc.record({
  limits,
  contextTokens: fc.integer({ min: 1, max: 300 }),
  choices: fc.array(fc.nat(99), { minLength: 40, maxLength: 40 }),
})

interface Played {
  readonly outcome: Outcome
  readonly generations: readonly { readonly maxTokens: number; readonly sampled: number }[]
  readonly events: readonly EpisodeEvent[]
  readonly longest: number
}

function play(world: World): Played {
  let step = episodeStart
  let promptTokens = 0
  let longest = 0
  const generations: { maxTokens: number; sampled: number }[] = []
  const events: EpisodeEvent[] = []
  for (const choice of world.choices) {
    const event = answer(choice)
    events.push(event)
    const next = nextEpisode(step.state, event, world.limits)
    if (next === null) throw new Error(`${event.kind} in ${step.state.kind}`)
    step = next
    if (step.command.kind === 'end') return { outcome: step.command.outcome, generations, events, longest }
  }
  throw new Error('the episode did not end')

  function answer(choice: number): EpisodeEvent {
    if (choice === 99) return { kind: 'stopped', reason: 'wall_limit' }
    if (choice === 98) return { kind: 'stopped', reason: 'cancelled' }
    const { command } = step
    switch (command.kind) {
      case 'generate': {
        if (choice === 97) return { kind: 'failed', side: 'inference', error }
        if (choice === 96) return { kind: 'overflowed' }
        const sampled = 1 + (choice % command.maxTokens)
        generations.push({ maxTokens: command.maxTokens, sampled })
        promptTokens += sampled
        longest = Math.max(longest, promptTokens)
        return { kind: 'generated', sampledTokens: sampled, cut: sampled === command.maxTokens }
      }
      case 'verify':
        return choice > 90 ? { kind: 'failed', side: 'environment', error } : { kind: 'verified', verdict }
      default:
        if (choice === 97) return { kind: 'failed', side: 'environment', error }
        if (command.kind === 'step' && choice < 20) return { kind: 'done' }
        promptTokens += 1 + (choice % 10)
        return { kind: 'prompted', promptTokens, contextTokens: world.contextTokens }
    }
  }
}

test('E1: every world ends an episode, once, with a status of the closed set', () => {
  fc.assert(
    fc.property(worlds, (world) => {
      const { outcome } = play(world)
      expect(outcome.status).toBeGreaterThan(0)
      expect(nextEpisode({ kind: 'ended', outcome }, { kind: 'done' }, world.limits)).toBeNull()
    }),
  )
})

test('E2, E3: no more turns and no more tokens than the limits and the context allow', () => {
  fc.assert(
    fc.property(worlds, (world) => {
      const { generations, longest } = play(world)
      expect(generations.length).toBeLessThanOrEqual(world.limits.turns)
      expect(generations.reduce((sum, each) => sum + each.sampled, 0)).toBeLessThanOrEqual(world.limits.tokens)
      expect(generations.every((each) => each.maxTokens <= world.limits.tokensPerTurn && each.maxTokens > 0)).toBe(true)
      expect(longest).toBeLessThanOrEqual(world.contextTokens)
    }),
  )
})

test('E4, E6: what failed, timed out or was cancelled has no verdict; everything else has the verifier’s', () => {
  fc.assert(
    fc.property(worlds, (world) => {
      const { outcome, events } = play(world)
      const last = events.at(-1)
      if (last?.kind === 'verified') expect(outcome.verdict).toBe(verdict)
      else expect(outcome.verdict).toBeNull()
      if (last?.kind === 'failed') expect(outcome.error).toBe(error)
    }),
  )
})

test('E5: only an episode that the environment ended, with a whole last turn, is completed', () => {
  fc.assert(
    fc.property(worlds, (world) => {
      const { outcome, events } = play(world)
      if (outcome.verdict === null) return
      const turns = events.filter((event) => event.kind === 'generated')
      const done = events.some((event) => event.kind === 'done')
      const completed = done && turns.at(-1)?.cut === false
      expect(outcome.status).toBe(completed ? pb.RolloutStatus.ROLLOUT_STATUS_COMPLETED : pb.RolloutStatus.ROLLOUT_STATUS_TRUNCATED)
    }),
  )
})

test('an event that cannot happen in a state is refused, not guessed', () => {
  const bounds = { turns: 1, tokensPerTurn: 1, tokens: 1, wallMs: 1 }
  const resetting: EpisodeState = { kind: 'resetting' }
  const impossible: EpisodeEvent[] = [
    { kind: 'generated', sampledTokens: 1, cut: false },
    { kind: 'done' },
    { kind: 'verified', verdict },
    { kind: 'overflowed' },
  ]
  expect(impossible.map((event) => nextEpisode(resetting, event, bounds))).toEqual([null, null, null, null])
})
