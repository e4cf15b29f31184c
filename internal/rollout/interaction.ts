/** What passes between a policy and an environment: plain data that both sides of the worker know. */
import type { pb } from '#internal/gen/v1.js'

export interface Message {
  readonly role: 'system' | 'user' | 'tool'
  /** Content only: it never becomes special tokens. */
  readonly text: string
}

/** What the environment shows the policy: appended to the trace, in order. */
export interface Observation {
  readonly messages: readonly Message[]
}

/** What the policy did in a turn. */
export interface Action {
  readonly text: string
  /** The turn hit its token limit: the text may stop in the middle. */
  readonly cut: boolean
}

export type ToolCallRecord = pb.ToolCall.$Properties
export type RewardRecord = pb.Reward.$Properties
export type IntegrityFinding = pb.IntegrityFinding.$Properties

export interface StepResult {
  readonly observation: Observation
  /** Reward of this step alone, where the environment gives any. */
  readonly reward?: number
  /** The episode is over: nothing more is asked of the policy, and `verify` comes next. */
  readonly done: boolean
  readonly toolCalls: readonly ToolCallRecord[]
}

/** What the verifier found. A reward that could not be determined has no value; it is never 0 for that. */
export interface Verdict {
  readonly rewards: readonly RewardRecord[]
  readonly findings: readonly IntegrityFinding[]
}

/**
 * One rollout's environment. Methods reject with `environment.failed`, `sandbox.*` or `verifier.failed` when the
 * environment itself broke (then the rollout ends without a reward), and with the signal's reason when aborted.
 * Whatever the policy did wrong is an observation or a reward, never a rejection.
 */
export interface Environment {
  /** Starts the episode; called once, first. */
  reset(signal: AbortSignal): Promise<Observation>
  step(action: Action, signal: AbortSignal): Promise<StepResult>
  /** Judges the episode as it stands; called at most once, after the last step, also when a limit ended it. */
  verify(signal: AbortSignal): Promise<Verdict>
  /** Frees everything: processes, folders. Never rejects; safe at any moment, also twice. */
  close(): Promise<void>
  /** How the limits of its sandboxes are enforced: `cgroup-v2`, `cgroup-v1`, `rlimits`; empty where there is no sandbox. */
  readonly sandboxEnforcement: string
}
