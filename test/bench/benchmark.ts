/** What a benchmark is, what it says, and the few statistics that all share. */

/** One comparison that a benchmark was built to make. */
export interface Aim {
  readonly aim: string
  readonly measured: string
  readonly reached: boolean
  /** Of Sortie, on any machine: missing it fails the benchmark. What depends on the machine is reported alone. */
  readonly promise?: true
}

/** The promises among some aims that were not kept. */
export function brokenPromises(aims: readonly Aim[]): readonly Aim[] {
  return aims.filter(({ promise, reached }) => promise === true && !reached)
}

export interface Measured {
  readonly head: readonly string[]
  readonly rows: readonly (readonly string[])[]
  /** What was measured on what, in a line or two, below the table. */
  readonly note: string
  readonly aims: readonly Aim[]
  /** The same in numbers, units in the names, for the JSON file. */
  readonly values: object
}

export interface Benchmark {
  readonly summary: string
  /** Its options with their defaults. */
  readonly options: Readonly<Record<string, string>>
  run(options: (name: string) => string): Promise<Measured>
}

export interface Spread {
  readonly median: number
  readonly least: number
  readonly most: number
}

/** The middle one, or the mean of the middle two; NaN of nothing. */
export function median(numbers: readonly number[]): number {
  const sorted = numbers.toSorted((a, b) => a - b)
  const at = (index: number) => sorted[index] ?? Number.NaN
  return (at(Math.floor((sorted.length - 1) / 2)) + at(Math.ceil((sorted.length - 1) / 2))) / 2
}

export function spread(numbers: readonly number[]): Spread {
  return { median: median(numbers), least: Math.min(...numbers), most: Math.max(...numbers) }
}

/** How many times `ours` each of the pairs is: both were measured right after each other. */
export function pairedRatio(ours: readonly number[], others: readonly number[]): Spread {
  return spread(ours.map((value, index) => value / (others[index] ?? Number.NaN)))
}

/** `12,345 (11,000 – 13,000)`. */
export function inWords({ median: middle, least, most }: Spread, digits = 0): string {
  const text = (value: number) => value.toLocaleString('en-US', { minimumFractionDigits: digits, maximumFractionDigits: digits })
  return `${text(middle)} (${text(least)} – ${text(most)})`
}

/** `default`: the server flushes to disk every two minutes; `always`: before it acknowledges. */
export type SyncMode = 'default' | 'always'

/** The values of `--sync`; `both` measures one after the other. */
export function syncModes(option: string): readonly SyncMode[] {
  if (option === 'both') return ['default', 'always']
  if (option === 'default' || option === 'always') return [option]
  throw new Error(`--sync is ${option}: default, always or both`)
}
