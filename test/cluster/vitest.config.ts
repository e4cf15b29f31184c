import { join } from 'node:path'
import { defineConfig } from 'vitest/config'

/** The stories that need a whole cluster: `make e2e`. */
export default defineConfig({
  test: {
    root: join(import.meta.dirname, '../..'),
    include: ['test/cluster/*.test.ts'],
    fileParallelism: false,
    testTimeout: 600_000,
    hookTimeout: 300_000,
  },
})
