/**
 * Run as a process of its own: an API server's list and watch of pods, REPLAYED as fast as the other side reads. What it says of each pod is what a
 * real server said of one (record.ts), under another name, uid and version. Of every REPLACE_EVERY events two are a pod that goes and one, of
 * another name and uid, in its place; 0: none are. `replay.ts RECORDING PODS EVENTS REPLACE_EVERY`
 */
import { once } from 'node:events'
import { readFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import protobuf from 'protobufjs/minimal.js'
import { encodings, type Encoding, type Recording } from './record.ts'

interface Pod {
  readonly metadata: object
}

const [path = '', ...numbers] = process.argv.slice(2)
const [pods = 0, events = 0, replaceEvery = 0] = numbers.map(Number)
const { list, event } = JSON.parse(await readFile(path, 'utf8')) as Recording
const bytesOf = (of: Readonly<Record<Encoding, string>>, encoding: Encoding) => Buffer.from(of[encoding], 'base64')
const one = JSON.parse(bytesOf(list, 'json').toString()) as { metadata: object; items: [Pod] }
const change = JSON.parse(bytesOf(event, 'json').toString()) as { object: Pod }

/** How many pods a place has had before the one that it has. */
const generations = new Array<number>(pods).fill(0)
const nameOf = (index: number) => `bench-worker-${String(index)}${generations[index] === 0 ? '' : `-${String(generations[index])}`}`
const uidOf = (index: number) => `00000000-0000-4000-8000-${String((generations[index] ?? 0) * pods + index).padStart(12, '0')}`

function jsonPod(pod: Pod, index: number, version: number): object {
  return { ...pod, metadata: { ...pod.metadata, name: nameOf(index), uid: uidOf(index), resourceVersion: String(version) } }
}

/** A message with the content of its length-delimited fields of one number made anew. */
function withField(message: Uint8Array, field: number, replace: (content: Uint8Array) => Uint8Array): Uint8Array {
  const reader = protobuf.Reader.create(message)
  const writer = protobuf.Writer.create()
  const parts: Uint8Array[] = []
  while (reader.pos < message.length) {
    const from = reader.pos
    const tag = reader.uint32()
    if (tag >>> 3 === field) {
      parts.push(writer.reset().uint32(tag).bytes(replace(reader.bytes())).finish())
    } else {
      reader.skipType(tag & 7)
      parts.push(message.subarray(from, reader.pos))
    }
  }
  return Buffer.concat(parts)
}

const says = (text: string) => () => Buffer.from(text)
/** Field numbers as in internal/kube/wire.ts. */
function wirePod(pod: Uint8Array, index: number, version: number): Uint8Array {
  const metadata = (of: Uint8Array) =>
    withField(withField(withField(of, 1, says(nameOf(index))), 5, says(uidOf(index))), 6, says(String(version)))
  return withField(pod, 1, metadata)
}
const inEnvelope = (bytes: Uint8Array, replace: (content: Uint8Array) => Uint8Array) =>
  Buffer.concat([bytes.subarray(0, 4), withField(bytes.subarray(4), 2, replace)])

function wireList(): Uint8Array {
  const [podList] = [bytesOf(list, 'wire')]
  return inEnvelope(podList, (of) => {
    const parts: Uint8Array[] = []
    for (let index = 0; index < pods; index++) {
      const made = withField(
        withField(of, 2, (pod) => wirePod(pod, index, index + 1)),
        1,
        () => new Uint8Array(),
      )
      parts.push(made)
    }
    // Lists of one, one after the other: repeated fields add up. The version stands in the last word on the metadata.
    const metadata = protobuf.Writer.create().uint32(18).string(String(pods)).finish()
    parts.push(protobuf.Writer.create().uint32(10).bytes(metadata).finish())
    return Buffer.concat(parts)
  })
}

function wireEvent(type: string, index: number, version: number): Uint8Array {
  const frame = withField(bytesOf(event, 'wire').subarray(4), 1, says(type))
  const made = withField(frame, 2, (object) => withField(object, 1, (raw) => inEnvelope(raw, (pod) => wirePod(pod, index, version))))
  const length = Buffer.alloc(4)
  length.writeUInt32BE(made.length)
  return Buffer.concat([length, made])
}

/** Event number `number`. What is added after a deletion is the next one of the same place. */
function eventOf(number: number, encoding: Encoding): string | Uint8Array {
  const part = replaceEvery === 0 ? 0 : number % replaceEvery
  const type = replaceEvery === 0 || part < replaceEvery - 2 ? 'MODIFIED' : part === replaceEvery - 2 ? 'DELETED' : 'ADDED'
  const from = type === 'ADDED' ? number - 1 : number
  // Each round one place further, so that every place has its turn to be replaced.
  const [index, version] = [(from + Math.floor(from / pods)) % pods, pods + 1 + number]
  if (type === 'ADDED') generations[index] = (generations[index] ?? 0) + 1
  if (encoding === 'wire') return wireEvent(type, index, version)
  return `${JSON.stringify({ type, object: jsonPod(change.object, index, version) })}\n`
}

let watches = 0
const server = createServer((request, response) => {
  const encoding: Encoding = request.headers.accept?.startsWith(encodings.wire) === true ? 'wire' : 'json'
  const isWatch = new URL(request.url ?? '/', 'http://here').searchParams.get('watch') !== null
  response.setHeader('content-type', isWatch && encoding === 'wire' ? `${encodings.wire};stream=watch` : encodings[encoding])
  if (!isWatch) {
    const items = () => Array.from({ length: pods }, (_, index) => jsonPod(one.items[0], index, index + 1))
    const json = () => JSON.stringify({ ...one, metadata: { resourceVersion: String(pods) }, items: items() })
    response.end(encoding === 'wire' ? wireList() : json())
    return
  }
  watches++
  // The first watch has everything; what comes again is quiet.
  if (watches > 1) {
    response.flushHeaders()
    return
  }
  void (async () => {
    for (let number = 0; number < events; number++) {
      if (!response.write(eventOf(number, encoding))) await once(response, 'drain')
    }
  })()
})
server.listen(0, '127.0.0.1', () => process.stdout.write(`${String((server.address() as AddressInfo).port)}\n`))
