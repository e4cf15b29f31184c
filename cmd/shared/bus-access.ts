import { readFile } from 'node:fs/promises'
import { isIP } from 'node:net'
import { SortieError, errorText } from '#internal/base/errors.ts'
import { withoutSecrets } from '#internal/base/url.ts'
import type { busAccessOptions } from '#internal/config/bus.ts'
import type { Values } from '#internal/config/option.ts'
import type { ConnectOptions } from '#internal/stream/connection.ts'

type Access = Pick<ConnectOptions, 'url' | 'token' | 'credentials' | 'tlsAuthority'>

type BusOptions = Values<typeof busAccessOptions> & { readonly natsUrl: string }

/**
 * What the options say of how to be let in. Throws `config.invalid` for plain text beyond this machine, for a server there that is to let in
 * whoever comes, and for files that cannot be read.
 */
export async function busAccess(options: BusOptions): Promise<Access> {
  const access = await readAccess(options)
  checkLetIn(access, options.natsPlaintext)
  return access
}

/** As `busAccess`, where the token or the credentials may still come from elsewhere. */
export async function readAccess(options: BusOptions): Promise<Access> {
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

/** Throws `config.invalid` where a server beyond this machine is given neither token nor credentials, unless it is development. */
export function checkLetIn({ url, token, credentials }: Access, isDevelopment: boolean): void {
  if (isDevelopment || (token ?? '') !== '' || credentials !== undefined) return
  const open = url.split(',').find((each) => !isLocal(urlOf(each)) && urlOf(each).username === '')
  if (open === undefined) return
  throw new SortieError('config.invalid', `${withoutSecrets(open.trim())} would be joined without a token or credentials`, {
    remedy: 'give --nats-creds FILE (`sortie auth mint`) or SORTIE_NATS_TOKEN, or say --nats-plaintext for development',
  })
}

function urlOf(given: string): URL {
  const url = given.trim()
  return new URL(url.includes('://') ? url : `nats://${url}`)
}

function isLocal({ hostname }: URL): boolean {
  const host = hostname.replace(/^\[|\]$/g, '')
  return host === 'localhost' || host === '::1' || (isIP(host) === 4 && host.startsWith('127.'))
}

function checkEncrypted(url: string, remedy: string): void {
  if (urlOf(url).protocol === 'tls:' || isLocal(urlOf(url))) return
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
