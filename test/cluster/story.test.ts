import { rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { isDeepStrictEqual } from 'node:util'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { FleetView } from '#internal/cli/fleet-status-view.ts'
import { healthPort } from '#internal/fleet/pod.ts'
import { agentPort } from '#internal/fleet/replica-pod.ts'
import { repository } from '../support/llama.ts'
import { sortie } from '../support/sortie.ts'
import { auditLog, creationsOf, deletionsOf, readStream } from './judge.ts'
import {
  Forward,
  bundledToken,
  cluster,
  commandsOf,
  everything,
  helm,
  imageOf,
  inNamespace,
  isOwn,
  kubectl,
  linesOf,
  madeSince,
  makeUser,
  nameImage,
  plugin,
  reachable,
  refuseWhatIsUsed,
  report,
  runningPods,
  secondsSince,
  serveMetadata,
  shell,
  tryToEscape,
  until,
  upgrade,
  userKubeconfig,
} from './support.ts'

// A stranger's day with Sortie on a real cluster: installed by Helm, a fleet with real sandboxes and a real model, and everything that
// happens to clusters while it works. Each test goes on where the one before ended.

const system = ['-n', 'sortie-system']
const space = ['-n', 'training']
const fleet = 'training_story'
const port = '14222'
const allTasks = join(repository, 'examples/tasks/python.jsonl')
/** Some of them, where one rollout is waited for: what is left of a day is played at its end. */
const fewTasks = join(repository, '.tools/story-tasks.jsonl')
const few = 4
/** As in story.yaml. */
const graceMs = 60_000
const startedMs = Date.now()
/** The whole day, on two cores that do nothing else: about two thirds of it. */
const secondsMax = 1_500
const timings: Record<string, number> = {}

if (!isOwn)
  process.stderr.write(
    'left out: what kills processes, fills disks, drains and kills nodes, rolls an image that nodes must be given, and tries network policies' +
      ' and the deletions by the audit log, since KUBECONFIG names a cluster that was not made for this\n',
  )

describe('a fleet on a cluster', () => {
  let forward: Forward
  let environment: Record<string, string> = {}
  /** Workers of nodes that lost their power, and when: the server takes them for running for a while. */
  const lost: { readonly pod: string; readonly atMs: number }[] = []
  let dead = ''
  let untouched: string[] = []

  beforeAll(async () => {
    await refuseWhatIsUsed()
    untouched = await everything(space, system)
    await kubectl('create', 'namespace', 'training')
    await kubectl('create', 'secret', 'generic', 'bait', ...space, '--from-literal=nats.creds=worth-stealing')
    await writeFile(fewTasks, `${(await linesOf(allTasks)).slice(0, few).join('\n')}\n`)
  })
  afterAll(async () => {
    await (forward as Forward | undefined)?.[Symbol.asyncDispose]()
    await rm(userKubeconfig, { force: true })
    await report({ ...timings, total: secondsSince(startedMs) })
  })

  const status = async () => JSON.parse((await sortie(['status', '-o', 'json'], { environment })).stdout) as FleetView
  const counts = async () => (await status()).rollouts
  const ended = async () => (await counts()).ended
  /** Rollouts that were played to their end: a failure is an ending too. */
  const played = async () => {
    const { completed = 0, truncated = 0 } = (await counts()).by_status
    return completed + truncated
  }
  let submitted = 0
  const submit = async (runId: string, each: number, tasks = allTasks) => {
    const flags = ['--group-size', String(each), '--run-id', runId]
    const { code } = await sortie(['tasks', 'submit', tasks, ...flags], { environment })
    if (code === 0) submitted += (await linesOf(tasks)).length * each
    return code === 0
  }
  /** Of runs that were submitted after a fault: some of each must be played. */
  const later: string[] = []
  /** With work of its own: what there was may have ended by now. */
  const moves = async (runId: string) => {
    const before = await played()
    await until('the bus', 60, () => submit(runId, 1, fewTasks))
    later.push(runId)
    return until('another rollout that is played to its end', 120, async () => (await played()) > before)
  }
  /** A fault that meets idle workers proves nothing. Where more work waits than there are slots, who is busy stays so. */
  const underLoad = (runId: string, victims: readonly { readonly name: string }[], some = Infinity) => {
    // One that is leaving and the one in its place have the same name.
    const names = [...new Set(victims.map(({ name }) => name))]
    const least = Math.min(some, names.length)
    // The same run again would be no new work.
    let runs = 0
    return until(`work on ${String(least)} of ${names.join(', ')}`, 120, async () => {
      const { rollouts, workers: present } = await status()
      if (rollouts.queued < 4) {
        if (await submit(`${runId}-${String(runs)}`, 1)) runs += 1
        return false
      }
      return least > 0 && names.filter((each) => present.some(({ name, busy }) => name === each && busy > 0)).length >= least
    })
  }
  const ready = async (path: string) => Number(await kubectl('get', 'rfl', 'story', ...space, '-o', `jsonpath={.status.${path}}`))
  const workers = async () => {
    const columns =
      '{.metadata.name} {.metadata.uid} {.spec.nodeName} {.spec.containers[0].image} ' +
      '{.status.conditions[?(@.type=="Ready")].status} {.metadata.deletionTimestamp}'
    const listed = await kubectl('get', 'pods', ...space, '-l', 'sortie.dev/role=worker', '-o', `jsonpath={range .items[*]}${columns}{"\\n"}{end}`) // prettier-ignore
    const lines = listed.split('\n').filter((line) => line !== '')
    return lines.map((line) => line.split(' ')).map(([name = '', uid = '', node = '', image = '', ready = '', leaving = '']) => ({ name, uid, node, image, isReady: ready === 'True', leaving })) // prettier-ignore
  }
  const natsNode = () => kubectl('get', 'pod', 'sortie-nats-0', ...system, '-o', 'jsonpath={.spec.nodeName}')
  /** A node with a worker that the bus is not on. */
  const awayFromNats = async () => {
    const nats = await natsNode()
    const there = async () => (await workers()).find(({ node, leaving }) => ![nats, ''].includes(node) && leaving === '')
    if ((await there()) === undefined) {
      // Both came to be beside the bus: one moves.
      await kubectl('cordon', nats)
      await plugin(`drain ${(await workers())[0]?.name ?? ''} -n training`)
      await until('a worker elsewhere', 120, async () => (await bothReady()) && (await there()) !== undefined)
      await kubectl('uncordon', nats)
    }
    return (await there())?.node ?? ''
  }
  /** By the fleet's status, and by the pods themselves: the status may be that of before. */
  const bothReady = async () => {
    const staying = (await workers()).filter(({ leaving }) => leaving === '')
    return staying.length === 2 && staying.every(({ isReady }) => isReady) && (await ready('environment.ready')) === 2
  }
  /** Until pods have gone, a name being used again by the next, and others are there in their place. */
  const replaced = async (victims: readonly { readonly uid: string }[]) => {
    const isThere = async () => (await workers()).some(({ uid }) => victims.some((victim) => victim.uid === uid))
    await until('the end of the old pods', 180, async () => !(await isThere()))
    return until('two workers', 180, bothReady)
  }
  /** As docs/install.md says it, with more flags. */
  const installAsDocumented = async (...more: string[]) => {
    const [install = '', check = ''] = ((await commandsOf('By Helm'))[0] ?? '').split('\n')
    expect([install, check]).toEqual([expect.stringMatching(/^helm install sortie /), expect.stringMatching(/^helm test sortie /)])
    await shell(`${install} ${more.join(' ')}`)
    return check
  }

  /** Every worker on one node: losing that one is the worst case. */
  const gather = async (node: string) => {
    const others = ['node1', 'node2', 'node3'].filter((each) => each !== node)
    await kubectl('cordon', ...others)
    try {
      for (const each of await workers()) if (each.node !== node) await plugin(`drain ${each.name} -n training`)
      await until('every worker on one node', 180, async () => (await bothReady()) && (await workers()).every((each) => each.node === node))
    } finally {
      await kubectl('uncordon', ...others)
    }
  }
  /** Until as many workers as before play on nodes that are left. */
  const loseNode = async (what: string) => {
    const victim = await awayFromNats()
    await gather(victim)
    const victims = (await workers()).filter(({ node }) => node === victim)
    await underLoad(`before-${what}`, victims)
    dead = victim.slice(4)
    const killedMs = Date.now()
    lost.push(...victims.map(({ name }) => ({ pod: name, atMs: killedMs })))
    await cluster('kill-node', dead)
    timings[`${what}_workers_there`] = victims.length
    await until('workers on the nodes that are left', 420, async () => {
      const now = (await workers()).filter(({ node }) => node !== victim)
      return now.filter(({ isReady }) => isReady).length >= 2 && (await ready('environment.ready')) === 2
    })
    timings[what] = secondsSince(killedMs)
  }
  const bringBack = async () => {
    await cluster('start-node', dead)
    dead = ''
  }

  test('Helm installs it, a fleet is applied, and comes up with sandboxes and a model', async () => {
    const installedMs = Date.now()
    const check = await installAsDocumented('--set', 'controller.nodeLost=5s')
    timings['install'] = secondsSince(installedMs)
    const appliedMs = Date.now()
    await kubectl('apply', ...space, '-f', join(repository, 'test/cluster/story.yaml'))
    timings['apply_to_ready'] = await until('the fleet', 240, async () => (await bothReady()) && (await ready('inference.ready')) === 2)
    timings['install_to_ready'] = secondsSince(installedMs)
    forward = new Forward('sortie-system', 'service/sortie-nats', `${port}:4222`)
    environment = { SORTIE_FLEET: fleet, SORTIE_NATS_URL: `nats://127.0.0.1:${port}`, SORTIE_NATS_TOKEN: await bundledToken() }
    await until('the bus', 60, () => submit('story', 4))
    timings['submit_to_first_ending'] = await until('a rollout', 120, async () => (await ended()) > 0)
    timings['apply_to_first_ending'] = secondsSince(appliedMs)
    expect(await shell(check)).toContain('Succeeded')
  })

  test('kubectl sortie finds the bus by itself, with the rights of the example', async () => {
    await makeUser('ada')
    expect(await plugin('describe -n training')).toMatch(/Ready +.*AllReady/)
    expect((JSON.parse(await plugin('status -n training -o json')) as FleetView).rollouts.submitted).toBe(submitted)
    const queued = JSON.parse(
      await plugin('tasks submit examples/tasks/python.jsonl --fleet story -n training --run-id plugin -o json'),
    ) as object
    const { length } = await linesOf(allTasks)
    expect(queued).toMatchObject({ submitted: length })
    submitted += length
    const lines = (await plugin('trajectories fetch -n training --follow --limit 3 -o json --out "$(mktemp -d)/run"')).trim().split('\n')
    const fetched = lines.map((line) => JSON.parse(line) as { readonly rollout_id: string; readonly environment: string })
    expect(fetched.map((each) => each.environment)).toEqual(['python', 'python', 'python'])
    const rollout = fetched[0]?.rollout_id ?? ''
    expect(await plugin(`logs ${rollout} -n training`)).toContain('rollout ended')
    await expect(plugin('status -n training --fleet nobodys')).rejects.toThrow(/rolloutfleets.*nobodys.*not found/s)
    await expect(plugin('describe -n sortie-system')).rejects.toThrow(/cannot list resource "rolloutfleets".*auth can-i/s)
  })

  test('a pod is drained by kubectl sortie, and replaced', async () => {
    const victims = (await workers()).slice(0, 1)
    const name = victims[0]?.name ?? ''
    await underLoad('drained', victims)
    expect(JSON.parse(await plugin(`drain ${name} -n training -o json`))).toMatchObject({ pod: name })
    await replaced(victims)
    await moves('after-pod-drain')
  })

  test('it is scaled out and in under load', async () => {
    const early = new Set((await workers()).map(({ name }) => name))
    const flags = ['-n', 'training', '--kubeconfig', process.env['KUBECONFIG'] ?? '']
    const scaledMs = Date.now()
    const scaled = await sortie(['scale', 'story', '6', ...flags])
    expect(scaled.code, scaled.stderr).toBe(0)
    const busyNewcomers = async () => {
      const { stdout } = await sortie(['status', '-o', 'json'], { environment })
      const { workers: present } = JSON.parse(stdout) as FleetView
      return present.some(({ name, busy }) => !early.has(name) && busy > 0)
    }
    await submit('scaled', 2)
    await until('a busy slot of a new worker', 120, busyNewcomers)
    timings['scale_out_to_first_busy_slot'] = secondsSince(scaledMs)
    await until('six workers', 120, async () => (await ready('environment.ready')) === 6)
    timings['scale_out'] = secondsSince(scaledMs)
    // Two stay: of four that are busy, two at least have to go.
    await underLoad('scaled-in', await workers(), 4)
    const scaledInMs = Date.now()
    await kubectl('scale', 'rfl/story', ...space, '--replicas=2')
    await until('two workers', 180, async () => (await workers()).length === 2)
    timings['scale_in'] = secondsSince(scaledInMs)
  })

  test.runIf(isOwn)('a worker process is killed with -9, and is replaced', async () => {
    const [victim] = await workers()
    const victims = (await workers()).filter(({ node }) => node === victim?.node)
    await underLoad('killed', victims)
    await cluster('in-node', victim?.node.slice(4) ?? '', 'pkill', '-9', '-f', 'cmd/worker/main.ts')
    await replaced(victims)
    await moves('after-kill')
  })

  test.runIf(isOwn)('a node is drained, and what it played goes on elsewhere', async () => {
    const node = await awayFromNats()
    const victims = (await workers()).filter((each) => each.node === node)
    await underLoad('node-drained', victims)
    try {
      timings['drain_node'] = await until('the drain', 180, async () => {
        await kubectl('drain', node, '--force', '--ignore-daemonsets', '--delete-emptydir-data', '--timeout=150s')
        return true
      })
    } finally {
      await kubectl('uncordon', node)
    }
    await replaced(victims)
    await moves('after-drain')
  })

  test('the leading controller is deleted, and the other one goes on', async () => {
    const holder = () => kubectl('get', 'lease', 'sortie-controller', ...system, '-o', 'jsonpath={.spec.holderIdentity}')
    await underLoad('leaderless', (await workers()).slice(0, 1))
    const leader = await holder()
    const deletedMs = Date.now()
    // kubectl would wait until the pod is gone.
    await kubectl('delete', 'pod', leader, ...system, '--wait=false')
    await until('another leader', 60, async () => !['', leader].includes(await holder()))
    timings['new_leader'] = secondsSince(deletedMs)
    await moves('after-new-leader')
  })

  test.runIf(isOwn)('a node loses its power, and its workers are replaced', async () => {
    await loseNode('node_loss_fast')
    await moves('after-node-loss')
    await bringBack()
  })

  test.runIf(isOwn)('a new worker image rolls, one at a time', async () => {
    const next = `${await imageOf('worker')}-next`
    await nameImage(await imageOf('worker'), next)
    const victims = (await workers()).filter(({ leaving }) => leaving === '') // some, of a node that came back, may be on their way out
    await underLoad('rolled', victims)
    // A merge would replace the whole list.
    const patch = [{ op: 'add', path: '/spec/environment/template/spec/containers/0/image', value: next }]
    const patchedMs = Date.now()
    await kubectl('patch', 'rfl', 'story', ...space, '--type=json', '-p', JSON.stringify(patch))
    await until('workers of the new image', 240, async () => {
      const now = await workers()
      return (
        now.length === 2 && now.every(({ image }) => image === next) && (await ready('environment.updated')) === 2 && (await bothReady())
      )
    })
    timings['roll_workers'] = secondsSince(patchedMs)
    await replaced(victims)
    await moves('after-roll')
  })

  test.runIf(isOwn)('nats-server is killed with -9, and comes back with what it had', async () => {
    const node = (await natsNode()).slice(4)
    await underLoad('busless', (await workers()).slice(0, 1))
    const killedMs = Date.now()
    await cluster('in-node', node, 'pkill', '-9', 'nats-server')
    await until('the bus', 120, async () => (await counts()).submitted === submitted)
    timings['nats_restart'] = secondsSince(killedMs)
    await moves('after-nats')
  })

  test.runIf(isOwn)("a node's disk fills up, and what is evicted goes on elsewhere", async () => {
    const node = await awayFromNats()
    const pressure = () => kubectl('get', 'node', node, '-o', 'jsonpath={.status.conditions[?(@.type=="DiskPressure")].status}')
    const victims = (await workers()).filter((each) => each.node === node)
    await underLoad('evicted', victims)
    await cluster('in-node', node.slice(4), 'dd', 'if=/dev/zero', 'of=/var/lib/kubelet/filler', 'bs=1M', 'count=1900')
    await until('pressure', 90, async () => (await pressure()) === 'True')
    const evicted = () => kubectl('get', 'events', ...space, '--field-selector', 'reason=Evicted', '-o', 'jsonpath={.items[*].involvedObject.uid}') // prettier-ignore
    await until('the eviction of a worker', 180, async () => {
      const uids = (await evicted()).split(' ')
      return victims.some(({ uid }) => uids.includes(uid))
    })
    await moves('under-pressure')
    await cluster('in-node', node.slice(4), 'rm', '/var/lib/kubelet/filler')
    await until('the end of the pressure', 90, async () => (await pressure()) === 'False')
    await until('two workers', 180, bothReady)
  })

  /** What must not be reached from a sandbox, with a worker and an agent to try from: the targets are others. */
  const peers = async () => {
    const found = () => Promise.all(['worker', 'replica'].map((role) => runningPods('training', `sortie.dev/role=${role}`)))
    await until('two workers and two agents', 180, async () => (await bothReady()) && (await ready('inference.ready')) === 2 && (await found()).every(({ length }) => length === 2)) // prettier-ignore
    const [[worker, other] = [], [replica, agent] = []] = await found()
    const [nats] = await runningPods('sortie-system', 'statefulset.kubernetes.io/pod-name=sortie-nats-0')
    const targets = {
      metadata: '169.254.169.254:80',
      'the API server': `${await kubectl('get', 'service', 'kubernetes', '-n', 'default', '-o', 'jsonpath={.spec.clusterIP}')}:443`,
      NATS: `${nats?.ip ?? ''}:4222`,
      'an agent': `${agent?.ip ?? ''}:${String(agentPort)}`,
      'another worker': `${other?.ip ?? ''}:${String(healthPort)}`,
    }
    return { worker: worker?.name ?? '', replica: replica?.name ?? '', targets }
  }

  test('from a sandbox nothing is reached', async () => {
    const { worker, targets } = await peers()
    await using _metadata = isOwn ? await serveMetadata() : null
    const { inside, outside } = await tryToEscape('training', worker, targets)
    expect(Object.keys(inside)).toHaveLength(Object.keys(targets).length + 16)
    expect(Object.entries(inside).filter(([, came]) => !came.startsWith('refused'))).toEqual([])
    // Each of these is there to be reached, one step outside: the same lines reach it from the worker's own container.
    const there = ['connect to NATS', 'connect to an agent', 'ask the name server', "the pod's settings and secrets", "the pod's credentials", "the worker's code", "another process's environment", 'processes that are not its own'] // prettier-ignore
    for (const name of there) expect(outside[name], name).toMatch(/^REACHED/)
    expect(outside['its own environment']).toMatch(/^REACHED.*SORTIE_FLEET_TOKEN.*SORTIE_NATS_TOKEN/)
  })

  test.runIf(isOwn)('network policies keep pods apart', async () => {
    const { worker, replica, targets } = await peers()
    await using _metadata = await serveMetadata()
    try {
      for (const [name, flags] of [['probe', []], ['scraper', ['--labels=app.kubernetes.io/name=prometheus']]] as const) // prettier-ignore
        await kubectl('run', name, ...space, ...flags, `--image=${await imageOf('worker')}`, '--restart=Never', '--command', '--', 'node', '-e', 'setInterval(() => {}, 1e6)') // prettier-ignore
      await kubectl('wait', 'pod/probe', 'pod/scraper', ...space, '--for=condition=Ready', '--timeout=60s')
      const from = (pod: string, container: string) => reachable({ namespace: 'training', pod, container }, targets)
      // Neither has a policy of its own: that the others refuse one is theirs, and what either reaches is there to be reached.
      const scraped = { metadata: true, 'the API server': true, NATS: false, 'an agent': true, 'another worker': true }
      await until('the rules for a new pod', 20, async () => isDeepStrictEqual(await from('scraper', 'scraper'), scraped)).catch(() => undefined) // prettier-ignore
      expect(await from('scraper', 'scraper')).toEqual(scraped)
      expect(await from('probe', 'probe')).toEqual({ metadata: true, 'the API server': true, NATS: false, 'an agent': false, 'another worker': false }) // prettier-ignore
      expect(await from(worker, 'worker')).toEqual({ metadata: false, 'the API server': false, NATS: true, 'an agent': true, 'another worker': false }) // prettier-ignore
      // The agent is that of the other replica.
      expect(await from(replica, 'agent')).toEqual({ metadata: false, 'the API server': false, NATS: true, 'an agent': false, 'another worker': false }) // prettier-ignore
    } finally {
      await kubectl('delete', 'pod', 'probe', 'scraper', ...space, '--ignore-not-found', '--grace-period=0', '--force')
    }
  })

  test('an upgrade of the chart leaves the fleet at work', async () => {
    // Names are used again.
    const pods = async () => (await workers()).filter(({ leaving }) => leaving === '').map(({ uid }) => uid)
    const before = await pods()
    await upgrade('--set', 'controller.nodeLost=5s', '--set', 'controller.logLevel=debug')
    await moves('after-upgrade')
    expect(await pods()).toEqual(before)
  })

  test.runIf(isOwn)('with the settings as they come, a node without power takes longer', async () => {
    await upgrade()
    await cluster('node-grace', '50s')
    const path = 'jsonpath={.items[*].spec.tolerations[?(@.key=="node.kubernetes.io/unreachable")].tolerationSeconds}'
    const tolerated = () => kubectl('get', 'pods', ...space, '-l', 'sortie.dev/role=worker', '-o', path)
    await until('two workers that bear a minute', 300, async () => (await tolerated()).trim() === '60 60' && (await bothReady()))
    await loseNode('node_loss_default')
    await moves('after-slow-loss')
  })

  test('every rollout has ended once, none is lost, and only verifiers gave rewards', async () => {
    // That one never ends is no lateness: what is counted then says it.
    await until('the end of every rollout', 420, async () => (await ended()) === submitted).catch(() => undefined)
    expect(await counts()).toMatchObject({ submitted, ended: submitted, queued: 0, running: 0, duplicates: 0 })
    const { endings } = await readStream(environment, fleet)
    for (const { rolloutId, isPlayed, record } of endings) {
      // By the verifier of its task, which says what it saw.
      if (isPlayed) expect(record.rewards, rolloutId).toMatchObject([{ verifier: 'python.cases', evidence: expect.stringMatching(/./) }])
      else expect([record.rewards ?? [], record.error?.code ?? record.stopCondition], rolloutId).toEqual([[], expect.stringMatching(/./)])
    }
    expect(new Set(endings.map(({ rolloutId }) => rolloutId)).size).toBe(submitted)
    expect(endings).toHaveLength(submitted)
  })

  test('faults cost attempts, not rollouts', async () => {
    const { endings } = await readStream(environment, fleet)
    // No rollout here fails by itself, and what a fault interrupts is played again: at most eight at a time, nine times. What may fail is
    // what finds no replica in its time, where both went with a node. A fleet that loses what it is interrupted in comes out below this.
    const failed = endings.filter(({ isPlayed }) => !isPlayed).map(({ rolloutId, status: name, record }) => `${rolloutId} ${name} ${record.error?.message ?? ''}`) // prettier-ignore
    expect(1 - failed.length / submitted, failed.join('\n')).toBeGreaterThanOrEqual(0.9)
    for (const run of later) expect(endings.filter(({ runId, isPlayed }) => runId === run && isPlayed).length, run).toBeGreaterThan(0)
    // Each attempt before the last one gave its rollout back and said why, or is counted as one that ended without a word.
    for (const { rolloutId, attempt, silentAttempts, handBacks } of endings.filter(({ isPlayed }) => isPlayed)) {
      expect(handBacks.length + silentAttempts, rolloutId).toBe(attempt - 1)
      expect(handBacks, rolloutId).not.toContain('')
    }
    if (isOwn) expect(endings.some(({ silentAttempts }) => silentAttempts > 0)).toBe(true)
  })

  test.runIf(isOwn)("no busy worker was deleted before it had drained, by the server's own log", async () => {
    const { spans } = await readStream(environment, fleet)
    const deletions = deletionsOf(await auditLog(), 'training')
    const violations = spans.flatMap(({ rolloutId, worker, fromMs, toMs }) => {
      // The name is used again: the first deletion behind its opening is that of the pod that played it.
      const own = deletions.find(({ pod, atMs }) => pod === worker && fromMs < atMs)
      if (own === undefined || toMs < own.atMs || !own.isRunning) return []
      if (own.drainAskedMs !== null && own.atMs - own.drainAskedMs >= graceMs) return []
      const lostPower = lost.some(({ pod, atMs }) => pod === worker && fromMs < atMs && atMs < own.atMs)
      return lostPower ? [] : [`${worker} was deleted at ${new Date(own.atMs).toISOString()} while it played ${rolloutId}`]
    })
    expect(violations).toEqual([])
    expect(deletions.length).toBeGreaterThan(4)
  })

  test('deleted and uninstalled, nothing is left but what is said', async () => {
    const deletedMs = Date.now()
    const deleting = () => kubectl('delete', 'rfl', 'story', ...space, '--timeout=100s', '--ignore-not-found')
    timings['delete_fleet'] = await until('the end of the fleet', 180, () => deleting().then(() => true))
    if (isOwn) expect(creationsOf(await auditLog(), 'training', deletedMs + 1_000), 'made behind it').toEqual([])
    const made = ['Role/sortie-fleet-user', 'RoleBinding/ada', 'Secret/bait', 'ServiceAccount/ada'].map((name) => `training ${name}`)
    expect(await madeSince(untouched, () => inNamespace(...space), made)).toEqual(made)
    expect(JSON.parse(await plugin('forget story -n training --yes -o json'))).toMatchObject({ fleet, deleted: true })
    await helm('uninstall', 'sortie', ...system, '--wait', '--timeout', '120s')
    // What was to end on a node without power ends when the node is back.
    if (dead !== '') await bringBack()
    const look = () => everything(space, system)
    const kept = ['Lease/sortie-controller', 'PersistentVolumeClaim/data-sortie-nats-0', 'Role/sortie-bus-user', 'RoleBinding/ada'].map((name) => `sortie-system ${name}`) // prettier-ignore
    const stays = ['CustomResourceDefinition/rolloutfleets.sortie.dev', 'Namespace/sortie-system', 'Namespace/training', ...kept, ...made]
    expect(await madeSince(untouched, look, stays)).toEqual(stays)
    // The rest as docs/install.md says it: the cluster is as it was.
    await kubectl('delete', 'crd', 'rolloutfleets.sortie.dev', '--timeout=60s')
    await kubectl('delete', 'namespace', 'training', 'sortie-system', '--timeout=120s')
    expect(await madeSince(untouched, look)).toEqual([])
  })

  test.runIf(isOwn)('all of it in its time', async () => {
    // No lateness of late.ts, which could be played again: a day is too long by all of its parts together.
    expect(Math.round(secondsSince(startedMs)), 'seconds that the whole day took').toBeLessThanOrEqual(secondsMax)
  })
})
