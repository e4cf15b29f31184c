import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Action, type PlanInput, type PodView, type Role, type RoleWish, falteringMsMax, planRole } from './plan.ts'

const stepMs = 1_000
const graceMs = 5_000
const backoffMs = 4_000

type Trouble = 'none' | 'crash' | 'node' | 'unheard' | 'starved'

/**
 * A cluster that obeys, at its own pace: pods start, work, drain and go; some crash, some lose their node, and at times nobody hears of
 * them. Driven by a list of choices.
 */
class Cluster {
  pods: PodView[] = []
  nowMs = 1_000_000
  /** Whether anybody knows who is busy. */
  isHeard = true
  /** Whether there is no replica: then no worker is ready, also one that plays. Replicas themselves only say so for this moment. */
  isStarved = false
  readonly backoff = new Map<number, number>()
  #uids = 0
  /** Since when a pod's node is dead, by uid. */
  readonly #dead = new Map<string, number>()
  /** Deleted without waiting for their nodes, by uid. */
  readonly #forced = new Set<string>()
  /** What the plan deleted while it might have been busy and within its grace: P1 says never. */
  readonly early: string[] = []

  /** As the plan sees them: of a dead node, and while nobody is heard, it is not known who is ready and how busy. */
  view(): PodView[] {
    return this.pods.map((pod) => {
      if (!this.isHeard || this.#dead.has(pod.uid)) return { ...pod, ready: false, busy: null }
      return this.isStarved ? { ...pod, ready: false } : pod
    })
  }

  apply(action: Action): void {
    if (action.kind === 'create') {
      const uid = `uid-${String(this.#uids++)}`
      const { role, index, templateHash } = action
      const away = { deleting: false, nodeLost: false, silent: false, forced: false }
      const fresh = { phase: 'pending', ready: false, readyAtMs: null, busy: null, drain: null, ...away } as const
      this.pods.push({
        name: `${role}-${String(index)}`,
        uid,
        resourceVersion: '1',
        role,
        index,
        templateHash,
        createdAtMs: this.nowMs,
        ...fresh,
      })
    } else if (action.kind === 'drain') {
      this.#change(action.pod, { drain: { epoch: action.epoch, askedAtMs: this.nowMs, drained: false } })
    } else {
      const pod = this.pods.find(({ uid }) => uid === action.pod.uid)
      if (pod === undefined) return
      const past = pod.drain !== null && this.nowMs - pod.drain.askedAtMs >= graceMs
      if (pod.phase === 'running' && !pod.nodeLost && pod.drain?.drained !== true && !past) this.early.push(pod.name)
      if (action.force) this.#forced.add(pod.uid)
      this.#change(pod, { deleting: true })
    }
  }

  /** One step of time; `chance` decides what each pod does. */
  step(chance: () => number, trouble: Trouble = 'none'): void {
    this.nowMs += stepMs
    this.isHeard = trouble !== 'unheard'
    this.isStarved = trouble === 'starved'
    const victim = this.pods[chance() % Math.max(1, this.pods.length)]
    if (victim !== undefined && !this.#dead.has(victim.uid)) {
      if (trouble === 'node') this.#dead.set(victim.uid, this.nowMs)
      if (trouble === 'crash' && !victim.deleting) {
        this.#change(victim, { phase: 'failed', ready: false, busy: null })
        this.backoff.set(victim.index, this.nowMs + backoffMs)
      }
    }
    for (const pod of [...this.pods]) this.#age(pod, chance())
  }

  #age(pod: PodView, roll: number): void {
    if (this.#forced.has(pod.uid)) {
      this.pods = this.pods.filter(({ uid }) => uid !== pod.uid)
      return
    }
    const deadMs = this.nowMs - (this.#dead.get(pod.uid) ?? this.nowMs)
    if (this.#dead.has(pod.uid)) {
      const deleting = pod.deleting || deadMs >= 2 * stepMs
      this.#change(pod, { deleting, silent: deadMs >= 3 * stepMs, nodeLost: deadMs >= 8 * stepMs })
    } else if (pod.deleting) {
      if (roll < 6) this.pods = this.pods.filter(({ uid }) => uid !== pod.uid)
    } else if (pod.phase === 'pending') {
      if (roll < 6) this.#change(pod, { phase: 'running', busy: 0 })
    } else if (pod.phase === 'running') {
      const busy = pod.drain === null ? roll % 4 : Math.max(0, (pod.busy ?? 0) - (roll % 2))
      const drain = pod.drain === null ? null : { ...pod.drain, drained: pod.drain.drained || busy === 0 }
      this.#change(pod, { ready: drain === null, readyAtMs: drain === null ? this.nowMs : pod.readyAtMs, busy, drain })
    }
  }

  /** Who can do its job and stays, whatever is heard of it. */
  able(): PodView[] {
    return this.pods.filter((pod) => pod.ready && !this.#dead.has(pod.uid) && !pod.deleting && pod.drain === null)
  }

  #change(pod: PodView, change: Partial<PodView>): void {
    this.pods = this.pods.map((each) => (each.uid === pod.uid ? { ...each, ...change } : each))
  }
}

const wishOf = (count: number, change: Partial<RoleWish> = {}): RoleWish => ({
  role: 'worker',
  count,
  templateHash: 'a',
  maxUnavailable: 1,
  maxSurge: 1,
  graceMs,
  ...change,
})

const inputOf = (cluster: Cluster, wish: RoleWish, change: Partial<PlanInput> = {}): PlanInput => ({
  nowMs: cluster.nowMs,
  pods: cluster.view(),
  wish,
  signalsFresh: cluster.isHeard,
  backoff: cluster.backoff,
  ...change,
})

const wishes = fc.record({
  count: fc.nat(6),
  templateHash: fc.constantFrom('a', 'b'),
  maxUnavailable: fc.nat(2),
  maxSurge: fc.nat(2),
})
const stories = fc.record({
  wishes: fc.array(wishes, { minLength: 1, maxLength: 6 }),
  role: fc.constantFrom<Role>('worker', 'replica'),
  chances: fc.array(fc.nat(9), { minLength: 50, maxLength: 50 }),
  /** How many of a plan's actions are done before the controller dies. */
  prefixes: fc.array(fc.nat(8), { minLength: 20, maxLength: 20 }),
  troubles: fc.array(fc.constantFrom<Trouble>('none', 'none', 'crash', 'node', 'unheard', 'starved'), { minLength: 17, maxLength: 17 }),
})

function play(
  story: (typeof stories)['generate'] extends (...given: never) => { value: infer T } ? T : never,
  look: (cluster: Cluster, wish: RoleWish) => void,
) {
  const cluster = new Cluster()
  let at = 0
  const chance = () => story.chances[at++ % story.chances.length] ?? 0
  let wish = wishOf(0)
  for (const [turn, { maxUnavailable, maxSurge, ...rest }] of story.wishes.entries()) {
    wish = wishOf(rest.count, {
      ...rest,
      role: story.role,
      maxSurge,
      maxUnavailable: maxSurge === 0 ? Math.max(1, maxUnavailable) : maxUnavailable,
    })
    for (let step = 0; step < 8; step++) {
      const { actions } = planRole(inputOf(cluster, wish))
      for (const action of actions.slice(0, story.prefixes[(turn * 8 + step) % story.prefixes.length])) cluster.apply(action)
      look(cluster, wish)
      cluster.step(chance, story.troubles[(turn * 8 + step) % story.troubles.length])
    }
  }
  return { cluster, wish, chance }
}

test('P1: no worker that may be busy is deleted before it drained or its grace ended, whatever is interrupted', () => {
  fc.assert(
    fc.property(stories, (story) => {
      const { cluster } = play(story, () => undefined)
      expect(cluster.early).toEqual([])
    }),
  )
})

test('P2: the plan never makes more pods than are wanted plus the surge', () => {
  fc.assert(
    fc.property(stories, (story) => {
      play(story, (cluster, wish) => {
        const created = planRole(inputOf(cluster, wish)).actions.filter(({ kind }) => kind === 'create').length
        if (created === 0) return
        const gone = cluster.pods.filter(({ deleting, silent, nodeLost }) => nodeLost || (deleting && silent)).length
        expect(cluster.pods.length - gone + created).toBeLessThanOrEqual(wish.count + wish.maxSurge)
        // Those that work or are coming, whatever a dead node still has.
        const staying = cluster.pods.filter(({ deleting, templateHash }) => !deleting && templateHash === wish.templateHash).length
        expect(staying + created).toBeLessThanOrEqual(wish.count + wish.maxSurge)
      })
    }),
  )
})

/** Pods that do their job, and how many of them the plan asks to leave. */
function drainedOf(cluster: Cluster, wish: RoleWish, isAvailable: (pod: PodView) => boolean) {
  const available = cluster.view().filter((pod) => isAvailable(pod) && !pod.deleting && pod.drain === null).length
  const { actions } = planRole(inputOf(cluster, wish))
  return { available, drained: actions.filter((action) => action.kind === 'drain' && isAvailable(action.pod)).length }
}

test('P3: no drain takes the pods that are ready, or play, below what is wanted less maxUnavailable', () => {
  fc.assert(
    fc.property(stories, (story) => {
      play(story, (cluster, wish) => {
        const plays = ({ ready, busy }: PodView) => ready || (story.role === 'worker' && (busy ?? 0) > 0)
        const { available, drained } = drainedOf(cluster, wish, plays)
        if (drained > 0) expect(available - drained).toBeGreaterThanOrEqual(Math.min(available, wish.count - wish.maxUnavailable))
      })
    }),
  )
})

test('P3: where there may be one more, the last replicas are not asked to leave while they are wanted, also when none is ready at the moment', () => {
  fc.assert(
    fc.property(stories, (story) => {
      play({ ...story, role: 'replica' }, (cluster, wish) => {
        if (wish.maxSurge === 0) return
        const able = cluster.able()
        const { actions } = planRole(inputOf(cluster, wish))
        const drained = new Set(actions.flatMap((action) => (action.kind === 'drain' ? [action.pod.uid] : [])))
        const left = able.filter(({ uid }) => !drained.has(uid)).length
        expect(left).toBeGreaterThanOrEqual(Math.min(able.length, wish.count, Math.max(1, wish.count - wish.maxUnavailable)))
      })
    }),
  )
})

test('P4: it converges to exactly what is wanted, of the newest template, and then does nothing', () => {
  fc.assert(
    fc.property(stories, (story) => {
      const { cluster, wish, chance } = play(story, () => undefined)
      for (let step = 0; step < 400; step++) {
        for (const action of planRole(inputOf(cluster, wish)).actions) cluster.apply(action)
        cluster.step(chance() >= 0 ? () => 1 : chance)
      }
      expect(cluster.pods.map(({ templateHash, ready }) => [templateHash, ready])).toEqual(
        Array(wish.count).fill([wish.templateHash, true]),
      )
      expect(planRole(inputOf(cluster, wish))).toEqual({ actions: [], againInMs: null, progress: 'AllReady' })
      expect(new Set(cluster.pods.map(({ index }) => index)).size).toBe(wish.count)
    }),
  )
})

test('P4: planning again before anything happened asks for nothing twice', () => {
  fc.assert(
    fc.property(stories, (story) => {
      play(story, (cluster, wish) => {
        for (const action of planRole(inputOf(cluster, wish)).actions) cluster.apply(action)
        const again = planRole(inputOf(cluster, wish)).actions
        // What was drained was made room for: only deletions of what never started, and their places, may follow.
        for (const action of again) if (action.kind === 'drain') expect(action.pod.drain).toBeNull()
        expect(again.filter(({ kind }) => kind === 'create')).toEqual([])
      })
    }),
  )
})

test('no place is filled before its back-off ends, and of the others the lowest are', () => {
  fc.assert(
    fc.property(stories, (story) => {
      play(story, (cluster, wish) => {
        const isHeldBack = (index: number) => (cluster.backoff.get(index) ?? 0) > cluster.nowMs
        const created = planRole(inputOf(cluster, wish)).actions.flatMap((action) => (action.kind === 'create' ? [action.index] : []))
        const taken = new Set([...cluster.pods.map(({ index }) => index), ...created])
        expect(created.filter(isHeldBack)).toEqual([])
        for (let index = 0; index < Math.max(-1, ...created); index++) expect(taken.has(index) || isHeldBack(index)).toBe(true)
      })
    }),
  )
})

test('P5: while nobody knows who is busy, no running pod is asked to leave', () => {
  fc.assert(
    fc.property(stories, fc.nat(6), (story, count) => {
      const { cluster, wish } = play(story, () => undefined)
      const { actions } = planRole(inputOf(cluster, { ...wish, count }, { signalsFresh: false }))
      expect(actions.filter((action) => action.kind === 'drain' && action.pod.phase === 'running')).toEqual([])
    }),
  )
})

const pod = (index: number, change: Partial<PodView> = {}): PodView => ({
  name: `worker-${String(index)}`,
  uid: `uid-${String(index)}`,
  resourceVersion: '1',
  role: 'worker',
  index,
  templateHash: 'a',
  phase: 'running',
  ready: true,
  readyAtMs: null,
  createdAtMs: index,
  deleting: false,
  nodeLost: false,
  silent: false,
  forced: false,
  busy: 1,
  drain: null,
  ...change,
})
const planOf = (pods: readonly PodView[], wish: RoleWish, change: Partial<PlanInput> = {}) =>
  planRole({ nowMs: 100_000, pods, wish, signalsFresh: true, backoff: new Map(), ...change })

test('P6: those that cannot work leave first, then old templates, then the idle, then the fewest busy slots, then the newest', () => {
  const pods = [
    pod(0, { busy: 3 }),
    pod(1, { busy: null }),
    pod(2, { busy: 2 }),
    pod(3, { busy: 2 }),
    pod(4, { busy: 0 }),
    pod(5, { ready: false, busy: 4 }),
  ]
  const leaving = [0, 1, 2, 3, 4, 5].map((count) =>
    planOf(pods, wishOf(count)).actions.flatMap((action) => (action.kind === 'drain' ? [action.pod.index] : [])),
  )
  expect(leaving[0]).toEqual([5, 4, 3, 2, 0, 1])
  expect(leaving[5]).toEqual([5])
  expect(leaving[4]).toEqual([5, 4])
})

test('a drained pod is deleted, one within its grace is not, one beyond it is, and the next look is when the grace ends', () => {
  const drains = [
    { epoch: 1, askedAtMs: 99_000, drained: true },
    { epoch: 1, askedAtMs: 99_000, drained: false },
    { epoch: 1, askedAtMs: 90_000, drained: false },
  ]
  const { actions, againInMs } = planOf(
    drains.map((drain, index) => pod(index, { drain })),
    wishOf(0),
  )
  expect(actions.map((action) => (action.kind === 'delete' ? [action.pod.index, action.why] : action))).toEqual([
    [0, 'drained'],
    [2, 'grace-passed'],
  ])
  expect(againInMs).toBe(4_000)
})

test('a pod whose node is lost is forced away and replaced, also when it is being deleted already', () => {
  const { actions } = planOf([pod(0, { nodeLost: true, deleting: true })], wishOf(1))
  expect(actions).toMatchObject([
    { kind: 'delete', why: 'node-lost', force: true },
    { kind: 'create', index: 1 },
  ])
})

test('a pod that was forced away a short while ago is not forced again, and keeps no place', () => {
  const { actions } = planOf([pod(0, { nodeLost: true, deleting: true, forced: true })], wishOf(1))
  expect(actions).toMatchObject([{ kind: 'create', index: 1 }])
})

test('the only replica rolls after its successor is ready, or, where there may be none beside it, before', () => {
  const replica = (index: number, change: Partial<PodView>) => pod(index, { role: 'replica', name: `replica-${String(index)}`, ...change })
  const kinds = (pods: readonly PodView[], maxSurge: number) =>
    planOf(pods, wishOf(1, { role: 'replica', templateHash: 'b', maxSurge })).actions.map(({ kind }) => kind)
  const old = replica(0, {})
  expect(kinds([old], 1)).toEqual(['create'])
  expect(kinds([old, replica(1, { templateHash: 'b', ready: false })], 1)).toEqual([])
  expect(kinds([old, replica(1, { templateHash: 'b' })], 1)).toEqual(['drain'])
  expect(kinds([old], 0)).toEqual(['drain'])
  // One that is not ready at the moment is waited for; one that has not been for long is broken, and so is one that never was.
  const notReady = (agoMs: number | null) => replica(0, { ready: false, readyAtMs: agoMs === null ? null : 100_000 - agoMs })
  const loading = replica(1, { templateHash: 'b', ready: false })
  expect(kinds([notReady(falteringMsMax - 1), loading], 1)).toEqual([])
  expect(kinds([notReady(1_000), replica(1, { templateHash: 'b' })], 1)).toEqual(['drain'])
  for (const broken of [notReady(falteringMsMax), notReady(null)]) expect(kinds([broken, loading], 1)).toEqual(['drain'])
})

test('workers that play while no replica lets them be ready leave one by one, and those that are idle at once', () => {
  const pods = [0, 1, 2, 3].map((index) => pod(index, { ready: false, busy: index }))
  const leaving = planOf(pods, wishOf(4, { templateHash: 'b' })).actions.flatMap((action) =>
    action.kind === 'drain' ? [action.pod.index] : [],
  )
  expect(leaving).toEqual([0])
  const all = planOf([...pods, pod(4, { ready: false })], wishOf(4, { templateHash: 'b' })).actions
  expect(all.flatMap((action) => (action.kind === 'drain' ? [action.pod.index] : []))).toEqual([0, 4])
})

test('a silent pod that is being deleted keeps no place, one that is heard does, and one that is only silent does too', () => {
  const pods = (silent: boolean) => Array.from({ length: 10 }, (_, index) => pod(index, index < 5 ? {} : { deleting: true, silent }))
  const created = (given: readonly PodView[]) =>
    planOf(given, wishOf(10)).actions.flatMap((action) => (action.kind === 'create' ? [action.index] : []))
  expect(created(pods(true))).toEqual([10, 11, 12, 13, 14])
  expect(created(pods(false))).toEqual([10])
  expect(created(Array.from({ length: 10 }, (_, index) => pod(index, { silent: true, ready: false })))).toEqual([])
})

test('a place that crashed is filled no sooner than its back-off ends', () => {
  const later = planOf([], wishOf(2, { maxSurge: 0 }), { backoff: new Map([[0, 103_000]]) })
  expect(later.actions.map((action) => (action.kind === 'create' ? action.index : action))).toEqual([1])
  expect(later.againInMs).toBe(3_000)
  // Nor is another filled in its stead while what is left of it still stands there, however it ended.
  for (const phase of ['failed', 'succeeded'] as const) {
    const standing = planOf([pod(0, { phase, ready: false })], wishOf(1), { backoff: new Map([[0, 103_000]]) })
    expect(standing.actions.map(({ kind }) => kind)).toEqual(['delete'])
  }
  // The others are, all of them: what stands there has its room, and is not counted twice.
  const others = planOf([pod(0), pod(1, { phase: 'failed', ready: false })], wishOf(4, { maxSurge: 0 }), {
    backoff: new Map([[1, 103_000]]),
  })
  expect(others.actions.flatMap((action) => (action.kind === 'create' ? [action.index] : []))).toEqual([2, 3])
})
