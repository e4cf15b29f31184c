import { Command, InvalidArgumentError, Option } from 'commander'

/**
 * One option of a binary. A table of these is the only description of its configuration:
 * flags, environment names, defaults, limits and help all come from it.
 */
export interface OptionSpec<T> {
  /** Long flag without dashes, units last: `lease-ms`. The environment name follows: SORTIE_LEASE_MS. */
  readonly flag: string
  /** The environment name where it is not that of the flag; null: none. */
  readonly environment?: null
  /** One letter, without its dash. */
  readonly short?: string
  readonly prose: string
  readonly fallback: T
  /** The fallback as help shows it; absent: as it is. */
  readonly shown?: string
  /** What stands for the value in help; absent for a switch. */
  readonly value?: string
  /** Reads the flag's text; throws `InvalidArgumentError` with what was wrong and what is allowed. */
  readonly read?: (text: string) => T
  /** A secret's default and value are never shown. */
  readonly secret?: boolean
}

// eslint-disable-next-line @typescript-eslint/no-explicit-any -- a table mixes types; `Values` gives each its own back
export type OptionTable = Readonly<Record<string, OptionSpec<any>>>
export type Values<Table extends OptionTable> = { readonly [Key in keyof Table]: Table[Key] extends OptionSpec<infer T> ? T : never }

export function text(
  flag: string,
  prose: string,
  options: { fallback?: string; value?: string; secret?: boolean } = {},
): OptionSpec<string> {
  return {
    flag,
    prose,
    fallback: options.fallback ?? '',
    value: options.value ?? 'text',
    read: (given) => given,
    secret: options.secret ?? false,
  }
}

/** An absent value is null: the caller decides, and says so in the prose. */
export function integer(
  flag: string,
  prose: string,
  limits: { fallback: number; min: number; max: number; unit?: string },
): OptionSpec<number> {
  const read = (given: string): number => {
    const number = Number(given)
    if (!/^-?\d+$/.test(given.trim()) || number < limits.min || number > limits.max) {
      throw new InvalidArgumentError(`${JSON.stringify(given)} is not a whole number from ${String(limits.min)} to ${String(limits.max)}.`)
    }
    return number
  }
  return { flag, prose, fallback: limits.fallback, value: limits.unit ?? 'n', read }
}

export function choice<const T extends string>(flag: string, prose: string, choices: readonly T[], fallback: NoInfer<T>): OptionSpec<T> {
  const read = (given: string): T => {
    const found = choices.find((each) => each === given)
    if (found === undefined) throw new InvalidArgumentError(`${JSON.stringify(given)} is none of ${choices.join(', ')}.`)
    return found
  }
  return { flag, prose, fallback, value: choices.join('|'), read }
}

/** `-o table|json`, the same for every command that prints a result. */
export const outputOption = { ...choice('output', 'What to print on standard output.', ['table', 'json'], 'table'), short: 'o' }

/** A URL, or several by comma, of one of these protocols; a bare `host:port` where the first of them may be left out. */
export function url(
  flag: string,
  prose: string,
  limits: { readonly protocols: readonly string[]; readonly fallback?: string; readonly bare?: boolean },
): OptionSpec<string> {
  const { protocols, bare = false } = limits
  const isOne = (given: string): boolean => {
    const whole = bare && !given.includes('://') ? `${protocols[0] ?? ''}//${given}` : given
    const parsed = URL.canParse(whole) ? new URL(whole) : null
    return parsed !== null && protocols.includes(parsed.protocol) && parsed.hostname !== ''
  }
  const read = (given: string): string => {
    if (given === '' || given.split(',').every((each) => isOne(each.trim()))) return given
    const forms = [...protocols.map((protocol) => `${protocol}//host:port`), ...(bare ? ['host:port'] : [])]
    throw new InvalidArgumentError(`${JSON.stringify(given)} is no URL of a server: write ${forms.join(' or ')}.`)
  }
  return { flag, prose, fallback: limits.fallback ?? '', value: 'url', read }
}

/** Protocols that nats.js speaks here. */
export const natsProtocols = { protocols: ['nats:', 'tls:'], bare: true } as const
export const httpProtocols = { protocols: ['http:', 'https:'] } as const

