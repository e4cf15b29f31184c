import { HttpMethod, KubeConfig, RequestContext } from '@kubernetes/client-node'
import { type Dispatcher, request } from 'undici'
import { withDeadline } from '#internal/base/abort.ts'
import type { Clock } from '#internal/base/clock.ts'
import { SortieError, errorText } from '#internal/base/errors.ts'
import { type ApiStatus, apiError } from './api-errors.ts'
import { type KubeObject, type ResourceKind, kinds, pathOf } from './objects.ts'
import { type WireMessage, listMessage, readAnswer, readWatchEvent, statusMessage, wireType } from './wire.ts'

export interface KubeClientOptions {
  readonly clock: Clock
  /** Who owns the fields that are applied. */
  readonly fieldManager: string
  /** How long one call may take; a watch has its own. Milliseconds. */
  readonly timeoutMs?: number
  /** Told of every call, with what it asks for: how a test knows which rights are needed. */
  readonly onCall?: (call: { readonly verb: string; readonly path: string }) => void
}

export interface ListQuery {
  readonly namespace: string | null
  readonly labels?: string
  readonly fields?: string
  readonly limit: number
  /** Where the page before ended; null: the first. */
  readonly from: string | null
}

export interface ListPage<T> {
  readonly items: readonly T[]
  readonly resourceVersion: string
  /** Where the next page begins; null: this was the last. */
  readonly more: string | null
}

export interface WatchEvent<T> {
  readonly type: 'ADDED' | 'MODIFIED' | 'DELETED' | 'BOOKMARK'
  readonly object: T
}

const timeoutMsDefault = 30_000
// Tokens and certificates are files that others renew: read again that often.
const credentialsMs = 10_000
// An object is at most 1.5 MiB in etcd; a line longer than this is no event.
const lineBytesMax = 8 * 2 ** 20

/** A kubeconfig's text, or with null as kubectl finds it; `context` in place of its current one. Throws `config.invalid`. */
export function loadKubeconfig(text: string | null, context = ''): KubeConfig {
  const config = new KubeConfig()
  try {
    if (text === null) config.loadFromDefault()
    else config.loadFromString(text)
  } catch (thrown) {
    throw new SortieError('config.invalid', `the kubeconfig cannot be read: ${errorText(thrown)}`, { cause: thrown })
  }
  if (context === '') return config
  const known = config.getContexts().map(({ name }) => name)
  if (!known.includes(context)) {
    throw new SortieError('config.invalid', `the kubeconfig has no context ${JSON.stringify(context)}`, {
      remedy: `it has: ${known.join(', ')}`,
    })
  }
  config.setCurrentContext(context)
  return config
}

interface Call {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  readonly path: string
  readonly query?: Readonly<Record<string, string | number | boolean>>
  readonly body?: unknown
  readonly contentType?: string
  /** Asked for as protobuf, of which this is read. The server may answer in JSON all the same. */
  readonly wire?: WireMessage
}

/**
 * Calls of the Kubernetes API with plain JSON on both ways: configuration and credentials are the official client's, connections are shared
 * (its own calls open one each), and lists and watches give objects of one shape. Throws `kube.*`.
 */
export class KubeClient implements AsyncDisposable {
  readonly #config: KubeConfig
  readonly #options: KubeClientOptions
  readonly #server: string
  #access: { readonly headers: Record<string, string>; readonly atMs: number } | null = null
  /** One for all calls: a new one for each would be a new TLS connection for each. */
  #dispatcher: Dispatcher | undefined

  constructor(config: KubeConfig, options: KubeClientOptions) {
    const cluster = config.getCurrentCluster()
    if (cluster === null) {
      throw new SortieError('config.invalid', 'the kubeconfig has no current cluster', {
        remedy: 'choose one: kubectl config use-context NAME',
      })
    }
    const { server, skipTLSVerify } = cluster
    // The official client would refuse each call.
    if (server.startsWith('http:') && !skipTLSVerify) {
      throw new SortieError('config.invalid', `the kubeconfig's server ${server} is plain text: credentials would be readable`, {
        remedy: 'give an https:// server, or, before a proxy on this machine alone, insecure-skip-tls-verify: true',
      })
    }
    this.#config = config
    this.#options = options
    this.#server = server.replace(/\/$/, '')
  }

