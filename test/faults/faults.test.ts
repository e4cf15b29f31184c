import { join } from 'node:path'
import { expect, test } from 'vitest'
import { faultWords, storyOf, traitsOf } from './schedule.ts'
import { playStory } from './story.ts'

// A fixed handful of the stories that `make faults` plays in any number: the fewest that have everything between them.
const seeds = [662, 3614, 3945]
// In this one workers write while the stream is full; in another an engine that hangs has silenced them.
const writesIntoFullStream = 3614

test('between them they have every kind of fault, and every kind of story', () => {
  const traits = (of: readonly number[]) => [...new Set(of.flatMap((seed) => [...traitsOf(storyOf(seed))]))].sort()
  const any = Array.from({ length: 500 }, (_, index) => index + 1)
  expect(traits(seeds)).toEqual(traits(any))
})

test.for(seeds)('seed %i: nothing lost, nothing twice, nothing mislabelled', { timeout: 300_000 }, async (seed) => {
  const story = storyOf(seed)
  const { violations, folder, refusedAsFull } = await playStory(story, join(import.meta.dirname, '../..'))
  const again = `make faults SEEDS=1 FIRST_SEED=${String(seed)}\n${story.faults.map(faultWords).join('\n')}\nlogs in ${folder}`
  expect(
    violations
      .slice(0, 20)
      .map(({ invariant, evidence }) => `${invariant}: ${evidence}`)
      .join('\n'),
    again,
  ).toBe('')
  // A stream that is full is said on the wire, to whoever writes.
  if (seed === writesIntoFullStream) expect(refusedAsFull, again).toBeGreaterThan(0)
})
