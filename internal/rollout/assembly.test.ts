import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { pb } from '#internal/gen/v1.js'
import { Assembly, type AssemblyEffect } from './assembly.ts'
import { partitionOf } from './identity.ts'
import { ChunkBuilder } from './chunk.ts'
import { decodeChunk, encodeChunk, sha256 } from './codec.ts'

const turn = (turnIndex: number, bytes: number): pb.Turn.$Properties => ({ turnIndex, segments: [{ text: 'x'.repeat(bytes) }] })

const identityOf = (rolloutId: string, attempt: number) => ({
  schemaVersion: 1,
  runId: 'run',
  fleet: 'f',
  taskId: 't',
  groupId: 'g',
  groupSize: 1,
  rolloutId,
  attempt,
  worker: 'w',
  environment: 'math',
})

/** One attempt's chunks, as a worker publishes them. */
function attemptOf(rolloutId: string, sizes: readonly number[], attempt = 1): Uint8Array[] {
  const builder = new ChunkBuilder(identityOf(rolloutId, attempt), { bytesMax: 500, turnsMax: 3, ageMsMax: 2_000 })
  return [
    builder.opening({ leaseMs: 1 }),
    ...sizes.flatMap((size, index) => builder.add(turn(index, size), 0)),
    ...builder.end({ status: 1 }),
  ]
}

const place = (rolloutId: string, follows: number | null) => ({ rolloutId, partition: 0, partitions: 1, follows })

/** As a stream gives them that begins with them: each message follows the one of its rollout that came before it. */
function takeAll(messages: readonly { readonly rolloutId: string; readonly bytes: Uint8Array }[]): AssemblyEffect[] {
  const assembly = new Assembly()
  const last = new Map<string, number>()
  const take = ({ rolloutId, bytes }: { readonly rolloutId: string; readonly bytes: Uint8Array }, index: number) => {
    const effect = assembly.take(place(rolloutId, last.get(rolloutId) ?? 0), bytes)
    last.set(rolloutId, index + 1)
    return effect
  }
  return messages.map(take).filter((effect) => effect.kind !== 'kept')
}
const under = (rolloutId: string) => (bytes: Uint8Array) => ({ rolloutId, bytes })
const sizes = fc.array(fc.oneof(fc.nat(100), fc.nat(3_000)), { maxLength: 8 })

test('S1, S6: rollouts come out whole, whatever the interleaving', () => {
  const plan = fc.record({
    rollouts: fc.array(sizes, { minLength: 1, maxLength: 5 }),
    order: fc.array(fc.nat(1_000), { minLength: 100, maxLength: 100 }),
  })
  fc.assert(
    fc.property(plan, ({ rollouts, order }) => {
      const queues = rollouts.map((each, index) => attemptOf(`r-${String(index)}`, each).map(under(`r-${String(index)}`)))
      const expected = queues.map((queue) => queue.map(({ bytes }) => Buffer.from(bytes)))
      const mixed = []
      for (let at = 0; queues.some((queue) => queue.length > 0); at++) {
        const nonEmpty = queues.filter((queue) => queue.length > 0)
        const next = nonEmpty[(order[at % order.length] ?? 0) % nonEmpty.length]?.shift()
        if (next !== undefined) mixed.push(next)
      }
      const effects = takeAll(mixed)
      expect(effects).toHaveLength(rollouts.length)
      for (const effect of effects) {
        if (effect.kind !== 'admitted') throw new Error(JSON.stringify(effect))
        const index = Number(effect.trajectory.head.rolloutId.slice(2))
        expect(effect.trajectory.turns.map((each) => each.segments?.[0]?.text?.length ?? 0)).toEqual(rollouts[index])
        expect(effect.trajectory.chunks.map((each) => Buffer.from(each))).toEqual(expected[index])
      }
    }),
  )
})

