import fc from 'fast-check'
import { expect, test } from 'vitest'
import { GroupBuffer, type GroupHead } from './groups.ts'

const headOf = (groupId: string, groupSize: number): GroupHead => ({
  groupId,
  groupSize,
  partition: 0,
  runId: 'run',
  taskId: `task-${groupId}`,
  environment: 'math',
})
const memberOf = (groupId: string, groupIndex: number) => ({
  rolloutId: `${groupId}-${String(groupIndex)}`,
  groupIndex,
  bytes: 10,
  value: null,
})

/** Endings of a few groups in any order, with deadlines that pass in between. */
const stories = fc.array(fc.integer({ min: 1, max: 4 }), { minLength: 1, maxLength: 5 }).chain((groupSizes) => {
  const endings = groupSizes.flatMap((size, group) =>
    Array.from({ length: size }, (_, index) => ({ group: `g-${String(group)}`, size, index })),
  )
  return fc.record({
    endings: fc.shuffledSubarray(endings, { minLength: endings.length }),
    expireAfter: fc.array(fc.boolean(), { minLength: endings.length, maxLength: endings.length }),
  })
})

test('G1, G2: every member is in one group that is handed out, or late; none is in two', () => {
  fc.assert(
    fc.property(stories, ({ endings, expireAfter }) => {
      const buffer = new GroupBuffer<null>()
      const late: string[] = []
      for (const [at, { group, size, index }] of endings.entries()) {
        const member = memberOf(group, index)
        if (buffer.add(headOf(group, size), member, at) === 'late') late.push(member.rolloutId)
        if (expireAfter[at] === true) buffer.expire(at)
      }
      const taken = buffer.take(buffer.ready.length)
      const handedOut = taken.flatMap(({ members }) => members.map(({ rolloutId }) => rolloutId))
      expect([...handedOut, ...late].sort()).toEqual(endings.map(({ group, index }) => `${group}-${String(index)}`).sort())
      expect(new Set(taken.map(({ head }) => head.groupId)).size).toBe(taken.length)
      for (const { head, members, partial } of taken) expect(partial).toBe(members.length < head.groupSize)
      expect({ bytes: buffer.bytes, rollouts: buffer.rollouts, closed: buffer.closed }).toEqual({ bytes: 0, rollouts: 0, closed: [] })
    }),
  )
})

test('G2: a buffer that begins with what was closed before takes its late members for late', () => {
  fc.assert(
    fc.property(stories, fc.nat(20), ({ endings, expireAfter }, cut) => {
      let buffer = new GroupBuffer<null>()
      const seen: string[] = []
      for (const [at, { group, size, index }] of endings.entries()) {
        // A restart: what was handed out is committed, what waits is read again, which the buffer sees as new endings.
        if (at === cut) {
          seen.push(...buffer.take(buffer.ready.length).flatMap(({ members }) => members.map(({ rolloutId }) => rolloutId)))
          const again = endings.slice(0, at).filter((each) => !seen.includes(`${each.group}-${String(each.index)}`))
          buffer = new GroupBuffer<null>(buffer.closed)
          for (const each of again) buffer.add(headOf(each.group, each.size), memberOf(each.group, each.index), at)
        }
        const member = memberOf(group, index)
        if (buffer.add(headOf(group, size), member, at) === 'late') seen.push(member.rolloutId)
        if (expireAfter[at] === true) buffer.expire(at)
      }
      buffer.expire(Infinity)
      seen.push(...buffer.take(buffer.ready.length).flatMap(({ members }) => members.map(({ rolloutId }) => rolloutId)))
      expect(seen.sort()).toEqual(endings.map(({ group, index }) => `${group}-${String(index)}`).sort())
    }),
  )
})

test('G3: groups are ready in the order in which they became whole', () => {
  const buffer = new GroupBuffer<null>()
  buffer.add(headOf('a', 2), memberOf('a', 1), 1)
  buffer.add(headOf('b', 1), memberOf('b', 0), 2)
  buffer.add(headOf('a', 2), memberOf('a', 0), 3)
  expect(buffer.ready.map(({ head }) => head.groupId)).toEqual(['b', 'a'])
  expect(buffer.ready[1]?.members.map(({ groupIndex }) => groupIndex)).toEqual([0, 1])
})

test('only groups that waited long enough are closed at a deadline', () => {
  const buffer = new GroupBuffer<null>()
  buffer.add(headOf('a', 2), memberOf('a', 0), 10)
  buffer.add(headOf('b', 2), memberOf('b', 0), 20)
  expect(buffer.oldestMs).toBe(10)
  buffer.expire(15)
  expect(buffer.ready.map(({ head, partial }) => [head.groupId, partial])).toEqual([['a', true]])
  expect(buffer.closed).toEqual([{ partition: 0, groupId: 'a', missing: 1 }])
  expect(buffer.oldestMs).toBe(20)
})
