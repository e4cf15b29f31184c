import { once } from 'node:events'
import { type Server, type Socket, createServer } from 'node:net'
import { PassThrough } from 'node:stream'
import { type KubeConfig, PortForward as PodPort } from '@kubernetes/client-node'
import { SortieError, errorText } from '#internal/base/errors.ts'

export interface ForwardTarget {
  readonly namespace: string
  readonly pod: string
  readonly port: number
}

interface Tunnel {
  once(event: 'close', listener: () => void): void
  close(): void
}

const sayMax = 4_096

/** A port of this machine that leads through the API server to a port of a pod, asked for at each connection: `kubectl port-forward`. */
export class PortForward implements AsyncDisposable {
  readonly port: number
  readonly #server: Server
  readonly #open: Set<Disposable>

  private constructor(server: Server, port: number, open: Set<Disposable>) {
    this.port = port
    this.#server = server
    this.#open = open
  }

  /** `onProblem` is told why a later connection could not be made. Rejects with `kube.unreachable` when none can be made now, and with what `target` rejects with. */
  static async open(
    config: KubeConfig,
    target: (signal: AbortSignal) => Promise<ForwardTarget>,
    { onProblem, signal }: { readonly onProblem: (text: string) => void; readonly signal: AbortSignal },
  ): Promise<PortForward> {
    const forward = new PodPort(config)
    await tryOnce(forward, await target(signal))
    const open = new Set<Disposable>()
    const server = createServer((socket) => {
      connect(forward, { socket, open, target: () => target(signal), onProblem }).catch((thrown: unknown) => {
        onProblem(wordsOf(thrown))
        socket.destroy()
      })
    })
    server.listen(0, '127.0.0.1')
    await once(server, 'listening')
    const address = server.address()
    if (address === null || typeof address === 'string') throw new SortieError('kube.failed', 'no port of this machine can be had')
    return new PortForward(server, address.port, open)
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const each of this.#open) each[Symbol.dispose]()
    this.#server.close()
    await once(this.#server, 'close')
  }
}

/** So that what is refused is told before anybody waits for an answer. */
async function tryOnce(forward: PodPort, { namespace, pod, port }: ForwardTarget): Promise<void> {
  const nowhere = new PassThrough().resume()
  try {
    const tunnel = (await forward.portForward(namespace, pod, [port], nowhere, null, new PassThrough())) as unknown as Tunnel
    tunnel.close()
  } catch (thrown) {
    throw new SortieError('kube.unreachable', `no way to port ${String(port)} of pod ${namespace}/${pod}: ${wordsOf(thrown)}`, {
      remedy: `kubectl auth can-i create pods/portforward -n ${namespace}; examples/access has what is needed`,
      cause: thrown,
    })
  }
}

async function connect(
  forward: PodPort,
  way: {
    readonly socket: Socket
    readonly open: Set<Disposable>
    readonly target: () => Promise<ForwardTarget>
    readonly onProblem: (text: string) => void
  },
): Promise<void> {
  const { socket, open } = way
  const own = { [Symbol.dispose]: () => { socket.destroy() } } // prettier-ignore
  open.add(own)
  socket.once('close', () => open.delete(own))
  // The other end's reset is the reader's to notice.
  socket.on('error', () => undefined)
  const said = new PassThrough()
  said.on('data', (bytes: Buffer) => {
    way.onProblem(bytes.toString('utf8').slice(0, sayMax))
    socket.destroy()
  })
  const { namespace, pod, port } = await way.target()
  // Typed by a package that is not there; of it we need two methods.
  const tunnel = (await forward.portForward(namespace, pod, [port], socket, said, socket)) as unknown as Tunnel
  tunnel.once('close', () => socket.destroy())
  socket.once('close', () => {
    tunnel.close()
  })
  // It may have closed while the tunnel was made.
  if (socket.destroyed) tunnel.close()
}

/** A socket that is refused rejects with an event that holds the error. */
function wordsOf(thrown: unknown): string {
  const { error, message } = thrown as { readonly error?: unknown; readonly message?: unknown }
  return errorText(error ?? (typeof message === 'string' ? message : thrown))
}
