import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    // a machine under load must not fail a test: no test waits, and a slow one is no wrong one
    testTimeout: 120_000,
    hookTimeout: 120_000,
  },
})
