import { spawn } from 'node:child_process'
import { once } from 'node:events'

/** `npm run bench`: every bench in a process of its own, one after another. */
const benches = [
  'test/functions/bench.ts',
  'test/functions/coldStart.ts',
  'test/local/firestore/bench.ts',
]

for (const bench of benches) {
  console.log(`\n${bench}`)
  const child = spawn(process.execPath, [bench], {
    stdio: 'inherit',
    env: { ...process.env, METADATA_SERVER_DETECTION: 'none' },
  })
  const [code] = await once(child, 'exit')
  if (code !== 0) process.exitCode = 1
}
