import { once } from 'node:events'
import { type AddressInfo, type Server, type Socket, connect, createServer } from 'node:net'

/** A TCP proxy on loopback that can swallow what the server says, and cut every connection: how an acknowledgement gets lost. */
export class SeverableProxy implements AsyncDisposable {
  readonly #server: Server
  readonly #sockets = new Set<Socket>()
  #withholding = false

  private constructor(server: Server) {
    this.#server = server
  }

  static async start(targetPort: number): Promise<SeverableProxy> {
    const server = createServer()
    const proxy = new SeverableProxy(server)
    server.on('connection', (client) => {
      const target = connect(targetPort, '127.0.0.1')
      for (const socket of [client, target]) {
        proxy.#sockets.add(socket)
        socket.on('error', () => undefined)
        socket.on('close', () => {
          proxy.#sockets.delete(socket)
          client.destroy()
          target.destroy()
        })
      }
      client.on('data', (data) => target.write(data))
      target.on('data', (data) => {
        if (!proxy.#withholding) client.write(data)
      })
    })
    server.listen(0, '127.0.0.1')
    await once(server, 'listening')
    return proxy
  }

  get url(): string {
    return `nats://127.0.0.1:${String((this.#server.address() as AddressInfo).port)}`
  }

  /** From now on the clients' words arrive and the server's do not. */
  withholdReplies(): void {
    this.#withholding = true
  }

  /** Cuts all connections; new ones work again. */
  async sever(): Promise<void> {
    const closing = [...this.#sockets].map((socket) => once(socket, 'close'))
    for (const socket of this.#sockets) socket.destroy()
    await Promise.all(closing)
    this.#withholding = false
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#server.close()
    await this.sever()
  }
}
