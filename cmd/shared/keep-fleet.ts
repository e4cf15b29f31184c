import { createHash } from 'node:crypto'
import { steadyClock as clock } from '#internal/base/clock.ts'
import { systemRng as rng } from '#internal/base/rng.ts'
import { FleetReconciler } from '#internal/controller/fleet-reconciler.ts'
import type { FleetDesire, ReconcileResult } from '#internal/controller/ports.ts'
import type { Fleet } from '#internal/fleet/validate.ts'
import { type LocalFleetSpec, fleetProcess } from '#internal/local/fleet.ts'
import { drainGraceMs, processGraceMs } from '#internal/local/grace.ts'
import { LocalPods } from '#internal/local/pods.ts'
import { restartPolicy } from '#internal/local/restarts.ts'
import type { StreamConnection } from '#internal/stream/connection.ts'
import { FleetSignals } from '#internal/stream/fleet-signals.ts'
import type { Logger } from '#internal/telemetry/logger.ts'
import type { Interrupt } from './interrupt.ts'

export interface KeepSpec {
  readonly fleet: Fleet
  /** That the workers serve. */
  readonly environments: readonly string[]
  readonly processes: Omit<LocalFleetSpec, 'slots' | 'replicas' | 'sequencesPerReplica' | 'environment'>
  readonly environment: Readonly<Record<string, string>>
  readonly logger: Logger
  /** Told what was done and how the fleet is, a line each. */
  readonly say: (line: string) => void
  /** Ends the keeping as the second interrupt does, but its processes have their grace. */
  readonly end?: AbortSignal
}

const lookAgainMs = 1_000

/**
 * Keeps a fleet as its resource says, by processes of this machine, until the interrupt; then drains it, and leaves no process behind.
 * Throws what a process said that is beyond help, and the reason of `end` and of the second interrupt.
 */
export async function keepFleet(
  connection: StreamConnection,
  spec: KeepSpec,
  { drain, kill }: Pick<Interrupt, 'drain' | 'kill'>,
): Promise<void> {
  const { fleet, environments, logger } = spec
  const { environment, inference } = fleet.spec
  const life = new AbortController()
  const alive = AbortSignal.any([kill, life.signal, ...(spec.end === undefined ? [] : [spec.end])])
  const signals = new FleetSignals(connection, { fleet: fleet.name, environments })
  const listening = signals.run(alive).catch(() => undefined)
  const { sequencesPerReplica, maxReplicas: replicas } = inference
  const local = { ...spec.processes, slots: environment.slotsPerWorker, replicas, sequencesPerReplica }
  const own = { ...spec.environment, SORTIE_ENVIRONMENTS: environments.join(','), SORTIE_LEASE: `${String(environment.leaseSeconds)}s` }
  const processOf = (role: 'worker' | 'replica', name: string) => fleetProcess({ ...local, environment: own }, role, name)
  const graceMsOf = (role: 'worker' | 'replica') =>
    processGraceMs(
      kill.aborted ? 'stops' : drain.aborted || alive.aborted ? 'drains' : 'stays',
      (role === 'worker' ? environment : inference).drain,
    )
  await using pods = new LocalPods({ clock, rng, processOf, graceMsOf })
  const hasten = () => {
    pods.hasten()
  }
  drain.addEventListener('abort', hasten, { signal: life.signal })
  const reconciler = new FleetReconciler({ pods, signals }, { clock, logger, crashBackoff: restartPolicy })
  const loop = async () => {
    for (let said = ''; ;) {
      const result = await reconciler.reconcile(desireOf(fleet, drain.aborted), alive)
      said = say(result, said, spec.say)
      if (result.gone) return
      // The first interrupt wakes it; while it drains, every second is looked at.
      await clock.sleep(Math.min(result.done.length > 0 ? 100 : lookAgainMs, result.againInMs ?? lookAgainMs), alive)
    }
  }
  try {
    await Promise.race([loop(), pods.failure])
  } finally {
    life.abort()
    await listening
  }
}

function desireOf({ spec }: Fleet, deleting: boolean): FleetDesire {
  const hash = (value: unknown) => createHash('sha256').update(JSON.stringify(value)).digest('hex').slice(0, 10)
  const templateHashes = { worker: hash(spec.environment.template ?? {}), replica: hash(spec.inference.template ?? {}) }
  const drain = { gracePeriodSeconds: drainGraceMs / 1_000 }
  const graceful = deleting ? { ...spec, environment: { ...spec.environment, drain }, inference: { ...spec.inference, drain } } : spec
  return { generation: 1, spec: graceful, templateHashes, deleting, isFurnished: true }
}

/** Says what was done, and the conditions when they are others than before. */
function say({ done, status }: ReconcileResult, before: string, tell: KeepSpec['say']): string {
  for (const { what, pod, why } of done) tell(`${what} ${pod} (${why})`)
  const [ready] = status.conditions ?? []
  const scaling = status.conditions?.find(({ type }) => type === 'ScalingActive')
  const words = `${ready?.reason ?? ''}: ${ready?.message ?? ''} (${scaling?.message ?? ''})`
  if (words !== before) tell(words)
  return words
}
