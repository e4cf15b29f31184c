/** The invariants, from the logs alone. Pure; numbers are those of docs/spec/delivery.md, "Under faults". */
import { type Content, type Logs, type StoredRecord, type WireRecord, busySpans, digestOf } from './logs.ts'

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
    ...deadlinesAreKept(logs),
    ...weightVersionsAreTrue(logs),
    ...contentIsTheWorkers(logs),
  ]
}

/** Rollouts that ended without a result: a group of them alone is dropped, which the batch counts without names. */
export function failedIn(stream: readonly StoredRecord[]): ReadonlySet<string> {
  return new Set(
    stream.flatMap(({ rolloutId, record, status }) => (record === 'ending' && failedStatuses.includes(status) ? [rolloutId] : [])),
  )
}

/**
 * Rollouts that were too old for the learner, at the newest weights that a batch was made at, though they ended well: a group of them alone
 * is dropped, which is counted without names.
 */
export function staleIn({ stalenessStepsMax, stream, trainer, wire }: Pick<Logs, 'stalenessStepsMax' | 'stream' | 'trainer' | 'wire'>) {
  if (stalenessStepsMax === null) return new Set<string>()
  const newest = Math.max(0, ...trainer.admitted.map(({ weightVersion }) => weightVersion))
  const versions = versionsOf(wire)
  const ended = stream.filter(({ record, injected }) => record === 'ending' && !injected)
  return new Set(
    ended.flatMap(({ rolloutId, attempt }) => {
      const sampled = versions.get(attemptKey(rolloutId, attempt)) ?? []
      return sampled.length > 0 && newest - Math.min(...sampled) > stalenessStepsMax ? [rolloutId] : []
    }),
  )
}

const attemptKey = (rolloutId: string, attempt: number) => `${rolloutId} attempt ${String(attempt)}`
const rolloutOf = (subject: string) => subject.split('.')[4] ?? ''

/** Weight versions that sampled for an attempt, as it was published: the stream may have been purged. */
function versionsOf(wire: readonly WireRecord[]): Map<string, number[]> {
  const versions = new Map<string, number[]>()
  for (const record of wire) {
    if (record.kind !== 'publish') continue
    const key = attemptKey(rolloutOf(record.subject), record.attempt)
    versions.set(key, [...(versions.get(key) ?? []), ...record.sampled.map(({ weightVersion }) => weightVersion)])
  }
  return versions
}

const violations = (invariant: string, evidence: readonly string[]): Violation[] => evidence.map((each) => ({ invariant, evidence: each }))

/** I0: a story in which nothing is rolled out proves nothing. */
function didItsWork({ submitted, trainer }: Logs): Violation[] {
  const delivered = new Set(trainer.used).size
  return delivered * 2 >= submitted.length
    ? []
    : [{ invariant: 'I0 the story did its work', evidence: `${String(delivered)} of ${String(submitted.length)} rollouts were delivered` }]
}

/**
 * I1: what was acknowledged is in the stream, or was purged, which the owner asked for on the wire after it had been committed; and a rollout
 * that was purged still has its ending, as its tombstone.
 */
function acknowledgedIsKept(logs: Logs): Violation[] {
  const { wire, stream } = logs
  const bySequence = new Map(stream.map((stored) => [stored.sequence, stored]))
  const ended = new Set(stream.filter(({ record }) => record === 'ending').map(({ rolloutId }) => rolloutId))
  const purges = new Map<string, number>()
  for (const record of wire) if (record.kind === 'purge' && !purges.has(record.rolloutId)) purges.set(record.rolloutId, record.atMs)
  const lost = wire.flatMap((record) => {
    if (record.kind !== 'answer' || record.sequence === null) return []
    const stored = bySequence.get(record.sequence)
    if (stored?.sha256 === record.sha256) return []
    const rolloutId = rolloutOf(record.subject)
    if (stored === undefined && purges.has(rolloutId) && ended.has(rolloutId)) return []
    return [
      `${record.subject} was acknowledged at ${String(record.sequence)}, where there is ${stored === undefined ? 'nothing' : 'something else'}`,
    ]
  })
  return violations('I1 acknowledged chunks are kept', [...lost, ...purgedTooEarly(logs, purges)])
}

