import { afterAll, beforeAll, expect, test } from 'vitest'
import { repository } from '../support/llama.ts'
import { commandsOf, everything, madeSince, refuseWhatIsUsed, report, secondsSince, shell } from './support.ts'

// The commands of docs/install.md, as they stand there, on a cluster that has seen nothing else.

beforeAll(refuseWhatIsUsed)
const timings: Record<string, number> = {}
afterAll(() => report(timings))

async function timed(what: string, lines: string): Promise<string> {
  const startedMs = Date.now()
  try {
    return await shell(lines)
  } finally {
    timings[`quickstart_${what}`] = secondsSince(startedMs)
  }
}

test('docs/install.md leads from nothing to trajectories, and back to nothing', { timeout: 900_000 }, async () => {
  const blocks = await commandsOf('From nothing to trajectories')
  expect(blocks).toHaveLength(3)
  const [install = '', work = '', remove = ''] = blocks
  // The fleet goes to the namespace of whoever types this.
  const look = () => everything([], ['-n', 'sortie-system'])
  const before = await look()
  expect(await timed('install', install)).toContain('rolloutfleet.sortie.dev/trying-out condition met')
  const seen = await timed('work', `cd "$(mktemp -d)" && ln -s ${repository}/examples . && ${work}`)
  expect(seen).toContain('28 rollouts of 14 tasks queued')
  const came = [...seen.matchAll(/^r-\S+ {2}([a-z_]+) {2}(\d\.\d\d|no reward)$/gm)].map(([, status, reward]) => ({ status, reward }))
  expect(came).toHaveLength(6)
  expect(came.filter(({ status }) => status === 'completed' || status === 'truncated').length, JSON.stringify(came)).toBeGreaterThan(0)
  expect(seen).toMatch(/28 submitted = \d+ ended \+ \d+ running \+ \d+ queued/)
  expect(seen).toMatch(/Ready .*(True|False): [A-Z]/)
  await timed('remove', remove)
  expect(await madeSince(before, look)).toEqual([])
})
