import { once } from 'node:events'
import { readFile } from 'node:fs/promises'
import { type IncomingMessage, type Server, type ServerResponse, createServer } from 'node:http'
import { Agent, request } from 'node:https'
import type { AddressInfo } from 'node:net'
import type { KubeApiServer } from './kube-apiserver.ts'

/** What becomes of a call: it passes, is answered in the server's place, or its answer never comes, or breaks off. */
export type Verdict =
  | 'pass'
  | 'swallow the answer'
  | 'cut the answer'
  | { readonly status: number; readonly retryAfterSeconds?: number }
  | { readonly delayMs: number }

export interface ProxiedCall {
  readonly method: string
  readonly path: string
  readonly isMutation: boolean
  readonly isWatch: boolean
}

/** Before the API server, on loopback and without TLS: sees every call, and may spoil it. The caller's own credentials pass through. */
export class ApiProxy implements AsyncDisposable {
  readonly #server: Server
  readonly #agent: Agent
  readonly #target: URL
  readonly #watches = new Map<IncomingMessage, { readonly call: ProxiedCall; readonly outgoing: ServerResponse }>()
  #isWithheld: (call: ProxiedCall) => boolean = () => false
  /** Asked before a call is passed on. */
  before: (call: ProxiedCall) => Verdict = () => 'pass'
  /** Told when the server has answered, before the caller is. */
  answered: (call: ProxiedCall, status: number) => void = () => undefined

  private constructor(target: URL, ca: Buffer) {
    this.#target = target
    this.#agent = new Agent({ ca, keepAlive: true })
    this.#server = createServer((incoming, outgoing) => {
      this.#pass(incoming, outgoing)
    })
  }

  static async start(server: KubeApiServer): Promise<ApiProxy> {
    const proxy = new ApiProxy(new URL(server.url), await readFile(server.caPath))
    proxy.#server.listen(0, '127.0.0.1')
    await once(proxy.#server, 'listening')
    return proxy
  }

  get url(): string {
    return `http://127.0.0.1:${String((this.#server.address() as AddressInfo).port)}`
  }

  /** Cuts every connection; new ones work. */
  sever(): void {
    this.#server.closeAllConnections()
  }

  /** Keeps back the events of these watches, open ones and new ones, until they are released: their connections stay open and are silent. */
  withhold(which: (call: ProxiedCall) => boolean): void {
    this.#isWithheld = which
    for (const [response, { call, outgoing }] of this.#watches) if (which(call)) response.unpipe(outgoing)
  }

  /** Hands on what was kept back, in order. */
  release(): void {
    this.#isWithheld = () => false
    for (const [response, { outgoing }] of this.#watches) response.unpipe(outgoing).pipe(outgoing)
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#server.closeAllConnections()
    this.#server.close()
    this.#agent.destroy()
    await once(this.#server, 'close')
  }

  #pass(incoming: IncomingMessage, outgoing: ServerResponse): void {
    const { method = 'GET', url = '/' } = incoming
    const call = { method, path: url.split('?')[0] ?? '', isMutation: method !== 'GET', isWatch: url.includes('watch=true') }
    const verdict = this.before(call)
    if (typeof verdict === 'object' && 'status' in verdict) {
      const { status, retryAfterSeconds = 1 } = verdict
      incoming.resume()
      outgoing.writeHead(status, { 'content-type': 'application/json', 'retry-after': String(retryAfterSeconds) })
      outgoing.end(JSON.stringify({ kind: 'Status', code: status, message: 'spoiled by the test', details: { retryAfterSeconds } }))
      return
    }
    const send = () => {
      const target = {
        host: this.#target.hostname,
        port: this.#target.port,
        agent: this.#agent,
        method,
        path: url,
        headers: { ...incoming.headers, host: this.#target.host },
      }
      const upstream = request(target, (response) => {
        this.answered(call, response.statusCode ?? 0)
        if (verdict === 'swallow the answer') {
          response.resume()
          return
        }
        outgoing.writeHead(response.statusCode ?? 500, response.headers)
        response.on('error', () => outgoing.destroy())
        if (verdict === 'cut the answer') {
          response.once('data', (data: Buffer) => outgoing.write(data.subarray(0, data.length / 2), () => outgoing.destroy()))
          return
        }
        if (call.isWatch) {
          this.#watches.set(response, { call, outgoing })
          response.on('close', () => this.#watches.delete(response))
          // A watch is open before its first event.
          outgoing.flushHeaders()
        }
        if (!call.isWatch || !this.#isWithheld(call)) response.pipe(outgoing)
      })
      upstream.on('error', () => outgoing.destroy())
      outgoing.on('close', () => upstream.destroy())
      incoming.pipe(upstream)
    }
    if (typeof verdict === 'object') setTimeout(send, verdict.delayMs)
    else send()
  }
}
