import { join } from 'node:path'
import { expect, test } from 'vitest'
import { faultWords, storyOf } from './schedule.ts'
import { playStory } from './story.ts'

// A fixed handful of the stories that `make faults` plays in any number.
// Between them every kind of fault: the gateway's death, a full stream, sandboxes killed, repeated chunks, the server's death.
test.for([3, 8, 20, 34])('seed %i: nothing lost, nothing twice, nothing mislabelled', { timeout: 150_000 }, async (seed) => {
  const story = storyOf(seed)
  const { violations, folder } = await playStory(story, join(import.meta.dirname, '../..'))
  const again = `make faults SEEDS=1 FIRST_SEED=${String(seed)}\n${story.faults.map(faultWords).join('\n')}\nlogs in ${folder}`
  expect(violations.map(({ invariant, evidence }) => `${invariant}: ${evidence}`).join('\n'), again).toBe('')
})