const unitsMs: Readonly<Record<string, number>> = { ms: 1, s: 1_000, m: 60_000, h: 3_600_000 }

/** A duration with its unit, `90s` or `30m`; the value is milliseconds. */
export function duration(flag: string, prose: string, limits: { fallbackMs: number; minMs: number; maxMs: number }): OptionSpec<number> {
  const read = (given: string): number => {
    const match = /^(\d+(?:\.\d+)?)(ms|s|m|h)$/.exec(given.trim())
    const ms = match === null ? Number.NaN : Number(match[1]) * (unitsMs[match[2] ?? ''] ?? Number.NaN)
    if (!(ms >= limits.minMs && ms <= limits.maxMs)) {
      throw new InvalidArgumentError(
        `${JSON.stringify(given)} is not a duration from ${String(limits.minMs)}ms to ${String(limits.maxMs / 60_000)}m: write 500ms, 90s, 30m or 2h.`,
      )
    }
    return ms
  }
  return { flag, prose, fallback: limits.fallbackMs, shown: durationText(limits.fallbackMs), value: 'duration', read }
}

/** A number of seconds without its unit, which the flag has: `0.5`. */
export function seconds(flag: string, prose: string, limits: { fallback: number; min: number; max: number }): OptionSpec<number> {
  const read = (given: string): number => {
    const number = /^\d+(\.\d+)?$/.test(given.trim()) ? Number(given) : Number.NaN
    if (number >= limits.min && number <= limits.max) return number
    throw new InvalidArgumentError(
      `${JSON.stringify(given)} is not a number of seconds from ${String(limits.min)} to ${String(limits.max)}: write it without a unit, such as 0.5.`,
    )
  }
  return { flag, prose, fallback: limits.fallback, value: 'seconds', read }
}

/** Milliseconds as the largest unit that is whole: 90000 is `90s`, 1800000 is `30m`. */
function durationText(ms: number): string {
  const unit = ['h', 'm', 's'].find((each) => ms % (unitsMs[each] ?? 1) === 0) ?? 'ms'
  return `${String(ms / (unitsMs[unit] ?? 1))}${unit}`
}

/** The environment name of a flag: `nats-url` is SORTIE_NATS_URL. */
export function environmentName(flag: string): string {
  return `SORTIE_${flag.replaceAll('-', '_').toUpperCase()}`
}

/** Adds a table's options to a command; `valuesOf` reads them back. */
export function addOptions(command: Command, table: OptionTable): Command {
  for (const [key, spec] of Object.entries(table)) {
    const names = spec.short === undefined ? `--${spec.flag}` : `-${spec.short}, --${spec.flag}`
    const option = new Option(spec.value === undefined ? names : `${names} <${spec.value}>`, spec.prose)
    if (spec.environment !== null) option.env(environmentName(spec.flag))
    option.attributeName = () => key
    if (spec.read !== undefined) option.argParser(spec.read)
    // Where there is nothing to show, commander is not told of the default: it would show `""`. `valuesOf` knows it.
    if (spec.secret !== true && spec.fallback !== '' && spec.fallback !== false)
      option.default(spec.fallback, spec.shown ?? String(spec.fallback))
    command.addOption(option)
  }
  return command
}

export function valuesOf<Table extends OptionTable>(command: Command, table: Table): Values<Table> {
  const all: Record<string, unknown> = command.opts()
  return Object.fromEntries(Object.entries(table).map(([key, { fallback }]) => [key, all[key] ?? fallback])) as Values<Table>
}

/** Parses a binary of one command (worker, replica): exits with 2 and a message on a bad flag or environment value. */
export function parseOptions<Table extends OptionTable>(name: string, prose: string, table: Table): Values<Table> {
  const command = addOptions(new Command(name).description(prose).exitOverride(), table)
  try {
    command.parse()
  } catch (thrown) {
    const code = (thrown as { exitCode?: number }).exitCode ?? 1
    process.exit(code === 0 ? 0 : 2)
  }
  return valuesOf(command, table)
}
