/** `make faults SEEDS=20 FIRST_SEED=1`: plays stories, and says what they came to. */
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { exitCodeOfError, renderError } from '#internal/cli/errors.ts'
import { playSeeds, positiveOf } from './play-seeds.ts'
import { playStory } from './story.ts'

try {
  const { values } = parseArgs({
    options: {
      seeds: { type: 'string', default: '20' },
      'first-seed': { type: 'string', default: '1' },
      tree: { type: 'string', default: join(import.meta.dirname, '../..') },
    },
  })
  const seeds = { first: positiveOf('first-seed', values['first-seed']), count: positiveOf('seeds', values.seeds) }
  const { violations } = await playSeeds(
    seeds,
    (story) => playStory(story, values.tree),
    (line) => process.stdout.write(`${line}\n`),
  )
  process.exitCode = violations === 0 ? 0 : 1
} catch (thrown) {
  process.stderr.write(renderError(thrown))
  process.exitCode = exitCodeOfError(thrown)
}
