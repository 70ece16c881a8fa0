import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    // They need a browser: `npm run test:browser`.
    exclude: ['test/browser/**', '**/node_modules/**'],
    environment: 'node',
    // The default leaves a processor idle, which on two is half of them.
    maxWorkers: '100%',
    // Most tests start real servers; a busy machine must not decide what passes.
    testTimeout: 60_000,
    hookTimeout: 120_000,
    restoreMocks: true,
    env: { METADATA_SERVER_DETECTION: 'none', TZ: 'UTC' },
  },
})
