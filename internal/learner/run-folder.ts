/**
 * A run's folder:
 *
 *   trajectories.pb    length-delimited sortie.v1.Trajectory records, made of the chunks as they were published
 *   index.jsonl        one line a rollout (index-entry.ts), in order of arrival
 *   quarantine.jsonl   what was refused, with its reason
 *   run.json           what was run
 */
import { mkdir, open, readFile, rm, stat, writeFile, type FileHandle } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { closest, distance } from 'fastest-levenshtein'
import protobuf from 'protobufjs/minimal.js'
import { SortieError, errorText } from '#internal/base/errors.ts'
import type { AssembledTrajectory, Quarantined } from '#internal/rollout/assembly.ts'
import { type IndexEntry, indexEntryOf } from './index-entry.ts'

const names = { trajectories: 'trajectories.pb', index: 'index.jsonl', quarantine: 'quarantine.jsonl', run: 'run.json' } as const

/** Field 1 of Trajectory, length-delimited: `chunks`. */
const chunksTag = (1 << 3) | 2

/**
 * Writes a run's folder. Calls are serialised: each waits for the one before, and a caller that awaits has one on its way.
 * A write that failed is the last: what it left behind would make every later offset a lie.
 */
export class RunFolder {
  readonly path: string
  readonly #trajectories: FileHandle
  readonly #index: FileHandle
  readonly #quarantine: FileHandle
  /** The summary of a run needs them all: some hundred bytes a rollout. */
  readonly #entries: IndexEntry[] = []
  #offset = 0
  #tail: Promise<unknown> = Promise.resolve()

  private constructor(
    path: string,
    files: { readonly trajectories: FileHandle; readonly index: FileHandle; readonly quarantine: FileHandle },
  ) {
    this.path = path
    this.#trajectories = files.trajectories
    this.#index = files.index
    this.#quarantine = files.quarantine
  }

  /** Makes the folder; throws `config.invalid` when a run is there already, or the folder cannot be written. */
  static async create(path: string, description: Readonly<Record<string, unknown>>): Promise<RunFolder> {
    await using made = new AsyncDisposableStack()
    const begin = async (name: string): Promise<FileHandle> => {
      const file = await open(join(path, name), 'ax')
      // What was begun goes again when a later part fails: half a run must not look like one.
      made.defer(async () => {
        await file.close()
        await rm(join(path, name))
      })
      return file
    }
    try {
      await makeFolder(path)
      const trajectories = await begin(names.trajectories)
      const index = await begin(names.index)
      const quarantine = await begin(names.quarantine)
      await writeFile(join(path, names.run), `${JSON.stringify(description, null, 2)}\n`, { flag: 'wx' })
      made.move()
      return new RunFolder(path, { trajectories, index, quarantine })
    } catch (thrown) {
      if (thrown instanceof SortieError) throw thrown
      const taken = (thrown as NodeJS.ErrnoException).code === 'EEXIST'
      throw new SortieError('config.invalid', taken ? `${path} holds a run already` : `${path} cannot be written: ${errorText(thrown)}`, {
        remedy: 'give another folder with --out',
        cause: thrown,
      })
    }
  }

  /** Of what was written so far. */
  get entries(): readonly IndexEntry[] {
    return this.#entries
  }

  /** The record first, its index line after: a line never points at what is not there. */
  admit(trajectory: AssembledTrajectory): Promise<void> {
    return this.#serialised(async () => {
      const record = encodeTrajectory(trajectory.chunks)
      const entry = indexEntryOf(trajectory, { offset: this.#offset, bytes: record.byteLength })
      await this.#trajectories.appendFile(record)
      this.#offset += record.byteLength
      await this.#index.appendFile(`${JSON.stringify(entry)}\n`)
      this.#entries.push(entry)
    })
  }

  quarantine(refused: Quarantined): Promise<void> {
    const { chunks, attempt, reason, rolloutId } = refused
    const line = { rollout_id: rolloutId, attempt, reason, chunks_base64: chunks.map((chunk) => Buffer.from(chunk).toString('base64')) }
    return this.#serialised(() => this.#quarantine.appendFile(`${JSON.stringify(line)}\n`))
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#tail.catch(() => undefined)
    await Promise.all([this.#trajectories, this.#index, this.#quarantine].map((file) => file.close()))
  }

  #serialised(action: () => Promise<void>): Promise<void> {
    const done = this.#tail.then(action)
    // The caller has the rejection; here it only makes the next call reject too.
    done.catch(() => undefined)
    this.#tail = done
    return done
  }
}

/** Makes a folder and those above it, one at a time: Node's own way never ends where the system denies what it sees, as in /proc. */
async function makeFolder(path: string): Promise<void> {
  const missing: string[] = []
  let at = path
  for (let found = await statOf(at); !found?.isDirectory(); found = await statOf(at)) {
    if (found !== null) {
      throw new SortieError('config.invalid', `${at} is a file, no folder for a run`, { remedy: 'give another folder with --out' })
    }
    missing.unshift(at)
    at = dirname(at)
  }
  for (const folder of missing) await mkdir(folder)
}

async function statOf(path: string) {
  return stat(path).catch((thrown: unknown) => {
    // A path through a file has no folder either; the one above it says so.
    if (['ENOENT', 'ENOTDIR'].includes((thrown as NodeJS.ErrnoException).code ?? '')) return null
    throw thrown
  })
}

/** A Trajectory with its length before it, around bytes that are never decoded: what a newer writer said stays in it. */
function encodeTrajectory(chunks: readonly Uint8Array[]): Uint8Array {
  const writer = protobuf.Writer.create().fork()
  for (const chunk of chunks) writer.uint32(chunksTag).bytes(chunk)
  return writer.ldelim().finish()
}

/** A line of quarantine.jsonl. */
export interface QuarantineEntry {
  readonly rollout_id: string
  readonly attempt: number
  readonly reason: string
  readonly chunks_base64: readonly string[]
}

/** A run's folder as it lies on disk; a run that is still going on may grow behind what was read. */
export class RunReader {
  readonly path: string
  readonly entries: readonly IndexEntry[]
  readonly quarantined: readonly QuarantineEntry[]
  /** What is wrong with the folder, for people: a run that was killed may end in the middle of a line or a record. */
  readonly problems: readonly string[]

