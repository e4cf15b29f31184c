/** The invariants, from the logs alone. Pure; numbers are those of docs/spec/delivery.md, "Under faults". */
import { type Logs, type StoredRecord, busySpans } from './logs.ts'

export interface Violation {
  readonly invariant: string
  readonly evidence: string
}

const failedStatuses = ['failed_environment', 'failed_inference', 'cancelled', 'poisoned', 'timed_out']

/** Everything that is wrong; nothing when all is well. */
export function check(logs: Logs): Violation[] {
  return [
    ...didItsWork(logs),
    ...acknowledgedIsKept(logs),
    ...oncePerRollout(logs),
    ...everyRolloutEnds(logs),
    ...attemptsAreWhole(logs),
    ...groupsAreWhole(logs),
    ...failureIsNoReward(logs),
    ...tokensAreLabelled(logs),
    ...oneWriter(logs),
    ...acksComeLast(logs),
    ...slotsAreABound(logs),
  ]
}

/** Rollouts that ended without a result: a group of them alone is dropped, which the batch counts without names. */
export function failedIn(stream: readonly StoredRecord[]): ReadonlySet<string> {
  return new Set(
    stream.flatMap(({ rolloutId, record, status }) => (record === 'ending' && failedStatuses.includes(status) ? [rolloutId] : [])),
  )
}

const violations = (invariant: string, evidence: readonly string[]): Violation[] => evidence.map((each) => ({ invariant, evidence: each }))

/** I0: a story in which nothing is rolled out proves nothing. */
function didItsWork({ submitted, trainer }: Logs): Violation[] {
  const delivered = new Set(trainer.used).size
  return delivered * 2 >= submitted.length
    ? []
    : [{ invariant: 'I0 the story did its work', evidence: `${String(delivered)} of ${String(submitted.length)} rollouts were delivered` }]
}

/** I1: what was acknowledged is in the stream, or its rollout was committed and purged, and then its last record is. */
function acknowledgedIsKept({ wire, stream, purging }: Logs): Violation[] {
  const bySequence = new Map(stream.map((stored) => [stored.sequence, stored]))
  const ended = new Set(stream.filter(({ record }) => record === 'ending').map(({ rolloutId }) => rolloutId))
  const lost = wire.flatMap((record) => {
    if (record.kind !== 'answer' || record.sequence === null) return []
    const stored = bySequence.get(record.sequence)
    if (stored?.sha256 === record.sha256) return []
    const rolloutId = record.subject.split('.')[4] ?? ''
    if (stored === undefined && purging && ended.has(rolloutId)) return []
    return [
      `${record.subject} was acknowledged at ${String(record.sequence)}, where there is ${stored === undefined ? 'nothing' : 'something else'}`,
    ]
  })
  return violations('I1 acknowledged chunks are kept', lost)
}

/** I2: no rollout reaches the learner twice over the lineage of its checkpoints. */
function oncePerRollout({ trainer }: Logs): Violation[] {
  const seen = new Set<string>()
  const twice = trainer.used.filter((id) => seen.has(id) || !seen.add(id))
  return violations(
    'I2 each rollout once',
    twice.map((id) => `${id} was delivered twice`),
  )
}

/** I3: submitted = ended + in flight, and at the end nothing is in flight; what ended was delivered, left out with a reason, or refused. */
function everyRolloutEnds({ submitted, ledger, stream, trainer }: Logs): Violation[] {
  const evidence: string[] = []
  const { queued, running, ended, duplicates, strangers } = ledger
  if (ledger.submitted !== submitted.length || ledger.submitted !== ended + queued + running)
    evidence.push(
      `the ledger has ${String(ledger.submitted)} = ${String(ended)} + ${String(running)} + ${String(queued)}, submitted were ${String(submitted.length)}`,
    )
  if (queued + running > 0) evidence.push(`${String(queued)} are queued and ${String(running)} run at the end`)
  const injected = stream.some((stored) => stored.injected)
  if (!injected && duplicates > 0) evidence.push(`the ledger counts ${String(duplicates)} second endings`)
  if (strangers > 0) evidence.push(`the ledger counts ${String(strangers)} records of rollouts that nobody submitted`)
  // A repeated ending has the same bytes, and where the first was purged it is the one that is kept.
  const endings = new Map<string, Set<string>>()
  for (const { rolloutId, record, sha256 } of stream)
    if (record === 'ending') endings.set(rolloutId, (endings.get(rolloutId) ?? new Set()).add(sha256))
  const endingsOf = (rolloutId: string) => endings.get(rolloutId)?.size ?? 0
  const failed = failedIn(stream)
  const given = new Set([...trainer.used, ...trainer.quarantined, ...Object.values(trainer.groups).flatMap(({ leftOut }) => leftOut)])
  for (const { rolloutId } of submitted) {
    if (endingsOf(rolloutId) !== 1) evidence.push(`${rolloutId} has ${String(endingsOf(rolloutId))} endings in the stream`)
    else if (!given.has(rolloutId) && !failed.has(rolloutId)) evidence.push(`${rolloutId} ended, and the learner never had it`)
  }
  return violations('I3 no rollout is lost', evidence)
}

const attemptsOf = (stream: readonly StoredRecord[]): Map<string, StoredRecord[]> => {
  const attempts = new Map<string, StoredRecord[]>()
  for (const stored of stream) {
    if (stored.injected) continue
    const key = `${stored.rolloutId} attempt ${String(stored.attempt)}`
    attempts.set(key, [...(attempts.get(key) ?? []), stored])
  }
  return attempts
}

