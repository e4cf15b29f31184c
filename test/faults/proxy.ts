/**
 * A TCP proxy between one worker, or the owner, and the nats-server: it writes down, from the bytes on the wire alone, what was published
 * to chunk subjects and what came back for it, which tasks were delivered, what was said of them, and what was purged. And it breaks the connection in ways that
 * a network does.
 */
import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { type AddressInfo, type Server, type Socket, connect, createServer } from 'node:net'
import { pb } from '#internal/gen/v1.js'
import type { Content, WireRecord } from './logs.ts'

/** A message of the NATS protocol, as far as it matters here. */
interface Frame {
  readonly verb: string
  readonly args: readonly string[]
  readonly headers: string
  readonly payload: Buffer
}

/** Cuts a byte stream into frames; what is incomplete waits for more. */
class FrameReader {
  #rest: Buffer

  constructor() {
    this.#rest = Buffer.alloc(0)
  }

  *read(data: Buffer): Generator<Frame> {
    this.#rest = Buffer.concat([this.#rest, data])
    for (let end = this.#rest.indexOf('\r\n'); end >= 0; end = this.#rest.indexOf('\r\n')) {
      const [verb = '', ...args] = this.#rest.toString('latin1', 0, end).split(' ')
      const upper = verb.toUpperCase()
      const hasBody = ['PUB', 'HPUB', 'MSG', 'HMSG'].includes(upper)
      const bytes = hasBody ? Number(args.at(-1)) : 0
      const whole = end + 2 + (hasBody ? bytes + 2 : 0)
      if (this.#rest.length < whole) return
      const body = this.#rest.subarray(end + 2, end + 2 + bytes)
      const headerBytes = upper.startsWith('H') ? Number(args.at(-2)) : 0
      yield { verb: upper, args, headers: body.toString('latin1', 0, headerBytes), payload: Buffer.from(body.subarray(headerBytes)) }
      this.#rest = this.#rest.subarray(whole)
    }
  }
}

// The owner's consumers have acks too, of what is no task.
const taskAcks = '$JS.ACK.sortie_test_tasks.'

type Trouble = 'none' | 'drop-replies' | 'half-open' | 'delay'

export class RecordingProxy implements AsyncDisposable {
  readonly #server: Server
  readonly #worker: string
  readonly #write: (record: WireRecord) => void
  readonly #sockets = new Set<Socket>()
  /** Publishes that wait for their answer, by reply subject. */
  readonly #asked = new Map<string, WireRecord>()
  /** Rollouts of delivered tasks, by ack subject. */
  readonly #claimed = new Map<string, string>()
  #trouble: Trouble = 'none'

  private constructor(server: Server, worker: string, write: (record: WireRecord) => void) {
    this.#server = server
    this.#worker = worker
    this.#write = write
  }

  static async start(worker: string, targetPort: number, write: (record: WireRecord) => void): Promise<RecordingProxy> {
    const server = createServer()
    const proxy = new RecordingProxy(server, worker, write)
    server.on('connection', (client) => {
      proxy.#join(client, connect(targetPort, '127.0.0.1'))
    })
    server.listen(0, '127.0.0.1')
    await once(server, 'listening')
    return proxy
  }

  get url(): string {
    return `nats://127.0.0.1:${String((this.#server.address() as AddressInfo).port)}`
  }

  /** `drop-replies`: the server's words get lost; `half-open`: both sides' do, and nobody is told; `delay`: the server's come late. */
  set trouble(trouble: Trouble) {
    this.#trouble = trouble
  }

