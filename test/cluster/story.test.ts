import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { systemClock as clock } from '#internal/base/clock.ts'
import { systemRng as rng } from '#internal/base/rng.ts'
import { decodeChunk } from '#internal/rollout/codec.ts'
import { statusName } from '#internal/rollout/status.ts'
import { connectStream } from '#internal/stream/connection.ts'
import { openFleetStreams } from '#internal/stream/streams.ts'
import { TrajectoryStream } from '#internal/stream/trajectory-stream.ts'
import { silentLogger } from '#internal/telemetry/logger.ts'
import { never } from '../support/fleet.ts'
import { repository } from '../support/llama.ts'
import { sortie } from '../support/sortie.ts'
import { Forward, cluster, helm, isOwn, kubectl, until } from './support.ts'

// A stranger's day with Sortie on a real cluster: installed by Helm, a fleet with real sandboxes and a real model, and everything that
// happens to clusters while it works. Each test goes on where the one before ended.

const system = ['-n', 'sortie-system']
const space = ['-n', 'training']
const fleet = 'training_story'
const port = '14222'
const groupSize = 6
const timings: Record<string, number> = {}

interface Status {
  readonly rollouts: {
    submitted: number
    queued: number
    running: number
    ended: number
    duplicates: number
    by_status: Record<string, number>
  }
}

if (!isOwn) process.stderr.write('left out: what kills processes and nodes, since KUBECONFIG names a cluster that was not made for this\n')

