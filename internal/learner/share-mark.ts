import { SortieError } from '#internal/base/errors.ts'
import type { pb } from '#internal/gen/v1.js'

type Mark = pb.CommittedMark.$Properties

/** What a share's mark needs of the outside world; the stream layer satisfies it. */
export interface MarkPort {
  own(share: pb.LearnerShare.$Properties, signal: AbortSignal): Promise<{ readonly mark: Mark; readonly revision: number } | null>
  /** 0 before the first. */
  revision(share: pb.LearnerShare.$Properties, signal: AbortSignal): Promise<number>
  /** Resolves with the mark's revision. Throws `stream.conflict` when another wrote since `revision`, `cursor.invalid` for a cursor that is too large. */
  commitAfter(mark: Mark, revision: number, signal: AbortSignal): Promise<number>
  /** As `commitAfter`, with less in it where it would be too large. */
  protect(mark: Mark, revision: number, signal: AbortSignal): Promise<number>
}

export interface ShareMarkOptions {
  readonly share: { readonly index: number; readonly of: number }
  /** The reading whose hold it is. */
  readonly session: string
  /** What a mark says beside the cursor, as it is now. */
  readonly about: () => Omit<Mark, 'cursor' | 'share' | 'session'>
}

const restoreWithinMs = 10_000
// Of one that was written by this reading, and whose answer was lost: the first look at it knows that.
const triesMax = 3

/**
 * A reading's hold on its share: it writes behind its own last mark alone, so that a trainer which was frozen while another took its share
 * over commits nothing past what that one reads again.
 */
export class ShareMark {
  readonly #marks: MarkPort
  readonly #options: ShareMarkOptions
  #revision = 0
  /** Commits wait for each other: each follows the one before. */
  #turn: Promise<unknown> = Promise.resolve()

  constructor(marks: MarkPort, options: ShareMarkOptions) {
    this.#marks = marks
    this.#options = options
  }

  /** What is written next follows what there is now: to be called before the marks are read by which a reading begins. */
  async look(signal: AbortSignal): Promise<void> {
    this.#revision = await this.#marks.revision(this.#options.share, signal)
  }

  /** Takes the share over: whoever had it commits no more. Throws `stream.conflict` when it has committed since the look. */
  async take(cursor: pb.LearnerCursor.$Properties, signal: AbortSignal): Promise<void> {
    this.#revision = await this.#marks.protect(this.#markOf(cursor), this.#revision, signal)
  }

  /** Puts back what was there before, unless another has taken it since. Whoever asked to open may have gone. */
  async giveBack(before: Mark): Promise<void> {
    try {
      await this.#marks.commitAfter(before, this.#revision, AbortSignal.timeout(restoreWithinMs))
    } catch (thrown) {
      if (!isConflict(thrown)) throw thrown
    }
  }

  /** In order, each behind its check. Throws what that throws, `session.taken` when another reading has the share, `cursor.invalid` for a cursor that is too large. */
  async commit(cursor: pb.LearnerCursor.$Properties, check: () => Promise<void>, signal: AbortSignal): Promise<void> {
    const turn = this.#turn.then(check).then(() => this.#write(this.#markOf(cursor), signal))
    this.#turn = turn.catch(() => undefined)
    await turn
  }

  async #write(mark: Mark, signal: AbortSignal): Promise<void> {
    const { share, session } = this.#options
    for (let tries = 1; ; tries++) {
      try {
        this.#revision = await this.#marks.commitAfter(mark, this.#revision, signal)
        return
      } catch (thrown) {
        if (!isConflict(thrown)) throw thrown
        const found = await this.#marks.own(share, signal)
        if (found?.mark.session !== session || tries === triesMax) throw taken(share)
        this.#revision = found.revision
      }
    }
  }

  #markOf(cursor: pb.LearnerCursor.$Properties): Mark {
    const { share, session, about } = this.#options
    return { ...about(), cursor, share, session }
  }
}

export function isConflict(thrown: unknown): boolean {
  return thrown instanceof SortieError && thrown.code === 'stream.conflict'
}

/** The share is another reading's. */
export function taken({ index, of }: ShareMarkOptions['share']): SortieError {
  return new SortieError('session.taken', `another trainer has opened a reading as learner ${String(index)} of ${String(of)} since`, {
    remedy: 'let one trainer at a time run for a share; to go on with this one, open again, with the cursor of your last checkpoint',
  })
}
