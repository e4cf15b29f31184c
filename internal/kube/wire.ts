/**
 * Kubernetes' own protobuf encoding, as far as it is read here: a table of the fields that are wanted, and what is not in it is passed over
 * unread. A watch of thousands of pods is most of what a controller computes, and nearly all of a pod is of no interest to it.
 * Field numbers: k8s.io/api/core/v1 and k8s.io/apimachinery/pkg/{apis/meta/v1,runtime}, generated.proto. Objects come out as in JSON.
 */
import protobuf from 'protobufjs/minimal.js'
import { SortieError } from '#internal/base/errors.ts'
import { reservedPrefix } from '#internal/fleet/resource.ts'

type Fields = Record<string, unknown>
type FieldReader = (reader: protobuf.Reader, into: Fields) => void

/** How to read each field of a message, by its number. */
export type WireMessage = readonly (FieldReader | undefined)[]

export const wireType = 'application/vnd.kubernetes.protobuf'

const magic = [0x6b, 0x38, 0x73, 0x00]

function message(fields: Readonly<Record<number, FieldReader>>): WireMessage {
  const table: (FieldReader | undefined)[] = []
  for (const [number, read] of Object.entries(fields)) table[Number(number)] = read
  return table
}

/** Go writes empty strings where JSON writes nothing. */
const text =
  (name: string): FieldReader =>
  (reader, into) => {
    const value = reader.string()
    if (value !== '') into[name] = value
  }

const number =
  (name: string): FieldReader =>
  (reader, into) => {
    into[name] = reader.int32()
  }

const long =
  (name: string): FieldReader =>
  (reader, into) => {
    into[name] = Number(reader.int64())
  }

const flag =
  (name: string): FieldReader =>
  (reader, into) => {
    into[name] = reader.bool()
  }

const one =
  (name: string, of: WireMessage): FieldReader =>
  (reader, into) => {
    into[name] = read(reader, reader.uint32(), of)
  }

const many =
  (name: string, of: WireMessage): FieldReader =>
  (reader, into) => {
    const known = into[name] as Fields[] | undefined
    const each = read(reader, reader.uint32(), of)
    if (known === undefined) into[name] = [each]
    else known.push(each)
  }

/** First field of an entry, or of a condition: what it is called. */
const firstText = (1 << 3) | 2
const secondText = (2 << 3) | 2

/** Entries of a map under a prefix; of the others only the key is read. */
const map =
  (name: string, prefix: string): FieldReader =>
  (reader, into) => {
    const end = reader.uint32() + reader.pos
    const key = reader.pos < end && reader.uint32() === firstText ? reader.string() : ''
    if (key.startsWith(prefix)) {
      const known = (into[name] ??= {}) as Record<string, string>
      known[key] = reader.pos < end && reader.uint32() === secondText ? reader.string() : ''
    }
    reader.pos = end
  }

const texts =
  (name: string): FieldReader =>
  (reader, into) => {
    const known = (into[name] ??= []) as string[]
    known.push(reader.string())
  }

/** Messages whose first field is one of the texts that are wanted. */
const manyOf =
  (name: string, wanted: readonly string[], of: WireMessage): FieldReader =>
  (reader, into) => {
    const [length, from] = [reader.uint32(), reader.pos]
    const isWanted = length > 0 && reader.uint32() === firstText && wanted.includes(reader.string())
    if (!isWanted) {
      reader.pos = from + length
      return
    }
    reader.pos = from
    const each = read(reader, length, of)
    const known = into[name] as Fields[] | undefined
    if (known === undefined) into[name] = [each]
    else known.push(each)
  }

const moment = message({ 1: long('seconds') })
const time =
  (name: string): FieldReader =>
  (reader, into) => {
    const { seconds = 0 } = read(reader, reader.uint32(), moment) as { seconds?: number }
    into[name] = new Date(seconds * 1_000).toISOString().replace('.000Z', 'Z')
  }

