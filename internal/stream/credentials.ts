/** Keys and credentials of the bus: NATS's decentralised authentication. The account's signing key mints; servers only verify. */
import { Algorithms, encodeAccount, encodeOperator, encodeUser, fmtCreds } from 'nats-jwt'
import { type KeyPair, createAccount, createOperator, createUser, fromSeed } from 'nkeys.js'
import { SortieError } from '#internal/base/errors.ts'
import { type Identity, connectionName, permissionsOf } from './roles.ts'

/** What `sortie auth init` makes: seeds are secrets, the rest goes into the servers' configuration. */
export interface Authority {
  /** Mints credentials of users: the only key that is needed from day to day. */
  readonly signingSeed: string
  /** Public key of the account. */
  readonly account: string
  /** For changes of the account itself: keep them away from clusters. */
  readonly operatorSeed: string
  readonly accountSeed: string
  /** A block of nats-server's configuration that trusts this operator and has its accounts. */
  readonly serverConfiguration: string
}

// Without limits an account has no JetStream at all.
const unlimited = {
  mem_storage: -1,
  disk_storage: -1,
  streams: -1,
  consumer: -1,
  subs: -1,
  data: -1,
  payload: -1,
  imports: -1,
  exports: -1,
  conn: -1,
  leaf: -1,
  wildcards: true,
}
const v2 = { algorithm: Algorithms.v2 }

/** Makes an operator, an account with a signing key, and a system account. */
export async function createAuthority(name: string): Promise<Authority> {
  const [operator, account, signing, system] = [createOperator(), createAccount(), createAccount(), createAccount()]
  const limits = unlimited as unknown as NonNullable<Parameters<typeof encodeAccount>[2]>['limits']
  const systemJwt = await encodeAccount('SYS', system, {}, { ...v2, signer: operator })
  const operatorJwt = await encodeOperator(name, operator, { system_account: system.getPublicKey() }, v2)
  const accountJwt = await encodeAccount(
    name,
    account,
    { signing_keys: [signing.getPublicKey()], ...(limits === undefined ? {} : { limits }) },
    { ...v2, signer: operator },
  )
  const lines = [
    // Credentials of an owner list more than the default of 4 KiB holds.
    'max_control_line: 16KB',
    `operator: ${operatorJwt}`,
    `system_account: ${system.getPublicKey()}`,
    'resolver: MEMORY',
    'resolver_preload: {',
    `  ${system.getPublicKey()}: ${systemJwt}`,
    `  ${account.getPublicKey()}: ${accountJwt}`,
    '}',
  ]
  const seed = (key: KeyPair) => new TextDecoder().decode(key.getSeed())
  return {
    signingSeed: seed(signing),
    account: account.getPublicKey(),
    operatorSeed: seed(operator),
    accountSeed: seed(account),
    serverConfiguration: `${lines.join('\n')}\n`,
  }
}

/** A creds file for one identity: what its role may do, and nothing else. `expiresAtMs` 0: never. Throws `config.invalid` for a key that is none. */
export async function mintCredentials(
  identity: Identity,
  signer: { readonly signingSeed: string; readonly account: string },
  expiresAtMs: number,
): Promise<string> {
  const { publish, subscribe } = permissionsOf(identity)
  const user = createUser()
  const claims = { issuer_account: signer.account, pub: { allow: [...publish], deny: [] }, sub: { allow: [...subscribe], deny: [] } }
  const expiry = expiresAtMs === 0 ? {} : { exp: Math.floor(expiresAtMs / 1_000) }
  const jwt = await encodeUser(connectionName(identity), user, keyOf(signer.signingSeed), claims, { ...v2, ...expiry })
  return new TextDecoder().decode(fmtCreds(jwt, user))
}

function keyOf(seed: string): KeyPair {
  try {
    return fromSeed(new TextEncoder().encode(seed.trim()))
  } catch (thrown) {
    throw new SortieError('config.invalid', 'the signing key is no NKey seed of an account', {
      remedy: 'give the file that `sortie auth init` made',
      cause: thrown,
    })
  }
}
