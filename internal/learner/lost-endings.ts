/** Endings that the stream has lost after the ledger had them: nobody else would ever end their rollouts there. docs/spec/delivery.md, D10. */
import type { LedgerTotals, LostEnd } from '#internal/rollout/ledger.ts'
import { afterLoss, isLostEnding, uncounted } from '#internal/rollout/ledger.ts'
import type { Ledger, StoredEntry } from './keeper-ports.ts'

/** The totals without the endings that were counted and are lost. Their entries stay as they are, until these totals are saved. */
export async function withoutLost(
  totals: LedgerTotals,
  { lost, counted }: { readonly lost: LostEnd; readonly counted: number },
  ledger: Pick<Ledger, 'scan'>,
  signal: AbortSignal,
): Promise<LedgerTotals> {
  let left = totals
  for await (const { entry } of ledger.scan(signal)) {
    // What lies behind the count had its entry written, and its keeper died over it.
    if (isLostEnding(entry, lost) && (entry.endedSequence ?? 0) <= counted) left = uncounted(left, entry)
  }
  return left
}

/**
 * Opens the entries of what is lost: a worker that has the task still, or the keeper, ends them in the stream. Those that run begin to count
 * their attempts anew. May be repeated, before any record behind the cut is read. Resolves with how many were opened.
 */
export async function reopenLost(lost: LostEnd, ledger: Pick<Ledger, 'scan' | 'update'>, signal: AbortSignal): Promise<number> {
  const found: StoredEntry[] = []
  for await (const stored of ledger.scan(signal)) if (afterLoss(stored.entry, lost) !== null) found.push(stored)
  for (const { entry, revision } of found) await ledger.update(afterLoss(entry, lost) ?? entry, revision, signal)
  return found.filter(({ entry }) => isLostEnding(entry, lost)).length
}
