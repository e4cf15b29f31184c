import { mkdir } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { pid } from 'node:process'
import { Command } from 'commander'
import { systemClock as clock } from '#internal/base/clock.ts'
import { systemRng as rng } from '#internal/base/rng.ts'
import { inheritedEnvironment } from '#internal/config/inherited.ts'
import { addOptions, valuesOf, type Values } from '#internal/config/option.ts'
import { needPart } from '#internal/config/parts.ts'
import { upOptions } from '#internal/config/up.ts'
import { startNats } from '#internal/local/nats.ts'
import { connectStream } from '#internal/stream/connection.ts'
import { createFleetStreams, openFleetStreams } from '#internal/stream/streams.ts'
import { createLogger } from '#internal/telemetry/logger.ts'
import { type Interrupt, interruptSignals } from '../shared/interrupt.ts'
import { createOwner } from '../shared/owner.ts'
import { keepFleet } from '../shared/keep-fleet.ts'
import { stateParent } from '../shared/running.ts'
import { localFleetOf } from './up-fleet.ts'
import { announce, refuseSecond } from './up-state.ts'

const examples = `
Examples:
  sortie up                                       the small model, and workers for math
  sortie up -f examples/fleets/math.yaml          a resource as a cluster would take it
  sortie up -f fleet.yaml --model ~/qwen.gguf     with a model of this machine in place of one that a cluster fetches

Then, in another terminal, in the same folder:
  sortie tasks submit examples/tasks/math.jsonl --group-size 2
  sortie status
  sortie learner serve
  sortie down                                     the same as Ctrl-C
From another folder, first: source sortie-fleets/math/connection.env`

type UpOptions = Values<typeof upOptions>

export function upCommand(): Command {
  const command = new Command('up').description(
    'A fleet on this machine, scaled by what there is to do, until Ctrl-C or `sortie down`: what a cluster runs, as processes.',
  )
  return addOptions(command.addHelpText('after', examples), upOptions).action(async () => {
    using interrupt = interruptSignals(() => process.stderr.write('\ndraining: what runs may end; Ctrl-C again stops at once\n'))
    await up(valuesOf(command, upOptions), interrupt)
  })
}

async function up(options: UpOptions, interrupt: Interrupt): Promise<void> {
  const say = (line: string) => process.stderr.write(`${line}\n`)
  const { fleet, natsUrl, model, engineUrl, settings } = await localFleetOf(options, say)
  const state = resolve(options.state === '' ? join(stateParent, fleet.name) : options.state)
  await refuseSecond(state)
  const logFolder = join(state, 'logs')
  await mkdir(logFolder, { recursive: true })
  const logger = createLogger('error')
  await using stack = new AsyncDisposableStack()
  const token = natsUrl === '' ? rng.hex(16) : options.natsToken
  const own = {
    command: await needPart('natsServer'),
    folder: join(state, 'nats'),
    logPath: join(logFolder, 'nats-server.log'),
    token,
    port: options.natsPort,
  }
  const nats = natsUrl === '' ? stack.use(await startNats(own, { clock, rng, logger }, interrupt.drain)) : null
  const url = nats?.url ?? natsUrl
  const connection = stack.use(await connectStream({ url, token, name: 'owner', clock, rng, logger }, interrupt.drain))
  const environment = fleet.spec.environment.name
  const { replicas, trajectoryGiB } = fleet.spec.stream
  const streams = { fleet: fleet.name, environments: [environment], replicas, trajectoryBytesMax: trajectoryGiB * 2 ** 30 }
  await createFleetStreams(connection, streams, interrupt.drain)
  const { partitions } = await openFleetStreams(connection, fleet.name, interrupt.drain)
  const owner = createOwner(connection, {
    fleet: fleet.name,
    partitions,
    environments: [environment],
    name: 'owner',
    reaperGraceMs: 5_000,
    replayWindowMs: fleet.spec.stream.replayWindowSeconds * 1_000,
    logger,
  })
  const life = new AbortController()
  const alive = AbortSignal.any([interrupt.kill, life.signal])
  const failure = Promise.withResolvers<never>()
  const running = owner.run(alive)
  for (const part of [...running, ...(nats === null ? [] : [nats.failure])]) part.catch(failure.reject)
  stack.defer(async () => {
    life.abort()
    await Promise.allSettled(running)
  })
  await announce(state, { fleet: fleet.name, pid, natsUrl: url, natsToken: token }, stack)
  const access = { natsUrl: url, natsToken: token, fleetToken: rng.hex(16) }
  const processes = { fleet: fleet.name, ...access, model, engineUrl, settings, logFolder }
  const inherited = { ...inheritedEnvironment(), ...(engineUrl === '' ? { SORTIE_LLAMA_SERVER: await needPart('llamaServer') } : {}) }
  const kept = keepFleet(connection, { fleet, environments: [environment], processes, environment: inherited, logger, say }, interrupt)
  await Promise.race([kept, failure.promise])
}
