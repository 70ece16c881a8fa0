import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    environment: 'node',
    restoreMocks: true,
    env: { METADATA_SERVER_DETECTION: 'none', TZ: 'UTC' },
  },
})