test('S4: a chunk that is lost, cut or altered is noticed, and nothing is admitted in part', () => {
  const damage = fc.record({ sizes, victim: fc.nat(), at: fc.nat(), how: fc.constantFrom('lose', 'cut', 'flip') })
  fc.assert(
    fc.property(damage, ({ sizes: each, victim, at, how }) => {
      const chunks = attemptOf('r', each)
      const index = victim % chunks.length
      const chunk = chunks[index] ?? new Uint8Array()
      const damaged = how === 'lose' ? [] : [how === 'cut' ? chunk.slice(0, at % chunk.length) : flip(chunk, at)]
      const effects = takeAll([...chunks.slice(0, index), ...damaged, ...chunks.slice(index + 1)].map(under('r')))
      const kinds = effects.map((effect) => effect.kind)
      const lastChunk = index === chunks.length - 1
      // The last chunk is the one that nothing follows: altered in a field that no rule binds, it can only be told by the stream's own integrity.
      if (!(lastChunk && how === 'flip')) expect(kinds).not.toContain('admitted')
      // An opening whose attempt was made higher has the true attempt's chunks superseded.
      if (!lastChunk) expect(kinds.some((kind) => kind === 'quarantined' || kind === 'superseded')).toBe(true)
    }),
    { numRuns: 300 },
  )
})

function flip(chunk: Uint8Array, at: number): Uint8Array {
  const copy = new Uint8Array(chunk)
  const index = at % copy.length
  copy[index] = (copy[index] ?? 0) ^ 0x10
  return copy
}

test('S2: a higher attempt takes the place of one that never ended, and late chunks of that are superseded', () => {
  const first = attemptOf('r', [10, 10, 10, 10], 1)
  const second = attemptOf('r', [20], 2)
  const effects = takeAll([...first.slice(0, 2), ...second.slice(0, 1), ...first.slice(2), ...second.slice(1)].map(under('r')))
  expect(effects.slice(0, -1).map((effect) => effect.kind)).toEqual(first.slice(2).map(() => 'superseded'))
  expect(effects.at(-1)).toMatchObject({ kind: 'admitted', trajectory: { head: { attempt: 2 } } })
})

test('S2: chunks of a higher attempt without its opening take no place', () => {
  const effects = takeAll([...attemptOf('r', [10, 10], 1).slice(0, 1), ...attemptOf('r', [20], 2).slice(1)].map(under('r')))
  expect(effects).toMatchObject([{ kind: 'quarantined', quarantined: { reason: 'incomplete: attempt 2 has no opening', ended: true } }])
})

test('S3: the same chunk twice is one; another under its number is a conflict', () => {
  const chunks = attemptOf('r', [10, 10, 10, 10])
  const twice = chunks.flatMap((chunk) => [chunk, chunk])
  expect(takeAll(twice.map(under('r'))).map((effect) => effect.kind)).toEqual(['admitted', 'duplicate'])
  const other = attemptOf('r', [11, 11, 11, 11])
  const effects = takeAll([...chunks.slice(0, 2), ...other.slice(1, 2), ...chunks.slice(2)].map(under('r')))
  expect(effects).toMatchObject([{ kind: 'quarantined', quarantined: { reason: 'conflict: chunk 1 came twice, with different content' } }])
})

test('S4: the indexes that are missing are named', () => {
  const chunks = attemptOf(
    'r',
    Array.from({ length: 12 }, () => 10),
  )
  const effects = takeAll([...chunks.slice(0, 1), ...chunks.slice(3)].map(under('r')))
  expect(effects).toMatchObject([{ kind: 'quarantined', quarantined: { reason: 'incomplete: chunk 1, 2 missing before chunk 3' } }])
})

test('S4: a message that cannot be read is quarantined at once, and its attempt with its ending', () => {
  const [opening = new Uint8Array(), ...rest] = attemptOf('r', [10])
  const effects = takeAll([opening, opening.slice(0, -1), ...rest].map(under('r')))
  expect(effects).toMatchObject([
    { kind: 'quarantined', quarantined: { ended: false, head: null } },
    { kind: 'quarantined', quarantined: { ended: true, head: { groupId: 'g' } } },
  ])
})

