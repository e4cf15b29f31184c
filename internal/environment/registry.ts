import { z } from 'zod'
import type { Clock } from '#internal/base/clock.ts'
import { SortieError } from '#internal/base/errors.ts'
import { describeIssues } from '#internal/base/schema-issues.ts'
import type { Rng } from '#internal/base/rng.ts'
import type { pb } from '#internal/gen/v1.js'
import type { Environment } from '#internal/rollout/interaction.ts'
import type { TaskLine } from '#internal/rollout/task.ts'
import type { AnyDefinition, ToolDescription } from './definition.ts'
import { guarded } from './guard.ts'
import { mathEnvironment } from './math/math.ts'
import { pythonEnvironment } from './python/python.ts'
import type { SandboxHost } from './sandbox/host.ts'

/** Every environment there is, by name. */
export const environments: readonly AnyDefinition[] = [mathEnvironment, pythonEnvironment]

/** A problem of a task line: where it is, as a path from the line's root, and what is wrong. */
export interface TaskProblem {
  readonly path: string
  readonly message: string
}

/** What `sortie env show` prints of an environment; the schemas are JSON Schema. */
export interface EnvironmentListing {
  readonly name: string
  readonly version: string
  readonly description: string
  readonly deterministic: boolean
  readonly tools: readonly ToolDescription[]
  readonly sandbox: { readonly needed: boolean }
  readonly input: object
  readonly verifier: object
  readonly configuration: object
}

/** All environments with their schemas, by name. */
export function listEnvironments(): EnvironmentListing[] {
  return environments.map(({ name, version, description, deterministic, tools, sandbox, ...schemas }) => ({
    ...{ name, version, description, deterministic, tools, sandbox },
    input: z.toJSONSchema(schemas.input, { io: 'input' }),
    verifier: z.toJSONSchema(schemas.verifier, { io: 'input' }),
    configuration: z.toJSONSchema(schemas.configuration, { io: 'input' }),
  }))
}

/** Throws `environment.unknown`, naming those there are. */
export function findEnvironment(name: string): AnyDefinition {
  const found = environments.find((each) => each.name === name)
  if (found !== undefined) return found
  throw new SortieError('environment.unknown', `there is no environment ${JSON.stringify(name.slice(0, 80))}`, {
    remedy: `use one of: ${environments.map((each) => each.name).join(', ')}`,
  })
}

/** What is wrong with a task as its environment sees it; empty when nothing is. */
export function validateTask(line: TaskLine): TaskProblem[] {
  const definition = environments.find((each) => each.name === line.environment)
  if (definition === undefined) {
    const names = environments.map((each) => each.name).join(', ')
    return [{ path: 'environment', message: `there is no environment ${JSON.stringify(line.environment)}; there are: ${names}` }]
  }
  return [...problemsOf('input', definition.input, line.input), ...problemsOf('verifier', definition.verifier, line.verifier)]
}

export interface EnvironmentSourceOptions {
  /** The environments to serve; all when empty. Throws `environment.unknown`. */
  readonly names: readonly string[]
  /** Configuration of each, by name; what is left out is the environment's default. Throws `config.invalid`. */
  readonly configuration: Readonly<Record<string, unknown>>
  /** Null where no sandbox can be had: then only environments without one are served, and naming another is an error. */
  readonly sandboxes: SandboxHost | null
  readonly clock: Clock
  readonly rng: Rng
}

/** Makes environments for a worker's tasks; satisfies the worker's port `EnvironmentSource`. */
export function environmentSource(options: EnvironmentSourceOptions) {
  const { sandboxes, clock, rng } = options
  const wanted = options.names.length === 0 ? environments : options.names.map(findEnvironment)
  const served = wanted.filter((each) => !each.sandbox.needed || sandboxes !== null)
  const refused = wanted.filter((each) => !served.includes(each))
  if (refused.length > 0 && (options.names.length > 0 || served.length === 0)) throw noSandbox(refused[0]?.name ?? '')
  const contexts = new Map(
    served.map((each) => [each.name, { configuration: configured(each, options.configuration), sandboxes, clock, rng }]),
  )
  return {
    versions: new Map(served.map((each) => [each.name, each.version])) as ReadonlyMap<string, string>,
    create(task: pb.Task.$Properties): Environment {
      const definition = findEnvironment(task.environment ?? '')
      const context = contexts.get(definition.name)
      if (context === undefined) throw noSandbox(definition.name)
      const environment = definition.create(
        {
          taskId: task.taskId ?? '',
          input: parsed(task, 'input', definition.input),
          verifier: parsed(task, 'verifier', definition.verifier),
          sandboxImage: task.sandbox?.image ?? '',
        },
        context,
      )
      return guarded(environment)
    },
  }
}

function configured(definition: AnyDefinition, all: Readonly<Record<string, unknown>>): unknown {
  const given = Object.hasOwn(all, definition.name) ? all[definition.name] : {}
  const problems = problemsOf(`environment ${definition.name}`, definition.configuration, given)
  if (problems.length === 0) return definition.configuration.parse(given)
  throw new SortieError('config.invalid', told(problems), { remedy: `see \`sortie env show ${definition.name}\`` })
}

function parsed(task: pb.Task.$Properties, part: 'input' | 'verifier', schema: z.ZodType): unknown {
  const bytes = part === 'input' ? task.inputJson : task.verifierJson
  let value: unknown
  try {
    value = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes ?? new Uint8Array()))
  } catch (thrown) {
    throw SortieError.from(thrown, 'task.invalid')
  }
  const problems = problemsOf(part, schema, value)
  if (problems.length > 0) throw new SortieError('task.invalid', `task ${task.taskId ?? ''}: ${told(problems)}`)
  return schema.parse(value)
}

function problemsOf(part: string, schema: z.ZodType, value: unknown): TaskProblem[] {
  const result = schema.safeParse(value)
  if (result.success) return []
  const fields = Object.keys(z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }).properties ?? {})
  const found = describeIssues(result.error, value, (path) => (path.length === 0 ? fields : []))
  return found.map(({ path, field, message }) => ({ path: [part, ...(field === null ? path : path.slice(0, -1))].join('.'), message }))
}

function told(problems: readonly TaskProblem[]): string {
  return problems.map((each) => `${each.path}: ${each.message}`).join('; ')
}

function noSandbox(name: string): SortieError {
  return new SortieError('sandbox.unavailable', `environment ${name} needs a sandbox and this worker has none`, {
    remedy: 'run `sortie doctor`',
  })
}
