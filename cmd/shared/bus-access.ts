import { readFile } from 'node:fs/promises'
import { isIP } from 'node:net'
import { SortieError, errorText } from '#internal/base/errors.ts'
import { withoutSecrets } from '#internal/base/url.ts'
import type { busAccessOptions } from '#internal/config/bus.ts'
import type { Values } from '#internal/config/option.ts'
import type { ConnectOptions } from '#internal/stream/connection.ts'

type Access = Pick<ConnectOptions, 'url' | 'token' | 'credentials' | 'tlsAuthority'>

/** What the options say of how to be let in. Throws `config.invalid` for plain text beyond this machine, and for files that cannot be read. */
export async function busAccess(options: Values<typeof busAccessOptions> & { readonly natsUrl: string }): Promise<Access> {
  const { natsUrl: url, natsToken: token, natsCreds, natsCa } = options
  checkTransport(url, options.natsPlaintext)
  return {
    url,
    token,
    ...(natsCreds === '' ? {} : { credentials: await readPart('--nats-creds', natsCreds) }),
    ...(natsCa === '' ? {} : { tlsAuthority: await readPart('--nats-ca', natsCa) }),
  }
}

const plaintextRemedy = 'write tls://…, or say --nats-plaintext (SORTIE_NATS_PLAINTEXT=true) for development'

/** Throws `config.invalid` for plain text beyond this machine, unless it is allowed; of each URL of a list. */
export function checkTransport(urls: string, isPlaintextAllowed: boolean, remedy = plaintextRemedy): void {
  if (!isPlaintextAllowed) for (const each of urls.split(',')) checkEncrypted(each.trim(), remedy)
}

function checkEncrypted(url: string, remedy: string): void {
  const { protocol, hostname } = new URL(url.includes('://') ? url : `nats://${url}`)
  const host = hostname.replace(/^\[|\]$/g, '')
  const isLocal = host === 'localhost' || host === '::1' || (isIP(host) === 4 && host.startsWith('127.'))
  if (protocol === 'tls:' || isLocal) return
  throw new SortieError('config.invalid', `${withoutSecrets(url)} would be spoken to in plain text`, { remedy })
}

async function readPart(flag: string, path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8')
  } catch (thrown) {
    throw new SortieError('config.invalid', `${flag} ${path} cannot be read: ${errorText(thrown)}`, {
      remedy: 'see that the file is there and yours',
      cause: thrown,
    })
  }
}