test('S4: a turn that lacks fragments is not passed over', () => {
  const identity = identityOf('r', 1)
  const [opening = new Uint8Array(), first = new Uint8Array()] = attemptOf('r', [3_000])
  const ending = { ...identity, chunkSeq: 2, previousSha256: sha256(first), ending: { status: 1, totals: { chunks: 3 } } }
  expect(takeAll([opening, first, encodeChunk(ending)].map(under('r')))).toMatchObject([
    { kind: 'quarantined', quarantined: { reason: 'incomplete: a turn lacks fragments' } },
  ])
})

test('S5: a second ending is a duplicate, and is admitted no more', () => {
  const effects = takeAll([...attemptOf('r', [10], 1), ...attemptOf('r', [10], 2)].map(under('r')))
  expect(effects.map((effect) => effect.kind)).toEqual(['admitted', 'superseded', 'superseded', 'duplicate'])
})

test('S5: what follows a record that was not met is behind its ending, unless that record was refused here', () => {
  const chunks = attemptOf('r', [10])
  const kindsOf = (assembly: Assembly, from: number) => chunks.map((chunk, index) => assembly.take(place('r', from + index), chunk).kind)
  expect(kindsOf(new Assembly(), 7)).toEqual(['superseded', 'superseded', 'duplicate'])
  const refusing = new Assembly()
  expect(refusing.take(place('r', 0), Uint8Array.of(0x0f))).toMatchObject({ kind: 'quarantined', quarantined: { ended: false } })
  expect(kindsOf(refusing, 7)).toEqual(['kept', 'kept', 'admitted'])
})

test('S5: what is refused behind an ending makes no room for a repetition', () => {
  const assembly = new Assembly()
  const chunks = attemptOf('r', [10])
  expect(assembly.take(place('r', 7), Uint8Array.of(0x0f))).toMatchObject({ kind: 'quarantined', quarantined: { ended: false } })
  expect(chunks.map((chunk, index) => assembly.take(place('r', 8 + index), chunk).kind)).toEqual(['superseded', 'superseded', 'duplicate'])
})

test('S10: a whole rollout that is stored again in another partition is refused, chunk by chunk', () => {
  const assembly = new Assembly()
  const home = partitionOf('g', 8)
  const effects = attemptOf('r', [10]).map((chunk, index) =>
    assembly.take({ rolloutId: 'r', partition: (home + 1) % 8, partitions: 8, follows: index }, chunk),
  )
  const reason = `the chunk's group belongs to partition ${String(home)}, it is stored in ${String((home + 1) % 8)}`
  expect(effects).toMatchObject(effects.map(() => ({ kind: 'quarantined', quarantined: { ended: false, reason } })))
})

test('S7: the memory of ended and of refused rollouts forgets the oldest', () => {
  const assembly = new Assembly({ idsMax: 1 })
  for (const id of ['r-1', 'r-2']) expect(assembly.take(place(id, 0), Uint8Array.of(0x0f)).kind).toBe('quarantined')
  expect(['r-1', 'r-2'].map((id) => assembly.take(place(id, 1), attemptOf(id, [])[0] ?? new Uint8Array()).kind)).toEqual([
    'superseded',
    'kept',
  ])
})

test('S10: without the fence of its rollout a chunk is refused, and breaks the attempt that is open', () => {
  const chunks = attemptOf('r', [10])
  const reason = 'the chunk was stored without the fence of its rollout'
  const unfenced = { kind: 'quarantined', quarantined: { rolloutId: 'r', ended: false, reason } }
  expect(chunks.map((chunk) => new Assembly().take(place('r', null), chunk))).toMatchObject(Array(chunks.length).fill(unfenced))
  const assembly = new Assembly()
  const [opening = new Uint8Array(), ...rest] = chunks
  assembly.take(place('r', 0), opening)
  expect(rest.map((chunk) => assembly.take(place('r', null), chunk))).toMatchObject([unfenced, unfenced])
  expect(rest.map((chunk, index) => assembly.take(place('r', 3 + index), chunk)).at(-1)).toMatchObject({
    quarantined: { ended: true, reason },
  })
})

