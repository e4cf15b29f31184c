import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { mutatedTree, mutations, storyOfMutation } from './mutations.ts'
import { playStory } from './story.ts'

// The harness finds what it is there to find: each promise broken on purpose, one at a time, in a copy of the code.

test.for(mutations)('found: $name', { timeout: 150_000 }, async (mutation) => {
  const tree = mutatedTree(mutation)
  try {
    const { violations, folder } = await playStory(storyOfMutation(mutation), tree)
    if (violations.length > 0) rmSync(folder, { recursive: true, force: true })
    expect(violations.map(({ invariant, evidence }) => `${invariant}: ${evidence}`).join('\n')).toMatch(
      new RegExp(mutation.breaks.source, 'm'),
    )
  } finally {
    rmSync(tree, { recursive: true })
  }
})

test('the same stories are well with the code as it is', { timeout: 150_000 }, async () => {
  const mutation = mutations[1]
  if (mutation === undefined) throw new Error('there are mutations')
  const { violations } = await playStory(storyOfMutation(mutation), join(import.meta.dirname, '../..'))
  expect(violations).toEqual([])
})
