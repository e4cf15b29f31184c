import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { mutatedTree, mutations, storyOfMutation } from './mutations.ts'
import { playStory } from './story.ts'

// The harness finds what it is there to find: each promise broken on purpose, one at a time, in a copy of the code.

test.for(mutations)('found: $name', { timeout: 300_000 }, async (mutation) => {
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

const stories = new Map(mutations.map((mutation) => [JSON.stringify(storyOfMutation(mutation)), mutation]))

test.for([...stories.values()])('with the code as it is the story is well of: $name', { timeout: 300_000 }, async (mutation) => {
  const { violations } = await playStory(storyOfMutation(mutation), join(import.meta.dirname, '../..'))
  expect(violations.slice(0, 20)).toEqual([])
})