  /** From a kubeconfig's text, or with null as kubectl finds it: KUBECONFIG, ~/.kube/config, the pod's service account. */
  static load(kubeconfig: string | null, options: KubeClientOptions): KubeClient {
    return new KubeClient(loadKubeconfig(kubeconfig), options)
  }

  /** Namespace of the current context; `default` where it names none. */
  get namespace(): string {
    return this.#config.getContextObject(this.#config.getCurrentContext())?.namespace ?? 'default'
  }

  async get<T extends KubeObject>(kind: ResourceKind, namespace: string | null, name: string, signal: AbortSignal): Promise<T> {
    return this.#json<T>({ method: 'GET', path: pathOf(kind, namespace, { name }) }, signal)
  }

  /** One page. Throws `kube.gone` when the page before is too old to go on from. */
  async list<T extends KubeObject>(kind: ResourceKind, query: ListQuery, signal: AbortSignal): Promise<ListPage<T>> {
    const { namespace, labels, fields, limit, from } = query
    const parameters = {
      limit,
      ...(from === null ? {} : { continue: from }),
      ...(labels === undefined ? {} : { labelSelector: labels }),
      ...(fields === undefined ? {} : { fieldSelector: fields }),
    }
    const path = pathOf(kind, namespace)
    const wire = kind.wire === undefined ? {} : { wire: listMessage(kind.wire) }
    const page = await this.#json<{ items?: T[]; metadata: { resourceVersion: string; continue?: string } }>(
      { method: 'GET', path, query: parameters, ...wire },
      signal,
    )
    const more = page.metadata.continue ?? ''
    return { items: page.items ?? [], resourceVersion: page.metadata.resourceVersion, more: more === '' ? null : more }
  }

  async create<T extends KubeObject>(kind: ResourceKind, namespace: string | null, body: object, signal: AbortSignal): Promise<T> {
    return this.#json<T>({ method: 'POST', path: pathOf(kind, namespace), body: { ...identity(kind), ...body } }, signal)
  }

  /** Replaces an object, if it is still of the version that the body names. Throws `kube.conflict`. */
  async replace<T extends KubeObject>(kind: ResourceKind, namespace: string | null, body: KubeObject, signal: AbortSignal): Promise<T> {
    const path = pathOf(kind, namespace, { name: body.metadata.name })
    return this.#json<T>({ method: 'PUT', path, body: { ...identity(kind), ...body } }, signal)
  }

  /** Server-side apply: the fields given become ours, and stay as they are given. */
  async apply<T extends KubeObject>(
    kind: ResourceKind,
    namespace: string | null,
    applied: { readonly body: KubeObject; readonly subresource?: string },
    signal: AbortSignal,
  ): Promise<T> {
    const { body, subresource } = applied
    const { name } = body.metadata
    const path = pathOf(kind, namespace, subresource === undefined ? { name } : { name, subresource })
    const query = { fieldManager: this.#options.fieldManager, force: true }
    const contentType = 'application/apply-patch+yaml'
    return this.#json<T>({ method: 'PATCH', path, query, contentType, body: { ...identity(kind), ...body } }, signal)
  }

  /** Merges fields into an object; null removes one. With a `resourceVersion` only into that version: throws `kube.conflict`. */
  async merge<T extends KubeObject>(
    kind: ResourceKind,
    namespace: string | null,
    patch: { readonly name: string; readonly body: object },
    signal: AbortSignal,
  ): Promise<T> {
    const path = pathOf(kind, namespace, { name: patch.name })
    return this.#json<T>({ method: 'PATCH', path, contentType: 'application/merge-patch+json', body: patch.body }, signal)
  }

  /** Deletes the very object that was seen; what is left of it, or a Status. Throws `kube.conflict` when it is another by now, `kube.not-found` when it has gone. */
  async delete(
    kind: ResourceKind,
    namespace: string | null,
    target: { readonly name: string; readonly uid?: string; readonly resourceVersion?: string; readonly graceSeconds?: number },
    signal: AbortSignal,
  ): Promise<KubeObject> {
    const { name, uid, resourceVersion, graceSeconds } = target
    const body = {
      ...{ apiVersion: 'v1', kind: 'DeleteOptions', propagationPolicy: 'Background' },
      ...(graceSeconds === undefined ? {} : { gracePeriodSeconds: graceSeconds }),
      preconditions: { ...(uid === undefined ? {} : { uid }), ...(resourceVersion === undefined ? {} : { resourceVersion }) },
    }
    return this.#json<KubeObject>({ method: 'DELETE', path: pathOf(kind, namespace, { name }), body }, signal)
  }

  /** Asks for a pod to go in its own time, if no disruption budget speaks against it. Throws `kube.busy` when one does. */
  async evict(namespace: string, { name, uid }: { readonly name: string; readonly uid: string }, signal: AbortSignal): Promise<void> {
    const body = { apiVersion: 'policy/v1', kind: 'Eviction', metadata: { name, namespace }, deleteOptions: { preconditions: { uid } } }
    await this.#json({ method: 'POST', path: pathOf(kinds.pod, namespace, { name, subresource: 'eviction' }), body }, signal)
  }

  /** Lines that a container of a pod has logged so far. */
  async *logs(
    namespace: string,
    { pod, container }: { readonly pod: string; readonly container: string },
    signal: AbortSignal,
  ): AsyncGenerator<string> {
    const path = pathOf(kinds.pod, namespace, { name: pod, subresource: 'log' })
    const response = await this.#send({ method: 'GET', path, query: { container } }, signal)
    try {
      // A last line has no end where the container writes right now.
      for await (const line of linesOf(response.body, { whole: false })) yield line
    } catch (thrown) {
      throw this.#unreachable(thrown, signal)
    }
  }

  /**
   * Events from a resource version on, bookmarks among them, until the server ends the watch, which it does after `timeoutSeconds`.
   * Throws `kube.gone` when the version is too old, and what the connection throws.
   */
  async *watch<T extends KubeObject>(
    kind: ResourceKind,
    from: {
      readonly namespace: string | null
      readonly labels?: string
      readonly resourceVersion: string
      readonly timeoutSeconds: number
    },
    signal: AbortSignal,
  ): AsyncGenerator<WatchEvent<T>> {
    const { namespace, labels, resourceVersion, timeoutSeconds } = from
    const query = { watch: true, allowWatchBookmarks: true, resourceVersion, timeoutSeconds }
    const path = pathOf(kind, namespace)
    const { wire } = kind
    const parameters = { ...query, ...(labels === undefined ? {} : { labelSelector: labels }) }
    const call = { method: 'GET', path, query: parameters, ...(wire === undefined ? {} : { wire }) } as const
    const response = await this.#send(call, signal, 'watch')
    const events = wire !== undefined && isWire(response) ? wireEventsOf(response.body, wire) : jsonEventsOf(response.body)
    for await (const each of events) {
      const event = each as WatchEvent<T> | { type: 'ERROR'; object: ApiStatus }
      if (event.type === 'ERROR') throw apiError(event.object.code ?? 500, event.object, call)
      yield event
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#dispatcher?.destroy()
  }

  async #json<T>(call: Call, signal: AbortSignal): Promise<T> {
    const { clock, timeoutMs = timeoutMsDefault } = this.#options
    using deadline = withDeadline(signal, timeoutMs, { clock, what: `${call.method} ${call.path}` })
    const response = await this.#send(call, deadline.signal)
    try {
      const { wire } = call
      if (wire === undefined || !isWire(response)) return (await response.body.json()) as T
      return readAnswer(await response.body.bytes(), wire) as T
    } catch (thrown) {
      throw thrown instanceof SortieError ? thrown : this.#unreachable(thrown, deadline.signal)
    }
  }

  async #send(call: Call, signal: AbortSignal, verb?: string): Promise<Dispatcher.ResponseData> {
    const { method, path, query = {}, body, contentType = 'application/json' } = call
    this.#options.onCall?.({ verb: verb ?? verbOf(call), path })
    const parameters = new URLSearchParams(Object.entries(query).map(([key, value]): [string, string] => [key, String(value)])).toString()
    const url = `${this.#server}${path}${parameters === '' ? '' : `?${parameters}`}`
    for (let isAgain = false; ; isAgain = true) {
      const accept =
        call.wire === undefined ? 'application/json' : `${wireType}${verb === 'watch' ? ';stream=watch' : ''}, application/json`
      const headers = { ...(await this.#credentials()), accept, 'content-type': contentType }
      const text = body === undefined ? null : JSON.stringify(body)
      // The deadline is the signal's: the client's own would end a quiet watch.
      const patience = { headersTimeout: 0, bodyTimeout: 0 }
      const sent = {
        method,
        headers,
        body: text,
        signal,
        ...patience,
        ...(this.#dispatcher === undefined ? {} : { dispatcher: this.#dispatcher }),
      }
      const response = await request(url, sent).catch((thrown: unknown) => {
        throw this.#unreachable(thrown, signal)
      })
      if (response.statusCode < 300) return response
      const status = await statusOf(response).catch(() => ({}))
      // What was renewed since is taken up once; what is refused then stays refused.
      if (response.statusCode === 401 && !isAgain) {
        this.#forget()
        continue
      }
      throw apiError(response.statusCode, status, call, Number(response.headers['retry-after'] ?? 0))
    }
  }

  async #credentials(): Promise<Record<string, string>> {
    const nowMs = this.#options.clock.nowMs()
    if (this.#access !== null && nowMs - this.#access.atMs < credentialsMs && nowMs >= this.#access.atMs) return this.#access.headers
    const context = new RequestContext(this.#server, HttpMethod.GET)
    await this.#config.applySecurityAuthentication(context)
    this.#dispatcher ??= context.getDispatcher()
    this.#access = { headers: context.getHeaders(), atMs: nowMs }
    return this.#access.headers
  }

  #forget(): void {
    this.#access = null
    // Calls that are in flight end on it; it closes when they have.
    this.#dispatcher?.close().catch(() => undefined)
    this.#dispatcher = undefined
  }

  #unreachable(thrown: unknown, signal: AbortSignal): unknown {
    if (signal.aborted) return signal.reason
    const message = `the API server at ${this.#server} cannot be reached: ${errorText(thrown)}`
    return new SortieError('kube.unreachable', message, { retryable: true, cause: thrown })
  }
}

function identity({ apiVersion, kind }: ResourceKind) {
  return { apiVersion, kind }
}

/** As RBAC knows it. */
function verbOf({ method, path }: Call): string {
  const isOne = /\/(pods|nodes|secrets|services|serviceaccounts|events|leases|networkpolicies|poddisruptionbudgets|rolloutfleets)\//.test(
    path,
  )
  if (method === 'GET') return isOne ? 'get' : 'list'
  return { POST: 'create', PUT: 'update', PATCH: 'patch', DELETE: 'delete' }[method]
}

