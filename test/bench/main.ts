/**
 * Runs benchmarks, one after the other, each in a process of its own: a table each, and one JSON file of them all.
 *
 *   node test/bench/main.ts [--json .tools/bench.json] [NAME…] [--OPTION VALUE]      (make bench ARGS='codec --rounds 100')
 *
 * Options belong to one benchmark: they need its name. Exit code 1: a benchmark failed, or one measured that a promise is broken.
 */
import { execFileSync, spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { cpus, loadavg, release, tmpdir, totalmem } from 'node:os'
import { dirname, join } from 'node:path'
import { parseArgs } from 'node:util'
import { errorText } from '#internal/base/errors.ts'
import { headedTable } from '#internal/cli/table.ts'
import { type Benchmark, type Measured, brokenPromises } from './benchmark.ts'
import { codec } from './codec.ts'
import { fleet } from './fleet.ts'
import { gateway } from './gateway.ts'
import { memory } from './memory.ts'
import { poison } from './poison.ts'
import { publish } from './publish.ts'
import { recovery } from './recovery.ts'
import { sandbox } from './sandbox.ts'
import { storage } from './storage.ts'
import { turns } from './turns.ts'
import { watch } from './watch.ts'

const benchmarks: Readonly<Record<string, Benchmark>> = {
  codec,
  publish,
  turns,
  gateway,
  recovery,
  poison,
  memory,
  storage,
  sandbox,
  watch,
  fleet,
}
const repository = join(import.meta.dirname, '../..')

interface Result extends Pick<Measured, 'aims' | 'values'> {
  readonly started_at: string
  readonly load_before: number
  readonly seconds: number
}

interface ResultFile {
  readonly machine: object
  readonly benchmarks: Readonly<Record<string, Result>>
}

function machine(): object {
  const said = (command: string, ...flags: string[]) => execFileSync(command, flags, { encoding: 'utf8', cwd: repository }).trim()
  return {
    cores: cpus().length,
    model: cpus()[0]?.model.trim() ?? '',
    memory_gib: Math.round(totalmem() / 2 ** 30),
    system: `${process.platform} ${release()} ${process.arch}`,
    node: process.version,
    nats_server: said('.tools/bin/nats-server', '--version'),
    commit: said('git', 'describe', '--always', '--dirty'),
  }
}

function print(name: string, benchmark: Benchmark, measured: Measured): void {
  const table = headedTable(measured.head)
  table.push(...measured.rows.map((row) => [...row]))
  const aims = measured.aims.map(({ aim, measured: value, reached }) => `aim: ${aim}: ${reached ? 'reached' : 'MISSED'} (${value})`)
  console.log([`${name}: ${benchmark.summary}`, table.toString(), measured.note, ...aims, ''].join('\n'))
}

/** One benchmark, in this process. */
async function runHere(name: string, benchmark: Benchmark, given: Readonly<Record<string, string | undefined>>): Promise<Result> {
  const startedAt = new Date()
  const loadBefore = loadavg()[0] ?? 0
  const measured = await benchmark.run((option) => given[option] ?? benchmark.options[option] ?? '')
  print(name, benchmark, measured)
  const seconds = (Date.now() - startedAt.getTime()) / 1_000
  return { started_at: startedAt.toISOString(), load_before: loadBefore, seconds, aims: measured.aims, values: measured.values }
}

/** Some benchmarks, each in its own process: what one leaves behind in a heap is no other's. Those that fail are left out. */
function runApart(names: readonly string[]): Record<string, Result> {
  const folder = mkdtempSync(join(tmpdir(), 'sortie-bench-'))
  const results: Record<string, Result> = {}
  for (const name of names) {
    const file = join(folder, `${name}.json`)
    const { status } = spawnSync(process.execPath, [import.meta.filename, name, '--json', file], { stdio: 'inherit' })
    // Whatever it measured stands in its file, also that a promise is broken.
    if (existsSync(file)) Object.assign(results, (JSON.parse(readFileSync(file, 'utf8')) as ResultFile).benchmarks)
    else console.error(`${name} failed`)
    if (status !== 0) process.exitCode = 1
  }
  rmSync(folder, { recursive: true })
  return results
}

/** What was asked for, or what is wrong with it. An option belongs to one benchmark, so its name is looked for first. */
function parse(given: readonly string[]) {
  const named = benchmarks[given.find((argument) => Object.hasOwn(benchmarks, argument)) ?? '']
  const text = { type: 'string' } as const
  const options = { json: text, ...Object.fromEntries(Object.keys(named?.options ?? {}).map((option) => [option, text])) }
  try {
    const { values, positionals } = parseArgs({ args: [...given], allowPositionals: true, options })
    const unknown = positionals.find((name) => !Object.hasOwn(benchmarks, name))
    if (unknown !== undefined) return `there is no benchmark ${unknown}`
    const own = Object.keys(values).find((option) => option !== 'json')
    if (own !== undefined && positionals.length !== 1) return `--${own} needs the name of one benchmark`
    return { values, names: positionals.length > 0 ? positionals : Object.keys(benchmarks) }
  } catch (thrown) {
    return errorText(thrown)
  }
}

const asked = parse(process.argv.slice(2))
if (typeof asked === 'string') {
  const known = Object.entries(benchmarks).map(([name, each]) => `  ${name} (--${Object.keys(each.options).join(', --')}): ${each.summary}`)
  console.error(`${asked}; benchmarks and their options:\n${known.join('\n')}`)
  process.exitCode = 2
} else {
  const { values, names } = asked
  const [name = ''] = names
  const one = names.length === 1 ? benchmarks[name] : undefined
  const results = one === undefined ? runApart(names) : { [name]: await runHere(name, one, values) }
  const json = values.json ?? join(repository, '.tools/bench.json')
  mkdirSync(dirname(json), { recursive: true })
  writeFileSync(json, `${JSON.stringify({ machine: machine(), benchmarks: results } satisfies ResultFile, null, 2)}\n`)
  console.log(`written to ${json}`)
  for (const [broke, { aims }] of Object.entries(results)) {
    for (const { aim, measured } of brokenPromises(aims)) {
      console.error(`${broke} broke a promise: ${aim}: ${measured}`)
      process.exitCode = 1
    }
  }
}
