import { expect, test } from 'vitest'
import { SlotPool } from './slot-pool.ts'

const signal = new AbortController().signal
const ids = (...tokens: number[]) => Uint32Array.from(tokens)

test('a prompt goes to the slot that holds most of it', async () => {
  const pool = new SlotPool(3)
  const slots = [await pool.take(ids(), signal), await pool.take(ids(), signal), await pool.take(ids(), signal)]
  const holdings = [ids(1, 2), ids(1, 2, 3), ids(9)]
  slots.forEach((slot, index) => {
    slot.held = holdings[index] ?? ids()
    pool.release(slot)
  })
  expect((await pool.take(ids(1, 2, 3, 4), signal)).held).toEqual(ids(1, 2, 3))
  expect((await pool.take(ids(1, 2, 3, 4), signal)).held).toEqual(ids(1, 2))
})

test('who waits is served in order, and who gave up waiting is not served', async () => {
  const pool = new SlotPool(1)
  const slot = await pool.take(ids(), signal)
  const served: string[] = []
  const gone = new AbortController()
  const first = pool.take(ids(), signal).then(() => served.push('first'))
  const given = pool.take(ids(), gone.signal)
  const last = pool.take(ids(), signal).then(() => served.push('last'))
  gone.abort(new Error('gave up'))
  await expect(given).rejects.toThrow('gave up')
  pool.release(slot)
  await first
  pool.release(slot)
  await last
  expect(served).toEqual(['first', 'last'])
})

test('a slot that is given back twice is a bug, not two slots', async () => {
  const pool = new SlotPool(1)
  const slot = await pool.take(ids(), signal)
  pool.release(slot)
  expect(() => {
    pool.release(slot)
  }).toThrow('given back twice')
})
