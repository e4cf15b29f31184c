/** Plays the stories of some seeds, one after the other, and says what they came to. What a story throws is a violation too, and the next is played. */
import { errorText, SortieError } from '#internal/base/errors.ts'
import { type Story, faultWords, storyOf } from './schedule.ts'
import type { Played } from './story.ts'

export interface Totals {
  readonly seeds: number
  readonly faults: number
  readonly rollouts: number
  readonly lost: number
  readonly duplicates: number
  readonly violations: number
}

/** A whole number of at least 1 from a flag. Throws `config.invalid`: a run over no seed would be well whatever the code does. */
export function positiveOf(flag: string, text: string): number {
  const value = Number(text)
  if (/^[1-9]\d*$/.test(text) && Number.isSafeInteger(value)) return value
  throw new SortieError('config.invalid', `--${flag} is "${text}", not a whole number of at least 1`, {
    remedy: 'such as: make faults SEEDS=20 FIRST_SEED=1',
  })
}

export async function playSeeds(
  seeds: { readonly first: number; readonly count: number },
  play: (story: Story) => Promise<Played>,
  write: (line: string) => void,
): Promise<Totals> {
  const totals = { seeds: 0, faults: 0, rollouts: 0, lost: 0, duplicates: 0, violations: 0 }
  for (let seed = seeds.first; seed < seeds.first + seeds.count; seed++) {
    const story = storyOf(seed)
    const startedNs = process.hrtime.bigint()
    const played = await play(story).catch((thrown: unknown) => broken(story, thrown))
    const { violations, rollouts, faults, folder } = played
    totals.seeds++
    totals.faults += faults
    totals.rollouts += rollouts
    totals.violations += violations.length
    totals.lost += violations.filter(({ invariant }) => /^I[13] /.test(invariant)).length
    totals.duplicates += violations.filter(({ invariant }) => invariant.startsWith('I2 ')).length
    const outcome = violations.length === 0 ? 'well' : `${String(violations.length)} VIOLATIONS`
    const seconds = Number(process.hrtime.bigint() - startedNs) / 1e9
    write(`seed ${String(seed)}: ${String(rollouts)} rollouts, ${String(faults)} faults, ${outcome}, ${seconds.toFixed(0)} s`)
    if (violations.length === 0) continue
    for (const fault of story.faults) write(`  ${faultWords(fault)}`)
    for (const { invariant, evidence } of violations.slice(0, 20)) write(`  ${invariant}: ${evidence}`)
    write(`  logs in ${folder}; again: make faults SEEDS=1 FIRST_SEED=${String(seed)}`)
  }
  const { faults, rollouts, lost, duplicates, violations } = totals
  write(
    `${String(totals.seeds)} seeds, ${String(faults)} faults, ${String(rollouts)} rollouts, ${String(lost)} lost, ${String(duplicates)} duplicates, ${String(violations)} violations`,
  )
  return totals
}

/** A story that could not be told: nothing of it is known to be well. */
function broken({ faults, seed }: Story, thrown: unknown): Played {
  const violations = [{ invariant: 'it is played to its end', evidence: errorText(thrown) }]
  return {
    violations,
    rollouts: 0,
    refusedAsFull: 0,
    faults: faults.length,
    folder: `the temporary folder sortie-faults-${String(seed)}-*`,
  }
}