const raw =
  (name: string): FieldReader =>
  (reader, into) => {
    into[name] = reader.bytes()
  }

function read(reader: protobuf.Reader, length: number, of: WireMessage): Fields {
  const end = reader.pos + length
  const into: Fields = {}
  while (reader.pos < end) {
    const tag = reader.uint32()
    const field = of[tag >>> 3]
    if (field === undefined) reader.skipType(tag & 7)
    else field(reader, into)
  }
  return into
}

const owner = message({ 1: text('kind'), 3: text('name'), 4: text('uid'), 5: text('apiVersion'), 6: flag('controller') })
const metadata = message({
  1: text('name'),
  3: text('namespace'),
  5: text('uid'),
  6: text('resourceVersion'),
  8: time('creationTimestamp'),
  9: time('deletionTimestamp'),
  10: long('deletionGracePeriodSeconds'),
  11: map('labels', reservedPrefix),
  12: map('annotations', reservedPrefix),
  13: many('ownerReferences', owner),
  14: texts('finalizers'),
})
const waiting = message({ 1: text('reason'), 2: text('message') })
const terminated = message({ 1: number('exitCode'), 3: text('reason'), 4: text('message') })
const state = message({ 1: one('waiting', waiting), 2: one('running', []), 3: one('terminated', terminated) })
const container = message({ 1: text('name'), 2: one('state', state), 3: one('lastState', state) })
const condition = message({ 1: text('type'), 2: text('status'), 5: text('reason'), 6: text('message') })
const podStatus = message({
  1: text('phase'),
  2: manyOf('conditions', ['PodScheduled', 'DisruptionTarget'], condition),
  3: text('message'),
  4: text('reason'),
  8: many('containerStatuses', container),
  10: many('initContainerStatuses', container),
})

/** A pod, as far as `pod-view.ts` looks at it. */
export const podMessage = message({
  1: one('metadata', metadata),
  2: one('spec', message({ 10: text('nodeName') })),
  3: one('status', podStatus),
})

const details = message({ 5: number('retryAfterSeconds') })
/** Why a call was refused. */
export const statusMessage = message({ 3: text('message'), 4: text('reason'), 5: one('details', details), 6: number('code') })

const listMetadata = message({ 2: text('resourceVersion'), 3: text('continue') })
const unknown = message({ 1: one('typeMeta', message({ 2: text('kind') })), 2: raw('raw') })
const watchEvent = message({ 1: text('type'), 2: one('object', message({ 1: raw('raw') })) })

/** A list of such objects. */
export function listMessage(of: WireMessage): WireMessage {
  return message({ 1: one('metadata', listMetadata), 2: many('items', of) })
}

/** An answer, in the envelope that Kubernetes puts around each. Throws `kube.failed` when it is none. */
export function readAnswer(bytes: Uint8Array, of: WireMessage): unknown {
  if (magic.some((byte, index) => bytes[index] !== byte))
    throw new SortieError('kube.failed', 'an answer of the API server is no Kubernetes protobuf')
  const { raw: inner, typeMeta } = whole(bytes.subarray(magic.length), unknown) as { raw?: Uint8Array; typeMeta?: { kind?: string } }
  return whole(inner ?? new Uint8Array(), typeMeta?.kind === 'Status' ? statusMessage : of)
}

/** A frame of a watch. */
export function readWatchEvent(frame: Uint8Array, of: WireMessage): { readonly type: string; readonly object: unknown } {
  const { type, object } = whole(frame, watchEvent) as { type: string; object?: { raw?: Uint8Array } }
  return { type, object: readAnswer(object?.raw ?? new Uint8Array(), of) }
}

function whole(bytes: Uint8Array, of: WireMessage): Fields {
  try {
    return read(protobuf.Reader.create(bytes), bytes.byteLength, of)
  } catch (thrown) {
    throw new SortieError('kube.failed', 'an answer of the API server cannot be decoded', { cause: thrown })
  }
}
