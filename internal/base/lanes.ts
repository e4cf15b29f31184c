/** Does the work on each item, at most so many at a time, begun in their order. Rejects with the first that does; those under way go on. */
export async function inLanes<T>(items: readonly T[], lanesMax: number, work: (item: T) => Promise<void>): Promise<void> {
  const queue = [...items]
  const lane = async () => {
    for (let item = queue.shift(); item !== undefined; item = queue.shift()) await work(item)
  }
  await Promise.all(Array.from({ length: Math.min(lanesMax, items.length) }, lane))
}
