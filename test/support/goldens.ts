/**
 * Golden messages: `test/golden/<Message>[.<variant>].json` says what it means, `.hex` beside it how it is on the wire.
 * A message that is new gets its `.hex` by running this file; one that is there is never written over: the wire must not change.
 */
import { existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { pb } from '#internal/gen/v1.js'

export const goldenFolder = join(import.meta.dirname, '../golden')

interface Codec {
  fromObject(object: object): object
  toObject(message: object, options?: object): object
  encode(message: object): { finish(): Uint8Array }
  decode(bytes: Uint8Array): object
}

export interface Golden {
  readonly name: string
  readonly codec: Codec
  readonly object: object
}

export function goldens(): Golden[] {
  const files = readdirSync(goldenFolder).filter((file) => file.endsWith('.json'))
  return files.sort().map((file) => {
    const name = file.slice(0, -'.json'.length)
    const codec = (pb as unknown as Record<string, Codec | undefined>)[name.split('.')[0] ?? '']
    if (codec === undefined) throw new Error(`${file} is named after no message`)
    return { name, codec, object: JSON.parse(readFileSync(join(goldenFolder, file), 'utf8')) as object }
  })
}

/** 32 bytes a line. */
export function toHex(bytes: Uint8Array): string {
  return Buffer.from(bytes)
    .toString('hex')
    .replace(/.{1,64}/g, '$&\n')
}

export function readHex(name: string): Uint8Array {
  return Buffer.from(readFileSync(join(goldenFolder, `${name}.hex`), 'utf8').replace(/\s/g, ''), 'hex')
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  for (const { name, codec, object } of goldens()) {
    const path = join(goldenFolder, `${name}.hex`)
    if (!existsSync(path)) writeFileSync(path, toHex(codec.encode(codec.fromObject(object)).finish()))
  }
}
