import { SortieError } from '#internal/base/errors.ts'
import type { pb } from '#internal/gen/v1.js'
import { checkToken } from './identity.ts'

/** Throws `subject.invalid` for a name that no rollout can have, `config.invalid` for an order that names nothing, or more than one thing. */
export function checkCancel({ runId, groupId, rolloutId, olderThanWeightVersion }: pb.Cancel.$Properties): void {
  const named = ([['run_id', runId], ['group_id', groupId], ['rollout_id', rolloutId]] as const).filter(([, given]) => (given ?? '') !== '') // prettier-ignore
  for (const [field, given] of named) checkToken(field, given ?? '')
  if (named.length === 0 && (olderThanWeightVersion ?? 0) === 0) {
    throw new SortieError(
      'config.invalid',
      'a cancel that names no run_id, group_id or rollout_id, and no older_than_weight_version above 0',
      {
        remedy: 'name what is to be cancelled',
      },
    )
  }
  if (named.length > 1) {
    const fields = named.map(([field, given]) => `${field} ${given ?? ''}`).join(' and ')
    throw new SortieError('config.invalid', `a cancel that names ${fields}`, { remedy: 'name one of them: the narrowest says it all' })
  }
}