/** I4: an attempt that ended has chunks 0 to n-1, each naming the digest of the one before; and nothing was refused by the learner. */
function attemptsAreWhole({ stream, trainer, purging }: Logs): Violation[] {
  const evidence = trainer.quarantined.map((id) => `${id} was quarantined`)
  if (purging) return violations('I4 trajectories are whole', evidence)
  for (const [name, chunks] of attemptsOf(stream)) {
    if (chunks.at(-1)?.record !== 'ending') continue
    for (const [index, chunk] of chunks.entries()) {
      const before = chunks[index - 1]?.sha256 ?? ''
      if (chunk.chunkSeq !== index || chunk.previousSha256 !== before)
        evidence.push(`${name} has chunk ${String(chunk.chunkSeq)} at place ${String(index)}, or a chain that is broken`)
    }
  }
  return violations('I4 trajectories are whole', evidence)
}

/** I5: a group that was delivered has exactly its members, each once: in it, or left out with a reason. */
function groupsAreWhole({ trainer, groupSize }: Logs): Violation[] {
  const evidence = Object.entries(trainer.groups).flatMap(([id, { rollouts, leftOut }]) =>
    new Set([...rollouts, ...leftOut]).size === groupSize
      ? []
      : [`group ${id} has ${String(rollouts.length)} members and ${String(leftOut.length)} left out, of ${String(groupSize)}`],
  )
  return violations('I5 groups are complete', evidence)
}

/** I6: the scripted policy is always right, so a reward is 1 or absent: anything else is a failure that became a number. */
function failureIsNoReward({ stream, trainer }: Logs): Violation[] {
  const endings = stream.filter(({ record }) => record === 'ending')
  const evidence = [
    ...endings.flatMap(({ rolloutId, status, rewards }) => {
      const wrong = rewards.filter((reward) => reward !== null && (reward !== 1 || failedStatuses.includes(status)))
      return wrong.length > 0 ? [`${rolloutId} ended as ${status} with reward ${String(wrong[0])}`] : []
    }),
    ...Object.entries(trainer.rewards).flatMap(([id, reward]) =>
      reward === null || reward === 1 ? [] : [`the learner has reward ${String(reward)} for ${id}`],
    ),
  ]
  return violations('I6 failure is not reward 0', evidence)
}

/** I7: every sampled token has a weight version and a logprob. */
function tokensAreLabelled({ stream }: Logs): Violation[] {
  return violations(
    'I7 tokens are labelled',
    stream.flatMap(({ rolloutId, unlabelled }) =>
      unlabelled > 0 ? [`${rolloutId} has ${String(unlabelled)} tokens without a label`] : [],
    ),
  )
}

/** I8: a rollout has one writer at a time: attempts grow from opening to opening, and nothing follows an ending. */
function oneWriter({ stream }: Logs): Violation[] {
  const evidence: string[] = []
  const last = new Map<string, { readonly attempt: number; readonly worker: string; readonly ended: boolean }>()
  for (const { rolloutId, attempt, worker, record, sequence, injected } of stream) {
    if (injected) continue
    const before = last.get(rolloutId)
    const isNext =
      record === 'opening'
        ? attempt > (before?.attempt ?? 0)
        : before === undefined || (attempt === before.attempt && worker === before.worker)
    if (before?.ended === true)
      evidence.push(`${rolloutId}: ${record} of attempt ${String(attempt)} at ${String(sequence)}, behind its ending`)
    else if (!isNext)
      evidence.push(
        `${rolloutId}: ${record} of attempt ${String(attempt)} by ${worker} at ${String(sequence)}, behind attempt ${String(before?.attempt)} by ${before?.worker ?? 'nobody'}`,
      )
    last.set(rolloutId, { attempt, worker, ended: record === 'ending' })
  }
  return violations('I8 one writer at a time', evidence)
}

/** I9: a task is acknowledged only when the ending of its rollout is stored. */
function acksComeLast({ wire, stream }: Logs): Violation[] {
  const endedAt = new Map<string, number>()
  for (const { rolloutId, record, storedAtMs, injected, sha256 } of stream) {
    if (record !== 'ending') continue
    // Where only the repeated one is left, the server's answer to the first says when that was stored, at the latest.
    const first = injected ? wire.find((each) => each.kind === 'answer' && each.sha256 === sha256)?.atMs : storedAtMs
    if (first !== undefined) endedAt.set(rolloutId, Math.min(first, endedAt.get(rolloutId) ?? first))
  }
  const early = wire.flatMap((record) => {
    if (record.kind !== 'said' || record.word !== '+ACK') return []
    const at = endedAt.get(record.rolloutId)
    // The server's clock and the proxy's are one: a millisecond is its resolution.
    return at !== undefined && at <= record.atMs + 1
      ? []
      : [
          `${record.rolloutId} was acknowledged by ${record.worker} ${at === undefined ? 'and never ended' : `${String(at - record.atMs)} ms before its ending`}`,
        ]
  })
  return violations('I9 a task is acked after its ending', early)
}

/** I10: a worker never plays more rollouts at a time than it has slots. */
function slotsAreABound({ wire, slots }: Logs): Violation[] {
  const spans = busySpans(wire)
  const evidence = spans.flatMap((one) => {
    const { worker, rolloutId, fromMs } = one
    const others = spans.filter((span) => span !== one && span.worker === worker && span.fromMs <= fromMs && span.toMs > fromMs)
    const playing = others.length + 1
    return playing > slots ? [`${worker} played ${String(playing)} rollouts in ${String(slots)} slots when it began ${rolloutId}`] : []
  })
  return violations('I10 slots are a bound', evidence)
}
