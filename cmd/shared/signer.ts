import { SortieError } from '#internal/base/errors.ts'

/** What mints credentials of one account. */
export interface Signer {
  readonly signingSeed: string
  readonly account: string
}

/** Values of a secret in the fleet's namespace; null: it is not there. */
export type ReadSecret = (name: string, signal: AbortSignal) => Promise<Readonly<Record<string, string>> | null>

/** The account's signing key, from a secret of the fleet's namespace. Throws `config.invalid`. */
export async function readSigner(readSecret: ReadSecret, secret: string, signal: AbortSignal): Promise<Signer> {
  const values = await readSecret(secret, signal)
  const [signingSeed, account] = [values?.['signing-key'], values?.['account']]
  if (signingSeed === undefined) throw missingKey(secret, 'signing-key')
  if (account === undefined) throw missingKey(secret, 'account')
  return { signingSeed, account: account.trim() }
}

export function missingKey(secret: string, key: string): SortieError {
  return new SortieError('config.invalid', `the secret ${secret} is not there, or has no key ${key}`, {
    remedy: `make it: sortie auth init, then kubectl create secret generic ${secret} --from-file=signing-key=sortie-auth/signing.nk --from-file=account=sortie-auth/account.pub`,
  })
}