function isWire({ headers }: Dispatcher.ResponseData): boolean {
  return String(headers['content-type'] ?? '').startsWith(wireType)
}

async function statusOf(response: Dispatcher.ResponseData): Promise<ApiStatus> {
  if (!isWire(response)) return (await response.body.json()) as ApiStatus
  return readAnswer(await response.body.bytes(), statusMessage) as ApiStatus
}

async function* jsonEventsOf(body: AsyncIterable<Buffer>): AsyncGenerator<unknown> {
  for await (const line of linesOf(body, { whole: true })) yield JSON.parse(line) as unknown
}

/** Each frame has its length before it, in four bytes; one that was cut off is dropped, as a line is. */
async function* wireEventsOf(body: AsyncIterable<Buffer>, wire: WireMessage): AsyncGenerator<unknown> {
  let rest: Buffer = Buffer.alloc(0)
  for await (const data of body) {
    rest = rest.length === 0 ? data : Buffer.concat([rest, data])
    while (rest.length >= 4) {
      const length = rest.readUInt32BE(0)
      if (length > lineBytesMax) throw new SortieError('kube.failed', `an event is longer than ${String(lineBytesMax)} bytes`)
      if (rest.length < 4 + length) break
      yield readWatchEvent(rest.subarray(4, 4 + length), wire)
      rest = rest.subarray(4 + length)
    }
  }
}

/** Lines of a stream of bytes. `whole`: a last one that was cut off is dropped, since a watch goes on from the version before it. */
async function* linesOf(body: AsyncIterable<Buffer>, { whole }: { readonly whole: boolean }): AsyncGenerator<string> {
  let rest: Buffer[] = []
  let bytes = 0
  for await (const data of body) {
    let start = 0
    for (let end = data.indexOf(10); end >= 0; end = data.indexOf(10, start)) {
      rest.push(data.subarray(start, end))
      yield rest.length === 1 ? data.toString('utf8', start, end) : Buffer.concat(rest).toString('utf8')
      rest = []
      bytes = 0
      start = end + 1
    }
    if (start < data.length) rest.push(data.subarray(start))
    bytes += data.length - start
    if (bytes > lineBytesMax) throw new SortieError('kube.failed', `a line of the API server is longer than ${String(lineBytesMax)} bytes`)
  }
  if (!whole && bytes > 0) yield Buffer.concat(rest).toString('utf8')
}
