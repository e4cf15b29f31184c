import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import type { Registry } from 'prom-client'

/** Ready means able to do its job: `reason` says why not, for people. */
export interface Readiness {
  readonly ready: boolean
  readonly reason: string
}

export interface HealthServer extends AsyncDisposable {
  readonly port: number
}

/** Serves /metrics, /healthz (the process lives) and /readyz (it can do its job). Port 0 takes a free one. */
export async function serveHealth(
  listen: { readonly host: string; readonly port: number },
  registry: Registry,
  readiness: () => Readiness,
): Promise<HealthServer> {
  const server = createServer((request, response) => {
    if (!answerHealth(request, response, { registry, readiness })) response.writeHead(404).end('try /metrics, /healthz or /readyz\n')
  })
  server.listen(listen.port, listen.host)
  await once(server, 'listening')
  return { port: (server.address() as AddressInfo).port, [Symbol.asyncDispose]: () => closeServer(server) }
}

/** Answers /metrics, /healthz and /readyz; false when the request is for something else. */
export function answerHealth(
  request: IncomingMessage,
  response: ServerResponse,
  what: { readonly registry: Registry; readonly readiness: () => Readiness },
): boolean {
  const path = request.url?.split('?')[0]
  if (path === '/healthz') response.end('ok\n')
  else if (path === '/readyz') {
    const { ready, reason } = what.readiness()
    response.writeHead(ready ? 200 : 503).end(`${reason}\n`)
  } else if (path === '/metrics') {
    what.registry.metrics().then(
      (text) => response.setHeader('content-type', what.registry.contentType).end(text),
      () => response.writeHead(500).end(),
    )
  } else return false
  return true
}

export async function closeServer(server: Server): Promise<void> {
  if (!server.listening) return
  server.closeAllConnections()
  server.close()
  await once(server, 'close')
}
