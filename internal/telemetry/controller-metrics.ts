import { Counter, Gauge, Histogram, Registry } from 'prom-client'

/** What a status says, as far as metrics tell it. */
interface Looked {
  readonly environment?: Counts | undefined
  readonly inference?: Counts | undefined
}

interface Counts {
  readonly desired?: number | undefined
  readonly replicas?: number | undefined
  readonly ready?: number | undefined
  readonly draining?: number | undefined
}

const states = ['desired', 'replicas', 'ready', 'draining'] as const

/** The controller's metrics: Sortie's own, and the names that operators' dashboards already know. */
export function createControllerMetrics(depth: () => number, leading: () => boolean) {
  const registry = new Registry()
  const registers = [registry]
  const replicas = new Gauge({
    name: 'sortie_fleet_replicas',
    help: 'Pods over all fleets, by role and state.',
    labelNames: ['role', 'state'],
    registers,
  })
  const decisions = new Counter({
    name: 'sortie_scaling_decisions_total',
    help: 'Times that the number of pods that is wanted was decided anew, by reason.',
    labelNames: ['role', 'reason'],
    registers,
  })
  const results = new Counter({
    name: 'controller_runtime_reconcile_total',
    help: 'Looks at fleets, by result.',
    labelNames: ['controller', 'result'],
    registers,
  })
  const seconds = new Histogram({
    name: 'controller_runtime_reconcile_time_seconds',
    help: 'How long a look takes.',
    labelNames: ['controller'],
    buckets: [0.005, 0.02, 0.1, 0.5, 1, 5, 30],
    registers,
  })
  void new Gauge({ name: 'workqueue_depth', help: 'Fleets that wait for a look.', labelNames: ['name'], registers, collect() { this.set({ name: 'fleets' }, depth()) } }) // prettier-ignore
  const queue = createQueueMeter(registers)
  void new Gauge({ name: 'leader_election_master_status', help: '1 while this controller leads.', labelNames: ['name'], registers, collect() { this.set({ name: 'sortie' }, leading() ? 1 : 0) } }) // prettier-ignore
  const fleets = new Map<string, Looked>()
  const sum = () => {
    for (const [role, field] of [['worker', 'environment'], ['replica', 'inference']] as const) // prettier-ignore
      for (const state of states) replicas.set({ role, state }, [...fleets.values()].reduce((total, each) => total + (each[field]?.[state] ?? 0), 0)) // prettier-ignore
  }
  return {
    registry,
    /** For the queue of fleets to tell. */
    queue,
    reconciled: (result: 'success' | 'error', tookSeconds: number) => {
      results.inc({ controller: 'rolloutfleet', result })
      seconds.observe({ controller: 'rolloutfleet' }, tookSeconds)
    },
    /** A decision counts when the number changes. */
    fleetLooked: (key: string, status: Looked, changes: readonly { readonly role: string; readonly reason: string }[]) => {
      for (const { role, reason } of changes) decisions.inc({ role, reason })
      fleets.set(key, status)
      sum()
    },
    fleetGone: (key: string) => {
      fleets.delete(key)
      sum()
    },
  }
}

function createQueueMeter(registers: Registry[]) {
  const [labelNames, queue] = [['name'], { name: 'fleets' }]
  const adds = new Counter({ name: 'workqueue_adds_total', help: 'Times that a fleet came to wait for a look.', labelNames, registers })
  const retries = new Counter({ name: 'workqueue_retries_total', help: 'Looks that failed and are tried again.', labelNames, registers })
  const waits = new Histogram({
    name: 'workqueue_queue_duration_seconds',
    help: 'How long a fleet waits for a look.',
    labelNames,
    buckets: [0.001, 0.01, 0.1, 0.5, 1, 5, 30],
    registers,
  })
  // Known from the start: a rate needs the zero before the first.
  for (const counter of [adds, retries]) counter.inc(queue, 0)
  return {
    added: () => {
      adds.inc(queue)
    },
    taken: (afterSeconds: number) => {
      waits.observe(queue, afterSeconds)
    },
    retried: () => {
      retries.inc(queue)
    },
  }
}

export type ControllerMetrics = ReturnType<typeof createControllerMetrics>
