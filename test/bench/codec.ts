/**
 * Encoding and decoding one turn of 4,096 sampled tokens with their logprobs: from typed arrays to bytes, and from bytes to typed
 * arrays that a trainer can use. Ours, little-endian bytes in a protobuf field, against what one would write first.
 */
import { Packr, FLOAT32_OPTIONS } from 'msgpackr'
import { readFileSync } from 'node:fs'
import protobuf from 'protobufjs'
import { systemClock } from '#internal/base/clock.ts'
import { invariant } from '#internal/base/errors.ts'
import { pb } from '#internal/gen/v1.js'
import { decodeChunk, encodeChunk } from '#internal/rollout/codec.ts'
import { logprobBytes, logprobs, tokenBytes, tokenIds } from '#internal/rollout/tokens.ts'
import { type Benchmark, inWords, pairedRatio, spread } from './benchmark.ts'

interface Sampled {
  readonly tokens: Uint32Array
  readonly logprobs: Float32Array
}

interface Codec {
  readonly name: string
  encode(sampled: Sampled): Uint8Array
  decode(bytes: Uint8Array): Sampled
}

const turnIndex = 3
const role = pb.Role.ROLE_ASSISTANT

const ours: Codec = {
  name: 'sortie: bytes in protobuf',
  encode: (sampled) => {
    const segment = { role, tokenIds: tokenBytes(sampled.tokens), logprobs: logprobBytes(sampled.logprobs) }
    return encodeChunk({ turns: { turns: [{ turnIndex, segments: [segment] }] } })
  },
  decode: (bytes) => {
    const segment = decodeChunk(bytes).turns?.turns?.[0]?.segments?.[0]
    return { tokens: tokenIds(segment?.tokenIds), logprobs: logprobs(segment?.logprobs) }
  },
}

/** protobufjs compiles what it reflects on first use: it runs the same code as static code would. */
function packed(): Codec {
  const text = readFileSync(new URL('packed.proto', import.meta.url), 'utf8')
  const type = protobuf.parse(text).root.lookupType('PackedTurn')
  return {
    name: 'protobufjs: packed numbers',
    encode: (sampled) => type.encode({ turnIndex, role, tokenIds: sampled.tokens, logprobs: sampled.logprobs }).finish(),
    decode: (bytes) => typed(type.decode(bytes) as unknown as Numbers),
  }
}

interface Numbers {
  readonly tokenIds: ArrayLike<number>
  readonly logprobs: ArrayLike<number>
}

const typed = (numbers: Numbers): Sampled => ({
  tokens: Uint32Array.from(numbers.tokenIds),
  logprobs: Float32Array.from(numbers.logprobs),
})
const plain = (sampled: Sampled) => ({
  turnIndex,
  role,
  tokenIds: Array.from(sampled.tokens),
  logprobs: Array.from(sampled.logprobs),
})

function messagePack(): readonly Codec[] {
  const numbers = new Packr({ useFloat32: FLOAT32_OPTIONS.ALWAYS })
  const arrays = new Packr({ moreTypes: true })
  return [
    {
      name: 'msgpackr: numbers',
      encode: (sampled) => numbers.pack(plain(sampled)),
      decode: (bytes) => typed(numbers.unpack(bytes) as Numbers),
    },
    {
      name: 'msgpackr: typed arrays (its own extension)',
      encode: (sampled) => arrays.pack({ turnIndex, role, ...sampled }),
      decode: (bytes) => arrays.unpack(bytes) as Sampled,
    },
  ]
}

const json: Codec = {
  name: 'JSON',
  encode: (sampled) => Buffer.from(JSON.stringify(plain(sampled))),
  decode: (bytes) => typed(JSON.parse(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('utf8')) as Numbers),
}

/** Tokens of a large vocabulary and logprobs as a sampler has them, the same in every run. */
function sampledTurn(count: number): Sampled {
  let state = 1
  // A linear congruence is random enough for varints and digits.
  const next = () => (state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0) / 2 ** 32
  return {
    tokens: Uint32Array.from({ length: count }, () => Math.floor(next() * 151_936)),
    logprobs: Float32Array.from({ length: count }, () => Math.log(1 - next())),
  }
}

