import type { Environment, RewardRecord, StepResult, Verdict } from '#internal/rollout/interaction.ts'

/** What every environment promises, whatever it does inside: a reward is a finite number or absent, and close never rejects. */
export function guarded(inner: Environment): Environment {
  return {
    reset: (signal) => inner.reset(signal),
    step: async (action, signal) => finiteStep(await inner.step(action, signal)),
    verify: async (signal) => finiteVerdict(await inner.verify(signal)),
    close: () => inner.close().catch(() => undefined),
    get sandboxEnforcement() {
      return inner.sandboxEnforcement
    },
  }
}

function finiteStep(result: StepResult): StepResult {
  if (result.reward === undefined || Number.isFinite(result.reward)) return result
  const { reward: _invalid, ...rest } = result
  return rest
}

function finiteVerdict(verdict: Verdict): Verdict {
  return { ...verdict, rewards: verdict.rewards.map(finiteReward) }
}

/** NaN and infinities become absent, never 0, and the evidence says so. */
function finiteReward(reward: RewardRecord): RewardRecord {
  const { value, ...rest } = reward
  if (value === undefined || value === null || Number.isFinite(value)) return reward
  return { ...rest, evidence: `invalid reward ${String(value)}; ${reward.evidence ?? ''}` }
}
