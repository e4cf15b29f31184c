import { constants } from 'node:fs'
import { access } from 'node:fs/promises'
import { delimiter, join } from 'node:path'
import { SortieError } from '#internal/base/errors.ts'

const tools = join(import.meta.dirname, '../../.tools')

/** What a resource calls the model that set-up brings. */
export const bundledModelName = 'SmolLM2-135M-Instruct'

/** Parts of a fleet that are not Sortie's own: each can be the user's. */
const specs = {
  natsServer: { variable: 'SORTIE_NATS_SERVER', bundled: 'bin/nats-server', onPath: 'nats-server', what: 'nats-server' },
  llamaServer: { variable: 'SORTIE_LLAMA_SERVER', bundled: 'bin/llama-server', onPath: 'llama-server', what: "llama.cpp's llama-server" },
  model: { variable: 'SORTIE_MODEL', bundled: `models/${bundledModelName}.Q4_1.gguf`, onPath: null, what: 'the small model' },
} as const

export type PartName = keyof typeof specs

export interface Part {
  readonly name: PartName
  readonly what: string
  /** Where it is; null when it is nowhere. */
  readonly path: string | null
  /** Where it was looked for, as the end of a sentence; empty when it was found. */
  readonly absence: string
  /** What to do when it is missing, or is not what it should be. */
  readonly remedy: string
}

/** Looks for a part: the user's variable, then `.tools/`, then the PATH. A variable that names nothing is not passed over. */
export async function findPart(name: PartName): Promise<Part> {
  const { variable, bundled, onPath, what } = specs[name]
  const given = process.env[variable] ?? ''
  const folders = (process.env['PATH'] ?? '').split(delimiter).filter((folder) => folder !== '')
  const candidates =
    given !== '' ? [given] : [join(tools, bundled), ...(onPath === null ? [] : folders.map((folder) => join(folder, onPath)))]
  const remedy =
    given === '' ? `make clean setup, or name yours by ${variable}` : `correct ${variable}, or unset it to have the bundled one`
  for (const path of candidates) if (await exists(path, onPath !== null)) return { name, what, path, absence: '', remedy }
  const absence =
    given !== '' ? `not at ${given}, where ${variable} says` : onPath === null ? 'not in .tools/' : 'neither in .tools/ nor on the PATH'
  return { name, what, path: null, absence, remedy }
}

/** The path of a part that is needed; throws `config.invalid` with how to have it. */
export async function needPart(name: PartName): Promise<string> {
  const { path, what, absence, remedy } = await findPart(name)
  if (path !== null) return path
  throw new SortieError('config.invalid', `${what} is ${absence}`, { remedy })
}

async function exists(path: string, executable: boolean): Promise<boolean> {
  return access(path, executable ? constants.X_OK : constants.R_OK).then(
    () => true,
    () => false,
  )
}
