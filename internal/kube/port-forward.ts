import { once } from 'node:events'
import { type Socket, createServer } from 'node:net'
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

/** A port of this machine that leads through the API server to a port of a pod: `kubectl port-forward`, for as long as it is not disposed of. */
export class PortForward implements AsyncDisposable {
  readonly port: number
  readonly #close: () => Promise<void>

  private constructor(port: number, close: () => Promise<void>) {
    this.port = port
    this.#close = close
  }

  /** `onProblem` is told why a connection could not be made. Rejects with `config.invalid` when no port can be had. */
  static async open(config: KubeConfig, target: ForwardTarget, onProblem: (text: string) => void): Promise<PortForward> {
    const { namespace, pod, port } = target
    const forward = new PodPort(config)
    const sockets = new Set<Socket>()
    const connect = async (socket: Socket) => {
      sockets.add(socket)
      socket.once('close', () => sockets.delete(socket))
      // The other end's reset is the reader's to notice.
      socket.on('error', () => undefined)
      const said = new PassThrough()
      said.on('data', (bytes: Buffer) => {
        onProblem(bytes.toString('utf8').slice(0, sayMax))
        socket.destroy()
      })
      try {
        // Typed by a package that is not there; of it we need two methods.
        const tunnel = (await forward.portForward(namespace, pod, [port], socket, said, socket)) as unknown as Tunnel
        tunnel.once('close', () => socket.destroy())
        socket.once('close', () => {
          tunnel.close()
        })
      } catch (thrown) {
        onProblem(errorText(thrown))
        socket.destroy()
      }
    }
    const server = createServer((socket) => void connect(socket))
    server.listen(0, '127.0.0.1')
    await once(server, 'listening')
    const address = server.address()
    if (address === null || typeof address === 'string') throw new SortieError('config.invalid', 'no port of this machine can be had')
    return new PortForward(address.port, async () => {
      for (const socket of sockets) socket.destroy()
      server.close()
      await once(server, 'close')
    })
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#close()
  }
}