test('S7: an attempt beyond the memory is let go of, whatever comes, and quarantined with its ending', () => {
  fc.assert(
    fc.property(fc.array(sizes, { minLength: 1, maxLength: 4 }), fc.nat(4_000), (rollouts, openBytesMax) => {
      const assembly = new Assembly({ openBytesMax })
      const queues = rollouts.map((each, index) => ({ id: `r-${String(index)}`, chunks: attemptOf(`r-${String(index)}`, each) }))
      const ended = []
      for (let at = 0; at < 100; at++) {
        for (const { id, chunks } of queues) {
          const chunk = chunks[at]
          if (chunk === undefined) continue
          const effect = assembly.take(place(id, at), chunk)
          expect(assembly.openBytes).toBeLessThanOrEqual(openBytesMax)
          if (effect.kind === 'admitted') expect(effect.trajectory.chunks).toHaveLength(chunks.length)
          if (effect.kind === 'quarantined') expect(effect.quarantined.reason).toMatch(/^refused: .* hold \d+ bytes/)
          if (effect.kind !== 'kept') ended.push(id)
        }
      }
      expect(ended.sort()).toEqual(queues.map(({ id }) => id).sort())
      expect([assembly.openBytes, assembly.openRollouts]).toEqual([0, 0])
    }),
  )
})

test('S7: beyond the most open rollouts others are refused, end nonetheless, and those that are open go on', () => {
  const assembly = new Assembly({ openRolloutsMax: 1 })
  const [first, second] = [attemptOf('r-1', [10]), attemptOf('r-2', [10])]
  const take = (id: string, chunks: readonly Uint8Array[]) => chunks.map((chunk, index) => assembly.take(place(id, index), chunk))
  expect(take('r-1', first.slice(0, 1)).map(({ kind }) => kind)).toEqual(['kept'])
  expect(take('r-2', second)).toMatchObject(
    [false, false, true].map((ended) => ({
      kind: 'quarantined',
      quarantined: { reason: 'refused: 1 rollouts have not ended, the most there may be', ended, head: { groupId: 'g' } },
    })),
  )
  expect(take('r-1', first.slice(1)).at(-1)?.kind).toBe('admitted')
  // It has ended: room for it now does not open it again.
  expect(take('r-2', second).map(({ kind }) => kind)).toEqual(['superseded', 'superseded', 'duplicate'])
})

test('S8: after an attempt was handed back the next one ends the rollout', () => {
  const assembly = new Assembly()
  const builder = new ChunkBuilder(identityOf('r', 1))
  const first = [builder.opening({}), ...builder.add(turn(0, 10), 0), ...builder.handBack('drain')]
  expect(first.map((chunk, index) => assembly.take(place('r', index), chunk).kind)).toEqual(['kept', 'kept', 'kept'])
  expect(assembly.openBytes).toBe(0)
  const second = attemptOf('r', [20], 2)
  expect(second.map((chunk, index) => assembly.take(place('r', 3 + index), chunk)).at(-1)).toMatchObject({
    kind: 'admitted',
    trajectory: { head: { attempt: 2 }, turns: [{ segments: [{ text: 'x'.repeat(20) }] }] },
  })
})

test('a chunk under another rollout’s subject is refused', () => {
  const [opening = new Uint8Array()] = attemptOf('other', [])
  expect(decodeChunk(opening).rolloutId).toBe('other')
  expect(takeAll([{ rolloutId: 'r', bytes: opening }])).toMatchObject([
    { kind: 'quarantined', quarantined: { reason: 'the chunk says rollout_id "other"' } },
  ])
})
