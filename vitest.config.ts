import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    environment: 'node',
    // Most tests start real servers; a busy machine must not decide what passes.
    testTimeout: 60_000,
    hookTimeout: 120_000,
    restoreMocks: true,
    env: { METADATA_SERVER_DETECTION: 'none', TZ: 'UTC' },
  },
})
