import { defineConfig } from 'vitest/config'

/** `npm run test:browser`: the page in Chromium, over the whole local system. */
export default defineConfig({
  test: {
    include: ['test/browser/**/*.test.ts'],
    environment: 'node',
    testTimeout: 60_000,
    hookTimeout: 120_000,
    // Two browsers at once would measure each other.
    fileParallelism: false,
    env: { METADATA_SERVER_DETECTION: 'none', TZ: 'UTC' },
  },
})
