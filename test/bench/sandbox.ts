/** How fast a sandbox is beside fork bombs, thrown one after another as a policy would, against beside an ordinary busy neighbour. */
import { invariant } from '#internal/base/errors.ts'
import type { SandboxHost } from '#internal/environment/sandbox/host.ts'
import { openSandboxes } from '../support/sandbox.ts'
import { type Benchmark, inWords, pairedRatio, spread } from './benchmark.ts'

const neighbours = {
  busy: 'while True: pass',
  bomb: 'import os\nwhile True:\n  try: os.fork()\n  except OSError: pass',
} as const

const work = (seconds: number) =>
  `import time\nend = time.monotonic() + ${String(seconds)}\nn = 0\nwhile time.monotonic() < end: n += sum(range(2000)) > 0\nprint(n)`

/** Rounds of work that a sandbox gets done within `seconds` while a neighbour runs, again and again. */
async function workBeside(host: SandboxHost, neighbour: string, seconds: number): Promise<number> {
  const over = new AbortController()
  const run = (code: string, keepBytes: number, signal: AbortSignal) =>
    host.run({ command: [host.python, '-c', code], files: {}, limits: host.limits, keepBytes }, signal)
  const again = async () => {
    while (!over.signal.aborted) {
      await run(neighbour, 0, over.signal).catch((thrown: unknown) => {
        if (!over.signal.aborted) throw thrown
      })
    }
  }
  const beside = again()
  const { stdout } = await run(work(seconds), 1_024, new AbortController().signal)
  over.abort()
  await beside
  const done = Number(stdout.text)
  invariant(done > 0, 'a sandbox got nothing done')
  return done
}

export const sandbox: Benchmark = {
  summary: 'Speed of a sandbox beside fork bombs, against beside an ordinary busy one',
  options: { rounds: '7', seconds: '1.5' },
  run: async (option) => {
    const seconds = Number(option('seconds'))
    const host = await openSandboxes()
    const [bomb, busy]: [number[], number[]] = [[], []]
    // In turns, so that whatever else the machine does meets both.
    for (let round = 0; round < Number(option('rounds')); round++) {
      busy.push((await workBeside(host, neighbours.busy, seconds)) / seconds)
      bomb.push((await workBeside(host, neighbours.bomb, seconds)) / seconds)
    }
    const ratio = pairedRatio(bomb, busy)
    return {
      head: ['neighbour', 'rounds of work/s'],
      rows: [
        ['a busy loop', inWords(spread(busy))],
        ['fork bombs', inWords(spread(bomb))],
      ],
      note: `${host.enforcement}; work of ${String(seconds)} s beside each in turns; the ratio is the median of the pairs.`,
      aims: [{ aim: 'at least 80 % of the speed', measured: `${inWords(ratio, 2)}×`, reached: ratio.median >= 0.8 }],
      values: { enforcement: host.enforcement, busy_per_second: spread(busy), bomb_per_second: spread(bomb), ratio },
    }
  },
}
