import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { COMPILE_CACHE } from '../../build.ts'
import { layOut, startDeployed } from './deployment.ts'
import { startSystem } from './system.ts'

/**
 * From the start of the process to the first answer of the deployed bundle (a refusal: no token), best and
 * median of some starts: `node test/functions/coldStart.ts`.
 */

const STARTS = 9
const folder = mkdtempSync(join(tmpdir(), 'kurator-cold-'))
const system = await startSystem()
try {
  const { bytes, packages } = await layOut(folder)
  const environment = { ...system.environment, FIRESTORE_EMULATOR_HOST: system.firestoreHost }
  const compiled = {
    NODE_COMPILE_CACHE: join(folder, COMPILE_CACHE),
    NODE_COMPILE_CACHE_PORTABLE: '1',
  }
  console.log(`the bundle: ${(bytes / 1e6).toFixed(1)} MB, ${packages} packages beside it`)
  for (const [how, more] of [
    ['compiled by the builder', compiled],
    ['compiled at each start', {}],
  ] as const) {
    const times: number[] = []
    for (let start = 0; start < STARTS; start += 1) {
      const { coldStart, stop } = await startDeployed(folder, 'sync', { ...environment, ...more })
      await stop()
      times.push(coldStart)
    }
    times.sort((left, right) => left - right)
    console.log(
      `cold start, ${how}: ` +
        `best ${times[0]?.toFixed(0)} ms, median ${times[STARTS >> 1]?.toFixed(0)} ms`,
    )
  }
} finally {
  await system.close()
  rmSync(folder, { recursive: true })
}
