import { createHash } from 'node:crypto'
import { z } from 'zod'
import { pb } from '#internal/gen/v1.js'

/** JSON as a value, without the keys that would reach Object.prototype. */
const json = z.record(z.string(), z.json())
const identifier = z.string().regex(/^[A-Za-z0-9_-]{1,64}$/, 'use 1 to 64 letters, digits, "_" or "-"')

/**
 * One line of a task file. The published JSON Schema (docs/reference/task.schema.json) is generated from this.
 */
export const taskSchema = z.strictObject({
  task_id: identifier.describe('Unique in the file.'),
  environment: identifier.describe('Name of the environment: `sortie env list`.'),
  input: json.describe('What the environment shows the policy; `sortie env show NAME` prints its schema.'),
  verifier: json.describe('What only the verifier may know.'),
  group_size: z.int().min(1).max(1024).optional().describe('Rollouts of this task that are compared with each other.'),
  effort: z.number().min(0).max(1).optional().describe('How much reasoning a turn may spend.'),
  limits: z
    .strictObject({
      turns: z.int().min(1).max(1000).optional(),
      tokens_per_turn: z.int().min(1).max(131_072).optional(),
      tokens: z.int().min(1).max(10_000_000).optional().describe('Sampled tokens over the whole rollout.'),
      wall_ms: z.int().min(100).max(86_400_000).optional(),
    })
    .optional()
    .describe("Bounds of one rollout; what is left out is the run's."),
  sampling: z
    .strictObject({
      temperature: z.number().min(0).max(4).optional(),
      top_p: z.number().gt(0).max(1).optional(),
      top_k: z.int().min(0).max(1_000_000).optional(),
    })
    .optional()
    .describe('Samplers beyond temperature 1 and nothing else: recorded, since logprobs stay those of the raw model.'),
  sandbox: z
    .strictObject({ image: z.string().min(1).max(512) })
    .optional()
    .describe('Reserved: one image a task.'),
  metadata: z.record(z.string().max(64), z.string().max(1024)).optional(),
})

export type TaskLine = z.infer<typeof taskSchema>

/** The wire form of a task. */
export function taskToProto(line: TaskLine): pb.Task.$Properties {
  return {
    taskId: line.task_id,
    environment: line.environment,
    inputJson: Buffer.from(canonicalJson(line.input)),
    verifierJson: Buffer.from(canonicalJson(line.verifier)),
    groupSize: line.group_size ?? 0,
    ...(line.effort === undefined ? {} : { effort: line.effort }),
    limits: {
      turns: line.limits?.turns ?? 0,
      tokensPerTurn: line.limits?.tokens_per_turn ?? 0,
      tokens: line.limits?.tokens ?? 0,
      wallMs: line.limits?.wall_ms ?? 0,
    },
    ...(line.sandbox === undefined ? {} : { sandbox: { image: line.sandbox.image } }),
    metadata: line.metadata ?? {},
    sampling: {
      ...(line.sampling?.temperature === undefined ? {} : { temperature: line.sampling.temperature }),
      ...(line.sampling?.top_p === undefined ? {} : { topP: line.sampling.top_p }),
      ...(line.sampling?.top_k === undefined ? {} : { topK: line.sampling.top_k }),
    },
  }
}

/** SHA-256 over the canonical JSON of the task line: the same task has the same digest, whatever the order of its keys. */
export function taskSha256(line: TaskLine): Uint8Array {
  return createHash('sha256').update(canonicalJson(line)).digest()
}

/** JSON with keys in code-point order and no white space. */
export function canonicalJson(value: unknown): string {
  return JSON.stringify(value, (_key, each: unknown) =>
    each !== null && typeof each === 'object' && !Array.isArray(each)
      ? Object.fromEntries(Object.entries(each).sort(([a], [b]) => (a < b ? -1 : 1)))
      : each,
  )
}

/** JSON Schema of a task line. */
export function taskJsonSchema(): object {
  return { title: 'Sortie task', description: 'One line of a task file (JSON Lines).', ...z.toJSONSchema(taskSchema, { io: 'input' }) }
}
