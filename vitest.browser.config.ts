import { defineConfig } from 'vitest/config'
import { browserHere, NO_BROWSER } from './test/browser/found.ts'

const found = browserHere() !== undefined
if (!found) console.log(`The page is not tried. ${NO_BROWSER}`)

/** `npm run test:browser`: the page in Chromium, over the whole local system. */
export default defineConfig({
  test: {
    include: found ? ['test/browser/**/*.test.ts'] : [],
    passWithNoTests: !found,
    environment: 'node',
    testTimeout: 60_000,
    hookTimeout: 120_000,
    // Two browsers at once would measure each other.
    fileParallelism: false,
    env: { METADATA_SERVER_DETECTION: 'none', TZ: 'UTC' },
  },
})
