import { defineConfig } from 'vitest/config'

const engines = ['test/component/vllm.test.ts', 'test/component/sglang.test.ts']
const whole = ['test/e2e/**/*.test.ts', 'test/faults/**/*.test.ts', 'test/apiserver/controller*.test.ts', ...engines]

export default defineConfig({
  test: {
    testTimeout: 30_000,
    hookTimeout: 60_000,
    retry: 0,
    passWithNoTests: false,
    projects: [
      {
        extends: true,
        test: {
          name: 'parts',
          include: ['internal/**/*.test.ts', 'cmd/**/*.test.ts', 'test/**/*.test.ts'],
          exclude: [...whole, 'test/cluster/**'],
          // Real servers and models share two cores: more files at once would only make each of them slower.
          maxWorkers: 2,
          sequence: { groupOrder: 0 },
        },
      },
      // A whole fleet with a model takes both cores by itself: two at a time starve each other.
      { extends: true, test: { name: 'whole', include: whole, maxWorkers: 1, sequence: { groupOrder: 1 } } },
    ],
  },
})
