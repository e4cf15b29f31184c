/**
 * From the gateway into NumPy: rollouts of one long turn, read by the Python client over HTTP, against the same tokens and logprobs read
 * from a file of JSON lines. Megabytes are of what is meant: eight bytes a token.
 */
import { execFile } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { promisify } from 'node:util'
import { pb } from '#internal/gen/v1.js'
import { logprobBytes, tokenBytes } from '#internal/rollout/tokens.ts'
import { attemptOf, publishChunks, under } from '../support/attempts.ts'
import { startFleet } from '../support/fleet.ts'
import { root, startSortie } from '../support/sortie.ts'
import { type Benchmark, type Measured, inWords, pairedRatio, spread } from './benchmark.ts'

const partitions = 4
const reader = `
import json, sys, time
import numpy as np
import sortie_rl
url, token, path, count = sys.argv[1], sys.argv[2], sys.argv[3], int(sys.argv[4])
client = sortie_rl.connect(url, token=token, policy=sortie_rl.Policy(rollouts=32))
rounds = []
def from_gateway():
    client = sortie_rl.connect(url, token=token, policy=sortie_rl.Policy(rollouts=32))
    started, seen = time.perf_counter(), 0
    while seen < count:
        batch = client.next(5, flush=True)
        seen += len(batch)
        batch.packed()
    return time.perf_counter() - started
def from_lines():
    started = time.perf_counter()
    for line in open(path):
        each = json.loads(line)
        np.array(each["tokens"], np.int64), np.array(each["logprobs"], np.float32)
    return time.perf_counter() - started
for _ in range(int(sys.argv[5])):
    rounds.append({"gateway": from_gateway(), "lines": from_lines()})
print(json.dumps(rounds))
`

export const gateway: Benchmark = {
  summary: 'gateway → Python arrays, against JSON lines',
  options: { rollouts: '256', tokens: '4096', rounds: '5' },
  async run(option): Promise<Measured> {
    const [rollouts, tokens, rounds] = [Number(option('rollouts')), Number(option('tokens')), Number(option('rounds'))]
    const folder = mkdtempSync(join(tmpdir(), 'sortie-bench-'))
    await using fleet = await startFleet({ partitions })
    const ids = Uint32Array.from({ length: tokens }, (_, index) => (index * 7919) % 49_152)
    const values = Float32Array.from(ids, (id) => -id / 10_000)
    const segment = {
      role: pb.Role.ROLE_ASSISTANT,
      tokenIds: tokenBytes(ids),
      logprobs: logprobBytes(values),
      lossMask: new Uint8Array(tokens).fill(1),
      versionSpans: [{ weightVersion: 0, tokenCount: tokens }],
    }
    const turn = { traceId: 't', trainable: true, segments: [segment] }
    for (let index = 0; index < rollouts; index++) {
      const member = { rolloutId: `r-${String(index)}`, groupId: `g-${String(index)}` }
      await publishChunks(fleet.connection, partitions, under(member, attemptOf(member, [turn])))
    }
    const lines = join(folder, 'rollouts.jsonl')
    writeFileSync(lines, `${JSON.stringify({ tokens: [...ids], logprobs: [...values] })}\n`.repeat(rollouts))
    const served = startSortie([
      'learner',
      'serve',
      '--fleet',
      'test',
      '--nats-url',
      fleet.server.url,
      '--port',
      '0',
      '--out',
      join(folder, 'learner'),
    ])
    try {
      while (!served.stderr().includes(' at http://')) await sleep(50)
      const url = /at (http:\/\/\S+?),/.exec(served.stderr())?.[1] ?? ''
      const token = readFileSync(join(folder, 'learner/token'), 'utf8').trim()
      const python = join(root, '.tools/venv/bin/python')
      const args = ['-c', reader, url, token, lines, String(rollouts), String(rounds)]
      const { stdout } = await promisify(execFile)(python, args, { env: { PYTHONPATH: join(root, 'clients/python/src') } })
      return measured(JSON.parse(stdout) as readonly Round[], (rollouts * tokens * 8) / 1e6)
    } finally {
      served.child.kill('SIGKILL')
      rmSync(folder, { recursive: true })
    }
  },
}

interface Round {
  readonly gateway: number
  readonly lines: number
}

function measured(rounds: readonly Round[], megabytes: number): Measured {
  const ours = rounds.map((round) => megabytes / round.gateway)
  const others = rounds.map((round) => megabytes / round.lines)
  const ratio = pairedRatio(ours, others)
  return {
    head: ['read by', 'MB/s'],
    rows: [
      ['sortie-rl, from the gateway', inWords(spread(ours), 1)],
      ['json, from a file of lines', inWords(spread(others), 1)],
    ],
    note: `${megabytes.toFixed(1)} MB of token ids and logprobs a round; the gateway reads the stream, assembles and encodes on the way. Ratio ${inWords(ratio, 2)}.`,
    aims: [],
    values: { megabytes, gateway_mb_per_second: spread(ours), json_lines_mb_per_second: spread(others), ratio },
  }
}
