import { expect, test, vi } from 'vitest'
import { Random } from '../differential/random.ts'
import { temporaryFolder } from '../servers.ts'
import { crash } from './crash.ts'

// A machine may be busy: these tests start processes or make them work.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 })

test('what was acknowledged survives kill -9, and no commit is half there', async () => {
  const seed = 1
  console.log(`Kills from --seed ${seed}`)
  const random = new Random(seed)
  const folder = temporaryFolder()
  let acknowledged = 0
  for (let round = 1; round <= 3; round += 1) {
    const damage = await crash(folder.path, round, random)
    expect(damage).toMatchObject({ lost: [], torn: [], entries: 0 })
    acknowledged += damage.acknowledged
  }
  folder.remove()
  expect(acknowledged).toBeGreaterThan(15)
})
