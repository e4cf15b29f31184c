/**
 * A run's folder:
 *
 *   trajectories.pb    length-delimited sortie.v1.Trajectory records, made of the chunks as they were published
 *   index.jsonl        one line a rollout (index-entry.ts), in order of arrival
 *   quarantine.jsonl   what was refused, with its reason
 *   run.json           what was run
 */
import { mkdir, open, readFile, writeFile, type FileHandle } from 'node:fs/promises'
import { join } from 'node:path'
import { closest, distance } from 'fastest-levenshtein'
import protobuf from 'protobufjs/minimal.js'
import { SortieError, errorText } from '#internal/base/errors.ts'
import { pb } from '#internal/gen/v1.js'
import type { AssembledTrajectory, Quarantined } from '#internal/rollout/assembly.ts'
import { type IndexEntry, indexEntryOf } from './index-entry.ts'

const names = { trajectories: 'trajectories.pb', index: 'index.jsonl', quarantine: 'quarantine.jsonl', run: 'run.json' } as const

/** Field 1 of Trajectory, length-delimited: `chunks`. */
const chunksTag = (1 << 3) | 2

/** Writes a run's folder. Calls are serialised: each waits for the one before. */
export class RunFolder {
  readonly path: string
  readonly #trajectories: FileHandle
  readonly #index: FileHandle
  readonly #quarantine: FileHandle
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
    try {
      await mkdir(path, { recursive: true })
      await writeFile(join(path, names.run), `${JSON.stringify(description, null, 2)}\n`, { flag: 'wx' })
      const [trajectories, index, quarantine] = await Promise.all(
        [names.trajectories, names.index, names.quarantine].map((name) => open(join(path, name), 'ax')),
      )
      if (trajectories === undefined || index === undefined || quarantine === undefined)
        throw new SortieError('invariant.broken', 'three files were opened')
      return new RunFolder(path, { trajectories, index, quarantine })
    } catch (thrown) {
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
    this.#tail = done.catch(() => undefined)
    return done
  }
}

/** A Trajectory with its length before it, around bytes that are never decoded: what a newer writer said stays in it. */
function encodeTrajectory(chunks: readonly Uint8Array[]): Uint8Array {
  const writer = protobuf.Writer.create().fork()
  for (const chunk of chunks) writer.uint32(chunksTag).bytes(chunk)
  return writer.ldelim().finish()
}

/** A run's folder as it lies on disk. */
export class RunReader {
  readonly path: string
  readonly entries: readonly IndexEntry[]
  /** What is wrong with the folder, for people: a run that was killed may end in the middle of a line. */
  readonly problems: readonly string[]

  private constructor(path: string, entries: readonly IndexEntry[], problems: readonly string[]) {
    this.path = path
    this.entries = entries
    this.problems = problems
  }

  /** Throws `config.invalid` when there is no run. */
  static async open(path: string): Promise<RunReader> {
    let text: string
    try {
      text = await readFile(join(path, names.index), 'utf8')
    } catch (thrown) {
      throw new SortieError('config.invalid', `${path} holds no run: ${errorText(thrown)}`, {
        remedy: 'give the folder of a run with --run',
        cause: thrown,
      })
    }
    const entries: IndexEntry[] = []
    const problems: string[] = []
    for (const [index, line] of text.split('\n').entries()) {
      if (line === '') continue
      try {
        entries.push(JSON.parse(line) as IndexEntry)
      } catch {
        problems.push(`${names.index}:${String(index + 1)}: not a whole line, left out`)
      }
    }
    return new RunReader(path, entries, problems)
  }

  /** The entry of an id, or of a prefix that only one has. Throws `config.invalid` naming the nearest. */
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
    const near = ids.length === 0 ? '' : closest(id, ids)
    const remedy = near !== '' && distance(id, near) <= id.length / 2 ? `did you mean ${near}?` : '`sortie trajectories list` shows them'
    throw new SortieError('config.invalid', `no rollout ${JSON.stringify(id.slice(0, 80))} in ${this.path}`, { remedy })
  }

  /** One trajectory, decoded. Throws `trajectory.incomplete` when the file ends before it does. */
  async read(entry: IndexEntry): Promise<pb.Trajectory> {
    const file = await open(join(this.path, names.trajectories), 'r')
    try {
      const bytes = Buffer.alloc(entry.bytes)
      const { bytesRead } = await file.read(bytes, 0, entry.bytes, entry.offset)
      if (bytesRead < entry.bytes)
        throw new SortieError(
          'trajectory.incomplete',
          `${names.trajectories} ends at byte ${String(entry.offset + bytesRead)}, in the middle of ${entry.rollout_id}`,
        )
      const reader = protobuf.Reader.create(bytes)
      return pb.Trajectory.decode(reader, reader.uint32())
    } finally {
      await file.close()
    }
  }
}
