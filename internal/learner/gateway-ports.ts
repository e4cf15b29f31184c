/** What the gateway needs: a service that opens readings of a fleet's trajectories. `learner/learner-service` is it. */
import type { pb } from '#internal/gen/v1.js'

/** One reading by one trainer, from its checkpoint on. */
export interface LearnerReading extends AsyncDisposable {
  /** Names the reading; unguessable. */
  readonly id: string
  /** Where it began. */
  readonly from: pb.LearnerCursor.$Properties
  /** Waits for the next batch. One caller at a time; when the signal aborts nothing is lost: the next call has the batch. Throws `stream.*`. */
  next(signal: AbortSignal): Promise<pb.Batch.$Properties>
  /** A batch of the whole groups that there are now, however few; null when there are none. */
  flush(): pb.Batch.$Properties | null
  /**
   * The trainer has stored the cursor in its own checkpoint. Throws `cursor.invalid` for one behind a batch that this reading has not given out,
   * from before it began, or too large for a message; the places in it are the trainer's word. Throws `session.taken` when another trainer
   * has opened a reading of the share since, here or elsewhere.
   */
  commit(cursor: pb.LearnerCursor.$Properties, signal: AbortSignal): Promise<void>
  state(signal: AbortSignal): Promise<pb.LearnerState.$Properties>
}

export interface LearnerService {
  readonly fleet: string
  /** The newest published version; 0 is the configured model. */
  readonly weightVersion: number
  /** Throws `config.invalid` for a share or policy that cannot be, `cursor.invalid` for a checkpoint older than what has been purged. */
  open(request: pb.OpenRequest.$Properties, signal: AbortSignal): Promise<LearnerReading>
  /** Resolves with the version: the manifest's, or the next. Throws `weights.conflict` when the version does not grow. */
  publishWeights(manifest: pb.WeightManifest.$Properties, signal: AbortSignal): Promise<number>
  /** Throws `config.invalid` for an order that names nothing or too much, `subject.invalid` for a name that nothing can have. */
  cancel(cancel: pb.Cancel.$Properties, signal: AbortSignal): Promise<void>
}