  cut(): void {
    for (const socket of this.#sockets) socket.destroy()
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#server.close()
    this.cut()
    await Promise.resolve()
  }

  #join(client: Socket, server: Socket): void {
    const [sent, received] = [new FrameReader(), new FrameReader()]
    // A connection that lost bytes cannot go on as if nothing was: it is cut when the trouble ends.
    let broken = false
    for (const socket of [client, server]) {
      this.#sockets.add(socket)
      socket.on('error', () => undefined)
      socket.on('close', () => {
        this.#sockets.delete(socket)
        client.destroy()
        server.destroy()
      })
    }
    const lost = () => {
      broken = true
    }
    client.on('data', (data) => {
      if (this.#trouble === 'half-open') return lost()
      if (broken) return void client.destroy()
      for (const frame of sent.read(data)) this.#onSent(frame)
      server.write(data)
    })
    server.on('data', (data) => {
      if (this.#trouble === 'half-open' || this.#trouble === 'drop-replies') return lost()
      if (broken) return void client.destroy()
      const pass = () => {
        if (client.destroyed) return
        for (const frame of received.read(data)) this.#onReceived(frame)
        client.write(data)
      }
      if (this.#trouble === 'delay') setTimeout(pass, 150)
      else pass()
    })
  }

  #onSent({ verb, args, headers, payload }: Frame): void {
    if (verb !== 'PUB' && verb !== 'HPUB') return
    const subject = args[0] ?? ''
    const reply = args.length > (verb === 'PUB' ? 2 : 3) ? (args[1] ?? '') : ''
    if (subject.includes('.chunk.')) {
      const expected = /Nats-Expected-Last-Subject-Sequence: (\d+)/i.exec(headers)?.[1]
      const record = {
        kind: 'publish' as const,
        atMs: Date.now(),
        worker: this.#worker,
        subject,
        sha256: createHash('sha256').update(payload).digest('hex'),
        expected: expected === undefined ? null : Number(expected),
        ...sampling(payload),
      }
      this.#asked.set(reply, record)
      this.#write(record)
    } else if (subject.startsWith('$JS.API.STREAM.PURGE.')) {
      const { filter = '' } = JSON.parse(payload.toString('utf8')) as { filter?: string }
      this.#write({ kind: 'purge', atMs: Date.now(), worker: this.#worker, rolloutId: filter.split('.')[4] ?? '' })
    } else if (subject.startsWith(taskAcks)) {
      const word = payload.toString('latin1').split(' ')[0] ?? ''
      this.#write({
        kind: 'said',
        atMs: Date.now(),
        worker: this.#worker,
        rolloutId: this.#claimed.get(subject) ?? '',
        word: word === '' ? '+ACK' : word,
      })
    }
  }

  #onReceived({ verb, args, payload }: Frame): void {
    if (verb !== 'MSG' && verb !== 'HMSG') return
    const subject = args[0] ?? ''
    const asked = this.#asked.get(subject)
    if (asked?.kind === 'publish') {
      this.#asked.delete(subject)
      const answer = parsed(payload)
      const { subject: chunk, sha256 } = asked
      this.#write({
        kind: 'answer',
        atMs: Date.now(),
        worker: this.#worker,
        subject: chunk,
        sha256,
        // A refusal carries a sequence too: 0.
        sequence: answer.error === undefined ? (answer.seq ?? null) : null,
        error: answer.error?.err_code ?? null,
      })
    }
    const reply = args.find((each) => each.startsWith(taskAcks))
    if (reply !== undefined && payload.length > 0) {
      const rolloutId = pb.RolloutTask.decode(payload).rolloutId
      this.#claimed.set(reply, rolloutId)
      this.#write({ kind: 'delivered', atMs: Date.now(), worker: this.#worker, rolloutId })
    }
  }
}

function sampling(payload: Buffer) {
  const { attempt, turns } = pb.TrajectoryChunk.decode(payload)
  const sampled = (turns?.turns ?? []).flatMap(({ replica, segments }) =>
    (segments ?? []).flatMap(({ versionSpans }) =>
      (versionSpans ?? []).map(({ weightVersion }) => ({ replica: replica ?? '', weightVersion: weightVersion ?? 0 })),
    ),
  )
  return { attempt, sampled, content: contentOf((turns?.turns ?? []).flatMap(({ segments }) => segments ?? [])) }
}

function contentOf(segments: readonly pb.Segment.$Properties[]): Content {
  const [tokens, logprobs, versions]: [Uint8Array[], Uint8Array[], number[]] = [[], [], []]
  for (const { tokenIds, lossMask, logprobs: of, versionSpans } of segments) {
    tokens.push(tokenIds ?? new Uint8Array())
    const version = (versionSpans ?? []).flatMap(({ weightVersion, tokenCount }) => Array<number>(tokenCount ?? 0).fill(weightVersion ?? 0))
    for (const [index, counts] of (lossMask ?? new Uint8Array()).entries()) {
      if (counts !== 1) continue
      logprobs.push((of ?? new Uint8Array()).subarray(index * 4, index * 4 + 4))
      versions.push(version[index] ?? -1)
    }
  }
  const text = (parts: readonly Uint8Array[]) => Buffer.concat(parts).toString('base64')
  return { tokens: text(tokens), logprobs: text(logprobs), versions: Buffer.from(Int32Array.from(versions).buffer).toString('base64') }
}

function parsed(payload: Buffer): { seq?: number; error?: { err_code?: number } } {
  try {
    return JSON.parse(payload.toString('utf8')) as { seq?: number; error?: { err_code?: number } }
  } catch {
    return {}
  }
}
