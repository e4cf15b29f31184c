import { join } from 'node:path'
import { Command } from 'commander'
import { systemClock as clock } from '#internal/base/clock.ts'
import { renderSimulation } from '#internal/cli/simulation-view.ts'
import { simulateOptions } from '#internal/config/learner.ts'
import { addOptions, valuesOf } from '#internal/config/option.ts'
import { RunFolder } from '#internal/learner/run-folder.ts'
import { Simulation } from '#internal/learner/simulation.ts'
import { createLogger } from '#internal/telemetry/logger.ts'
import { withBus } from '../shared/bus.ts'
import { openLearner } from '../shared/learner.ts'
import { startedAt } from '../shared/runs.ts'

/** A trainer that trains nothing: a load for a fleet, and a measure of how stale its rollouts get. */
export function simulateCommand(): Command {
  const command = new Command('simulate').description(
    'SIMULATION of a trainer: takes batches, waits, commits, and publishes versions that have no weights.',
  )
  return addOptions(command, simulateOptions).action(async () => {
    const options = valuesOf(command, simulateOptions)
    const simulation = new Simulation()
    try {
      await withBus(options, 'learner', async (bus, signal) => {
        const logger = createLogger('warn')
        await using folder = await RunFolder.create(join('sortie-learners', startedAt()), { fleet: bus.fleet, simulation: true })
        await using learner = await openLearner(bus, { options, folder, logger }, signal)
        const staleness = options.maxStaleness < 0 ? {} : { maxStalenessSteps: options.maxStaleness }
        await using reading = await learner.open({ policy: { rollouts: options.batch, ...staleness } }, signal)
        for (let step = 1; options.steps === 0 || step <= options.steps; step++) {
          const batch = await reading.next(signal)
          await clock.sleep(options.stepSeconds * 1_000, signal)
          await reading.commit(batch.cursor ?? {}, signal)
          const version = await learner.publishWeights({ uri: 'simulation:', createdAtUnixMs: clock.nowMs() }, signal)
          simulation.step(batch, version)
          process.stderr.write(
            `SIMULATED step ${String(step)}: batch ${String(batch.number)}, published v${String(version)} without weights\n`,
          )
        }
      })
    } finally {
      // Also when the person has seen enough.
      const report = simulation.report()
      process.stdout.write(options.output === 'json' ? `${JSON.stringify(report)}\n` : renderSimulation(report))
    }
  })
}
