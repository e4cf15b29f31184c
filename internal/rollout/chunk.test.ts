import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { pb } from '#internal/gen/v1.js'
import { ChunkBuilder, chunkLimitsDefault } from './chunk.ts'
import { decodeChunk, decodeTurn, sha256 } from './codec.ts'

const identity = {
  schemaVersion: 1,
  runId: 'run',
  fleet: 'f',
  taskId: 't',
  groupId: 'g',
  groupSize: 1,
  rolloutId: 'r',
  attempt: 1,
  worker: 'w',
  environment: 'math',
}
const turn = (turnIndex: number, bytes: number): pb.Turn.$Properties => ({ turnIndex, segments: [{ text: 'x'.repeat(bytes) }] })

/** The turns of chunks, fragments joined, as a reader sees them. */
function read(chunks: readonly Uint8Array[]): pb.Turn.$Properties[] {
  const turns: pb.Turn.$Properties[] = []
  let parts: Uint8Array[] = []
  for (const { turns: record, fragment } of chunks.map(decodeChunk)) {
    turns.push(...(record?.turns ?? []))
    if (fragment == null) continue
    parts.push(fragment.data ?? new Uint8Array())
    if (parts.length < (fragment.fragmentCount ?? 0)) continue
    expect(sha256(Buffer.concat(parts))).toEqual(fragment.turnSha256)
    turns.push(decodeTurn(Buffer.concat(parts)))
    parts = []
  }
  return turns
}

test('K1, K3: whatever the turns, none is lost or reordered, and no chunk exceeds its bounds', () => {
  const sizes = fc.array(fc.oneof(fc.nat(2_000), fc.nat(200_000)), { maxLength: 40 })
  fc.assert(
    fc.property(sizes, (bytes) => {
      const builder = new ChunkBuilder(identity)
      const chunks = bytes.flatMap((size, index) => builder.add(turn(index, size), 0))
      chunks.push(...builder.end({ status: 1 }))
      expect(read(chunks).map((each) => each.turnIndex ?? 0)).toEqual(bytes.map((_, index) => index))
      for (const chunk of chunks) {
        expect(chunk.byteLength).toBeLessThan(chunkLimitsDefault.bytesMax + 1_024)
        expect(decodeChunk(chunk).turns?.turns?.length ?? 0).toBeLessThanOrEqual(chunkLimitsDefault.turnsMax)
      }
      expect(decodeChunk(chunks.at(-1) ?? new Uint8Array()).ending?.totals?.chunks).toBe(chunks.length)
    }),
    { numRuns: 50 },
  )
})

test('K1: a chunk closes 2 s after its first turn, not its last', () => {
  const builder = new ChunkBuilder(identity)
  expect(builder.add(turn(0, 10), 1e9)).toEqual([])
  expect(builder.dueNs).toBe(3e9)
  expect(builder.add(turn(1, 10), 2.5e9)).toEqual([])
  expect(builder.due(2.9e9)).toEqual([])
  expect(read(builder.due(3e9))).toHaveLength(2)
  expect(builder.dueNs).toBeNull()
})

test('K2: chunks count from 0, and each names the digest of the one before', () => {
  const builder = new ChunkBuilder(identity)
  const chunks = [
    builder.opening({ leaseMs: 1 }),
    ...builder.add(turn(0, 150_000), 0),
    ...builder.add(turn(1, 10), 0),
    ...builder.handBack('drained'),
  ]
  const decoded = chunks.map(decodeChunk)
  expect(decoded.map((chunk) => chunk.chunkSeq)).toEqual(chunks.map((_, index) => index))
  for (const [index, chunk] of decoded.entries()) {
    const before = chunks[index - 1]
    expect(Buffer.from(chunk.previousSha256)).toEqual(Buffer.from(before === undefined ? [] : sha256(before)))
  }
})
