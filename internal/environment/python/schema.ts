import { z } from 'zod'

const identifier = z.string().regex(/^[A-Za-z_][A-Za-z0-9_]{0,99}$/, 'is not a Python name')
const code = z.string().max(262_144)
const json: z.ZodType<unknown> = z.json()

/** A call and what it should return, as plain JSON: its arrays are lists, and a returned tuple equals one. */
export const caseSchema = z.strictObject({
  args: z.array(json).max(64),
  kwargs: z.record(identifier, json).optional(),
  expected: json,
})

export const pythonInput = z.strictObject({
  prompt: z.string().min(1).max(65_536).describe('What is asked of the policy.'),
  entry_point: identifier.describe('The function that is judged.'),
  starter: code.optional().describe('Python that stands before the answer when it is run: imports, helper functions, the signature.'),
  examples: z
    .array(caseSchema)
    .max(64)
    .optional()
    .describe('Visible tests: run on each answer while turns are left, with what failed as feedback.'),
  max_turns: z.int().min(1).max(32).optional().describe('Turns; the configuration says how many where this is left out.'),
})

export const pythonVerifier = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('cases'), cases: z.array(caseSchema).min(1).max(1_024) }),
  z
    .strictObject({ kind: z.literal('check'), prompt: code, entry_point: identifier, test: code })
    .describe("HumanEval's form: `test` defines check(candidate), and `prompt` its helper functions."),
])

export const pythonConfiguration = z.strictObject({
  max_turns: z.int().min(1).max(32).default(2).describe('Turns where the task does not say.'),
  output_bytes: z
    .int()
    .min(256)
    .max(262_144)
    .default(4_096)
    .describe('Of each stream of a tool call; what is longer is cut, with its size and digest.'),
  grading_ms: z
    .int()
    .min(100)
    .max(600_000)
    .default(8_000)
    .describe('Processor time of an answer over all tests; three times that is its wall time.'),
})

export type PythonInput = z.infer<typeof pythonInput>
export type PythonVerifier = z.infer<typeof pythonVerifier>
export type PythonConfiguration = z.infer<typeof pythonConfiguration>