/** Microseconds that one call takes, as the mean of a round. */
function timed(calls: number, action: () => unknown): number {
  const startedNs = systemClock.monotonicNs()
  for (let call = 0; call < calls; call++) action()
  return (systemClock.monotonicNs() - startedNs) / 1e3 / calls
}

interface Times {
  readonly codec: Codec
  readonly bytes: Uint8Array
  readonly encodeUs: number[]
  readonly decodeUs: number[]
}

function measure(sampled: Sampled, codecs: readonly Codec[], rounds: { readonly count: number; readonly calls: number }): Times[] {
  const all = codecs.map((codec): Times => ({ codec, bytes: codec.encode(sampled).slice(), encodeUs: [], decodeUs: [] }))
  for (const { codec, bytes } of all) {
    const back = codec.decode(bytes)
    const same = Buffer.compare(tokenBytes(back.tokens), tokenBytes(sampled.tokens)) === 0
    invariant(same && back.logprobs.length === sampled.logprobs.length, `${codec.name} does not give back what it was given`)
    invariant(back.tokens instanceof Uint32Array && back.logprobs instanceof Float32Array, `${codec.name} gives back other arrays`)
  }
  // The first fifth only warms up. Codecs alternate in a round, so that a slow moment of the machine meets all of them.
  const warmups = Math.ceil(rounds.count / 5)
  for (let round = -warmups; round < rounds.count; round++) {
    for (const { codec, bytes, encodeUs, decodeUs } of all) {
      const encode = timed(rounds.calls, () => codec.encode(sampled))
      const decode = timed(rounds.calls, () => codec.decode(bytes))
      if (round < 0) continue
      encodeUs.push(encode)
      decodeUs.push(decode)
    }
  }
  return all
}

export const codec: Benchmark = {
  summary: 'Encode and decode one turn of 4,096 tokens: ours, protobufjs packed, msgpackr, JSON',
  options: { tokens: '4096', rounds: '50', calls: '100' },
  run: (option) => {
    const rounds = { count: Number(option('rounds')), calls: Number(option('calls')) }
    const sampled = sampledTurn(Number(option('tokens')))
    const all = measure(sampled, [ours, packed(), ...messagePack(), json], rounds)
    const mine = all[0]
    invariant(mine !== undefined, 'ours is the first')
    const results = all.map((times) => ({
      name: times.codec.name,
      bytes: times.bytes.byteLength,
      encode_us: spread(times.encodeUs),
      decode_us: spread(times.decodeUs),
      // Above 1: ours takes less time.
      encode_ratio: pairedRatio(times.encodeUs, mine.encodeUs),
      decode_ratio: pairedRatio(times.decodeUs, mine.decodeUs),
    }))
    const others = results.slice(1)
    const decodeLeast = Math.min(...others.map((each) => each.decode_ratio.median))
    const encodeLeast = Math.min(...others.filter((each) => each.name.startsWith('msgpackr')).map((each) => each.encode_ratio.median))
    return Promise.resolve({
      head: ['codec', 'bytes', 'encode µs', 'ours is', 'decode µs', 'ours is'],
      rows: results.map((each) => [
        each.name,
        each.bytes.toLocaleString('en-US'),
        inWords(each.encode_us, 1),
        `${each.encode_ratio.median.toFixed(2)}×`,
        inWords(each.decode_us, 1),
        `${each.decode_ratio.median.toFixed(2)}×`,
      ]),
      note: `${String(sampled.tokens.length)} tokens; median (least – most) of ${String(rounds.count)} alternating rounds of ${String(rounds.calls)} calls; ratios are medians of paired rounds`,
      aims: [
        { aim: 'decode ≥ 1.2× the best other', measured: `${decodeLeast.toFixed(2)}×`, reached: decodeLeast >= 1.2 },
        { aim: 'encode ≥ 0.5× the better msgpackr', measured: `${encodeLeast.toFixed(2)}×`, reached: encodeLeast >= 0.5 },
      ],
      values: { tokens: sampled.tokens.length, rounds: rounds.count, calls_a_round: rounds.calls, codecs: results },
    })
  },
}