  private constructor(path: string, parts: Pick<RunReader, 'entries' | 'quarantined' | 'problems'>) {
    this.path = path
    this.entries = parts.entries
    this.quarantined = parts.quarantined
    this.problems = parts.problems
  }

  /** Throws `config.invalid` when there is no run. */
  static async open(path: string): Promise<RunReader> {
    let index: string
    let size: number
    let refused: string
    try {
      // The index first: what it names was written before it.
      index = await readFile(join(path, names.index), 'utf8')
      size = (await stat(join(path, names.trajectories))).size
      refused = await readFile(join(path, names.quarantine), 'utf8')
    } catch (thrown) {
      throw new SortieError('config.invalid', `${path} holds no run: ${errorText(thrown)}`, {
        remedy: 'give the folder of a run with --run',
        cause: thrown,
      })
    }
    const problems: string[] = []
    const lines = parseLines<IndexEntry>(index, names.index, problems)
    const entries = lines.filter(({ rollout_id, offset, bytes }) => {
      if (offset + bytes <= size) return true
      problems.push(`${names.trajectories}: ends at byte ${String(size)}, within or before ${rollout_id}, left out`)
      return false
    })
    const end = lines.reduce((last, { offset, bytes }) => Math.max(last, offset + bytes), 0)
    if (size > end)
      problems.push(`${names.trajectories}: ${String(size - end)} bytes behind byte ${String(end)} are in no whole line of ${names.index}`)
    return new RunReader(path, { entries, quarantined: parseLines<QuarantineEntry>(refused, names.quarantine, problems), problems })
  }

  /** The entry of an id, or of a prefix that only one has. Throws `config.invalid` naming the nearest, or why it was refused. */
  find(id: string): IndexEntry {
    const found = this.entries.filter((entry) => entry.rollout_id.startsWith(id))
    const exact = found.find((entry) => entry.rollout_id === id)
    const only = exact ?? (found.length === 1 ? found[0] : undefined)
    if (only !== undefined) return only
    const ids = this.entries.map((entry) => entry.rollout_id)
    if (found.length > 1)
      throw new SortieError('config.invalid', `${id} is the beginning of ${String(found.length)} rollouts`, {
        remedy: `give more of it: ${found
          .slice(0, 5)
          .map((entry) => entry.rollout_id)
          .join(', ')}`,
      })
    const refused = this.quarantined.find((entry) => entry.rollout_id === id)
    if (refused !== undefined)
      throw new SortieError('config.invalid', `rollout ${id} was refused: ${refused.reason}`, {
        remedy: `what came of it is in ${join(this.path, names.quarantine)}`,
      })
    const near = ids.length === 0 ? '' : closest(id, ids)
    const remedy = near !== '' && distance(id, near) <= id.length / 2 ? `did you mean ${near}?` : '`sortie trajectories list` shows them'
    throw new SortieError('config.invalid', `no rollout ${JSON.stringify(id.slice(0, 80))} in ${this.path}`, { remedy })
  }

  /** The chunks of one trajectory, as they were published. Throws `trajectory.incomplete` when the file is cut or holds something else there. */
  async read(entry: IndexEntry): Promise<readonly Uint8Array[]> {
    const file = await open(join(this.path, names.trajectories), 'r')
    try {
      return await readRecord(file, entry)
    } finally {
      await file.close()
    }
  }
}

async function readRecord(file: FileHandle, { rollout_id, offset, bytes: length }: IndexEntry): Promise<readonly Uint8Array[]> {
  const bytes = Buffer.alloc(length)
  const { bytesRead } = await file.read(bytes, 0, length, offset)
  const incomplete = (what: string, cause?: unknown) =>
    new SortieError('trajectory.incomplete', `${names.trajectories} ${what} byte ${String(offset + bytesRead)}, in ${rollout_id}`, {
      cause,
    })
  if (bytesRead < length) throw incomplete('ends at')
  try {
    const chunks = decodeTrajectory(bytes)
    if (chunks !== null) return chunks
  } catch (thrown) {
    throw incomplete('cannot be decoded up to', thrown)
  }
  throw incomplete('has another record than the index says up to')
}

/** The other way round, chunks undecoded still: their digests are over these bytes. Null when the length before them is another. */
function decodeTrajectory(record: Uint8Array): Uint8Array[] | null {
  const reader = protobuf.Reader.create(record)
  if (reader.uint32() !== reader.len - reader.pos) return null
  const chunks: Uint8Array[] = []
  while (reader.pos < reader.len) {
    const tag = reader.uint32()
    if (tag === chunksTag) chunks.push(reader.bytes())
    else reader.skipType(tag & 7)
  }
  return chunks
}

/** The whole lines; of each other one a problem. */
function parseLines<Entry extends { readonly rollout_id: string }>(text: string, name: string, problems: string[]): Entry[] {
  return text.split('\n').flatMap((line, index) => {
    if (line === '') return []
    try {
      const entry = JSON.parse(line) as Partial<Entry> | null
      if (typeof entry?.rollout_id === 'string') return [entry as Entry]
    } catch {
      // Reported below.
    }
    problems.push(`${name}:${String(index + 1)}: not a whole line, left out`)
    return []
  })
}
