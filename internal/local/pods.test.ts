import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { systemClock } from '#internal/base/clock.ts'
import { systemRng } from '#internal/base/rng.ts'
import { processGraceMs } from './grace.ts'
import { LocalPods } from './pods.ts'

let folder = ''
let fleet: Parameters<typeof processGraceMs>[0] = 'stays'
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sortie-pods-'))
  fleet = 'stays'
})
afterEach(async () => {
  await rm(folder, { recursive: true })
})

/** Pods that take their time after SIGTERM. */
function slowPods(seconds: number, graceMsOf: () => number): LocalPods {
  const script = `trap "exec >&- 2>&-; sleep ${String(seconds)}; exit 0" TERM; echo up; while :; do sleep 0.05; done`
  const processOf = (_: string, name: string) => ({
    ...{ name, command: '/bin/sh', arguments: ['-c', script] },
    ...{ environment: { PATH: '/usr/bin:/bin' }, logPath: join(folder, `${name}.log`) },
  })
  return new LocalPods({ clock: systemClock, rng: systemRng, processOf, graceMsOf })
}

async function deletedReplica(pods: LocalPods): Promise<() => number> {
  await pods.create({ role: 'replica', index: 0, templateHash: 'a' })
  // Until it listens: before that SIGTERM ends any shell.
  await systemClock.sleep(300, new AbortController().signal)
  const [pod] = await pods.list()
  const startedNs = systemClock.monotonicNs()
  await pods.delete({ name: pod?.name ?? '', uid: pod?.uid ?? '' }, { force: false })
  expect(await pods.list()).toMatchObject([{ deleting: true, phase: 'running' }])
  return () => (systemClock.monotonicNs() - startedNs) / 1e6
}

test('one that is to leave has its own grace while the fleet stays, and no longer than a person waits once it drains', () => {
  const own = { gracePeriodSeconds: 120 }
  expect(processGraceMs('stays', own)).toBe(130_000)
  expect(processGraceMs('drains', own)).toBe(8_000)
  expect(processGraceMs('stops', own)).toBe(0)
  expect(processGraceMs('stays', { gracePeriodSeconds: 0 })).toBeGreaterThan(0)
})

test('a replica that is scaled in ends what it decodes', async () => {
  await using pods = slowPods(1, () => processGraceMs(fleet, { gracePeriodSeconds: 120 }))
  const elapsedMs = await deletedReplica(pods)
  await expect.poll(() => pods.list(), { timeout: 10_000, interval: 20 }).toEqual([])
  expect(elapsedMs()).toBeGreaterThan(950)
})

test('when the whole fleet is to go, what is leaving already is waited for no longer than the rest', async () => {
  let graceMs = 60_000
  await using pods = slowPods(5, () => graceMs)
  const elapsedMs = await deletedReplica(pods)
  graceMs = 0
  pods.hasten()
  await expect.poll(() => pods.list(), { timeout: 10_000, interval: 20 }).toEqual([])
  expect(elapsedMs()).toBeLessThan(4_900)
})
