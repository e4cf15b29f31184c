/** `make faults SEEDS=20 FIRST_SEED=1`: plays stories, and says what they came to. */
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { faultWords, storyOf } from './schedule.ts'
import { playStory } from './story.ts'

const { values } = parseArgs({
  options: {
    seeds: { type: 'string', default: '20' },
    'first-seed': { type: 'string', default: '1' },
    tree: { type: 'string', default: join(import.meta.dirname, '../..') },
  },
})
const first = Number(values['first-seed'])
const count = Number(values.seeds)
const totals = { seeds: 0, faults: 0, rollouts: 0, lost: 0, duplicates: 0, violations: 0 }
for (let seed = first; seed < first + count; seed++) {
  const story = storyOf(seed)
  const startedMs = Date.now()
  const { violations, rollouts, faults, folder } = await playStory(story, values.tree)
  totals.seeds++
  totals.faults += faults
  totals.rollouts += rollouts
  totals.violations += violations.length
  totals.lost += violations.filter(({ invariant }) => /^I[13] /.test(invariant)).length
  totals.duplicates += violations.filter(({ invariant }) => invariant.startsWith('I2 ')).length
  const outcome = violations.length === 0 ? 'well' : `${String(violations.length)} VIOLATIONS`
  process.stdout.write(
    `seed ${String(seed)}: ${String(rollouts)} rollouts, ${String(faults)} faults, ${outcome}, ${((Date.now() - startedMs) / 1_000).toFixed(0)} s\n`,
  )
  if (violations.length === 0) continue
  for (const fault of story.faults) process.stdout.write(`  ${faultWords(fault)}\n`)
  for (const { invariant, evidence } of violations.slice(0, 20)) process.stdout.write(`  ${invariant}: ${evidence}\n`)
  process.stdout.write(`  logs in ${folder}; again: make faults SEEDS=1 FIRST_SEED=${String(seed)}\n`)
}
const { seeds, faults, rollouts, lost, duplicates, violations } = totals
process.stdout.write(
  `${String(seeds)} seeds, ${String(faults)} faults, ${String(rollouts)} rollouts, ${String(lost)} lost, ${String(duplicates)} duplicates, ${String(violations)} violations\n`,
)
process.exitCode = violations === 0 ? 0 : 1
