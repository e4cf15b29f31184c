/**
 * Whether a part of the story may be played again: nothing failed in it but waits that were too short. Exits with 1, and says why, when
 * something else did. Argument: the JSON report of vitest.
 */
import { readFile } from 'node:fs/promises'

export interface TestReport {
  readonly testResults: readonly {
    readonly name: string
    readonly status: string
    readonly message?: string
    readonly assertionResults: readonly {
      readonly fullName: string
      readonly status: string
      readonly failureMessages: readonly string[]
    }[]
  }[]
}

/** `until` of support.ts, vitest's own limit, and what kubectl and helm say when they have waited in vain. */
const late = [
  /^Error: .* did not come within \d+ s\b/,
  /^Error: (Test|Hook) timed out in \d+ms/,
  /^Error: Command failed: [\s\S]*(timed out waiting for the condition|context deadline exceeded)/,
]

/** What failed and was not late, by its name; a file of which nothing ran is among it. */
export function failedOtherwise({ testResults }: TestReport): string[] {
  return testResults.flatMap(({ name, status, assertionResults }) => {
    const failures = assertionResults.filter((each) => each.status === 'failed')
    if (status === 'failed' && failures.length === 0) return [name]
    const isLate = (message: string) => late.some((words) => words.test(message))
    return failures.filter(({ failureMessages: said }) => said.length === 0 || !said.every(isLate)).map(({ fullName }) => fullName)
  })
}

if (import.meta.main) {
  const path = process.argv[2] ?? ''
  const text = await readFile(path, 'utf8').catch(() => null)
  const found = text === null ? [`no report is there (${path})`] : failedOtherwise(JSON.parse(text) as TestReport)
  for (const name of found) process.stderr.write(`not played again, since this is no lateness: ${name}\n`)
  process.exit(found.length === 0 ? 0 : 1)
}