/** Purges of what no commit before them covers, and of what a commit covers that the learner never had. */
function purgedTooEarly(logs: Logs, purges: ReadonlyMap<string, number>): string[] {
  const { trainer, stream, wire, purging } = logs
  const answered = new Map(wire.flatMap((each) => (each.kind === 'answer' && each.sequence !== null ? [[each.sha256, each.sequence]] : [])))
  const endings = new Map(stream.flatMap((each) => (each.record === 'ending' ? [[each.rolloutId, each]] : [])))
  const firstBatch = new Map<string, number>()
  for (const { rolloutId, batch } of trainer.admitted) firstBatch.set(rolloutId, Math.min(batch, firstBatch.get(rolloutId) ?? batch))
  const leftOut = Object.values(trainer.groups).flatMap((group) => group.leftOut)
  const given = new Set([...trainer.quarantined, ...leftOut, ...failedIn(stream), ...staleIn(logs)])
  return [...purges].flatMap(([rolloutId, atMs]) => {
    if (!purging) return [`${rolloutId} was purged within the replay window`]
    const ending = endings.get(rolloutId)
    if (ending === undefined) return []
    // Where only a repetition is left, the answer to the first one says where that was.
    const sequence = Math.min(ending.sequence, answered.get(ending.sha256) ?? ending.sequence)
    const commit = trainer.commits.find((each) =>
      each.partitions.some(
        ({ partition, floor, rolloutIds }) => partition === ending.partition && (sequence <= floor || rolloutIds.includes(rolloutId)),
      ),
    )
    // One machine, one clock: a millisecond is its resolution.
    if (commit === undefined || commit.atMs > atMs + 1) return [`${rolloutId} was purged before it was committed`]
    const used = (firstBatch.get(rolloutId) ?? Infinity) <= commit.batches || given.has(rolloutId)
    return used ? [] : [`${rolloutId} was committed with batch ${String(commit.batches)} and purged, and the learner had not had it`]
  })
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
function everyRolloutEnds(logs: Logs): Violation[] {
  const { submitted, ledger, stream, trainer } = logs
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
  const failed = new Set([...failedIn(stream), ...staleIn(logs)])
  const given = new Set([...trainer.used, ...trainer.quarantined, ...Object.values(trainer.groups).flatMap(({ leftOut }) => leftOut)])
  for (const { rolloutId } of submitted) {
    if (endingsOf(rolloutId) !== 1) evidence.push(`${rolloutId} has ${String(endingsOf(rolloutId))} endings in the stream`)
    else if (!given.has(rolloutId) && !failed.has(rolloutId)) evidence.push(`${rolloutId} ended, and the learner never had it`)
  }
  const { counts, used } = trainer
  if (counts !== null && (counts.delivered !== used.length || counts.delivered + counts.dropped !== submitted.length))
    evidence.push(
      `the learner counts ${String(counts.delivered)} delivered and ${String(counts.dropped)} dropped, ${String(used.length)} were used of ${String(submitted.length)}`,
    )
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

// D12: the keeper ends what is five seconds past its deadline; a reaper's pass, a lease, a server that starts, and cores that others use.
const reapedWithinMs = 5_000 + 15_000

/** I11: a rollout with a deadline has ended soon after it, or soon after nothing was broken any more. */
function deadlinesAreKept({ submitted, stream, healedAtMs }: Logs): Violation[] {
  const endedAt = new Map<string, number>()
  for (const { rolloutId, record, storedAtMs } of stream)
    if (record === 'ending') endedAt.set(rolloutId, Math.min(storedAtMs, endedAt.get(rolloutId) ?? storedAtMs))
  const late = submitted.flatMap(({ rolloutId, deadlineUnixMs }) => {
    const afterMs = (endedAt.get(rolloutId) ?? Infinity) - Math.max(deadlineUnixMs, healedAtMs)
    return deadlineUnixMs > 0 && afterMs > reapedWithinMs
      ? [`${rolloutId} ended ${String(afterMs)} ms after its deadline could be kept`]
      : []
  })
  return violations('I11 deadlines are kept', late)
}

/** I12: in an attempt the versions of a replica only grow; what is admitted is no older than the learner accepts, and says how old it is. */
function weightVersionsAreTrue(logs: Logs): Violation[] {
  const { wire, stream, trainer, stalenessStepsMax } = logs
  const newest = new Map<string, number>()
  const evidence: string[] = []
  const published = new Set<string>()
  for (const record of wire) {
    // A publish may be repeated, also after the next one of its rollout was tried.
    if (record.kind !== 'publish' || published.has(record.sha256)) continue
    published.add(record.sha256)
    for (const { replica, weightVersion } of record.sampled) {
      const key = `${attemptKey(rolloutOf(record.subject), record.attempt)} on ${replica}`
      const before = newest.get(key) ?? 0
      if (weightVersion < before) evidence.push(`${key} went from v${String(before)} back to v${String(weightVersion)}`)
      newest.set(key, weightVersion)
    }
  }
  const versions = versionsOf(wire)
  const attempts = new Map(stream.flatMap((each) => (each.record === 'ending' ? [[each.rolloutId, each.attempt]] : [])))
  const stepsOf = ({ rolloutId, weightVersion }: { readonly rolloutId: string; readonly weightVersion: number }) =>
    weightVersion - Math.min(weightVersion, ...(versions.get(attemptKey(rolloutId, attempts.get(rolloutId) ?? 0)) ?? []))
  for (const each of trainer.admitted) {
    const steps = stepsOf(each)
    if (steps !== each.stalenessSteps || steps > (stalenessStepsMax ?? Infinity))
      evidence.push(`${each.rolloutId} was admitted ${String(steps)} versions behind, and said ${String(each.stalenessSteps)}`)
  }
  for (const each of trainer.stale)
    if (stepsOf(each) <= (stalenessStepsMax ?? Infinity))
      evidence.push(`${each.rolloutId} was left out as stale, ${String(stepsOf(each))} versions behind`)
  return violations('I12 weight versions are true', evidence)
}

/** I13: what the trainer was given of a rollout is what a worker sent of its last attempt: each token, and logprob and version of each sampled one. */
function contentIsTheWorkers({ wire, stream, trainer }: Logs): Violation[] {
  const contents = new Map<string, Map<string, Content>>()
  for (const record of wire) {
    if (record.kind !== 'publish') continue
    const key = attemptKey(rolloutOf(record.subject), record.attempt)
    const known = contents.get(key) ?? new Map<string, Content>()
    // A publish may be repeated.
    if (!known.has(record.sha256)) contents.set(key, known.set(record.sha256, record.content))
  }
  const attempts = new Map(stream.flatMap((each) => (each.record === 'ending' ? [[each.rolloutId, each.attempt]] : [])))
  const evidence = trainer.admitted.flatMap(({ rolloutId, digest }) => {
    const sent = digestOf([...(contents.get(attemptKey(rolloutId, attempts.get(rolloutId) ?? 0)) ?? new Map<string, Content>()).values()])
    return sent === digest ? [] : [`${rolloutId} reached the trainer with other tokens, logprobs or versions than its worker sent`]
  })
  return violations('I13 what is trained on is what was played', evidence)
}
