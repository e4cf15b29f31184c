import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import type { ProcessSpec } from './process.ts'

/** A fleet whose pods are processes of this machine. */
export interface LocalFleetSpec {
  readonly fleet: string
  readonly natsUrl: string
  readonly natsToken: string
  /** What workers present to replicas. */
  readonly fleetToken: string
  readonly slots: number
  /** That share the cores of the machine. */
  readonly replicas: number
  /** That one replica decodes at a time: the number that scaling counts with. */
  readonly sequencesPerReplica: number
  /** Path of a GGUF file; empty with an engine URL. */
  readonly model: string
  readonly engineUrl: string
  readonly logFolder: string
  /** What the processes of a role are told beside that. */
  readonly settings: Readonly<Record<'worker' | 'replica', Readonly<Record<string, string>>>>
  /** What every process inherits. */
  readonly environment: Readonly<Record<string, string>>
}

const commands = join(import.meta.dirname, '../../cmd')

/** One process of a fleet. Secrets go by environment, never by the command line, which everybody on the machine can read. */
export function fleetProcess(spec: LocalFleetSpec, role: 'worker' | 'replica', name: string): ProcessSpec {
  const shared = {
    ...spec.environment,
    ...spec.settings[role],
    SORTIE_FLEET: spec.fleet,
    SORTIE_NATS_URL: spec.natsUrl,
    SORTIE_NATS_TOKEN: spec.natsToken,
    SORTIE_FLEET_TOKEN: spec.fleetToken,
  }
  if (role === 'replica') return replicaProcess(spec, name, shared)
  return { ...nodeProcess(spec, name, 'worker/main.ts'), environment: { ...shared, SORTIE_NAME: name, SORTIE_SLOTS: String(spec.slots) } }
}

function replicaProcess(spec: LocalFleetSpec, name: string, shared: Readonly<Record<string, string>>): ProcessSpec {
  const engine =
    spec.engineUrl === ''
      ? { SORTIE_MODEL: spec.model, SORTIE_THREADS: String(Math.max(1, Math.floor(availableParallelism() / spec.replicas))) }
      : { SORTIE_ENGINE_URL: spec.engineUrl }
  return {
    ...nodeProcess(spec, name, 'replica/main.ts'),
    environment: { ...shared, ...engine, SORTIE_NAME: name, SORTIE_PARALLEL: String(spec.sequencesPerReplica) },
  }
}

function nodeProcess(spec: LocalFleetSpec, name: string, main: string): Omit<ProcessSpec, 'environment'> {
  return { name, command: process.execPath, arguments: [join(commands, main)], logPath: join(spec.logFolder, `${name}.log`) }
}
