import { z } from 'zod'
import type { Action, Environment, Observation, StepResult, Verdict } from '#internal/rollout/interaction.ts'
import { define, type EnvironmentTask } from '../definition.ts'
import { finalAnswer, lastNumber, readAnswer, sameAnswer, type Answer, type Rational } from './answer.ts'

const number = z
  .union([z.string().max(200), z.number()])
  .transform(String)
  .refine((text) => readAnswer(text) !== null, 'is not one number: write 42, -3.5, 1,200, 3/4, $5 or 20%')

const input = z.strictObject({
  question: z.string().min(1).max(65_536).describe('What is asked; the answer is one number.'),
  answer_form: z
    .enum(['marked', 'last_number'])
    .default('marked')
    .describe(
      'marked: the policy is told to write "#### number", and nothing else counts; last_number: without a mark, the last number of the turn counts.',
    ),
  max_turns: z.int().min(1).max(32).optional().describe('Turns with feedback; the configuration says how many where this is left out.'),
})

const verifier = z.strictObject({
  answer: number.describe('The right answer: a number, a fraction, with or without unit.'),
  tolerance: z
    .string()
    .max(64)
    .refine((text) => (readAnswer(text)?.value.numerator ?? -1n) >= 0n, 'is not a number from 0 on')
    .optional()
    .describe('Largest difference that still counts as right, as a decimal; 0, that is exact equality, when left out.'),
})

const configuration = z.strictObject({
  max_turns: z.int().min(1).max(32).default(1).describe('Turns where the task does not say.'),
})

type Input = z.infer<typeof input>
type Verifier = z.infer<typeof verifier>

const version = '1'
// Few words, and no example: a small model copies the number of an example sooner than its form.
const form = 'Write the final answer as "#### number".'

/** Word problems with one number as the answer. */
export const mathEnvironment = define<Input, Verifier, z.infer<typeof configuration>>({
  name: 'math',
  version,
  description: 'Word problems with one number as the answer, compared exactly; one turn, or several with feedback.',
  deterministic: true,
  tools: [],
  sandbox: { needed: false },
  input,
  verifier,
  configuration,
  create: (task, context) => new MathEpisode(task, task.input.max_turns ?? context.configuration.max_turns),
})

class MathEpisode implements Environment {
  readonly sandboxEnforcement = ''
  readonly #input: Input
  readonly #expected: Answer
  readonly #tolerance: Rational | null
  readonly #turnsMax: number
  #turns = 0
  #answer: string | null = null

  constructor(task: EnvironmentTask<Input, Verifier>, turnsMax: number) {
    const expected = readAnswer(task.verifier.answer)
    this.#input = task.input
    // The schema has read it before.
    this.#expected = expected ?? { value: { numerator: 0n, denominator: 1n }, percent: false }
    this.#tolerance = task.verifier.tolerance === undefined ? null : (readAnswer(task.verifier.tolerance)?.value ?? null)
    this.#turnsMax = turnsMax
  }

  reset(): Promise<Observation> {
    return Promise.resolve(said(this.#withForm(this.#input.question)))
  }

  step(action: Action): Promise<StepResult> {
    this.#turns++
    this.#answer = finalAnswer(action.text) ?? (this.#input.answer_form === 'last_number' ? lastNumber(action.text) : null)
    const done = this.#isRight() || this.#turns >= this.#turnsMax
    const reply = this.#withForm(this.#answer === null ? 'There is no answer.' : 'That is not right. Try again.')
    return Promise.resolve({ observation: done ? { messages: [] } : said(reply), done, toolCalls: [] })
  }

  verify(): Promise<Verdict> {
    const evidence =
      this.#answer === null
        ? 'no final answer'
        : readAnswer(this.#answer) === null
          ? `final answer ${JSON.stringify(this.#answer.slice(0, 200))} is not one number`
          : `final answer ${JSON.stringify(this.#answer.slice(0, 200))} is ${this.#isRight() ? 'right' : 'wrong'}`
    const reward = {
      name: 'correct',
      value: this.#isRight() ? 1 : 0,
      weight: 1,
      verifier: 'math.final-answer',
      verifierVersion: version,
      evidence,
    }
    return Promise.resolve({ rewards: [reward], findings: [] })
  }

  close(): Promise<void> {
    return Promise.resolve()
  }

  #withForm(text: string): string {
    return this.#input.answer_form === 'marked' ? `${text}\n${form}` : text
  }

  #isRight(): boolean {
    const given = this.#answer === null ? null : readAnswer(this.#answer)
    return given !== null && sameAnswer(given, this.#expected, this.#tolerance)
  }
}

function said(text: string): Observation {
  return { messages: [{ role: 'user', text }] }
}
