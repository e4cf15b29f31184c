import { ControlBus } from '#internal/stream/control.ts'
import type { StreamConnection } from '#internal/stream/connection.ts'

/**
 * PLAYS the workers' part in a drain, for pods that nobody runs: says at once for each that is asked that it has drained. Ends with the
 * signal, and takes the connection with it.
 */
export async function playDrains(connection: StreamConnection, fleet: string, signal: AbortSignal): Promise<void> {
  const control = new ControlBus(connection, fleet)
  const asked = await control.all(signal)
  const play = async () => {
    for await (const { drain } of asked)
      if (drain != null) await control.publish({ drained: { worker: drain.worker ?? '', epoch: drain.epoch ?? 0 } }, signal)
  }
  void play()
    .catch(() => undefined)
    .finally(() => connection[Symbol.asyncDispose]())
}
