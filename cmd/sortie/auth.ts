import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Command, InvalidArgumentError } from 'commander'
import { systemClock as clock } from '#internal/base/clock.ts'
import { SortieError, errorText } from '#internal/base/errors.ts'
import { addOptions, choice, duration, text, valuesOf } from '#internal/config/option.ts'
import { createAuthority, mintCredentials } from '#internal/stream/credentials.ts'
import { permissionsOf, roles } from '#internal/stream/roles.ts'

const own = { environment: null } as const
const initOptions = {
  name: { ...text('name', 'Name of operator and account.', { fallback: 'sortie', value: 'name' }), ...own },
  out: {
    ...text('out', 'Folder for keys and configuration, made for its owner alone.', { fallback: 'sortie-auth', value: 'dir' }),
    ...own,
  },
} as const

const yearsMs = 10 * 365 * 24 * 3_600_000
const mintOptions = {
  role: { ...choice('role', 'What it may do.', roles, 'observer'), ...own },
  name: { ...text('name', 'Name of the worker, replica or learner; of an owner or observer any.', { value: 'name' }), ...own },
  fleet: text('fleet', 'Fleet that it belongs to.', { fallback: 'local', value: 'name' }),
  environments: { ...text('environments', 'Of a worker: what it serves, by comma.', { value: 'names' }), ...own },
  share: {
    flag: 'share',
    prose: 'Of a learner: the share that it may commit; learner 0/2 is the first of two.',
    fallback: { index: 0, of: 1 },
    shown: '0/1',
    value: 'i/n',
    read: readShare,
    ...own,
  },
  keys: { ...text('keys', 'Folder that `sortie auth init` made.', { fallback: 'sortie-auth', value: 'dir' }), ...own },
  expires: {
    ...duration('expires', 'How long it is good for; 0s: for ever.', { fallbackMs: 24 * 3_600_000, minMs: 0, maxMs: yearsMs }),
    ...own,
  },
  out: { ...text('out', 'File to write, for its owner alone.', { value: 'file' }), ...own },
} as const

/** Keys and credentials of the bus. */
export function authCommand(): Command {
  return new Command('auth')
    .description('Keys and credentials of the bus: least rights for each role.')
    .addCommand(initCommand())
    .addCommand(mintCommand())
}

function initCommand(): Command {
  const command = new Command('init').description(
    'Make an operator, an account and its signing key, and what a nats-server has to know of them.',
  )
  return addOptions(command, initOptions).action(async () => {
    const { name, out } = valuesOf(command, initOptions)
    await mkdir(out, { recursive: true, mode: 0o700 })
    const { signingSeed, account, operatorSeed, accountSeed, serverConfiguration } = await createAuthority(name)
    const files = {
      'signing.nk': signingSeed,
      'account.pub': account,
      'operator.nk': operatorSeed,
      'account.nk': accountSeed,
      'nats-auth.conf': serverConfiguration,
    }
    for (const [file, content] of Object.entries(files)) await writeNew(join(out, file), `${content.trim()}\n`)
    process.stderr.write(
      `${out}: include nats-auth.conf in the servers' configuration; signing.nk mints; keep operator.nk and account.nk away from clusters\n`,
    )
  })
}

function mintCommand(): Command {
  const command = new Command('mint').description('Credentials of one worker, replica, learner, owner or observer.')
  return addOptions(command, mintOptions).action(async () => {
    const { role, name, fleet, environments, share, keys, expires, out } = valuesOf(command, mintOptions)
    const served = environments.split(',').map((each) => each.trim()).filter((each) => each !== '') // prettier-ignore
    if (role === 'worker' && served.length === 0) {
      throw new SortieError('config.invalid', 'a worker serves environments, and none is given', {
        remedy: 'give them with --environments math,python',
      })
    }
    if (out === '')
      throw new SortieError('config.invalid', 'no file is given for the credentials', { remedy: 'give one with --out: they are secret' })
    const identity = { role, name, fleet, environments: served, share }
    const signer = { signingSeed: await readKey(join(keys, 'signing.nk')), account: await readKey(join(keys, 'account.pub')) }
    await writeNew(out, await mintCredentials(identity, signer, expires === 0 ? 0 : clock.nowMs() + expires))
    const { publish, subscribe } = permissionsOf(identity)
    process.stderr.write(
      `${out}: ${role} ${name} of fleet ${fleet}, ${String(publish.length)} subjects to publish, ${String(subscribe.length)} to hear\n`,
    )
  })
}

function readShare(given: string): { readonly index: number; readonly of: number } {
  const [index, of] = given.split('/').map(Number)
  if (/^\d{1,6}\/\d{1,6}$/.test(given) && index !== undefined && of !== undefined && index < of) return { index, of }
  throw new InvalidArgumentError(`${JSON.stringify(given)} is no share: write i/n with i below n, such as 0/2 and 1/2.`)
}

async function readKey(path: string): Promise<string> {
  return readFile(path, 'utf8').then(
    (content) => content.trim(),
    (thrown: unknown) => {
      throw new SortieError('config.invalid', `the key ${path} cannot be read: ${errorText(thrown)}`, {
        remedy: 'make keys with `sortie auth init`, or give their folder with --keys',
      })
    },
  )
}

/** Never over what is there: a key that is lost locks everybody out. */
async function writeNew(path: string, content: string): Promise<void> {
  await writeFile(path, content, { flag: 'wx', mode: 0o600 }).catch((thrown: unknown) => {
    throw new SortieError('config.invalid', `${path} cannot be written: ${errorText(thrown)}`, {
      remedy: 'give another with --out',
      cause: thrown,
    })
  })
}