describe('a fleet on a cluster', () => {
  let forward: Forward
  let environment: Record<string, string> = {}
  /** That lost its power. */
  let dead = ''

  beforeAll(async () => {
    await kubectl('create', 'namespace', 'training')
  })
  afterAll(async () => {
    await forward[Symbol.asyncDispose]()
    await mkdir(join(repository, '.tools'), { recursive: true })
    await writeFile(join(repository, '.tools/e2e.json'), `${JSON.stringify(timings, null, 2)}\n`)
    process.stderr.write(`timings in seconds: ${JSON.stringify(timings)}\n`)
  })

  const status = async () => JSON.parse((await sortie(['status', '-o', 'json'], { environment })).stdout) as Status
  const counts = async () => (await status()).rollouts
  const ended = async () => (await counts()).ended
  let submitted = 0
  const submit = async (runId: string, each: number) => {
    const flags = ['--group-size', String(each), '--run-id', runId]
    const { code } = await sortie(['tasks', 'submit', join(repository, 'examples/tasks/math.jsonl'), ...flags], { environment })
    if (code === 0) submitted += 12 * each
    return code === 0
  }
  /** With work of its own: what there was may have ended by now. */
  const moves = async (runId: string) => {
    const before = await ended()
    await until('the bus', 60, () => submit(runId, 1))
    return until('another ending', 120, async () => (await ended()) > before)
  }
  const ready = async (path: string) => Number(await kubectl('get', 'rfl', 'story', ...space, '-o', `jsonpath={.status.${path}}`))
  const workers = async () => {
    const listed = await kubectl('get', 'pods', ...space, '-l', 'sortie.dev/role=worker', '-o', 'jsonpath={range .items[*]}{.metadata.name} {.spec.nodeName} {.status.phase}{"\\n"}{end}') // prettier-ignore
    return listed.split('\n').filter((line) => line !== '').map((line) => line.split(' ')).map(([name = '', node = '', phase = '']) => ({ name, node, phase })) // prettier-ignore
  }
  const natsNode = () => kubectl('get', 'pod', 'sortie-nats-0', ...system, '-o', 'jsonpath={.spec.nodeName}')

  test('Helm installs it, a fleet is applied, and comes up with sandboxes and a model', async () => {
    const image = await natsImage()
    const startedMs = Date.now()
    await helm('install', 'sortie', join(repository, 'deploy/helm/sortie'), ...system, '--create-namespace', '--wait', '--timeout', '180s', '--set', 'nats.bundled.storage=', '--set', `nats.bundled.image=${image}`, '--set', 'controller.nodeLost=5s') // prettier-ignore
    timings['install'] = (Date.now() - startedMs) / 1_000
    await kubectl('apply', ...space, '-f', join(repository, 'test/cluster/story.yaml'))
    timings['apply_to_ready'] = await until(
      'the fleet',
      180,
      async () => (await ready('environment.ready')) === 2 && (await ready('inference.ready')) === 2,
    )
    const token = Buffer.from(await kubectl('get', 'secret', 'sortie-nats', ...system, '-o', 'jsonpath={.data.token}'), 'base64').toString()
    forward = new Forward('sortie-system', 'service/sortie-nats', `${port}:4222`)
    environment = { SORTIE_FLEET: fleet, SORTIE_NATS_URL: `nats://127.0.0.1:${port}`, SORTIE_NATS_TOKEN: token }
    await until('the bus', 60, () => submit('story', groupSize))
    timings['submit_to_first_ending'] = await until('a rollout', 120, async () => (await ended()) > 0)
  })

  test('it is scaled out and in under load', async () => {
    const scaled = await sortie(['scale', 'story', '4', '-n', 'training', '--kubeconfig', process.env['KUBECONFIG'] ?? ''])
    expect(scaled.code, scaled.stderr).toBe(0)
    timings['scale_out'] = await until('four workers', 120, async () => (await ready('environment.ready')) === 4)
    await kubectl('scale', 'rfl/story', ...space, '--replicas=2')
    timings['scale_in'] = await until('two workers', 120, async () => (await workers()).length === 2)
  })

  test.runIf(isOwn)('a worker process is killed with -9, and is replaced', async () => {
    const [victim] = await workers()
    await cluster('in-node', victim?.node.slice(4) ?? '', 'pkill', '-9', '-f', 'cmd/worker/main.ts')
    await until('two workers', 120, async () => (await ready('environment.ready')) === 2)
    await moves('after-kill')
  })

  test('a node is drained, and what it played goes on elsewhere', async () => {
    const away = await natsNode()
    const victim = (await workers()).find(({ node }) => node !== away)
    if (victim !== undefined) {
      timings['drain_node'] = await until('the drain', 120, async () => {
        await kubectl('drain', victim.node, '--force', '--ignore-daemonsets', '--delete-emptydir-data', '--timeout=100s')
        return true
      })
      await kubectl('uncordon', victim.node)
    }
    await until('two workers', 120, async () => (await ready('environment.ready')) === 2)
    await moves('after-drain')
  })

  test('the leading controller is deleted, and the other one goes on', async () => {
    const holder = () => kubectl('get', 'lease', 'sortie-controller', ...system, '-o', 'jsonpath={.spec.holderIdentity}')
    const leader = await holder()
    await kubectl('delete', 'pod', leader, ...system)
    timings['new_leader'] = await until('another leader', 60, async () => !['', leader].includes(await holder()))
  })

  test.runIf(isOwn)('a node loses its power, and its workers are replaced', async () => {
    const away = await natsNode()
    const victim = (await workers()).find(({ node }) => node !== away)?.node ?? (away === 'node3' ? 'node2' : 'node3')
    dead = victim.slice(4)
    await cluster('kill-node', dead)
    timings['node_loss'] = await until('workers on the nodes that are left', 180, async () => {
      const now = await workers()
      return now.filter(({ node, phase }) => node !== victim && phase === 'Running').length >= 2 && (await ready('environment.ready')) === 2
    })
    await moves('after-node-loss')
  })

  test.runIf(isOwn)('nats-server is killed with -9, and comes back with what it had', async () => {
    const before = await counts()
    await cluster('in-node', (await natsNode()).slice(4), 'pkill', '-9', 'nats-server')
    timings['nats_restart'] = await until('the bus', 120, async () => (await counts()).submitted === before.submitted)
  })

  test('every rollout has ended once, none is lost, and only verifiers gave rewards', async () => {
    await until('the end of every rollout', 420, async () => (await ended()) === submitted)
    expect(await counts()).toMatchObject({ submitted, ended: submitted, queued: 0, running: 0, duplicates: 0 })
    const { SORTIE_NATS_URL: url = '', SORTIE_NATS_TOKEN: token = '' } = environment
    await using connection = await connectStream({ url, token, name: 'reader', clock, rng, logger: silentLogger }, never)
    const { partitions } = await openFleetStreams(connection, fleet, never)
    const stream = new TrajectoryStream(connection, { fleet, partitions })
    const { lastSequence } = await stream.extent(never)
    const endings = new Map<string, string[]>()
    for await (const { bytes } of stream.read({ startSequence: 1, untilSequence: lastSequence }, never)) {
      const { ending, rolloutId } = decodeChunk(bytes)
      if (ending == null) continue
      const name = statusName(ending.status)
      endings.set(rolloutId, [...(endings.get(rolloutId) ?? []), name])
      if (name === 'completed' || name === 'truncated') expect(ending.rewards?.length, rolloutId).toBeGreaterThan(0)
      else expect([ending.rewards ?? [], ending.error?.code ?? '']).toEqual([[], expect.stringMatching(/./)])
    }
    expect(endings.size).toBe(submitted)
    expect([...endings.values()].every((each) => each.length === 1)).toBe(true)
  })

  test('deleted and uninstalled, nothing is left but the definition', async () => {
    timings['delete_fleet'] = await until('the end of the fleet', 120, async () => {
      await kubectl('delete', 'rfl', 'story', ...space, '--timeout=100s', '--ignore-not-found')
      return true
    })
    const left = await kubectl('get', 'pods,secrets,networkpolicies,serviceaccounts', ...space, '-o', 'name')
    expect(left.split('\n').filter((name) => name.includes('story'))).toEqual([])
    await helm('uninstall', 'sortie', ...system, '--wait', '--timeout', '120s')
    // What was to end on a node without power ends when the node is back.
    if (dead !== '') await cluster('start-node', dead)
    await until('the end of what was installed', 120, async () => {
      const ours = await kubectl('get', 'all,secrets,configmaps,networkpolicies', ...system, '-o', 'name')
      return !ours.includes('sortie')
    })
    expect(await kubectl('get', 'crd', '-o', 'name')).toContain('rolloutfleets.sortie.dev')
  })
})

/** The bundled server's image as `make images` names it. */
async function natsImage(): Promise<string> {
  const { version } = JSON.parse(await readFile(join(repository, 'package.json'), 'utf8')) as { version: string }
  return `ghcr.io/sortie/nats:${version}`
}
